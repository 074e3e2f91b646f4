"""WCAG 2.1 AA on every screen, in both languages, light and dark, wide and narrow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from playwright.sync_api import Page, expect

from knowledge.words import LANGUAGES
from tests.browser.driver import OpenPage, settle, tab
from tests.browser.tour import tour

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
TABS = ("advice", "workloads", "notes", "drawings", "hand-over")
SPACING = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }
"""
CUT_OFF = """() => [...document.querySelectorAll(".stMain *, .stSidebar[data-collapsed=false] *")]
  .filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0
    && ["visible", "hidden"].includes(getComputedStyle(one).overflowX)
    && !one.closest("[data-testid=stDataFrame]")  // a table scrolls in a box of its own
    && one.getBoundingClientRect().left + one.scrollWidth > innerWidth + 1)
  .map((one) => one.outerHTML.slice(0, 200))"""
CLIPPED = """() => [...document.querySelectorAll(".stMain *, .stSidebar *")]
  .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.nodeValue.trim())
    && one.clientHeight > 0 && getComputedStyle(one).overflowY !== "visible"
    && one.scrollHeight > one.clientHeight + 2)
  .map((one) => one.outerHTML.slice(0, 200))"""
IN_THE_WAY = """() => [...document.querySelectorAll(".stApp *")]
  .filter((one) => ["sticky", "fixed"].includes(getComputedStyle(one).position)
    && getComputedStyle(one).visibility === "visible" && one.clientWidth > innerWidth / 2
    && one.getBoundingClientRect().right > 0 && one.clientHeight > innerHeight / 2)
  .map((one) => one.outerHTML.slice(0, 200))"""


def violations(page: Page) -> list[tuple[str, list[str]]]:
    # It reads a file without saying the encoding when it is imported, which other runs forbid.
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    return [(one["id"], [node["html"][:300] for node in one["nodes"]]) for one in found]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_rule_is_violated(open_page: OpenPage, language: str, theme: str) -> None:
    page = open_page(language, color_scheme=theme)
    found = {where: violations(page) for where in tour(page, language)}
    assert len(found) > 20
    none_in(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_scrolls_sideways_on_a_laptop(open_page: OpenPage, language: str) -> None:
    page = open_page(language)
    none_in({where: page.evaluate(CUT_OFF) + sideways(page) for where in tour(page, language)})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [(390, 844), (320, 256)], ids=["phone", "400 percent"])
def test_the_advice_can_be_read_on_a_narrow_screen(
    open_page: OpenPage, language: str, size: tuple[int, int]
) -> None:
    page = open_page(language, viewport={"width": size[0], "height": size[1]})
    expect(page.get_by_test_id("stSidebar")).not_to_be_in_viewport()
    found = {"welcome": wrong_when_narrow(page)}
    page.locator("[class*=st-key-example-reference] button").click()
    settle(page)
    for name in TABS:
        tab(page, name, language)
        found[name] = wrong_when_narrow(page)
    tab(page, "advice", language)
    page.get_by_test_id("stMain").locator("details:not([open]) > summary").first.click()
    settle(page)
    found["an option"] = wrong_when_narrow(page)
    page.get_by_test_id("stExpandSidebarButton").click()
    settle(page)
    expect(page.get_by_test_id("stSidebar")).to_be_in_viewport()
    found["questions"] = page.evaluate(CUT_OFF) + sideways(page)
    none_in(found)


def wrong_when_narrow(page: Page) -> list[str]:
    found: list[str] = page.evaluate(CUT_OFF) + page.evaluate(IN_THE_WAY)
    return found + sideways(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_off_where_the_reader_spaces_the_text(
    open_page: OpenPage, language: str
) -> None:
    page = open_page(language)
    page.add_style_tag(content=SPACING)
    found = {where: page.evaluate(CLIPPED) + sideways(page) for where in tour(page, language)}
    none_in(found)


def sideways(page: Page) -> list[str]:
    """What of the page itself, or of its two halves, can be scrolled sideways."""
    found: list[str] = page.evaluate(
        """() => ["html", "body", ".stMain", ".stSidebar[data-collapsed=false] > div"]
          .filter((name) => {
            const box = document.querySelector(name);
            if (!box) return false;
            box.scrollLeft = 50;
            const moved = box.scrollLeft > 0;
            box.scrollLeft = 0;
            return moved;
          })"""
    )
    return found


def none_in(found: Mapping[str, Sequence[object]]) -> None:
    """Fail with a line for each thing found, and where."""
    lines = [f"{where}: {one}" for where, some in found.items() for one in some]
    assert not lines, "\n".join(lines)
