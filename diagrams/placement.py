"""An example of which machine runs on which host: balanced, groups kept apart and side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Member = tuple[str, int]
_AHEAD = 2
"""Machines by which a drawn host may be ahead of one that is not."""


@dataclass(frozen=True)
class Group:
    """Machines of one workload that should run on different hosts.

    ``away_from`` names a group whose member of the same number must be on another host.
    """

    key: str
    count: int
    away_from: str = ""


def place(
    groups: Iterable[Group], hosts: int, drawn: int, from_right: bool = False
) -> tuple[tuple[Member, ...], ...]:
    """Members on each host, top row first; a group larger than the hosts goes around again.

    The first ``drawn`` hosts are filled a little ahead of the others, so that they show something;
    machines that stand alone come first on the host to the right or to the left.
    """
    grid = _Grid(hosts, min(hosts, drawn), from_right)
    for group in groups:
        if group.count == 1 or group.away_from:
            for number in range(group.count):
                grid.put_one(group, number)
        else:
            for first in range(0, group.count, hosts):
                grid.put_apart(group.key, range(first, min(first + hosts, group.count)))
    return tuple(tuple(member for _, member in sorted(column.items())) for column in grid.columns)


class _Grid:
    """Columns are hosts, rows keep members of a group on one line wherever that is possible."""

    def __init__(self, hosts: int, drawn: int, from_right: bool) -> None:
        self.drawn = drawn
        self.turn = -1 if from_right else 1
        self.columns: list[dict[int, Member]] = [{} for _ in range(hosts)]
        self.host_of: dict[Member, int] = {}

    def put_apart(self, key: str, numbers: range) -> None:
        """Put members on neighbouring hosts, in one row, where fewest machines run."""
        sizes = [self._load(host) for host in range(len(self.columns))]
        width = len(numbers)

        def cost(first: int) -> tuple[bool, int, int, int]:
            chosen = sizes[first : first + width]
            torn = width <= self.drawn and first < self.drawn < first + width
            return torn, sum(chosen), max(chosen) - min(chosen), first

        first = min(range(len(sizes) - width + 1), key=cost)
        span = range(first, first + width)
        row = 0
        while any(row in self.columns[host] for host in span):
            row += 1
        for host, number in zip(span, numbers, strict=True):
            self._put(host, row, (key, number))

    def put_one(self, group: Group, number: int) -> None:
        """Put a member where fewest machines run, filling gaps from the top."""
        barred = self.host_of.get((group.away_from, number))
        others = [host for host in range(len(self.columns)) if host != barred]
        host = min(others or [0], key=lambda one: (self._load(one), self.turn * one))
        row = next(
            row for row in range(len(self.columns[host]) + 1) if row not in self.columns[host]
        )
        self._put(host, row, (group.key, number))

    def _load(self, host: int) -> int:
        return len(self.columns[host]) + (_AHEAD if host >= self.drawn else 0)

    def _put(self, host: int, row: int, member: Member) -> None:
        self.columns[host][row] = member
        self.host_of[member] = host
