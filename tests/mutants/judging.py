"""Judging many mutants, in some processes; the outcome is the same."""

from __future__ import annotations

import multiprocessing
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache

from tests.mutants.judges import CAUGHT_BY, Judges, Outcome
from tests.mutants.mutant import Mutant
from tests.mutants.selection import every

SHARE = 40
"""Of so many combinations one is tried first; of what survives, all are."""


@cache
def _judges(share: int) -> Judges:
    return Judges(share=share)


@cache
def _by_id() -> Mapping[str, Mutant]:
    return {one.id: one for one in every()}


def _outcome(task: tuple[str, int]) -> Outcome:
    mutant, share = task
    return _judges(share).judge(_by_id()[mutant])


def judged(
    mutants: Sequence[Mutant], processes: int = 1, *, thorough: bool = False
) -> dict[str, Outcome]:
    """The outcome for each mutant by its id; thoroughly means by all combinations at last."""
    if processes < 2:
        return _judged(mutants, map, thorough)
    spawning = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, spawning) as pool:
        return _judged(mutants, pool.map, thorough)


def _judged(mutants: Sequence[Mutant], over: object, thorough: bool) -> dict[str, Outcome]:
    assert callable(over)
    ids = [one.id for one in mutants]
    found: dict[str, Outcome] = dict(
        zip(ids, over(_outcome, [(one, SHARE) for one in ids]), strict=True)
    )
    left = [one for one in ids if thorough and found[one].by not in CAUGHT_BY]
    return found | dict(zip(left, over(_outcome, [(one, 1) for one in left]), strict=True))
