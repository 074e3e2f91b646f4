"""Faults that show in the rules as they are written: unfounded, dead, subsumed, cyclic."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from itertools import chain, permutations

from facts.question_bank import NOT_APPLICABLE, Value, field_of
from knowledge.inquiry.base import RuleBase
from knowledge.inquiry.domains import fields_at
from knowledge.inquiry.faults import Fault
from knowledge.inquiry.founded import unfounded
from knowledge.inquiry.orphans import orphans
from knowledge.inquiry.parameters import MASKED, Space, spaces
from knowledge.reasoner import check_rule
from knowledge.rules import Absent, Conclusion, Rule, Stage, Subject

_DERIVED_OTHERWISE = ("stateful", "cluster_aware")
"""Fields of a workload that an answer and the support table both write."""


def structural_faults(base: RuleBase) -> list[Fault]:
    """Every fault that shows without a design; a rule that cannot be read at all stops the rest.

    The rule base has to be the one in place.
    """
    faults = [*_names(base), *orphans(base)]
    if unreadable := {name for one in faults if one.kind == "orphaned" for name in one.rules}:
        kept = tuple(rule for rule in base.rules if rule.name not in unreadable)
        base = RuleBase(kept, base.records, base.rows)
    checks = (_unsound, unfounded, _dead, _dead_patterns, _dead_together, _subsumed, _cyclic)
    return [*faults, *chain.from_iterable(check(base) for check in checks)]


def _names(base: RuleBase) -> Iterator[Fault]:
    seen: set[str] = set()
    for rule in base.rules:
        if rule.name in seen:
            yield Fault("unsound", (rule.name,), "two rules have this name")
        seen.add(rule.name)


def _unsound(base: RuleBase) -> Iterator[Fault]:
    for stage in Stage:
        latest: dict[str, int] = {}
        for rule in base.of_stage(stage):
            for one in rule.then:
                latest[one.kind] = max(latest.get(one.kind, 0), rule.phase)
        for rule in base.of_stage(stage):
            for said in check_rule(rule, latest):
                kind = "cyclic" if "not complete" in said else "unsound"
                yield Fault(kind, (rule.name,), said.partition(": ")[2])


def _dead(base: RuleBase) -> Iterator[Fault]:
    """A condition that no value of its field meets; ranges of records count as conditions."""
    for rule in base.rules:
        fields = fields_at(rule.stage, base)
        for name, test in base.conditions[rule.name].items():
            if name in fields and not any(map(test.holds, fields[name])):
                yield Fault("dead", (rule.name,), f"no value of {name} meets {test}")


def _dead_patterns(base: RuleBase) -> Iterator[Fault]:
    """A rule that waits for a conclusion which no rule of its stage comes to."""
    for rule in base.rules:
        concluded = [one for other in base.of_stage(rule.stage) for one in other.then]
        for pattern in _patterns(rule):
            if not any(_matches(one, pattern) for one in concluded):
                yield Fault("dead", (rule.name,), f"nothing concludes {pattern}")


def _patterns(rule: Rule) -> list[Conclusion]:
    """Conclusions that a rule asks for, or for the absence of."""
    return [
        part.pattern if isinstance(part, Absent) else part
        for part in rule.when
        if not isinstance(part, Subject)
    ]


def _matches(conclusion: Conclusion, pattern: Conclusion) -> bool:
    return conclusion.kind == pattern.kind and {*pattern.slots} <= {*conclusion.slots}


def _dead_together(base: RuleBase) -> Iterator[Fault]:
    """Conditions that answers meet one by one and never together: a product and its releases."""
    space = spaces(base)[0]
    asked = _components(space)
    for rule in base.rules:
        conditions = base.conditions[rule.name]
        for component in asked:
            read = sorted({*component} & {*conditions})
            about = space.parameters[component[read[0]]].point.entity if read else ""
            if len(read) > 1 and about in (rule.stage.subject, "site", "design"):
                tests = [conditions[name] for name in read]
                columns = tuple(component[name] for name in read)
                if not any(
                    all(test.holds(value) for test, value in zip(tests, values, strict=True))
                    for values in _held_together(space, columns)
                ):
                    yield Fault("dead", (rule.name,), f"no answers to {', '.join(read)} meet it")


def _components(space: Space) -> list[dict[str, int]]:
    """Fields of questions that depend on each other, with the places of their parameters."""
    found = []
    for component in space.components:
        points = {place: space.parameters[place].point for place in component}
        found.append(
            {
                field_of(point.question): place
                for place, point in points.items()
                if field_of(point.question) not in _DERIVED_OTHERWISE
            }
        )
    return [one for one in found if len(one) > 1]


@cache
def _held_together(space: Space, columns: tuple[int, ...]) -> frozenset[tuple[Value, ...]]:
    behind = space.behind(columns)
    values = [(*space.parameters[place].values, NOT_APPLICABLE) for place in columns]
    within = [behind.index(place) for place in columns]
    assert MASKED == -1, "the last value stands for it"
    return frozenset(
        tuple(held[row[place]] for held, place in zip(values, within, strict=True))
        for row in space.assignments(behind)
    )


def _subsumed(base: RuleBase) -> Iterator[Fault]:
    """A rule that says nothing which another does not say wherever it says it, and elsewhere."""
    met = {rule.name: _Met(rule, base) for rule in base.rules}
    by_conclusion: dict[tuple[Stage, Conclusion], list[Rule]] = {}
    for rule in base.rules:
        for one in rule.then[:1]:
            by_conclusion.setdefault((rule.stage, one), []).append(rule)
    reported: set[frozenset[str]] = set()
    for rules in by_conclusion.values():
        for narrow, wide in permutations(rules, 2):
            pair = frozenset((narrow.name, wide.name))
            if (
                pair not in reported
                and says_no_more(narrow, wide)
                and met[narrow.name].implies(met[wide.name])
            ):
                reported.add(pair)
                yield Fault("subsumed", (narrow.name, wide.name), "the second says it too")


def says_no_more(narrow: Rule, wide: Rule) -> bool:
    """Whether all that a rule concludes, and all records it stands on, are another's as well."""
    return {*narrow.then} <= {*wide.then} and {*narrow.cites} <= {*wide.cites}


