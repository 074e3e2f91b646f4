"""Every screen of the advisor in turn, each in the states it can be in."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Locator, Page

from knowledge.words import word
from tests.browser.driver import open_example, popover, settle, sidebar, unfold, widget

EXAMPLE = "planned-networks-2022"
SITE, WORKLOAD = "site\nNagoya", "workload\nSTOCK"
_PARTS = 4
"""So many parts of a screen are opened; the others are of the same make."""
_BAD = b"schema: 1\nprojct: X\nsites:\n  - name: A\n    host_release: 2020\n"


def tour(page: Page, language: str) -> Iterator[str]:
    """Lead the page, which shows the blank design, through its screens, and name each."""
    yield "welcome"
    yield from _starts(page, language)
    open_example(page, language, EXAMPLE)
    yield from _screens(page)
    yield from _questions(page, language)


def _starts(page: Page, language: str) -> Iterator[str]:
    yield f"clear: {popover(page, 'clear', language).count()}"
    page.keyboard.press("Escape")
    settle(page)
    yield from _words(page, language)
    opened = popover(page, "open", language)
    yield "open"
    for name in ("notes.txt", "big.yaml"):
        content = b"x" * (1_200_000 if name == "big.yaml" else 10)
        opened.locator("input[type=file]").set_input_files(
            {"name": name, "mimeType": "text/plain", "buffer": content}
        )
        settle(page)
        yield f"refused by the page: {name}"
    opened.locator("input[type=file]").set_input_files(
        {"name": "bad.yaml", "mimeType": "text/plain", "buffer": _BAD}
    )
    settle(page)
    yield "a file with problems"
    page.keyboard.press("Escape")
    page.get_by_role("button", name=word("screens.file-understood", language)).click()
    settle(page)


def _words(page: Page, language: str) -> Iterator[str]:
    main = page.get_by_test_id("stMain")
    main.get_by_role("button", name=word("screens.glossary", language), exact=False).click()
    settle(page)
    yield "all words"
    search = page.get_by_label(word("screens.glossary.search", language))
    search.fill("VMFS")
    search.press("Enter")
    settle(page)
    yield "a word of vSphere"
    page.keyboard.press("Escape")
    settle(page)


def _screens(page: Page) -> Iterator[str]:
    main = page.get_by_test_id("stMain")
    for tab in main.get_by_test_id("stTabs").first.get_by_role("tab").all():
        tab.click()
        settle(page)
        name = tab.inner_text()
        yield name
        yield from _unfolded(page, main, name)
        yield from _views(page, main, name)


def _unfolded(page: Page, main: Locator, name: str) -> Iterator[str]:
    closed = main.locator("details:not([open]) > summary")
    for _ in range(_PARTS):
        if not closed.count():
            return
        closed.first.click()
        settle(page)
    yield f"{name}, unfolded"


def _views(page: Page, main: Locator, name: str) -> Iterator[str]:
    views = main.get_by_role("tabpanel").get_by_role("radio")
    for view in views.all() if main.get_by_test_id("stImage").count() else []:
        view.click()
        settle(page)
        yield f"{name}, {view.inner_text()}"


def _questions(page: Page, language: str) -> Iterator[str]:
    for key in (f"{SITE}\nmore", f"{SITE}\nnetworks", f"{SITE}\nnot-asked", f"{WORKLOAD}\nmore"):
        if widget(page, key).count():
            unfold(page, key)
    yield "questions"
    outage = widget(page, f"{WORKLOAD}\ntolerated.outage\n{language}").get_by_role("combobox")
    outage.click()
    yield "a list"
    outage.fill("soon")
    yield "a list that is typed into"
    outage.press("Enter")
    settle(page)
    name = widget(page, f"{SITE}\nname").get_by_role("textbox")
    name.fill("Nagoya 2")
    yield "a name that is being typed"
    name.fill(" ")
    name.press("Enter")
    settle(page)
    yield "entries that were refused"
    sidebar(page).get_by_test_id("stTooltipHoverTarget").locator("visible=true").last.hover()
    page.wait_for_timeout(700)
    yield "a tooltip"
