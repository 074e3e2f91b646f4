"""The network view: a table for each site, a row for each network, a column for each host."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from diagrams import frame, style
from diagrams.html_label import cell, columns, label, span, stacked, table
from diagrams.model import FIRM, Text, say
from diagrams.network_tables import Entry, NetworkRow, Networks, NetworkTable
from diagrams.parts import below, broken, filled, level, site_names
from diagrams.style import Look, header_of, look_of, mark_of, shown_highlight
from facts.visible_text import visible
from knowledge.words import word

_HOST, _ALL_HOSTS = 100, 164
"""Points of a host's column, and of one that stands for all hosts of a site."""
_ONE_LINE = 15
"""Columns up to which the cell of a host says everything in one line."""
_LINE = 17
"""Points of a line, roughly, as fonts differ."""
_SPACING = 3
_GAP = "\u2002"


@dataclass(frozen=True)
class _Column:
    """A column beside the hosts: the points it takes at least, and where its lines are broken.

    The widths make the tables of all sites look alike; lines are counted in columns of half-width
    characters, first those of large letters, then those of small ones.
    """

    name: str
    width: int
    widest: int
    widest_small: int


_COLUMNS = (
    _Column("network", 158, 28, 31),
    _Column("redundancy", 164, 28, 31),
    _Column("switch", 90, 16, 18),
    _Column("role", 140, 22, 26),
)


def network_dot(drawn: Networks, language: str, highlight: str = "") -> str:
    """The whole drawing as DOT: one node, whose cells carry the ids of the model as ports."""
    shown = shown_highlight(highlight, [drawn.decisions()])
    graph = frame.graph(
        "networks",
        label=below(drawn.legend, language, shown),
        labelloc="b",
        rankdir="TB",
    )
    # one node, as dot would centre the tables of sites with different numbers of hosts
    room = max((_room(len(one.hosts)) for one in drawn.tables), default=0)
    rows = [
        [cell(_Drawing(one, room, language, shown).content(), align="LEFT", port=one.id)]
        for one in drawn.tables
    ]
    with graph.subgraph(name="cluster_all") as whole:
        # the picture's own label is the legend, so the title is that of a frame
        title = frame.title(drawn.title, "network", language)
        whole.attr(label=title, labelloc="t", labeljust="l", style="invis", margin="0")
        content = table(rows, border=0, cellborder=0, cellspacing=5, cellpadding=0)
        whole.node("networks", label(content))
    return str(graph.source)


def _room(hosts: int) -> int:
    """Points for the columns of so many hosts."""
    return _ALL_HOSTS if hosts == 1 else hosts * (_HOST + _SPACING) - _SPACING


