"""HTML-like labels of Graphviz: tables, and names that can do no harm in them."""

from __future__ import annotations

import html
import unicodedata

from diagrams import style
from facts.visible_text import signs as signs_of
from facts.visible_text import visible

WIDEST = 24
"""Columns of a line in a box; Japanese characters take two."""


def columns(text: str) -> int:
    """Width of a text in columns of half-width characters."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def shortened(text: str, widest: int = WIDEST) -> str:
    """The text in one line of so many columns, its middle left out where it is longer."""
    signs = signs_of(text)
    if _width(signs) <= widest:
        return "".join(signs)
    tail = _fitting(signs[::-1], widest // 3)[::-1]
    head = _fitting(signs, widest - 1 - _width(tail))
    return "".join([*head, "…", *tail])


def wrapped(text: str, widest: int = WIDEST) -> tuple[str, ...]:
    """The text in at most two lines; what does not fit is left out of the second."""
    signs = signs_of(text)
    if _width(signs) <= widest:
        return ("".join(signs),)
    head = _fitting(signs, widest)
    spaces = [place for place, sign in enumerate(head) if sign == " " and place > len(head) // 2]
    if spaces:
        head = head[: spaces[-1]]
    return "".join(head), shortened("".join(signs[len(head) :]).strip(), widest)


def _fitting(signs: list[str], room: int) -> list[str]:
    for place, sign in enumerate(signs):
        room -= columns(sign)
        if room < 0:
            return signs[:place]
    return signs


def _width(signs: list[str]) -> int:
    return sum(columns(sign) for sign in signs)


def span(text: str, size: int = style.SIZE, colour: str = style.INK, bold: bool = False) -> str:
    """Text of a label, escaped; empty text becomes a space, which Graphviz needs."""
    inner = _literal(visible(text)) or "&#160;"
    if bold:
        inner = f"<B>{inner}</B>"
    return f'<FONT POINT-SIZE="{size}" COLOR="{colour}">{inner}</FONT>'


def cell(content: str, **attributes: str | int) -> str:
    """A cell; names of attributes as Graphviz spells them, in lower case."""
    return f"<TD{_written(attributes)}>{content}</TD>"


def table(rows: list[list[str]], **attributes: str | int) -> str:
    """A table from rows of cells."""
    inner = "".join(f"<TR>{''.join(row)}</TR>" for row in rows)
    return f"<TABLE{_written(attributes)}>{inner}</TABLE>"


def stacked(lines: list[str], align: str = "LEFT") -> str:
    """Lines below each other, as rows: a line break would make lines of two sizes touch."""
    rows = [[cell(line, align=align)] for line in lines]
    return table(rows, border=0, cellborder=0, cellspacing=0, cellpadding=1)


def label(content: str) -> str:
    """The content marked as an HTML-like label."""
    return f"<{content}>"


def _written(attributes: dict[str, str | int]) -> str:
    return "".join(
        f' {key.upper()}="{_literal(str(value))}"'
        for key, value in attributes.items()
        if value != ""
    )


def _literal(text: str) -> str:
    """Text that Graphviz takes as it stands: no markup, no entity, no escape such as ``\\N``."""
    return html.escape(text).replace("\\", "\\\\")
