"""The keyboard alone suffices, and always shows where it is."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from facts.question_bank import by_id
from knowledge.words import LANGUAGES, word
from tests.browser.driver import OWN_NAMES, OpenPage, open_example, settle, tab
from tests.browser.tour import EXAMPLE

pytestmark = pytest.mark.browser

MOST_STOPS = 120
HERE = """() => {
  const one = document.activeElement;
  const style = getComputedStyle(one);
  const backgrounds = [];
  for (let at = one.parentElement; at; at = at.parentElement) {
    const colour = getComputedStyle(at).backgroundColor;
    if (!/, 0\\)$/.test(colour) && colour !== "transparent") { backgrounds.push(colour); break; }
  }
  const labels = one.labels?.length ? one.labels[0].innerText : "";
  const box = one.getBoundingClientRect();
  return {
    tag: one.tagName, role: one.getAttribute("role") ?? "",
    name: one.getAttribute("aria-label") || labels || one.innerText || "",
    part: one.closest("[data-testid=stSidebar]") ? "questions"
      : one.closest(".st-key-header") ? "header"
      : one.closest("[data-testid=stMain]") ? "advice" : "page",
    ring: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    colour: style.outlineColor, background: backgrounds[0] ?? "rgb(255, 255, 255)",
    seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
    grid: Boolean(one.closest("[data-testid=stDataFrame]")),
    bottom: JSON.stringify([box.x, box.y, one.outerHTML.length]),
  };
}"""


class Keyboard:
    """Somebody without a mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def here(self) -> dict[str, Any]:
        found: dict[str, Any] = self.page.evaluate(HERE)
        return found

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
        settle(self.page)

    def reach(self, name: str, role: str, *, back: bool = False) -> dict[str, Any]:
        """Go on with the Tab key until something of that name and role has the focus."""
        for _ in range(MOST_STOPS):
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
            here = self.here()
            if name in here["name"] and role in (here["role"], here["tag"].lower()):
                return here
        raise AssertionError(f"{name} is not reached")

    def choose(self, title: str, label: str) -> None:
        """Open the list that has a title, type what it is looked for by, and take the first."""
        self.reach(title, "input")
        self.page.keyboard.press("ArrowDown")
        self.page.keyboard.type(label)
        self.press("Enter")


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_can_be_done_with_keys(open_page: OpenPage, language: str) -> None:
    page = open_page(language)
    keyboard = Keyboard(page)
    site, workload = by_id("site"), by_id("workload")
    release, product = site["host_release"], workload["product"]
    keyboard.choose(release.title[language], release.words["2022"][language])
    keyboard.choose(site["host_count"].title[language], "2")
    keyboard.choose(product.title[language], product.words["print-server"][language])
    summary = page.locator(".st-key-summary")
    expect(summary).to_be_visible()
    expect(summary).not_to_contain_text(word("screens.waiting", language))

    # the reasons of an option
    recommended = word("verdict.recommended", language)
    option = page.get_by_role("tabpanel").locator("details").filter(has_text=recommended).first
    keyboard.reach(word("screens.tab.advice", language), "tab")
    keyboard.reach(recommended, "summary")
    keyboard.press("Enter")
    expect(option).to_have_attribute("open", "")
    expect(option.get_by_role("link").first).to_be_visible()
    assert keyboard.reach("", "a")["part"] == "advice", "the source of a reason"
    assert option.evaluate("one => one.contains(document.activeElement)")

    # back to the tabs, and on to the report by the arrows
    keyboard.reach(word("screens.tab.advice", language), "tab", back=True)
    last = page.get_by_role("tab", name=word("screens.tab.hand-over", language))
    for _ in range(10):
        if last.get_attribute("aria-selected") == "true":
            break
        keyboard.press("ArrowRight")
    keyboard.press("Enter")
    expect(
        page.get_by_role("button", name=word("screens.download.report", language))
    ).to_be_visible()
    settle(page)
    keyboard.reach(word("screens.download.report", language), "button")
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert waiting.value.suggested_filename == f"design.{language}.md"

    # undo without going there: the product is not answered any more
    keyboard.press("Alt+z")
    expect(summary).to_contain_text(word("screens.waiting", language))
    keyboard.press("Alt+y")
    expect(summary).not_to_contain_text(word("screens.waiting", language))

    # the other language
    other = next(one for one in LANGUAGES if one != language)
    here = keyboard.reach("", "radio", back=True)
    if OWN_NAMES[other] not in here["name"]:
        keyboard.press("ArrowRight" if other == "en" else "ArrowLeft")
    keyboard.press("Space")
    expect(page.locator("html")).to_have_attribute("lang", other)
    expect(page.get_by_role("tab", name=word("screens.tab.hand-over", other))).to_be_visible()


