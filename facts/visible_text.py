"""Foreign text made visible: nothing of it can hide, turn its surroundings round or be invisible.

Such characters are taken, not refused: names are pasted from mails and spreadsheets, which leave
zero-width spaces and marks of direction in them, and nobody could find what is refused. They are
shown spelt out instead, so that "SQL" and "SQL" with something hidden in it look as different as
they are, and no mark of direction reaches the text around a name. Letters that are written from
right to left stay as they are.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST_EXCERPT = 60
_PLAIN = re.compile("[ -~\u3001-\u3020\u3041-\u3096\u30a1-\u30ff\u4e00-\u9fff\uff01-\uff9f]*")
"""Most texts: letters and signs of English and Japanese that need no second look."""
_SPACES = "\t\n\r\v\f\u0085\u2028\u2029"
_JOINERS = "\u200c\u200d"
_BLANKS = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0"
"""Letters, marks and signs that show nothing, or a blank that is no space."""
_HIDDEN = ("Cc", "Cf", "Cs")
_VIRAMA = 9
_MOST_MARKS = 6
"""Accents and points on one letter; no spelling needs more, and a pile of them hides lines."""
_EMOJI = ("So", "Sk")
_SELECTOR = "\ufe0f"


def signs(text: str) -> list[str]:
    """What is shown for each character of a text: itself, a space, or its number spelt out."""
    if _PLAIN.fullmatch(text):
        return list(text)
    found = []
    marks = _MOST_MARKS  # a mark at the start has nothing to stand on
    for place, character in enumerate(text):
        sign = _sign(text[place - 1 : place], character, text[place + 1 : place + 2])
        if unicodedata.category(character) in ("Mn", "Me"):
            marks += 1
        else:
            marks = _MOST_MARKS if sign == " " else 0
        found.append(sign if marks <= _MOST_MARKS else _spelt(character))
    return found


def visible(text: str) -> str:
    """The text with everything that hides or reverses spelt out, as in ``[U+202E]``."""
    return "".join(signs(text))


def excerpt(text: str) -> str:
    """The beginning of a text made visible, short enough for a message of one line."""
    shown = signs(text[: LONGEST_EXCERPT + 1])
    if sum(map(len, shown)) <= LONGEST_EXCERPT:
        return "".join(shown)
    kept = ""
    for sign in shown:
        if len(kept) + len(sign) >= LONGEST_EXCERPT:
            break
        kept += sign
    return f"{kept}…"


def folded(text: str) -> str:
    """Form under which texts are the same to a reader: look-alikes in width, case and space."""
    return " ".join(unicodedata.normalize("NFKC", visible(text)).casefold().split())


def _sign(before: str, character: str, after: str) -> str:
    if character in _SPACES:
        return " "
    if character in _JOINERS:
        spelling = _joins(before, after)
    else:
        spelling = unicodedata.category(character) not in _HIDDEN and not _shows_nothing(character)
    return character if spelling else _spelt(character)


def _spelt(character: str) -> str:
    return f"[U+{ord(character):04X}]"


def _shows_nothing(character: str) -> bool:
    point = ord(character)
    return character in _BLANKS or point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF


def _joins(before: str, after: str) -> bool:
    """Whether a joiner belongs to the spelling: Indian scripts, Arabic letters and emoji.

    Anywhere else it would be invisible. Registrars of domain names draw the same line.
    """
    if not before or not after or after in _JOINERS or after.isspace():
        return False
    emoji = before == _SELECTOR or unicodedata.category(before) in _EMOJI
    arabic = unicodedata.bidirectional(before) == "AL"
    return emoji or arabic or unicodedata.combining(before) == _VIRAMA
