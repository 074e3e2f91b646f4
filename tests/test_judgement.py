"""From objections and merits to verdicts and choice: the arithmetic, example by example."""

from collections.abc import Iterator, Mapping
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.decisions import GUEST_LAYERS, HOST_LAYERS, PAIRS, pair
from knowledge.judgement import (
    UNDETERMINED,
    VERDICTS,
    Judgement,
    Weights,
    all_of,
    any_of,
    best_verdict,
    judge,
    workable,
)
from knowledge.layers import layer_judgement, layer_of
from knowledge.rules import LEVELS

NOTHING = Weights()
BARRED = Weights(firm_levels=("not-supported",))
DISCOURAGED = Weights(firm_levels=("discouraged",))
MERIT = Weights(firm_merits=1)
MAYBE_BARRED = Weights(open_levels=("not-supported",))
MAYBE_MERIT = Weights(open_merits=1)


def verdicts(judgement: Judgement) -> dict[str, str]:
    return {one.option: one.verdict for one in judgement.options}


@pytest.mark.parametrize(
    ("weights", "low", "high"),
    [
        (NOTHING, "suitable", "suitable"),
        (MERIT, "recommended", "recommended"),
        (BARRED, "not-supported", "not-supported"),
        (BARRED.plus(MERIT), "not-supported", "not-supported"),
        (DISCOURAGED.plus(BARRED), "not-supported", "not-supported"),
        (
            Weights(firm_levels=("not-applicable", "not-supported")),
            "not-applicable",
            "not-applicable",
        ),
        (MAYBE_BARRED, "not-supported", "suitable"),
        (MAYBE_BARRED.plus(MERIT), "not-supported", "recommended"),
        (DISCOURAGED.plus(MAYBE_BARRED), "not-supported", "discouraged"),
        (MAYBE_MERIT, "suitable", "recommended"),
    ],
)
def test_ends_of_a_verdict(weights: Weights, low: str, high: str) -> None:
    assert (weights.low, weights.high) == (low, high)


def test_worst_objection_decides_and_order_breaks_the_tie() -> None:
    outcome = judge({"a": NOTHING, "b": NOTHING, "c": BARRED})
    assert outcome.chosen == "a"
    assert verdicts(outcome) == {"a": "suitable", "b": "suitable", "c": "not-supported"}


def test_a_merit_beats_the_order_and_a_wish_beats_neither() -> None:
    assert judge({"a": NOTHING, "b": MERIT}).chosen == "b"
    assert judge({"a": NOTHING, "b": MERIT}, {"a"}).chosen == "b"
    assert judge({"a": NOTHING, "b": DISCOURAGED.plus(MERIT)}, {"b"}).chosen == "a"
    assert judge({"a": NOTHING, "b": NOTHING}, {"b"}).chosen == "b"


def test_a_plan_beats_a_merit_and_never_a_better_verdict() -> None:
    assert judge({"a": NOTHING, "b": MERIT}, {"a"}, planned=True).chosen == "a"
    assert judge({"a": DISCOURAGED, "b": NOTHING}, {"a"}, planned=True).chosen == "b"
    assert judge({"a": MAYBE_BARRED, "b": MERIT}, {"a"}, planned=True).contenders == ("a",)


def test_only_the_chosen_option_is_recommended() -> None:
    outcome = judge({"a": Weights(firm_merits=2), "b": MERIT})
    assert verdicts(outcome) == {"a": "recommended", "b": "suitable"}


def test_discouraged_is_chosen_where_nothing_better_is_left() -> None:
    outcome = judge({"a": BARRED, "b": DISCOURAGED})
    assert outcome.chosen == "b"
    assert verdicts(outcome)["b"] == "discouraged"


@pytest.mark.parametrize("level", ["not-applicable", "not-supported", "insufficient"])
def test_nothing_worse_than_discouraged_is_chosen(level: str) -> None:
    outcome = judge({"a": Weights(firm_levels=(level,)), "b": BARRED}, {"a"})
    assert outcome.outcome == "none"
    assert (outcome.chosen, outcome.provisional, outcome.contenders) == ("", "", ())


def test_an_open_objection_leaves_the_choice_open() -> None:
    outcome = judge({"a": MAYBE_BARRED.plus(MERIT), "b": NOTHING})
    assert outcome.outcome == "unknown"
    assert (outcome.provisional, outcome.contenders) == ("b", ("a",))
    assert verdicts(outcome) == {"a": UNDETERMINED, "b": "suitable"}


def test_an_option_with_a_merit_still_in_the_race_is_between_suitable_and_recommended() -> None:
    outcome = judge({"a": MERIT, "b": MAYBE_MERIT.plus(MERIT)})
    assert outcome.provisional == "a"
    first = outcome.judged("a")
    assert (first.verdict, first.low, first.high) == (UNDETERMINED, "suitable", "recommended")


