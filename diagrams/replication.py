"""What is copied where: what the replication view shows, without language.

A lane is one direction between two sites, or from host to host of one site. It holds the
machines copied, the Replica Brokers, what lies between, and the copies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from diagrams.descriptions import at_most, title
from diagrams.model import FIRM, NONE, OPEN, Edge, LegendEntry, Node, Text, both, phrase
from diagrams.reading import Reading, WorkloadRead
from diagrams.replication_lane import Lane, LaneBuilder, Place, is_copied, most_boxes
from knowledge.advice import Advice

_MOST_NAMES = 6


@dataclass(frozen=True)
class Replication:
    """The whole drawing, in the order in which it is drawn."""

    title: tuple[Text, ...]
    lanes: tuple[Lane, ...]
    edges: tuple[Edge, ...]
    notes: tuple[Text, ...]
    legend: tuple[LegendEntry, ...]

    def nodes(self) -> Iterator[Place | Node]:
        """Every box, places and networks before what they hold."""
        for lane in self.lanes:
            yield lane.source
            yield from lane.source.boxes()
            yield lane.way
            yield from lane.links
            yield lane.target
            yield from lane.target.boxes()

    def decisions(self) -> frozenset[str]:
        """Ids of all decisions that something in the drawing shows."""
        shown = [*(node.about for node in self.nodes()), *(edge.about for edge in self.edges)]
        return frozenset[str]().union(*shown)


def replication(advice: Advice) -> Replication:
    """All copies of the design; equal for equal designs in any order."""
    reading = Reading(advice)
    found = []
    for source in reading.sites:
        own = [one for one in reading.workloads if one.site == source.name and is_copied(one)]
        for target in reading.sites:
            sent = [one for one in own if one.target == target.name]
            if sent:
                found.append((source, target, sent))
    most = most_boxes(sent for _, _, sent in found)
    builders = [
        LaneBuilder(number, source, target, sent, most)
        for number, (source, target, sent) in enumerate(found, 1)
    ]
    lanes = tuple(builder.lane() for builder in builders)
    edges = tuple(edge for builder in builders for edge in builder.edges())
    notes = tuple(_notes(reading.workloads, bool(lanes)))
    return Replication(title(advice), lanes, edges, notes, tuple(_legend(lanes)))


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
