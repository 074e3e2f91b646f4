"""The wording catalogue: every label and sentence by key, in Japanese and English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import reduce
from pathlib import Path

from facts.once import Once
from facts.own_yaml import read_own

LANGUAGES = ("ja", "en")
LANGUAGE_NAMES = {"ja": "日本語", "en": "English"}
"""What each language calls itself."""
_FOLDER = Path(__file__).parent / "wording"
_SEAM = "\x00"
_JAPANESE = r"[\u3041-\u30ff\u3400-\u9fff]"
_AFTER_LATIN = re.compile(rf"(?<=[0-9A-Za-z)\]`%]){_SEAM}(?={_JAPANESE})")
_BEFORE_LATIN = re.compile(rf"(?<={_JAPANESE}){_SEAM}(?=[0-9A-Za-z(`])")


@Once
def catalogue() -> Mapping[str, Mapping[str, str]]:
    """All entries of all files; the parts of an entry are keys of their own, as in ``key.name``.

    Keys begin with the name of their file, or of its folder where it lies in one.
    """
    entries: dict[str, Mapping[str, str]] = {}
    for path in sorted(_FOLDER.rglob("*.yaml")):
        area = path.parent.name if path.parent != _FOLDER else path.stem
        prefix = f"{area}." if area not in ("labels", "notes") else ""
        content = read_own(path)
        for key, entry in content.items():
            texts = {language: entry[language] for language in LANGUAGES}
            if prefix + key in entries:
                raise ValueError(f"{path.name}: {key} stands twice")
            entries[prefix + key] = texts
            if "name" in entry:
                entries[f"{prefix}{key}.name"] = entry["name"]
    return entries


def word(key: str, language: str, **values: object) -> str:
    """The text of an entry with its placeholders filled; raises KeyError for an unknown key."""
    text = catalogue()[key][language]
    return text.format(**values) if values else text


def spaced(template: str, language: str, /, **values: object) -> str:
    """A template with its values put in.

    In Japanese a half-width space comes between Latin letters, digits or parentheses at the edge
    of a value and the Japanese text around it. A template therefore leaves it out.
    """
    if not values:
        return template
    filled = template.format(**{name: f"{_SEAM}{value}{_SEAM}" for name, value in values.items()})
    if language == "ja":
        filled = _BEFORE_LATIN.sub(" ", _AFTER_LATIN.sub(" ", filled))
    return filled.replace(_SEAM, "")


def phrase(key: str, language: str, /, **values: object) -> str:
    """The text of an entry with its values, spaced; raises KeyError for an unknown key."""
    return spaced(word(key, language), language, **values)


def listed(items: Iterable[str], language: str, last: str, between: str) -> str:
    """Several texts in one: all but the last by the entry ``between``, the last by ``last``.

    Both entries put together ``one`` and ``other``. Raises ValueError where there is no text.
    """
    *others, final = items
    if not others:
        return final
    begun = reduce(lambda one, other: phrase(between, language, one=one, other=other), others)
    return phrase(last, language, one=begun, other=final)


def glossary(language: str) -> tuple[tuple[str, str], ...]:
    """Terms and their explanations, in the order of the file."""
    prefix, suffix = "glossary.", ".name"
    return tuple(
        (entry[language], catalogue()[key.removesuffix(suffix)][language])
        for key, entry in catalogue().items()
        if key.startswith(prefix) and key.endswith(suffix)
    )
