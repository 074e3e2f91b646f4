"""Title and legend of a drawing of known width: broken into lines, with the height they take."""

from __future__ import annotations

from collections.abc import Sequence

from diagrams import frame, style
from diagrams.html_label import cell, label, span, table
from diagrams.measure import fitted, points
from diagrams.model import LegendEntry, Text, say
from facts.visible_text import visible
from knowledge.words import word

_TITLE_LINE, _LINE, _SAMPLE = 26, 17, 36
"""Points that a line of the title, a further line and a row of samples take."""
_GAP = "\u2003"
_AROUND = 26
"""Points of a sample beside its text."""

Block = tuple[str, int]
"""A label and the points from its top to its bottom."""


def title(texts: Sequence[Text], view: str, language: str, width: float) -> Block:
    """Project, view, version and date, and below them how the drawing is to be read."""
    project = say(texts[0], language, visible)
    named = word(f"diagrams.view-{view}", language)
    rest = say(texts[1], language, visible)
    caption = word(f"diagrams.caption-{view}", language)
    beside = span(named, style.SITE), span(_shortened(rest, width), style.SMALL + 1, style.MUTED)
    taken = points(named, style.SITE) + points(rest, style.SMALL + 1) + 2 * style.TITLE
    lines = fitted(project, width, style.TITLE, 2, bold=True)
    rows = [span(line, style.TITLE, bold=True) for line in lines]
    if len(lines) == 1 and points(project, style.TITLE, bold=True) + taken < width:
        rows = [span(_GAP, style.SMALL).join((*rows, *beside))]
    else:
        rows.append(span(_GAP, style.SMALL).join(beside))
    height = len(rows) * _TITLE_LINE
    said = fitted(caption, width, style.SMALL, 4)
    rows += [span(line, style.SMALL, style.MUTED) for line in said]
    return _block(rows, width), height + len(said) * _LINE


def _shortened(text: str, width: float) -> str:
    return fitted(text, width / 2, style.SMALL + 1, most=1)[0]


def _block(rows: list[str], width: float) -> str:
    cells = [[cell(row, align="LEFT", width=round(width))] for row in rows]
    return label(table(cells, border=0, cellborder=0, cellspacing=0, cellpadding=1))


def legend(entries: Sequence[LegendEntry], language: str, highlight: str, width: float) -> Block:
    """Samples in as many rows as they need, that of a highlighted decision first."""
    needed = [points(say(entry.text, language), style.SMALL) + _AROUND for entry in entries]
    if highlight:
        said = frame.highlight_name(highlight, language)
        needed.insert(0, points(said, style.SMALL, bold=True) + 2 * _AROUND)
    rows: list[list[str]] = [[]]
    left = [width]
    for taken, sample in zip(needed, frame.samples(entries, language, highlight), strict=True):
        if rows[-1] and taken > left[-1]:
            rows.append([])
            left.append(width)
        rows[-1].append(sample)
        left[-1] -= taken
    # what is left over would else be spread over the samples
    for row, free in zip(rows, left, strict=True):
        row.append(cell("", width=max(1, round(free) - 20)))
    lines = [
        [
            cell(
                table([row], border=0, cellborder=0, cellspacing=4),
                align="LEFT",
                width=round(width),
            )
        ]
        for row in rows
    ]
    whole = table(lines, border=0, cellborder=0, cellspacing=0, cellpadding=0)
    return label(whole), len(rows) * _SAMPLE
