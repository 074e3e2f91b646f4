"""From an advice to the topology of its design: what stands where, and what it is connected to."""

from __future__ import annotations

from collections.abc import Iterator

from diagrams import legend
from diagrams.connections import connections
from diagrams.descriptions import title
from diagrams.model import Edge, Topology
from diagrams.reading import Reading, WorkloadRead
from diagrams.sites import SiteBuilder
from knowledge.advice import Advice

__all__ = ["Topology", "topology"]


def topology(advice: Advice) -> Topology:
    """Everything a drawing of the design shows; equal for equal designs in any order."""
    reading = Reading(advice)
    builders = [
        SiteBuilder(number, site, reading.workloads) for number, site in enumerate(reading.sites, 1)
    ]
    sites = tuple(builder.site() for builder in builders)
    edges = (
        *(
            edge
            for builder, site in zip(builders, sites, strict=True)
            for edge in connections(builder, site)
        ),
        *_replication({one.name: one.id for one in sites}, reading.workloads),
    )
    return Topology(
        title=title(advice),
        sites=sites,
        edges=edges,
        legend=legend.entries(sites, edges),
    )


def _replication(ids: dict[str, str], workloads: tuple[WorkloadRead, ...]) -> Iterator[Edge]:
    """Between sites: one edge for each two ends that copy one way or both ways."""
    order = list(ids)
    for look, copies in (
        ("replica", [one for one in workloads if one.replicated]),
        ("copy", [one for one in workloads if one.copied_by_itself]),
    ):
        ways = {(order.index(one.site), order.index(one.target)) for one in copies}
        for source, target in sorted(ways):
            both_ways = (target, source) in ways
            if source < target or (source > target and not both_ways):
                ends = (f"{ids[order[source]]}{look}", f"{ids[order[target]]}{look}")
                yield Edge("replicates", *ends, look, both_ways)
