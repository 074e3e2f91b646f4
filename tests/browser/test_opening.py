"""Three ways to start, undo and redo, and the clearing of it all, in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from facts.design_file import write
from facts.question_bank import by_id
from knowledge.words import LANGUAGES, word
from screens.editing import blank
from screens.opening import EXAMPLES
from tests.browser.draft_of import drafts_in
from tests.browser.driver import (
    LOCALES,
    NewContext,
    OpenPage,
    advisor,
    answer_the_three,
    choose,
    design_of,
    downloaded,
    free_port,
    open_example,
    popover,
    settle,
)
from tests.screen_driver import example

pytestmark = pytest.mark.browser


def welcome(page: Page) -> None:
    expect(page.locator(".st-key-welcome")).to_be_visible()
    expect(page.get_by_role("tab")).to_have_count(0)


def advice(page: Page) -> None:
    expect(page.locator(".st-key-welcome")).to_have_count(0)
    expect(page.locator(".st-key-summary")).to_be_visible()


def test_the_first_page_of_a_server_fills_its_fields(contexts: NewContext) -> None:
    """A field whose run was broken off by the next one was shown empty, and saved as empty."""
    with advisor(free_port()) as address:
        page = contexts(LOCALES["en"]).new_page()
        page.goto(address)
        settle(page)
        fields = page.get_by_test_id("stSidebar").get_by_role("textbox").all()
        shown = [one.input_value() for one in fields]
        assert shown == [word(f"screens.new-{one}", "en", number=1) for one in ("site", "workload")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_by_answering(open_page: OpenPage, language: str) -> None:
    page = open_page(language)
    welcome(page)
    answer_the_three(page, language)
    advice(page)
    name = word("screens.new-workload", language, number=1)
    expect(page.locator(".st-key-summary")).to_contain_text(name)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_from_an_example(open_page: OpenPage, path: Path, language: str) -> None:
    page = open_page(language)
    start = page.locator(".st-key-welcome")
    expect(start).to_contain_text(word(f"screens.example-shows.{path.stem}", language))
    start.get_by_role("button", name=word(f"screens.example.{path.stem}", language)).click()
    settle(page)
    advice(page)
    assert design_of(page, language) == example(path.stem)


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_a_file(open_page: OpenPage, language: str, tmp_path: Path) -> None:
    page = open_page(language)
    file = tmp_path / "design.yaml"
    design = example("two-workgroup-hosts-2022")
    file.write_text(write(design), encoding="utf-8", newline="\n")
    page.locator(".st-key-welcome input[type=file]").set_input_files(file)
    settle(page)
    advice(page)
    assert design_of(page, language) == design


def test_a_bad_file_on_the_first_page_is_told_there(open_page: OpenPage) -> None:
    page = open_page("en")
    page.locator(".st-key-welcome input[type=file]").set_input_files(
        {"name": "bad.yaml", "mimeType": "text/plain", "buffer": b"schema: 1\nprojct: X\n"}
    )
    settle(page)
    expect(page.get_by_test_id("stMain").get_by_test_id("stAlert")).to_contain_text("Line 2")
    welcome(page)
    page.get_by_role("button", name=word("screens.file-understood", "en")).click()
    settle(page)
    expect(page.get_by_test_id("stAlert")).to_have_count(0)
    welcome(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_questions_can_be_taken_to_the_customer_first(
    open_page: OpenPage, language: str
) -> None:
    page = open_page(language)
    with page.expect_download() as waiting:
        page.get_by_role("button", name=word("screens.download.sheet", language)).click()
    sheet = Path(waiting.value.path()).read_text(encoding="utf-8")
    assert waiting.value.suggested_filename == f"design.questions.{language}.md"
    for entity in ("design", "site", "link", "workload"):
        assert by_id(entity)[next(iter(by_id(entity)))].title[language] in sheet


@pytest.mark.parametrize("what", ["report", "bundle", "design", "sheet", "json"])
def test_every_file_can_be_downloaded(open_page: OpenPage, what: str) -> None:
    page = open_page("ja")
    open_example(page, "ja", "two-workgroup-hosts-2022")
    name, content = downloaded(page, what, "ja")
    assert name.startswith("Branch-office.")
    assert content.startswith({"bundle": b"PK", "json": b"{", "design": b"schema"}.get(what, b"# "))


def undo_button(page: Page, name: str, language: str) -> None:
    page.get_by_role("button", name=word(f"screens.{name}", language)).click()
    settle(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_undo_and_redo(open_page: OpenPage, language: str) -> None:
    page = open_page(language)
    undo, redo = (
        page.get_by_role("button", name=word(f"screens.{name}", language))
        for name in ("undo", "redo")
    )
    expect(undo).to_be_disabled()
    expect(redo).to_be_disabled()
    answer_the_three(page, language)
    answered = design_of(page, language)
    open_example(page, language, "fci-on-vhd-set-2019")
    expect(redo).to_be_disabled()
    for _ in range(2):
        undo_button(page, "undo", language)
        assert design_of(page, language) == answered, "opening a design can be undone"
        undo_button(page, "redo", language)
        assert design_of(page, language) == example("fci-on-vhd-set-2019")
    expect(redo).to_be_disabled()
    for _ in range(4):
        undo_button(page, "undo", language)
    welcome(page)
    expect(undo).to_be_disabled()
    field = page.get_by_test_id("stSidebar").get_by_test_id("stSelectbox").first
    expect(field.get_by_role("combobox")).to_have_value("")


def test_undo_shows_what_it_changed(open_page: OpenPage) -> None:
    page = open_page("en")
    open_example(page, "en", "reference-design-2022")
    choose(page, by_id("site")["host_count"].title["en"], "6")
    shown = page.get_by_role("combobox", name=word("screens.choose.site", "en"))
    shown.click()
    page.get_by_role("option", name="Okayama").click()
    settle(page)
    undo_button(page, "undo", "en")
    expect(shown).to_have_value("Yokohama")
    assert design_of(page, "en") == example("reference-design-2022")


@pytest.mark.parametrize("language", LANGUAGES)
def test_clear_everything(open_page: OpenPage, language: str) -> None:
    page = open_page(language)
    open_example(page, language, "fci-on-vhd-set-2019")
    answer_the_three(page, language)
    popover(page, "clear", language).get_by_role("button").click()
    settle(page)
    welcome(page)
    expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)
    for name in ("undo", "redo"):
        button = page.get_by_role("button", name=word(f"screens.{name}", language))
        expect(button).to_be_disabled()
    page.wait_for_timeout(500)
    assert drafts_in(page) == []
    assert "Hospital" not in page.content()
    page.reload()
    settle(page)
    welcome(page)
    answer_the_three(page, language)
    names = [one.name for one in (*blank(language).sites, *blank(language).workloads)]
    design = design_of(page, language)
    assert [one.name for one in (*design.sites, *design.workloads)] == names
