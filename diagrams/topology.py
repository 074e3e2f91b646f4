"""From an advice to the topology of its design: what stands where, and what it is connected to."""

from __future__ import annotations

from diagrams import legend
from diagrams.arrangement import plans, room_for_machines, together
from diagrams.connections import between, connections
from diagrams.descriptions import title
from diagrams.model import Topology
from diagrams.reading import Reading
from diagrams.sites import SiteBuilder
from knowledge.advice import Advice

__all__ = ["Topology", "topology"]


def topology(advice: Advice) -> Topology:
    """Everything a drawing of the design shows; equal for equal designs in any order."""
    reading = Reading(advice)
    planned = zip(reading.sites, plans([site.hosts for site in reading.sites]), strict=True)
    builders = [
        SiteBuilder(number, site, reading.workloads, plan)
        for number, (site, plan) in enumerate(planned, 1)
    ]
    around = [builder.around() for builder in builders]
    most = room_for_machines(len(builders), together(around))
    sites = tuple(builder.site(most) for builder in builders)
    edges = (
        *(
            edge
            for builder, site in zip(builders, sites, strict=True)
            for edge in connections(builder, site)
        ),
        *between(builders, reading.workloads),
    )
    return Topology(
        title=title(advice),
        sites=sites,
        edges=edges,
        legend=legend.entries(sites, edges),
    )
