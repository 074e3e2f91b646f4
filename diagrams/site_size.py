"""How much room everything of one site needs, before it has a place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import fsum

from diagrams import style
from diagrams.measure import fitted
from diagrams.model import FoldedHosts, Host, Node, Site, Topology, say
from diagrams.physical_boxes import (
    Heading,
    Written,
    flattened,
    header_height,
    heading,
    written,
)
from diagrams.style import mark_of
from facts.visible_text import visible
from knowledge.words import word

GAP, PAD, SPACE = 16, 12, 4
"""Points between two hosts, inside a site's border, and between the boxes inside a host."""
BAND = 24
"""Points in which lines run from side to side."""
TIERS = 8
"""Points between the upper and the lower row before the hosts."""
NOTE = 16
"""Points of the line that counts further machines."""
BESIDE_LINE = 12
"""Points that a box or a text keeps away from a line that passes it."""
_STEP = 9
"""Points between two lines that turn in the same band."""
_RESERVE = 22
_WIDEST = 184
"""Points of boxes before and behind the hosts."""
_LEAST_HEADING, _HEADING = 130, 240
"""Points that a heading may take at least, beside other boxes or alone."""


@dataclass(frozen=True)
class Style:
    """In which language a drawing is written, and which decision is highlighted in it.

    It is ``compact`` where several rows of sites share its height.
    """

    language: str
    highlight: str
    compact: bool = False


