"""Reading the scenarios: sentences with a design and what must follow from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from facts.design import Design
from facts.design_file import parse
from knowledge.advice import Advice
from knowledge.advisor import advise

FOLDER = Path(__file__).parent / "scenarios"
AS_OF = "2026-11-22"
_PARTS = {"name", "covers", "design", "expect"}


@dataclass(frozen=True)
class Scenario:
    """One sentence, the records it shows at work, a design and what the advice must hold."""

    file: str
    name: str
    covers: tuple[str, ...]
    text: str
    expect: Mapping[str, Any]

    @property
    def design(self) -> Design:
        """The design, read by the loader that reads an architect's file."""
        loaded = parse("schema: 1\n" + self.text)
        assert loaded.design is not None, (self.name, loaded.problems)
        return loaded.design


@cache
def scenarios() -> tuple[Scenario, ...]:
    """Every scenario of every file, in the order of the files."""
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        for raw in yaml.safe_load(path.read_text(encoding="utf-8")):
            assert set(raw) == _PARTS, (path.name, raw.get("name"), sorted(raw))
            covers = tuple(raw["covers"])
            found.append(Scenario(path.stem, raw["name"], covers, raw["design"], raw["expect"]))
    return tuple(found)


@cache
def advice_for(name: str) -> Advice:
    """The advice for the design of the scenario of that name; given once, as of its own date."""
    design = next(one for one in scenarios() if one.name == name).design
    return advise(design, str(design.answers.get("as_of") or AS_OF))
