"""Drawings in a browser: highlighted, enlarged by keyboard, downloaded, printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Download, Page, expect

from knowledge.words import LANGUAGES, word
from tests.browser.driver import OpenPage, open_example, settle, tab

pytestmark = pytest.mark.browser
STEM = "reference-design-2022"


def drawings(open_page: OpenPage, language: str) -> Page:
    page = open_page(language)
    open_example(page, language, STEM)
    tab(page, "drawings", language)
    return page


def picture(page: Page) -> str:
    source = page.locator(".st-key-drawing img").get_attribute("src")
    assert source
    return source


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_decision_is_highlighted_by_keyboard(open_page: OpenPage, language: str) -> None:
    page = drawings(open_page, language)
    before = picture(page)
    choice = page.get_by_role("combobox", name=word("screens.highlight", language))
    choice.focus()
    page.keyboard.type("MAIL")
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-drawing img")).not_to_have_attribute("src", before)
    settle(page)
    shown = page.locator(".st-key-drawing img").get_attribute("alt") or ""
    assert "◆" in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_drawing_is_enlarged_and_put_back_by_keyboard(open_page: OpenPage, language: str) -> None:
    page = drawings(open_page, language)
    small = page.locator(".st-key-drawing img").bounding_box()
    enlarge = page.get_by_role("button", name=word("screens.drawing-enlarge", language))
    enlarge.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    large = dialog.locator("img")
    expect(large).to_be_visible()
    box = large.bounding_box()
    assert small
    assert box
    assert box["width"] > 1.3 * small["width"]
    assert large.get_attribute("alt") == page.locator(".st-key-drawing img").get_attribute("alt")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(enlarge).to_be_focused()


def test_no_button_is_called_by_the_whole_alternative_text(open_page: OpenPage) -> None:
    page = drawings(open_page, "en")
    names = page.get_by_role("button").evaluate_all(
        "all => all.filter(one => one.checkVisibility())"
        ".map(one => one.getAttribute('aria-label') || '')"
    )
    assert max(map(len, names)) < 100


@pytest.mark.parametrize(
    ("kind", "beginning"), [("svg", b"<?xml"), ("png", b"\x89PNG"), ("dot", b"digraph")]
)
def test_a_drawing_comes_down_as_a_file(open_page: OpenPage, kind: str, beginning: bytes) -> None:
    page = drawings(open_page, "ja")
    with page.expect_download() as waiting:
        page.get_by_role("button", name=word(f"screens.download.{kind}", "ja")).click()
    file: Download = waiting.value
    assert file.suggested_filename == f"physical.ja.{kind}"
    assert Path(file.path()).read_bytes().startswith(beginning)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", ["drawings", "advice"])
def test_a_page_prints_what_it_says_and_nothing_to_press(
    open_page: OpenPage, name: str, theme: str
) -> None:
    page = drawings(open_page, "en")
    tab(page, name, "en")
    page.emulate_media(media="print", color_scheme="dark" if theme == "dark" else "light")
    page.set_viewport_size({"width": 700, "height": 1000})  # A4 within its margins
    page.wait_for_timeout(300)
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    assert not page.get_by_role("button").evaluate_all(
        "all => all.filter(one => one.checkVisibility() && one.innerText.trim())"
        ".map(one => one.innerText)"
    )
    for image in page.locator(".stMain img").all():
        box = image.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 700
        assert box["width"] > 500
    # nothing scrolls: what is on paper cannot
    hidden = page.evaluate(
        "[...document.querySelectorAll('.stMain, .stMain *')].filter(one =>"
        " one.checkVisibility() && getComputedStyle(one).overflowY !== 'visible'"
        " && one.scrollHeight > one.clientHeight + 4 && one.clientHeight > 40).length"
    )
    assert hidden == 0
    ink = page.locator(".st-key-summary p").first.evaluate("one => getComputedStyle(one).color")
    assert ink == "rgb(31, 41, 51)"
    assert page.pdf(format="A4").startswith(b"%PDF")
