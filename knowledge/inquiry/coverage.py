"""Which tuples of values occur in rows, and which can occur in any design."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import factorial

import numpy as np
import numpy.typing as npt

from knowledge.inquiry.parameters import MASKED, Row, Space

Marks = npt.NDArray[np.bool_]
Places = npt.NDArray[np.intp]


class Levels:
    """The values of all parameters of a space in one list, each masked one behind its own."""

    def __init__(self, space: Space) -> None:
        """Number them: parameter by parameter, the masked value last."""
        self.space = space
        sizes = [len(one.values) + 1 for one in space.parameters]
        self.starts = np.concatenate(([0], np.cumsum(sizes)[:-1])).astype(np.intp)
        self.sizes = np.array(sizes, dtype=np.intp)
        self.of_parameter = np.repeat(np.arange(len(sizes)), sizes)
        self.count = int(self.sizes.sum())

    def places(self, row: Sequence[int]) -> Places:
        """The numbers of the values of a row."""
        values = np.array(row, dtype=np.intp)
        return self.starts + np.where(values == MASKED, self.sizes - 1, values)

    def row(self, places: Places) -> Row:
        """The row that holds these values."""
        values = places - self.starts
        return tuple(np.where(values == self.sizes - 1, MASKED, values).tolist())

    def held(self) -> list[Marks]:
        """For each component the values that can be held, by each way to answer what they wait for.

        One line for each such way; values of other components are marked nowhere.
        """
        found = []
        for component in self.space.components:
            ways = list(self.space.held(component))
            marks = np.zeros((len(ways), self.count), dtype=np.bool_)
            for way, columns in zip(marks, ways, strict=True):
                for parameter, values in zip(component, columns, strict=True):
                    for value in values:
                        last = self.sizes[parameter] - 1
                        way[self.starts[parameter] + (last if value == MASKED else value)] = True
            found.append(marks)
        return found

    def possible(self) -> Marks:
        """Marks each tuple of values of different parameters that some design holds.

        A tuple can be held if its part in each component can: components are independent.
        """
        held = self.held()
        pairs = self._pairs(held)
        if self.space.strength == 2:
            return pairs
        marks: Marks = pairs[:, :, None] & pairs[:, None, :] & pairs[None, :, :]
        for ways in held:
            own = np.flatnonzero(ways.any(axis=0))
            among = ways[:, own].astype(np.float32)
            for number, level in enumerate(own):
                together = (among * among[:, [number]]).T @ among > 0
                marks[np.ix_([level], own, own)] &= together
        return marks

    def _pairs(self, held: Iterable[Marks]) -> Marks:
        alone = np.zeros(self.count, dtype=np.bool_)
        marks = self.of_parameter[:, None] != self.of_parameter[None, :]
        for ways in held:
            own = np.flatnonzero(ways.any(axis=0))
            alone[own] = True
            among = ways[:, own].astype(np.float32)
            marks[np.ix_(own, own)] &= among.T @ among > 0
        found: Marks = marks & alone[:, None] & alone[None, :]
        return found


def mark(marks: Marks, places: Places, to: bool = True) -> None:
    """Mark every tuple of the values at some places, a value with itself included."""
    marks[np.ix_(*[places] * marks.ndim)] = to


def tuples(marks: Marks) -> int:
    """How many tuples are marked, each counted once and not once for each order."""
    return int(np.count_nonzero(marks)) // factorial(marks.ndim)


def covered(space: Space, rows: Iterable[Row]) -> tuple[int, int]:
    """How many tuples occur in rows, of how many that can."""
    levels = Levels(space)
    left = levels.possible()
    possible = tuples(left)
    for row in rows:
        mark(left, levels.places(row), to=False)
    return possible - tuples(left), possible
