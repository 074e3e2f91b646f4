"""Paths of lines, and boxes that make room for each other."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from diagrams.geometry import middle_of, spline, spread, straightened


def test_a_path_loses_points_on_its_way() -> None:
    assert straightened([(0, 0), (0, 5), (0, 9), (4, 9), (4, 9)]) == [(0, 0), (0, 9), (4, 9)]


def test_a_spline_has_round_corners_and_tips() -> None:
    written = spline([(0, 0), (0, 20), (30, 20)], 100, start=2, end=7)
    assert written.startswith("s,0,100 e,30,80 ")
    points = written.split()[2:]
    assert len(points) % 3 == 1, "a spline is a point and three for each piece"
    assert points[0] == "0,98"
    assert points[-1] == "23,80"
    assert "0,80" in points, "the corner bends the curve"


def test_the_middle_is_that_of_the_longest_piece() -> None:
    assert middle_of([(0, 0), (0, 10), (30, 10)]) == (15, 10)


@given(wanted=st.lists(st.tuples(st.integers(0, 300), st.integers(10, 60)), min_size=1, max_size=5))
def test_boxes_spread_apart_in_order(wanted: list[tuple[int, int]]) -> None:
    wanted = sorted(wanted)
    lefts = spread(wanted, 0, 1000, 5)
    for (left, (_, width)), (right, _) in pairwise(zip(lefts, wanted, strict=True)):
        assert left + width + 5 <= right + 0.001
    assert lefts[0] >= 0