class SiteSize:
    """Widths and heights of a site's boxes in points, and the texts that they rest on.

    ``facing`` is 1 where the neighbouring site stands to the right, -1 to the left.
    """

    def __init__(
        self, topology: Topology, site: Site, host_width: float, facing: int, wanted: Style
    ) -> None:
        self.site = site
        self.host_width = host_width
        self.facing = facing
        self.wanted = wanted
        front = {node.kind: node for node in site.front if node.kind != "end"}
        self.clients, self.gateway = front.get("clients"), front.get("gateway")
        ends = {node.look: node for node in site.front if node.kind == "end"}
        self.copy_end, self.replica_end = ends.get("copy-end"), ends.get("replica-end")
        self.ends = [one for one in (self.copy_end, self.replica_end) if one]
        self.storage = next((one for one in site.storage if one.kind == "storage"), None)
        self.held = [one for one in site.storage if one.within]
        self.outside = [one for one in site.storage if one.kind == "shared" and not one.within]
        keys = {one.id for one in self.ends}
        self.crossed = any(
            edge.kind == "replicates" and keys & {edge.source, edge.target}
            for edge in topology.edges
        )
        self.said = {node.id: self._written(node, self._room(node)) for node in self._around()}
        for host in site.boxes():
            for machine in host.machines:
                self.said[machine.id] = self._written(machine, self.machine_width)
        if self.storage and not self.held:
            key = self.storage.id
            room = self.hosts_width - (self.outside_width if self.in_line else 0)
            self.said[key] = flattened(self.said[key], room)
        self.header = max(header_height(self.host_name(one), host_width) for one in site.boxes())
        self.rows = self._rows()
        self.heading = self._heading(self.hosts_width)

    def _around(self) -> tuple[Node, ...]:
        return (*self.site.front, *self.site.storage)

    def _written(self, node: Node, room: float) -> Written:
        names = 1 if self.wanted.compact and node.kind in ("machine", "machines") else 2
        return written(node, room, self.wanted.language, self.wanted.highlight, names)

    def _room(self, node: Node) -> float:
        if node is self.storage and not self.held:
            return max(self.hosts_width, self.host_width)
        return _WIDEST if node.kind != "shared" else max(self.host_width - 8, 110)

    def _heading(self, room: float) -> Heading:
        least = _LEAST_HEADING
        if self.ends and self.crossed:
            room -= self.ends_width + GAP
        elif not self.gateway:
            least = _HEADING
        if self.gateway:
            room -= BESIDE_LINE + self.size(self.gateway)[0] / 2
        mark = mark_of(self.site.about, self.wanted.highlight)
        return heading(
            self.site.name, self.site.lines, mark, max(room, least), self.wanted.language
        )

    def widen(self, width: float) -> None:
        """Let the heading use so many points inside the border."""
        self.heading = self._heading(width)

    def host_name(self, host: Host | FoldedHosts) -> str:
        """What stands in the band of a host."""
        mark = mark_of(host.about, self.wanted.highlight)
        return mark + say(host.label, self.wanted.language, visible)

    # --- widths ---

    @property
    def machine_width(self) -> float:
        """Width of a machine's box."""
        return self.host_width - 2 * SPACE - 2

    @property
    def hosts_width(self) -> float:
        """Width of the row of hosts."""
        count = len(self.site.boxes())
        return count * self.host_width + (count - 1) * GAP

    def size(self, node: Node) -> tuple[float, float]:
        """Width and height that a box before or behind the hosts needs."""
        said = self.said[node.id]
        return min(_WIDEST, max(said.width + 10, self.host_width * 0.6)), said.height

    @property
    def ends_width(self) -> float:
        """Width of the ends of copying, one above the other."""
        return max((self.size(one)[0] for one in self.ends), default=0)

    @property
    def width(self) -> float:
        """Width inside the border."""
        beside = self.ends_width + GAP if self.ends else 0
        heading = self.heading.width + (beside if self.crossed else 0)
        if self.gateway:
            half = self.size(self.gateway)[0] / 2
            aside = self.heading.width + BESIDE_LINE + half
            heading = max(heading + 2 * BESIDE_LINE, aside + beside, 2 * half + beside)
        return max(self.hosts_width, self.ends_width, heading, *self._behind_widths())

    def _behind_widths(self) -> Iterator[float]:
        if not self.outside or self.in_line:
            return
        width = max(self.size(one)[0] for one in self.outside)
        if not self.storage:
            yield len(self.outside) * (width + GAP) - GAP
            return
        last = len(self.outside) - (len(self.site.boxes()) - 1)
        if last > 0:
            more = last * (width + GAP) + BESIDE_LINE - self.host_width / 2
            yield self.hosts_width + 2 * max(0, more)

    # --- heights ---

    def _rows(self) -> list[int]:
        """Heights of the rows of machines; a row is the same on all hosts of a site."""
        found: list[int] = []
        for host in self.site.boxes():
            for place, machine in enumerate(host.machines):
                if place == len(found):
                    found.append(0)
                found[place] = max(found[place], self.said[machine.id].height)
        return found

    @property
    def host_height(self) -> float:
        """Height of the hosts of this site."""
        heights = []
        for host in self.site.boxes():
            height: float = self.header + SPACE
            height += sum(one + SPACE for one in self.rows[: len(host.machines)])
            height += NOTE if host.more or not host.machines else 0
            height += self._reserve_height + SPACE if host.reserve else 0
            heights.append(height)
        return max(heights)

    @property
    def _reserve_height(self) -> float:
        said = word("diagrams.reserve", self.wanted.language)
        lines = fitted(said, self.machine_width - 8, style.SMALL, 2)
        return _RESERVE + (len(lines) - 1) * 14

    def upper(self) -> float:
        """Height of the upper row before the hosts: where applications copy by themselves."""
        return self.size(self.copy_end)[1] if self.copy_end else 0

    def lower(self) -> float:
        """Height of the lower row before the hosts, where Hyper-V Replica ends."""
        return self.size(self.replica_end)[1] if self.replica_end else 0

    def front(self, upper: float, lower: float) -> float:
        """Height of heading and front, with rows of these heights for the ends of copying."""
        ends = upper + lower + (TIERS if upper and lower else 0)
        below = self.size(self.gateway)[1] if self.gateway else 0
        if self.crossed:
            return max(ends, self.heading.height + (below + TIERS if below else 0))
        below = max(below, ends if self.ends else 0)
        return max(ends, self.heading.height + (below + TIERS if below else 0))

    @property
    def behind(self) -> float:
        """Height of what stands behind the hosts, with the bands before it."""
        if self.in_line:
            return BAND + _STEP * len(self.outside) + self.storage_height
        height = 0.0
        if self.outside:
            height += BAND + self.outside_height
        if self.storage:
            height += BAND + self.storage_height
        return height

    @property
    def outside_height(self) -> float:
        """Height of the row of shared data outside the storage."""
        return max(self.size(one)[1] for one in self.outside)

    @property
    def storage_height(self) -> float:
        """Height of the storage with what lies on it."""
        if self.storage is None:
            return 0
        own = self.said[self.storage.id].height
        if self.in_line:
            return max(own, self.outside_height)
        held = [self.said[one.id].height for one in self.held]
        if self.beside:
            return max([own, *(one + 10 for one in held)])
        return own + sum(one + 5 for one in held)

    @property
    def in_line(self) -> bool:
        """Whether shared data stand beside the storage, and not before it, to save height."""
        if not self.wanted.compact or self.storage is None or self.held or not self.outside:
            return False
        return self.outside_width < self.hosts_width / 2

    @property
    def outside_width(self) -> float:
        """Width of the boxes of shared data beside each other, with the gap beside them."""
        return fsum(self.size(one)[0] + GAP for one in self.outside)

    @property
    def beside(self) -> bool:
        """Whether what lies on the storage stands beside its name, and not below."""
        return self.hosts_width >= (1 + len(self.held)) * _WIDEST * 0.7
