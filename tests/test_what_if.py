"""What would have to change, and what a choice hangs on, against brute force on random designs."""

import gc
import random
import weakref
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from itertools import combinations, islice, product
from threading import Barrier

import pytest

from facts.design import Design, Entity
from facts.question_bank import UNKNOWN
from knowledge.advice import Advice, DecisionTaken
from knowledge.advisor import advise
from knowledge.inquiry.hangs_on import Flip, flips
from knowledge.inquiry.inquiries import Inquiries, inquiries
from knowledge.inquiry.points import Change, Point, answer_at, changeable, changed, points_of
from knowledge.inquiry.trials import Trials
from knowledge.inquiry.what_if import GOOD, Answered, WhatIf
from knowledge.judgement import VERDICTS
from knowledge.subjects import resolve_all
from knowledge.variations import group_of
from tests.conftest import FULL
from tests.example_advice import designed
from tests.random_designs import random_design

AS_OF = "2026-11-23"
DESIGNS = 1000 if FULL else 56
GROUPS = 40 if FULL else 4
"""Tests among which the designs are divided, so that they can run side by side."""
MOST_PAIRS = 120 if FULL else 20
"""Combinations of two changes that are tried by brute force for one design."""
MOST_SINGLE = 6


def designs_of(group: int) -> Iterator[tuple[int, Design, random.Random]]:
    """The designs of one test, each with its seed."""
    for seed in range(group, DESIGNS, GROUPS):
        yield seed, random_design(seed), random.Random(seed)


def few(points: list[Point], source: random.Random, first: Collection[Point] = ()) -> list[Point]:
    """Few enough of the points that every pair of their values can be tried."""
    chosen = [*first]
    for point in source.sample(points, len(points)):
        pairs = sum(len(a.values) * len(b.values) for a, b in combinations([*chosen, point], 2))
        if pairs <= MOST_PAIRS and point not in chosen:
            chosen.append(point)
    return chosen


def rank(decision: DecisionTaken, option: str) -> int:
    """The worst that an option can come to."""
    return VERDICTS.index(decision.option(option).low)


def lost(decision: DecisionTaken) -> list[str]:
    """The options that are not suitable for sure."""
    return [one.id for one in decision.options if rank(decision, one.id) < GOOD]


def others(design: Design, point: Point) -> list[Change]:
    present = answer_at(point, design, resolve_all(design)).value
    return [(point, value) for value in point.values if value != present]


class BruteForce:
    """The advice itself on every design with one or two answers changed."""

    def __init__(self, design: Design, before: Advice, points: list[Point]) -> None:
        self.design, self.before, self.points = design, before, points
        self.of_change = cache(self._of_change)

    def _of_change(self, changes: tuple[Change, ...]) -> Advice:
        return advise(changed(self.design, changes), AS_OF, self.before)

    def lifting(self, decision: DecisionTaken, option: str) -> set[frozenset[Point]]:
        """The smallest sets of one or two points some change of which makes the option good."""
        found: set[frozenset[Point]] = set()
        for size in (1, 2):
            for chosen in combinations(self.points, size):
                if any(one <= {*chosen} for one in found):
                    continue
                for changes in product(*(others(self.design, one) for one in chosen)):
                    then = self.of_change(changes).decision(decision.topic, decision.name)
                    if rank(then, option) >= GOOD:
                        found.add(frozenset(chosen))
                        break
        return found


def telling(trials: Trials, decision: DecisionTaken, source: random.Random) -> list[Point]:
    """A few points: those of a lift if there is one, others that may matter, one that may not."""
    points = list(points_of(trials.design))
    relevant = trials.relevant(points, decision)
    option = source.choice(lost(decision))
    lifts = (
        WhatIf(trials, decision, option)
        .answer(source.sample(relevant, min(12, len(relevant))), 0)
        .lifts
    )
    first = sorted(source.choice(lifts).points) if lifts else []
    return list(dict.fromkeys([*few(relevant, source, first), source.choice(points)]))


