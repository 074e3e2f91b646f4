"""Boxes of the physical view as HTML-like labels of a size that is known before they are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from diagrams import style
from diagrams.html_label import cell, label, span, table
from diagrams.measure import fitted, points
from diagrams.model import FIRM, Node, Text, say
from diagrams.style import Look, look_of, mark_of
from facts.visible_text import visible

NAME = 11
"""Font size of the name of a machine, in points."""
_HEADER = 22
"""Points of a host's name in one line."""
_NAME_LINE, _LINE, _SITE_LINE, _ABOUT_SITE = 17, 15, 21, 17
"""Points of a line of a name, a further line, a site's name, and a line of what it is."""
_PADDING, _BORDER = 4, 2
_RAISED = 2
"""Points by which letters stand above the middle of their line."""
_MOST_LINES = 4


@dataclass(frozen=True)
class Written:
    """The texts of a box, broken into lines; ``flat`` puts name and line beside each other.

    ``size`` is the font size of the name in points.
    """

    names: tuple[str, ...]
    lines: tuple[str, ...] = ()
    flat: bool = False
    size: int = NAME

    @property
    def height(self) -> int:
        """Points from the top of the box to its bottom."""
        return self.text_height + 2 * (_PADDING + _BORDER)

    @property
    def text_height(self) -> int:
        """Points of the lines alone."""
        if self.flat:
            return _NAME_LINE
        return len(self.names) * _NAME_LINE + len(self.lines) * _LINE

    @property
    def width(self) -> float:
        """Points that the box needs from side to side."""
        names = [points(line, self.size, bold=True) for line in self.names]
        lines = [points(line, style.SMALL) for line in self.lines]
        return max([*names, *lines]) + 2 * (_PADDING + _BORDER)


def written(node: Node, room: float, language: str, highlight: str, names: int) -> Written:
    """The texts of a box broken into lines of so many points, border and padding included.

    ``names`` is how many lines its name may take; in a smaller font, before it is shortened.
    """
    inner = room - 2 * (_PADDING + _BORDER)
    name = mark_of(node.about, highlight) + say(node.name, language, visible)
    lines: list[str] = []
    for text in node.lines:
        lines += fitted(say(text, language, visible), inner, style.SMALL, _MOST_LINES)
    said = fitted(name, inner, NAME, names, bold=True)
    smaller = fitted(name, inner, style.SMALL, names, bold=True)
    if said[-1] != smaller[-1] and "…" in said[-1]:
        return Written(smaller, tuple(lines), size=style.SMALL)
    return Written(said, tuple(lines))


def flattened(said: Written, room: float) -> Written:
    """The same texts in one line, where they fit into so many points."""
    line = ", ".join(said.lines)
    taken = points(said.names[0], NAME, bold=True) + points(line, style.SMALL) + 40
    fits = len(said.names) == 1 and len(said.lines) == 1 and taken < room
    return Written(said.names, said.lines, flat=True) if fits else said


def box(
    node: Node,
    said: Written,
    width: float,
    height: float,
    language: str,
    highlight: str,
    free: tuple[float, float] = (0, 0),
) -> str:
    """A box of a given size; machines begin at the top left, everything else is centred.

    ``free`` is the width on the right, and the height below, that is left for other boxes.
    """
    machine = node.kind in ("machine", "machines")
    look = look_of(node.look, node.about, highlight)
    side = "LEFT" if machine else "CENTER"
    inner_height = height - 2 * look.width - free[1]
    # a cell grows with its table only if it is told its size
    inner = cell(
        texts(said, look.ink, side, inner_height - 2 * _PADDING),
        align=side,
        cellpadding=_PADDING,
        tooltip=tip(node, language),
        width=round(width - 2 * look.width - free[0]),
        height=round(inner_height),
    )
    rows = [[inner]]
    if free[0]:
        rows[0].append(cell("", width=round(free[0])))
    if free[1]:
        rows.append([cell("", height=round(free[1]))])
    return label(framed(rows, look, node.status != FIRM, rounded=not machine))


def framed(rows: list[list[str]], look: Look, dashed: bool = False, rounded: bool = False) -> str:
    """A table of a given look."""
    ways = [*(["rounded"] if rounded else []), *(["dashed"] if dashed or look.dashed else [])]
    return table(
        rows,
        border=look.width,
        color=look.stroke,
        bgcolor=look.fill,
        cellborder=0,
        cellspacing=0,
        cellpadding=0,
        style=",".join(ways),
    )


