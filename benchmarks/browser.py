"""Speed in the browser: ``python benchmarks/browser.py`` writes its part of results.md.

*A click* begins with the event in the page and ends with the frame that shows the last change: the
script's run is over, and for 150 ms nothing of the page has changed. The page notes both itself
(``watched.js``); nobody outside has to look in between. *Known* answers are given in turn and
change the advice each time; *new* ones are typed, change it too, and have never been given before.

*Bare* is a Streamlit app with as many widgets of each kind as our page shows at that moment, a text
that repeats the answer, and the drawing of the same design as a picture, redrawn with the answer
where ours shows the drawings (``bare_app.py``). Both run on the same machine in pages of the same
Chromium and are clicked in turn, so that whatever else the machine does falls on both alike.

*Start* is the time from the start of the process; ``starts.py`` and ``crowd.py`` say the rest.
"""

from __future__ import annotations

import datetime
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import clicks, crowd, machine, pages, results, servers, starts
from benchmarks.clicks import Compared, Series
from benchmarks.crowd import Crowd
from benchmarks.starts import Starts
from knowledge.rule_base import knowledge_version

_MOST_OF_BARE, _MOST_OF_BARE_START = 1.2, 1.3


@dataclass(frozen=True)
class Extent:
    """How much is measured: designs, clicks of each kind, starts, users and how long they click."""

    designs: tuple[str, ...] = ("small", "reference", "200 workloads")
    clicks: int = 30
    starts: int = 5
    users: int = 20
    seconds: int = 60


@dataclass(frozen=True)
class Results:
    """Everything measured in one go."""

    extent: Extent
    chromium: str
    clicks: Sequence[Compared]
    starts: Mapping[str, Starts]
    crowd: Crowd

    def verdicts(self) -> list[str]:
        """Each goal with what was measured, and whether it is met."""
        found = [
            _verdict(
                f"Click to new advice, {one.design} design, tab {one.tab}, {kind} answers",
                series.median / one.bare.median,
                _MOST_OF_BARE,
            )
            for one in self.clicks
            if one.design == "reference"
            for kind, series in (("known", one.known), ("new", one.fresh))
        ]
        ours, bare = self.starts["advisor"].medians(), self.starts["bare"].medians()
        return [
            *found,
            _verdict("Start to first content", ours[0] / bare[0], _MOST_OF_BARE_START),
            _verdict("Start to complete page", ours[1] / bare[1], _MOST_OF_BARE_START),
        ]


def _verdict(what: str, found: float, most: float) -> str:
    met = "met" if found <= most else "NOT met"
    return f"{what}: {found:.2f} times the bare app's; goal at most {most:g}: {met}."


def all_measured(extent: Extent) -> Results:
    """Measure everything; raises RuntimeError where there is no Chromium."""
    with tempfile.TemporaryDirectory() as name, pages.chromium() as browser:
        folder = Path(name)
        with servers.running(servers.ADVISOR) as server:
            measured = clicks.compared(browser, server, folder, extent.designs, extent.clicks)
            compared = list(measured)
        return Results(
            extent,
            browser.version,
            compared,
            starts.compared(browser, folder, extent.starts),
            crowd.at_once(browser, folder, extent.users, extent.seconds),
        )


def page(found: Results, took: float) -> str:
    """The results as Markdown."""
    edition, digest = knowledge_version()
    about = {
        **machine.described(),
        "Streamlit": version("streamlit"),
        "Chromium": found.chromium,
        "Measured on": f"{datetime.date.today().isoformat()}, in {took / 60:.0f} minutes",
        "Knowledge": f"{edition}, hash {digest}",
    }
    lines = [
        "# Speed in the browser",
        "",
        "Written by `python benchmarks/browser.py`, whose head says what is measured, and how.",
        "",
        *(f"- {name}: {value}" for name, value in about.items()),
        "",
        "## Click to new advice",
        "",
        f"{found.extent.clicks} clicks of each kind, in milliseconds. *Server*: from the answer "
        "sent to the last word received. *Idle*: clicks after which the page read as before.",
        "",
        "| design | tab | answers | p50 | p95 | of bare p50 | server p50 | kB | messages | idle |",
        "|---|---|---|---:|---:|---:|---:|---:|---:|---:|",
        *(row for one in found.clicks for row in _rows(one)),
        "",
        "| design | tab | widgets | elements of our page | of the bare one |",
        "|---|---|---:|---:|---:|",
        *(
            f"| {one.design} | {one.tab} | {one.widgets} | {one.nodes[0]:,} | {one.nodes[1]:,} |"
            for one in found.clicks
        ),
        "",
        "## Start of the process",
        "",
        f"{found.extent.starts} starts of each, in turn; medians in seconds.",
        "",
        "| | to first content | to complete page |",
        "|---|---:|---:|",
        *(_start_row(name, one) for name, one in found.starts.items()),
        "",
        "## Many at once",
        "",
        *(f"- {line}" for line in _about_crowd(found.crowd)),
        "",
        "## Goals",
        "",
        *(f"- {one}" for one in found.verdicts()),
    ]
    return "\n".join(lines) + "\n"


def _rows(one: Compared) -> list[str]:
    of = {"bare": one.bare, "known": one.known, "new": one.fresh}
    return [_row(one, kind, series) for kind, series in of.items()]


def _row(one: Compared, kind: str, series: Series) -> str:
    return (
        f"| {one.design} | {one.tab} | {kind} | {series.median:.0f} | {series.most:.0f} "
        f"| {series.median / one.bare.median:.2f} | {series.server:.0f} | {series.kilobytes:.0f} "
        f"| {series.messages} | {series.idle} |"
    )


def _start_row(name: str, one: Starts) -> str:
    content, complete = one.medians()
    return f"| {name} | {content:.2f} | {complete:.2f} |"


def _about_crowd(crowd: Crowd) -> list[str]:
    clicks = f"{len(crowd.times)} clicks of {crowd.users} users in {crowd.seconds} s"
    lines = [
        f"{clicks}, each on a reference design of his own: p50 {crowd.median:.0f} ms, "
        f"p95 {crowd.most:.0f} ms, {len(crowd.problems)} errors."
    ]
    if crowd.before is None or crowd.during is None or crowd.for_each is None:
        return [*lines, "Memory of the server: not measured on this system."]
    return [
        *lines,
        f"Memory of the server: {crowd.before:.0f} MB with one user, {crowd.during:.0f} MB with "
        f"{crowd.users} more ({crowd.for_each:.1f} MB each), {crowd.again:.0f} MB after they have "
        f"left and {crowd.users} others have come.",
    ]


if __name__ == "__main__":
    began = time.monotonic()
    measured = all_measured(Extent())
    text = page(measured, time.monotonic() - began)
    results.put(text)
    print(text)
    print(*measured.crowd.problems, sep="\n")
