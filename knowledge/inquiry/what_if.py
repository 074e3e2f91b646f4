"""What would have to change: the smallest sets of answers whose change lifts an option.

What is firm with answers unknown holds for each of their values. One run with a whole set of
answers unknown therefore tells whether any change within the set can help at all, and that
nothing helps is proven by few runs instead of merely not found by many. In the same way few answers
are found of which every set that helps holds one, because without them nothing does: only with
these need a set begin.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from facts.question_bank import CHANGES, UNKNOWN, Value
from knowledge.advice import DecisionTaken
from knowledge.inquiry.points import Change, Point, answer_at, halved, points_of
from knowledge.inquiry.trials import Trials
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


class _BudgetSpent(Exception):
    """More runs would be needed than allowed."""


class WhatIf:
    """The search for one option of one decision; ``runs`` are the variations looked at so far."""

    def __init__(self, trials: Trials, decision: DecisionTaken, option: str) -> None:
        """Take the option that somebody would like to have."""
        self._trials, self._decision, self._option = trials, decision, option
        self.runs = 0
        self._most: int | None = None
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
            self._most = None if size <= ALWAYS else self.runs + budget
            try:
                found += self._lifts(points, size, [one.points for one in found])
            except _BudgetSpent:
                return Answered(_ranked(found), size - 1, never=False)
        searched = ALWAYS + 1 if not found else max(ALWAYS, len(found[-1].changes))
        return Answered(_ranked(found), searched, never=False)

    # --- the search ---

    def _lifts(
        self, points: Sequence[Point], size: int, smaller: Collection[frozenset[Point]]
    ) -> Iterator[Lift]:
        """Sets of that size that hold no smaller one, each once with its first values."""
        if size == 1:
            for changes in self._several((), points, 1, ()):
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
        """So many changes more that lift the option: with each first one of those unavoidable."""
        if size == 1:
            chosen = {point for point, _ in fixed}
            free = [one for one in points if not any(each <= {*chosen, one} for each in smaller)]
            yield from self._single(fixed, free)
            return
        if not points or self._hopeless(fixed, points):
            return
        unavoidable = self._unavoidable(fixed, points)
        for place, point in enumerate(unavoidable):
            # sets that hold one of those before it are already found
            rest = [one for one in points if one not in unavoidable[: place + 1]]
            for value in self._others(point):
                yield from self._several((*fixed, (point, value)), rest, size - 1, smaller)

    def _unavoidable(self, fixed: tuple[Change, ...], points: Sequence[Point]) -> list[Point]:
        """Few points one of which every set holds that lifts: whatever the others are is no help.

        All of them where the option may be good already, by answers that are unknown at present.
        """
        if len(points) == 1 or not self._hopeless(fixed, ()):
            return [*points]
        others: list[Point] = []
        found: list[Point] = []

        def divide(part: Sequence[Point]) -> None:
            for half in halved(part):
                if self._hopeless(fixed, (*others, *half)):
                    others.extend(half)
                elif len(half) == 1:
                    found.extend(half)
                else:
                    divide(half)

        divide(points)
        return found

    def _single(
        self, fixed: tuple[Change, ...], points: Sequence[Point]
    ) -> Iterator[tuple[Change, ...]]:
        """One change more that lifts the option: for each point the first value that does."""
        if len(points) > 1:
            if not self._hopeless(fixed, points):
                for half in halved(points):
                    yield from self._single(fixed, half)
            return
        for point in points:
            for value in self._others(point):
                if self._lifted((*fixed, (point, value))):
                    yield (*fixed, (point, value))
                    break

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
        if self._most is not None and self.runs >= self._most:
            raise _BudgetSpent
        self.runs += 1
        return self._trials.of(changes, self._decision).ends[self._option]


def _ranked(lifts: Iterable[Lift]) -> tuple[Lift, ...]:
    """What takes least first: settings before purchases, few changes before many."""
    return tuple(sorted(lifts, key=lambda one: (one.effort, sorted(one.points))))
