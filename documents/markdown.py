"""Markdown from few building blocks, and a filter through which foreign text stays text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote

from facts.visible_text import visible as made_visible

_BREAKS = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_MARKUP = re.compile(r"[\\`*_\[\]|~$#!{}]")
_ESCAPED = r"\\\g<0>"
_LEADING = re.compile(r"[-+=:]|\d+(?=[.)](?:\s|$))")
_ADDRESS = re.compile(r":(?=/)|(?<=/)/|(?<=\w)\.(?=[^\W\d_])|@")
"""What readers of Markdown turn into links without being asked: addresses, also bare ones."""


def visible(text: str) -> str:
    """The text on one line, with characters spelt out that hide or turn their surroundings.

    Line breaks, tabs and runs of spaces become one space.
    """
    return made_visible(_BREAKS.sub(" ", text).strip())


def escape(text: str) -> str:
    """Foreign text as Markdown that shows exactly this text, wherever in a line it is put."""
    return _escaped(_ADDRESS.sub(_ESCAPED, _MARKUP.sub(_ESCAPED, visible(text))))


def _escaped(shown: str) -> str:
    start = _LEADING.match(shown)
    if start:
        cut = start.end() if start[0].isdigit() else 0
        shown = f"{shown[:cut]}\\{shown[cut:]}"
    return "".join(_ENTITIES.get(one, one) for one in shown)


def prose(text: str) -> str:
    """A text of ours as Markdown: like ``escape``, but what stands in backticks stays code."""
    parts = visible(text).split("`")
    if len(parts) % 2 == 0:
        return escape(text)
    return "".join(
        f"`{part.replace('|', chr(92) + '|')}`" if position % 2 else _inline(part)
        for position, part in enumerate(parts)
    )


def _inline(part: str) -> str:
    # visible() trims, which would glue a word to the code beside it; what looks like an address
    # in a text of ours is none, or is meant to be one
    before = " " if part.startswith(" ") else ""
    after = " " if part.endswith(" ") and part.strip() else ""
    return f"{before}{_escaped(_MARKUP.sub(_ESCAPED, visible(part)))}{after}"


def heading(level: int, text: str) -> str:
    """A heading; ``text`` is Markdown already."""
    return f"{'#' * level} {text}"


def bullets(items: Iterable[str], mark: str = "-") -> str:
    """A list; the items are Markdown already, one line each."""
    return "\n".join(f"{mark} {item}" for item in items)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; the cells are Markdown already, in which a bar is escaped."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def link(text: str, address: str) -> str:
    """A link; ``text`` is Markdown already, the address is quoted."""
    return f"[{text}]({quote(address, safe=_IN_ADDRESS)})"


_IN_ADDRESS = "/:?#@!$&'*+,;=%~-._"


def image(text: str, address: str) -> str:
    """A picture by its relative address; ``text`` is Markdown already."""
    return "!" + link(text, address)


def document(blocks: Iterable[str]) -> str:
    """Blocks as one text, blank lines between them; empty blocks are left out."""
    return "\n\n".join(block for block in blocks if block) + "\n"


def grid(
    corner: str,
    columns: Mapping[str, Mapping[str, str]],
    order: Sequence[str],
    missing: str,
    widest: int = 4,
) -> list[str]:
    """Tables of columns side by side, ``widest`` at most: what each column holds, row by row.

    Rows come in the given order and stand in a table if one of its columns has something in
    them. Everything is Markdown already.
    """
    names = list(columns)
    tables = []
    for start in range(0, len(names), widest):
        part = names[start : start + widest]
        rows = [row for row in order if any(row in columns[name] for name in part)]
        cells = [[row, *(columns[name].get(row, missing) for name in part)] for row in rows]
        if cells:
            tables.append(table([corner, *part], cells))
    return tables
