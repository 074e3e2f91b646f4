"""A drawing in words, for readers who cannot see it: a line for whatever the drawing shows.

While a decision is highlighted, the title says so and the lines that it concerns carry the mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from diagrams.frame import highlight_name
from diagrams.model import Edge, FoldedHosts, Host, Node, Site, Text, Topology, say
from diagrams.network_tables import Entry, NetworkRow, Networks, NetworkTable
from diagrams.replication import Replication
from diagrams.style import MARK, mark_of, shown_highlight
from facts.visible_text import visible
from knowledge.words import word


def physical_text(topology: Topology, language: str, highlight: str = "") -> str:
    """The title, then exactly the boxes and connections of the model, one in a line."""
    return "\n".join(_Topology(topology, language, highlight).lines())


def network_text(networks: Networks, language: str, highlight: str = "") -> str:
    """The title, then a line for each site, each row of its table and each note below it."""
    return "\n".join(_Networks(networks, language, highlight).lines())


def replication_text(replication: Replication, language: str, highlight: str = "") -> str:
    """The title, then exactly the boxes, connections and notes of the model, one in a line."""
    return "\n".join(_Replication(replication, language, highlight).lines())


class _Teller:
    def __init__(self, language: str, highlight: str, shown: Iterable[frozenset[str]]) -> None:
        self.language = language
        self.highlight = shown_highlight(highlight, shown)

    def title(self, texts: Sequence[Text], view: str) -> str:
        project, described = (self.say(text) for text in texts)
        named = self.word(f"view-{view}")
        said = self.word("alt-title", view=named, project=project, described=described)
        if not self.highlight:
            return said
        return f"{said} ({MARK} {highlight_name(self.highlight, self.language)})"

    def marked(self, said: str, *about: frozenset[str]) -> str:
        return mark_of(frozenset[str]().union(*about), self.highlight) + said

    def with_details(self, name: str, said: Sequence[str]) -> str:
        return self.word("alt-box", name=name, details=self.joined(said)) if said else name

    def joined(self, said: Sequence[str], key: str = "both") -> str:
        details = said[0]
        for one in said[1:]:
            details = self.word(key, one=details, other=one)
        return details

    def edge(self, edge: Edge, names: dict[str, str]) -> str:
        key = f"alt-{edge.kind}-both" if edge.both_ways else f"alt-{edge.kind}"
        return self.word(key, one=names[edge.source], other=names[edge.target])

    def say(self, text: Text) -> str:
        return say(text, self.language, visible)

    def word(self, key: str, **values: object) -> str:
        return word(f"diagrams.{key}", self.language, **values)


class _Topology(_Teller):
    def __init__(self, topology: Topology, language: str, highlight: str) -> None:
        shown = (one.about for one in (*topology.nodes(), *topology.edges))
        super().__init__(language, highlight, shown)
        self.topology = topology
        self.places: dict[str, str] = {}
        for site in self.topology.sites:
            at_site = self.word("alt-at-site", site=visible(site.name))
            for node in (*site.front, *site.storage, *site.boxes()):
                self.places[node.id] = at_site
            for host in site.boxes():
                on_host = self.word("alt-on-host", host=self.say(host.label), site=at_site)
                self.places |= {machine.id: on_host for machine in host.machines}
            held = {node.id: node for node in site.storage}
            for node in site.storage:
                if node.within:
                    holder = self.say(held[node.within].name)
                    self.places[node.id] = self.word("alt-on-host", host=holder, site=at_site)
        self.names = {box.id: self._name(box) for box in self.topology.nodes()}

    def lines(self) -> Iterator[str]:
        yield self.title(self.topology.title, "physical")
        for box in self.topology.nodes():
            yield self.marked(self._box(box), box.about)
        for edge in self.topology.edges:
            yield self.marked(self.edge(edge, self.names), edge.about)

    def _box(self, box: Site | Host | FoldedHosts | Node) -> str:
        if isinstance(box, (Host, FoldedHosts)):
            said = [self.word("alt-machines", n=len(box.machines))]
            if box.more:
                said.append(self.word("more-machines", n=box.more))
            if box.reserve:
                said.append(self.word("reserve"))
        else:
            said = [self.say(line) for line in box.lines]
        return self.with_details(self.names[box.id], said)

    def _name(self, box: Site | Host | FoldedHosts | Node) -> str:
        if isinstance(box, Site):
            return self.word("alt-site", name=visible(box.name))
        if isinstance(box, (Host, FoldedHosts)):
            return self.word("alt-host", name=self.say(box.label), place=self.places[box.id])
        key = {"machine": "alt-machine", "machines": "alt-counted"}.get(box.kind, "alt-node")
        return self.word(key, name=self.say(box.name), place=self.places[box.id])


class _Networks(_Teller):
    def __init__(self, networks: Networks, language: str, highlight: str) -> None:
        super().__init__(language, highlight, [networks.decisions()])
        self.networks = networks

    def lines(self) -> Iterator[str]:
        yield self.title(self.networks.title, "network")
        for table in self.networks.tables:
            site = self.word("alt-site", name=visible(table.name))
            hosts = self.word(
                "alt-hosts", hosts=self.joined([self.say(one) for one in table.hosts])
            )
            told = self.with_details(site, [*map(self.say, table.lines), hosts])
            yield self.marked(told, table.about)
            for row in table.rows:
                about = (entry.about for entry in row.entries())
                yield self.marked(self._row(table, row), *about)
            for note in table.notes:
                told = self.word("alt-note", site=site, note=self.say(note.name))
                yield self.marked(told, note.about)

    def _row(self, table: NetworkTable, row: NetworkRow) -> str:
        place = self.word("alt-at-site", site=visible(table.name))
        name = self.word("alt-network", name=self.say(row.network.name), place=place)
        told = [self.say(text) for text in row.network.texts()[1:]]
        told.append(self.word("alt-each-host", said=self._entry(row.adapters)))
        for column, entry in (
            ("redundancy", row.redundancy),
            ("switch", row.switch),
            ("role", row.role),
        ):
            heading = self.word(f"column-{column}")
            told.append(self.word("alt-cell", column=heading, said=self._entry(entry)))
        return self.with_details(name, [self.joined(told, "alt-cells")])

    def _entry(self, entry: Entry) -> str:
        return self.joined([self.say(text) for text in entry.texts()])


class _Replication(_Teller):
    def __init__(self, replication: Replication, language: str, highlight: str) -> None:
        super().__init__(language, highlight, [replication.decisions()])
        self.replication = replication
        self.names: dict[str, str] = {}
        for lane in replication.lanes:
            ends = {"from": lane.source, "to": lane.target}
            source, target = (self._site(place.name) for place in ends.values())
            for way, place in ends.items():
                self.names[place.id] = self.word(f"alt-{way}", one=source, other=target)
                for node in place.boxes():
                    site = self._site(place.name)
                    self.names[node.id] = self.word(
                        f"alt-{node.kind}", name=self.say(node.name), place=site
                    )
            between = {"one": source, "other": target}
            for node in (lane.way, *lane.links):
                said = [node.name, *(node.lines[:1] if node.kind == "link" else ())]
                details = self.joined([self.say(text) for text in said])
                self.names[node.id] = self.word(f"alt-{node.kind}", name=details, **between)

    def lines(self) -> Iterator[str]:
        yield self.title(self.replication.title, "replication")
        for box in self.replication.nodes():
            said = box.lines[1:] if isinstance(box, Node) and box.kind == "link" else box.lines
            told = self.with_details(self.names[box.id], [self.say(line) for line in said])
            yield self.marked(told, box.about)
        for edge in self.replication.edges:
            yield self.marked(self.edge(edge, self.names), edge.about)
        for note in self.replication.notes:
            yield self.say(note)

    def _site(self, name: Text) -> str:
        return self.word("alt-site", name=self.say(name))
