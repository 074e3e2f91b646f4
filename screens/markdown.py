"""Text of others inside Markdown: what somebody typed stays text, whatever it looks like."""

from __future__ import annotations

import re

from facts.visible_text import visible

_SPECIAL = re.compile(r"([!-/:-@\[-`{-~])")
# Streamlit replaces these only after the Markdown has been read, where a backslash is gone by
# then: shortcodes and icons (:name:), addresses, arrows and other typographical signs. A word
# joiner, which has no width, keeps them apart.
_LATE = re.compile(r"(?<=:)(?=[\w+\-/])|(?<=[-<>=~])(?=[-<>=])|(?<=www)(?=\.)|(?<=@)(?=\w)")
_JOINER = "\u2060"


def escaped(text: str) -> str:
    """A text for Streamlit's Markdown that shows as it is and does nothing."""
    plain = visible(" ".join(text.split()))
    return _SPECIAL.sub(r"\\\1", _LATE.sub(_JOINER, plain))


def with_code(text: str) -> str:
    """A text of our own records: the same, but code between backticks stays code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return escaped(text)
    shown = [part if place % 2 else _kept_spaces(part) for place, part in enumerate(parts)]
    return "`".join(shown)


def _kept_spaces(text: str) -> str:
    """Escaped, with the blanks around it that separate it from code."""
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and text.strip() else ""
    return before + escaped(text) + after


def small(markdown: str) -> str:
    """Markdown in small letters; Streamlit's captions are too pale to read."""
    return f":small[{markdown}]"


def link(title: str, address: str) -> str:
    """A link to a published page; what is no web address is shown as text only."""
    if not re.fullmatch(r"https?://[^\s<>\"'`\\\[\]]+", address):
        return escaped(title)
    return f"[{escaped(title)}]({address.replace('(', '%28').replace(')', '%29')})"
