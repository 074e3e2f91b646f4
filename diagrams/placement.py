"""An example of which machine runs on which host: balanced, groups kept apart and side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

_AHEAD = 2
"""Machines by which a drawn host may be ahead of one that is not."""


@dataclass(frozen=True)
class Group:
    """Machines of one workload that should run on different hosts.

    ``away_from`` names a group whose member of the same number must be on another host. ``side``
    is where the group should rather stand: 1 to the right, else to the left.
    """

    key: str
    count: int
    away_from: str = ""
    side: int = -1


@dataclass(frozen=True)
class Stack:
    """The machines of one group on one host, by their numbers from 0."""

    key: str
    numbers: tuple[int, ...]


def place(groups: Iterable[Group], hosts: int, drawn: int) -> tuple[tuple[Stack, ...], ...]:
    """What runs on each host, top row first; a group larger than the hosts has several on each.

    The first ``drawn`` hosts are filled a little ahead of the others, so that they show something.
    """
    grid = _Grid(hosts, min(hosts, drawn))
    for group in groups:
        if group.count == 1 or group.away_from:
            for number in range(group.count):
                grid.put_one(group, number)
        else:
            grid.put_apart(group)
    return tuple(
        tuple(Stack(key, tuple(numbers)) for _, (key, numbers) in sorted(column.items()))
        for column in grid.columns
    )


class _Grid:
    """Columns are hosts, rows keep members of a group on one line wherever that is possible."""

    def __init__(self, hosts: int, drawn: int) -> None:
        self.drawn = drawn
        self.columns: list[dict[int, tuple[str, list[int]]]] = [{} for _ in range(hosts)]
        self.machines = [0] * hosts
        self.host_of: dict[tuple[str, int], int] = {}

    def put_apart(self, group: Group) -> None:
        """Put members on neighbouring hosts, in one row, where fewest machines run."""
        loads = [self._load(host) for host in range(len(self.columns))]
        width = min(group.count, len(loads))

        def cost(first: int) -> tuple[bool, int, int, int]:
            chosen = loads[first : first + width]
            torn = width <= self.drawn and first < self.drawn < first + width
            return torn, sum(chosen), max(chosen) - min(chosen), self._rank(group, first)

        first = min(range(len(loads) - width + 1), key=cost)
        span = range(first, first + width)
        row = 0
        while any(row in self.columns[host] for host in span):
            row += 1
        each, left = divmod(group.count, width)
        fuller = sorted(span, key=lambda host: (loads[host], host))[:left]
        number = 0
        for host in span:
            for _ in range(each + (host in fuller)):
                self._put(host, row, group.key, number)
                number += 1

    def put_one(self, group: Group, number: int) -> None:
        """Put a member where fewest machines run, filling gaps from the top."""
        barred = self.host_of.get((group.away_from, number))
        others = [host for host in range(len(self.columns)) if host != barred]
        host = min(others or [0], key=lambda one: (self._load(one), self._rank(group, one)))
        column = self.columns[host]
        own = (row for row, (key, _) in column.items() if key == group.key)
        free = (row for row in range(len(column) + 1) if row not in column)
        self._put(host, next(own, next(free)), group.key, number)

    @staticmethod
    def _rank(group: Group, host: int) -> int:
        return -host if group.side > 0 else host

    def _load(self, host: int) -> int:
        return self.machines[host] + (_AHEAD if host >= self.drawn else 0)

    def _put(self, host: int, row: int, key: str, number: int) -> None:
        self.columns[host].setdefault(row, (key, []))[1].append(number)
        self.machines[host] += 1
        self.host_of[key, number] = host
