"""Rules as values: predicates over the fields of one wide fact, and patterns of conclusions.

A rule holds no code. It reads ``when`` (one subject pattern, then any number of patterns of
narrow facts), declares ``then`` and cites the records it applies. Whatever is written here can
be compared, printed in words, and widened to unknown answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum

from facts.question_bank import NOT_APPLICABLE, UNKNOWN, Value
from facts.releases import is_release, order, within
from knowledge.guidance import Guidance

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
    SETTLEMENT = "settlement"

    @property
    def subject(self) -> str:
        """Kind of entity that one run of the stage is about."""
        site_stages = (Stage.GROUND_SITE, Stage.PLATFORM, Stage.SETTLEMENT)
        return "site" if self in site_stages else "workload"

    @property
    def position(self) -> int:
        """Place of the stage in the order of inference."""
        return list(Stage).index(self)


@dataclass(frozen=True)
class FromRecord:
    """A number or release that a predicate takes from the values of a record."""

    record: str
    key: str

    def resolved(self, guidance: Mapping[str, Guidance]) -> Value:
        """The value itself; raises KeyError when the record does not carry it."""
        return guidance[self.record].values[self.key]


Bound = Value | FromRecord


@dataclass(frozen=True)
class Predicate:
    """A condition on one field. ``holds`` is exact: it is false of an unknown value."""

    def holds(self, value: Value) -> bool:
        """Whether a known value meets the condition."""
        raise NotImplementedError

    def possibly(self, value: Value) -> bool:
        """Whether the value meets the condition or is unknown."""
        return value == UNKNOWN or self.holds(value)

    def resolved(self, guidance: Mapping[str, Guidance]) -> Predicate:
        """The predicate with every value taken from its record."""
        return self


@dataclass(frozen=True)
class OneOf(Predicate):
    """The value is one of some words."""

    words: tuple[Value, ...]

    def holds(self, value: Value) -> bool:
        """Equality with one of the words."""
        return value in self.words and value != UNKNOWN


@dataclass(frozen=True)
class Unlike(Predicate):
    """The value is known and is none of some words."""

    words: tuple[Value, ...]

    def holds(self, value: Value) -> bool:
        """Known, and different from every word."""
        return value not in self.words and value != UNKNOWN


@dataclass(frozen=True)
class _Threshold(Predicate):
    bound: Bound

    def resolved(self, guidance: Mapping[str, Guidance]) -> Predicate:
        """The same predicate with the threshold of the record."""
        if isinstance(self.bound, FromRecord):
            return replace(self, bound=self.bound.resolved(guidance))
        return self


@dataclass(frozen=True)
class AtLeast(_Threshold):
    """A number not below the bound."""

    def holds(self, value: Value) -> bool:
        """Number comparison; false of words."""
        return isinstance(value, int) and isinstance(self.bound, int) and value >= self.bound


@dataclass(frozen=True)
class Above(_Threshold):
    """A number above the bound."""

    def holds(self, value: Value) -> bool:
        """Number comparison; false of words."""
        return isinstance(value, int) and isinstance(self.bound, int) and value > self.bound


@dataclass(frozen=True)
class Below(_Threshold):
    """A number below the bound."""

    def holds(self, value: Value) -> bool:
        """Number comparison; false of words."""
        return isinstance(value, int) and isinstance(self.bound, int) and value < self.bound


@dataclass(frozen=True)
class ReleaseBefore(_Threshold):
    """A release older than the bound."""

    def holds(self, value: Value) -> bool:
        """Order of releases; false of words that name none."""
        known = isinstance(value, str) and is_release(value) and isinstance(self.bound, str)
        return known and order(str(value)) < order(str(self.bound))


@dataclass(frozen=True)
class ReleaseFrom(_Threshold):
    """A release not older than the bound."""

    def holds(self, value: Value) -> bool:
        """Order of releases; false of words that name none."""
        known = isinstance(value, str) and is_release(value) and isinstance(self.bound, str)
        return known and order(str(value)) >= order(str(self.bound))


@dataclass(frozen=True)
class InRange(Predicate):
    """A release within a range of a record."""

    span: str

    def holds(self, value: Value) -> bool:
        """Membership; false of words that name no release."""
        return isinstance(value, str) and is_release(value) and within(value, self.span)


@dataclass(frozen=True)
class Both(Predicate):
    """Two conditions on the same field."""

    one: Predicate
    other: Predicate

    def holds(self, value: Value) -> bool:
        """Both hold."""
        return self.one.holds(value) and self.other.holds(value)

    def resolved(self, guidance: Mapping[str, Guidance]) -> Predicate:
        """Both with the values of their records."""
        return Both(self.one.resolved(guidance), self.other.resolved(guidance))


def one_of(*words: Value) -> OneOf:
    """Condition that the field has one of some values."""
    return OneOf(words)


def unlike(*words: Value) -> Unlike:
    """Condition that the field is known and has none of some values."""
    return Unlike(words)


YES, NO = OneOf(("yes",)), OneOf(("no",))
NOT_ASKED = OneOf((NOT_APPLICABLE,))


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
    ``target`` or ``both``. Rules of a later ``phase`` may say Absent of conclusions of an earlier one.
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
        return {name: test for part in self.when if isinstance(part, Subject) for name, test in part.fields}

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
