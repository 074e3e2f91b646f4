"""Texts of the documents with their values put in, spaced as Japanese is written here."""

from __future__ import annotations

import re
from collections.abc import Iterable

from knowledge.words import phrase, spaced

__all__ = ["first_sentence", "say", "sentences", "spaced"]

_SENTENCE_END = {
    "en": re.compile(r"(?:(?<=[a-z0-9)])|(?<=[A-Z]{2}))\.(?= [A-Z])"),
    "ja": re.compile(r"。"),
}


def say(key: str, language: str, /, **values: object) -> str:
    """A text of ``documents.yaml`` with its values; raises KeyError for an unknown key."""
    return phrase(f"documents.{key}", language, **values)


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
