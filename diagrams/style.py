"""How things look: one table of colours and strokes, fonts and sizes for every view.

Strokes are the palette of Okabe and Ito, which colour-blind readers can tell apart; boxes are
filled with pale tints of it, so that ink on them has a contrast of 12:1 and more. Every box also
carries its word.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

FONTS = "Segoe UI,Meiryo,Yu Gothic UI,Noto Sans CJK JP,IPAGothic,sans-serif"
"""Fonts of Windows first, then of Linux; resolved where the SVG is shown or the PNG drawn."""
SIZE, SMALL, TITLE, SITE = 12, 10, 17, 14
"""Font sizes in points."""
INK, MUTED, PAPER, LINE = "#1F2933", "#52606D", "#FFFFFF", "#7B8794"
FAINT = "#9AA5B1"
HEADER = INK
MARK = "◆"
"""Stands before the name of whatever shows the decision that is highlighted."""


@dataclass(frozen=True)
class Look:
    """Stroke and fill of boxes and lines; ``width`` in points, ``ink`` for their text."""

    stroke: str
    fill: str = PAPER
    width: int = 2
    dashed: bool = False
    ink: str = INK


LOOKS = {
    "neutral": Look(LINE, "#F2F4F7", 1),
    "main-site": Look("#0072B2", "#E3F2FC"),
    "other-site": Look(MUTED, "#F2F4F7"),
    "host": Look(LINE, PAPER, 1),
    "storage": Look(LINE, "#F2F4F7", 2),
    "guest-cluster": Look("#E69F00", "#FDF0D5"),
    "shared": Look("#E69F00", "#FDF0D5"),
    "guest-nlb": Look("#009E73", "#DDF3EC"),
    "application": Look("#56B4E9", "#E6F4FC"),
    "copy": Look("#56B4E9", PAPER),
    "copy-end": Look("#56B4E9", "#E6F4FC"),
    "replicated": Look("#CC79A7", "#F7E6EF"),
    "replica": Look("#CC79A7", PAPER),
    "replica-end": Look("#CC79A7", "#F7E6EF"),
    "restart": Look(LINE, "#E9EDF1"),
    "plain": Look(FAINT, PAPER, 1),
    "reserve": Look(FAINT, PAPER, 1, dashed=True, ink=MUTED),
    "note": Look(PAPER, PAPER, 0, ink=MUTED),
    "open": Look(MUTED, PAPER, 2, dashed=True),
    "apart": Look("#D55E00", PAPER, 2, ink="#A84300"),
    "warning": Look("#D55E00", PAPER, 1, ink="#A84300"),
    "replica-line": Look("#CC79A7"),
    "copy-line": Look("#56B4E9"),
    "own-copy-line": Look("#56B4E9"),
    "network-guest-service": Look("#009E73", "#DDF3EC"),
    "network-management": Look("#0072B2", "#E3F2FC"),
    "network-csv": Look("#E69F00", "#FDF0D5"),
    "network-live-migration": Look("#D55E00", "#FBE6D9"),
    "network-iscsi-host": Look("#CC79A7", "#F7E6EF"),
    "network-iscsi-guest": Look("#56B4E9", "#E6F4FC"),
}


def shown_highlight(highlight: str, shown: Iterable[frozenset[str]]) -> str:
    """The decision to be highlighted; empty where nothing that is drawn shows it.

    A drawing in which everything steps back would say nothing.
    """
    return highlight if any(highlight in about for about in shown) else ""


def look_of(name: str, about: frozenset[str] = frozenset(), highlight: str = "") -> Look:
    """A look; while a decision is highlighted, stronger for what shows it and paler for the rest.

    Text is never paled below what can be read.
    """
    look = LOOKS[name]
    if not highlight:
        return look
    if highlight in about:
        return replace(look, width=look.width + 2)
    return replace(look, stroke=_paler(look.stroke), fill=_paler(look.fill), ink=MUTED)


def mark_of(about: frozenset[str], highlight: str) -> str:
    """What stands before the name of a box, or on a line: the mark, or nothing."""
    return f"{MARK}\u2002" if highlight and highlight in about else ""


def header_of(about: frozenset[str], highlight: str) -> str:
    """Fill of a dark band with words in the colour of paper."""
    return HEADER if not highlight or highlight in about else MUTED


def _paler(colour: str) -> str:
    """A colour mixed with two parts of paper."""
    parts = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{(part + 2 * 255) // 3:02X}" for part in parts)
