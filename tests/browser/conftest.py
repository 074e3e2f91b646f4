"""A running advisor, and pages of it in Chromium that must not leave this machine."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    ViewportSize,
    sync_playwright,
)

from tests.browser.driver import (
    LISTENING,
    LOCALES,
    NewContext,
    OpenPage,
    advisor,
    free_port,
    settle,
)

SWITCHES = (
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--no-first-run"),
)
SCREEN = ViewportSize(width=1366, height=768)


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    with advisor(free_port()) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = shutil.which("chromium")
        assert found, "the package chromium is not installed"
        chromium = playwright.chromium.launch(executable_path=found, args=SWITCHES)
        yield chromium
        chromium.close()


@pytest.fixture
def contexts(browser: Browser) -> Iterator[NewContext]:
    """Browsers of a locale, watched: nothing may be fetched from, or sent, elsewhere."""
    elsewhere: list[str] = []
    opened: list[BrowserContext] = []

    def watch(url: str) -> None:
        if urlsplit(url).hostname not in ("127.0.0.1", None):
            elsewhere.append(url)

    def new(locale: str, **options: Any) -> BrowserContext:
        usual = {"viewport": SCREEN, "accept_downloads": True}
        context = browser.new_context(locale=locale, **{**usual, **options})
        context.add_init_script(LISTENING)
        context.on("request", lambda request: watch(request.url))
        context.on("page", lambda page: page.on("websocket", lambda one: watch(one.url)))
        opened.append(context)
        return context

    yield new
    for context in opened:
        context.close()
    assert elsewhere == []


@pytest.fixture
def open_page(address: str, contexts: NewContext) -> OpenPage:
    def opened(language: str, **options: Any) -> Page:
        page = contexts(LOCALES[language], **options).new_page()
        page.goto(address)
        settle(page)
        return page

    return opened
