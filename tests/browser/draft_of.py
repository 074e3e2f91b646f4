"""The drafts that a page's browser keeps, as a test reads them without asking the page."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

NAME = "hyper-v-ha-advisor-draft"
DRAFTS = f"""(async () => {{
  const known = await indexedDB.databases();
  if (!known.some((one) => one.name === "{NAME}")) return [];
  const database = await new Promise((done, failed) => {{
    const request = indexedDB.open("{NAME}");
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  }});
  const all = await new Promise((done, failed) => {{
    const request = database.transaction("drafts").objectStore("drafts").getAll();
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  }});
  database.close();
  return all.sort((one, other) => other.when - one.when);
}})()"""
"""Every draft, the newest first; an expression of the page's own language."""
SLOT = f"sessionStorage.getItem('{NAME}')"
DRAFT = f"(async () => (await {DRAFTS}).find((one) => one.slot === {SLOT})?.text ?? null)()"
"""The draft of this tab, null if there is none: to be awaited, as page.evaluate does."""

PATIENCE_S = 30


def drafts_in(page: Page) -> list[dict[str, Any]]:
    """Every draft in the browser: slot, text, name and when; the newest first."""
    found: list[dict[str, Any]] = page.evaluate(DRAFTS)
    return found


def draft_of(page: Page) -> str | None:
    """The text of the draft of this tab; None if it has none."""
    found: str | None = page.evaluate(DRAFT)
    return found


def file_of(page: Page) -> str:
    """The design file within the draft of this tab; empty if it has none."""
    text = draft_of(page)
    return "" if text is None else str(json.loads(text)["file"])


def another_draft_than(page: Page, before: str | None) -> None:
    """Wait until the tab keeps another draft than that one (None: than none)."""
    _wait(page, lambda: draft_of(page) != before, "the draft stays as it was")


def draft_with(page: Page, pattern: str) -> None:
    """Wait until the design file within the draft of the tab holds a regular expression."""
    _wait(page, lambda: bool(re.search(pattern, file_of(page))), f"no draft holds {pattern}")


def _wait(page: Page, met: Callable[[], bool], otherwise: str) -> None:
    end = time.monotonic() + PATIENCE_S
    while not met():
        assert time.monotonic() < end, otherwise
        page.wait_for_timeout(20)
