"""Rows that hold every tuple of values which some design can hold; made anew when the bank changes.

`python -m knowledge.inquiry.generation` writes the files that `rows` reads. It takes minutes.
Each row begins with a tuple not held yet; the other parameters, in random order, each take the
value that makes most new tuples with those before. Of several such rows the best is kept.
"""

from __future__ import annotations

import sys
import time

import numpy as np
import numpy.typing as npt

from knowledge.inquiry.base import present
from knowledge.inquiry.coverage import Levels, Marks, Places, mark, tuples
from knowledge.inquiry.over_all import spoken_of
from knowledge.inquiry.parameters import Row, Space, spaces
from knowledge.inquiry.rows import path_of, read_rows, write_claims, write_rows
from knowledge.inquiry.tried import tried
from knowledge.inquiry.verification import designs_shown

_SEED = 20261123
_TRIED_FOR_A_ROW = 6


class _Maker:
    def __init__(self, space: Space) -> None:
        self.levels = Levels(space)
        self.left = self.levels.possible()
        self.random = np.random.default_rng(_SEED)
        self.lacking = self._lacking(self.left)
        # values first, so that what can still be held is one line for each
        self.held = [np.ascontiguousarray(ways.T) for ways in self.levels.held()]
        self.component_of = np.zeros(len(space.parameters), dtype=np.intp)
        for number, component in enumerate(space.components):
            self.component_of[list(component)] = number

    def rows(self) -> list[Row]:
        found = []
        while self.left.any():
            best = max((self._row() for _ in range(_TRIED_FOR_A_ROW)), key=self._gain)
            mark(self.left, best, to=False)
            self.lacking = self._lacking(self.left)
            found.append(self.levels.row(best))
            if len(found) % 100 == 0:
                print(len(found), tuples(self.left), file=sys.stderr, flush=True)
        return found

    def _gain(self, places: Places) -> int:
        return int(np.count_nonzero(self.left[np.ix_(*[places] * self.left.ndim)]))

    @staticmethod
    def _lacking(left: Marks) -> npt.NDArray[np.intp]:
        found: npt.NDArray[np.intp] = np.count_nonzero(left.reshape(left.shape[0], -1), axis=1)
        return found

    def _seed(self) -> list[int]:
        """A tuple not held yet: values that still lack most, ties broken at random."""
        seed: list[int] = []
        rest: Marks = self.left
        while rest.ndim:
            lacking = self._lacking(rest) if seed else self.lacking
            most = np.flatnonzero(lacking >= max(1, int(lacking.max() * 0.9)))
            seed.append(int(self.random.choice(most)))
            rest = rest[seed[-1]]
        return seed

    def _row(self) -> Places:
        levels = self.levels
        gains = np.zeros(levels.count, dtype=np.int64)
        open_ways = [np.ones(ways.shape[1], dtype=np.bool_) for ways in self.held]
        taken: list[int] = []
        row = np.full(len(levels.sizes), -1, dtype=np.intp)

        def take(level: int) -> None:
            parameter = int(levels.of_parameter[level])
            number = self.component_of[parameter]
            open_ways[number] &= self.held[number][level]
            if self.left.ndim == 2:
                gains[:] += self.left[:, level]
            elif taken:
                gains[:] += np.count_nonzero(self.left[level][:, taken], axis=1)
            taken.append(level)
            row[parameter] = level

        for level in self._seed():
            take(level)
        order = [int(one) for one in self.random.permutation(len(row)) if row[one] < 0]
        for parameter in order:
            number = self.component_of[parameter]
            start = levels.starts[parameter]
            own = self.held[number][start : start + levels.sizes[parameter]]
            choice = start + np.flatnonzero((own & open_ways[number]).any(axis=1))
            best = choice[gains[choice] == gains[choice].max()]
            take(int(self.random.choice(best)))
        return row


def main() -> None:
    """Write the rows of every space, and what is claimed of them; ``claims`` alone: only that."""
    for space in spaces() if sys.argv[1:] != ["claims"] else ():
        begun = time.monotonic()
        rows = _Maker(space).rows()
        write_rows(space, rows)
        print(f"{path_of(space).name}: {len(rows)} rows, {time.monotonic() - begun:.0f} s")
    files = [read_rows(space) for space in spaces()]
    designs = [one.space.design(row) for one in files for row in one.rows]
    write_claims(spoken_of(tried([*designs, *designs_shown()], present(), processes=2)))


if __name__ == "__main__":
    main()
