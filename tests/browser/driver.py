"""How a page of the advisor is started, answered and read in a real browser."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import (
    BrowserContext,
    Locator,
    Page,
)

from facts.design import Design
from facts.design_file import parse
from facts.question_bank import by_id
from knowledge.words import word

ROOT = Path(__file__).resolve().parents[2]
LOCALES = {"ja": "ja-JP", "en": "en-US"}
OWN_NAMES = {"ja": "日本語", "en": "English"}
PATIENCE_S = 30
DRAFT = "localStorage.getItem('hyper-v-ha-advisor-draft')"

NewContext = Callable[[str], BrowserContext]
OpenPage = Callable[[str], Page]


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
    """Wait until the questions are there and no run of the script is under way."""
    sidebar(page).get_by_test_id("stTextInput").first.wait_for()
    page.wait_for_timeout(500)
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    page.wait_for_function("!document.querySelector('[data-testid=stSkeleton]')")


def sidebar(page: Page) -> Locator:
    return page.get_by_test_id("stSidebar")


def choose(page: Page, title: str, label: str) -> None:
    """Choose from the list that a title names."""
    box = sidebar(page).get_by_test_id("stSelectbox").filter(has_text=title)
    before = page.evaluate(DRAFT)
    box.scroll_into_view_if_needed()
    page.wait_for_timeout(300)  # a list closes when what is below it scrolls
    box.get_by_role("combobox").click()
    page.get_by_role("option", name=label, exact=True).click()
    page.wait_for_function(f"before => {DRAFT} !== before", arg=before)
    settle(page)


def answer_the_three(page: Page, language: str) -> None:
    site, workload = by_id("site"), by_id("workload")
    release, product = site["host_release"], workload["product"]
    choose(page, release.title[language], release.words["2022"][language])
    choose(page, site["host_count"].title[language], "2")
    choose(page, product.title[language], product.words["print-server"][language])


def open_example(page: Page, language: str, stem: str) -> None:
    sidebar(page).get_by_role("button", name=word("screens.open", language)).click()
    page.get_by_role("button", name=word(f"screens.example.{stem}", language)).click()
    settle(page)
    page.keyboard.press("Escape")
    settle(page)


def upload(page: Page, file: Path) -> None:
    sidebar(page).get_by_role("button", name=word("screens.open", "en")).click()
    page.locator("input[type=file]").set_input_files(file)
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
