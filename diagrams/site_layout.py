"""Where everything of one site stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from math import fsum

from diagrams.geometry import Box, spread
from diagrams.model import Edge, Node, Topology
from diagrams.physical_boxes import Heading, Written
from diagrams.site_size import BAND, BESIDE_LINE, GAP, NOTE, PAD, SPACE, SiteSize

CLIENTS = 13
"""Points between clients and the site."""


@dataclass
class Placed:
    """Boxes of the whole drawing by id, and the texts in them.

    ``free`` is the width on the right, and the height below, that a box leaves for others in it.
    """

    boxes: dict[str, Box] = field(default_factory=dict)
    said: dict[str, Written] = field(default_factory=dict)
    headings: dict[str, Heading] = field(default_factory=dict)
    headers: dict[str, int] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    free: dict[str, tuple[float, float]] = field(default_factory=dict)


class SiteLayout:
    """Puts the boxes of one site into its border, and keeps them in ``placed``."""

    def __init__(self, topology: Topology, size: SiteSize, placed: Placed, outer: Box) -> None:
        self.size = size
        self.site = size.site
        self.placed = placed
        self.boxes = placed.boxes
        self.outer = outer
        self.inner = Box(outer.left + PAD, outer.top + PAD - 3, outer.width - 2 * PAD, 0)
        self.joined = _joined(topology.edges)
        placed.said |= size.said
        placed.boxes[self.site.id] = outer

    def place(self, upper: Box, lower: Box, hosts: float) -> None:
        """Everything; ``upper`` and ``lower`` are rows of ends, ``hosts`` the top of the hosts."""
        self._heading()
        first = self.inner.left + (self.inner.width - self.size.hosts_width) / 2
        self._hosts(first, hosts)
        least, most = self._ends(upper, lower)
        self._gateway(least, most, lower.bottom)
        self._behind(first)

    def _heading(self) -> None:
        heading = self.size.heading
        self.placed.headings[self.site.id] = heading
        width = heading.width + 4
        left = self.inner.right - width if self._mirrored else self.inner.left
        self.boxes[f"{self.site.id}heading"] = Box(left, self.inner.top, width, heading.height)

    @property
    def _mirrored(self) -> bool:
        """Whether the heading makes room for the ends of copying, which face the neighbour."""
        return self.size.facing < 0 and self.size.crossed

    def _hosts(self, left: float, top: float) -> None:
        size = self.size
        height = size.host_height
        for host in self.site.boxes():
            self.boxes[host.id] = Box(left, top, size.host_width, height)
            self.placed.headers[host.id] = size.header
            self.placed.names[host.id] = size.host_name(host)
            inner, y = left + SPACE + 1, top + size.header + SPACE
            for machine, row in zip(host.machines, size.rows, strict=False):
                self.boxes[machine.id] = Box(inner, y, size.machine_width, row)
                y += row + SPACE
            if host.more or not host.machines:
                self.boxes[f"{host.id}more"] = Box(inner, y - 2, size.machine_width, NOTE)
                y += NOTE
            if host.reserve:
                rest = top + height - SPACE - y
                self.boxes[f"{host.id}reserve"] = Box(inner, y, size.machine_width, rest)
            left += size.host_width + GAP

    # --- before the hosts ---

    def _ends(self, upper: Box, lower: Box) -> tuple[float, float]:
        """Put the ends of copying; returns the room that is left beside them."""
        least, most = self.inner.left, self.inner.right
        if not self.size.ends:
            return least, most
        width = self.size.ends_width
        edge = most - width if self.size.facing > 0 else least
        if not self.size.crossed:
            middle = self._middle(self.size.ends[-1].id)
            edge = min(max(least, middle - width / 2), most - width)
        for end in self.size.ends:
            row = upper if end is self.size.copy_end else lower
            self.boxes[end.id] = Box(edge, row.top, width, row.height)
        if edge - least > most - edge - width:
            return least, edge - GAP
        return edge + width + GAP, most

    def _gateway(self, least: float, most: float, bottom: float) -> None:
        gateway, clients = self.size.gateway, self.size.clients
        if not gateway:
            return
        width, height = self.size.size(gateway)
        # the line of the clients passes the heading
        heading = self.boxes[f"{self.site.id}heading"]
        if self._mirrored:
            most = min(most, heading.left - BESIDE_LINE + width / 2)
        else:
            least = max(least, heading.right + BESIDE_LINE - width / 2)
        (left,) = spread([(self._middle(gateway.id), width)], least, most, GAP)
        self.boxes[gateway.id] = Box(left, bottom - height, width, height)
        if clients:
            wide, high = self.size.size(clients)
            top = self.outer.top - CLIENTS - high
            self.boxes[clients.id] = Box(left + (width - wide) / 2, top, wide, high)

    def _middle(self, box: str) -> float:
        """The middle of the hosts that a box is connected with."""
        row = self.site.host_ids()
        hosts = [self.boxes[one] for one in row if one in self.joined.get(box, ())]
        hosts = hosts or [self.boxes[one] for one in row]
        return (hosts[0].left + hosts[-1].right) / 2

    # --- behind the hosts ---

    def _behind(self, left: float) -> None:
        size = self.size
        bottom = self.outer.bottom - PAD
        storage = size.storage
        if storage and size.in_line:
            self._in_line(storage, Box(left, bottom - size.storage_height, size.hosts_width, 0))
            return
        if storage:
            box = Box(left, bottom - size.storage_height, size.hosts_width, size.storage_height)
            self.boxes[storage.id] = box
            self._held(storage, box)
            bottom = box.top - BAND
        if size.outside:
            self._outside(bottom - size.outside_height)

    def _in_line(self, storage: Node, row: Box) -> None:
        """Put shared data beside the storage, on the side where their hosts stand."""
        size = self.size
        height = size.storage_height
        middles = [self._middle(one.id) for one in size.outside]
        to_right = fsum(middles) / len(middles) >= row.across
        left = row.left + (0 if to_right else size.outside_width)
        width = row.width - size.outside_width
        self.boxes[storage.id] = Box(left, row.top, width, height)
        left = row.right - size.outside_width + GAP if to_right else row.left
        for one in size.outside:
            self.boxes[one.id] = Box(left, row.top, size.size(one)[0], height)
            left += size.size(one)[0] + GAP

    def _held(self, storage: Node, box: Box) -> None:
        """Put what lies on the storage into it: beside its name, or below where that is narrow."""
        held = self.size.held
        if not held:
            return
        if self.size.beside:
            each = box.width / (1 + len(held))
            self.placed.free[storage.id] = each * len(held), 0
            for place, one in enumerate(held, 1):
                left = box.left + place * each
                self.boxes[one.id] = Box(left, box.top + 5, each - 5, box.height - 10)
            return
        y = box.top + self.size.said[storage.id].height
        self.placed.free[storage.id] = 0, box.bottom - y
        for one in held:
            height = self.size.said[one.id].height
            self.boxes[one.id] = Box(box.left + 5, y, box.width - 10, height)
            y += height + 5

    def _outside(self, top: float) -> None:
        sizes = {one.id: self.size.size(one) for one in self.size.outside}
        middles = {key: self._middle(key) for key in sizes}
        if self.size.storage:
            middles = self._between_lines(sizes, middles)
        ordered = sorted(sizes, key=lambda key: (middles[key], key))
        wanted = [(middles[key], sizes[key][0]) for key in ordered]
        lefts = spread(wanted, self.inner.left, self.inner.right, GAP)
        height = self.size.outside_height
        for key, edge in zip(ordered, lefts, strict=True):
            self.boxes[key] = Box(edge, top, sizes[key][0], height)

    def _between_lines(
        self, sizes: dict[str, tuple[float, float]], middles: dict[str, float]
    ) -> dict[str, float]:
        """Middles of boxes so that no line from a host to the storage meets one."""
        lines = [self.boxes[one].across for one in self.site.host_ids()]
        free = [(one + other) / 2 for one, other in pairwise(lines)]
        edge = lines[-1] + BESIDE_LINE
        found = {}
        for key in sorted(middles, key=lambda one: (middles[one], one)):
            if free:
                found[key] = min(free, key=lambda one: (abs(one - middles[key]), one))
                free.remove(found[key])
            else:
                found[key] = edge + sizes[key][0] / 2
                edge += sizes[key][0] + GAP
        return found


def _joined(edges: Iterable[Edge]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for edge in edges:
        found.setdefault(edge.source, set()).add(edge.target)
        found.setdefault(edge.target, set()).add(edge.source)
    return found
