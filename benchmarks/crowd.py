"""Many users at once: how long they wait, and what each of them costs the server in memory."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from benchmarks import clicked_designs, pages, servers
from benchmarks.clicks import percentile
from screens.parts import MORE
from tests.browser import driver

EVERY_S = 5
_EXAMPLE = "reference-design-2022"
_PATIENCE_MS = 60_000
_FORGETTING_S = 5
"""How long the server keeps what somebody has left; Streamlit's own setting is two minutes."""


@dataclass(frozen=True)
class Crowd:
    """What many users have met with; times in milliseconds, memory of the server in MB."""

    users: int
    seconds: int
    times: Sequence[float]
    problems: Sequence[str]
    before: float | None
    during: float | None
    again: float | None
    """When as many new ones are there, after the first ones have left."""

    @property
    def median(self) -> float:
        """Milliseconds within which half of the clicks were answered."""
        return percentile(self.times, 50)

    @property
    def most(self) -> float:
        """Milliseconds within which 19 of 20 clicks were answered."""
        return percentile(self.times, 95)

    @property
    def for_each(self) -> float | None:
        """Megabytes that one more user takes."""
        if self.before is None or self.during is None:
            return None
        return (self.during - self.before) / self.users


def at_once(browser: Browser, folder: Path, users: int, seconds: int) -> Crowd:
    """Let so many users click every five seconds, each on a reference design of his own.

    They are pages of one Chromium, which together ask little of it: four clicks a second. Each
    clicks by himself, in the page, from one question with buttons to another, so that most of the
    answers together have never been given before. Afterwards all leave, and as many come again,
    for whom the memory of the first ones has to do.
    """
    log = folder / "server.log"
    forgetting = ("--server.disconnectedSessionTTL", str(_FORGETTING_S))
    with (
        log.open("wb") as written,
        servers.running(servers.ADVISOR, *forgetting, log=written) as server,
    ):
        alone = _arrive(browser, server, 1)
        _use(alone, 2 * EVERY_S)
        before = server.megabytes()
        everybody = _arrive(browser, server, users)
        times, problems = _use(everybody, seconds)
        during = server.megabytes()
        _leave(everybody)
        # Streamlit throws away what was left too long ago when the next one leaves
        _leave(_arrive(browser, server, 1))
        everybody = _arrive(browser, server, users)
        problems += _use(everybody, min(seconds, 4 * EVERY_S))[1]
        again = server.megabytes()
        _leave([*alone, *everybody])
    problems += [
        line
        for line in log.read_text(encoding="utf-8", errors="replace").splitlines()
        if "Traceback" in line or "Error" in line
    ]
    return Crowd(users, seconds, times, problems, before, during, again)


def _arrive(browser: Browser, server: servers.Server, users: int) -> list[Page]:
    """Let so many come and open the reference design, with all questions on a workload."""
    found = [pages.opened(browser, server.address) for _ in range(users)]
    for page in found:
        driver.settle(page)
        pages.widget(page, f"example-{_EXAMPLE}-welcome").get_by_role("button").click()
    workload = clicked_designs.reference().workloads[0].name
    for page in found:
        driver.settle(page)
        driver.unfold(page, "\n".join(("workload", workload, MORE)))
    return found


def _leave(users: Sequence[Page]) -> None:
    for page in users:
        page.context.close()
    time.sleep(_FORGETTING_S + 1)


def _use(users: Sequence[Page], seconds: int) -> tuple[list[float], list[str]]:
    until = (time.time() + seconds) * 1000
    for place, page in enumerate(users):
        page.evaluate(f"watched.use({place + 1}, {EVERY_S * 1000}, {until}, {_PATIENCE_MS})")
    times: list[float] = []
    problems: list[str] = []
    for page in users:
        found = page.evaluate("watched.used")
        times += [one["whole"] for one in found["times"]]
        problems += [found["problem"]] if found["problem"] else []
        problems += ["an error is shown"] * pages.problems(page)
    return times, problems
