"""Texts of the documents with their values put in, spaced as Japanese is written here."""

from __future__ import annotations

import re
from collections.abc import Iterable

from knowledge.words import word

_SEAM = "\x00"
_JAPANESE = r"[\u3041-\u30ff\u3400-\u9fff]"
_AFTER_LATIN = re.compile(rf"(?<=[0-9A-Za-z)\]`%]){_SEAM}(?={_JAPANESE})")
_SENTENCE_END = {
    "en": re.compile(r"(?:(?<=[a-z0-9)])|(?<=[A-Z]{2}))\.(?= [A-Z])"),
    "ja": re.compile(r"。"),
}
_BEFORE_LATIN = re.compile(rf"(?<={_JAPANESE}){_SEAM}(?=[0-9A-Za-z(`])")


def say(key: str, language: str, /, **values: object) -> str:
    """A text of ``documents.yaml`` with its values; raises KeyError for an unknown key.

    In Japanese a half-width space comes between Latin letters, digits or parentheses at the edge
    of a value and the Japanese text around it. A template therefore leaves it out.
    """
    text = word(f"documents.{key}", language)
    if not values:
        return text
    filled = text.format(**{name: f"{_SEAM}{value}{_SEAM}" for name, value in values.items()})
    if language == "ja":
        filled = _BEFORE_LATIN.sub(" ", _AFTER_LATIN.sub(" ", filled))
    return filled.replace(_SEAM, "")


def sentences(said: Iterable[str], language: str) -> str:
    """Sentences one after the other; in Japanese no space follows a full stop."""
    text = ""
    for one in said:
        gap = "" if not text or (language == "ja" and text.endswith("。")) else " "
        text += gap + one if one else ""
    return text


def first_sentence(text: str, language: str) -> str:
    """The first sentence of a text of several."""
    end = _SENTENCE_END[language].search(text)
    return text[: end.end()] if end else text