def test_the_first_stop_leads_past_the_questions(open_page: OpenPage) -> None:
    page = open_page("en")
    open_example(page, "en", EXAMPLE)
    page.reload()
    settle(page)
    keyboard = Keyboard(page)
    page.keyboard.press("Tab")
    assert keyboard.here()["name"] == word("screens.built-in.skip", "en")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert keyboard.here()["part"] in ("header", "advice")


def test_typing_is_undone_in_its_field_and_answers_in_the_design(open_page: OpenPage) -> None:
    page = open_page("en")
    open_example(page, "en", "two-workgroup-hosts-2022")
    name = page.get_by_test_id("stSidebar").get_by_role("textbox").first
    name.focus()
    page.keyboard.type("X")
    page.keyboard.press("Control+z")
    expect(name).to_have_value("Branch")
    settle(page)
    page.keyboard.press("Alt+z")
    settle(page)
    expect(page.locator(".st-key-welcome")).to_be_visible()
    page.keyboard.press("Alt+y")
    settle(page)
    expect(page.locator(".st-key-welcome")).to_have_count(0)


def test_a_list_and_a_window_close_with_escape(open_page: OpenPage) -> None:
    page = open_page("en")
    keyboard = Keyboard(page)
    keyboard.reach(word("screens.open", "en"), "button")
    keyboard.press("Enter")
    expect(page.get_by_test_id("stPopoverBody")).to_be_visible()
    keyboard.press("Escape")
    expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)
    assert word("screens.open", "en") in keyboard.here()["name"], "the focus is back"
    keyboard.reach(by_id("site")["host_release"].title["en"], "input")
    keyboard.press("ArrowDown")
    expect(page.get_by_role("option").first).to_be_visible()
    keyboard.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("place", ["welcome", "advice", "workloads", "notes", "hand-over"])
def test_the_focus_is_always_seen(open_page: OpenPage, place: str, theme: str) -> None:
    page = open_page("en", color_scheme=theme)
    if place != "welcome":
        open_example(page, "en", EXAMPLE)
        tab(page, place, "en")
    page.get_by_test_id("stSkipToContent").focus()
    keyboard = Keyboard(page)
    parts, wrong, seen = [], [], set()
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        here = keyboard.here()
        if here["tag"] == "BODY" or json.dumps(here) in seen:
            break
        seen.add(json.dumps(here))
        if here["tag"] == "MAIN":
            continue  # the half of the page itself, which the arrows scroll
        parts.append(here["part"])
        if here["grid"]:
            page.keyboard.press("Tab")
            continue  # the table draws a frame of its own around its cell
        ratio = contrast(here["colour"], here["background"])
        if here["ring"] < 2 or ratio < 3 or not here["seen"]:
            wrong.append(f"{here['tag']} {here['name'][:60]!r}: {here['ring']} px, {ratio:.1f}:1")
    assert wrong == []
    assert len(seen) > 15
    order = [part for part, after in zip(parts, [*parts[1:], ""], strict=True) if part != after]
    assert order[:3] == ["questions", "header", "advice"]


def contrast(one: str, other: str) -> float:
    """The ratio of two colours as WCAG has it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [float(part) / 255 for part in colour[colour.index("(") + 1 : -1].split(",")[:3]]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
