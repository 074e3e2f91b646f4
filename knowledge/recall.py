"""What was worked out for one design, to be taken again for the next one where nothing changed.

After a click nearly everything is as it was. Each thing worked out is kept under a name together
with all it follows from; where the next design gives the same, it is not worked out again. What
is kept holds the names of one customer's estate, so it lies in his own advice and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

_T = TypeVar("_T")


class Recall:
    """Things worked out in one pass, with what each followed from; the pass before lends its own.

    Never changed once its pass has ended, so that several passes may take from it.
    """

    def __init__(self, before: Recall | None = None) -> None:
        """Begin a pass after another one, or after none."""
        self._before = before._kept if before is not None else {}
        self._kept: dict[Hashable, tuple[tuple[Any, ...], Any]] = {}

    def of(self, name: Hashable, follows_from: tuple[Any, ...], work: Callable[[], _T]) -> _T:
        """What ``work`` gives, or gave when ``follows_from`` was the same as it is now.

        Equality decides, and identity first: what was taken again costs no comparison.
        """
        known = self._before.get(name)
        if known is None or known[0] != follows_from:
            known = (follows_from, work())
        self._kept[name] = known
        found: _T = known[1]
        return found

    def earlier(self, name: Hashable, follows_from: tuple[Any, ...]) -> Any:
        """What was kept, if it followed from the same; None where nothing was."""
        known = self._before.get(name)
        return known[1] if known is not None and known[0] == follows_from else None

    def keep(self, name: Hashable, follows_from: tuple[Any, ...], found: object) -> None:
        """Keep something for the next pass."""
        self._kept[name] = (follows_from, found)

    def kept(self, name: Hashable) -> Any:
        """What this pass kept under a name; None where it kept nothing."""
        known = self._kept.get(name)
        return None if known is None else known[1]

    def end(self) -> None:
        """End the pass: the one before is let go."""
        self._before = {}
