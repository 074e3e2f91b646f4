"""Pages in Chromium that note themselves how long a click takes (``watched.js``)."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, ViewportSize, sync_playwright

from benchmarks.bare_app import ANSWER, KINDS

_WATCHED = Path(__file__).resolve().parent / "watched.js"
_PATIENCE_MS = 60_000
_SCREEN = ViewportSize(width=1366, height=768)
_SWITCHES = (
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--no-first-run"),
)


@dataclass(frozen=True)
class Click:
    """What one click cost: milliseconds in all and until the server's last word, and its words.

    ``whole`` ends with the frame that shows the last change; ``server`` begins when the answer
    leaves the page. ``changed`` says whether the page reads otherwise than before.
    """

    whole: float
    server: float
    messages: int
    bytes: int
    changed: bool


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium without a window; raises RuntimeError where there is none."""
    found = shutil.which("chromium") or shutil.which("chrome") or shutil.which("google-chrome")
    if found is None:
        raise RuntimeError("Chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=_SWITCHES)
        try:
            yield browser
        finally:
            browser.close()


def opened(browser: Browser, address: str) -> Page:
    """A page of an English reader with nothing in its cache, on its way to an address."""
    page = browser.new_context(locale="en-US", viewport=_SCREEN).new_page()
    page.add_init_script(path=_WATCHED)
    page.goto(address, wait_until="commit")
    return page


def first_content(page: Page) -> tuple[float, float]:
    """When the first content was there and when the page was complete, in seconds since 1970."""
    found: Mapping[str, float] = page.evaluate(f"watched.opened({_PATIENCE_MS})")
    return found["content"], found["complete"]


def clicked(page: Page, where: Locator, *, key: str = "") -> Click:
    """Click, or press a key there, and wait for the answer; the time begins with the event."""
    where.scroll_into_view_if_needed()
    before = page.evaluate("watched.text()")
    page.evaluate("watched.arm()")
    if key:
        where.press(key)
    else:
        where.click()
    found: dict[str, Any] = page.evaluate(f"watched.answered({_PATIENCE_MS})")
    return Click(**found, changed=page.evaluate("watched.text()") != before)


def widget(page: Page, *key: str) -> Locator:
    """A widget by the parts of its key."""
    return page.locator(f".st-key-{re.sub(r'[^a-zA-Z0-9_-]', '-', chr(10).join(key))}")


def bare_answer(page: Page, number: int) -> Locator:
    """The button of the bare app that answers its question, in turn one and the other."""
    return widget(page, ANSWER).get_by_role("radio").nth(number % 2)


def widgets(page: Page) -> dict[str, int]:
    """How many widgets of each kind the page shows at present."""
    shown = {kind: page.get_by_test_id(kind).count() for kind in KINDS}
    return {kind: count for kind, count in shown.items() if count}


def nodes(page: Page) -> int:
    """Elements of the page."""
    return int(page.evaluate("watched.nodes()"))


def problems(page: Page) -> int:
    """How many errors the page shows that Streamlit reports itself."""
    return int(page.evaluate("watched.problems()"))
