"""How long it takes from the start of the server's process to a page to look at."""

from __future__ import annotations

import statistics
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks import pages, servers


@dataclass
class Starts:
    """Seconds from the start of the process, start by start."""

    content: list[float] = field(default_factory=list)
    """Until the first words of the page are there."""
    complete: list[float] = field(default_factory=list)
    """Until nothing changes any more."""

    def medians(self) -> tuple[float, float]:
        """The median of both."""
        return statistics.median(self.content), statistics.median(self.complete)


def compared(browser: Browser, folder: Path, starts: int) -> Mapping[str, Starts]:
    """Start the advisor and a bare app with as many widgets as its first page, in turn.

    Chromium is running already, with nothing of the page in its cache. It goes to the page as soon
    as the server answers.
    """
    found = {"advisor": Starts(), "bare": Starts()}
    shown: dict[str, int] = {}
    for turn in range(starts + 1):
        for name, one in found.items():
            server = (
                servers.running(servers.ADVISOR)
                if name == "advisor"
                else servers.bare(folder, shown, _PICTURE, picture_follows=False)
            )
            with server as started:
                page = pages.opened(browser, started.address)
                content, complete = pages.first_content(page)
                shown = pages.widgets(page) if name == "advisor" else shown
                page.context.close()
            if turn:  # the first brings files from the disk into memory
                one.content.append(content - started.started)
                one.complete.append(complete - started.started)
    return found


_PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 300" width="900"></svg>'
