"""What is wrong with an input, as data; ``knowledge.explanation`` words it in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from facts.visible_text import excerpt, visible


@dataclass(frozen=True)
class Problem:
    """What is wrong with an input, where, what was expected there and what was found.

    ``code`` names the kind of problem; lines and columns count from 1. Whatever is handed over,
    ``found`` becomes an excerpt, and no text holds a character that hides or reverses.
    """

    code: str
    line: int
    column: int
    expected: str = ""
    found: str = ""
    path: str = ""
    nearest: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "found", excerpt(self.found))
        for name in ("expected", "path", "nearest"):
            object.__setattr__(self, name, visible(getattr(self, name)))
