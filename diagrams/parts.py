"""Parts of the views that are tables: the name of a site, lines in a box, what stands below."""

from __future__ import annotations

from collections.abc import Sequence

from diagrams import frame, style
from diagrams.html_label import cell, columns, label, span, table, wrapped
from diagrams.model import LegendEntry, Text, say
from diagrams.style import Look, mark_of

_WIDEST_NAME = 40
_THIN = "\u2009"


def site_names(
    name: Text, about: frozenset[str], look: Look, language: str, highlight: str
) -> list[str]:
    """The lines of a site's name, marked if the decision highlighted is about the site."""
    lines = wrapped(mark_of(about, highlight) + say(name, language), _WIDEST_NAME)
    return [span(line, style.SITE, look.ink, bold=True) for line in lines]


def broken(text: str, widest: int) -> list[str]:
    """A text of our own in as many lines of so many columns as it takes."""
    lines = []
    while columns(text) > widest:
        first, *_ = wrapped(text, widest)
        lines.append(first)
        text = text[len(first) :].strip()
    return [*lines, text]


def level(text: str, size: int, ink: str) -> str:
    """A line that stands as high as a bold one.

    Graphviz sets a line without any bold text lower, out of line with its neighbours.
    """
    return span(text, size, ink) + span(_THIN, size, bold=True)


def filled(lines: Sequence[str], spare: int, align: str) -> str:
    """Lines in the middle of a cell with so many points to spare: alone, they would drift apart."""
    gap = [[cell("", height=spare // 2, cellpadding=0)]] if spare > 1 else []
    rows = [*gap, *([cell(line, align=align)] for line in lines), *gap]
    return table(rows, border=0, cellborder=0, cellspacing=0, cellpadding=1)


def below(
    entries: Sequence[LegendEntry], language: str, highlight: str = "", notes: str = ""
) -> str:
    """Notes, what is highlighted, and the legend as a label, empty without any of them.

    As the label of the graph it keeps its size, where a cell of a wider table would stretch it.
    """
    rows = [notes] if notes else []
    if highlight:
        said = frame.highlight_name(highlight, language)
        rows.append(span(f"{style.MARK}\u2002{said}", style.SMALL + 1, bold=True))
    if entries:
        rows.append(frame.legend_table(entries, language))
    if not rows:
        return ""
    cells = [[cell(row, align="LEFT")] for row in rows]
    return label(table(cells, border=0, cellborder=0, cellspacing=4))
