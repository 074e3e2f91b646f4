"""The physical view: a box for each site, its hosts in a row, storage below, the network above."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, product

import graphviz

from diagrams import boxes, frame, style
from diagrams.html_label import columns
from diagrams.model import FIRM, Edge, Site, Topology
from diagrams.style import LOOKS
from knowledge.words import word

_PER_ROW = 9
"""Columns of hosts side by side; further sites start a new row."""
_GAP = 22
"""Points between two boxes of a row."""


class PhysicalView:
    """One topology on its way to DOT; nodes carry the ids of the model."""

    def __init__(self, topology: Topology, language: str) -> None:
        self.topology = topology
        self.language = language
        self.machine_hosts = {
            machine.id: host.id
            for site in topology.sites
            for host in site.hosts
            for machine in host.machines
        }
        # one label between two hosts is enough
        self.labelled: dict[tuple[str, str], Edge] = {}
        for edge in topology.edges:
            if edge.kind == "apart":
                hosts = (self.machine_hosts[edge.source], self.machine_hosts[edge.target])
                self.labelled.setdefault(hosts, edge)
        self.joined = [{edge.source, edge.target} for edge in topology.edges]
        ends = {node.look for site in topology.sites for node in site.front}
        self.two_kinds = ends >= {"copy-end", "replica-end"}
        self.graph = frame.graph(
            "physical",
            # the second pass would put hosts and sites out of their order
            remincross="false",
            nodesep=str(_GAP / 72),
            ranksep="0.5",
            rankdir="TB",
        )

    def dot(self) -> str:
        """The whole drawing; sites stand in the order of the model."""
        self.graph.attr(label=frame.title(self.topology.title, "physical", self.language))
        for site in self.topology.sites:
            with self.graph.subgraph(name=f"cluster_{site.id}") as cluster:
                self._site(cluster, site)
        if self.topology.legend:
            self.graph.node("legend", frame.legend(self.topology.legend, self.language))
        for edge in self.topology.edges:
            self._edge(edge)
        self._skeleton()
        return str(self.graph.source)

    def _site(self, cluster: graphviz.Digraph, site: Site) -> None:
        look = LOOKS[site.look]
        cluster.attr(
            label=boxes.site_label(site.name, site.lines, self.language),
            labeljust="l",
            style="rounded,filled" if site.status == FIRM else "rounded,filled,dashed",
            color=look.stroke,
            fillcolor=look.fill,
            penwidth=str(look.width),
            margin="12",
        )
        for node in site.front:
            # clients are not at the site; one node for all sites would put sites out of order
            graph = self.graph if node.kind == "clients" else cluster
            graph.node(node.id, boxes.plain(node, self.language))
        rows = boxes.row_sizes(site.boxes(), self.language)
        note = any(host.more for host in site.boxes())
        for host in site.boxes():
            cluster.node(host.id, boxes.host(host, rows, note, self.language))
        for node in site.storage:
            if not node.within:
                held = [one for one in site.storage if one.within == node.id]
                cluster.node(node.id, boxes.storage(node, held, self._widths(site), self.language))

    def _widths(self, site: Site) -> list[int]:
        """Room that each host takes in its row, in points; labels of edges widen it."""
        wide = columns(word("diagrams.apart", self.language)) * style.SMALL // 2 + _GAP
        keys = site.host_ids()
        gaps = [wide if pair in self.labelled else _GAP for pair in pairwise(keys)]
        return [
            boxes.HOST_WIDTH + (left + right) // 2
            for left, right in zip([_GAP, *gaps], [*gaps, _GAP], strict=True)
        ]

    # --- connections ---

    def _edge(self, edge: Edge) -> None:
        look = LOOKS[edge.look]
        draw = getattr(self, f"_{edge.kind}")
        draw(edge, {"color": look.stroke, "penwidth": str(look.width)})

    def _access(self, edge: Edge, looks: dict[str, str]) -> None:
        self.graph.edge(f"{edge.source}:s", f"{edge.target}:n", weight="10", **looks)

    def _balances(self, edge: Edge, looks: dict[str, str]) -> None:
        self.graph.edge(f"{edge.source}:s", f"{edge.target}:top:n", **looks)

    def _apart(self, edge: Edge, looks: dict[str, str]) -> None:
        hosts = (self.machine_hosts[edge.source], self.machine_hosts[edge.target])
        said = (
            {"label": word("diagrams.apart", self.language)} if self.labelled[hosts] == edge else {}
        )
        self.graph.edge(
            f"{hosts[0]}:{edge.source}:e",
            f"{hosts[1]}:{edge.target}:w",
            fontcolor=LOOKS["apart"].ink,
            dir="both",
            arrowhead="tee",
            arrowtail="tee",
            constraint="false",
            **said,
            **looks,
        )

    def _stores(self, edge: Edge, looks: dict[str, str]) -> None:
        site = next(one for one in self.topology.sites if edge.source in one.host_ids())
        port = site.host_ids().index(edge.source)
        self.graph.edge(f"{edge.source}:bottom:s", f"{edge.target}:n{port}:n", dir="none", **looks)

    def _shares(self, edge: Edge, looks: dict[str, str]) -> None:
        self.graph.edge(f"{edge.source}:bottom:s", f"{edge.target}:n", dir="none", **looks)

    def _sends(self, edge: Edge, looks: dict[str, str]) -> None:
        # drawn downwards with the arrow reversed, so that the end stays above the hosts
        self.graph.edge(
            f"{edge.target}:s",
            f"{edge.source}:top:n",
            dir="both" if edge.both_ways else "back",
            **looks,
        )

    def _delivers(self, edge: Edge, looks: dict[str, str]) -> None:
        self.graph.edge(f"{edge.source}:s", f"{edge.target}:top:n", **looks)

    def _replicates(self, edge: Edge, looks: dict[str, str]) -> None:
        sites = [one.id for one in self.topology.sites]
        ends = [
            next(one for one in sites if end.startswith(one)) for end in (edge.source, edge.target)
        ]
        rightwards = sites.index(ends[0]) < sites.index(ends[1])
        out, into = ("e", "w") if rightwards else ("w", "e")
        self.graph.edge(
            f"{edge.source}:{out}",
            f"{edge.target}:{into}",
            dir="both" if edge.both_ways else "forward",
            style="dashed",
            constraint="false",
            **{**looks, "penwidth": "4"},
        )

    # --- order ---

    def _skeleton(self) -> None:
        """Invisible edges that keep rows, and the order within them, where no line does."""
        lowest = ""
        for row in _in_rows(self.topology.sites):
            levels = [
                [key for part in level for key in part]
                for level in zip(*(self._levels(site) for site in row), strict=True)
            ]
            filled = [level for level in levels if level]
            for level in filled:
                self._row(level)
            for site in row:
                for upper, lower in pairwise([one for one in self._levels(site) if one]):
                    self._above(upper, lower)
            if lowest:
                # one edge is enough, and more would put sites out of their order
                self._above([lowest], filled[0][:1])
            lowest = filled[-1][0]
        if self.topology.legend:
            self._above([lowest], ["legend"])

    def _levels(self, site: Site) -> tuple[list[str], ...]:
        """Ids of a site's boxes row by row.

        Where applications and Hyper-V Replica both copy between sites, the ends of Replica stand
        in a row of their own, so that the two kinds of connections need not cross.
        """
        outside = [node.id for node in site.front if node.kind == "clients"]
        apart = [
            node.id
            for node in site.front
            if self.two_kinds and node.look in ("copy-end", "guest-nlb")
        ]
        near = [node.id for node in site.front if node.id not in (*outside, *apart)]
        behind = [node.id for node in site.storage if not node.within]
        return outside, apart, near, list(site.host_ids()), behind

    def _row(self, ids: Sequence[str]) -> None:
        """Boxes beside each other, in this order from the left."""
        if ids:
            with self.graph.subgraph() as row:
                row.attr(rank="same")
                for name in ids:
                    row.node(name)
        for left, right in pairwise(ids):
            self.graph.edge(left, right, style="invis")

    def _above(self, upper: Sequence[str], lower: Sequence[str]) -> None:
        for over, under in product(upper, lower):
            # a second edge between the same boxes would bend the first
            if {over, under} not in self.joined:
                self.graph.edge(over, under, style="invis")


def _in_rows(sites: Iterable[Site]) -> Iterator[list[Site]]:
    """Sites side by side until a row is full."""
    row: list[Site] = []
    for site in sites:
        columns = sum(len(one.host_ids()) for one in [*row, site])
        if row and columns > _PER_ROW:
            yield row
            row = []
        row.append(site)
    if row:
        yield row
