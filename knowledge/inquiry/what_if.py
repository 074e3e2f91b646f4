"""What would have to change: the smallest sets of answers whose change lifts an option.

What is firm with answers unknown holds for each of their values. One run with a whole set of
answers unknown therefore tells whether any change within the set can help at all, and that
nothing helps is proven by few runs instead of merely not found by many.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from facts.question_bank import CHANGES, UNKNOWN, Value
from knowledge.advice import DecisionTaken
from knowledge.inquiry.points import Change, Point, answer_at, points_of
from knowledge.inquiry.trials import BudgetSpent, Trials
from knowledge.judgement import VERDICTS
from knowledge.subjects import resolve_all

GOOD = VERDICTS.index("suitable")
ALWAYS = 2
"""Sets of so many answers are always searched to the end."""
BUDGET = 2000
"""Runs of the rules for sets of one answer more."""


@dataclass(frozen=True)
class Lift:
    """A smallest set of changes that lifts an option, and for a single one all values that do."""

    changes: tuple[Change, ...]
    values: tuple[Value, ...] = ()

    @property
    def points(self) -> frozenset[Point]:
        """The answers that change."""
        return frozenset(point for point, _ in self.changes)

    @property
    def effort(self) -> tuple[int, ...]:
        """What the changes take, as places in CHANGES, the worst first."""
        return tuple(sorted((_effort(point) for point in self.points), reverse=True))


def _effort(point: Point) -> int:
    return CHANGES.index(point.asks.change) if point.asks.change else len(CHANGES)


@dataclass(frozen=True)
class Answered:
    """What was found out about an option.

    ``searched`` is the size of sets that was searched to the end; ``never`` says that no change
    of any size can help, which is proven and not only not found.
    """

    lifts: tuple[Lift, ...]
    searched: int
    never: bool


class WhatIf:
    """The search for one option of one decision."""

    def __init__(self, trials: Trials, decision: DecisionTaken, option: str) -> None:
        """Take the option that somebody would like to have."""
        self._trials, self._decision, self._option = trials, decision, option
        answers = resolve_all(trials.design)
        self._present = {
            one: answer_at(one, trials.design, answers).value for one in points_of(trials.design)
        }

    def answer(self, may_change: Collection[Point], budget: int = BUDGET) -> Answered:
        """The smallest sets of the points that may change, one size after the other."""
        points = self._trials.relevant(may_change, self._decision)
        if self._hopeless((), points):
            return Answered((), len(points), never=True)
        found: list[Lift] = []
        for size in range(1, ALWAYS + 2):
            if found and size > ALWAYS:
                break
            self._trials.most = None if size <= ALWAYS else self._trials.runs + budget
            try:
                found += self._lifts(points, size, [one.points for one in found])
            except BudgetSpent:
                return Answered(_ranked(found), size - 1, never=False)
            finally:
                self._trials.most = None
        searched = ALWAYS + 1 if not found else max(ALWAYS, len(found[-1].changes))
        return Answered(_ranked(found), searched, never=False)

    # --- the search ---

    def _lifts(
        self, points: Sequence[Point], size: int, smaller: Collection[frozenset[Point]]
    ) -> Iterator[Lift]:
        """Sets of that size that hold no smaller one, each once with its first values."""
        if size == 1:
            for changes in self._single((), points):
                ((point, _),) = changes
                yield Lift(
                    changes, tuple(v for v in self._others(point) if self._lifted(((point, v),)))
                )
            return
        single = {point for one in smaller if len(one) == 1 for point in one}
        left = [one for one in points if one not in single]
        seen: set[frozenset[Point]] = set()
        for changes in self._several((), left, size, smaller):
            key = frozenset(point for point, _ in changes)
            if key not in seen:
                seen.add(key)
                yield Lift(changes)

    def _several(
        self,
        fixed: tuple[Change, ...],
        points: Sequence[Point],
        size: int,
        smaller: Collection[frozenset[Point]],
    ) -> Iterator[tuple[Change, ...]]:
        if size == 1:
            chosen = {point for point, _ in fixed}
            free = [one for one in points if not any(each <= {*chosen, one} for each in smaller)]
            yield from self._single(fixed, free)
            return
        for place, point in enumerate(points):
            if self._hopeless(fixed, points[place:]):
                return
            for value in self._others(point):
                change = (*fixed, (point, value))
                rest = points[place + 1 :]
                if not self._hopeless(change, rest):
                    yield from self._several(change, rest, size - 1, smaller)

    def _single(
        self, fixed: tuple[Change, ...], points: Sequence[Point]
    ) -> Iterator[tuple[Change, ...]]:
        """One change more that lifts the option: for each point the first value that does."""
        if not points or self._hopeless(fixed, points):
            return
        if len(points) > 1:
            middle = len(points) // 2
            yield from self._single(fixed, points[:middle])
            yield from self._single(fixed, points[middle:])
            return
        (point,) = points
        for value in self._others(point):
            if self._lifted((*fixed, (point, value))):
                yield (*fixed, (point, value))
                return

    def _others(self, point: Point) -> list[Value]:
        """Other values than the present one, the nearest first."""
        present = self._present[point]
        others = [one for one in point.values if one != present]
        if isinstance(present, int):
            return sorted(others, key=lambda one: abs(int(one) - present))
        return others

    def _lifted(self, changes: Iterable[Change]) -> bool:
        return self._ends(tuple(changes))[0] >= GOOD

    def _hopeless(self, changes: tuple[Change, ...], points: Iterable[Point]) -> bool:
        return self._ends((*changes, *((one, UNKNOWN) for one in points)))[1] < GOOD

    def _ends(self, changes: Iterable[Change]) -> tuple[int, int]:
        """Low and high end of the option's verdict after some changes."""
        return self._trials.of(changes, self._decision).ends[self._option]


def _ranked(lifts: Iterable[Lift]) -> tuple[Lift, ...]:
    """What takes least first: settings before purchases, few changes before many."""
    return tuple(sorted(lifts, key=lambda one: (one.effort, sorted(one.points))))
