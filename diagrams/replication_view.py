"""The replication view: from left to right machines, broker, link, broker, copies."""

from __future__ import annotations

from itertools import pairwise

import graphviz

from diagrams import boxes, frame, style
from diagrams.html_label import cell, label, span, stacked, table
from diagrams.model import FIRM, Edge, say
from diagrams.replication import Lane, Place, Replication
from diagrams.style import LOOKS

_THICK = "4"


def replication_dot(drawn: Replication, language: str) -> str:
    """The whole drawing as DOT; nodes carry the ids of the model."""
    return _Drawing(drawn, language).dot()


class _Drawing:
    def __init__(self, drawn: Replication, language: str) -> None:
        self.drawn = drawn
        self.language = language
        self.links = {link.id for lane in drawn.lanes for link in lane.links}
        self.graph = frame.graph(
            "replication",
            label=self._below(),
            labelloc="b",
            rankdir="LR",
            remincross="false",
            nodesep="0.28",
            ranksep="0.6",
        )

    def dot(self) -> str:
        """Lanes below each other in the order of the model."""
        with self.graph.subgraph(name="cluster_all") as whole:
            # the picture's own label is the legend, so the title is that of a frame
            title = frame.title(
                self.drawn.title, "replication", self.language, caption=bool(self.drawn.lanes)
            )
            whole.attr(label=title, labelloc="t", labeljust="l", style="invis")
            # dot fills its columns from below
            for lane in reversed(self.drawn.lanes):
                self._lane(whole, lane)
            if not self.drawn.lanes:
                whole.node("notes", label(self._notes()))
        for edge in reversed(self.drawn.edges):
            self._edge(edge)
        self._columns()
        return str(self.graph.source)

    def _below(self) -> str:
        rows = []
        if self.drawn.lanes and self.drawn.notes:
            rows.append([cell(self._notes(), align="LEFT")])
        if self.drawn.legend:
            legend = frame.legend_table(self.drawn.legend, self.language)
            rows.append([cell(legend, align="LEFT")])
        return label(table(rows, border=0, cellborder=0, cellspacing=4)) if rows else ""

    def _notes(self) -> str:
        said = [span(say(one, self.language), style.SIZE) for one in self.drawn.notes]
        return stacked(said)

    def _lane(self, whole: graphviz.Digraph, lane: Lane) -> None:
        self._place(whole, lane.source, "l")
        for link in reversed(lane.links):
            whole.node(link.id, boxes.plain(link, self.language))
        # what arrives must not run through the name
        self._place(whole, lane.target, "r")

    def _place(self, whole: graphviz.Digraph, place: Place, side: str) -> None:
        look = LOOKS[place.look]
        with whole.subgraph(name=f"cluster_{place.id}") as cluster:
            cluster.attr(
                label=boxes.site_label(place.name, place.lines, self.language),
                labelloc="t",
                labeljust=side,
                style="rounded,filled" if place.status == FIRM else "rounded,filled,dashed",
                color=look.stroke,
                fillcolor=look.fill,
                penwidth=str(look.width),
                margin="12",
            )
            for node in reversed(place.boxes()):
                cluster.node(node.id, boxes.plain(node, self.language))

    def _edge(self, edge: Edge) -> None:
        look = LOOKS[f"{edge.look}-line"]
        outside = not self.links.isdisjoint((edge.source, edge.target))
        self.graph.edge(
            f"{edge.source}:e",
            f"{edge.target}:w",
            color=look.stroke,
            penwidth=_THICK if edge.kind == "carries" else str(look.width),
            style="dashed" if edge.look == "replica" and outside else "solid",
        )

    def _columns(self) -> None:
        """The same things stand below each other, in the order of the model."""
        lanes = self.drawn.lanes
        columns = (
            [node.id for lane in lanes for node in lane.source.machines],
            [lane.source.broker.id for lane in lanes if lane.source.broker],
            [link.id for lane in lanes for link in lane.links],
            [lane.target.broker.id for lane in lanes if lane.target.broker],
            [node.id for lane in lanes for node in lane.target.machines],
        )
        for column in columns:
            with self.graph.subgraph() as rank:
                rank.attr(rank="same")
                for name in reversed(column):
                    rank.node(name)
            for lower, upper in pairwise(reversed(column)):
                self.graph.edge(lower, upper, style="invis")
