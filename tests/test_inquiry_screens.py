"""Why down to the answers, what would have to change, what choices hang on: on the screens."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from facts.question_bank import by_id
from knowledge.advice import Advice, DecisionTaken
from knowledge.change_words import effort_words, point_words
from knowledge.inquiry.inquiries import Inquiries
from knowledge.inquiry.nodes import Absent, FactRead, Outcome, Statement, Verdict
from knowledge.inquiry.points import Point
from knowledge.inquiry.what_if import Answered, Lift
from knowledge.inquiry.why import Why
from knowledge.why_words import fact_words
from knowledge.words import LANGUAGES, word
from screens.editing import Place
from tests.screen_driver import (
    design_of,
    example,
    look_at,
    markdown,
    opened,
    plain,
    show_tab,
)
from tests.test_compare import one_site

MAIN = Place("site", ("Main",))
CLUSTER = "platform/site:Main\nhost-cluster"
STANDALONE = "platform/site:Main\nstandalone"
HOSTS = Point("site", ("Main",), "host_count")
TRUST = Point("site", ("Main",), "host_trust")


class Beneath(set[str]):
    """Keys of the parts that are open: an option, and every step of its why."""

    def __init__(self, *starts: str) -> None:
        super().__init__()
        self.starts = starts

    def __contains__(self, key: object) -> bool:
        return str(key).startswith(self.starts)


def site(language: str = "en", **answers: str | int) -> AppTest:
    """A design of a site and a workload, at the judgements on the site."""
    at = opened(language, one_site({**answers}))
    look_at(at, MAIN)
    return at


def open_part(at: AppTest, *keys: str) -> None:
    """Open parts one after the other, as each stands in the one before it."""
    for key in keys:
        at.session_state[key] = True
        at.run()
        assert not at.exception


def press(at: AppTest, start: str) -> None:
    """Click the first button whose key begins so."""
    next(one for one in at.button if (one.key or "").startswith(start)).click()
    at.run()
    assert not at.exception


def said(at: AppTest) -> str:
    return plain(markdown(at))


def labels(at: AppTest) -> list[str]:
    return [plain(one.label) for one in at.main.expander]


def part(at: AppTest, label: str) -> list[bool]:
    """Whether the parts of that label are open."""
    return [one.proto.expanded for one in at.main.expander if plain(one.label) == label]


def answers_beneath(node: object) -> Iterator[FactRead]:
    """The answers that a why ends in."""
    match node:
        case Verdict():
            below: Any = (*node.against, *node.merits, *node.overruled)
        case Statement():
            below = node.facts
        case FactRead():
            below = node.beneath
            if not below and node.fact.question:
                yield node
        case Absent():
            below = node.because
        case Outcome():
            below = node.options
        case _:
            below = ()
    for one in below:
        yield from answers_beneath(one)


# --- why ---


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_verdict_unfolds_down_to_every_answer_behind_it(language: str) -> None:
    at = opened(language, one_site())
    at.session_state["opened"] = Beneath(CLUSTER, f"why\n{CLUSTER}")
    look_at(at, MAIN)
    advice: Advice = at.session_state["advice"]
    behind = list(answers_beneath(Why(advice).of_option(*CLUSTER.split("\n"))))
    shown = {plain(one.label).casefold() for one in at.main.button if one.key}
    assert behind
    assert {fact_words(one.fact, language).casefold() for one in behind} <= shown


def test_an_answer_at_the_bottom_leads_to_its_question() -> None:
    at = opened("en", one_site({"host_count": 1}))
    at.session_state["opened"] = Beneath(CLUSTER, f"why\n{CLUSTER}")
    look_at(at, MAIN)
    button = next(one for one in at.main.button if (one.key or "").endswith("\nhost_count"))
    assert "1" in button.label
    button.click()
    at.run()
    assert not at.exception
    assert at.session_state["focus-site"] == MAIN
    assert at.session_state["jumps"] == 1


def test_of_workloads_alike_the_one_looked_at_is_led_to() -> None:
    given: dict[str, Any] = {"survive.host": "yes"}
    at = opened("en", one_site(A=given, B=given))
    key = "pair/workload:B\nnothing+nothing"
    at.session_state["opened"] = Beneath("pair/workload:B", f"why\n{key}")
    look_at(at, Place("workload", ("B",)))
    button = next(one for one in at.main.button if (one.key or "").endswith("\nsurvive_host"))
    button.click()
    at.run()
    assert at.session_state["focus-workload"] == Place("workload", ("B",))


@pytest.mark.parametrize("language", LANGUAGES)
def test_findings_and_tasks_tell_what_they_rest_on(language: str) -> None:
    at = opened(language, example("fci-on-vhd-set-2019"), "notes", details=True)
    rests = word("screens.rests-on", language)
    findings = [one for one in labels(at) if one.startswith(f":small[{rests}")]
    assert len(findings) > 3
    goes = word("screens.inquiry.goes-with", language).split("{")[0]
    assert any(one.startswith(goes) for one in labels(at))


# --- what would have to change ---


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_change_is_proposed_applied_with_one_click_and_taken_back(language: str) -> None:
    """One host makes no cluster: two make one, and nothing less does."""
    at = site(language, host_count=1)
    before = design_of(at)
    key = f"change\n{CLUSTER}"
    open_part(at, CLUSTER, key)
    proposed = [one.key for one in at.main.button if (one.key or "").startswith("apply\n")]
    assert len(proposed) >= 1
    assert point_words(HOSTS, language) in said(at)
    effort = effort_words("purchase", language)
    assert effort[:1].upper() + effort[1:] in said(at)
    press(at, f"apply\n{CLUSTER}\n{HOSTS}")
    assert design_of(at).site("Main").answers == {**before.site("Main").answers, "host_count": 2}
    decision = at.session_state["advice"].decision("platform", "Main")
    assert decision.option("host-cluster").low in ("suitable", "recommended")
    taken = word(f"verdict.{decision.option('host-cluster').verdict}", language)
    notice = next(one for one in said(at).split("\n") if "**" in one and taken in one)
    assert word("verdict.insufficient", language) in notice
    press(at, "applied-undo")
    assert design_of(at) == before
    assert "applied-undo" not in [one.key for one in at.main.button]


def test_redo_tells_again_what_was_applied_and_another_answer_ends_it() -> None:
    at = site(host_count=1)
    open_part(at, CLUSTER, f"change\n{CLUSTER}")
    press(at, f"apply\n{CLUSTER}\n{HOSTS}")
    press(at, "undo-button")
    assert "**Applied**" not in said(at)
    press(at, "redo-button")
    assert "**Applied**" in said(at)
    at.session_state["design"] = one_site({"host_count": 4})
    at.run()
    assert "**Applied**" not in said(at)


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_nothing_helps_it_is_said_how_that_is_known(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = {"never": Answered((), 7, never=True), "none": Answered((), 2, never=False)}
    for name, answer in found.items():
        monkeypatch.setattr(Inquiries, "lifts", lambda *_, found=answer: found)
        at = site(language, host_count=1)
        open_part(at, CLUSTER, f"change\n{CLUSTER}")
        said_so = word(f"inquiry.answered.{name}", language).split("{")[0]
        assert said_so in said(at)
        assert not [one for one in at.main.button if (one.key or "").startswith("apply\n")]


def test_few_ways_are_shown_at_once_and_the_rest_on_demand(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ids = [one.id for one in by_id("site").values() if one.kind == "word" and one.change][:8]
    lifts = tuple(
        Lift(((point, point.values[0]),))
        for point in (Point("site", ("Main",), one) for one in ids)
    )
    answer = Answered(lifts, 2, never=False)
    monkeypatch.setattr(Inquiries, "lifts", lambda *_: answer)
    at = site(host_count=1)
    key = f"change\n{CLUSTER}"
    open_part(at, CLUSTER, key)
    assert "3 more ways" in labels(at)

    def buttons() -> int:
        return sum((one.key or "").startswith("apply\n") for one in at.main.button)

    assert buttons() == 5
    open_part(at, f"{key}\nmore")
    assert buttons() == 8


def test_an_option_that_is_suitable_for_sure_needs_no_change() -> None:
    at = site()
    open_part(at, CLUSTER, STANDALONE)
    advice: Advice = at.session_state["advice"]
    lows = [
        advice.decision("platform", "Main").option(one).low
        for one in ("host-cluster", "standalone")
    ]
    assert lows == ["recommended", "insufficient"]
    assert part(at, word("screens.inquiry.change", "en")) == [False]


def test_an_undetermined_option_can_be_asked_about() -> None:
    at = site(**{"shared_storage.fc-san": "unknown"})
    open_part(at, CLUSTER)
    assert at.session_state["advice"].decision("platform", "Main").option(
        "host-cluster"
    ).verdict == ("undetermined")
    assert word("screens.inquiry.change", "en") in labels(at)


# --- what choices hang on ---


def flips_of(at: AppTest, decision: DecisionTaken) -> list[tuple[str, str]]:
    found = Inquiries(at.session_state["advice"]).flips(decision)
    return [(one.point.question, one.status) for one in found]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_choice_tells_what_it_hangs_on_the_assumed_first(language: str) -> None:
    at = opened(language, example("fci-on-vhd-set-2019"))
    look_at(at, MAIN)
    open_part(at, "check\nplatform/site:Main")
    told = said(at)
    flips = flips_of(at, at.session_state["advice"].decision("platform", "Main"))
    assert {("host_count", "given"), ("host_trust", "assumed")} <= {*flips}
    heads = [
        f"**{word(f'screens.inquiry.check.{status}', language)}**"
        for status in ("assumed", "given")
    ]
    places = [told.index(one) for one in (heads[0], point_words(TRUST, language), heads[1])]
    assert places == sorted(places)
    assert told.index(point_words(HOSTS, language)) > places[-1]
    press(at, "check\nplatform/site:Main\ngiven\nsite\nMain\nhost_count")
    assert at.session_state["jumps"] == 1
    assert at.session_state["focus-site"] == MAIN


def test_an_open_decision_has_no_such_part() -> None:
    at = site(**{"shared_storage.fc-san": "unknown"})
    assert at.session_state["advice"].decision("platform", "Main").provisional
    with pytest.raises(KeyError):
        at.session_state["check\nplatform/site:Main"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_assumptions_that_turn_a_choice_are_told_for_the_whole_design(language: str) -> None:
    at = opened(language, example("fci-on-vhd-set-2019"), "hand-over")
    assert part(at, word("screens.inquiry.check-all", language)) == [False]
    open_part(at, "check-all")
    told = said(at)
    assert point_words(TRUST, language) in told
    rows = [one.key or "" for one in at.main.button]
    asked = [one.split("\n")[-1] for one in rows if one.startswith("check-all\n")]
    advice: Advice = at.session_state["advice"]
    assumed = {one.question for one in advice.assumptions}
    assert len(asked) == 5
    assert {*asked} <= assumed


# --- what it costs ---


def test_nothing_is_searched_before_it_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("nobody asked")

    for one in ("lifts", "flips", "flips_of_all"):
        monkeypatch.setattr(Inquiries, one, never)
    at = opened("en", example("fci-on-vhd-set-2019"), details=True)
    look_at(at, MAIN)
    for tab in ("notes", "hand-over", "advice"):
        show_tab(at, tab, "en")


def test_what_takes_long_is_closed_by_the_next_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else each answer would wait for the search to be done anew."""
    asked: list[str] = []

    def lifts(_: Inquiries, decision: DecisionTaken, option: str) -> Answered:
        asked.append(option)
        return Answered((), 2, never=False)

    monkeypatch.setattr(Inquiries, "lifts", lifts)
    at = site(host_count=1)
    open_part(at, CLUSTER, f"change\n{CLUSTER}")
    label = word("screens.inquiry.change", "en")
    assert part(at, label) == [True]
    at.session_state["lang"] = "ja"
    at.run()
    assert part(at, word("screens.inquiry.change", "ja")) == [True]
    at.session_state["lang"] = "en"
    at.session_state["design"] = one_site({"host_count": 1, "guests_use_iscsi": "yes"})
    at.run()
    assert part(at, label) == [False]
    assert asked == ["host-cluster"] * 2
