"""How long a click takes, on a page of ours and on a bare one, turn by turn."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page

from benchmarks import clicked_designs, pages, servers
from benchmarks.clicked_designs import QUESTION, TYPED
from benchmarks.pages import Click
from diagrams.rendering import render
from diagrams.views import VIEWS
from facts.design import Design
from knowledge.advisor import advise
from screens.parts import MORE
from tests.browser import driver

TABS = ("advice", "drawings")
_WARM_UP = 3
"""Clicks before those that count."""


@dataclass
class Series:
    """Clicks of one kind on one page."""

    clicks: list[Click] = field(default_factory=list)

    @property
    def median(self) -> float:
        """Milliseconds within which half of the clicks were answered."""
        return statistics.median(one.whole for one in self.clicks)

    @property
    def most(self) -> float:
        """Milliseconds within which 19 of 20 clicks were answered."""
        return percentile([one.whole for one in self.clicks], 95)

    @property
    def server(self) -> float:
        """Median of the milliseconds from the answer sent to the last word received."""
        return statistics.median(one.server for one in self.clicks)

    @property
    def kilobytes(self) -> float:
        """Median of what the server says of a click."""
        return statistics.median(one.bytes for one in self.clicks) / 1000

    @property
    def messages(self) -> int:
        """Median of the messages in which it says that."""
        return round(statistics.median(one.messages for one in self.clicks))

    @property
    def idle(self) -> int:
        """Clicks after which the page read as before: there should be none."""
        return sum(not one.changed for one in self.clicks)


@dataclass
class Compared:
    """One design on one tab, beside a bare page with as many widgets."""

    design: str
    tab: str
    widgets: int
    nodes: tuple[int, int]
    """Elements of the page, ours and the bare one's."""
    bare: Series = field(default_factory=Series)
    known: Series = field(default_factory=Series)
    """Answers in turn, which have been given before."""
    fresh: Series = field(default_factory=Series)
    """Answers that nobody has given before."""


def percentile(numbers: Sequence[float], share: int) -> float:
    """The number that so many of a hundred do not exceed."""
    ordered = sorted(numbers)
    return ordered[max(0, -(-share * len(ordered) // 100) - 1)]


def compared(
    browser: Browser, server: servers.Server, folder: Path, names: Sequence[str], rounds: int
) -> Iterator[Compared]:
    """Measure the designs of these names on every tab; so many clicks of each kind."""
    for name in names:
        design = clicked_designs.designs()[name]
        picture = _picture(design)
        for tab in TABS:
            page = prepared(browser, server, folder, design, tab)
            shown = pages.widgets(page)
            with servers.bare(folder, shown, picture, picture_follows=tab == "drawings") as bare:
                beside = pages.opened(browser, bare.address)
                pages.first_content(beside)
                found = Compared(
                    name, tab, sum(shown.values()), (pages.nodes(page), pages.nodes(beside))
                )
                _take_turns(found, page, beside, design.workloads[0].name, rounds)
                beside.context.close()
            page.context.close()
            yield found


def _picture(design: Design) -> str:
    """The drawing that the tab of drawings shows first."""
    svg = render(next(iter(VIEWS.values())).dot(advise(design, "2026-11-22"), "en"), "svg")
    return "" if svg is None else svg.decode("utf-8")


def prepared(
    browser: Browser, server: servers.Server, folder: Path, design: Design, tab: str
) -> Page:
    """A page with the design open, the questions on its first workload, and the tab."""
    page = pages.opened(browser, server.address)
    driver.settle(page)
    file = folder / "design.yaml"
    file.write_bytes(clicked_designs.as_file(design))
    driver.upload(page, file)
    driver.tab(page, tab, "en")
    driver.unfold(page, "\n".join(("workload", design.workloads[0].name, MORE)))
    return page


def _take_turns(found: Compared, page: Page, beside: Page, workload: str, rounds: int) -> None:
    """Click in turn on both pages, so that what else the machine does falls on both alike."""
    buttons = pages.widget(page, "workload", workload, QUESTION, "en").get_by_role("radio")
    field = pages.widget(page, "workload", workload, TYPED, "en").get_by_role("combobox")
    for turn in range(_WARM_UP + rounds):
        clicks = (
            pages.clicked(beside, pages.bare_answer(beside, turn)),
            # the first shown is "yes", which is what the designs say or what is left by the last
            pages.clicked(page, buttons.nth((turn + 1) % 2)),
            _typed(page, field, f"{5 + turn} s" if turn % 2 else f"{90 + turn} min"),
        )
        if turn >= _WARM_UP:
            for series, click in zip((found.bare, found.known, found.fresh), clicks, strict=True):
                series.clicks.append(click)


def _typed(page: Page, field: Locator, text: str) -> Click:
    """Type an answer; the time begins when Enter is pressed."""
    field.scroll_into_view_if_needed()
    page.wait_for_timeout(300)  # a list closes when what is below it scrolls
    field.click()
    field.fill(text)
    page.get_by_role("option").filter(has_text=text).wait_for()
    return pages.clicked(page, field, key="Enter")
