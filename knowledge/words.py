"""The wording catalogue: every label and sentence by key, in Japanese and English."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

LANGUAGES = ("ja", "en")
_FOLDER = Path(__file__).parent / "wording"


@cache
def catalogue() -> Mapping[str, Mapping[str, str]]:
    """All entries of all files; the parts of an entry are keys of their own, as in ``key.name``.

    Keys begin with the name of their file, or of its folder where it lies in one.
    """
    entries: dict[str, Mapping[str, str]] = {}
    for path in sorted(_FOLDER.rglob("*.yaml")):
        area = path.parent.name if path.parent != _FOLDER else path.stem
        prefix = f"{area}." if area not in ("labels", "notes") else ""
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
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


def glossary(language: str) -> tuple[tuple[str, str], ...]:
    """Terms and their explanations, in the order of the file."""
    prefix, suffix = "glossary.", ".name"
    return tuple(
        (entry[language], catalogue()[key.removesuffix(suffix)][language])
        for key, entry in catalogue().items()
        if key.startswith(prefix) and key.endswith(suffix)
    )
