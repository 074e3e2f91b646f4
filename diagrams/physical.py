"""The physical view: a box for each site, its hosts in a row, storage below, the network above.

Everything has its place before Graphviz draws it: sites keep their order, rows of hosts stand at
the same height, and lines run where no box stands.
"""

from __future__ import annotations

import graphviz

from diagrams import frame, page, physical_boxes, style
from diagrams.geometry import Box, middle_of, spline
from diagrams.layout import Layout
from diagrams.model import FIRM, Edge, FoldedHosts, Host, Node, Site, Topology
from diagrams.routes import Routes
from diagrams.site_size import Style
from diagrams.style import header_of, look_of, mark_of, shown_highlight
from knowledge.words import word

_LEAST_WIDTH = 440
"""Points across which title and legend may run."""
_ARROW, _TEE = 7, 2
"""Points that heads of lines take."""
_INCH = 72


class PhysicalView:
    """One topology on its way to DOT; nodes carry the ids of the model."""

    def __init__(self, topology: Topology, language: str, highlight: str = "") -> None:
        self.topology = topology
        self.language = language
        shown = [one.about for one in (*topology.nodes(), *topology.edges)]
        self.highlight = shown_highlight(highlight, shown)
        self.layout = Layout(topology, Style(language, self.highlight))
        self.placed = self.layout.placed
        self.width = max(self.layout.width, _LEAST_WIDTH)
        self.graph = frame.graph("physical", layout="nop2")

    def dot(self) -> str:
        """The whole drawing; sites stand in the order of the model."""
        title = page.title(self.topology.title, "physical", self.language, self.width)
        self._block("title", title, above=True)
        for site in self.topology.sites:
            self._outside(site)
            with self.graph.subgraph(name=f"cluster_{site.id}") as cluster:
                self._site(cluster, site)
        if self.topology.legend or self.highlight:
            legend = page.legend(self.topology.legend, self.language, self.highlight, self.width)
            self._block("legend", legend, above=False)
        routes = Routes(self.topology, self.layout)
        for edge in self.topology.edges:
            self._edge(edge, routes)
        return str(self.graph.source)

    def _block(self, name: str, block: tuple[str, float], *, above: bool) -> None:
        """Title or legend, as wide as the drawing."""
        label, height = block
        top = -height - 8 if above else self.layout.height + 12
        self._put(self.graph, name, label, Box(0, top, self.width, height))

    def _put(self, graph: graphviz.Digraph, name: str, label: str, box: Box) -> None:
        graph.node(
            name,
            label,
            pos=f"{round(box.across, 1):g},{round(self.layout.height - box.down, 1):g}",
            width=f"{box.width / _INCH:.3f}",
            height=f"{box.height / _INCH:.3f}",
        )

    def _bounds(self, box: Box) -> str:
        height = self.layout.height
        corners = (box.left, height - box.bottom, box.right, height - box.top)
        return ",".join(f"{round(one, 1):g}" for one in corners)

    # --- boxes ---

    def _outside(self, site: Site) -> None:
        for node in site.front:
            if node.kind == "clients":
                self._box(self.graph, node)

    def _box(self, graph: graphviz.Digraph, node: Node) -> None:
        box = self.placed.boxes[node.id]
        said = self.placed.said[node.id]
        free = self.placed.free.get(node.id, (0, 0))
        label = physical_boxes.box(
            node, said, box.width, box.height, self.language, self.highlight, free
        )
        self._put(graph, node.id, label, box)

    def _site(self, cluster: graphviz.Digraph, site: Site) -> None:
        look = look_of(site.look, site.about, self.highlight)
        cluster.attr(
            bb=self._bounds(self.placed.boxes[site.id]),
            style="rounded,filled" if site.status == FIRM else "rounded,filled,dashed",
            color=look.stroke,
            fillcolor=look.fill,
            penwidth=str(look.width),
        )
        box = self.placed.boxes[f"{site.id}heading"]
        label = physical_boxes.heading_label(
            self.placed.headings[site.id], look.ink, style.MUTED, box.width
        )
        self._put(cluster, f"{site.id}heading", label, box)
        for node in site.front:
            if node.kind != "clients":
                self._box(cluster, node)
        for host in site.boxes():
            with cluster.subgraph(name=f"cluster_{host.id}") as inner:
                self._host(inner, host)
        for node in site.storage:
            self._box(cluster, node)

    def _host(self, cluster: graphviz.Digraph, host: Host | FoldedHosts) -> None:
        look = look_of("host", host.about, self.highlight)
        box = self.placed.boxes[host.id]
        cluster.attr(
            bb=self._bounds(box),
            style="filled" if host.status == FIRM else "filled,dashed",
            color=look.stroke,
            fillcolor=look.fill,
            penwidth=str(look.width),
        )
        inset, height = 0.5, self.placed.headers[host.id]
        band = Box(box.left + inset, box.top + inset, box.width - 2 * inset, height)
        fill = header_of(host.about, self.highlight)
        header = physical_boxes.header(self.placed.names[host.id], band.width, height, fill)
        self._put(cluster, host.id, header, band)
        for machine in host.machines:
            self._box(cluster, machine)
        if host.more or not host.machines:
            text = word("diagrams.no-machines", self.language)
            if host.more:
                text = word("diagrams.more-machines", self.language, n=host.more)
            self._words(cluster, f"{host.id}more", text, "note")
        if host.reserve:
            self._words(
                cluster, f"{host.id}reserve", word("diagrams.reserve", self.language), "reserve"
            )

    def _words(self, cluster: graphviz.Digraph, name: str, text: str, kind: str) -> None:
        look = look_of(kind, frozenset(), self.highlight)
        box = self.placed.boxes[name]
        self._put(cluster, name, physical_boxes.words(text, look, box.width, box.height), box)

    # --- connections ---

    def _edge(self, edge: Edge, routes: Routes) -> None:
        look = look_of(edge.look, edge.about, self.highlight)
        points = routes.ways[edge.source, edge.target]
        head = _TEE if edge.kind == "apart" else 0 if edge.kind in ("stores", "shares") else _ARROW
        attributes = {"color": look.stroke, "penwidth": str(look.width)}
        if not head:
            attributes["dir"] = "none"
        elif edge.both_ways:
            attributes["dir"] = "both"
        if edge.kind == "apart":
            attributes |= {"arrowhead": "tee", "arrowtail": "tee"}
        if edge.kind == "replicates":
            # told apart without colour: what Hyper-V copies is dashed, as in the replication view
            attributes["penwidth"] = str(look.width + 2)
            attributes["style"] = "dashed" if edge.look == "replica" else "solid"
        mark = mark_of(edge.about, self.highlight)
        if mark:
            x, y = middle_of(points)
            attributes |= {"label": mark.strip(), "lp": f"{x:g},{self.layout.height - y:g}"}
        pos = spline(points, self.layout.height, head if edge.both_ways else 0, head)
        self.graph.edge(edge.source, edge.target, pos=pos, **attributes)
