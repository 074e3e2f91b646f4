"""The frame without a browser: each screen, ways to start, undo, clearing, what is handed over."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from documents.hearing_sheet import hearing_sheet
from documents.report import report
from facts.design_file import parse
from facts.question_bank import by_id
from knowledge.advisor import advise
from knowledge.words import LANGUAGES, catalogue, word
from screens import hand_over, history
from screens.editing import WHOLE, Place, answered, blank, renamed
from screens.frame import _SCREENS
from screens.opening import EXAMPLES
from tests.screen_driver import (
    answer,
    asking,
    design_of,
    example,
    key,
    markdown,
    opened,
    show_tab,
)

MARK = "Zaphod"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_screen_of_every_example(path: Path, language: str) -> None:
    at = opened(language, example(path.stem))
    for name in _SCREENS:
        show_tab(at, name, language)
        assert at.tabs


def test_every_example_is_offered_and_explained() -> None:
    assert set(EXAMPLES) == set((EXAMPLES[0].parent).glob("*.yaml"))
    for path in EXAMPLES:
        for text in ("example", "example-shows"):
            assert f"screens.{text}.{path.stem}" in catalogue()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_blank_design_shows_how_to_start_and_no_advice(language: str) -> None:
    at = opened(language)
    assert word("screens.welcome", language) in markdown(at)
    assert not at.tabs
    site = design_of(at).sites[0].name
    answer(at, key(language, "host_count", "site", site), "2")
    assert word("screens.welcome", language) not in markdown(at)
    assert len(at.tabs) == len(_SCREENS)
    answer(at, key(language, "host_count", "site", site), None)
    assert word("screens.welcome", language) in markdown(at)


def press(at: AppTest, name: str) -> None:
    at.button(key=name).click().run()
    assert not at.exception


def test_undo_and_redo_go_through_every_change() -> None:
    at = opened("en")
    assert at.button(key="undo-button").disabled
    assert at.button(key="redo-button").disabled
    press(at, "example-reference-design-2022-welcome")
    answer(at, key("en", "host_count", "site", "Yokohama"), "6")
    changed = design_of(at)
    press(at, "undo-button")
    assert design_of(at) == example("reference-design-2022")
    press(at, "undo-button")
    assert design_of(at) == blank("en")
    assert at.button(key="undo-button").disabled
    press(at, "redo-button")
    press(at, "redo-button")
    assert design_of(at) == changed
    assert at.button(key="redo-button").disabled


def test_what_undo_changed_is_found() -> None:
    design = example("reference-design-2022")
    host_count = by_id("site")["host_count"]
    for place in (Place("site", ("Okayama",)), Place("workload", ("PRINT",))):
        question = host_count if place.entity == "site" else by_id("workload")["survive.host"]
        other = answered(design, place, question, 7 if place.entity == "site" else "no")
        assert history.changed_place(design, other) == place
        assert history.changed_place(other, design) == place
    link = Place("link", ("Yokohama", "Okayama"))
    question = by_id("link")["trust"]
    assert history.changed_place(design, answered(design, link, question, None)) == link
    titled = answered(design, WHOLE, by_id("design")["project"], "Another")
    assert history.changed_place(design, titled) is None
    named = renamed(design, Place("workload", ("PRINT",)), "PRINTING")
    assert history.changed_place(design, named) == Place("workload", ("PRINTING",))


def test_the_problems_of_a_file_stay_until_they_are_closed() -> None:
    at = opened("en", example("two-workgroup-hosts-2022"))
    at.session_state["open-a-design"] = True
    at.run()
    at.file_uploader[0].set_value(("x.yaml", b"schema: 1\nprojct: X\n", "text/yaml")).run()
    (error,) = at.error
    assert "Line 2, column 1:" in error.value
    answer(at, "lang", "ja")
    (error,) = at.error
    assert "2 行 1 列:" in error.value
    press(at, "file-understood")
    assert not at.error
    assert design_of(at) == example("two-workgroup-hosts-2022")


def marked() -> Any:
    """A design in which every text that somebody wrote holds a mark."""
    design = example("fci-on-vhd-set-2019")
    for place in (Place("site", ("Main",)), Place("workload", ("SQL",))):
        design = renamed(design, place, f"{MARK} {place.names[0]}")
    return answered(design, WHOLE, by_id("design")["project"], MARK)


@pytest.mark.parametrize("tab", _SCREENS)
def test_after_clearing_the_server_knows_nothing_of_the_design(tab: str) -> None:
    at = opened("en", marked(), tab, unfold=True)
    at.session_state["report-preview"] = True
    answer(at, key("en", "host_count", "site", f"{MARK} Main"), "8")
    assert MARK in repr(at.session_state)
    at.session_state["clear-everything"] = True
    at.run()
    press(at, "clear")
    assert design_of(at) == blank("en")
    assert at.button(key="undo-button").disabled
    assert MARK not in markdown(at)
    at.run()
    assert MARK not in repr(at.session_state)


def test_no_report_is_written_before_somebody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> str:
        raise AssertionError("nobody has asked for this")

    for name in ("report", "bundle", "hearing_sheet", "json_text", "write"):
        monkeypatch.setattr(f"screens.hand_over.{name}", never)
    at = opened("en", example("reference-design-2022"), "hand-over")
    assert not at.code


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_preview_is_the_report_and_is_written_once(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = []

    def counted(*arguments: Any) -> str:
        written.append(arguments)
        return report(*arguments)

    monkeypatch.setattr("screens.hand_over.report", counted)
    design = example("two-workgroup-hosts-2022")
    at = opened(language, design, "hand-over")
    at.session_state["report-preview"] = True
    for _ in range(3):
        at.run()
    advice = advise(design, str(design.answers["as_of"]))
    assert [one.value.strip() for one in at.code] == [report(advice, language).strip()]
    assert len(written) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_downloaded(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Name and content of every file, made by the functions that the buttons are given."""
    files: dict[str, bytes] = {}

    def taken(label: str, data: Any, *, file_name: str, **_: object) -> None:
        files[file_name] = data()

    monkeypatch.setattr("screens.hand_over.st.download_button", taken)
    design = example("fci-on-vhd-set-2019")
    opened(language, design, "hand-over")
    advice = advise(design, str(design.answers["as_of"]))
    assert set(files) == {
        *(f"Core-systems.{language}.md", f"Core-systems.{language}.zip", "Core-systems.yaml"),
        *(f"Core-systems.questions.{language}.md", "Core-systems.json"),
    }
    assert files[f"Core-systems.{language}.md"].decode("utf-8") == report(advice, language)
    sheet = files[f"Core-systems.questions.{language}.md"].decode("utf-8")
    assert sheet == hearing_sheet(language, design)
    assert parse(files["Core-systems.yaml"]).design == design
    assert files["Core-systems.json"].startswith(b"{")
    with zipfile.ZipFile(io.BytesIO(files[f"Core-systems.{language}.zip"])) as archive:
        assert parse(archive.read("design.yaml")).design == design


