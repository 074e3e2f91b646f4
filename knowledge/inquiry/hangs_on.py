"""What a recommendation hangs on: the single answers whose change flips the choice, and to what."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from facts.question_bank import UNKNOWN, Value
from knowledge.advice import DecisionTaken
from knowledge.inquiry.points import Point, answer_at
from knowledge.inquiry.trials import Trials
from knowledge.subjects import resolve_all


@dataclass(frozen=True)
class Flip:
    """An answer that turns a choice: each other value that does, with the outcome it brings."""

    point: Point
    status: str
    outcomes: Mapping[Value, str]


def flips(trials: Trials, decision: DecisionTaken, points: Collection[Point]) -> list[Flip]:
    """The answers among some points that a choice hangs on, assumed ones first.

    ``decision`` must be chosen or have no acceptable option: an open one hangs on what is open.
    """
    relevant = trials.relevant(points, decision)
    answers = resolve_all(trials.design)
    grouped = [one for one in relevant if one.asks.may_be_unknown]
    alone = [one for one in relevant if not one.asks.may_be_unknown]
    found = []
    for point in (*_turning(trials, decision, grouped), *alone):
        answer = answer_at(point, trials.design, answers)
        outcomes = {
            value: outcome
            for value in point.values
            if value != answer.value
            and (outcome := trials.of([(point, value)], decision).outcome) != decision.outcome
        }
        if outcomes:
            found.append(Flip(point, answer.status, outcomes))
    return sorted(found, key=lambda one: one.status != "assumed")


def _turning(trials: Trials, decision: DecisionTaken, points: Sequence[Point]) -> Iterator[Point]:
    """Points that can turn the choice; whole groups that cannot are ruled out by one run."""
    if not points:
        return
    if trials.of([(one, UNKNOWN) for one in points], decision).outcome == decision.outcome:
        return
    if len(points) == 1:
        yield points[0]
        return
    middle = len(points) // 2
    yield from _turning(trials, decision, points[:middle])
    yield from _turning(trials, decision, points[middle:])
