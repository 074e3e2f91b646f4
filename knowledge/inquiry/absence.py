"""Why a conclusion was not drawn: the facts that kept every rule from it that would draw it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from knowledge.advice import Advice, Fact
from knowledge.advisor import facts_of
from knowledge.guidance import guidance
from knowledge.inquiry.nodes import Nothing
from knowledge.predicates import Predicate
from knowledge.rule_base import all_rules
from knowledge.rules import Stage, conditions_of

Slots = tuple[tuple[str, str], ...]
_SETTLED = ("given", "assumed", "unknown", "knowledge", "derived", "not asked")
"""Origins, those first that are nearest to what the architect answered."""


class Absence:
    """The facts of each subject of one advice, and what keeps rules from applying to them."""

    def __init__(self, advice: Advice) -> None:
        """Read the advice."""
        self._advice = advice
        self._origins: dict[tuple[str, str], Mapping[str, Fact]] = {}

    def origins(self, subject: str, name: str) -> Mapping[str, Fact]:
        """Every field known of a site or workload; of those alike that of the first."""
        first = self._advice.alike(subject, name)[0]
        if (subject, first) not in self._origins:
            self._origins[subject, first] = facts_of(self._advice, subject, first)
        return self._origins[subject, first]

    def of(self, subject: str, names: tuple[str, ...], kind: str, **slots: str) -> Nothing:
        """What keeps all rules from a conclusion about the first of some subjects alike."""
        about = tuple(sorted(slots.items()))
        facts = self._in_the_way(subject, names[0], kind, about)
        return Nothing(subject, names, kind, about, facts)

    def _in_the_way(self, subject: str, name: str, kind: str, slots: Slots) -> tuple[Fact, ...]:
        """Few facts of which each rule misses one; the one that most rules miss comes first."""
        origins = self.origins(subject, name)
        left = []
        for conditions in _conditions(subject, kind, slots):
            missed = [
                field
                for field, test in conditions.items()
                if field in origins and not test.possibly(origins[field].value)
            ]
            if missed:
                left.append(missed)
        return tuple(origins[one] for one in fewest(left, lambda one: _nearness(origins[one])))


def fewest(missed: Iterable[list[str]], rank: Callable[[str], int]) -> list[str]:
    """Few things of which each list holds one; of those in as many lists the lowest ``rank``."""
    left, found = [one for one in missed if one], []
    while left:
        counts = {name: sum(name in one for one in left) for one in left for name in one}
        best = min(counts, key=lambda one: (-counts[one], rank(one), one))
        found.append(best)
        left = [one for one in left if best not in one]
    return found


def _nearness(fact: Fact) -> int:
    return _SETTLED.index(fact.origin) if fact.origin in _SETTLED else len(_SETTLED)


@cache
def _conditions(subject: str, kind: str, slots: Slots) -> tuple[Mapping[str, Predicate], ...]:
    """Conditions of the rules that draw a conclusion with these slots about a kind of subject."""
    early = (Stage.GROUND_SITE, Stage.GROUND_WORKLOAD, Stage.NEEDS)
    return tuple(
        conditions_of(rule, guidance())
        for rule in all_rules()
        if rule.stage in early and rule.stage.subject == subject
        if any(one.kind == kind and _matches(one.slots, slots) for one in rule.then)
    )


def _matches(concluded: Iterable[tuple[str, str]], wanted: Slots) -> bool:
    present = dict(concluded)
    return all(present.get(name) == word for name, word in wanted)
