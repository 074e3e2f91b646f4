"""One lane of the replication view: the copies from one site to another, or to another host.

Workloads that are copied the same way form a band: their boxes, what carries them, their copies.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from diagrams.descriptions import at_most, described, site_look
from diagrams.model import FIRM, NONE, OPEN, Edge, Node, Text, phrase
from diagrams.reading import REPLICA, SiteRead, WorkloadRead, worst

MOST_BOXES = 8
"""Workloads of one band that are drawn one by one, in a drawing with few of them."""
MOST_ROWS = 24
"""Rows of boxes in the whole drawing, beyond which more workloads share a box."""
_APPLICATION = "application"
_HOW = (
    *("ag", "ag-asynchronous", "ag-read-scale", "mirroring", "log-shipping", "replication"),
    *("dag", "multi-master"),
)
"""Deployments that say how an application copies its data."""
_NUMBER = re.compile(r"[\W_]*\d+$")


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
    about: frozenset[str] = frozenset()

    def boxes(self) -> tuple[Node, ...]:
        """The boxes of the place, machines first."""
        return (*self.machines, *([self.broker] if self.broker else []))


@dataclass(frozen=True)
class Lane:
    """One direction: where copies come from, the network between, where they arrive.

    ``links`` lie in ``way``, one for each band, and ``rows`` counts the boxes of each band.
    """

    source: Place
    way: Node
    links: tuple[Node, ...]
    rows: tuple[int, ...]
    target: Place


def is_copied(one: WorkloadRead) -> bool:
    """Whether a copy of it is drawn: it is decided on, or foremost and still open."""
    if one.copy.status == NONE:
        return False
    return one.copy.option == REPLICA or (one.copy.option == _APPLICATION and not one.settled_here)


@dataclass(frozen=True)
class _Band:
    """Workloads of one lane that are copied the same way."""

    replica: bool
    how: tuple[Text, ...]
    workloads: tuple[WorkloadRead, ...]

    def folded(self, most: int) -> tuple[tuple[WorkloadRead, ...], ...]:
        """What shares a box: each alone, else those named alike but for a number, else all."""
        if len(self.workloads) <= most:
            return tuple((one,) for one in self.workloads)
        stems: dict[str, list[WorkloadRead]] = {}
        for one in self.workloads:
            stems.setdefault(_NUMBER.sub("", one.name), []).append(one)
        if len(stems) <= most:
            return tuple(tuple(alike) for alike in stems.values())
        return (self.workloads,)


def most_boxes(lanes: Iterable[Sequence[WorkloadRead]]) -> int:
    """Boxes that a band may have, so that the drawing with these lanes stays a drawing."""
    bands = [band for sent in lanes for band in _bands(sent)]
    for most in range(MOST_BOXES, 1, -1):
        if sum(len(band.folded(most)) for band in bands) <= MOST_ROWS:
            return most
    return 1


def _bands(sent: Iterable[WorkloadRead]) -> tuple[_Band, ...]:
    """Workloads by their way of copying: Hyper-V Replica first, in the order of their names."""
    found: dict[tuple[bool, tuple[Text, ...]], list[WorkloadRead]] = {}
    for one in sent:
        replica = one.copy.option == REPLICA
        how = one.transports if replica else (_own_way(one),)
        found.setdefault((replica, how), []).append(one)
    ordered = sorted(found.items(), key=lambda item: not item[0][0])
    return tuple(_Band(replica, how, tuple(all_)) for (replica, how), all_ in ordered)


def _own_way(one: WorkloadRead) -> Text:
    return phrase(f"how-{one.deployment}" if one.deployment in _HOW else "copy-end")


class LaneBuilder:
    """A lane on its way; ``number`` counts lanes from 1, ``most`` bounds the boxes of a band."""

    def __init__(
        self,
        number: int,
        source: SiteRead,
        target: SiteRead,
        sent: Iterable[WorkloadRead],
        most: int,
    ) -> None:
        self.id = f"lane{number}"
        self.source = source
        self.target = target
        self.bands = [(band, band.folded(most)) for band in _bands(sent)]
        self.replicas = sum(band.replica for band, _ in self.bands)

    def lane(self) -> Lane:
        """The lane with everything in it."""
        near = self.source.name == self.target.name
        links = tuple(self._link(number) for number, _ in enumerate(self.bands, 1))
        return Lane(
            source=self._place("source", self.source),
            way=Node(f"{self.id}way", "way", phrase("lan" if near else "wan")),
            links=links,
            rows=tuple(len(boxes) for _, boxes in self.bands),
            target=self._place("target", self.target),
        )

    def edges(self) -> Iterator[Edge]:
        """From every machine over broker, link and broker to its copy."""
        for number, (band, boxes) in enumerate(self.bands, 1):
            look = "replica" if band.replica else "copy"
            link = f"{self.id}link{number}"
            before = f"{self.id}sourcebroker" if band.replica and _has_broker(self.source) else ""
            after = f"{self.id}targetbroker" if band.replica and _has_broker(self.target) else ""
            for place, whom in enumerate(boxes, 1):
                source, target = (f"{self.id}{end}{number}m{place}" for end in ("source", "target"))
                about = _copies(whom)
                yield Edge("sends", source, before or link, look, about=about)
                yield Edge("delivers", after or link, target, look, about=about)
            about = _copies(band.workloads)
            if before:
                ours = about | self.source.about("replica_broker")
                yield Edge("carries", before, link, look, about=ours)
            if after:
                theirs = about | self.target.about("replica_broker")
                yield Edge("carries", link, after, look, about=theirs)

    def _place(self, end: str, site: SiteRead) -> Place:
        key = f"{self.id}{end}"
        name: Text = site.name
        if end == "target" and self.source.name == self.target.name:
            name = phrase("other-host", site=site.name)
        broker = None
        if self.replicas and _has_broker(site):
            status = site.broker.status
            broker = Node(
                f"{key}broker",
                "end",
                phrase("broker"),
                (phrase(status),) if status != FIRM else (),
                "replica-end",
                status,
                key,
                about=site.about("replica_broker"),
            )
        return Place(
            id=key,
            name=name,
            lines=tuple(described(site)),
            look=site_look(site),
            status=worst([site.platform.status, FIRM if site.hosts_known else OPEN]),
            broker=broker,
            machines=tuple(self._machines(end)),
            about=site.about("platform"),
        )

    def _machines(self, end: str) -> Iterator[Node]:
        for number, (band, boxes) in enumerate(self.bands, 1):
            if band.replica:
                look = "replicated" if end == "source" else "replica"
            else:
                look = "application" if end == "source" else "copy"
            for place, whom in enumerate(boxes, 1):
                status = worst(one.copy.status for one in whom)
                yield Node(
                    f"{self.id}{end}{number}m{place}",
                    "workload" if len(whom) == 1 else "workloads",
                    whom[0].name,
                    tuple(_told(whom, look, status)),
                    look,
                    status,
                    f"{self.id}{end}",
                    _copies(whom),
                )

    def _link(self, number: int) -> Node:
        band, _ = self.bands[number - 1]
        name, *lines = band.how
        # lines of own copies run straight through, those of replicas meet at the broker
        if band.replica and self.replicas > 1:
            lines += at_most([one.name for one in band.workloads])
        about = _copies(band.workloads)
        if band.replica:
            for one in band.workloads:
                about |= one.about("replica_interval", "replica_authentication")
        return Node(
            f"{self.id}link{number}",
            "link",
            name,
            tuple(lines),
            "neutral" if band.replica else "copy-end",
            worst(_link_status(one) for one in band.workloads),
            f"{self.id}way",
            about,
        )


def _told(whom: Sequence[WorkloadRead], look: str, status: str) -> Iterator[Text]:
    """Lines below the name of the first: how many more, what they are, how many machines."""
    if len(whom) > 1:
        yield phrase("more", n=len(whom) - 1)
    line = {"replicated": "primary", "application": "original"}.get(look, look)
    yield phrase(f"is-{line}")
    machines = sum(one.count for one in whom)
    if line in ("primary", "original") and machines > 1:
        yield phrase("machines", n=machines)
    if status != FIRM:
        yield phrase(status)


def _copies(whom: Iterable[WorkloadRead]) -> frozenset[str]:
    return frozenset[str]().union(*(one.about("second_copy") for one in whom))


def _has_broker(site: SiteRead) -> bool:
    """Whether a broker is drawn: it is decided on, or that is not settled."""
    return site.broker.status != FIRM or site.broker.option == "broker"


def _link_status(one: WorkloadRead) -> str:
    statuses = [one.copy.status]
    if one.copy.option == REPLICA:
        statuses += [one.interval.status, one.authentication.status]
    return worst(statuses)
