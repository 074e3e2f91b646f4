"""The legend of a drawing: an entry for each look that occurs in it, and no other."""

from __future__ import annotations

from collections.abc import Iterable

from diagrams.model import FIRM, Edge, LegendEntry, Node, Site, phrase

_MACHINES = ("guest-cluster", "guest-nlb", "application", "restart", "plain")


def entries(sites: Iterable[Site], edges: Iterable[Edge]) -> tuple[LegendEntry, ...]:
    """Legend entries in a fixed order: machines, connections, borders."""
    machines = [machine for site in sites for machine in _machines(site)]
    looks = {machine.look for machine in machines}
    found = [LegendEntry(look, phrase(f"legend-{look}")) for look in _MACHINES if look in looks]
    if looks & {"replicated", "replica"}:
        found.append(LegendEntry("replicated", phrase("legend-replicated")))
    kinds = {(edge.kind, edge.look) for edge in edges}
    if any(kind == "apart" for kind, _ in kinds):
        found.append(LegendEntry("apart", phrase("legend-apart")))
    between = [look for look in ("replica", "copy") if ("replicates", look) in kinds]
    found += [LegendEntry(f"{look}-line", phrase(f"legend-{look}-line")) for look in between]
    if any(status != FIRM for site in sites for status in _statuses(site)):
        found.append(LegendEntry("open", phrase("legend-open")))
    return tuple(found)


def _machines(site: Site) -> list[Node]:
    return [machine for box in site.boxes() for machine in box.machines]


def _statuses(site: Site) -> list[str]:
    nodes = [*_machines(site), *site.front, *site.storage]
    return [site.status, *(node.status for node in nodes)]
