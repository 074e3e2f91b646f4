"""Forward chaining with experta, made exact, ordered and sound for unknown answers.

Every rule compiles into two experta rules. The *sure* half takes predicates exactly and fires
only while what it says is absent is not even maybe there; the *maybe* half also accepts unknown
values and fires unless what it says is absent is surely there. What the sure half concludes holds
for every value of the unknown answers; what only the maybe half concludes is open.

What a run concludes follows from the fields read and from nothing else, and it is remembered:
after one changed answer only those rules are run again that read it. Of a field it matters only
which conditions its value meets: 20 minutes are the same as 25 where all bounds lie elsewhere.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any

from facts.experta_compat import NOT, Fact, KnowledgeEngine, P, ReteMatcher, Strategy
from facts.experta_compat import Rule as ExpertaRule
from facts.question_bank import Value
from knowledge.engine import ExactStrategy, QuietMatcher
from knowledge.guidance import Guidance
from knowledge.rules import (
    NARROW_KINDS,
    Absent,
    Conclusion,
    Predicate,
    Rule,
    Subject,
    conditions_of,
)

SURE, MAYBE = "sure", "maybe"
_OPPOSITE = {SURE: MAYBE, MAYBE: SURE}
_MOST_FIRINGS = 100_000
MOST_REMEMBERED = 4096
"""Runs of a stage that are remembered; the one longest unused is forgotten first."""


class ReasonerError(RuntimeError):
    """The rule base does not come to rest, or cannot be compiled."""


@dataclass(frozen=True, slots=True)
class Derivation:
    """One firing: what a rule concluded, how firmly, and from which earlier conclusions."""

    rule: str
    held: str
    conclusion: Conclusion
    premises: tuple[Conclusion, ...]


class SubjectFact(Fact):
    """The one wide fact of a run."""


_NARROW: dict[str, type[Fact]] = {kind: type(kind, (Fact,), {}) for kind in NARROW_KINDS}


class _Met(tuple[bytes, ...]):
    """For each field read the conditions that its value meets; equal ones share a run."""

    values: tuple[Value, ...]
    """Values that meet just these conditions."""


@dataclass(frozen=True)
class _Test:
    """A predicate as experta calls it."""

    predicate: Predicate
    held: str

    def __call__(self, value: Value) -> bool:
        if self.held == SURE:
            return self.predicate.holds(value)
        return self.predicate.possibly(value)


class Reasoner:
    """The compiled rules of one stage, ready to run on one wide fact after the other.

    One instance serves all threads: each run has an engine to itself, which is thrown away on
    any exception because experta's survives a reset with stale activations. Engines outlive
    their threads, because Streamlit starts a new one for each click and building takes long.
    What is remembered is shared: values of fields and what follows from them, no names.
    """

    def __init__(
        self,
        rules: Sequence[Rule],
        guidance: Mapping[str, Guidance],
        strategy: type[Strategy] = ExactStrategy,
        matcher: type[ReteMatcher] = QuietMatcher,
    ) -> None:
        """Compile the rules; raises ReasonerError when two have the same name."""
        if len({rule.name for rule in rules}) != len(rules):
            raise ReasonerError("two rules of one stage have the same name")
        self.rules = {rule.name: rule for rule in rules}
        self.conditions = {rule.name: conditions_of(rule, guidance) for rule in rules}
        self.fields = frozenset(name for read in self.conditions.values() for name in read)
        self.read = tuple(sorted(self.fields))
        self._tests = {name: _tests_of(name, self.conditions.values()) for name in self.read}
        self._strategy, self._matcher = strategy, matcher
        self._idle: list[_Engine] = []
        self._building = threading.Lock()
        self._remembered = lru_cache(MOST_REMEMBERED)(self._run_for)
        self._conditions_met = lru_cache(MOST_REMEMBERED)(self._tested)

    def run(self, facts: Mapping[str, Value]) -> tuple[Derivation, ...]:
        """Everything that follows from one wide fact, in the order in which it was concluded.

        Raises KeyError when the fact lacks a field that some rule reads.
        """
        return self._remembered(self.told_apart(facts))

    def told_apart(self, facts: Mapping[str, Value]) -> tuple[bytes, ...]:
        """What the rules can tell of a wide fact; where it is equal, so is what follows.

        Raises KeyError when the fact lacks a field that some rule reads.
        """
        values = tuple([facts[name] for name in self.read])
        met = _Met(map(self._conditions_met, self.read, values))
        met.values = values
        return met

    def _tested(self, name: str, value: Value) -> bytes:
        tests = self._tests[name]
        return bytes([one.holds(value) + 2 * one.possibly(value) for one in tests])

    def _run_for(self, met: _Met) -> tuple[Derivation, ...]:
        return self.run_afresh(met.values)

    def run_afresh(self, values: tuple[Value, ...]) -> tuple[Derivation, ...]:
        """What follows from the values of the fields read, in their order, nothing remembered."""
        engine = self._engine()
        engine.reset()
        engine.derivations = {}
        engine.declare(SubjectFact(**dict(zip(self.read, values, strict=True))))
        engine.run(_MOST_FIRINGS)
        if engine.agenda.activations:
            raise ReasonerError("the rules do not come to rest")
        self._idle.append(engine)
        return tuple(engine.derivations)

    def warm_up(self) -> None:
        """Build an engine, unless there is one already."""
        self._idle.append(self._engine())

    @property
    def runs(self) -> int:
        """How often the rules were run since the last ``forget``."""
        return self._remembered.cache_info().misses

    def forget(self) -> None:
        """Forget all earlier runs, as when predicates were replaced or time is measured."""
        self._remembered.cache_clear()
        self._conditions_met.cache_clear()

    def _engine(self) -> _Engine:
        """An idle engine, taken from the others; a new one only where none comes back in time."""
        with suppress(IndexError):
            return self._idle.pop()
        with self._building:
            with suppress(IndexError):
                return self._idle.pop()
            return self._engine_class()

    @cached_property
    def _engine_class(self) -> type[_Engine]:
        compiled = [
            _compiled(f"r{2 * position + place:05d}_{half}_{rule.name}", rule, half, conditions)
            for position, rule in enumerate(self.rules.values())
            for conditions in [self.conditions[rule.name]]
            for place, half in enumerate((SURE, MAYBE))
        ]
        members: dict[str, Any] = {
            "__strategy__": self._strategy,
            "__matcher__": self._matcher,
            "compiled": tuple(compiled),
            "kinds_read": _kinds_read(self.rules.values()),
        }
        return type("StageEngine", (_Engine,), members)


class _Engine(KnowledgeEngine):
    """An experta engine that records each firing as a derivation.

    A conclusion that no rule reads is recorded and not declared: nothing could come of it. The
    rules are those of all engines of a stage; experta would look for them, and before each run
    for the facts it begins with, among the members of the engine one by one.
    """

    compiled: tuple[ExpertaRule, ...]
    derivations: dict[Derivation, None]
    kinds_read: frozenset[str]

    def __init__(self) -> None:
        super().__init__()
        self._initial = super().get_deffacts()

    def get_rules(self) -> list[ExpertaRule]:
        return [*self.compiled]

    def get_deffacts(self) -> list[Any]:
        return self._initial

    def conclude(self, rule: Rule, held: str) -> None:
        current = getattr(self.strategy, "current", None)
        matched = current.facts if current is not None else ()
        premises = sorted(
            (_conclusion(fact) for fact in matched if type(fact).__name__ in _NARROW),
            key=lambda one: (one.kind, one.slots),
        )
        for conclusion in rule.then:
            self.derivations[_derivation(rule.name, held, conclusion, tuple(premises))] = None
            if conclusion.kind in self.kinds_read:
                self.declare(_fact(conclusion, held))


@cache
def _derivation(
    rule: str, held: str, conclusion: Conclusion, premises: tuple[Conclusion, ...]
) -> Derivation:
    """One object for equal derivations: thousands of remembered runs hold the same few hundred."""
    return Derivation(rule, held, conclusion, premises)


def _tests_of(name: str, conditions: Iterable[Mapping[str, Predicate]]) -> tuple[Predicate, ...]:
    """The conditions on one field, each once, in the order of the rules."""
    return tuple(dict.fromkeys(one[name] for one in conditions if name in one))


def _kinds_read(rules: Iterable[Rule]) -> frozenset[str]:
    """Kinds of conclusions that some rule asks for, or for the absence of."""
    patterns = (part for rule in rules for part in rule.when if not isinstance(part, Subject))
    return frozenset(one.pattern.kind if isinstance(one, Absent) else one.kind for one in patterns)


def _fact(conclusion: Conclusion, held: str) -> Fact:
    return _NARROW[conclusion.kind](held=held, **dict(conclusion.slots))


def _conclusion(fact: Fact) -> Conclusion:
    slots = {str(key): value for key, value in fact.items() if key not in ("held", "__factid__")}
    return Conclusion(type(fact).__name__, tuple(sorted(slots.items())))


@cache
def _condition(test: Predicate, half: str) -> P:
    """One object for equal tests: experta shares a node between equal objects, not equal values."""
    return P(_Test(test, half))


def _compiled(name: str, rule: Rule, half: str, conditions: Mapping[str, Predicate]) -> ExpertaRule:
    parts: list[Any] = [
        SubjectFact(**{field: _condition(test, half) for field, test in conditions.items()})
    ]
    parts += [_pattern(part, half) for part in rule.when if isinstance(part, Conclusion)]
    parts += [
        NOT(_pattern(part.pattern, _OPPOSITE[half]))
        for part in rule.when
        if isinstance(part, Absent)
    ]

    def fire(self: _Engine) -> None:
        self.conclude(rule, half)

    fire.__name__ = name
    compiled: ExpertaRule = ExpertaRule(*parts, salience=-rule.phase)(fire)
    return compiled


def _pattern(conclusion: Conclusion, held: str) -> Fact:
    return _NARROW[conclusion.kind](held=held, **dict(conclusion.slots))


def check_rule(rule: Rule, later_kinds: Mapping[str, int]) -> list[str]:
    """Faults that would make a rule unsound, as sentences for the developer; none for a good one.

    ``later_kinds`` gives for each narrow kind of the stage the latest phase that concludes it:
    Absent may only speak of kinds that are complete before the rule's own phase.
    """
    faults = []
    if sum(isinstance(part, Subject) for part in rule.when) != 1:
        faults.append(f"{rule.name}: exactly one subject pattern is needed")
    absent = (part.pattern.kind for part in rule.when if isinstance(part, Absent))
    faults.extend(
        f"{rule.name}: Absent({kind}) is not complete by phase {rule.phase}"
        for kind in absent
        if later_kinds.get(kind, -1) >= rule.phase
    )
    if not rule.cites:
        faults.append(f"{rule.name}: cites nothing")
    return faults
