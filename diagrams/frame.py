"""What stands around every view: the graph with its fonts and colours, the title, the legend."""

from __future__ import annotations

from collections.abc import Sequence

import graphviz

from diagrams import style
from diagrams.html_label import cell, label, shortened, span, stacked, table
from diagrams.model import LegendEntry, Text, say
from diagrams.style import LOOKS
from knowledge.words import word

_LINES = {"apart": "|—|", "replica-line": "- - ▶", "copy-line": "- - ▶", "own-copy-line": "—▶"}
"""Lines drawn as text in the legend."""


def graph(name: str, **attributes: str) -> graphviz.Digraph:
    """An empty graph in the style of all views; ``attributes`` are those of this view."""
    return graphviz.Digraph(
        name,
        graph_attr={
            "bgcolor": style.PAPER,
            "compound": "true",
            "newrank": "true",
            "pad": "0.15",
            "fontname": style.FONTS,
            "fontsize": str(style.SITE),
            "fontcolor": style.INK,
            "labelloc": "t",
            "labeljust": "l",
            **attributes,
        },
        node_attr={
            "shape": "plain",
            "fontname": style.FONTS,
            "fontsize": str(style.SIZE),
            "fontcolor": style.INK,
        },
        edge_attr={
            "fontname": style.FONTS,
            "fontsize": str(style.SMALL),
            "color": style.LINE,
            "penwidth": "2",
            "arrowsize": "0.7",
            "arrowhead": "normal",
            "arrowtail": "normal",
            "headport": "",
            "tailport": "",
        },
    )


def title(texts: Sequence[Text], view: str, language: str, caption: bool = True) -> str:
    """Project, view, version and date; below them, if wanted, how the drawing is to be read."""
    project, described = texts
    first = span(shortened(say(project, language), 60), style.TITLE, bold=True)
    named = span(word(f"diagrams.view-{view}", language), style.SITE)
    rest = span(say(described, language, shortened), style.SMALL + 1, style.MUTED)
    gap = span("\u2003", style.SMALL)
    lines = [gap.join((first, named, rest))]
    if caption:
        lines.append(span(word(f"diagrams.caption-{view}", language), style.SMALL, style.MUTED))
    return label(stacked(lines))


def legend(entries: Sequence[LegendEntry], language: str) -> str:
    """A row of samples as a label."""
    return label(legend_table(entries, language))


def legend_table(entries: Sequence[LegendEntry], language: str) -> str:
    """The same to be put into a cell."""
    samples = []
    for entry in entries:
        look = LOOKS[entry.look]
        text = span(say(entry.text, language), style.SMALL, look.ink)
        if entry.look in _LINES:
            sample = span(_LINES[entry.look], style.SMALL, look.stroke, bold=True)
            samples.append(cell(sample + span("\u2002", style.SMALL) + text))
        else:
            samples.append(
                cell(
                    text,
                    border=look.width,
                    color=look.stroke,
                    bgcolor=look.fill,
                    cellpadding=4,
                    style="dashed" if look.dashed else "",
                )
            )
    return table([samples], border=0, cellborder=0, cellspacing=6)