def test_while_all_may_fail_none_is_chosen() -> None:
    outcome = judge({"a": MAYBE_BARRED, "b": BARRED})
    assert outcome.outcome == "unknown"
    assert (outcome.provisional, outcome.contenders) == ("a", ())


LEVEL_SETS = st.lists(st.sampled_from(LEVELS), max_size=2).map(tuple)
WEIGHTS = st.builds(Weights, LEVEL_SETS, LEVEL_SETS, st.integers(0, 2), st.integers(0, 2))
RACES = st.dictionaries(st.sampled_from("abcd"), WEIGHTS, min_size=1)


def outcomes(weights: Weights) -> Iterator[Weights]:
    """Every way in which what is open may turn out."""
    for kept in product((True, False), repeat=len(weights.open_levels)):
        levels = tuple(level for level, keep in zip(weights.open_levels, kept, strict=True) if keep)
        for merits in range(weights.open_merits + 1):
            yield Weights(weights.firm_levels + levels, (), weights.firm_merits + merits, 0)


@settings(max_examples=300, deadline=None)
@given(RACES, st.sets(st.sampled_from("abcd"), max_size=1))
def test_what_is_firm_stays_however_the_open_turns_out(
    weights: Mapping[str, Weights], wished: set[str]
) -> None:
    judgement = judge(weights, wished)
    race = {judgement.chosen, judgement.provisional, *judgement.contenders} - {""}
    names = list(weights)
    ways = [list(outcomes(weights[name]))[:6] for name in names]
    for way in product(*ways):
        actual = judge(dict(zip(names, way, strict=True)), wished)
        assert actual.outcome != "unknown"
        if judgement.outcome != "unknown":
            assert actual.outcome == judgement.outcome
        elif actual.outcome != "none":
            assert actual.outcome in race
        for one in judgement.options:
            found = VERDICTS.index(actual.judged(one.option).verdict)
            assert VERDICTS.index(one.low) <= found <= VERDICTS.index(one.high)
            if one.verdict != UNDETERMINED:
                assert VERDICTS[found] == one.verdict


@given(RACES)
def test_exactly_one_is_recommended_at_most(weights: Mapping[str, Weights]) -> None:
    recommended = [o for o, verdict in verdicts(judge(weights)).items() if verdict == "recommended"]
    assert len(recommended) <= 1


@pytest.mark.parametrize(
    ("weights", "answer"),
    [
        (NOTHING, "yes"),
        (DISCOURAGED, "yes"),
        (BARRED, "no"),
        (MAYBE_BARRED, "unknown"),
        (MAYBE_BARRED.plus(BARRED), "no"),
    ],
)
def test_workable(weights: Weights, answer: str) -> None:
    assert workable(weights) == answer


def test_three_valued_and_or() -> None:
    for words in product(("yes", "no", "unknown"), repeat=2):
        expected = "yes" if "yes" in words else "unknown" if "unknown" in words else "no"
        assert any_of(words) == expected
        expected = "no" if "no" in words else "unknown" if "unknown" in words else "yes"
        assert all_of(words) == expected
    assert (any_of([]), all_of([])) == ("no", "yes")


def test_best_verdict_is_known_when_both_ends_agree() -> None:
    assert best_verdict([BARRED, DISCOURAGED]) == "discouraged"
    assert best_verdict([MAYBE_BARRED, NOTHING]) == "suitable"
    assert best_verdict([MAYBE_BARRED, BARRED]) == "unknown"


def pairs_with(special: Mapping[str, Weights]) -> Judgement:
    return judge({name: special.get(name, BARRED) for name in PAIRS})


def test_a_layer_has_the_verdict_of_the_best_pair_that_holds_it() -> None:
    special = {
        pair("guest-cluster", "nothing"): DISCOURAGED,
        pair("guest-cluster", "restart-only"): NOTHING,
    }
    layers = layer_judgement("guest_layer", pairs_with(special))
    assert verdicts(layers) == {
        "application": "not-supported",
        "nothing": "not-supported",
        "guest-nlb": "not-supported",
        "guest-cluster": "suitable",
    }
    assert layers.chosen == "guest-cluster"


def test_a_layer_is_chosen_when_every_pair_in_the_race_holds_it() -> None:
    special = {
        pair("guest-cluster", "nothing"): MAYBE_MERIT,
        pair("guest-cluster", "restart-only"): NOTHING,
    }
    pairs = pairs_with(special)
    assert pairs.outcome == "unknown"
    assert layer_judgement("guest_layer", pairs).chosen == "guest-cluster"
    host = layer_judgement("host_layer", pairs)
    assert (host.chosen, {host.provisional, *host.contenders}) == ("", {"restart-only", "nothing"})


def test_names_of_pairs_are_taken_apart_again() -> None:
    for guest, host in product(GUEST_LAYERS, HOST_LAYERS):
        name = pair(guest, host)
        assert (layer_of("guest_layer", name), layer_of("host_layer", name)) == (guest, host)
