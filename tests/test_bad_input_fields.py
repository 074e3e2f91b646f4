"""Bad input typed into the fields of the page: refused with a reason, or taken and harmless."""

from __future__ import annotations

import re

import pytest
import streamlit as st
from hypothesis import given
from hypothesis import strategies as strategies

from facts.design import Design
from facts.design_file import Problem, parse, write
from facts.question_bank import ENTITIES, Question, by_id, questions
from facts.visible_text import LONGEST_EXCERPT
from knowledge.explanation import problem_text
from knowledge.words import LANGUAGES
from screens import widgets
from screens.editing import (
    WHOLE,
    Place,
    answered,
    completed,
    entity_places,
    link_places,
    naming_problem,
    renamed,
    with_site,
)
from screens.hand_over import file_stem
from tests.hostile_texts import CONTROLS, HARMFUL, HOSTILE_TEXTS, REFUSED_TEXTS, SYSTEMS, TOO_LONG
from tests.screen_driver import (
    answer,
    asking,
    design_of,
    example,
    key,
    look_at,
    opened,
)

DESIGN = with_site(example("fci-on-vhd-set-2019"), "en")
PLACES = {
    "design": WHOLE,
    "site": Place("site", ("Main",)),
    "link": link_places(DESIGN)[0],
    "workload": Place("workload", ("SQL",)),
}
ASKED = [(PLACES[entity], question) for entity in ENTITIES for question in questions(entity)]
NUMBERS = ("-1", "1e9", "0x10", "٢", "9" * 5000, "99999999", "1.5", "--1", "1;2", "二", "½")
DURATIONS = (
    "5 fortnights",
    "-5 min",
    "9999999 d",
    "5",
    "٥ min",
    "1.5 h",
    "9" * 5000 + " s",
    "5 秒秒",
)
DATES = (
    "2026-13-01",
    "2026-02-30",
    "tomorrow",
    "22.11.2026",
    "٢٠٢٦-١١-٢٢",
    "0000-00-00",
    "9" * 5000,
)
TYPED = (*HOSTILE_TEXTS, *REFUSED_TEXTS, *NUMBERS, *DURATIONS, *DATES, "\ud800", "a\udfff")
NAMES = ("A|B ![x](http://example.com/x)", "<script>alert(1)</script>", "\u202egpj.exe", "{0} \\N")


class State(dict[str, object]):
    """What streamlit keeps for a session, without streamlit."""


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch) -> State:
    found = State(design=DESIGN, lang="en")
    monkeypatch.setattr(st, "session_state", found)
    return found


def taken(state: State, place: Place, question: Question, text: str) -> Problem | None:
    """Type a text into the field of a question; the problem that is shown then, if any."""
    state.clear()
    state.update(design=DESIGN, lang="en", field=text)
    widgets._take(place, question, "field")
    assert state["field"] == text  # whatever it is, it stays on the screen
    refused = state.get("refused", {})
    assert isinstance(refused, dict)
    found = refused.get("field")
    assert found is None or isinstance(found, Problem)
    return found


@pytest.mark.parametrize(
    ("place", "question"), ASKED, ids=lambda one: getattr(one, "id", one.__class__.__name__)
)
def test_whatever_is_typed_is_refused_or_harmless(
    place: Place, question: Question, state: State
) -> None:
    for text in TYPED:
        problem = taken(state, place, question, text)
        design = state["design"]
        assert isinstance(design, Design)
        if problem is None:
            assert parse(write(completed(design))).design == completed(design)
            assert question.kind == "text" or text in ("no", "5", "2026-11-22")
            continue
        assert design == DESIGN
        assert len(problem.found) <= LONGEST_EXCERPT
        for language in LANGUAGES:
            said = problem_text(problem, language)
            assert not HARMFUL.search(said)
            assert problem.expected in said
            assert len(said) < 500
        assert re.search("[Ee]xpected .*found", problem_text(problem, "en"))


@pytest.mark.parametrize(
    "question", [q for q in questions("design") if q.kind == "text"], ids=lambda q: q.id
)
def test_texts_take_every_hostile_text_and_no_control(question: Question, state: State) -> None:
    for text in HOSTILE_TEXTS:
        assert taken(state, WHOLE, question, text) is None
        assert state["design"] == answered(DESIGN, WHOLE, question, text)
    for text in CONTROLS:
        problem = taken(state, WHOLE, question, text)
        assert problem is not None
        assert problem.code == "control-character"
    for text in TOO_LONG[2:]:
        problem = taken(state, WHOLE, question, text)
        assert problem is not None
        assert (problem.code, problem.expected) == ("too-long", "1000")


@pytest.mark.parametrize(
    ("kind", "texts"), [("count", NUMBERS), ("duration", DURATIONS), ("date", DATES)]
)
def test_numbers_durations_and_dates_are_refused_by_what_they_should_be(
    kind: str, texts: tuple[str, ...], state: State
) -> None:
    asked = [(place, question) for place, question in ASKED if question.kind == kind]
    assert asked
    for place, question in asked:
        for text in texts:
            problem = taken(state, place, question, text)
            assert problem is not None, (question.id, text)
            assert problem.code == kind
            assert problem.path == question.label["en"]


