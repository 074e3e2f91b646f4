"""Which decisions rest on an answer, and on which answers a decision rests, followed to the end.

The advice lists with an answer the decisions that rest on it directly. Most decisions about
workloads rest on those about their sites as well, which rest on the answers about all the
workloads there: listed with every answer, the advice would grow with the square of the estate.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property

from knowledge.advice import Advice, Assumption, DecisionTaken, OpenPoint


class Resting:
    """The decisions shown of one advice, by the decisions about sites that they rest on."""

    def __init__(self, advice: Advice) -> None:
        """Read the advice."""
        self._advice = advice
        self._shown = {one.id: one for one in advice.decisions if one.shown}
        self._next: dict[str, list[str]] = {}
        for one in self._shown.values():
            for above in one.rests_on:
                self._next.setdefault(above, []).append(one.id)
        self._beneath: dict[str, frozenset[str]] = {}
        self._topics: dict[tuple[str, bool], frozenset[str]] = {}

    def decisions_on(self, point: OpenPoint | Assumption) -> frozenset[str]:
        """Ids of the decisions that an answer bears on; of an unknown one, those still open."""
        found = frozenset(point.decisions).union(*map(self._all_beneath, point.decisions))
        return self._counting(found, point)

    def topics_on(self, point: OpenPoint | Assumption) -> frozenset[str]:
        """Topics of the decisions that an answer bears on; of an unknown one, of those open."""
        own = {_topic(one) for one in point.decisions}
        return frozenset(own).union(*(self._topics_beneath(one, point) for one in point.decisions))

    def points_behind(self, decision: DecisionTaken) -> list[OpenPoint]:
        """The unknown answers that a decision rests on, in the order of the advice."""
        found = {
            place
            for one in (decision.id, *self._all_above(decision))
            for place in self._points.get(one, ())
        }
        return [self._advice.open_questions[place] for place in sorted(found)]

    @cached_property
    def _points(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for place, point in enumerate(self._advice.open_questions):
            for decision in point.decisions:
                found.setdefault(decision, []).append(place)
        return found

    def _all_above(self, decision: DecisionTaken) -> set[str]:
        found: set[str] = set()
        waiting = [*decision.rests_on]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting += self._shown[one].rests_on
        return found

    def _all_beneath(self, decision: str) -> frozenset[str]:
        if decision not in self._beneath:
            below = self._next.get(decision, [])
            self._beneath[decision] = frozenset(below).union(*map(self._all_beneath, below))
        return self._beneath[decision]

    def _topics_beneath(self, decision: str, point: OpenPoint | Assumption) -> frozenset[str]:
        key = (decision, isinstance(point, OpenPoint))
        if key not in self._topics:
            found = self._counting(self._all_beneath(decision), point)
            self._topics[key] = frozenset(map(_topic, found))
        return self._topics[key]

    def _counting(
        self, decisions: Collection[str], point: OpenPoint | Assumption
    ) -> frozenset[str]:
        if isinstance(point, Assumption):
            return frozenset(decisions)
        return frozenset(one for one in decisions if self._shown[one].is_open)


def _topic(decision: str) -> str:
    return decision.partition("/")[0]
