"""The replication view: from left to right machines, broker, network between, broker, copies.

The boxes of each column of a lane are the rows of one table, equally high in all columns: so the
lines between them are straight, and both sites end at the same height.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import graphviz

from diagrams import frame, style
from diagrams.html_label import cell, label, span, stacked, table, wrapped
from diagrams.model import FIRM, Edge, Node, say
from diagrams.parts import below, filled, level, site_names
from diagrams.replication import Replication
from diagrams.replication_lane import Lane, Place
from diagrams.style import Look, look_of, mark_of, shown_highlight
from facts.visible_text import visible

_THICK = 4
_NAME, _LINE, _AROUND = 22, 18, 14
"""Points that a name and a further line take at most, and the border with its padding."""
_SPACING = 8
_WIDTH, _BROKER_WIDTH = 164, 116
"""Points that boxes take at least, so that the columns of all lanes look alike."""
_WIDEST = 22
"""Columns of a line of a name, which fit into that width."""


def replication_dot(drawn: Replication, language: str, highlight: str = "") -> str:
    """The whole drawing as DOT; nodes and cells carry the ids of the model."""
    return _Drawing(drawn, language, highlight).dot()


class _Drawing:
    def __init__(self, drawn: Replication, language: str, highlight: str) -> None:
        self.drawn = drawn
        self.language = language
        self.highlight = shown_highlight(highlight, [drawn.decisions()])
        self.rows: dict[str, int] = {}
        self.tables: dict[str, str] = {}
        for lane in drawn.lanes:
            self.rows |= {link.id: rows for link, rows in zip(lane.links, lane.rows, strict=True)}
            self.tables |= {link.id: lane.way.id for link in lane.links}
            for place in (lane.source, lane.target):
                self.tables |= {node.id: f"{place.id}boxes" for node in place.machines}
        notes = self._notes() if drawn.lanes and drawn.notes else ""
        self.graph = frame.graph(
            "replication",
            label=below(drawn.legend, language, self.highlight, notes),
            labelloc="b",
            rankdir="LR",
            remincross="false",
            nodesep="0.28",
            ranksep="0.55",
        )

    def dot(self) -> str:
        """Lanes below each other in the order of the model."""
        with self.graph.subgraph(name="cluster_all") as whole:
            # the picture's own label is the legend, so the title is that of a frame
            title = frame.title(
                self.drawn.title, "replication", self.language, caption=bool(self.drawn.lanes)
            )
            whole.attr(label=title, labelloc="t", labeljust="l", style="invis", margin="4")
            # dot fills its columns from below
            for lane in reversed(self.drawn.lanes):
                self._lane(whole, lane)
            if not self.drawn.lanes:
                below_title = label(stacked([title[1:-1], self._notes()]))
                whole.attr(label=below_title)
                # a frame without a node in it would not be drawn, nor its title
                whole.node("nothing", "", shape="point", style="invis")
        for edge in reversed(self.drawn.edges):
            self._edge(edge)
        self._columns()
        return str(self.graph.source)

    def _notes(self) -> str:
        said = [span(say(one, self.language), style.SIZE) for one in self.drawn.notes]
        return stacked(said)

    def _lane(self, whole: graphviz.Digraph, lane: Lane) -> None:
        heights = _heights(lane)
        self._place(whole, lane.source, heights)
        bands = iter(heights)
        links = [
            self._link(link, [next(bands) for _ in range(rows)])
            for link, rows in zip(lane.links, lane.rows, strict=True)
        ]
        whole.node(lane.way.id, self._way(lane.way, links))
        self._place(whole, lane.target, heights)

    def _place(self, whole: graphviz.Digraph, place: Place, heights: Sequence[int]) -> None:
        look = look_of(place.look, place.about, self.highlight)
        with whole.subgraph(name=f"cluster_{place.id}") as cluster:
            cluster.attr(
                label=self._site(place, look),
                labelloc="t",
                labeljust="l",
                style="rounded,filled" if place.status == FIRM else "rounded,filled,dashed",
                color=look.stroke,
                fillcolor=look.fill,
                penwidth=str(look.width),
                margin="10",
            )
            if place.broker:
                broker = self._box(place.broker, _height(place.broker), _BROKER_WIDTH)
                cluster.node(place.broker.id, label(_column_of([broker])))
            machines = [
                self._box(node, height)
                for node, height in zip(place.machines, heights, strict=True)
            ]
            cluster.node(f"{place.id}boxes", label(_column_of(machines)))

    def _site(self, place: Place, look: Look) -> str:
        names = site_names(place.name, place.about, look, self.language, self.highlight)
        lines = [
            level(say(line, self.language), style.SMALL + 1, style.MUTED) for line in place.lines
        ]
        rows = [[cell("", height=4)], *([cell(line, align="LEFT")] for line in (*names, *lines))]
        return label(table(rows, border=0, cellborder=0, cellspacing=0, cellpadding=1))

    def _way(self, way: Node, links: Sequence[str]) -> str:
        """The network between two sites, named once, with a row for each way of copying."""
        look = look_of(way.look, way.about, self.highlight)
        name = cell(span(say(way.name, self.language), style.SIZE, look.ink, bold=True))
        return label(
            table(
                [[name], *([link] for link in links)],
                border=look.width,
                color=look.stroke,
                bgcolor=style.PAPER,
                cellborder=0,
                cellspacing=_SPACING,
                cellpadding=4,
                style="rounded",
            )
        )

    def _link(self, link: Node, heights: Sequence[int]) -> str:
        """What carries the copies of a band: as high as its boxes, with a port beside each."""
        together = sum(heights) + (len(heights) - 1) * _SPACING
        look = look_of(link.look, link.about, self.highlight)
        content = self._filled(link, together, look)
        if len(heights) == 1:
            return self._framed(link, look, content, together, _WIDTH)
        middle = [cell(content, rowspan=2 * len(heights) - 1)]
        rows = []
        for number, height in enumerate(heights, 1):
            ports = [
                cell("", port=f"{link.id}{side}{number}", height=height - 2 * look.width, width=2)
                for side in "we"
            ]
            rows.append([ports[0], *middle, ports[1]])
            if number < len(heights):
                gap = cell("", height=_SPACING + 2 * look.width)
                rows.append([gap, gap])
            middle = []
        inner = table(rows, border=0, cellborder=0, cellspacing=0, cellpadding=0)
        return self._framed(link, look, inner, together, _WIDTH, padding=0)

    def _box(self, node: Node, height: int, width: int = _WIDTH) -> str:
        look = look_of(node.look, node.about, self.highlight)
        return self._framed(node, look, self._filled(node, height, look), height, width)

    def _framed(
        self, node: Node, look: Look, content: str, height: int, width: int, padding: int = 3
    ) -> str:
        texts = [say(text, self.language, visible) for text in (node.name, *node.lines)]
        return cell(
            content,
            port=node.id,
            border=look.width,
            color=look.stroke,
            bgcolor=look.fill,
            style="rounded" if node.status == FIRM else "rounded,dashed",
            height=height,
            width=width,
            cellpadding=padding,
            tooltip=" / ".join(texts),
        )

    def _filled(self, node: Node, height: int, look: Look) -> str:
        """Name and lines in the middle of so many points: alone, their rows would drift apart."""
        bold = node.kind != "link"
        size = style.SIZE if bold else style.SMALL
        mark = mark_of(node.about, self.highlight)
        first, *more = _names(node, self.language)
        texts = [span(one, size, look.ink, bold=bold) for one in (mark + first, *more)]
        texts += [level(say(line, self.language), style.SMALL, look.ink) for line in node.lines]
        return filled(texts, height - _height(node), "CENTER")

    def _edge(self, edge: Edge) -> None:
        look = look_of(f"{edge.look}-line", edge.about, self.highlight)
        outside = not self.rows.keys().isdisjoint((edge.source, edge.target))
        thick = _THICK - 2 if edge.kind == "carries" else 0
        self.graph.edge(
            f"{self._port(edge.source, edge.target, 'e')}:e",
            f"{self._port(edge.target, edge.source, 'w')}:w",
            color=look.stroke,
            penwidth=str(look.width + thick),
            style="dashed" if edge.look == "replica" and outside else "solid",
            # what goes into a network comes out again: the arrow is at its end
            arrowhead="none" if edge.target in self.rows else "normal",
        )

    def _port(self, box: str, other: str, side: str) -> str:
        """Table and cell at which a line ends; a link has a cell for each machine it is joined to.

        Brokers are tables of their own.
        """
        table_of_box = self.tables.get(box, box)
        if self.rows.get(box, 1) == 1 or other not in self.tables:
            return f"{table_of_box}:{box}"
        return f"{table_of_box}:{box}{side}{other.rpartition('m')[2]}"

    def _columns(self) -> None:
        """The same things stand below each other, in the order of the model."""
        lanes = self.drawn.lanes
        columns = (
            [f"{lane.source.id}boxes" for lane in lanes],
            [lane.source.broker.id for lane in lanes if lane.source.broker],
            [lane.way.id for lane in lanes],
            [lane.target.broker.id for lane in lanes if lane.target.broker],
            [f"{lane.target.id}boxes" for lane in lanes],
        )
        for column in columns:
            with self.graph.subgraph() as rank:
                rank.attr(rank="same")
                for name in reversed(column):
                    rank.node(name)
            for lower, upper in pairwise(reversed(column)):
                # without weight, or lanes would be drawn together and out of line
                self.graph.edge(lower, upper, style="invis", weight="0")


def _column_of(cells: Sequence[str]) -> str:
    rows = [[one] for one in cells]
    return table(rows, border=0, cellborder=0, cellspacing=_SPACING, cellpadding=0)


def _heights(lane: Lane) -> list[int]:
    """Points for each row of boxes: enough for it, and for what carries its band."""
    ends = zip(lane.source.machines, lane.target.machines, strict=True)
    natural = iter([max(map(_height, both)) for both in ends])
    found = []
    for link, rows in zip(lane.links, lane.rows, strict=True):
        band = [next(natural) for _ in range(rows)]
        lacking = _height(link) - sum(band) - (rows - 1) * _SPACING
        found += [height + max(0, -(-lacking // rows)) for height in band]
    return found


def _height(node: Node) -> int:
    if node.kind == "link":
        return (1 + len(node.lines)) * _LINE + _AROUND
    names = len(wrapped(node.name, _WIDEST)) if isinstance(node.name, str) else 1
    return names * _NAME + len(node.lines) * _LINE + _AROUND


def _names(node: Node, language: str) -> tuple[str, ...]:
    """The name in the lines it takes; only names that people gave are ever broken."""
    if isinstance(node.name, str):
        return wrapped(node.name, _WIDEST)
    return (say(node.name, language),)
