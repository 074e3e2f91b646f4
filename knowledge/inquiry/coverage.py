"""Which tuples of values occur in rows, and which can occur in any design."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
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

    def tables(self) -> list[Places]:
        """For each component every combination of values that a design can hold, by number."""
        found = []
        for component in self.space.components:
            starts, sizes = self.starts[list(component)], self.sizes[list(component)]
            values = np.array(list(self.space.assignments(component)), dtype=np.intp)
            found.append(starts + np.where(values == MASKED, sizes - 1, values))
        return found

    def possible(self) -> Marks:
        """Marks each tuple of values of different parameters that some design holds.

        A tuple can be held if its part in each component can: components are independent.
        """
        marks = np.zeros((self.count,) * self.space.strength, dtype=np.bool_)
        tables = self.tables()
        pairs = self._pairs(tables)
        if self.space.strength == 2:
            return pairs
        marks = pairs[:, :, None] & pairs[:, None, :] & pairs[None, :, :]
        for table in tables:
            own = np.unique(table)
            seen = np.zeros((self.count,) * 3, dtype=np.bool_)
            for columns in combinations(range(table.shape[1]), 3):
                for one, two, three in np.unique(table[:, columns], axis=0).tolist():
                    mark(seen, np.array([one, two, three]))
            within = np.ix_(own, own, own)
            marks[within] &= seen[within]
        return marks

    def _pairs(self, tables: Iterable[Places]) -> Marks:
        alone = np.zeros(self.count, dtype=np.bool_)
        marks = self.of_parameter[:, None] != self.of_parameter[None, :]
        for table in tables:
            own = np.unique(table)
            alone[own] = True
            seen = np.zeros_like(marks)
            for one, other in combinations(range(table.shape[1]), 2):
                seen[table[:, one], table[:, other]] = True
            within = np.ix_(own, own)
            marks[within] &= (seen | seen.T)[within]
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
