"""Which designs a mutant can make a difference to: those whose wide facts meet what it changed.

The wide facts that today's rules are given, stage by stage, are recorded once for all designs.
Where a changed rule concludes the same of every wide fact of a design, so does every other rule,
stage after stage, and the advice is the same; only the other designs have to be tried.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import product

import numpy as np
import numpy.typing as npt

from facts.design import Design
from facts.question_bank import Value, questions
from knowledge import support
from knowledge.conflicts import ranges_meet
from knowledge.guidance import Guidance, outranks
from knowledge.inquiry.base import RuleBase
from knowledge.predicates import Predicate
from knowledge.reasoner import Derivation, Reasoner
from knowledge.rule_base import reasoners
from knowledge.rules import FromRecord, Rule, Stage, range_conditions
from tests.mutants.mutant import Mutant
from tests.mutants.of_rules import held

Marks = npt.NDArray[np.bool_]


class Recorded:
    """The wide facts of one stage as columns, and the design that each of them came from."""

    def __init__(self) -> None:
        """Nothing is recorded yet."""
        self.designs: list[int] = []
        self.names: tuple[str, ...] = ()
        self._columns: list[list[int]] = []
        self._codes: list[dict[Value, int]] = []
        self._arrays: dict[str, npt.NDArray[np.int32]] = {}

    def add(self, design: int, facts: Mapping[str, Value]) -> None:
        """Record one wide fact."""
        if not self.names:
            self.names = tuple(sorted(facts))
            self._columns = [[] for _ in self.names]
            self._codes = [{} for _ in self.names]
        self.designs.append(design)
        for name, column, codes in zip(self.names, self._columns, self._codes, strict=True):
            column.append(codes.setdefault(facts[name], len(codes)))

    def where(self, conditions: Mapping[str, Predicate]) -> tuple[Marks, Marks]:
        """The wide facts that meet conditions for sure, and those that possibly do."""
        sure = np.ones(len(self.designs), dtype=np.bool_)
        maybe = sure.copy()
        for name, test in conditions.items():
            place = self.names.index(name)
            codes = self._codes[place]
            if name not in self._arrays:
                self._arrays[name] = np.array(self._columns[place], dtype=np.int32)
            column = self._arrays[name]
            sure &= np.array([test.holds(value) for value in codes], dtype=np.bool_)[column]
            maybe &= np.array([test.possibly(value) for value in codes], dtype=np.bool_)[column]
        return sure, maybe

    def places_of(self, names: Sequence[str]) -> dict[tuple[Value, ...], set[int]]:
        """The designs by the values that some fields have in their wide facts."""
        columns = []
        for name in names:
            place = self.names.index(name)
            values = list(self._codes[place])
            columns.append([values[code] for code in self._columns[place]])
        found: dict[tuple[Value, ...], set[int]] = {}
        for design, values_held in zip(self.designs, zip(*columns, strict=True), strict=True):
            found.setdefault(values_held, set()).add(design)
        return found

    def of(self, marks: Marks) -> set[int]:
        """The designs of the wide facts that are marked."""
        return {*np.array(self.designs, dtype=np.int64)[marks].tolist()}


class Reach:
    """What is recorded of designs, and what a mutant can reach of them."""

    def __init__(self, base: RuleBase, designs: Sequence[Design]) -> None:
        """Begin with nothing recorded; ``recording`` takes the designs one by one."""
        self.base = base
        self.designs = designs
        self.recorded = {stage: Recorded() for stage in Stage}

    @contextmanager
    def recording(self) -> Iterator[list[int]]:
        """Record what the stages are given; the place of the design at work goes in the list."""
        at_work = [0]
        stage_of = {id(reasoner): stage for stage, reasoner in reasoners().items()}
        original = Reasoner.run

        def run(at: Reasoner, facts: Mapping[str, Value]) -> tuple[Derivation, ...]:
            self.recorded[stage_of[id(at)]].add(at_work[0], facts)
            return original(at, facts)

        Reasoner.run = run  # type: ignore[method-assign, assignment]
        try:
            yield at_work
        finally:
            Reasoner.run = original  # type: ignore[method-assign]

    def of(self, mutant: Mutant, broken: RuleBase) -> set[int]:
        """The designs, by their places, to whose advice the mutant can make a difference."""
        if _values_that_code_reads(mutant, self.base):
            return {*range(len(self.designs))}
        found: set[int] = set()
        touched = _touched_records(mutant, self.base, broken)
        names = {*self.base.by_name, *broken.by_name}
        for name in names:
            found |= self._of_rule(name, broken, touched)
        return found | self._of_rows(broken)

    def _of_rule(self, name: str, broken: RuleBase, touched: set[str]) -> set[int]:
        old, new = self.base.by_name.get(name), broken.by_name.get(name)
        weighed = any(
            rule is not None and touched & {*base.records_of(rule)}
            for rule, base in ((old, self.base), (new, broken))
        )
        before, after = self.base.conditions.get(name), broken.conditions.get(name)
        if old == new and before == after and not weighed:
            return set()
        found: set[int] = set()
        for stage in {rule.stage for rule in (old, new) if rule is not None}:
            recorded = self.recorded[stage]
            nowhere = np.zeros(len(recorded.designs), dtype=np.bool_)
            met = [
                recorded.where(conditions)
                if rule is not None and rule.stage is stage and conditions is not None
                else (nowhere, nowhere)
                for rule, conditions in ((old, before), (new, after))
            ]
            (sure, maybe), (sure_now, maybe_now) = met
            marks = (sure != sure_now) | (maybe != maybe_now)
            if weighed or not _says_the_same(old, new):
                marks |= maybe | maybe_now
            found |= recorded.of(marks)
        return found

    def _of_rows(self, broken: RuleBase) -> set[int]:
        """Designs with a workload of which the support table says something else than before."""
        if self.base.rows == broken.rows and self.base.records == broken.records:
            return set()
        recorded = self.recorded[Stage.GROUND_WORKLOAD]
        read = {"product", "deployment"}
        for base in (self.base, broken):
            for row in base.rows:
                read |= {name for name, _ in range_conditions(base.records[row.record], "own")}
        names = tuple(sorted(read))
        places = recorded.places_of(names)
        changed: set[int] = set()
        for values, designs in places.items():
            facts = dict(zip(names, values, strict=True))
            if _joined(self.base, facts) != _joined(broken, facts):
                changed |= designs
        return changed


def _joined(base: RuleBase, facts: Mapping[str, Value]) -> Mapping[str, str]:
    with support.rows.instead(base.rows):
        return support.joined(facts, base.records)


def _says_the_same(old: Rule | None, new: Rule | None) -> bool:
    """Whether two rules differ in nothing but their conditions on the wide fact."""
    if old is None or new is None:
        return old is new
    return replace(old, when=old.when[:0]) == replace(new, when=new.when[:0]) and [
        part for part in old.when if not hasattr(part, "fields")
    ] == [part for part in new.when if not hasattr(part, "fields")]


def _touched_records(mutant: Mutant, base: RuleBase, broken: RuleBase) -> set[str]:
    """Records that other records decide against in other cases than before, and these others."""
    found: set[str] = set()
    for name in mutant.records:
        if _standing(name, base) != _standing(name, broken):
            found.add(name)
            for records in (base.records, broken.records):
                found |= {*records[name].conflicts_with} if name in records else set()
                found |= {one.id for one in records.values() if name in one.conflicts_with}
    return found


def _standing(name: str, base: RuleBase) -> object:
    """All that decides between a record and those it disagrees with; None where it has none."""
    record = base.records.get(name)
    if record is None:
        return name
    others = sorted(one.id for one in base.records.values() if name in one.conflicts_with)
    if not (others or record.conflicts_with):
        return None
    pairs = [
        (base.records[one], record)
        for one in others
        if one in base.records and ranges_meet(base.records[one], record)
    ]
    decided = [
        (one.id, outranks(one, two, rules), outranks(two, one, rules))
        for one, two in pairs
        for rules in _house_rules()
    ]
    applies = _meant(record) if decided else []
    return record.conflicts_with, others, applies, decided


def _meant(record: Guidance) -> list[tuple[str, list[Value]]]:
    """The values of fields for which a record holds, however its ranges are written."""
    found = []
    for name, test in range_conditions(record, "both"):
        known = held(Stage.OPTIONS).get(name, ())
        found.append((name, [value for value in known if test.holds(value)]))
    return found


def _house_rules() -> list[dict[str, str]]:
    """Every way to answer the house rules; an answer to them is never unknown."""
    beginning = "house_rules."
    asked = [one for one in questions("design") if one.id.startswith(beginning)]
    names = [one.id.removeprefix(beginning) for one in asked]
    return [
        dict(zip(names, words, strict=True))
        for words in product(*[[str(word) for word in one.words] for one in asked])
    ]


def _values_that_code_reads(mutant: Mutant, base: RuleBase) -> bool:
    """Whether a value was changed that no rule takes from its record, so that code may read it."""
    bounds = {
        (bound.record, bound.key)
        for rule in base.rules
        for test in rule.given.values()
        for bound in _bounds(test)
    }
    for name, changed in mutant.records.items():
        if changed is not None:
            before = base.records[name].values
            keys = [key for key in before if before[key] != changed.values.get(key)]
            if any((name, key) not in bounds for key in keys):
                return True
    return False


def _bounds(test: Predicate) -> Iterable[FromRecord]:
    halves = (getattr(test, "one", None), getattr(test, "other", None), test)
    for half in halves:
        bound = getattr(half, "bound", None)
        if isinstance(bound, FromRecord):
            yield bound