def texts(said: Written, ink: str, align: str, height: float) -> str:
    """The lines of a box below each other in so many points; to the left they begin at the top."""
    if said.flat:
        one, other = said.names[0], said.lines[0]
        line = span(one, NAME, ink, bold=True) + span(f"\u2003{other}", style.SMALL, ink)
        rows = [[cell(line, align=align, height=_NAME_LINE)]]
    else:
        rows = [_row(line, said.size, ink, align, _NAME_LINE, bold=True) for line in said.names]
        rows += [_row(line, style.SMALL, ink, align, _LINE) for line in said.lines]
    # what is left over would else be spread over the lines
    free = height - said.text_height
    above = 0 if align == "LEFT" else min(round(free / 2) + _RAISED, round(free))
    rows = [*_empty(above), *rows, *_empty(round(free) - above)]
    return table(rows, border=0, cellborder=0, cellspacing=0, cellpadding=0)


def _empty(height: int) -> list[list[str]]:
    return [[cell("", height=height)]] if height > 0 else []


def _row(text: str, size: int, ink: str, align: str, height: int, bold: bool = False) -> list[str]:
    return [cell(span(text, size, ink, bold), align=align, height=height)]


def _header_lines(name: str, width: float) -> tuple[str, ...]:
    return fitted(name, width - 8, NAME, 2, bold=True)


def header_height(name: str, width: float) -> int:
    """Points that the dark band with the name of a host takes."""
    return _HEADER + (len(_header_lines(name, width)) - 1) * (_LINE - 1)


def header(name: str, width: float, height: int, fill: str) -> str:
    """The dark band with the name of a host."""
    lines = [span(line, NAME, style.PAPER, bold=True) for line in _header_lines(name, width)]
    inner = cell("<BR/>".join(lines), cellpadding=0, width=round(width), height=height - _RAISED)
    rows = [*_empty(_RAISED), [inner]]
    return label(table(rows, border=0, cellpadding=0, cellborder=0, cellspacing=0, bgcolor=fill))


def words(text: str, look: Look, width: float, height: float) -> str:
    """A small text in the middle of a box: room in reserve, machines that are not drawn."""
    said = Written((), fitted(text, width - 8, style.SMALL, 2))
    inner_height = height - 2 * look.width
    content = texts(said, look.ink, "CENTER", inner_height)
    inner = cell(content, width=round(width - 2 * look.width), height=round(inner_height))
    return label(framed([[inner]], look))


@dataclass(frozen=True)
class Heading:
    """Name of a site and what it is, broken into lines."""

    names: tuple[str, ...]
    lines: tuple[str, ...]

    @property
    def height(self) -> int:
        """Points from top to bottom."""
        return len(self.names) * _SITE_LINE + len(self.lines) * _ABOUT_SITE

    @property
    def width(self) -> float:
        """Points of the longest line."""
        names = [points(line, style.SITE, bold=True) for line in self.names]
        return max([*names, *(points(line, style.SMALL + 1) for line in self.lines)])


def heading(name: str, lines: Sequence[Text], mark: str, room: float, language: str) -> Heading:
    """Name and lines of a site in so many points."""
    said: list[str] = []
    for line in lines:
        said += fitted(say(line, language, visible), room, style.SMALL + 1)
    return Heading(fitted(mark + visible(name), room, style.SITE, bold=True), tuple(said))


def heading_label(said: Heading, ink: str, muted: str, width: float) -> str:
    """A heading as a label of a given width, to the left."""
    rows = [_row(line, style.SITE, ink, "LEFT", _SITE_LINE, bold=True) for line in said.names]
    rows += [_row(line, style.SMALL + 1, muted, "LEFT", _ABOUT_SITE) for line in said.lines]
    rows[0] = [rows[0][0].replace("<TD", f'<TD WIDTH="{round(width)}"', 1)]
    return label(table(rows, border=0, cellborder=0, cellspacing=0, cellpadding=0))


def tip(node: Node, language: str) -> str:
    """Full name and lines as a tooltip."""
    return " / ".join(say(text, language, visible) for text in (node.name, *node.lines))
