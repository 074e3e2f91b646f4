"""The ways of the lines: straight down where that is possible, round corners in bands of their own.

No line crosses a box: before and behind the hosts lines turn in bands where no box stands, and
between sites in the corridor.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from diagrams.geometry import Box, Point, straightened
from diagrams.layout import TRACK, Layout
from diagrams.model import Edge, Site, Topology

_INSET = 14
"""Points from the edge of a box within which no line begins."""
_APART = 13
"""Points from the middle of a host where it is met by lines of two kinds."""
_STEP = 9
"""Points between two lines that turn in the same band."""
_CLEAR = 11
"""Points that the head of an arrow takes, and a little more."""
_EXIT = 12
"""Points between two lines that leave an end of copying for other sites."""


@dataclass(frozen=True)
class _Comb:
    """Lines of one kind from one box to several hosts."""

    box: Box
    slots: dict[str, float]

    def straight(self, host: str) -> bool:
        """Whether the line of a host needs no turn."""
        return self.box.left + _INSET <= self.slots[host] <= self.box.right - _INSET

    def trunk(self, slot: float) -> float:
        """From where a line that turns leaves the box: where the nearest one goes straight."""
        straight = [one for host, one in self.slots.items() if self.straight(host)]
        return min(straight, key=lambda one: (abs(one - slot), one), default=self.box.across)

    def turning(self) -> list[float]:
        """Where lines arrive that turn."""
        return [slot for host, slot in self.slots.items() if not self.straight(host)]

    def reach(self) -> tuple[float, float]:
        """From where to where its band reaches; nowhere if no line turns."""
        found = self.turning()
        found += [self.trunk(slot) for slot in found]
        return (min(found), max(found)) if found else (0, 0)

    def crossings(self, below: _Comb) -> int:
        """How many lines cross where this comb turns above the other one."""
        low, high = below.reach()
        crossed = sum(low < slot < high for slot in self.slots.values())
        low, high = self.reach()
        passing = [slot for host, slot in below.slots.items() if below.straight(host)]
        passing += sorted({below.trunk(slot) for slot in below.turning()} - {*passing})
        return crossed + sum(low < one < high for one in passing)


class Routes:
    """The way of every edge of a drawing, by its ends."""

    def __init__(self, topology: Topology, layout: Layout) -> None:
        self.boxes = layout.placed.boxes
        self.corridor = layout.corridor
        self.ways: dict[tuple[str, str], list[Point]] = {}
        for site in topology.sites:
            own = {node.id for node in site.front} | {node.id for node in site.storage}
            edges = [one for one in topology.edges if {one.source, one.target} & own]
            self._access(edges)
            self._before(site, edges)
            self._behind(site, edges)
        self._apart([one for one in topology.edges if one.kind == "apart"])
        self._between(topology)

    def _keep(self, edge: Edge, points: Iterable[Point]) -> None:
        self.ways[edge.source, edge.target] = straightened(list(points))

    def _access(self, edges: Iterable[Edge]) -> None:
        for edge in edges:
            if edge.kind == "access":
                source, target = self.boxes[edge.source], self.boxes[edge.target]
                middle = target.across
                self._keep(edge, [(middle, source.bottom), (middle, target.top)])

    # --- before the hosts ---

    def _before(self, site: Site, edges: list[Edge]) -> None:
        lines = {
            kinds: [edge for edge in edges if edge.kind in kinds]
            for kinds in (("balances",), ("sends", "delivers"))
        }
        served = [{_host(edge, site) for edge in found} for found in lines.values()]
        both = served[0] & served[1]
        combs = {}
        for kinds, found in lines.items():
            if found:
                box = self.boxes[_other(found[0], site)]
                side = self._side(box, lines.values(), site)
                slots = {}
                for edge in found:
                    host = _host(edge, site)
                    slots[host] = self.boxes[host].across + (side * _APART if host in both else 0)
                combs[kinds] = _Comb(box, slots)
        order = list(combs)
        if len(order) == 2:
            one, other = combs[order[0]], combs[order[1]]
            if one.crossings(other) > other.crossings(one):
                order.reverse()
        for level, kinds in enumerate(order):
            comb = combs[kinds]
            for edge in lines[kinds]:
                way = self._down(comb, _host(edge, site), level)
                self._keep(edge, way[::-1] if edge.kind == "sends" else way)

    def _side(self, box: Box, lines: Iterable[list[Edge]], site: Site) -> int:
        """On which side of a host's middle lines of a box arrive where two kinds meet."""
        boxes = [self.boxes[_other(found[0], site)] for found in lines if found]
        return 1 if box.across >= max(one.across for one in boxes) else -1

    def _down(self, comb: _Comb, host: str, level: int) -> list[Point]:
        slot, top = comb.slots[host], self.boxes[host].top
        if comb.straight(host):
            return [(slot, comb.box.bottom), (slot, top)]
        band = comb.box.bottom + _CLEAR + _STEP * level
        middle = comb.trunk(slot)
        return [(middle, comb.box.bottom), (middle, band), (slot, band), (slot, top)]

    # --- behind the hosts ---

    def _behind(self, site: Site, edges: list[Edge]) -> None:
        lines: dict[str, list[Edge]] = {}
        for edge in edges:
            if edge.kind in ("stores", "shares"):
                lines.setdefault(edge.target, []).append(edge)
        stored = any(edge.kind == "stores" for edge in edges)
        # the storage comes first; its lines turn nearest to it
        for level, (key, found) in enumerate(lines.items(), 1):
            box = self.boxes[key]
            slots = {}
            for edge in found:
                host = self.boxes[edge.source]
                aside = min(host.width * 0.3, 34) if stored and edge.kind == "shares" else 0
                slots[edge.source] = host.across + (aside if box.across > host.across else -aside)
            comb = _Comb(box, slots)
            for edge in found:
                slot, bottom = slots[edge.source], self.boxes[edge.source].bottom
                way = [(slot, bottom), (slot, box.top)]
                if not comb.straight(edge.source):
                    band, trunk = box.top - _STEP * level, comb.trunk(slot)
                    way = [(slot, bottom), (slot, band), (trunk, band), (trunk, box.top)]
                self._keep(edge, way)

    # --- between machines, between sites ---

    def _apart(self, edges: list[Edge]) -> None:
        for edge in edges:
            one, other = self.boxes[edge.source], self.boxes[edge.target]
            left, right = sorted((one, other), key=lambda box: box.left)
            middle = (left.right + right.left) / 2
            way = [(left.right, left.down), (middle, left.down)]
            way += [(middle, right.down), (right.left, right.down)]
            self._keep(edge, way if left is one else way[::-1])

    def _between(self, topology: Topology) -> None:
        edges = [edge for edge in topology.edges if edge.kind == "replicates"]
        # lines of sites on the left turn on the left of the corridor, so that they cross less
        turning = [edge for edge in edges if not self._level(edge)]
        turning.sort(key=lambda edge: sum(self._to_the_right(end) for end in _ends(edge)))
        used: dict[str, int] = {}
        for edge in edges:
            ends = [self.boxes[key] for key in _ends(edge)]
            if edge not in turning:
                left, right = sorted(ends, key=lambda box: box.left)
                way = [(left.right, left.down), (right.left, right.down)]
                self._keep(edge, way if left is ends[0] else way[::-1])
                continue
            track = self.corridor.left + (self.corridor.width - TRACK * (len(turning) - 1)) / 2
            track += TRACK * turning.index(edge)
            exits = []
            for key, box, other in zip(_ends(edge), ends, ends[::-1], strict=True):
                used[key] = used.get(key, 0) + 1
                down = box.down + (1 if other.top > box.top else -1) * _EXIT * used[key]
                edge_of_box = box.right if box.right < track else box.left
                exits.append((edge_of_box, down))
            (start, end) = exits
            self._keep(edge, [start, (track, start[1]), (track, end[1]), end])

    def _to_the_right(self, key: str) -> bool:
        return self.boxes[key].left > self.corridor.left

    def _level(self, edge: Edge) -> bool:
        one, other = self.boxes[edge.source], self.boxes[edge.target]
        return abs(one.down - other.down) < 1


def _ends(edge: Edge) -> tuple[str, str]:
    return edge.source, edge.target


def _host(edge: Edge, site: Site) -> str:
    return edge.source if edge.source in site.host_ids() else edge.target


def _other(edge: Edge, site: Site) -> str:
    return edge.target if edge.source in site.host_ids() else edge.source