class _Met:
    """For each field that a rule reads the values that meet its condition."""

    def __init__(self, rule: Rule, base: RuleBase) -> None:
        self.rule = rule
        self.fields = fields_at(rule.stage, base)
        self.values = {
            name: frozenset(value for value in self.fields.get(name, ()) if test.holds(value))
            for name, test in base.conditions[rule.name].items()
        }

    def implies(self, other: _Met) -> bool:
        """Whether the other rule fires wherever this one does, as far as conditions tell."""
        beyond = {*map(str, other.rule.when[1:])} - {*map(str, self.rule.when[1:])}
        return not beyond and all(
            self.values.get(name, frozenset(self.fields.get(name, ()))) <= values
            for name, values in other.values.items()
        )


def implies(one: Rule, other: Rule, base: RuleBase) -> bool:
    """Whether a rule fires wherever another of the same stage does, by their conditions alone."""
    return one.stage is other.stage and _Met(one, base).implies(_Met(other, base))


def _cyclic(base: RuleBase) -> Iterator[Fault]:
    """Rules of one stage that wait for each other's conclusions."""
    for stage in Stage:
        rules = base.of_stage(stage)
        reads = {
            rule.name: {
                other.name
                for other in rules
                for pattern in _patterns(rule)
                if any(_matches(one, pattern) for one in other.then)
            }
            for rule in rules
            if _patterns(rule)
        }
        for names in _circles(reads):
            yield Fault("cyclic", names, "each waits for what another of them concludes")


def _circles(reads: Mapping[str, Collection[str]]) -> Iterator[tuple[str, ...]]:
    """Names that are reached from themselves, gathered with those that reach them back."""
    reached: dict[str, set[str]] = {}
    for name in reads:
        waiting, seen = [*reads[name]], set[str]()
        while waiting:
            one = waiting.pop()
            if one not in seen:
                seen.add(one)
                waiting += reads.get(one, ())
        reached[name] = seen
    told: set[str] = set()
    for name in sorted(reads):
        if name in reached[name] and name not in told:
            circle = {one for one in reached[name] if name in reached.get(one, ())}
            told |= circle
            yield tuple(sorted(circle))
