"""Undo and redo, and where drafts of a design go: what one session holds."""

from __future__ import annotations

import random

import pytest
import streamlit
from hypothesis import given, settings
from hypothesis import strategies as st

from facts.design import Design
from facts.question_bank import UNKNOWN, questions
from knowledge.words import LANGUAGES, word
from screens import editing, session
from screens.editing import WHOLE, Place, blank, entity_places, link_places
from tests.random_designs import values_of
from tests.screen_driver import answer, design_of, example, key, opened

MOST = 200


class State(dict[str, object]):
    """The state of a session without a page."""


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch) -> State:
    found = State()
    monkeypatch.setattr(streamlit, "session_state", found)
    return found


def edited(design: Design, source: random.Random) -> Design:
    """The design with one change, such as a click on any of the screens makes."""
    places = [WHOLE, *entity_places(design), *link_places(design)]
    place = source.choice(places)
    named = [one for one in places if one.entity in ("site", "workload")]
    change = source.randrange(8)
    if change == 0:
        return editing.with_site(design, "en") if len(design.sites) < 4 else design
    if change == 1 and design.sites:
        return editing.with_workload(design, "ja")
    if change == 2 and design.workloads:
        return editing.with_workload(design, "en", source.choice(design.workloads).name)
    if change == 3 and named:
        chosen = source.choice(named)
        return editing.renamed(design, chosen, f"{chosen.names[0]}'")
    if change == 4 and len(named) > 2:
        return editing.without(design, source.choice(named))
    return _answered(design, place, source)


def _answered(design: Design, place: Place, source: random.Random) -> Design:
    question = source.choice([one for one in questions(place.entity) if one.kind != "site"])
    value = (
        f"text {source.random()}"
        if question.kind in ("text", "date")
        else source.choice([*values_of(place.entity, question.id), UNKNOWN])
    )
    return editing.answered(design, place, question, source.choice([value, value, None]))


@settings(max_examples=60)
@given(st.integers(0, 10**9))
def test_undo_gives_back_the_design_before_and_redo_the_one_after(seed: int) -> None:
    source = random.Random(seed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(streamlit, "session_state", State())
        designs, now = [session.design()], 0
        for _ in range(60):
            if source.random() < 0.5:
                changed = edited(designs[now], source)
                session.keep(changed)
                if changed != designs[now]:
                    designs[now + 1 :] = [changed]
                    now += 1
            elif source.random() < 0.6:
                session.undo()
                now = max(0, now - 1)
            else:
                session.redo()
                now = min(len(designs) - 1, now + 1)
            assert session.design() == designs[now]
            assert session.can_undo() == (now > 0)
            assert session.can_redo() == (now < len(designs) - 1)


def test_so_many_changes_can_be_undone_and_no_more(state: State) -> None:
    designs = [session.design()]
    for number in range(MOST + 50):
        place = Place("site", (designs[-1].sites[0].name,))
        designs.append(editing.renamed(designs[-1], place, f"S{number}"))
        session.keep(designs[-1])
    undone = 0
    while session.can_undo():
        session.undo()
        undone += 1
    assert undone == MOST
    assert session.design() == designs[-1 - MOST]


def test_an_opened_design_can_be_undone_and_a_restored_one_is_the_beginning(state: State) -> None:
    session.restore(example("two-workgroup-hosts-2022"), "kept")
    assert not session.can_undo()
    session.start(example("fci-on-vhd-set-2019"))
    session.undo()
    assert session.design() == example("two-workgroup-hosts-2022")
    session.redo()
    assert session.design() == example("fci-on-vhd-set-2019")


def test_clearing_forgets_the_history_too(state: State) -> None:
    session.start(example("two-workgroup-hosts-2022"))
    session.start(example("fci-on-vhd-set-2019"))
    session.undo()
    before = session.forgotten()
    session.forget()
    assert not session.can_undo()
    assert not session.can_redo()
    assert editing.is_blank(session.design())
    assert session.forgotten() != before
    assert not any("Hospital" in repr(value) for value in state.values())


def test_the_history_outlives_a_new_language() -> None:
    at = opened("ja")
    site = word("screens.new-site", "ja", number=1)
    answer(at, key("ja", "host_count", "site", site), "4")
    after = design_of(at)
    at.session_state["lang"] = "en"
    at.run()
    assert not at.exception
    at.button(key="undo-button").click().run()
    assert design_of(at) == blank("ja")
    at.session_state["lang"] = "ja"
    at.run()
    at.button(key="redo-button").click().run()
    assert design_of(at) == after


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_session_can_undo_what_another_did(language: str) -> None:
    one, other = opened(language), opened(language)
    site = word("screens.new-site", language, number=1)
    answer(one, key(language, "host_count", "site", site), "4")
    other.run()
    assert not one.button(key="undo-button").disabled
    assert other.button(key="undo-button").disabled
    assert editing.is_blank(design_of(other))


# --- where the browser keeps drafts of it


def test_another_design_leaves_the_place_of_what_was_answered(state: State) -> None:
    session.keep(example("two-workgroup-hosts-2022"))
    mine = session.slot()
    session.start(example("fci-on-vhd-set-2019"))
    assert session.slot() != mine


def test_a_restored_draft_keeps_its_place_until_another_design_is_opened(state: State) -> None:
    session.restore(example("two-workgroup-hosts-2022"), "kept")
    assert session.slot() == "kept"
    session.start(example("fci-on-vhd-set-2019"))
    assert session.slot() != "kept"


def test_looking_at_examples_takes_one_place_only(state: State) -> None:
    session.start(example("two-workgroup-hosts-2022"))
    first = session.slot()
    session.start(example("fci-on-vhd-set-2019"))
    assert session.slot() == first
    session.keep(editing.with_workload(session.design(), "en"))
    assert session.slot() == first, "what is changed in it stays where it is"
    session.start(example("two-workgroup-hosts-2022"))
    assert session.slot() != first


def test_a_draft_opened_by_hand_goes_on_in_its_own_place(state: State) -> None:
    session.keep(example("two-workgroup-hosts-2022"))
    session.start(example("fci-on-vhd-set-2019"), "of-that-draft")
    assert session.slot() == "of-that-draft"
