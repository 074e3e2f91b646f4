"""What a recommendation hangs on: the single answers whose change flips the choice, and to what."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from facts.question_bank import UNKNOWN, Value
from knowledge.advice import DecisionTaken
from knowledge.inquiry.points import Point, answer_at, halved
from knowledge.inquiry.trials import Trials
from knowledge.subjects import resolve_all
from knowledge.variations import group_of


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
    return flips_of_some(trials, [decision], points)[decision.id]


def flips_of_some(
    trials: Trials, decisions: Sequence[DecisionTaken], points: Collection[Point]
) -> dict[str, list[Flip]]:
    """The same for decisions of one group (``group_of``) at once, by their ids."""
    answers = resolve_all(trials.design)
    found: dict[str, list[Flip]] = {one.id: [] for one in decisions}
    reached = trials.within_reach(points, group_of(decisions[0].topic, decisions[0].name))
    for point, turned in _turned(trials, decisions, reached):
        answer = answer_at(point, trials.design, answers)
        outcomes: dict[str, dict[Value, str]] = {one.id: {} for one in turned}
        for value in point.values:
            if value != answer.value:
                for one, outcome in _differing(trials, turned, [point], value):
                    outcomes[one.id][value] = outcome
        for key, brought in outcomes.items():
            if brought:
                found[key].append(Flip(point, answer.status, brought))
    return {
        key: sorted(flips, key=lambda one: one.status != "assumed") for key, flips in found.items()
    }


def _turned(
    trials: Trials, decisions: Sequence[DecisionTaken], points: Sequence[Point]
) -> Iterator[tuple[Point, list[DecisionTaken]]]:
    """Points that can turn some of the decisions, with these; the others are ruled out together."""
    turned = [one for one, _ in _differing(trials, decisions, points, UNKNOWN)]
    if turned and len(points) == 1:
        yield points[0], turned
    elif turned:
        for half in halved(points):
            yield from _turned(trials, turned, half)


def _differing(
    trials: Trials, decisions: Sequence[DecisionTaken], points: Sequence[Point], value: Value
) -> Iterator[tuple[DecisionTaken, str]]:
    """The decisions that come to something else with that answer at all of the points."""
    if not points:
        return
    group = group_of(decisions[0].topic, decisions[0].name)
    found = trials.of_group([(one, value) for one in points], group)
    for one in decisions:
        if found[one.topic].outcome != one.outcome:
            yield one, found[one.topic].outcome
