"""Boxes and paths of a drawing in points, y downwards, and how paths are written for Graphviz."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

Point = tuple[float, float]
_ROUNDING = 6.0
"""Radius of a corner."""


@dataclass(frozen=True)
class Box:
    """A rectangle."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height

    @property
    def across(self) -> float:
        """Its middle from the left."""
        return self.left + self.width / 2

    @property
    def down(self) -> float:
        """Its middle from the top."""
        return self.top + self.height / 2


def spread(
    wanted: Sequence[tuple[float, float]], least: float, most: float, gap: float
) -> list[float]:
    """Left edges for boxes of which middle and width are wanted: apart, within bounds, in order.

    Where they do not fit, they leave the bounds on the right.
    """
    lefts: list[float] = []
    free = least
    for middle, width in wanted:
        lefts.append(max(free, middle - width / 2))
        free = lefts[-1] + width + gap
    limit = most
    for place in range(len(wanted) - 1, -1, -1):
        width = wanted[place][1]
        lefts[place] = max(least, min(lefts[place], limit - width))
        limit = lefts[place] - gap
    free = least
    for place, (_, width) in enumerate(wanted):
        lefts[place] = max(lefts[place], free)
        free = lefts[place] + width + gap
    return lefts


def straightened(points: Sequence[Point]) -> list[Point]:
    """The path without points that lie on the way between their neighbours."""
    kept: list[Point] = []
    for point in points:
        if kept and _same(kept[-1], point):
            continue
        if len(kept) > 1 and _in_line(kept[-2], kept[-1], point):
            kept.pop()
        kept.append(point)
    return kept


def _same(one: Point, other: Point) -> bool:
    return abs(one[0] - other[0]) + abs(one[1] - other[1]) < 0.5


def _in_line(one: Point, middle: Point, other: Point) -> bool:
    return any(abs(one[way] - middle[way]) + abs(middle[way] - other[way]) < 0.5 for way in (0, 1))


def middle_of(points: Sequence[Point]) -> Point:
    """The middle of the longest piece of a path."""
    one, other = max(pairwise(points), key=lambda ends: _length(*ends))
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2


def _length(one: Point, other: Point) -> float:
    return abs(one[0] - other[0]) + abs(one[1] - other[1])


def spline(points: Sequence[Point], height: float, start: float = 0, end: float = 0) -> str:
    """A path of at least two points as Graphviz writes a spline, its corners rounded.

    ``height`` is that of the drawing, as Graphviz counts upwards; ``start`` and ``end`` are the
    lengths of arrow heads, 0 for none.
    """
    path = list(points)
    tips = []
    if end:
        tips.append(f"e,{_written(path[-1], height)}")
        path[-1] = _towards(path[-1], path[-2], end)
    if start:
        tips.insert(0, f"s,{_written(path[0], height)}")
        path[0] = _towards(path[0], path[1], start)
    curve = [path[0]]
    for before, corner, after in zip(path, path[1:], path[2:], strict=False):
        room = min(_ROUNDING, _length(before, corner) / 2, _length(corner, after) / 2)
        into, out = _towards(corner, before, room), _towards(corner, after, room)
        curve += [*_line(curve[-1], into), corner, corner, out]
    curve += _line(curve[-1], path[-1])
    return " ".join([*tips, *(_written(point, height) for point in curve)])


def _towards(one: Point, other: Point, steps: float) -> Point:
    length = _length(one, other) or 1
    part = steps / length
    return one[0] + (other[0] - one[0]) * part, one[1] + (other[1] - one[1]) * part


def _line(one: Point, other: Point) -> list[Point]:
    """A straight piece as the rest of a curve: two points that bend it and its end."""
    return [one, other, other]


def _written(point: Point, height: float) -> str:
    return f"{round(point[0], 1):g},{round(height - point[1], 1):g}"
