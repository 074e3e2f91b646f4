"""The rules evaluated directly as values, without an engine: an oracle for the reasoner.

Of the wide facts only their fields count. Every field takes one value of each class that the
rules tell apart; a combination of classes stands for all designs whose fields lie in them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from math import prod
from random import Random

from facts.question_bank import UNKNOWN, Value
from knowledge.inquiry.base import RuleBase
from knowledge.inquiry.domains import fields_at
from knowledge.inquiry.faults import Fault
from knowledge.reasoner import SURE, Reasoner
from knowledge.rules import Absent, Conclusion, Rule, Stage, Subject

MOST = 1 << 20
"""Combinations of one topic and stage that are all evaluated; of more, those of three fields."""
_SEED = 20261123


@dataclass(frozen=True)
class Evaluated:
    """How many combinations of one topic and stage were evaluated, and whether that is all."""

    topic: str
    stage: Stage
    fields: int
    combinations: int
    all_of_them: bool


class TopicOfStage:
    """The rules of one topic and stage over the classes of the fields they read."""

    def __init__(self, topic: str, stage: Stage, rules: Sequence[Rule], base: RuleBase) -> None:
        """Take the rules; the classes of a field follow from their conditions on it."""
        self.topic, self.stage, self.base = topic, stage, base
        self.rules = [rule for rule in rules if rule.stage is stage]
        conditions = [base.conditions[rule.name] for rule in self.rules]
        held = fields_at(stage, base)
        self.classes: dict[str, dict[int, Value]] = {}
        for name in sorted({name for one in conditions for name in one}):
            found = self.classes.setdefault(name, {})
            for value in held[name]:
                mask = sum(
                    1 << place
                    for place, one in enumerate(conditions)
                    if name not in one or one[name].holds(value)
                )
                found.setdefault(mask, value)

    @property
    def size(self) -> int:
        """How many combinations of classes there are."""
        return prod(len(one) for one in self.classes.values())

    def combinations(self) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Which rules hold, a bit for each, in every combination; above MOST in all of three."""
        every = (1 << len(self.rules)) - 1
        masks = [tuple(one) for one in self.classes.values()]
        if self.size <= MOST:
            yield from _every(masks, every, ())
            return
        for three in combinations(range(len(masks)), 3):
            ways = [one if place in three else one[:1] for place, one in enumerate(masks)]
            yield from _every(ways, every, ())

    def values(self, masks: tuple[int, ...]) -> dict[str, Value]:
        """The fields of a combination."""
        pairs = zip(self.classes.items(), masks, strict=True)
        return {name: classes[mask] for (name, classes), mask in pairs}

    def overlaps(self) -> tuple[list[Fault], Evaluated]:
        """Pairs of rules that judge one option by the same record and answers, and differ."""
        pairs = [
            (1 << one | 1 << other, (self.rules[one], self.rules[other]))
            for one, other in combinations(range(len(self.rules)), 2)
            if differ_on_the_same(self.rules[one], self.rules[other], self.base)
        ]
        count, met = 0, dict[int, tuple[int, ...]]()
        seen: set[int] = set()
        for held, masks in self.combinations():
            count += 1
            if held not in seen:
                seen.add(held)
                for both, _ in pairs:
                    if held & both == both:
                        met.setdefault(both, masks)
        faults = [
            Fault(
                "overlap",
                tuple(sorted(rule.name for rule in rules)),
                f"both hold where {_told(self._read(rules, met[both]))}, by the same record",
            )
            for both, rules in pairs
            if both in met
        ]
        whole = self.size <= MOST
        return faults, Evaluated(self.topic, self.stage, len(self.classes), count, whole)

    def _read(self, rules: Sequence[Rule], masks: tuple[int, ...]) -> dict[str, Value]:
        read = {name for rule in rules for name in self.base.conditions[rule.name]}
        return {name: value for name, value in self.values(masks).items() if name in read}


def _every(
    masks: Sequence[Sequence[int]], held: int, taken: tuple[int, ...]
) -> Iterator[tuple[int, tuple[int, ...]]]:
    if len(taken) == len(masks):
        yield held, taken
        return
    for mask in masks[len(taken)]:
        yield from _every(masks, held & mask, (*taken, mask))


def _told(values: Mapping[str, Value]) -> str:
    return " and ".join(f"{name} is {value}" for name, value in values.items())