@pytest.mark.slow
@pytest.mark.parametrize("group", range(GROUPS))
def test_what_is_proposed_lifts_and_nothing_smaller_is_missing(group: int) -> None:
    seen: Counter[str] = Counter()
    faults: list[str] = []
    for seed, design, source in designs_of(group):
        advice, trials = advise(design, AS_OF), Trials(design, AS_OF)
        decision = source.choice([one for one in advice.decisions if one.shown and lost(one)])
        points = telling(trials, decision, source)
        tried = BruteForce(design, advice, points)
        for option in lost(decision):
            answered = WhatIf(trials, decision, option).answer(points, budget=0)
            where = f"seed {seed} {decision.id} {option}"
            faults += differing(answered, tried, decision, option, where)
            seen["options"] += 1
            seen["lifted"] += bool(answered.lifts)
            seen["pairs"] += any(len(one.changes) == 2 for one in answered.lifts)
            seen["never"] += answered.never
    print(dict(seen))
    assert not faults, "\n".join(faults[:20])
    assert seen["lifted"] > 0
    assert seen["never"] > 0


def differing(
    answered: Answered, tried: BruteForce, decision: DecisionTaken, option: str, where: str
) -> Iterator[str]:
    """What was proposed and is not so, and what is so and was not proposed."""
    expected = tried.lifting(decision, option)
    if (got := {one.points for one in answered.lifts}) != expected:
        yield f"{where}: {got ^ expected}"
    if answered.never and expected:
        yield f"{where}: not never"
    for lift in answered.lifts:
        values = lift.values if len(lift.changes) == 1 else ()
        for changes in [lift.changes, *[((lift.changes[0][0], value),) for value in values]]:
            then = tried.of_change(changes).decision(decision.topic, decision.name)
            if rank(then, option) < GOOD:
                yield f"{where}: {changes} does not lift"
        if len(lift.changes) == 1:
            ((point, _),) = lift.changes
            for change in others(tried.design, point):
                then = tried.of_change((change,)).decision(decision.topic, decision.name)
                if rank(then, option) >= GOOD and change[1] not in values:
                    yield f"{where}: {change} lifts too"


@pytest.mark.slow
@pytest.mark.parametrize("group", range(GROUPS))
def test_where_nothing_helps_no_change_of_one_or_two_answers_does(group: int) -> None:
    """Here all that an architect can change may be changed, as in an inquiry."""
    seen: Counter[str] = Counter()
    for seed, design, source in islice(designs_of(group), 0, None, 1 if FULL else 3):
        advice, trials = advise(design, AS_OF), Trials(design, AS_OF)
        decision = source.choice([one for one in advice.decisions if one.shown and lost(one)])
        option = source.choice(lost(decision))
        points = trials.relevant(changeable(design), decision)
        answered = WhatIf(trials, decision, option).answer(points, budget=0)
        pairs = list(combinations(points, 2))
        for chosen in source.sample(pairs, min(MOST_SINGLE, len(pairs))):
            changes = [source.choice(others(design, one)) for one in chosen]
            then = advise(changed(design, changes), AS_OF, advice)
            good = rank(then.decision(decision.topic, decision.name), option) >= GOOD
            known = any(one.points <= {*chosen} for one in answered.lifts)
            assert known or not good, (seed, decision.id, option, changes)
            seen["never"] += answered.never
            seen["not known"] += not known
    print(dict(seen))
    assert seen["not known"] > 0


@pytest.mark.slow
@pytest.mark.parametrize("group", range(GROUPS))
def test_each_flip_flips_and_none_is_missing(group: int) -> None:
    seen: Counter[str] = Counter()
    faults: list[str] = []
    for seed, design, source in designs_of(group):
        advice, trials = advise(design, AS_OF), Trials(design, AS_OF)
        points = source.sample(list(points_of(design)), MOST_SINGLE)
        tried = BruteForce(design, advice, points)
        outcomes = {
            change: {one.id: one.outcome for one in tried.of_change((change,)).decisions}
            for point in points
            for change in others(design, point)
        }
        for decision in advice.decisions:
            if decision.provisional or not decision.shown:
                continue
            expected = {
                (*change, found[decision.id])
                for change, found in outcomes.items()
                if found[decision.id] != decision.outcome
            }
            got = {
                (flip.point, value, outcome)
                for flip in flips(trials, decision, points)
                for value, outcome in flip.outcomes.items()
            }
            seen["flips"] += len(expected)
            if got != expected:
                faults.append(f"seed {seed} {decision.id}: {got ^ expected}")
    assert not faults, "\n".join(faults[:20])
    assert seen["flips"] > 0


