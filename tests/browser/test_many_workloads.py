"""Many workloads in a real Chromium: pasted through the clipboard, typed, taken back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from facts.design import Design
from knowledge.words import LANGUAGES, word
from tests.browser.driver import OpenPage, design_of, open_example, settle, tab
from tests.screen_driver import example

pytestmark = pytest.mark.browser

EXAMPLE = "two-workgroup-hosts-2022"
SITE = example(EXAMPLE).sites[0].name
BEFORE = len(example(EXAMPLE).workloads)
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
_TYPING_MS = 80
"""Between two keys: the grid opens a cell at the first one, and loses what comes meanwhile."""
_MOVING_MS = 200
"""After a key that closes a cell: the grid moves on a frame later, and loses another such key."""


def said(key: str, language: str, **values: object) -> str:
    return word(f"screens.workloads.{key}", language, **values)


@pytest.fixture
def on_screen(open_page: OpenPage) -> OpenPage:
    """A page with the example and its table of workloads, whose clipboard can be used."""

    def opened(language: str, **options: Any) -> Page:
        page = open_page(language, **options)
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        open_example(page, language, EXAMPLE)
        tab(page, "workloads", language)
        return page

    return opened


def fifty(*, wrong: Sequence[int] = ()) -> str:
    """Lines as a spreadsheet copies them; some name a product that there is none of."""
    return "\n".join(
        f"FS-{number:02}\t{SITE}\t{'Sequel' if number in wrong else 'Print server'}\t\t\t2022"
        for number in range(50)
    )


def paste(page: Page, text: str) -> None:
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+v")
    settle(page)


def area(page: Page, language: str) -> Locator:
    return page.get_by_role("textbox", name=said("paste-area", language), exact=True)


def paste_into_area(page: Page, language: str, text: str) -> None:
    if not area(page, language).is_visible():
        page.get_by_text(said("paste", language), exact=True).click()
    area(page, language).click()
    paste(page, text)
    page.keyboard.press("Control+Enter")
    settle(page)


def press(page: Page, label: str) -> None:
    page.get_by_role("button", name=label).click()
    settle(page)


def count(page: Page, language: str) -> Locator:
    """How many workloads the line above the table speaks of."""
    beginning = said("count", language, count="|").partition("|")[0].strip()
    return page.get_by_test_id("stMain").locator("p", has_text=beginning).first


def cell(page: Page, row: int) -> None:
    """Choose a cell of the column of names; the first row counts as 0."""
    grid = page.locator("[class*=st-key-workload-table] canvas").first
    # to the end of the window: the recommendation covers its beginning
    grid.evaluate("one => one.scrollIntoView(false)")
    page.wait_for_timeout(500)
    box = grid.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 60, box["y"] + 35 * (row + 1) + 17)
    page.wait_for_timeout(300)  # the grid must have seen the pointer come
    page.mouse.down()
    page.mouse.up()
    page.wait_for_timeout(300)


def keyed(page: Page, key: str) -> None:
    page.keyboard.press(key)
    page.wait_for_timeout(_MOVING_MS)


def names(design: Design) -> list[str]:
    return [one.name for one in design.workloads]


@pytest.mark.parametrize("language", LANGUAGES)
def test_fifty_workloads_are_pasted_and_taken_back_in_one_step(
    on_screen: OpenPage, language: str
) -> None:
    page = on_screen(language)
    paste_into_area(page, language, fifty())
    press(page, said("do.add-all", language, count=50))
    expect(count(page, language)).to_contain_text(str(BEFORE + 50))
    expect(area(page, language)).to_have_value("")
    kept = design_of(page, language)
    assert names(kept)[BEFORE:] == [f"FS-{number:02}" for number in range(50)]
    assert {one.answers["product"] for one in kept.workloads[BEFORE:]} == {"print-server"}
    press(page, word("screens.undo", language))
    assert design_of(page, language) == example(EXAMPLE)


def test_of_fifty_lines_three_are_wrong_and_none_is_lost(on_screen: OpenPage) -> None:
    page = on_screen("en")
    text = fifty(wrong=(3, 17, 49))
    paste_into_area(page, "en", text)
    told = page.get_by_test_id("stAlert").filter(has_text=said("lines-left", "en"))
    for line in ("Line 4, FS-03", "Line 18, FS-17", "Line 50, FS-49"):
        expect(told).to_contain_text(line)
    press(page, "Add 47, leave 3 out")
    lines = text.split("\n")
    expect(area(page, "en")).to_have_value("\n".join(lines[number] for number in (3, 17, 49)))
    area(page, "en").fill(area(page, "en").input_value().replace("Sequel", "SQL Server"))
    page.keyboard.press("Control+Enter")
    settle(page)
    press(page, "Add 3 workloads")
    kept = design_of(page, "en")
    assert sorted(names(kept)[BEFORE:]) == [f"FS-{number:02}" for number in range(50)]
    assert kept.workload("FS-17").answers["product"] == "sql-server"


@pytest.mark.parametrize("language", LANGUAGES)
def test_fifty_rows_are_pasted_into_the_table_itself(on_screen: OpenPage, language: str) -> None:
    page = on_screen(language)
    cell(page, BEFORE)
    paste(page, fifty(wrong=(3, 17, 49)))
    expect(count(page, language)).to_contain_text(said("cells-left", language, count=3))
    told = page.get_by_test_id("stAlert").filter(has_text=said("left", language))
    for name in ("FS-03", "FS-17", "FS-49"):
        expect(told).to_contain_text(name)
    kept = design_of(page, language)
    assert names(kept)[BEFORE:] == [f"FS-{number:02}" for number in range(50)]
    # what was refused is still there after another screen was looked at
    tab(page, "workloads", language)
    expect(told).to_contain_text("Sequel")
    press(page, word("screens.undo", language))
    expect(count(page, language)).to_contain_text(said("count", language, count=BEFORE))


def test_typing_keeps_its_place_while_the_outcome_follows(on_screen: OpenPage) -> None:
    page = on_screen("en")
    cell(page, BEFORE)
    for number in (1, 2):
        page.keyboard.type(f"New-{number}", delay=_TYPING_MS)
        for key in ("Tab", "Tab"):
            keyed(page, key)
        page.keyboard.type("print", delay=_TYPING_MS)
        for key in ("Enter", "Home"):
            keyed(page, key)
    settle(page)
    kept = design_of(page, "en")
    assert names(kept)[BEFORE:] == ["New-1", "New-2"]
    for one in kept.workloads[BEFORE:]:
        assert one.answers == {"site": SITE, "product": "print-server"}


@pytest.mark.parametrize("text", ["A\nB\nC", "Name\tProduct\nA\tDC", "A" + "\t" * 11 + "x"])
def test_what_does_not_fit_into_the_table_goes_to_the_field(on_screen: OpenPage, text: str) -> None:
    page = on_screen("en")
    cell(page, BEFORE)
    if "\t" not in text:
        page.keyboard.press("Enter")  # a cell being typed would take all lines into itself
        page.wait_for_timeout(300)
    paste(page, text)
    expect(area(page, "en")).to_have_value(text)
    expect(page.get_by_test_id("stAlert").first).to_contain_text(said("does-not-fit", "en"))
    assert page.locator(".gdg-input").count() == 0, "the cell is closed"


def test_the_keyboard_suffices(on_screen: OpenPage) -> None:
    page = on_screen("en")
    page.get_by_role("tab", name=word("screens.tab.workloads", "en")).focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # opens the field
    settle(page)
    for _ in range(6):
        page.keyboard.press("Tab")
        if area(page, "en").evaluate("one => one === document.activeElement"):
            break
    paste(page, fifty())
    page.keyboard.press("Control+Enter")
    settle(page)
    button = page.get_by_role("button", name="Add 50 workloads")
    for _ in range(12):
        page.keyboard.press("Tab")
        if button.evaluate("one => one === document.activeElement"):
            break
    page.keyboard.press("Enter")
    settle(page)
    expect(count(page, "en")).to_contain_text(str(BEFORE + 50))


def test_the_keyboard_leaves_the_table_again(on_screen: OpenPage) -> None:
    page = on_screen("en")
    cell(page, 0)
    for _ in range(30):
        page.keyboard.press("Tab")
        if not page.locator("[class*=st-key-workload-table] :focus").count():
            return
    pytest.fail("the table holds the keyboard")


def test_a_design_begins_with_a_list(open_page: OpenPage) -> None:
    page = open_page("ja")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    paste_into_area(page, "ja", "基幹システム\nファイル サーバー")
    press(page, said("do.add-all", "ja", count=2))
    assert names(design_of(page, "ja")) == ["基幹システム", "ファイル サーバー"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_screen_is_accessible_with_everything_open(on_screen: OpenPage, language: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = on_screen(language)
    paste_into_area(page, language, fifty(wrong=(3,)))
    page.get_by_text(said("several", language), exact=True).click()
    settle(page)
    assert Axe().run(page, options=WCAG).response["violations"] == []
    cell(page, 1)
    page.keyboard.press("Enter")
    page.locator(".gdg-input").first.wait_for()
    page.wait_for_timeout(300)
    assert Axe().run(page, options=WCAG).response["violations"] == []
