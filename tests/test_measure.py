"""Texts broken into lines that fit, in both languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagrams.measure import fitted, points
from facts.visible_text import visible


@given(text=st.text(max_size=150), room=st.integers(80, 400), most=st.integers(1, 4))
def test_lines_fit(text: str, room: int, most: int) -> None:
    lines = fitted(text, room, 10, most)
    assert 1 <= len(lines) <= most
    for line in lines:
        assert points(line, 10) <= room + 0.001
    if "…" not in "".join(lines):
        assert "".join("".join(lines).split()) == "".join(visible(text).split())


@given(text=st.text(alphabet="abc 漢字カナかな、。ー", max_size=200), room=st.integers(60, 300))
def test_nothing_is_lost_where_there_are_lines_enough(text: str, room: int) -> None:
    lines = fitted(text, room, 10, most=60)
    assert "".join("".join(lines).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("WEB-01", 100, ("WEB-01",)),
        ("", 100, ("",)),
        ("cluster restart, own copy", 90, ("cluster restart,", "own copy")),
        ("再起動で保護、独自に複製", 90, ("再起動で保護、", "独自に複製")),
        ("複製に採用できる選択肢なし", 90, ("複製に採用できる", "選択肢なし")),
        ("HV-03 to HV-16 (14 more)", 100, ("HV-03 to HV-16", "(14 more)")),
    ],
)
def test_lines_end_where_a_reader_would_end_them(
    text: str, room: int, lines: tuple[str, ...]
) -> None:
    assert fitted(text, room, 10) == lines


def test_no_line_begins_with_what_never_begins_one() -> None:
    for room in range(40, 140, 5):
        for line in fitted(
            "アプリケーションサーバー、ゲストー。データベース)サーバー", room, 10, 20
        ):
            assert line[0] not in "ー、。)"


def test_both_ends_of_a_long_name_stay() -> None:
    (line,) = fitted("A" * 60 + "-1", 100, 10, most=1)
    assert line.startswith("AAAA")
    assert line.endswith("A-1")
    first, second = fitted("A" * 60 + "-1", 100, 10)
    assert "…" not in first
    assert second.endswith("A-1")


def test_japanese_takes_twice_the_room() -> None:
    assert points("漢字", 10) == 20
    assert points("ab", 10) < 14
    assert points("ab", 10, bold=True) > points("ab", 10)
