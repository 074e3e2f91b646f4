"""Predicates: conditions on one field of a wide fact, comparable, printable, able to be widened.

``holds`` is exact and false of an unknown value; ``possibly`` also accepts ``unknown``. A
threshold that somebody published is taken from the values of a record.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from facts.question_bank import NOT_APPLICABLE, UNKNOWN, Value
from facts.releases import is_release, order, within
from knowledge.guidance import Guidance


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
