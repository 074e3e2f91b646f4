"""Words of VMware vSphere: what serves in their place on Hyper-V, and what differs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from facts.once import Once
from facts.question_bank import Text
from knowledge.guidance import Source, guidance, read_list, sources

_FILE = Path(__file__).parent / "tables" / "vsphere.yaml"
_JAPANESE = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]")
FITS = ("same", "other", "none")
"""How near the counterpart comes: the same, another way to the same end, nothing at all."""


@dataclass(frozen=True, eq=False)
class VsphereWord:
    """A word of vSphere with all the names people use for it.

    ``counterpart`` is empty where nothing corresponds. ``asked`` names the questions
    (``entity/id``) whose help tells them the word.
    """

    id: str
    words: tuple[str, ...]
    fits: str
    catch: Text
    counterpart: Text
    records: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name it goes by first."""
        return self.words[0]

    def others(self, language: str) -> tuple[str, ...]:
        """Its other names; those in Japanese letters are for Japanese readers alone."""
        return tuple(one for one in self.words[1:] if language == "ja" or not _JAPANESE.search(one))

    def behind(self) -> tuple[Source, ...]:
        """The published documents that carry what is said, those of the records included."""
        cited = [one.source for record in self.records for one in guidance()[record].sources]
        return tuple(sources()[one] for one in dict.fromkeys((*self.sources, *cited)))


def _entry(raw: Mapping[str, Any]) -> VsphereWord:
    listed = {key: tuple(raw.get(key, ())) for key in ("words", "records", "sources", "asked")}
    return VsphereWord(
        id=raw["id"],
        fits=raw["fits"],
        catch=raw["catch"],
        counterpart=raw.get("counterpart", {}),
        **listed,
    )


@Once
def vsphere_words() -> tuple[VsphereWord, ...]:
    """Every word, in the order of the file."""
    return tuple(_entry(raw) for raw in read_list(_FILE))


def matches(query: str, *texts: str) -> bool:
    """Whether every part of what was typed stands in some text.

    Width, case and blanks do not count: Japanese names are written with and without them.
    """
    within = "\n".join("".join(_folded(text).split()) for text in texts)
    return all(part in within for part in _folded(query).split())


def found(query: str, language: str) -> tuple[VsphereWord, ...]:
    """The words that fit what was typed, those first whose own names do; all if nothing was."""
    named = [one for one in vsphere_words() if matches(query, *one.words)]
    told = [
        one
        for one in vsphere_words()
        if matches(query, *one.words, one.counterpart.get(language, ""), one.catch[language])
    ]
    return tuple(dict.fromkeys((*named, *told)))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
