"""What stands around every view: the graph with its fonts and colours, the title, the legend."""

from __future__ import annotations

from collections.abc import Sequence

import graphviz

from diagrams import style
from diagrams.html_label import cell, label, shortened, span, stacked, table
from diagrams.model import LegendEntry, Text, say
from diagrams.style import LOOKS
from knowledge.explanation import decision_label
from knowledge.words import word

_LINES = {"apart": "|—|", "replica-line": "- - ▶", "copy-line": "—▶", "own-copy-line": "—▶"}
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


def legend_table(entries: Sequence[LegendEntry], language: str) -> str:
    """A row of samples to be put into a cell."""
    return table([samples(entries, language)], border=0, cellborder=0, cellspacing=6)


def samples(entries: Sequence[LegendEntry], language: str, highlight: str = "") -> list[str]:
    """The samples as cells; the id of a decision that is highlighted comes first."""
    marked = [_marked(highlight, language)] if highlight else []
    return [*marked, *(_sample(entry, language) for entry in entries)]


def _marked(highlight: str, language: str) -> str:
    said = f"{style.MARK}\u2002{highlight_name(highlight, language)}"
    return cell(span(said, style.SMALL, bold=True), border=3, color=style.INK, cellpadding=4)


def highlight_name(highlight: str, language: str) -> str:
    """What the mark stands for: the decision of that id and the site or workload it is about."""
    topic, _, subject = highlight.partition("/")
    name = shortened(subject.partition(":")[2])
    decision = decision_label(topic, language)
    return word("diagrams.highlighted", language, decision=decision, name=name)


def _sample(entry: LegendEntry, language: str) -> str:
    look = LOOKS[entry.look]
    text = span(say(entry.text, language), style.SMALL, look.ink)
    if entry.look in _LINES:
        # not in bold: Graphviz sets a line without any bold text lower, out of line with the others
        drawn = span(_LINES[entry.look], style.SMALL, look.stroke)
        return cell(drawn + span("\u2002", style.SMALL) + text, cellpadding=4)
    return cell(
        text,
        border=look.width,
        color=look.stroke,
        bgcolor=look.fill,
        cellpadding=4,
        style="dashed" if look.dashed else "",
    )
