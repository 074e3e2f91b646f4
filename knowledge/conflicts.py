"""Where records disagree about a subject: what counts, what is open, what is overruled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from facts.question_bank import Value
from knowledge.guidance import Guidance, outranks
from knowledge.judgement import FIRM, OPEN, OVERRULED
from knowledge.rules import applies_to

_HOUSE_RULE = "house_rules_"


@dataclass(frozen=True)
class Met:
    """A disagreement met while a conclusion was weighed; ``winner`` is empty if undecided."""

    winner: str
    loser: str
    decided_by: str
    status: str


def weigh(
    cited: Iterable[str],
    host_of: str,
    facts: Mapping[str, Value],
    guidance: Mapping[str, Guidance],
) -> tuple[str, tuple[Met, ...]]:
    """Status that disagreeing records leave to a conclusion, and the disagreements themselves.

    ``firm`` if nothing speaks against the records cited, ``overruled`` if a record that surely
    applies decides against one of them, ``open`` if one may, or if the matter is undecided.
    """
    house_rules = {
        name.removeprefix(_HOUSE_RULE): str(value)
        for name, value in facts.items()
        if name.startswith(_HOUSE_RULE)
    }
    status, met = FIRM, []
    for record in (guidance[one] for one in cited):
        for other in (guidance[one] for one in record.conflicts_with):
            applies = applies_to(other, host_of, facts)
            if applies == "no":
                continue
            certainty = FIRM if applies == "yes" else OPEN
            against = outranks(other, record, house_rules)
            favour = outranks(record, other, house_rules)
            if favour:
                met.append(Met(record.id, other.id, favour, certainty))
            elif against:
                met.append(Met(other.id, record.id, against, certainty))
                status = OVERRULED if applies == "yes" else _weaker(status)
            else:
                first, second = sorted((record.id, other.id))
                met.append(Met("", f"{first},{second}", "", certainty))
                status = _weaker(status)
    return status, tuple(met)


def _weaker(status: str) -> str:
    return OVERRULED if status == OVERRULED else OPEN


def combined(held_surely: bool, status: str) -> str:
    """Status of a conclusion from how its rule fired and what disagreeing records leave to it."""
    if status == OVERRULED:
        return OVERRULED
    return FIRM if held_surely and status == FIRM else OPEN


