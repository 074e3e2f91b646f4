"""A fault of the rule base: what is wrong, the rules to blame, and a design that shows it."""

from __future__ import annotations

from dataclasses import dataclass

from facts.design import Design
from facts.design_file import write

KINDS = (
    *("unsound", "dead", "subsumed", "redundant", "cyclic", "orphaned", "unfounded"),
    *("contradiction", "vain", "verdict", "open", "gap", "overlap", "difference", "stale"),
)


@dataclass(frozen=True)
class Fault:
    """One fault. ``rules`` are the names of those to blame, ``design`` one that shows it."""

    kind: str
    rules: tuple[str, ...]
    what: str
    design: Design | None = None
    about: tuple[str, str] = ("", "")
    """A topic and its option, where nothing is said of it."""

    @property
    def key(self) -> tuple[str, tuple[str, ...], str]:
        """By what it is known again, whatever the design that shows it."""
        return self.kind, self.rules, self.what

    def __str__(self) -> str:
        """The fault in lines for the developer, the design as the text of a file."""
        said = f"{self.kind}: {', '.join(self.rules) or '-'}: {self.what}"
        return said if self.design is None else f"{said}\n{_indented(write(self.design))}"


def _indented(text: str) -> str:
    return "".join(f"    {line}\n" for line in text.splitlines()).rstrip("\n")
