"""How sites stand in the physical view, and how much of each is drawn so that it stays readable.

Sites stand in rows of two, in their order; so none ever changes its place, and every connection
between sites runs through the corridor in the middle.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import TypeVar

IN_A_ROW = 2
MOST_HOSTS = 4
"""Hosts of a site that are drawn one by one."""
_COLUMNS = 8
"""Boxes of hosts beside each other."""
_ROOM = 960
"""Points from top to bottom for all rows of sites."""
_MACHINE = 64
"""Points of a machine, roughly; languages and names differ."""
_LEAST, _MOST = 2, 6
"""Boxes of machines in one host."""

Site = TypeVar("Site")


@dataclass(frozen=True)
class Plan:
    """How many hosts are drawn one by one.

    ``facing`` is the side of the neighbouring site: 1 the right, -1 the left, 0 if there is none.
    """

    hosts: int
    facing: int


@dataclass(frozen=True)
class Around:
    """What takes room around the hosts of some site."""

    farms: bool
    copies: bool
    replicas: bool
    shared: bool
    stored: bool


def together(sites: Iterable[Around]) -> Around:
    """What takes room at any of these sites."""
    found = list(sites)
    names = [one.name for one in fields(Around)]
    return Around(**{name: any(getattr(one, name) for one in found) for name in names})


def in_rows(sites: Sequence[Site]) -> list[tuple[Site, ...]]:
    """The sites row by row, in their order."""
    return [tuple(sites[first : first + IN_A_ROW]) for first in range(0, len(sites), IN_A_ROW)]


def plans(hosts: Sequence[int]) -> list[Plan]:
    """A plan for each site, from the numbers of their hosts."""
    # columns are as wide as the widest site of all rows; folded hosts take one too
    boxes = [min(one, MOST_HOSTS + 1) for one in hosts]
    wide = sum(max(boxes[place::IN_A_ROW], default=0) for place in range(IN_A_ROW))
    narrower = MOST_HOSTS - 2 if len(hosts) > IN_A_ROW else MOST_HOSTS - 1
    folded = narrower if wide > _COLUMNS else MOST_HOSTS
    sides = (1, -1) if len(hosts) > 1 else (0,)
    return [
        Plan(one if one <= MOST_HOSTS else folded, sides[number % IN_A_ROW])
        for number, one in enumerate(hosts)
    ]


def room_for_machines(sites: int, around: Around) -> int:
    """How many boxes of machines one host may hold, so that the drawing does not grow too high."""
    rows = -(-sites // IN_A_ROW)
    front = max(60 + 50 * around.farms, 50 * (around.copies + around.replicas))
    behind = (85 if not around.stored else 25 if rows > 1 else 85) * around.shared
    behind += 50 * around.stored
    fixed = 140 + 42 * around.farms + front + behind
    return min(_MOST, max(_LEAST, (_ROOM // max(1, rows) - fixed) // _MACHINE))