@pytest.mark.slow
@pytest.mark.parametrize("group", range(GROUPS))
def test_what_is_firm_with_answers_unknown_is_so_for_every_value(group: int) -> None:
    """What the searches rule out whole groups by, and that a trial says what the advice says."""
    firm = 0
    for seed, design, source in designs_of(group):
        advice, trials = advise(design, AS_OF), Trials(design, AS_OF)
        points = few(list(points_of(design)), source)[:3]
        tried = BruteForce(design, advice, points)
        unknown = tried.of_change(tuple((one, UNKNOWN) for one in points))
        for values in product(
            *(source.sample(one.values, min(2, len(one.values))) for one in points)
        ):
            changes = tuple(zip(points, values, strict=True))
            then = tried.of_change(changes)
            for before, after in zip(unknown.decisions, then.decisions, strict=True):
                where = (seed, before.id, changes)
                trial = trials.of_group(changes, group_of(after.topic, after.name))[after.topic]
                assert trial.outcome == after.outcome, where
                if before.outcome != "unknown":
                    firm += 1
                    assert after.outcome == before.outcome, where
                for one, other in zip(before.options, after.options, strict=True):
                    low, high = trial.ends[other.id]
                    assert (VERDICTS[low], VERDICTS[high]) == (other.low, other.high), where
                    assert VERDICTS.index(one.low) <= low <= high, where
                    assert high <= VERDICTS.index(one.high), where
    assert firm > 0


# --- the inquiries of an advice ---


@pytest.fixture
def advice() -> Advice:
    return advise(designed("fci-on-vhd-set-2019"), AS_OF)


def test_inquiries_say_what_the_searches_say(advice: Advice) -> None:
    asked, trials = inquiries(advice), Trials(advice.design, AS_OF)
    every = asked.flips_of_all()
    assert [*every] == [one.id for one in advice.decisions if one.shown]
    points = list(points_of(advice.design))
    for decision in advice.decisions:
        if decision.id in every:
            open_one = bool(decision.provisional)
            alone = [] if open_one else flips(trials, decision, points)
            assert every[decision.id] == asked.flips(decision) == tuple(alone)
    fci = advice.decision("guest_storage", "SQL")
    first = lost(fci)[0]
    searched = WhatIf(trials, fci, first).answer(changeable(advice.design))
    assert asked.lifts(fci, first) == searched
    assert asked.lifts(fci, first) is asked.lifts(fci, first)


def test_of_workloads_alike_the_first_is_told_and_each_can_be_asked_about() -> None:
    design = random_design(3, workloads=1)
    (one,) = design.workloads
    twins = replace(design, workloads=(one, Entity("W1", one.answers), Entity("W2", one.answers)))
    advice = advise(twins, AS_OF)
    assert [*advice.profiles] == [("W0", "W1", "W2")]
    asked = inquiries(advice)
    assert {key.rpartition(":")[2] for key in asked.flips_of_all()} <= {"W0", "Alpha", "Beta"}
    renamed = {"W0": "W1", "W1": "W0"}
    for decision in advice.decisions:
        if decision.name == "W1":
            twin = advice.decision(decision.topic, "W0")
            assert {told(flip, {}) for flip in asked.flips(decision)} == {
                told(flip, renamed) for flip in asked.flips(twin)
            }


def told(flip: Flip, renamed: Mapping[str, str]) -> tuple[object, ...]:
    names = tuple(renamed.get(name, name) for name in flip.point.names)
    return flip.point.entity, names, flip.point.question, flip.status, *flip.outcomes.items()


def test_threads_that_ask_at_once_get_the_same(advice: Advice) -> None:
    begin = Barrier(4)

    def ask(_: int) -> tuple[Inquiries, Mapping[str, tuple[Flip, ...]]]:
        begin.wait()
        return inquiries(advice), inquiries(advice).flips_of_all()

    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(ask, range(4)))
    assert len({id(one) for one, _ in found}) == 1
    assert all(every == found[0][1] for _, every in found)


def test_inquiries_are_those_of_one_advice_and_go_with_it() -> None:
    one, other = (advise(designed("fci-on-vhd-set-2019"), AS_OF) for _ in range(2))
    assert inquiries(one) is inquiries(one)
    assert inquiries(one) is not inquiries(other)
    kept = weakref.ref(inquiries(one))
    gc.disable()
    try:
        del one
        assert kept() is None  # nothing of it waits for the search for garbage
    finally:
        gc.enable()
