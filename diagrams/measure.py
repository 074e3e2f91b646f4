"""How much room texts take: their width in points, and their breaking into lines that fit.

Fonts are resolved where a picture is shown, so widths are those of an ordinary sans-serif font and
a little more. Boxes are laid out with them, and need not be drawn to know where everything stands.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from math import fsum

from facts.visible_text import signs

_WIDTHS = {
    0.28: "!',.:;`|ijl ",
    0.38: "()[]{}frt-/\\I",
    0.50: '"*?Jcsz',
    0.54: "vxy",
    0.61: "LTXYVZ",
    0.67: "ABCEFKPRS",
    0.76: "DGHNOQU&~",
    0.90: "MWmw%@",
}
_EM = {sign: width for width, together in _WIDTHS.items() for sign in together}
_OTHER = 0.60
"""Letters and figures of an ordinary width, in parts of the font size."""
_BOLD = 1.06
_NEVER_FIRST = set("、。，．・：；？！ー）」』】〕…ッャュョァィゥェォ々～,.:;!?)]}%")
_NEVER_LAST = set("（「『【〔([{")
_BREAKS_AFTER = set(" 。・/-_")


def points(text: str, size: int, bold: bool = False) -> float:
    """Width of a text in points, for a font size in points."""
    # not sum: Python 3.12 adds up floats more exactly than 3.11, and a box would be a point wider
    return fsum(map(_em, text)) * size * (_BOLD if bold else 1)


@lru_cache(maxsize=4096)
def _em(character: str) -> float:
    if character < "\u007f":
        return _EM.get(character, _OTHER)
    if unicodedata.combining(character):
        return 0
    return 1 if unicodedata.east_asian_width(character) in "WFA" else _OTHER


def fitted(text: str, room: float, size: int, most: int = 2, bold: bool = False) -> tuple[str, ...]:
    """The text in at most so many lines of so many points, its last line shortened if need be.

    What hides or reverses is spelt out. An empty text is one empty line.
    """
    factor = size * (_BOLD if bold else 1)
    rest = _trimmed(signs(text))
    lines: list[str] = []
    while rest:
        if len(lines) == most - 1:
            lines.append(_shortened(rest, room / factor))
            break
        head = _fitting(rest, room / factor)
        place = _break(rest, max(1, len(head)))
        lines.append("".join(_trimmed(rest[:place])))
        rest = _trimmed(rest[place:])
    return tuple(lines) or ("",)


def _trimmed(found: list[str]) -> list[str]:
    while found and found[0] == " ":
        found = found[1:]
    while found and found[-1] == " ":
        found = found[:-1]
    return found


def _fitting(found: list[str], room: float) -> list[str]:
    for place, sign in enumerate(found):
        room -= fsum(map(_em, sign))
        if room < 0:
            return found[:place]
    return found


def _shortened(found: list[str], room: float) -> str:
    """In one line, its middle left out where it is longer: both ends of a name tell it apart."""
    if len(_fitting(found, room)) == len(found):
        return "".join(found)
    tail = _fitting(found[::-1], room / 3)[::-1]
    head = _fitting(found, room - _em("…") - fsum(map(_em, "".join(tail))))
    return "".join([*head, "…", *tail])


def _break(found: list[str], fitting: int) -> int:
    """Where a line ends of which so many signs fit: between words, else where a word may break."""
    if fitting >= len(found):
        return len(found)
    third = fitting // 3
    for allowed, least in (
        (_between_parts, third - 1),
        (_between_words, third),
        (_between_phrases, third),
        (_in_words, third),
        (_between_words, 0),
    ):
        for place in range(fitting, max(0, least), -1):
            if allowed(found[place - 1], found[place]):
                return place
    return fitting


def _between_parts(before: str, after: str) -> bool:
    return after in "(（" or (before in "、,;" and after not in _NEVER_FIRST)


def _between_words(before: str, after: str) -> bool:
    return after == " " or (before in _BREAKS_AFTER and after not in _NEVER_FIRST)


def _between_phrases(before: str, after: str) -> bool:
    """In Japanese most phrases end in a particle or an ending and begin with another script."""
    return (
        _hiragana(before)
        and _em(after[0]) == 1
        and not _hiragana(after)
        and after not in _NEVER_FIRST
    )


def _hiragana(sign: str) -> bool:
    return "\u3041" <= sign <= "\u3096"


def _in_words(before: str, after: str) -> bool:
    wide = _em(before[0]) == 1 or _em(after[0]) == 1
    return wide and after not in _NEVER_FIRST and before not in _NEVER_LAST
