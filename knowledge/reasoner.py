"""Forward chaining with experta, made exact, ordered and sound for unknown answers.

Every rule compiles into two experta rules. The *sure* half takes predicates exactly and fires
only while what it says is absent is not even maybe there; the *maybe* half also accepts unknown
values and fires unless what it says is absent is surely there. What the sure half concludes holds
for every value of the unknown answers; what only the maybe half concludes is open.

experta's own strategy withdraws activations by bisection and leaves some whose NOT has become
false; ``ExactStrategy`` compares them one by one and orders the agenda totally.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from facts.experta_compat import NOT, Activation, Agenda, Fact, KnowledgeEngine, P, Strategy
from facts.experta_compat import Rule as ExpertaRule
from facts.question_bank import Value
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


class ReasonerError(RuntimeError):
    """The rule base does not come to rest, or cannot be compiled."""


@dataclass(frozen=True)
class Derivation:
    """One firing: what a rule concluded, how firmly, and from which earlier conclusions."""

    rule: str
    held: str
    conclusion: Conclusion
    premises: tuple[Conclusion, ...]


class SubjectFact(Fact):
    """The one wide fact of a run."""


_NARROW: dict[str, type[Fact]] = {kind: type(kind, (Fact,), {}) for kind in NARROW_KINDS}


@dataclass(frozen=True)
class _Test:
    """A predicate as experta calls it; comparable, so that equal tests share a node."""

    predicate: Predicate
    held: str

    def __call__(self, value: Value) -> bool:
        if self.held == SURE:
            return self.predicate.holds(value)
        return self.predicate.possibly(value)


class ExactStrategy(Strategy):
    """Exact withdrawal and a total order: phase, rule as defined, then the facts matched."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Start with no activation about to fire."""
        super().__init__(*args, **kwargs)
        self.current: Activation | None = None

    def _update_agenda(
        self, agenda: Agenda, added: Iterable[Activation], removed: Iterable[Activation]
    ) -> None:
        withdrawn = list(removed)
        if withdrawn:
            agenda.activations = [
                one
                for one in agenda.activations
                if not any(_same(one, other) for other in withdrawn)
            ]
        for activation in added:
            activation.key = _agenda_key(activation)
            agenda.activations.append(activation)
        agenda.activations.sort(key=lambda one: one.key)
        self.current = agenda.activations[-1] if agenda.activations else None


def _same(one: Activation, other: Activation) -> bool:
    return (
        one.rule.__name__ == other.rule.__name__
        and one.facts == other.facts
        and one.context == other.context
    )


def _agenda_key(activation: Activation) -> tuple[int, int, list[int]]:
    # experta fires the last one, so what is to fire first sorts highest
    facts = sorted((-fact["__factid__"] for fact in activation.facts), reverse=True)
    return (activation.rule.salience, -_position(activation.rule.__name__), facts)


def _position(compiled_name: str) -> int:
    """Place of a compiled rule in the order of definition, which its name begins with."""
    return int(compiled_name[1:6])


class Reasoner:
    """The compiled rules of one stage, ready to run on one wide fact after the other.

    One instance serves all threads: each keeps an engine of its own, which is thrown away on
    any exception because experta's survives a reset with stale activations.
    """

    def __init__(
        self,
        rules: Sequence[Rule],
        guidance: Mapping[str, Guidance],
        strategy: type[Strategy] = ExactStrategy,
    ) -> None:
        """Compile the rules; raises ReasonerError when two have the same name."""
        if len({rule.name for rule in rules}) != len(rules):
            raise ReasonerError("two rules of one stage have the same name")
        self.rules = {rule.name: rule for rule in rules}
        self.conditions = {rule.name: conditions_of(rule, guidance) for rule in rules}
        self.fields = frozenset(name for read in self.conditions.values() for name in read)
        self._strategy = strategy
        self._local = threading.local()

    def run(self, facts: Mapping[str, Value]) -> tuple[Derivation, ...]:
        """Everything that follows from one wide fact, in the order in which it was concluded.

        Raises KeyError when the fact lacks a field that some rule reads.
        """
        wide = {name: facts[name] for name in sorted(self.fields)}
        engine = self._engine()
        try:
            engine.reset()
            engine.derivations = {}
            engine.declare(SubjectFact(**wide))
            engine.run(_MOST_FIRINGS)
            if engine.agenda.activations:
                raise ReasonerError("the rules do not come to rest")
        except BaseException:
            self._local.engine = None
            raise
        return tuple(engine.derivations)

    def _engine(self) -> _Engine:
        engine: _Engine | None = getattr(self._local, "engine", None)
        if engine is None:
            engine = self._engine_class()()
            self._local.engine = engine
        return engine

    def _engine_class(self) -> type[_Engine]:
        members: dict[str, Any] = {"__strategy__": self._strategy}
        for position, rule in enumerate(self.rules.values()):
            for place, half in enumerate((SURE, MAYBE)):
                name = f"r{2 * position + place:05d}_{half}_{rule.name}"
                members[name] = _compiled(name, rule, half, self.conditions[rule.name])
        return type("StageEngine", (_Engine,), members)


class _Engine(KnowledgeEngine):
    """An experta engine that records each firing as a derivation."""

    derivations: dict[Derivation, None]

    def conclude(self, rule: Rule, held: str) -> None:
        current = getattr(self.strategy, "current", None)
        matched = current.facts if current is not None else ()
        premises = sorted(
            (_conclusion(fact) for fact in matched if type(fact).__name__ in _NARROW),
            key=lambda one: (one.kind, one.slots),
        )
        for conclusion in rule.then:
            self.derivations[Derivation(rule.name, held, conclusion, tuple(premises))] = None
            self.declare(_fact(conclusion, held))


def _fact(conclusion: Conclusion, held: str) -> Fact:
    return _NARROW[conclusion.kind](held=held, **dict(conclusion.slots))


def _conclusion(fact: Fact) -> Conclusion:
    slots = {str(key): value for key, value in fact.items() if key not in ("held", "__factid__")}
    return Conclusion(type(fact).__name__, tuple(sorted(slots.items())))


def _compiled(name: str, rule: Rule, half: str, conditions: Mapping[str, Predicate]) -> ExpertaRule:
    parts: list[Any] = [
        SubjectFact(**{field: P(_Test(test, half)) for field, test in conditions.items()})
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
