"""Rules as values: patterns over one wide fact and over conclusions, and what follows from them.

A rule holds no code. It reads ``when`` (one subject pattern, then any number of patterns of
narrow facts), declares ``then`` and cites the records it applies. Whatever is written here can
be compared, printed as data, and widened to unknown answers. Topics import all they need from
here, the predicates included.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from typing import Any

from facts.question_bank import UNKNOWN, Value, field_of
from knowledge.guidance import Guidance
from knowledge.predicates import (
    NO,
    NOT_ASKED,
    YES,
    Above,
    AtLeast,
    Below,
    Both,
    FromRecord,
    InRange,
    OneOf,
    Predicate,
    ReleaseBefore,
    ReleaseFrom,
    Unlike,
    one_of,
    unlike,
)

__all__ = [
    "LEVELS",
    "NARROW_KINDS",
    "NO",
    "NOT_ASKED",
    "YES",
    "Above",
    "Absent",
    "AtLeast",
    "Below",
    "Both",
    "Conclusion",
    "Covers",
    "FieldRecord",
    "Finding",
    "FromRecord",
    "InRange",
    "Merit",
    "Need",
    "Objection",
    "OneOf",
    "OpenQuestion",
    "Predicate",
    "ReleaseBefore",
    "ReleaseFrom",
    "Rule",
    "Stage",
    "Subject",
    "Task",
    "Unlike",
    "applies_to",
    "as_data",
    "conditions_of",
    "field_of",
    "one_of",
    "range_conditions",
    "subject",
    "unlike",
]

LEVELS = ("not-applicable", "not-supported", "insufficient", "discouraged")
"""Levels of an objection, worst first."""


class Stage(Enum):
    """The stages of inference in their order; each reads answers and earlier stages only."""

    GROUND_SITE = "ground of a site"
    GROUND_WORKLOAD = "ground of a workload"
    NEEDS = "needs"
    PLATFORM = "platform"
    OPTIONS = "options"
    COPIES = "copies"
    LAYOUT = "layout"
    SETTLEMENT = "settlement"

    @property
    def subject(self) -> str:
        """Kind of entity that one run of the stage is about."""
        site_stages = (Stage.GROUND_SITE, Stage.PLATFORM, Stage.LAYOUT, Stage.SETTLEMENT)
        return "site" if self in site_stages else "workload"

    @property
    def position(self) -> int:
        """Place of the stage in the order of inference."""
        return list(Stage).index(self)


@dataclass(frozen=True)
class Conclusion:
    """A narrow fact: its kind and its slots. As a pattern, absent slots match anything."""

    kind: str
    slots: tuple[tuple[str, str], ...]

    def __getitem__(self, slot: str) -> str:
        """The word in a slot; an empty string when the slot is absent."""
        return dict(self.slots).get(slot, "")


def _narrow(kind: str, names: Iterable[str]) -> Callable[..., Conclusion]:
    allowed = tuple(names)

    def make(**slots: str) -> Conclusion:
        if unexpected := set(slots) - set(allowed):
            raise TypeError(f"{kind} has no slot {sorted(unexpected)}")
        return Conclusion(kind, tuple((name, slots[name]) for name in allowed if name in slots))

    make.__name__ = kind
    make.__doc__ = f"{kind}({', '.join(allowed)})"
    return make


Objection = _narrow("Objection", ("decision", "option", "level", "misses"))
Merit = _narrow("Merit", ("decision", "option"))
Covers = _narrow("Covers", ("failure", "by"))
Need = _narrow("Need", ("what",))
Finding = _narrow("Finding", ("id", "severity", "decision", "option"))
Task = _narrow("Task", ("id", "decision", "option"))
OpenQuestion = _narrow("OpenQuestion", ("id",))
NARROW_KINDS = ("Objection", "Merit", "Covers", "Need", "Finding", "Task", "OpenQuestion")


@dataclass(frozen=True)
class Subject:
    """Pattern on the wide fact of the run: a predicate per field."""

    fields: tuple[tuple[str, Predicate], ...]


@dataclass(frozen=True)
class Absent:
    """Pattern that holds while no conclusion of an earlier phase matches."""

    pattern: Conclusion


def subject(**fields: Predicate) -> Subject:
    """Pattern on the workload or site that the run is about."""
    return Subject(tuple(sorted(fields.items())))


@dataclass(frozen=True)
class FieldRecord:
    """A citation whose record id stands in a field of the wide fact."""

    field: str


@dataclass(frozen=True)
class Rule:
    """Guidance applied to a design.

    ``host_of`` says whose release the host ranges of the cited records speak of: ``own``,
    ``target`` or ``both``. Rules of a later ``phase`` may say Absent of conclusions of an
    earlier one.
    """

    name: str
    stage: Stage
    when: tuple[Subject | Conclusion | Absent, ...]
    then: tuple[Conclusion, ...]
    cites: tuple[str | FieldRecord, ...]
    phase: int = 0
    host_of: str = "own"

    @property
    def given(self) -> Mapping[str, Predicate]:
        """Fields of the wide fact that the rule itself reads."""
        return {
            name: test
            for part in self.when
            if isinstance(part, Subject)
            for name, test in part.fields
        }

    @property
    def records(self) -> tuple[str, ...]:
        """Ids of the records cited by name."""
        return tuple(one for one in self.cites if isinstance(one, str))


_HOST_FIELDS = {
    "own": ("host_release",),
    "target": ("target_host_release",),
    "both": ("host_release", "target_host_release"),
}


def range_conditions(record: Guidance, host_of: str) -> tuple[tuple[str, Predicate], ...]:
    """What the ranges of a record demand of the wide fact, field by field."""
    conditions: list[tuple[str, Predicate]] = []
    applies = record.applies
    if "host" in applies:
        conditions += [(name, InRange(applies["host"])) for name in _HOST_FIELDS[host_of]]
    if "edition" in applies:
        conditions.append(("host_edition", OneOf((applies["edition"],))))
    if "guest" in applies:
        conditions.append(("guest_system", InRange(applies["guest"])))
    for product, span in applies.get("product", {}).items():
        conditions.append(("product", OneOf((product,))))
        if span != "any":
            conditions.append(("product_release", InRange(span)))
    if "deployment" in applies:
        conditions.append(("deployment", OneOf(tuple(applies["deployment"]))))
    return tuple(conditions)


def conditions_of(rule: Rule, guidance: Mapping[str, Guidance]) -> Mapping[str, Predicate]:
    """All conditions on the wide fact: the rule's own and the ranges of the records it cites."""
    merged = {name: test.resolved(guidance) for name, test in rule.given.items()}
    for record in rule.records:
        for name, test in range_conditions(guidance[record], rule.host_of):
            present = merged.get(name)
            merged[name] = test if present in (None, test) else Both(present, test)
    return dict(sorted(merged.items()))


