"""What each option loses and how long it is down, by the table of recovery classes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from facts.once import Once
from facts.question_bank import Value
from knowledge.guidance import guidance, read_list
from knowledge.judgement import all_of
from knowledge.rules import applies_to

_TABLE = Path(__file__).parent / "tables" / "recovery_classes.yaml"
CASES = ("failure", "planned")
_NUMBERS = ("amount", "twice", "time", "wait")


@dataclass(frozen=True)
class RecoveryClass:
    """What one option loses and how long it is down in one case.

    ``loss`` and ``outage`` are words of the wording; ``numbers`` are the seconds put into them.
    """

    topic: str
    option: str
    case: str
    loss: str
    outage: str
    numbers: tuple[tuple[str, int], ...]
    records: tuple[str, ...]


@Once
def classes() -> tuple[RecoveryClass, ...]:
    """All rows of the table, in its order; their numbers are those of the records named."""
    return tuple(
        RecoveryClass(
            **{name: raw[name] for name in ("topic", "option", "case", "loss", "outage")},
            numbers=tuple((name, _number(raw[name])) for name in _NUMBERS if name in raw),
            records=tuple(raw["records"]),
        )
        for raw in read_list(_TABLE)
    )


def _number(place: str) -> int:
    record, _, key = place.partition(".")
    return int(guidance()[record].values[key])


def classes_of(
    topic: str, option: str, facts: Mapping[str, Value]
) -> Mapping[str, tuple[RecoveryClass, ...]]:
    """The rows on an option by case: one each, or all that unknown answers leave possible."""
    found: dict[str, tuple[RecoveryClass, ...]] = {}
    for case in CASES:
        left: list[RecoveryClass] = []
        for row in classes():
            if (row.topic, row.option, row.case) != (topic, option, case):
                continue
            outcome = all_of([applies_to(guidance()[one], "own", facts) for one in row.records])
            if outcome != "no":
                left.append(row)
            if outcome == "yes":
                break
        if left:
            found[case] = tuple(left)
    return found
