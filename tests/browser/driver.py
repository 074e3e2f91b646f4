"""How a page of the advisor is started, answered and read in a real browser."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from playwright.sync_api import (
    BrowserContext,
    Locator,
    Page,
)

from facts.design import Design
from facts.design_file import parse
from facts.question_bank import by_id
from knowledge.words import word
from screens.jump import class_of
from tests.browser.draft_of import PATIENCE_S, another_draft_than, draft_of

ROOT = Path(__file__).resolve().parents[2]
LOCALES = {"ja": "ja-JP", "en": "en-US"}
OWN_NAMES = {"ja": "日本語", "en": "English"}
_QUIET_MS = 400
_QUIET = """(long_enough) => {
  const now = performance.now(), { askedAt, heardAt } = window;
  const app = document.querySelector("[data-testid=stApp]");
  const quiet = app?.dataset.testScriptState === "notRunning"
    && app.dataset.testConnectionState === "CONNECTED"
    && document.querySelector(".st-key-questions input, .st-key-questions button")
    && !document.querySelector("[data-testid=stSkeleton]")
    && (askedAt === undefined || heardAt > askedAt || now - askedAt > 5000);
  if (!quiet) delete window.quietSince;
  else window.quietSince ??= now;
  return quiet && now - window.quietSince > long_enough;
}"""
# A busy server begins a run late: until then the page looks as if nothing were under way.
LISTENING = """(() => {
  const Plain = window.WebSocket;
  window.WebSocket = class extends Plain {
    constructor(...all) {
      super(...all);
      this.addEventListener("message", () => { window.heardAt = performance.now(); });
    }
    send(data) { window.askedAt = performance.now(); super.send(data); }
  };
})();"""


class NewContext(Protocol):
    """Starts a browser of a locale, with whatever else Playwright knows of contexts."""

    def __call__(self, locale: str, **options: Any) -> BrowserContext: ...


class OpenPage(Protocol):
    """Opens the advisor in a browser of a language, and waits for it."""

    def __call__(self, language: str, **options: Any) -> Page: ...


@contextmanager
def advisor(port: int) -> Iterator[str]:
    """An advisor of our own at a port, and its address."""
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
    with subprocess.Popen([*command, "--server.port", str(port)], cwd=ROOT) as server:
        try:
            wait_for(f"http://127.0.0.1:{port}/_stcore/health")
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()


def wait_for(health: str) -> None:
    end = time.monotonic() + PATIENCE_S
    while True:
        try:
            with urllib.request.urlopen(health):
                return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def settle(page: Page) -> None:
    """Wait until the questions are there and for a while no run of the script is under way."""
    page.evaluate("() => { delete window.quietSince; }")
    page.wait_for_function(_QUIET, arg=_QUIET_MS, timeout=PATIENCE_S * 1000)


def sidebar(page: Page) -> Locator:
    return page.get_by_test_id("stSidebar")


def widget(page: Page, key: str) -> Locator:
    """What was given a key: a field, a button, a part that opens."""
    return page.locator(f".{class_of(key)}")


def unfold(page: Page, key: str) -> Locator:
    """Open a part that is closed, and what it is."""
    part = widget(page, key)
    part.locator("summary").first.click()
    settle(page)
    return part


def choose(page: Page, title: str, label: str) -> None:
    """Choose from the list that a title names."""
    box = sidebar(page).get_by_test_id("stSelectbox").filter(has_text=title)
    before = draft_of(page)
    field = box.get_by_role("combobox")
    for _ in range(2):  # a part that is still unfolding pushes it out of sight again
        field.scroll_into_view_if_needed()
        page.wait_for_timeout(300)  # a list closes when what is below it scrolls
    field.click()
    page.get_by_role("option", name=label, exact=True).click()
    another_draft_than(page, before)
    settle(page)


def answer_the_three(page: Page, language: str) -> None:
    site, workload = by_id("site"), by_id("workload")
    release, product = site["host_release"], workload["product"]
    choose(page, release.title[language], release.words["2022"][language])
    choose(page, site["host_count"].title[language], "2")
    choose(page, product.title[language], product.words["print-server"][language])


def open_example(page: Page, language: str, stem: str) -> None:
    opened = popover(page, "open", language)
    opened.get_by_role("button", name=word(f"screens.example.{stem}", language)).click()
    opened.wait_for(state="detached")
    settle(page)


def popover(page: Page, name: str, language: str) -> Locator:
    """Open one of the two above the questions (``open``, ``clear``), and what it holds."""
    sidebar(page).get_by_role("button", name=word(f"screens.{name}", language)).click()
    settle(page)
    return page.get_by_test_id("stPopoverBody")


def upload(page: Page, file: Path) -> None:
    popover(page, "open", "en").locator("input[type=file]").set_input_files(file)
    settle(page)
    page.keyboard.press("Escape")
    settle(page)


def tab(page: Page, name: str, language: str) -> None:
    page.get_by_role("tab", name=word(f"screens.tab.{name}", language)).click()
    settle(page)


def look_at(page: Page, name: str) -> None:
    """Show the judgements on a site or workload."""
    page.get_by_test_id("stMain").get_by_role("combobox").first.click()
    page.get_by_role("option").filter(has_text=name).click()
    settle(page)


def downloaded(page: Page, what: str, language: str) -> tuple[str, bytes]:
    """Name and content of a file taken from the last tab."""
    tab(page, "hand-over", language)
    with page.expect_download() as waiting:
        page.get_by_role("button", name=word(f"screens.download.{what}", language)).click()
    file = waiting.value
    return file.suggested_filename, Path(file.path()).read_bytes()


def design_of(page: Page, language: str) -> Design:
    """The design that the page holds, as its design file has it."""
    loaded = parse(downloaded(page, "design", language)[1])
    assert loaded.design is not None, loaded.problems
    return loaded.design
