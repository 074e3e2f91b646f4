"""Things that are made once for all users, also when several of them ask at the same moment."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import update_wrapper
from typing import Generic, TypeVar

_T = TypeVar("_T")

# One lock for all, because making one thing asks for others: two locks taken in different order
# by two threads would never be given back. It is taken only while something is not made yet.
_MAKING = threading.RLock()


class Once(Generic[_T]):
    """A function without arguments whose result is kept; ``functools.cache`` would make it twice.

    Where several threads ask for what is not there yet, one makes it and the others wait.
    """

    def __init__(self, make: Callable[[], _T]) -> None:
        """Decorate the function that makes the thing."""
        self._make = make
        self._made: list[_T] = []
        update_wrapper(self, make)

    def __call__(self) -> _T:
        """The thing; made if need be."""
        # as one step: another thread may be told to make it anew
        for found in self._made:
            return found
        with _MAKING:
            if not self._made:
                self._made.append(self._make())
            return self._made[0]

    def cache_clear(self) -> None:
        """Make it anew when it is asked for next."""
        with _MAKING:
            self._made = []

    @contextmanager
    def instead(self, thing: _T) -> Iterator[None]:
        """Put another thing in its place for a while, for every thread."""
        with _MAKING:
            before, self._made = self._made, [thing]
        try:
            yield
        finally:
            with _MAKING:
                self._made = before
