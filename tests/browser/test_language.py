"""Both languages to the last tooltip: what Streamlit says by itself included."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from knowledge.guidance import guidance, sources
from knowledge.words import LANGUAGES, catalogue, word
from tests.browser.driver import (
    OWN_NAMES,
    OpenPage,
    design_of,
    open_example,
    popover,
    settle,
    tab,
    unfold,
    widget,
)
from tests.browser.tour import tour

pytestmark = pytest.mark.browser

SAID = """() => {
  const said = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const within = walker.currentNode.parentElement;
    if (within.closest("script, style, noscript, [translate=no], [data-testid=stCode]"))
      continue;
    said.push(walker.currentNode.nodeValue.trim());
  }
  const names = ["aria-label", "aria-description", "title", "placeholder", "alt"];
  for (const name of names)
    for (const one of document.querySelectorAll(`[${name}]`)) said.push(one.getAttribute(name));
  return [...new Set(said)].filter(Boolean);
}"""
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


def built_in(language: str) -> list[re.Pattern[str]]:
    """What Streamlit says by itself, in a language."""
    texts = [one[language] for key, one in catalogue().items() if ".built-in." in key]
    return [re.compile(r"[^\n]+".join(map(re.escape, re.split(r"\{\w+\}", one)))) for one in texts]


def said(page: Page) -> list[str]:
    page.wait_for_timeout(100)  # what has just come is said in the other language first
    found: list[str] = page.evaluate(SAID)
    return found


def plain(text: str) -> str:
    """A text without the signs that stand around the section of a source."""
    return re.sub(r"^\(|\)[;.]?$", "", text.replace("\u2060", ""))


def test_nothing_of_streamlit_is_english_on_a_japanese_page(open_page: OpenPage) -> None:
    page = open_page("ja")
    english, japanese = built_in("en"), built_in("ja")
    left, replaced = set(), set()
    for where in tour(page, "ja"):
        for text in said(page):
            left |= {(where, text) for one in english if one.fullmatch(text)}
            replaced |= {one.pattern for one in japanese if one.fullmatch(text)}
    assert left == set()
    assert len(replaced) > 12


def test_nothing_is_japanese_on_an_english_page(open_page: OpenPage) -> None:
    page = open_page("en")
    allowed = {OWN_NAMES["ja"], "日本語 / English", *(one.title for one in sources().values())}
    allowed |= {cited.section for one in guidance().values() for cited in one.sources}
    found = {(where, text) for where in tour(page, "en") for text in said(page)}
    japanese = {one for one in found if JAPANESE.search(one[1])}
    assert {one for one in japanese if plain(one[1]) not in allowed} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_name_for_screen_readers_holds_markdown(open_page: OpenPage, language: str) -> None:
    page = open_page(language)
    unfold(page, f"site\n{word('screens.new-site', language, number=1)}\nmore")
    page.wait_for_timeout(100)
    names = page.evaluate("[...document.querySelectorAll('[aria-label]')].map((e) => e.ariaLabel)")
    assert any(word("screens.required", language) in name for name in names)
    assert [name for name in names if re.search(r"\[|\\", name)] == []


def test_the_words_of_the_page_follow_the_switch_and_back(open_page: OpenPage) -> None:
    page = open_page("ja")
    opened = popover(page, "open", "ja")
    for language in ("ja", "en", "ja"):
        page.get_by_role("radio", name=OWN_NAMES[language]).evaluate("one => one.click()")
        settle(page)
        expect(page.locator("html")).to_have_attribute("lang", language)
        upload = word("screens.built-in.upload", language)
        expect(opened.get_by_test_id("stFileUploaderDropzone")).to_contain_text(upload)


@pytest.mark.parametrize("first", LANGUAGES)
def test_a_switch_half_way_loses_nothing(open_page: OpenPage, first: str) -> None:
    """Not what is open, not what was refused, not what is said of a file, not the tab."""
    second = next(one for one in LANGUAGES if one != first)
    page = open_page(first)
    open_example(page, first, "fci-on-vhd-set-2019")
    before = design_of(page, first)
    unfold(page, "workload\nSQL\nmore")
    field = "workload\nSQL\ntolerated.outage\n"
    outage = widget(page, field + first).get_by_role("combobox")
    outage.fill("soon")
    outage.press("Enter")
    settle(page)
    name = widget(page, "site\nMain\nname").get_by_role("textbox")
    name.fill(" ")
    name.press("Enter")
    settle(page)
    popover(page, "open", first).locator("input[type=file]").set_input_files(
        {"name": "bad.yaml", "mimeType": "text/plain", "buffer": b"schema: 1\nprojct: X\n"}
    )
    settle(page)
    page.keyboard.press("Escape")
    settle(page)
    tab(page, "notes", first)
    for language in (second, first, second):
        page.get_by_role("radio", name=OWN_NAMES[language]).click()
        settle(page)
        outage = widget(page, field + language).get_by_role("combobox")
        expect(outage).to_have_value("soon")
        expect(widget(page, "site\nMain\nname").get_by_role("textbox")).to_have_value(" ")
        refused = page.get_by_test_id("stSidebar").get_by_test_id("stAlert")
        expect(refused).to_have_count(2)
        main = page.get_by_test_id("stMain")
        expect(main.get_by_test_id("stAlert").first).to_contain_text("projct")
        notes = word("screens.tab.notes", language)
        expect(main.get_by_role("tab", name=notes)).to_have_attribute("aria-selected", "true")
        texts = " ".join(refused.all_inner_texts())
        assert bool(JAPANESE.search(texts)) == (language == "ja")
    assert design_of(page, second) == before
