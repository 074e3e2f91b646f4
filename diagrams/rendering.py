"""From DOT text to pictures: in-process by pygraphviz, else by the program ``dot``."""

from __future__ import annotations

import re
import shutil
import threading
from functools import cache
from itertools import count
from typing import Literal

import graphviz

from diagrams.style import FONTS

try:
    import pygraphviz
except ImportError:  # its wheels are not made for every system
    pygraphviz = None

Format = Literal["svg", "png"]
PIXELS_PER_INCH = 144
_ANCHOR = re.compile(rb'(<g id="a_[^"]*?_)\d+(">)')
_JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uff01-\uff9f]")
_ONE_AT_A_TIME = threading.Lock()
"""Graphviz keeps state of the whole process."""


def renderer() -> str:
    """What draws pictures here: ``pygraphviz``, ``dot`` or ``none``."""
    if pygraphviz is not None:
        return "pygraphviz"
    return "dot" if shutil.which("dot") else "none"


def render(dot: str, format: Format) -> bytes | None:  # noqa: A002 (the word everybody uses)
    """The picture of a DOT text, always with the same ids; None where nothing can draw it."""
    if format == "png":
        return _drawn(_sized(dot), format)
    drawn = _drawn(dot, format)
    return None if drawn is None else _counted_anew(drawn)


def _counted_anew(svg: bytes) -> bytes:
    """The picture with its anchors numbered from 0: Graphviz counts on from picture to picture."""
    numbers = count()
    return _ANCHOR.sub(lambda found: b"%s%d%s" % (found[1], next(numbers), found[2]), svg)


def _sized(dot: str) -> str:
    """The same graph with the resolution of a picture of pixels."""
    head, brace, rest = dot.partition("{")
    return f"{head}{brace}\n\tgraph [dpi={PIXELS_PER_INCH}]{rest}"


def _drawn(dot: str, form: str) -> bytes | None:
    with _ONE_AT_A_TIME:
        if renderer() == "pygraphviz":
            return _by_library(dot, form)
        if renderer() == "dot":
            return _by_program(dot, form)
    return None


def _by_library(dot: str, form: str) -> bytes | None:
    try:
        with pygraphviz.AGraph(string=dot) as graph:
            drawn: bytes = graph.draw(format=form, prog="dot")
    except (OSError, ValueError, pygraphviz.DotError):
        return None
    return drawn


def _by_program(dot: str, form: str) -> bytes | None:
    try:
        return bytes(graphviz.Source(dot).pipe(format=form))
    except (graphviz.ExecutableNotFound, graphviz.CalledProcessError):
        return None


@cache
def japanese_glyphs() -> bool:
    """Whether pictures of pixels can show Japanese here, as far as can be told.

    The character for "one" is a single stroke. Drawn without a font for it, it becomes a box like
    any other missing character, and its picture takes about as many bytes as theirs.
    """
    one, missing = (_row_of(character) for character in ("\u4e00", "\u0378"))
    return one is not None and missing is not None and len(one) * 2 < len(missing)


def lacks_glyphs(dot: str) -> bool:
    """Whether a picture of pixels would show empty boxes in place of the Japanese in a drawing."""
    return bool(_JAPANESE.search(dot)) and not japanese_glyphs()


def _row_of(character: str) -> bytes | None:
    node = f'n [shape=plain fontname="{FONTS}" label="{character * 20}"]'
    return _drawn(f"digraph {{ {node} }}", "png")
