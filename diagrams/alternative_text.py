"""A drawing in words, for readers who cannot see it: a line for every box and every connection."""

from __future__ import annotations

from diagrams.html_label import visible
from diagrams.model import Edge, FoldedHosts, Host, Node, Site, Text, Topology, say
from knowledge.words import word


def alternative_text(topology: Topology, language: str) -> str:
    """The title, then exactly the boxes and connections of the model, one in a line."""
    return "\n".join(_Teller(topology, language).lines())


class _Teller:
    def __init__(self, topology: Topology, language: str) -> None:
        self.topology = topology
        self.language = language
        self.places: dict[str, str] = {}
        for site in topology.sites:
            at_site = self._word("alt-at-site", site=visible(site.name))
            for node in (*site.front, *site.storage, *site.boxes()):
                self.places[node.id] = at_site
            for host in site.boxes():
                on_host = self._word("alt-on-host", host=self._say(host.label), site=at_site)
                self.places |= {machine.id: on_host for machine in host.machines}
            held = {node.id: node for node in site.storage}
            for node in site.storage:
                if node.within:
                    holder = self._say(held[node.within].name)
                    self.places[node.id] = self._word("alt-on-host", host=holder, site=at_site)
        self.names = {box.id: self._name(box) for box in topology.nodes()}

    def lines(self) -> list[str]:
        project, described = (self._say(text) for text in self.topology.title)
        view = self._word("view-physical")
        title = self._word("alt-title", view=view, project=project, described=described)
        boxes = [self._box(box) for box in self.topology.nodes()]
        return [title, *boxes, *(self._edge(edge) for edge in self.topology.edges)]

    def _box(self, box: Site | Host | FoldedHosts | Node) -> str:
        if isinstance(box, (Host, FoldedHosts)):
            said = [self._word("alt-machines", n=len(box.machines))]
            if box.more:
                said.append(self._word("more-machines", n=box.more))
            if box.reserve:
                said.append(self._word("reserve"))
        else:
            said = [self._say(line) for line in box.lines]
        if not said:
            return self.names[box.id]
        details = said[0]
        for one in said[1:]:
            details = self._word("both", one=details, other=one)
        return self._word("alt-box", name=self.names[box.id], details=details)

    def _name(self, box: Site | Host | FoldedHosts | Node) -> str:
        if isinstance(box, Site):
            return self._word("alt-site", name=visible(box.name))
        if isinstance(box, (Host, FoldedHosts)):
            return self._word("alt-host", name=self._say(box.label), place=self.places[box.id])
        key = {"machine": "alt-machine", "machines": "alt-counted"}.get(box.kind, "alt-node")
        return self._word(key, name=self._say(box.name), place=self.places[box.id])

    def _edge(self, edge: Edge) -> str:
        key = f"alt-{edge.kind}-both" if edge.both_ways else f"alt-{edge.kind}"
        return self._word(key, one=self.names[edge.source], other=self.names[edge.target])

    def _say(self, text: Text) -> str:
        return say(text, self.language, visible)

    def _word(self, key: str, **values: object) -> str:
        return word(f"diagrams.{key}", self.language, **values)
