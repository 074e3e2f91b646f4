"""The draft as text, what can be saved of one of another version, and whom it is taken from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import streamlit
from hypothesis import given, settings
from hypothesis import strategies as st

from facts.design import Design, Entity
from facts.design_file import parse, write
from facts.question_bank import by_id
from screens import draft, draft_text, session
from screens.editing import Place, answered, blank, completed, is_blank, missing
from screens.salvage import salvaged
from tests.bad_input import BAD_INPUT, BadInput, small
from tests.large_design import large_design
from tests.random_designs import random_design
from tests.screen_driver import EXAMPLES, example, opened

WHOLE_FILE = """\
schema: 1
project: X
sites:
- name: A
  host_release: 2022
  host_count: 2
- name: B
  host_release: 2019
  host_count: 3
links:
- between: [A, B]
  trust: same-domain
workloads:
- name: W1
  site: A
  product: print-server
  tolerated: {outage: 1 h}
- name: W2
  site: B
  product: print-server
"""


def as_kept(file: str) -> str:
    return json.dumps({"file": file, "unanswered": []})


def design_in(text: str) -> Design:
    found = parse(text).design
    assert found is not None
    return found


# --- what another version left


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_what_fits_needs_no_saving(path: Path) -> None:
    design = example(str(path.stem))
    found = draft_text.read(draft_text.as_text(design))
    assert (found.design, found.problems) == (design, ())


@pytest.mark.parametrize(
    ("old", "new", "places"),
    [
        ("project: X\n", "project: X\nsponsor: Y\n", [(3, 1)]),  # a question that is gone
        ("  trust: same-domain\n", "  trust: same-domain\n  colour: red\n", [(13, 3)]),
        ("{outage: 1 h}", "{outage: 1 h, boredom: 2 h}", [(17, 28)]),
        ("  host_count: 3\n", "  host_count: 3\n  cellar: {depth: 3, damp: yes}\n", [(10, 3)]),
        ("  host_count: 3\n", "  host_count: 3\n  host_edition: home\n", [(10, 17)]),  # a word
        ("  host_count: 3\n", "  host_count: 3\n  adapters: 999\n", [(10, 13)]),
    ],
)
def test_answers_that_fit_no_more_are_left_out_and_told(
    old: str, new: str, places: list[tuple[int, int]]
) -> None:
    text = WHOLE_FILE.replace(old, new)
    assert text != WHOLE_FILE
    found = salvaged(text)
    assert found is not None
    assert found.design == design_in(WHOLE_FILE)
    assert [(one.line, one.column) for one in found.problems] == places
    assert found.unanswered == ()


@pytest.mark.parametrize(
    ("old", "entity", "name", "question"),
    [
        ("  host_count: 3\n", "site", "B", "host_count"),
        ("  product: print-server\n  tolerated", "workload", "W1", "product"),
    ],
)
def test_a_required_question_that_is_new_is_open(
    old: str, entity: str, name: str, question: str
) -> None:
    text = WHOLE_FILE.replace(old, "  tolerated" if "tolerated" in old else "")
    found = salvaged(text)
    assert found is not None
    assert found.unanswered == ((entity, name, question),)
    design = draft_text.read(as_kept(text)).design
    assert design is not None
    assert [(place.entity, place.names, one.id) for place, one in missing(design)] == [
        (entity, (name,), question)
    ]


def test_a_required_answer_that_fits_no_more_is_open_again() -> None:
    text = WHOLE_FILE.replace("host_release: 2019", "host_release: 2099")
    found = draft_text.read(as_kept(text))
    assert found.design is not None
    assert found.design.site("B").answers == {"host_count": 3}
    assert found.design.site("A") == design_in(WHOLE_FILE).site("A")
    assert [one.line for one in found.problems] == [8]


def test_a_large_design_is_saved_whatever_the_number_of_places() -> None:
    """More places than are ever told: the same answer is gone from each of the 200 workloads."""
    design = large_design()
    text = write(design).replace("  product: ", "  flavour: sweet\n  product: ")
    assert text.count("flavour") == len(design.workloads)
    found = salvaged(text)
    assert found is not None
    assert found.design == design


@pytest.mark.parametrize(
    "text",
    [
        WHOLE_FILE.replace("schema: 1", "schema: 2"),
        WHOLE_FILE.replace("schema: 1\n", ""),
        WHOLE_FILE.replace("- name: W2\n", "- name: W1\n"),
        "schema: 1\nsites: x\n",
        "schema: 1\nvolume: 11\n",
        "schema: 1\n",
        "x",
        "",
        "[",
        "\ud800",
    ],
    ids=repr,
)
def test_what_cannot_be_mended_is_left_as_it_is(text: str) -> None:
    assert salvaged(text) is None
    found = draft_text.read(as_kept(text))
    assert found.design is None or found.problems == ()
    assert found.file in (text, "")


@pytest.mark.parametrize("case", BAD_INPUT, ids=lambda case: case.name)
def test_bad_input_as_a_draft_ends_in_problems_or_a_design(case: BadInput) -> None:
    text = case.content.decode("utf-8", "replace")
    for kept in (text, as_kept(text)):
        found = draft_text.read(kept)
        assert found.design is not None or found.problems


@settings(max_examples=40)
@given(st.integers(0, 10**6))
def test_saving_leaves_out_only_what_does_not_fit(seed: int) -> None:
    design = completed(random_design(seed))
    lines = write(design).splitlines()
    number = next(place for place, line in enumerate(lines) if line.startswith("- name"))
    lines.insert(number + 1, "  no_such_question: [1, {a: b}]")
    found = salvaged("\n".join(lines) + "\n")
    assert found is not None
    assert found.design == design


# --- whom a draft is taken from


class State(dict[str, object]):
    """The state of a session without a page."""


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch) -> State:
    found = State({"draft-ask": "asked"})
    monkeypatch.setattr(streamlit, "session_state", found)
    return found


MINE = draft_text.as_text(design_in(small()))


def test_the_draft_that_was_asked_for_is_shown_and_keeps_its_place(state: State) -> None:
    draft._take_found({"ask": "asked", "text": MINE, "slot": "s1", "works": True})
    assert session.design() == design_in(small())
    assert session.slot() == "s1"
    assert not draft.awaited()


def test_a_page_that_is_connected_again_brings_its_draft_along(state: State) -> None:
    draft._take_found({"wake": True, "text": MINE, "slot": "s1", "works": True})
    assert session.design() == design_in(small())
    state["draft-ask"] = ""
    session.keep(blank("en"))
    draft._take_found({"wake": True, "text": MINE, "slot": "s1", "works": True})
    assert is_blank(session.design()), "a session that lives on needs no draft"


@pytest.mark.parametrize("slot", ["", None, "../x", "a b", "x" * 41, ["s1"], "ス"])
def test_a_place_that_is_none_is_not_used(state: State, slot: object) -> None:
    draft._take_found({"ask": "asked", "text": MINE, "slot": slot, "works": True})
    assert session.design() == design_in(small())
    assert len(session.slot()) == 16


def test_what_was_answered_meanwhile_is_not_replaced(state: State) -> None:
    session.keep(answered(blank("en"), Place("site", ("Site 1",)), by_id("site")["host_count"], 4))
    begun = session.design()
    draft._take_found({"ask": "asked", "text": MINE, "slot": "s1", "works": True})
    assert session.design() == begun
    assert session.slot() != "s1", "and the draft is not overwritten"


def test_only_the_draft_that_was_wanted_is_opened(state: State) -> None:
    state["draft-ask"] = ""
    draft._want("s2")
    draft._take_found({"take": "s1", "text": MINE, "slot": "s1", "works": True})
    assert is_blank(session.design())
    draft._take_found({"take": "s2", "text": MINE, "slot": "s2", "works": True})
    assert session.design() == design_in(small())
    assert session.can_undo()


def test_a_blank_design_takes_no_place_of_a_draft(state: State) -> None:
    state["draft-ask"] = ""
    session.keep(design_in(small()))
    told = draft._present()
    assert told["text"] == MINE
    session.undo()
    blank_one = draft._present()
    assert (blank_one["text"], blank_one["slot"]) == ("", "")
    session.redo()
    assert draft._present()["slot"] not in ("", told["slot"])


def test_what_cannot_be_read_stays_in_its_place(state: State) -> None:
    kept = as_kept(WHOLE_FILE.replace("schema: 1", "schema: 9"))
    draft._take_found({"ask": "asked", "text": kept, "slot": "s1", "works": True})
    assert is_blank(session.design())
    assert (draft._present()["text"], draft._present()["slot"]) == ("", "s1")
    session.keep(design_in(small()))
    assert draft._present()["slot"] != "s1"


def test_what_fits_in_part_goes_on_in_a_place_of_its_own(state: State) -> None:
    kept = as_kept(WHOLE_FILE.replace("project: X", "projekt: X"))
    draft._take_found({"ask": "asked", "text": kept, "slot": "s1", "works": True})
    assert session.design().sites == design_in(WHOLE_FILE).sites
    assert draft._present()["slot"] not in ("", "s1")


def test_clearing_is_told_to_the_browser_once(state: State) -> None:
    state["draft-ask"] = ""
    assert draft._present()["clear"] == ""
    session.keep(design_in(small()))
    draft.forget()
    told = draft._present()
    assert (told["text"], told["slot"], bool(told["clear"])) == ("", "", True)
    assert draft._present()["clear"] == told["clear"]


@pytest.mark.parametrize("others", [None, "x", 1, {}, [1], [{}], [{"slot": "../"}], [["s"]]])
def test_a_list_of_drafts_that_is_none_is_empty(others: object) -> None:
    assert draft._others(others) == []


def test_the_name_of_a_draft_is_the_projects_or_the_first_workloads() -> None:
    workloads = tuple(Entity(name) for name in ("W1", "W2", "W3"))
    assert draft_text.name_of(Design(workloads=workloads)) == "W1, W2"
    assert draft_text.name_of(Design({"project": "P"}, workloads=workloads)) == "P"


def test_a_draft_is_written_anew_only_when_the_design_has_changed(
    state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    state["draft-ask"] = ""
    session.keep(design_in(small()))
    first = draft._present()["text"]
    monkeypatch.setattr(draft, "as_text", lambda design: "written anew")
    assert draft._present()["text"] == first
    session.keep(design_in(WHOLE_FILE))
    assert draft._present()["text"] == "written anew"


def test_a_name_of_another_draft_is_text() -> None:
    at = opened("en")
    at.session_state["open-a-design"] = True
    at.session_state["draft-list-others"] = (("s1", "![x](http://evil.example) :x:", "now"),)
    at.run()
    assert not at.exception
    label = at.button(key="draft-s1-popover").label
    assert "](" not in label.replace("\\]\\(", "")
