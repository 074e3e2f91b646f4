"""The connections inside one site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from diagrams.model import Edge, Site
from diagrams.reading import WorkloadRead
from diagrams.sites import MOST_HOSTS, MOST_MACHINES, SiteBuilder


def connections(builder: SiteBuilder, site: Site) -> Iterator[Edge]:
    """Everything that is connected inside a site, each two boxes once."""
    farms = [one for one in builder.own if one.guest.is_taken("guest-nlb")]
    if farms:
        yield Edge("access", f"{builder.id}clients", f"{builder.id}gateway", "guest-nlb")
    for box in _boxes_with(builder, _groups("own", farms)):
        yield Edge("balances", f"{builder.id}gateway", box, "guest-nlb")
    yield from _apart(builder)
    yield from _copying(builder, "replica", [one for one in builder.own if one.replicated])
    yield from _copying(builder, "copy", [one for one in builder.own if one.copied_by_itself])
    yield from _storage(builder, site)


def _groups(kind: str, workloads: Iterable[WorkloadRead]) -> set[str]:
    return {f"{kind}/{one.name}" for one in workloads}


def _boxes_with(builder: SiteBuilder, groups: set[str]) -> list[str]:
    """Boxes of the hosts on which members of these groups run, from the left."""
    boxes = [
        builder.box_of(host)
        for host, column in enumerate(builder.columns)
        if any(group in groups for group, _ in column)
    ]
    return list(dict.fromkeys(boxes))


def _apart(builder: SiteBuilder) -> Iterator[Edge]:
    """Neighbouring members of what has to be kept apart, as far as they are drawn."""
    places: dict[str, list[tuple[int, str]]] = {}
    for host, column in enumerate(builder.columns[:MOST_HOSTS]):
        for row, (group, _) in enumerate(column[:MOST_MACHINES], 1):
            places.setdefault(group, []).append((host, f"{builder.box_of(host)}m{row}"))
    for workload in builder.own:
        if workload.kept_apart:
            for (one, left), (other, right) in pairwise(places.get(f"own/{workload.name}", [])):
                if one != other:
                    yield Edge("apart", left, right, "apart", both_ways=True)


def _copying(builder: SiteBuilder, look: str, sent: list[WorkloadRead]) -> Iterator[Edge]:
    """Between the hosts and this site's end of replication."""
    end = f"{builder.id}{look}"
    received = builder.replicas if look == "replica" else builder.copies
    leaving = _boxes_with(builder, _groups("own", sent))
    arriving = _boxes_with(builder, _groups(look, received))
    for box in dict.fromkeys([*leaving, *arriving]):
        if box in leaving:
            yield Edge("sends", box, end, look, both_ways=box in arriving)
        else:
            yield Edge("delivers", end, box, look)


def _storage(builder: SiteBuilder, site: Site) -> Iterator[Edge]:
    """From every host to the shared storage, and from guest clusters to data outside of it."""
    for node in site.storage:
        if node.kind == "storage":
            for box in site.host_ids():
                yield Edge("stores", box, node.id, "storage")
    outside = [node for node in site.storage if node.kind == "shared"]
    for node, workloads in zip(outside, builder.sharing().values(), strict=True):
        if not node.within:
            for box in _boxes_with(builder, _groups("own", workloads)):
                yield Edge("shares", box, node.id, "shared")
