"""Guidance records and their sources: loading, and which of two disagreeing records decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from facts.once import Once
from facts.own_yaml import read_own
from facts.question_bank import Text

_HERE = Path(__file__).parent
STRENGTHS = ("required", "recommended", "optional", "discouraged", "forbidden", "deprecated")
CERTAINTIES = ("stated", "implied", "judgement", "unconfirmed")
"""Nearest to the source first; the order decides between records that disagree."""


@dataclass(frozen=True)
class Source:
    """A published document. ``edition`` is the date of the text that was read."""

    id: str
    title: str
    publisher: str
    url: str
    edition: str
    read_on: str
    note: str = ""


@dataclass(frozen=True)
class Citation:
    """A source and the section of it that carries a claim."""

    source: str
    section: str


@dataclass(frozen=True)
class Guidance:
    """One published claim, with the releases it speaks of and how sure we are of it."""

    id: str
    topic: str
    text: Text
    sources: tuple[Citation, ...]
    applies: Mapping[str, Any]
    strength: str
    certainty: str
    checked: str
    reasoning: Text = field(default_factory=dict)
    values: Mapping[str, int | str] = field(default_factory=dict)
    house_rule: Mapping[str, str] = field(default_factory=dict)
    conflicts_with: tuple[str, ...] = ()
    seed: tuple[str, ...] = ()
    replaced_by: str = ""

    @property
    def edition(self) -> str:
        """Edition of the youngest source, in a form that sorts by age."""
        return max(sources()[citation.source].edition for citation in self.sources)


def _guidance(topic: str, raw: Mapping[str, Any]) -> Guidance:
    plain = {
        key: value
        for key, value in raw.items()
        if key not in ("en", "ja", "sources", "conflicts_with", "seed")
    }
    return Guidance(
        topic=topic,
        text={"en": raw["en"], "ja": raw["ja"]},
        sources=tuple(Citation(one["id"], str(one["section"])) for one in raw["sources"]),
        conflicts_with=tuple(sorted(raw.get("conflicts_with", ()))),
        seed=tuple(raw.get("seed", ())),
        applies=plain.pop("applies", {}),
        checked=str(plain.pop("checked")),
        **plain,
    )


def read_list(path: Path) -> list[Mapping[str, Any]]:
    """The top-level list of a YAML file of ours; raises ValueError when it is none."""
    content = read_own(path)
    if not isinstance(content, list):
        raise ValueError(f"{path.name}: a list is expected at the top")
    return content


@Once
def sources() -> Mapping[str, Source]:
    """Every source by its id."""
    found: dict[str, Source] = {}
    for path in sorted((_HERE / "sources").glob("*.yaml")):
        for raw in read_list(path):
            source = Source(**{key: str(value) for key, value in raw.items()})
            if source.id in found:
                raise ValueError(f"source {source.id} stands twice")
            found[source.id] = source
    return dict(sorted(found.items()))


@Once
def guidance() -> Mapping[str, Guidance]:
    """Every record by its id, in the order of ids, whatever the order of files."""
    found: dict[str, Guidance] = {}
    for path in sorted((_HERE / "topics").glob("*.yaml")):
        for raw in read_list(path):
            record = _guidance(path.stem, raw)
            if record.id in found:
                raise ValueError(f"guidance {record.id} stands twice")
            found[record.id] = record
    return dict(sorted(found.items()))


def outranks(one: Guidance, other: Guidance, house_rules: Mapping[str, str]) -> str | None:
    """Why ``one`` decides against ``other`` where both apply; None when it does not.

    In this order: the house rule that one of them stands for, the certainty, the younger
    edition. Two records equal in all of these leave the question undecided.
    """
    mine, theirs = _backed(one, house_rules), _backed(other, house_rules)
    if mine != theirs:
        return "house-rule" if mine > theirs else None
    nearness = CERTAINTIES.index(other.certainty) - CERTAINTIES.index(one.certainty)
    if nearness != 0:
        return "certainty" if nearness > 0 else None
    if one.edition != other.edition:
        return "edition" if one.edition > other.edition else None
    return None


def _backed(record: Guidance, house_rules: Mapping[str, str]) -> bool:
    return any(house_rules.get(rule) == word for rule, word in record.house_rule.items())
