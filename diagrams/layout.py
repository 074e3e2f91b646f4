"""The whole drawing laid out: rows of sites, what stands before them, the corridor in between."""

from __future__ import annotations

from dataclasses import replace

from diagrams.arrangement import in_rows
from diagrams.geometry import Box
from diagrams.model import Topology
from diagrams.site_layout import CLIENTS, Placed, SiteLayout
from diagrams.site_size import BAND, GAP, PAD, TIERS, SiteSize, Style

PAGE = 1040
"""Points that a drawing should be wide at most."""
TRACK = 12
"""Points between two lines in the corridor."""
_NARROWEST, _WIDEST = 106, 150
"""Points of a host."""
_CORRIDOR = 40
"""Points between two sites of a row; more for each line that turns there."""
_BETWEEN_ROWS = 12


class Layout:
    """Where everything of a drawing stands, in points from the top left of the first site."""

    def __init__(self, topology: Topology, wanted: Style) -> None:
        self.topology = topology
        self.placed = Placed()
        rows = in_rows(topology.sites)
        columns = [
            max(len(row[place].boxes()) for row in rows if place < len(row))
            for place in range(len(rows[0]) if rows else 0)
        ]
        wanted = replace(wanted, compact=len(rows) > 1)
        turning = self._turning()
        corridor = _CORRIDOR + TRACK * max(0, turning - 1)
        host_width = _host_width(columns, corridor)
        sizes = [
            [
                SiteSize(topology, site, host_width, 1 if place == 0 else -1, wanted)
                for place, site in enumerate(row)
            ]
            for row in rows
        ]
        widths = [
            max(row[place].width + 2 * PAD for row in sizes if place < len(row))
            for place in range(len(columns))
        ]
        for row in sizes:
            for one, width in zip(row, widths, strict=False):
                one.widen(width - 2 * PAD)
        lefts = [0.0, widths[0] + corridor] if len(widths) > 1 else [0.0]
        self.corridor = Box(widths[0] if widths else 0, 0, corridor, 0)
        self.width = lefts[-1] + widths[-1] if widths else 0.0
        top = 0.0
        for row in sizes:
            top = self._row(row, lefts, widths, top) + _BETWEEN_ROWS
        self.height = max(0.0, top - _BETWEEN_ROWS)

    def _turning(self) -> int:
        """How many lines between sites turn in the corridor."""
        place = {
            node.id: number // 2
            for number, site in enumerate(self.topology.sites)
            for node in site.front
        }
        return sum(
            edge.kind == "replicates" and place[edge.source] != place[edge.target]
            for edge in self.topology.edges
        )

    def _row(
        self, row: list[SiteSize], lefts: list[float], widths: list[float], top: float
    ) -> float:
        """Place a row of sites; returns its lower edge."""
        top += max((CLIENTS + one.size(one.clients)[1] for one in row if one.clients), default=0)
        upper, lower = max(one.upper() for one in row), max(one.lower() for one in row)
        front = max(one.front(upper, lower) for one in row)
        y = top + PAD - 3 + front
        lower_row = Box(0, y - lower, 0, lower)
        upper_row = Box(0, lower_row.top - (TIERS if lower else 0) - upper, 0, upper)
        hosts = y + self._band(row)
        bottom = max(hosts + one.host_height + one.behind for one in row) + PAD
        for one, left, width in zip(row, lefts, widths, strict=False):
            outer = Box(left, top, width, bottom - top)
            SiteLayout(self.topology, one, self.placed, outer).place(upper_row, lower_row, hosts)
        return bottom

    @staticmethod
    def _band(row: list[SiteSize]) -> float:
        if any(one.gateway and one.replica_end for one in row):
            return BAND + 9
        return BAND if any(one.gateway or one.replica_end for one in row) else PAD


def _host_width(columns: list[int], corridor: float) -> float:
    room = PAGE - corridor * (len(columns) - 1) - 2 * PAD * len(columns)
    room -= sum((count - 1) * GAP for count in columns)
    return float(min(_WIDEST, max(_NARROWEST, room // max(1, sum(columns)))))