def differ_on_the_same(one: Rule, other: Rule, base: RuleBase) -> bool:
    """Whether two rules judge one option otherwise by the same record, reading the same fields.

    Such rules distinguish cases of the same answers; if both hold, the cases overlap.
    """
    said = [
        {(each["decision"], each["option"]): each for each in rule.then if each["option"]}
        for rule in (one, other)
    ]
    opinions = ("Objection", "Merit")
    opposed = any(
        said[0][about].kind in opinions
        and said[1][about].kind in opinions
        and (said[0][about].kind, said[0][about]["level"])
        != (said[1][about].kind, said[1][about]["level"])
        for about in said[0].keys() & said[1].keys()
    )
    same_record = {*base.records_of(one)} & {*base.records_of(other)}
    return opposed and bool(same_record) and one.given.keys() == other.given.keys()


def follows(
    rules: Sequence[Rule], facts: Mapping[str, Value], base: RuleBase
) -> tuple[frozenset[tuple[str, Conclusion]], frozenset[tuple[str, Conclusion]]]:
    """What rules of one stage conclude of a wide fact, for sure and possibly, phase by phase."""
    sure: dict[tuple[str, Conclusion], None] = {}
    maybe: dict[tuple[str, Conclusion], None] = {}
    for phase in sorted({rule.phase for rule in rules}):
        of_phase = [rule for rule in rules if rule.phase == phase]
        grown = True
        while grown:
            before = len(sure) + len(maybe)
            for rule in of_phase:
                tests = base.conditions[rule.name].items()
                if all(test.holds(facts[name]) for name, test in tests) and _patterns_hold(
                    rule, sure, maybe
                ):
                    sure |= dict.fromkeys((rule.name, one) for one in rule.then)
                if all(test.possibly(facts[name]) for name, test in tests) and _patterns_hold(
                    rule, maybe, sure
                ):
                    maybe |= dict.fromkeys((rule.name, one) for one in rule.then)
            grown = len(sure) + len(maybe) > before
    return frozenset(sure), frozenset(maybe)


def _patterns_hold(
    rule: Rule,
    there: Mapping[tuple[str, Conclusion], None],
    not_there: Mapping[tuple[str, Conclusion], None],
) -> bool:
    for part in rule.when:
        if isinstance(part, Subject):
            continue
        absent = isinstance(part, Absent)
        pattern = part.pattern if isinstance(part, Absent) else part
        among = not_there if absent else there
        found = any(
            one.kind == pattern.kind and {*pattern.slots} <= {*one.slots} for _, one in among
        )
        if found == absent:
            return False
    return True


def differences(base: RuleBase, facts_of_each_stage: int) -> tuple[list[Fault], int]:
    """Wide facts of which the reasoner concludes otherwise, and of how many it was asked.

    The facts are drawn with a fixed seed, every fifth field unknown in every second of them.
    """
    random, faults, asked = Random(_SEED), list[Fault](), 0
    for stage in Stage:
        rules = base.of_stage(stage)
        held = fields_at(stage, base)
        reasoner = Reasoner(rules, base.records)
        for number in range(facts_of_each_stage):
            facts: dict[str, Value] = {name: random.choice(held[name]) for name in reasoner.read}
            if number % 2:
                facts |= {name: UNKNOWN for name in facts if random.random() < 0.2}
            derivations = reasoner.run_afresh(tuple(facts[name] for name in reasoner.read))
            told = [
                frozenset((one.rule, one.conclusion) for one in derivations if one.held == half)
                for half in (SURE, "maybe")
            ]
            asked += 1
            for mine, theirs in zip(follows(rules, facts, base), told, strict=True):
                if names := tuple(sorted({name for name, _ in mine ^ theirs})):
                    faults.append(Fault("difference", names, f"{stage.value}: {_told(facts)}"))
    return faults, asked


def topics_and_stages(base: RuleBase, topics: Mapping[str, Sequence[str]]) -> list[TopicOfStage]:
    """Every topic, given by the names of its rules, taken stage by stage."""
    return [
        TopicOfStage(topic, stage, [base.by_name[name] for name in names], base)
        for (topic, names), stage in product(topics.items(), Stage)
        if any(base.by_name[name].stage is stage for name in names)
    ]