def applies_to(record: Guidance, host_of: str, facts: Mapping[str, Value]) -> str:
    """``yes``, ``no`` or ``unknown``: whether the ranges of a record cover a subject."""
    outcomes = [
        (test.holds(facts[name]), test.possibly(facts[name]))
        for name, test in range_conditions(record, host_of)
        if name in facts
    ]
    if not all(possible for _, possible in outcomes):
        return "no"
    return "yes" if all(sure for sure, _ in outcomes) else UNKNOWN


def as_data(rule: Rule) -> dict[str, Any]:
    """The rule as plain data for JSON, as ``docs/schemas/rule.schema.json`` describes it."""
    return {
        "name": rule.name,
        "stage": rule.stage.name.lower(),
        "phase": rule.phase,
        "host_of": rule.host_of,
        "when": [_plain(part) for part in rule.when],
        "then": [_plain(conclusion) for conclusion in rule.then],
        "cites": [_plain(citation) for citation in rule.cites],
    }


def _plain(part: Any) -> Any:
    """A part of a rule: what it is called, and what it holds, as far down as it goes."""
    if isinstance(part, Subject):
        return {"subject": {name: _plain(test) for name, test in part.fields}}
    if isinstance(part, Conclusion):
        return {part.kind: dict(part.slots)}
    if is_dataclass(part):
        inner = {one.name: _plain(getattr(part, one.name)) for one in fields(part)}
        return {type(part).__name__: inner}
    return list(part) if isinstance(part, tuple) else part
