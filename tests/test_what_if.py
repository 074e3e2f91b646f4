"""What would have to change, and what a choice hangs on, against brute force on random designs."""

import random
from collections import Counter
from itertools import combinations, product

import pytest

from facts.design import Design
from knowledge.advice import DecisionTaken
from knowledge.advisor import advise
from knowledge.inquiry.hangs_on import flips
from knowledge.inquiry.points import Change, Point, answer_at, changed, points_of
from knowledge.inquiry.trials import Trials
from knowledge.inquiry.what_if import GOOD, WhatIf
from knowledge.judgement import VERDICTS
from knowledge.subjects import resolve_all
from tests.random_designs import random_design

AS_OF = "2026-11-23"
GROUPS = 4
MOST_PAIRS = 400


def some_points(points: list[Point], source: random.Random) -> list[Point]:
    """Few enough points that every pair of their values can be tried."""
    source.shuffle(points)
    chosen: list[Point] = []
    for point in points:
        pairs = sum(len(a.values) * len(b.values) for a, b in combinations([*chosen, point], 2))
        if pairs <= MOST_PAIRS:
            chosen.append(point)
    return chosen


def lost(decision: DecisionTaken) -> list[str]:
    """The options that are not suitable for sure."""
    return [one.id for one in decision.options if VERDICTS.index(one.low) < GOOD]


def others(design: Design, point: Point) -> list[Change]:
    present = answer_at(point, design, resolve_all(design)).value
    return [(point, value) for value in point.values if value != present]


def brute_force(
    design: Design, points: list[Point], topic: str, name: str
) -> dict[frozenset[Point], list[DecisionTaken]]:
    """What a decision comes to with one or two answers changed, for every set of them."""
    return {
        frozenset(chosen): [
            advise(changed(design, changes), AS_OF).decision(topic, name)
            for changes in product(*(others(design, one) for one in chosen))
        ]
        for size in (1, 2)
        for chosen in combinations(points, size)
    }


def smallest(sets: set[frozenset[Point]]) -> set[frozenset[Point]]:
    return {one for one in sets if not any(other < one for other in sets)}


@pytest.mark.slow
@pytest.mark.parametrize("group", range(GROUPS))
def test_what_is_proposed_lifts_and_nothing_smaller_is_missing(group: int, full: bool) -> None:
    designs = 250 if full else 6
    seen: Counter[str] = Counter()
    faults: list[str] = []
    for seed in range(group * 1000, group * 1000 + designs):
        source, design = random.Random(seed), random_design(seed)
        decisions = [one for one in advise(design, AS_OF).decisions if one.shown and lost(one)]
        decision = source.choice(decisions)
        trials = Trials(design, AS_OF, [decision])
        points = some_points(trials.relevant(list(points_of(design)), decision), source)
        points += source.sample(list(points_of(design)), 2)  # also some that do not matter
        points = list(dict.fromkeys(points))
        tried = brute_force(design, points, decision.topic, decision.name)
        for option in lost(decision):
            expected = smallest(
                {
                    chosen
                    for chosen, found in tried.items()
                    if any(VERDICTS.index(one.option(option).low) >= GOOD for one in found)
                }
            )
            answered = WhatIf(trials, decision, option).answer(points, budget=0)
            seen["options"] += 1
            seen["lifted"] += bool(expected)
            seen["never"] += answered.never
            seen["pairs"] += any(len(one) == 2 for one in expected)
            where = f"seed {seed} {decision.id} {option}"
            got = {one.points for one in answered.lifts}
            if got != expected:
                faults.append(f"{where}: {got ^ expected}")
            for lift in answered.lifts:
                then = advise(changed(design, lift.changes), AS_OF)
                lifted = then.decision(decision.topic, decision.name).option(option)
                if VERDICTS.index(lifted.low) < GOOD:
                    faults.append(f"{where}: {lift} does not lift")
    print(dict(seen))
    assert not faults, "\n".join(faults[:20])
    assert seen["lifted"] + seen["never"] > 0
    assert seen["pairs"] > 0 or not full


@pytest.mark.slow
@pytest.mark.parametrize("group", range(GROUPS))
def test_each_flip_flips_and_none_is_missing(group: int, full: bool) -> None:
    designs = 250 if full else 6
    seen: Counter[str] = Counter()
    faults: list[str] = []
    for seed in range(group * 1000, group * 1000 + designs):
        source, design = random.Random(seed), random_design(seed)
        points = source.sample(list(points_of(design)), 25)
        outcomes = {
            change: {
                one.id: one.outcome for one in advise(changed(design, [change]), AS_OF).decisions
            }
            for point in points
            for change in others(design, point)
        }
        for decision in advise(design, AS_OF).decisions:
            if decision.provisional or not decision.shown:
                continue
            expected = {
                (point, value, found[decision.id])
                for (point, value), found in outcomes.items()
                if found[decision.id] != decision.outcome
            }
            trials = Trials(design, AS_OF, [decision])
            got = {
                (flip.point, value, outcome)
                for flip in flips(trials, decision, points)
                for value, outcome in flip.outcomes.items()
            }
            seen["decisions"] += 1
            seen["flips"] += len(expected)
            if got != expected:
                faults.append(f"seed {seed} {decision.id}: {got ^ expected}")
    print(dict(seen))
    assert not faults, "\n".join(faults[:20])
    assert seen["flips"] > 0
