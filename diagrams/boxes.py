"""Boxes as HTML-like labels: sites, hosts, machines, storage, whatever has a name and lines."""

from __future__ import annotations

from collections.abc import Sequence

from diagrams import style
from diagrams.html_label import (
    cell,
    label,
    shortened,
    span,
    stacked,
    table,
    wrapped,
)
from diagrams.model import FIRM, FoldedHosts, Host, Node, Text, say
from diagrams.style import LOOKS, Look
from facts.visible_text import visible
from knowledge.words import word

HOST_WIDTH = 162
"""Points from one side of a host to the other."""
_SPACING = 5
_NAME_HEIGHT, _LINE_HEIGHT = 26, 19
"""Points, roughly, as fonts differ: what a line of a machine's name and each further one take."""


def site_label(name: Text, lines: Sequence[Text], language: str) -> str:
    """Name of a site above what it is."""
    return label(site_content(name, lines, language))


def site_content(name: Text, lines: Sequence[Text], language: str) -> str:
    """The same to be put into a cell."""
    names = [span(line, style.SITE, bold=True) for line in wrapped(say(name, language), 40)]
    return stacked([*names, *_lines(lines, language, style.SMALL + 1, style.MUTED)])


def plain(node: Node, language: str) -> str:
    """A rounded box with a name and lines below."""
    look = LOOKS[node.look]
    content = stacked(_content(node, language), "CENTER")
    return label(
        table(
            [[cell(content, tooltip=_tip(node, language))]],
            border=look.width,
            color=look.stroke,
            cellborder=0,
            cellpadding=4,
            bgcolor=look.fill,
            style=_border(node.status, rounded=True),
        )
    )


def row_sizes(hosts: Sequence[Host | FoldedHosts], language: str) -> list[tuple[int, int]]:
    """Lines of names and further lines in each row of machines across the hosts of a site."""
    rows: list[tuple[int, int]] = []
    for one in hosts:
        for place, machine in enumerate(one.machines):
            if place == len(rows):
                rows.append((0, 0))
            names, lines = rows[place]
            rows[place] = (
                max(names, len(_names(machine, language))),
                max(lines, len(machine.lines)),
            )
    return rows


def host(
    node: Host | FoldedHosts, rows: Sequence[tuple[int, int]], note: bool, language: str
) -> str:
    """A host, or several folded into one: header, a cell for each machine, room for more.

    ``rows`` are the sizes of all rows of the site and ``note`` says whether one of its hosts has
    machines that are not drawn, so that the hosts come out equally high.
    """
    cells = [
        _machine(machine, sum(size), language)
        for machine, size in zip(node.machines, rows, strict=False)
    ]
    empty = [
        names * _NAME_HEIGHT + lines * _LINE_HEIGHT + _SPACING
        for names, lines in rows[len(cells) :]
    ]
    if empty:
        cells.append(cell("", height=sum(empty) - _SPACING, cellpadding=0))
    if note:
        more = word("diagrams.more-machines", language, n=node.more) if node.more else ""
        cells.append(cell(span(more, style.SMALL, style.MUTED)))
    if node.reserve:
        cells.append(_reserve(language))
    return _framed(say(node.label, language), cells, node.status)


def storage(node: Node, held: Sequence[Node], widths: Sequence[int], language: str) -> str:
    """Storage with what lies on it, and a place of so many points for the line of each host."""
    if node.kind == "shared":
        return plain(node, language)
    look = LOOKS[node.look]
    parts = [cell(stacked(_content(node, language), "CENTER"), cellpadding=4)]
    for one in held:
        content = stacked(_content(one, language), "CENTER")
        parts.append(_box(content, LOOKS[one.look], one.status, tooltip=_tip(one, language)))
    inner = table([parts], border=0, cellborder=0, cellspacing=6)
    ports = [
        cell("", port=f"n{number}", width=width, height=1, cellpadding=0)
        for number, width in enumerate(widths)
    ]
    return label(
        table(
            [ports, [cell(inner, colspan=len(widths))]],
            border=1,
            color=look.stroke,
            cellborder=0,
            cellspacing=0,
            bgcolor=look.fill,
            style=_border(node.status, rounded=True),
        )
    )


def _framed(name: str, rows: list[str], status: str) -> str:
    look = LOOKS["host"]
    header = cell(
        span(name, style.SIZE, style.PAPER, bold=True),
        port="top",
        width=HOST_WIDTH - 2 * (_SPACING + 1),
        bgcolor=style.HEADER,
    )
    foot = cell("", port="bottom", cellpadding=0, height=2)
    return label(
        table(
            [[header], *([row] for row in rows), [foot]],
            border=look.width,
            color=look.stroke,
            cellborder=0,
            cellspacing=5,
            cellpadding=4,
            bgcolor=look.fill,
            style=_border(status, rounded=True),
        )
    )


def _machine(node: Node, lines: int, language: str) -> str:
    """A machine, filled up with empty lines to so many."""
    texts = _content(node, language)
    texts += [span("", style.SMALL)] * (lines - len(texts))
    return _box(
        stacked(texts),
        LOOKS[node.look],
        node.status,
        padding=3,
        align="LEFT",
        port=node.id,
        tooltip=_tip(node, language),
    )


def _reserve(language: str) -> str:
    look = LOOKS["reserve"]
    return _box(span(word("diagrams.reserve", language), style.SMALL, look.ink), look, padding=4)


def _box(
    content: str,
    look: Look,
    status: str = FIRM,
    padding: int = 4,
    **attributes: str | int,
) -> str:
    return cell(
        content,
        border=look.width,
        color=look.stroke,
        bgcolor=look.fill,
        cellpadding=padding,
        style="dashed" if look.dashed or status != FIRM else "",
        **attributes,
    )


def _content(node: Node, language: str) -> list[str]:
    bold = [span(line, style.SIZE, bold=True) for line in _names(node, language)]
    return [*bold, *_lines(node.lines, language, style.SMALL, style.INK)]


def _names(node: Node, language: str) -> tuple[str, ...]:
    """The name in the lines it takes; only names that people gave are ever broken."""
    if node.kind in ("machine", "machines"):
        return wrapped(say(node.name, language))
    return (say(node.name, language, shortened),)


def _lines(lines: Sequence[Text], language: str, size: int, colour: str) -> list[str]:
    return [span(say(line, language, shortened), size, colour) for line in lines]


def _tip(node: Node, language: str) -> str:
    """Full name and lines as a tooltip."""
    texts = [say(text, language, visible) for text in (node.name, *node.lines)]
    return " / ".join(texts)


def _border(status: str, rounded: bool) -> str:
    words = [*(["rounded"] if rounded else []), *(["dashed"] if status != FIRM else [])]
    return ",".join(words)
