"""The screen of many workloads without a browser: what is pasted, set at once and taken back."""

import csv
import io
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from facts.design import Entity
from knowledge.words import LANGUAGES, word
from screens.pasted_workloads import read_text, written
from screens.workload_outcomes import outcomes
from tests.screen_driver import design_of, example, markdown, opened, plain, show_tab

EXAMPLE = "two-workgroup-hosts-2022"


def screen(language: str = "en", part: str = "paste") -> AppTest:
    at = opened(language, example(EXAMPLE), "workloads")
    at.session_state[f"workload-{part}"] = True
    at.run()
    assert not at.exception
    return at


def paste(at: AppTest, text: str) -> None:
    at.text_area(key="workload-paste-area").set_value(text).run()
    assert not at.exception


def press(at: AppTest, key: str) -> None:
    at.button(key=key).click().run()
    assert not at.exception


def said(elements: Any) -> str:
    return plain("\n".join(one.value for one in elements))


@pytest.mark.parametrize("language", LANGUAGES)
def test_pasted_lines_are_added_in_one_step(language: str) -> None:
    at = screen(language)
    before = design_of(at)
    paste(at, "\n".join(f"FS-{number:02}\t\tprint server" for number in range(47)))
    assert design_of(at) == before, "nothing is taken before it is asked for"
    button = at.button(key="workload-paste-take")
    assert button.label == word("screens.workloads.do.add-all", language, count=47)
    press(at, "workload-paste-take")
    after = design_of(at)
    site = before.sites[0].name
    assert after.workloads[: len(before.workloads)] == before.workloads
    assert after.workloads[-1] == Entity("FS-46", {"site": site, "product": "print-server"})
    assert len(after.workloads) == len(before.workloads) + 47
    assert at.text_area(key="workload-paste-area").value == ""
    assert word("screens.workloads.taken", language, added=47, changed=0) in said(at.success)
    press(at, "undo-button")
    assert design_of(at) == before


def test_faulty_lines_stay_in_the_field_with_their_problems() -> None:
    at = screen()
    paste(at, "A\t\tDC\nB\t\tSequel\nC\tNowhere\nD\t\tExchange")
    assert at.button(key="workload-paste-take").label == "Add 2, leave 2 out"
    told = said(at.warning)
    assert "Line 2, B" in told
    assert "Expected" in told
    assert "found Nowhere" in told
    press(at, "workload-paste-take")
    assert [one.name for one in design_of(at).workloads[-2:]] == ["A", "D"]
    assert at.text_area(key="workload-paste-area").value == "B\t\tSequel\nC\tNowhere"
    assert said(at.success) == "Added: 2, changed: 0. Lines left in the field: 2."
    assert at.button(key="workload-paste-take").disabled


def test_the_button_says_what_it_does() -> None:
    at = screen()
    first = design_of(at).workloads[0].name
    for text, label in (
        ("A", "Add 1 workload"),
        (f"{first}\t\t\t\t\t2016", "Change 1 workload"),
        (f"{first}\t\t\t\t\t2016\nA", "Add 1, change 1"),
        (f"{first}\t\t\t\t\t2016\nB\tNowhere", "Change 1, leave 1 out"),
        ("B\tNowhere", "Nothing to add"),
    ):
        paste(at, text)
        assert at.button(key="workload-paste-take").label == label


def test_the_text_outlives_another_screen_another_language_and_goes_when_it_is_cleared() -> None:
    at = screen()
    paste(at, "A\t\tSequel")
    show_tab(at, "notes", "en")
    assert not at.text_area
    show_tab(at, "workloads", "en")
    at.session_state["workload-paste"] = True
    at.run()
    assert at.text_area(key="workload-paste-area").value == "A\t\tSequel"
    press(at, "workload-paste-clear")
    assert at.text_area(key="workload-paste-area").value == ""
    assert not at.warning


def test_clear_everything_forgets_what_was_pasted() -> None:
    at = screen()
    paste(at, "Secret\t\tSequel")
    at.session_state["clear-everything"] = True
    at.run()
    press(at, "clear")
    for kept in ("workload-paste-text", "workload-paste-read", "workload-sheet"):
        assert kept not in at.session_state


def test_one_answer_is_set_for_several_and_taken_back() -> None:
    at = screen(part="several")
    paste_free = design_of(at)
    names = [one.name for one in paste_free.workloads]
    at.multiselect(key="workload-several-which").set_value(names).run()
    at.selectbox(key="workload-several-question-en").set_value("tolerated.loss").run()
    at.selectbox(key="workload-several-answer-tolerated.loss-en").set_value("4 h").run()
    press(at, "workload-several-set")
    assert {one.answers["tolerated.loss"] for one in design_of(at).workloads} == {14400}
    press(at, "undo-button")
    assert design_of(at) == paste_free
    at.multiselect(key="workload-several-which").set_value(names[:1]).run()
    press(at, "workload-several-remove")
    assert [one.name for one in design_of(at).workloads] == names[1:]


def test_the_form_of_a_workload_is_one_choice_away() -> None:
    at = screen()
    last = design_of(at).workloads[-1].name
    at.selectbox(key="workload-form").set_value(last).run()
    assert at.session_state["focus-workload"].names == (last,)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_shows_each_workload_with_its_outcome(language: str) -> None:
    at = screen(language)
    design = design_of(at)
    table = at.dataframe[0].value
    ends = outcomes(design, at.session_state["advice"], language)
    for number, one in enumerate(design.workloads):
        assert table["name"][number] == one.name
        assert table["outcome"][number] == ends[one.name] != ""
    assert not any(table["name"][len(design.workloads) :])
    assert word("screens.workloads.count", language, count=len(design.workloads)) in markdown(at)


def test_the_file_is_what_can_be_pasted_back() -> None:
    at = screen()
    design = design_of(at)
    table = list(csv.reader(io.StringIO(written(design, "en"))))
    assert [row[0] for row in table[1:]] == [one.name for one in design.workloads]
    assert read_text(written(design, "en"), design, "en").count("same") == len(design.workloads)
