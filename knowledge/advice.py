"""The advice: the one proof object that screens, reports, drawings and JSON are renderings of.

It holds ids and values and no sentences; ``knowledge.explanation`` words it in either language.

Workloads that are described alike (a profile) share their reasons. A reason, a fact and a
reference then name the first of them; ``Advice.alike`` names them all. Decisions, findings,
tasks, conflicts, open questions and assumptions are those of each workload.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any, TypeVar

from facts.design import Design
from facts.question_bank import Value
from knowledge.judgement import UNDETERMINED
from knowledge.recall import Recall

SCHEMA = 1
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Fact:
    """One field a rule read: its value and where that came from.

    ``origin`` is given, assumed, unknown, not asked, knowledge (a support table),
    decision (an earlier decision, ``reference`` its id) or reasons (earlier conclusions).
    """

    field: str
    value: Value
    origin: str
    question: str = ""
    entity: str = ""
    reference: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """One conclusion of one rule for one subject, with everything it rests on.

    ``name`` is that of a site, or of the first workload of those described alike.
    ``status`` is firm, open or overruled. ``premises`` are ids of reasons of the same run,
    ``absent`` the conclusions the rule required not to hold.
    """

    id: str
    subject: str
    name: str
    stage: str
    rule: str
    status: str
    kind: str
    slots: Mapping[str, str]
    guidance: tuple[str, ...]
    facts: tuple[Fact, ...]
    premises: tuple[str, ...]
    absent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a decision: its verdict, both ends of it, and the reasons that count."""

    id: str
    verdict: str
    low: str
    high: str
    objections: tuple[str, ...]
    merits: tuple[str, ...]
    overruled: tuple[str, ...]
    wished: bool = False


def decision_id(topic: str, subject: str, name: str) -> str:
    """Id of the decision on a topic for a site or workload, as references and JSON use it."""
    return f"{topic}/{subject}:{name}"


@dataclass(frozen=True, slots=True)
class DecisionTaken:
    """A decision for one subject. ``shown`` is false for dependents of an option not taken.

    ``rests_on`` are the decisions about sites that its reasons rest on: whatever bears on one of
    those bears on this decision too (``knowledge.resting`` follows them).
    """

    id: str
    topic: str
    subject: str
    name: str
    chosen: str
    provisional: str
    contenders: tuple[str, ...]
    options: tuple[Option, ...]
    shown: bool
    parent: str = ""
    rests_on: tuple[str, ...] = ()

    def option(self, name: str) -> Option:
        """The option of that name; raises StopIteration when the topic has none."""
        return next(one for one in self.options if one.id == name)

    @property
    def outcome(self) -> str:
        """The option chosen, ``unknown`` while that is open, ``none`` if nothing is acceptable."""
        return self.chosen or ("unknown" if self.provisional else "none")

    @property
    def racing(self) -> tuple[str, ...]:
        """The option chosen, or the one that is foremost and those that may overtake it."""
        return tuple(one for one in (self.chosen, self.provisional, *self.contenders) if one)

    @property
    def is_open(self) -> bool:
        """Whether some unknown answer may still turn the choice or a verdict."""
        return bool(self.provisional) or any(one.verdict == UNDETERMINED for one in self.options)


@dataclass(frozen=True, slots=True)
class Noted:
    """A finding or a task: its id (worded elsewhere), whom it concerns, and the reasons for it."""

    id: str
    subject: str
    name: str
    severity: str
    status: str
    decision: str
    option: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """An answer that is unknown, and the open decisions that it bears on.

    What rests on it only through a decision about a site is not among them.
    """

    question: str
    entity: str
    name: str
    decisions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assumption:
    """A default that was taken for an unanswered question, and the decisions that it bears on.

    What rests on it only through a decision about a site is not among them.
    """

    question: str
    entity: str
    name: str
    value: Value
    set_aside: Value | None
    decisions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two records that disagree about a subject. ``winner`` is empty while that is undecided."""

    subject: str
    name: str
    winner: str
    loser: str
    decided_by: str
    status: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Advice:
    """Everything that follows from one design on one date, with its why."""

    design: Design
    as_of: str
    knowledge_version: str
    knowledge_hash: str
    decisions: tuple[DecisionTaken, ...]
    findings: tuple[Noted, ...]
    tasks: tuple[Noted, ...]
    open_questions: tuple[OpenPoint, ...]
    assumptions: tuple[Assumption, ...]
    conflicts: tuple[Conflict, ...]
    guidance: tuple[str, ...]
    reasons: Mapping[str, Reason]
    profiles: tuple[tuple[str, ...], ...]
    recall: Recall = field(default_factory=Recall, compare=False, repr=False)
    """What the advice on the next design may take from this one."""
    # a copy with something replaced begins anew
    _derived: dict[str, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    def once(self, what: str, work: Callable[[], _T]) -> _T:
        """What ``work`` gives, worked out when it is asked for first.

        For whatever follows from the advice alone and is needed by several readers of it.
        """
        if what not in self._derived:
            # of two threads that ask at once both get what is there first
            self._derived.setdefault(what, work())
        found: _T = self._derived[what]
        return found

    def decision(self, topic: str, name: str) -> DecisionTaken:
        """The decision on a topic for the site or workload of that name; raises KeyError."""
        return self._decisions[topic, name]

    @cached_property
    def _decisions(self) -> Mapping[tuple[str, str], DecisionTaken]:
        return {(one.topic, one.name): one for one in self.decisions}

    def alike(self, subject: str, name: str) -> tuple[str, ...]:
        """The workloads described like one, itself included; a ``site`` stands alone."""
        return self._alike[name] if subject == "workload" else (name,)

    @cached_property
    def _alike(self) -> Mapping[str, tuple[str, ...]]:
        return {name: names for names in self.profiles for name in names}


def as_data(advice: Advice) -> dict[str, Any]:
    """The advice as plain data for JSON, without the design it was given for."""
    data: dict[str, Any] = {"schema": SCHEMA}
    for key in (
        *("as_of", "knowledge_version", "knowledge_hash"),
        *("decisions", "findings", "tasks", "open_questions", "assumptions", "conflicts"),
        *("guidance", "profiles"),
    ):
        value = getattr(advice, key)
        data[key] = [_plain(one) for one in value] if isinstance(value, tuple) else value
    data["reasons"] = [_plain(reason) for _, reason in sorted(advice.reasons.items())]
    return data


def _plain(value: Any) -> Any:
    if isinstance(value, (str, int, float)) or value is None:
        return value
    if isinstance(value, (tuple, list)):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