class _Drawing:
    """One table on its way to an HTML-like label."""

    def __init__(self, drawn: NetworkTable, room: int, language: str, highlight: str) -> None:
        self.drawn = drawn
        self.language = language
        self.highlight = highlight
        self.say = partial(say, language=language)
        # hosts share the same room at every site, so that columns stand below each other
        self.host_width = (room + _SPACING) // len(drawn.hosts) - _SPACING

    def content(self) -> str:
        """The table of the site below its name."""
        drawn = self.drawn
        look = self._look(drawn.look, drawn.about)
        parts = [self._head(look)]
        if drawn.rows:
            parts.append(self._matrix())
        if drawn.notes:
            parts.append(stacked([self._note(note) for note in drawn.notes]))
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

    def _head(self, look: Look) -> str:
        """The name, and in the same line what the site is."""
        drawn = self.drawn
        named = site_names(drawn.name, drawn.about, look, self.language, self.highlight)
        # a gap between two of them, or Graphviz would make one text of them
        gap = span("\u2003", style.SITE)
        described = [span(self.say(line), style.SMALL + 1, style.MUTED) for line in drawn.lines]
        return stacked([*named[:-1], gap.join([named[-1], *described])])

    def _note(self, note: Entry) -> str:
        marked = self._mark(note.about)
        ink = style.MUTED if self.highlight and not marked else style.INK
        return span(marked + self.say(note.name), style.SMALL + 1, ink, bold=bool(marked))

    def _matrix(self) -> str:
        first, *others = (self._heading(column) for column in _COLUMNS)
        hosts = [
            cell(
                span(self.say(host), style.SIZE, style.PAPER, bold=True),
                bgcolor=header_of(frozenset(), self.highlight),
                width=self.host_width,
            )
            for host in self.drawn.hosts
        ]
        head = [cell(""), first, *hosts, *others]
        return table(
            [head, *(self._row(row) for row in self.drawn.rows)],
            border=1,
            color=style.LINE,
            cellborder=0,
            cellspacing=_SPACING,
            cellpadding=4,
            bgcolor=style.PAPER,
        )

    def _heading(self, column: _Column) -> str:
        said = word(f"diagrams.column-{column.name}", self.language)
        ink = style.MUTED if self.highlight else style.INK
        return cell(span(said, style.SIZE, ink, bold=True), align="LEFT", width=column.width)

    def _row(self, row: NetworkRow) -> list[str]:
        entries = (row.network, row.redundancy, row.switch, row.role)
        said = [
            self._lines(entry, column, bold=column.name == "network")
            for entry, column in zip(entries, _COLUMNS, strict=True)
        ]
        most = max(map(len, said))
        pairs = zip(entries, said, strict=True)
        first, *others = (
            self._entry(entry, lines, (most - len(lines)) * _LINE) for entry, lines in pairs
        )
        hosts = [self._adapters(row.adapters, row.look, host, most) for host in self.drawn.hosts]
        whole = frozenset[str]().union(*(entry.about for entry in row.entries()))
        bar = cell("", bgcolor=self._look(row.look, whole).stroke, width=8)
        return [bar, first, *hosts, *others]

    def _adapters(self, entry: Entry, name: str, host: Text, most: int) -> str:
        look = self._look(name, entry.about)
        texts = [self._mark(entry.about) + self.say(entry.name), *map(self.say, entry.lines)]
        sizes = (style.SIZE, *(style.SMALL for _ in entry.lines))
        said = [span(text, size, look.ink) for text, size in zip(texts, sizes, strict=True)]
        if sum(map(columns, texts)) <= _ONE_LINE or len(self.drawn.hosts) == 1:
            said = [span(_GAP, style.SMALL).join(said)]
        said += [self._warning(self.say(one)) for one in entry.warnings]
        tip = [say(text, self.language, visible) for text in (host, *entry.texts())]
        dashed = entry.status != FIRM
        return cell(
            filled(said, (most - len(said)) * _LINE, "CENTER"),
            border=look.width,
            color=look.stroke,
            bgcolor=look.fill,
            style="dashed" if dashed else "",
            sides="" if dashed else "TB",
            tooltip=" / ".join(tip),
        )

    def _entry(self, entry: Entry, lines: list[str], spare: int) -> str:
        """A cell beside the hosts; it has a border while it is open, or if it is marked."""
        content = filled(lines, spare, "LEFT")
        marked = self._mark(entry.about)
        if entry.status == FIRM and not marked:
            return cell(content, align="LEFT")
        look = self._look("open", entry.about)
        dashed = "" if entry.status == FIRM else "dashed"
        return cell(content, align="LEFT", border=look.width, color=look.stroke, style=dashed)

    def _lines(self, entry: Entry, column: _Column, bold: bool) -> list[str]:
        """What a cell beside the hosts says, in lines no longer than the column should be wide."""
        marked = self._mark(entry.about)
        ink = style.MUTED if self.highlight and not marked else style.INK
        names = broken(marked + self.say(entry.name), column.widest)
        said = [
            span(line, style.SIZE, ink, bold=True)
            if bold or marked
            else level(line, style.SIZE, ink)
            for line in names
        ]
        for text in entry.lines:
            lines = broken(self.say(text), column.widest_small)
            said += [span(line, style.SMALL, ink) for line in lines]
        for text in entry.warnings:
            said += map(self._warning, broken(self.say(text), column.widest_small))
        return said

    def _warning(self, text: str) -> str:
        return span(text, style.SMALL, style.LOOKS["warning"].ink)

    def _mark(self, about: frozenset[str]) -> str:
        return mark_of(about, self.highlight)

    def _look(self, name: str, about: frozenset[str]) -> Look:
        return look_of(name, about, self.highlight)
