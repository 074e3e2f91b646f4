"""What is copied where: what the replication view shows, without language.

A lane is one direction between two sites, or from host to host of one site. It holds the
machines copied, the Replica Brokers, what lies between, and the copies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from diagrams.descriptions import at_most, described, site_look, title
from diagrams.model import FIRM, NONE, OPEN, Edge, LegendEntry, Node, Text, both, phrase
from diagrams.reading import REPLICA, Reading, SiteRead, WorkloadRead, worst
from knowledge.advice import Advice

MOST_BOXES = 8
"""Workloads of one lane and transport that are drawn one by one."""
_MOST_NAMES = 6
_APPLICATION = "application"
_HOW = ("ag", "mirroring", "log-shipping", "replication", "dag", "multi-master")
"""Deployments that say how an application copies its data."""


@dataclass(frozen=True)
class Place:
    """A site at one end of a lane, with its boxes from the top."""

    id: str
    name: Text
    lines: tuple[Text, ...]
    look: str
    status: str
    broker: Node | None
    machines: tuple[Node, ...]

    def boxes(self) -> tuple[Node, ...]:
        """The boxes of the place, machines first."""
        return (*self.machines, *([self.broker] if self.broker else []))


@dataclass(frozen=True)
class Lane:
    """One direction: where copies come from, the ways they take, where they arrive."""

    source: Place
    links: tuple[Node, ...]
    target: Place


@dataclass(frozen=True)
class Replication:
    """The whole drawing, in the order in which it is drawn."""

    title: tuple[Text, ...]
    lanes: tuple[Lane, ...]
    edges: tuple[Edge, ...]
    notes: tuple[Text, ...]
    legend: tuple[LegendEntry, ...]

    def nodes(self) -> Iterator[Place | Node]:
        """Every box, places before what they hold."""
        for lane in self.lanes:
            yield lane.source
            yield from lane.source.boxes()
            yield from lane.links
            yield lane.target
            yield from lane.target.boxes()


def replication(advice: Advice) -> Replication:
    """All copies of the design; equal for equal designs in any order."""
    reading = Reading(advice)
    sites = list(reading.sites)
    builders: list[_LaneBuilder] = []
    for source in sites:
        for target in sites:
            own = [one for one in reading.workloads if one.site == source.name]
            sent = [one for one in own if one.target == target.name and is_copied(one)]
            if sent:
                builders.append(_LaneBuilder(len(builders) + 1, source, target, sent))
    lanes = tuple(builder.lane() for builder in builders)
    edges = tuple(edge for builder in builders for edge in builder.edges())
    notes = tuple(_notes(reading.workloads, bool(lanes)))
    return Replication(title(advice), lanes, edges, notes, tuple(_legend(lanes)))


def is_copied(one: WorkloadRead) -> bool:
    """Whether a copy of it is drawn: it is decided on, or foremost and still open."""
    if one.copy.status == NONE:
        return False
    return one.copy.option == REPLICA or (one.copy.option == _APPLICATION and not one.settled_here)


def _is_replica(one: WorkloadRead) -> bool:
    return one.copy.option == REPLICA


@dataclass(frozen=True)
class _Group:
    """Workloads of one lane that are copied the same way."""

    replica: bool
    how: tuple[Text, ...]
    workloads: tuple[WorkloadRead, ...]


class _LaneBuilder:
    def __init__(
        self, number: int, source: SiteRead, target: SiteRead, sent: Sequence[WorkloadRead]
    ) -> None:
        self.id = f"lane{number}"
        self.source = source
        self.target = target
        self.groups = tuple(_groups(sent))
        self.replicas = any(group.replica for group in self.groups)

    def lane(self) -> Lane:
        """The lane with everything in it."""
        return Lane(
            source=self._place("source", self.source),
            links=tuple(self._link(number) for number, _ in enumerate(self.groups, 1)),
            target=self._place("target", self.target),
        )

    def edges(self) -> Iterator[Edge]:
        """From every machine over broker, link and broker to its copy."""
        for number, group in enumerate(self.groups, 1):
            look = "replica" if group.replica else "copy"
            link = f"{self.id}link{number}"
            before = f"{self.id}sourcebroker" if group.replica and _has_broker(self.source) else ""
            after = f"{self.id}targetbroker" if group.replica and _has_broker(self.target) else ""
            for place, _ in enumerate(_folded(group), 1):
                yield Edge("sends", f"{self.id}source{number}m{place}", before or link, look)
                yield Edge("delivers", after or link, f"{self.id}target{number}m{place}", look)
            if before:
                yield Edge("carries", before, link, look)
            if after:
                yield Edge("carries", link, after, look)

    def _place(self, end: str, site: SiteRead) -> Place:
        key = f"{self.id}{end}"
        name: Text = site.name
        if end == "target" and self.source.name == self.target.name:
            name = phrase("other-host", site=site.name)
        machines = tuple(
            node
            for number, group in enumerate(self.groups, 1)
            for node in self._machines(f"{key}{number}", end, group)
        )
        broker = None
        if self.replicas and _has_broker(site):
            status = site.broker.status
            lines = (phrase(status),) if status != FIRM else ()
            broker = Node(
                f"{key}broker", "end", phrase("broker"), lines, "replica-end", status, key
            )
        return Place(
            id=key,
            name=name,
            lines=tuple(described(site)),
            look=site_look(site),
            status=worst([site.platform.status, FIRM if site.hosts_known else OPEN]),
            broker=broker,
            machines=machines,
        )

    def _machines(self, key: str, end: str, group: _Group) -> Iterator[Node]:
        within = f"{self.id}{end}"
        if group.replica:
            look, line = ("replicated", "primary") if end == "source" else ("replica", "replica")
        else:
            look, line = ("application", "original") if end == "source" else ("copy", "copy")
        for place, whom in enumerate(_folded(group), 1):
            status = worst(one.copy.status for one in whom)
            lines: list[Text] = [phrase(f"is-{line}")]
            if status != FIRM:
                lines.append(phrase(status))
            if len(whom) == 1:
                name: Text = whom[0].name
                if end == "source" and whom[0].count > 1:
                    lines.append(phrase("machines", n=whom[0].count))
            else:
                name = phrase("workloads", n=len(whom))
                lines += at_most([one.name for one in whom])
            kind = "workload" if len(whom) == 1 else "workloads"
            yield Node(f"{key}m{place}", kind, name, tuple(lines), look, status, within)

    def _link(self, number: int) -> Node:
        group = self.groups[number - 1]
        near = self.source.name == self.target.name
        lines = list(group.how)
        if len(self.groups) > 1:
            lines += at_most([one.name for one in group.workloads])
        status = worst(_link_status(one) for one in group.workloads)
        name = phrase("lan" if near else "wan")
        look = "neutral" if group.replica else "copy-end"
        return Node(f"{self.id}link{number}", "link", name, tuple(lines), look, status)


def _has_broker(site: SiteRead) -> bool:
    """Whether a broker is drawn: it is decided on, or that is not settled."""
    return site.broker.status != FIRM or site.broker.option == "broker"


def _groups(sent: Iterable[WorkloadRead]) -> Iterator[_Group]:
    """Workloads by their way of copying: Hyper-V Replica first, in the order of their names."""
    found: dict[tuple[bool, tuple[Text, ...]], list[WorkloadRead]] = {}
    for one in sent:
        how = one.transports if _is_replica(one) else tuple(_own_way(one))
        found.setdefault((_is_replica(one), how), []).append(one)
    for (replica, how), workloads in sorted(found.items(), key=lambda item: not item[0][0]):
        yield _Group(replica, how, tuple(workloads))


def _own_way(one: WorkloadRead) -> Iterator[Text]:
    yield phrase("copy-end")
    if one.deployment in _HOW:
        yield phrase(f"how-{one.deployment}")


def _link_status(one: WorkloadRead) -> str:
    statuses = [one.copy.status]
    if _is_replica(one):
        statuses += [one.interval.status, one.authentication.status]
    return worst(statuses)


def _folded(group: _Group) -> tuple[tuple[WorkloadRead, ...], ...]:
    """What shares a box: each workload alone, or all of them where there are too many."""
    if len(group.workloads) > MOST_BOXES:
        return (group.workloads,)
    return tuple((one,) for one in group.workloads)


def _notes(workloads: Iterable[WorkloadRead], drawn: bool) -> Iterator[Text]:
    if not drawn:
        yield phrase("nothing-copied")
    left = [one for one in workloads if not is_copied(one)]
    for status in (OPEN, NONE):
        names = [one.name for one in left if one.copy.status == status]
        if names:
            yield phrase(f"copies-{status}", names=both(*at_most(names, _MOST_NAMES)))


def _legend(lanes: Iterable[Lane]) -> Iterator[LegendEntry]:
    nodes = [
        node for lane in lanes for place in (lane.source, lane.target) for node in place.boxes()
    ]
    looks = {node.look for node in nodes}
    for look in ("replicated", "replica", "application", "copy"):
        if look in looks:
            yield LegendEntry(look, phrase(f"legend-end-{look}"))
    if "replica" in looks:
        yield LegendEntry("replica-line", phrase("legend-way-replica"))
    if "copy" in looks:
        yield LegendEntry("own-copy-line", phrase("legend-way-copy"))
    places = [place.status for lane in lanes for place in (lane.source, lane.target)]
    links = [link.status for lane in lanes for link in lane.links]
    if any(status != FIRM for status in (*places, *links, *(node.status for node in nodes))):
        yield LegendEntry("open", phrase("legend-open"))
