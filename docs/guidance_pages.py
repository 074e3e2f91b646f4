"""The pages of all guidance under ``docs``, with the scenarios of the tests."""

from __future__ import annotations

from documents.guidance_pages import counted_by_topic, guidance_page
from documents.page_names import GUIDANCE
from tests.scenario_files import Scenario, scenarios

_FOLDER = "../tests/scenarios"
_BEGIN, _END = "<!-- counted: python docs/refresh.py -->", "<!-- end -->"


def pages() -> dict[str, str]:
    """The pages by their paths below ``docs``."""
    shown = {record: (one.name, f"{_FOLDER}/{one.file}.yaml") for record, one in covering().items()}
    return {name: guidance_page(language, shown) for language, name in GUIDANCE.items()}


def covering() -> dict[str, Scenario]:
    """For each record the scenario that covers it and the fewest others; of equals the first."""
    found: dict[str, Scenario] = {}
    for one in sorted(scenarios(), key=lambda one: len(one.covers)):
        for record in one.covers:
            found.setdefault(record, one)
    return found


def readme(text: str) -> str:
    """The README with today's count of records; raises ValueError where it has no place for it."""
    before, begin, rest = text.partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not end:
        raise ValueError(f"README.md: {_BEGIN} and {_END} are missing")
    counted = counted_by_topic("en", f"docs/{GUIDANCE['en']}")
    return f"{before}{begin}\n{counted}\n{end}{after}"
