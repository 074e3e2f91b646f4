"""The network view: a table for each site, a row for each network, a column for each host."""

from __future__ import annotations

from collections.abc import Sequence

from diagrams import boxes, frame, style
from diagrams.html_label import cell, label, span, stacked, table, wrapped
from diagrams.model import FIRM, Text, say
from diagrams.networks import Entry, NetworkRow, Networks, NetworkTable
from diagrams.style import LOOKS, Look
from facts.visible_text import visible
from knowledge.words import word

_ONE_LINE = 4
"""Columns of hosts up to which a cell says everything in one line."""
_WIDTHS = {"network": 140, "redundancy": 150, "switch": 88, "role": 128}
"""Points that columns take at least, so that the tables of all sites look alike."""
_HOST, _NARROW_HOST = 104, 64
"""Points of a host's column, with everything in one line or below each other."""
_SPACING = 3
_COLUMNS = ("redundancy", "switch", "role")
_GAP = "\u2002"
_THIN = "\u2009"
_WIDEST = 28
"""Columns of a line beside the hosts."""


def network_dot(drawn: Networks, language: str) -> str:
    """The whole drawing as DOT: one node, whose cells carry the ids of the model as ports."""
    graph = frame.graph(
        "networks", label=frame.title(drawn.title, "network", language), rankdir="TB"
    )
    # one node, as dot would centre the tables of sites with different numbers of hosts
    room = max(_room(len(one.hosts)) for one in drawn.tables) if drawn.tables else 0
    rows = [
        [cell(_Drawing(one, room, language).content(), align="LEFT", port=one.id)]
        for one in drawn.tables
    ]
    content = table(rows, border=0, cellborder=0, cellspacing=5, cellpadding=0)
    graph.node("networks", label(content))
    if drawn.legend:
        graph.node("legend", frame.legend(drawn.legend, language))
        graph.edge("networks", "legend", style="invis")
    return str(graph.source)


def _room(hosts: int) -> int:
    """Points for the columns of so many hosts."""
    return hosts * (_HOST if hosts <= _ONE_LINE else _NARROW_HOST) + (hosts - 1) * _SPACING


class _Drawing:
    """One table on its way to an HTML-like label."""

    def __init__(self, drawn: NetworkTable, room: int, language: str) -> None:
        self.drawn = drawn
        self.language = language
        self.one_line = len(drawn.hosts) <= _ONE_LINE
        # hosts share the same room at every site, so that columns stand below each other
        self.host_width = (room + _SPACING) // len(drawn.hosts) - _SPACING

    def content(self) -> str:
        """The table of the site below its name."""
        drawn, look = self.drawn, LOOKS[self.drawn.look]
        parts = [boxes.site_content(drawn.name, drawn.lines, self.language)]
        if drawn.rows:
            parts.append(self._matrix())
        if drawn.notes:
            said = [span(self._say(note), style.SMALL + 1, style.INK) for note in drawn.notes]
            parts.append(stacked(said))
        return table(
            [[cell(part, align="LEFT")] for part in parts],
            border=look.width,
            color=look.stroke,
            cellborder=0,
            cellspacing=0,
            cellpadding=6,
            bgcolor=look.fill,
            style="rounded" if drawn.status == FIRM else "rounded,dashed",
        )

    def _matrix(self) -> str:
        head = [cell(""), self._heading("network")]
        head += [
            cell(
                span(self._say(host), style.SIZE, style.PAPER, bold=True),
                bgcolor=style.HEADER,
                width=self.host_width,
            )
            for host in self.drawn.hosts
        ]
        head += [self._heading(one) for one in _COLUMNS]
        return table(
            [head, *(self._row(row) for row in self.drawn.rows)],
            border=1,
            color=style.LINE,
            cellborder=0,
            cellspacing=_SPACING,
            cellpadding=4,
            bgcolor=style.PAPER,
        )

    def _heading(self, column: str) -> str:
        said = span(word(f"diagrams.column-{column}", self.language), style.SIZE, bold=True)
        return cell(said, align="LEFT", width=_WIDTHS[column])

    def _row(self, row: NetworkRow) -> list[str]:
        look = LOOKS[row.look]
        others = (row.redundancy, row.switch, row.role)
        return [
            cell("", bgcolor=look.stroke, width=8),
            self._entry(row.network, bold=True),
            *(self._adapters(row.adapters, look, host) for host in self.drawn.hosts),
            *(self._entry(one) for one in others),
        ]

    def _adapters(self, entry: Entry, look: Look, host: Text) -> str:
        first = span(self._say(entry.name))
        rest = [span(self._say(line), style.SMALL) for line in entry.lines]
        if self.one_line:
            first, rest = span(_GAP, style.SMALL).join((first, *rest)), []
        warnings = self._warnings(entry.warnings)
        tip = " / ".join(say(text, self.language, visible) for text in (host, *entry.texts()))
        dashed = entry.status != FIRM
        return cell(
            stacked([first, *rest, *warnings], "CENTER"),
            border=2,
            color=look.stroke,
            bgcolor=look.fill,
            style="dashed" if dashed else "",
            sides="" if dashed else "TB",
            tooltip=tip,
        )

    def _entry(self, entry: Entry, bold: bool = False) -> str:
        said = [self._line(line, bold) for line in wrapped(self._say(entry.name), _WIDEST)]
        said += [span(self._say(line), style.SMALL) for line in entry.lines]
        content = stacked([*said, *self._warnings(entry.warnings)])
        if entry.status == FIRM:
            return cell(content, align="LEFT")
        look = LOOKS["open"]
        return cell(content, align="LEFT", border=look.width, color=look.stroke, style="dashed")

    def _line(self, text: str, bold: bool) -> str:
        # Graphviz sets a line without any bold text lower, out of line with its neighbours
        ending = "" if bold else span(_THIN, style.SIZE, bold=True)
        return span(text, style.SIZE, bold=bold) + ending

    def _warnings(self, warnings: Sequence[Text]) -> list[str]:
        return [span(self._say(one), style.SMALL, LOOKS["warning"].ink) for one in warnings]

    def _say(self, text: Text) -> str:
        return say(text, self.language)