@pytest.mark.parametrize("place", entity_places(DESIGN), ids=lambda place: place.names[0])
def test_names_take_every_hostile_text_and_no_control(place: Place) -> None:
    for text in HOSTILE_TEXTS:
        assert naming_problem(DESIGN, place, text) is None, text
        called = completed(renamed(DESIGN, place, text))
        assert parse(write(called)).design == called
    for text, code in [
        *((text, "control-character") for text in CONTROLS),
        *((text, "too-long") for text in TOO_LONG),
        *((text, "blank-name") for text in ("", " ", "\u3000", "\u00a0\u2003")),
    ]:
        problem = naming_problem(DESIGN, place, text)
        assert problem is not None, text
        assert problem.code == code


@pytest.mark.parametrize("name", ["sql", "ＳＱＬ", " SQL ", "𝐒𝐐𝐋", "S\u00adQL"])
def test_names_that_look_the_same_are_the_same(name: str) -> None:
    problem = naming_problem(DESIGN, Place("workload", ("PRINT",)), name)
    # what is hidden is shown, so that the last one does not look the same
    assert (problem is None) == ("\u00ad" in name)
    assert problem is None or (problem.code, problem.expected) == ("duplicate-name", "SQL")


def test_a_site_has_to_be_one(state: State) -> None:
    for question in (by_id("workload")["site"], by_id("workload")["second_copy.site"]):
        for text in ("nowhere", "main", "Site 22", "<script>"):
            problem = taken(state, PLACES["workload"], question, text)
            assert problem is not None
            assert problem.code == "no-such-site"
            assert "Main" in problem.expected


def test_a_second_copy_goes_when_its_workload_moves_there(state: State) -> None:
    place, bank = PLACES["workload"], by_id("workload")
    copied = answered(DESIGN, place, bank["second_copy.site"], "Site 2")
    moved = answered(copied, place, bank["site"], "Site 2")
    assert "second_copy.site" not in moved.workload("SQL").answers
    assert parse(write(completed(moved))).problems == ()
    assert (
        answered(copied, place, bank["instances"], 3).workload("SQL").answers["second_copy.site"]
        == "Site 2"
    )


# --- through the page itself


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_takes_hostile_names_and_shows_what_it_refuses(language: str) -> None:
    at = opened(language, DESIGN, unfold=True)
    for text in NAMES:
        answer(at, key(language, "project", "design"), text)
        assert design_of(at).answers["project"] == text
    for text in (CONTROLS[1], "\u202e" + CONTROLS[2]):
        before = design_of(at)
        answer(at, key(language, "project", "design"), text)
        assert design_of(at) == before
        assert asking(at, key(language, "project", "design")).value == text
        (error,) = at.error
        assert not HARMFUL.search(error.value.replace("\u2060", ""))  # ours
    answer(at, key(language, "project", "design"), TOO_LONG[2])  # a browser stops typing there
    assert design_of(at).answers["project"] == TOO_LONG[1][:1000]
    answer(at, key(language, "project", "design"), "harmless")
    assert not at.error
    answer(at, key(language, "as_of", "design"), "2026-02-30")
    (error,) = at.error
    assert "2026\\-02\\-30" in error.value
    assert design_of(at).answers["as_of"] == DESIGN.answers["as_of"]


def test_the_page_takes_hostile_names_of_sites_and_workloads() -> None:
    at = opened("ja", DESIGN)
    for place, text in zip(entity_places(DESIGN), NAMES, strict=True):
        look_at(at, place)
        answer(at, f"{place.key}\nname", text)
    design = design_of(at)
    assert [one.name for one in (*design.sites, *design.workloads)] == list(NAMES)
    assert {one.answers["site"] for one in design.workloads} == {NAMES[0]}
    assert not at.error


@pytest.mark.parametrize("text", ["nonsense", "5 fortnights", "9" * 5000, "<script>"])
def test_the_page_says_what_a_duration_is(text: str) -> None:
    at = opened("en", DESIGN, unfold=True)
    wanted = key("en", "tolerated.outage", "workload", "SQL")
    box = asking(at, wanted)
    box.options.append(text)
    box.set_value(text)
    at.run()
    assert not at.exception
    assert design_of(at) == DESIGN


@pytest.mark.parametrize("text", SYSTEMS)
def test_the_files_handed_over_have_names_that_every_system_takes(text: str) -> None:
    safe_name(file_stem(Design(answers={"project": text})))


@given(strategies.text(max_size=200))
def test_any_project_names_its_files(text: str) -> None:
    safe_name(file_stem(Design(answers={"project": text})))


def safe_name(stem: str) -> None:
    assert re.fullmatch(r"[\w-]{1,70}", stem)
    assert not stem.startswith("-")
    assert not re.fullmatch("(?i)con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]", stem)
    assert len(f"{stem}.ja.md".encode()) <= 255
