"""Which mutants are judged: of every topic and kind the same ones each time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from itertools import chain

from knowledge.inquiry.base import RuleBase, present
from tests.mutants.mutant import SEED, Mutant
from tests.mutants.of_records import of_records, of_rows
from tests.mutants.of_rules import of_rules
from tests.mutants.planted import planted

MORE_OF = {"table changed": 10}
"""Kinds that few topics have, drawn so many times as often."""


def every(base: RuleBase | None = None) -> list[Mutant]:
    """Every mutant that can be made of a rule base."""
    of = present() if base is None else base
    made: dict[str, Mutant] = {}
    for one in chain(of_rules(of), of_records(of), of_rows(of), planted(of)):
        made.setdefault(one.id, one)
    return list(made.values())


def drawn(mutants: Iterable[Mutant], seed: str = SEED) -> list[Mutant]:
    """Some of each topic and kind, drawn by lots that other mutants have no part in."""
    lots: dict[tuple[str, str], list[Mutant]] = {}
    for one in sorted(mutants, key=lambda one: one.lot(seed)):
        lots.setdefault((one.topic, one.kind), []).append(one)
    return [one for key in sorted(lots) for one in lots[key][: MORE_OF.get(key[1], 1)]]


def of_topics(mutants: Iterable[Mutant], topics: Collection[str], most: int) -> list[Mutant]:
    """Mutants of some topics, the kind and then the topic first that is rarest so far."""
    left = sorted((one for one in mutants if one.topic in topics), key=Mutant.lot)
    kinds, from_topics = Counter[str](), Counter[str]()
    found: list[Mutant] = []
    while left and len(found) < most:
        next_one = min(left, key=lambda one: (kinds[one.kind], from_topics[one.topic]))
        kinds[next_one.kind] += 1
        from_topics[next_one.topic] += 1
        found.append(next_one)
        left.remove(next_one)
    return found
