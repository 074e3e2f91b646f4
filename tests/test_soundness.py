"""What is firm with answers unknown holds for every value of those answers, on the real rules.

The brute force is over all completions: every word, and for numbers the rules' thresholds and
one step to either side, the ends of the range and "no limit".
"""

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import pytest

from facts.design import Design
from knowledge.advice import Advice, DecisionTaken
from knowledge.advisor import advise
from knowledge.judgement import FIRM, UNDETERMINED, VERDICTS
from knowledge.predicates import Predicate
from tests.random_designs import (
    Place,
    asked_places,
    completions,
    random_completion,
    random_design,
    unknown_at,
    unknown_places,
)

GROUPS = 6
AS_OF = "2026-11-22"


def race(decision: DecisionTaken) -> set[str]:
    """The options that are chosen or may still be."""
    if decision.chosen:
        return {decision.chosen}
    return {decision.provisional, *decision.contenders} - {""}


def decision_faults(
    open_one: DecisionTaken, complete: DecisionTaken, seen: Counter[str]
) -> list[str]:
    faults = []
    for option in open_one.options:
        actual = complete.option(option.id)
        seen["verdicts"] += 1
        if option.verdict != UNDETERMINED:
            seen["firm verdicts"] += 1
            if option.low != option.high or actual.verdict != option.verdict:
                faults.append(f"{option.id}: {option.verdict} firmly, but {actual.verdict}")
        low, high = VERDICTS.index(option.low), VERDICTS.index(option.high)
        if not low <= VERDICTS.index(actual.low) <= VERDICTS.index(actual.high) <= high:
            faults.append(
                f"{option.id}: {actual.low}..{actual.high} outside {option.low}..{option.high}"
            )
    seen["choices"] += 1
    if open_one.outcome != "unknown":
        seen["firm choices"] += 1
        if complete.outcome != open_one.outcome:
            faults.append(f"{open_one.outcome} firmly chosen, but {complete.outcome}")
    if not race(complete) <= race(open_one):
        faults.append(f"{race(complete)} in the race, but only {race(open_one)} were foreseen")
    if complete.shown and not open_one.shown:
        faults.append("shown, though it was not shown while open")
    return [f"{open_one.id}: {fault}" for fault in faults]


def noted_faults(open_one: Advice, complete: Advice, seen: Counter[str]) -> list[str]:
    """Findings and tasks: what is firm stays, and what comes up was at least open."""
    faults = []
    for kind in ("findings", "tasks"):
        before = {(one.id, one.name): one.status for one in getattr(open_one, kind)}
        after = {(one.id, one.name): one.status for one in getattr(complete, kind)}
        for key, status in before.items():
            seen["findings and tasks"] += 1
            if status == FIRM and after.get(key) != FIRM:
                faults.append(f"{kind} {key}: firm, but {after.get(key, 'absent')}")
        faults += [f"{kind} {key}: came from nowhere" for key in after if key not in before]
    return faults


def faults_of(
    design: Design,
    places: Sequence[Place],
    seen: Counter[str],
    filled_in: Iterable[Design] | None = None,
) -> Iterator[str]:
    """Compare the advice with answers unknown with that for completions of them, or for all."""
    open_advice = advise(unknown_at(design, places), AS_OF)
    seen["designs"] += 1
    for completion in completions(design, places) if filled_in is None else filled_in:
        seen["completions"] += 1
        complete = advise(completion, AS_OF)
        by_id = {one.id: one for one in complete.decisions}
        for decision in open_advice.decisions:
            yield from decision_faults(decision, by_id[decision.id], seen)
        yield from noted_faults(open_advice, complete, seen)


@pytest.mark.slow
@pytest.mark.parametrize("group", range(GROUPS))
def test_firm_verdicts_hold_for_every_value_of_what_is_unknown(group: int, full: bool) -> None:
    designs = 100 if full else 10
    seen: Counter[str] = Counter()
    faults: list[str] = []
    for seed in range(group * 1000, group * 1000 + designs):
        design = random_design(seed)
        places = unknown_places(design, seed, most_completions=200)
        faults += [f"seed {seed}, {places}: {one}" for one in faults_of(design, places, seen)]
    print(dict(seen))
    assert not faults, "\n".join(faults[:20])
    # the test would be worth nothing if everything were left open, or if nothing were unknown
    assert seen["completions"] > 10 * designs
    assert seen["firm verdicts"] > 0.5 * seen["verdicts"]
    assert seen["firm verdicts"] < seen["verdicts"]


@pytest.mark.slow
@pytest.mark.parametrize("group", range(4))
def test_firm_verdicts_hold_with_many_answers_unknown(group: int, full: bool) -> None:
    """More than can be completed in every way: completions drawn at random."""
    designs, drawn = (100, 30) if full else (8, 12)
    seen: Counter[str] = Counter()
    faults: list[str] = []
    for seed in range(group * 1000, group * 1000 + designs):
        design, source = random_design(seed), random.Random(seed)
        asked = asked_places(design)
        places = source.sample(asked, min(source.choice((4, 7, 12, 25)), len(asked)))
        filled_in = [random_completion(design, places, source) for _ in range(drawn)]
        found = faults_of(design, places, seen, filled_in)
        faults += [f"seed {seed}, {places}: {one}" for one in found]
    print(dict(seen))
    assert not faults, "\n".join(faults[:20])
    assert 0.2 * seen["verdicts"] < seen["firm verdicts"] < 0.9 * seen["verdicts"]


def test_the_comparison_would_find_an_unsound_reasoner(monkeypatch: pytest.MonkeyPatch) -> None:
    # rules that simply do not match what is unknown: the mistake that the maybe half prevents
    monkeypatch.setattr(Predicate, "possibly", lambda self, value: self.holds(value))
    seen: Counter[str] = Counter()
    assert any(
        fault
        for seed in range(8)
        for design in [random_design(seed)]
        for fault in faults_of(design, unknown_places(design, seed, 20), seen)
    )