@pytest.mark.parametrize(
    ("project", "stem"),
    [
        ("Core systems / 2", "Core-systems-2"),
        ("基幹システム 更改", "基幹システム-更改"),
        ("../../etc", "etc"),
        ("con", "con-design"),
        ("LPT1", "LPT1-design"),
        ("***", "design"),
        ("x" * 90, "x" * 60),
    ],
)
def test_the_project_gives_the_name_of_a_file(project: str, stem: str) -> None:
    design = answered(blank("en"), WHOLE, by_id("design")["project"], project)
    assert hand_over.file_stem(design) == stem


def test_the_title_of_the_page_tells_nothing_of_the_design(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    titles = []
    monkeypatch.setattr(
        "screens.frame.st.set_page_config", lambda **values: titles.append(values["page_title"])
    )
    opened("en", marked())
    assert titles == [word("screens.title", "en")]


def test_a_button_pressed_while_the_language_is_switched_does_what_it_says() -> None:
    at = opened("en", example("two-workgroup-hosts-2022"))
    before = len(design_of(at).workloads)
    asking(at, "lang").set_value("ja")
    at.button(key="add-workload").click().run()
    assert not at.exception
    assert len(design_of(at).workloads) == before + 1
    assert word("screens.all-of.site", "ja") in markdown(at)
