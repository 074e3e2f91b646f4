"""Rules broken one at a time: a condition, a conclusion, a citation, or the whole rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache

from facts.question_bank import UNKNOWN, Value
from facts.releases import WINDOWS_SERVER
from knowledge.decisions import DECISIONS, FAILURES
from knowledge.inquiry.base import RuleBase, present, topics
from knowledge.inquiry.domains import fields_at
from knowledge.predicates import (
    AtLeast,
    Below,
    Both,
    FromRecord,
    OneOf,
    Predicate,
    ReleaseBefore,
    ReleaseFrom,
    Unlike,
)
from knowledge.rules import LEVELS, Absent, Conclusion, Rule, Stage, Subject
from tests.mutants.mutant import Mutant

Broken = Iterator[tuple[str, Rule | None]]
"""What was done to a rule, and what stands in its place."""
_SEVERITIES = ("critical", "warning", "info")
MINUTE = 60


def of_rules(base: RuleBase) -> Iterator[Mutant]:
    """Every way to break each rule."""
    for topic, names in topics().items():
        for rule in (base.by_name[name] for name in names):
            for kind, broken in KINDS.items():
                for what, other in broken(rule):
                    about = f"{rule.name}: {what}" if what else rule.name
                    yield Mutant(kind, topic, about, {rule.name: other})


def reading(rule: Rule, name: str, test: Predicate | None) -> Rule:
    """The rule with another condition on a field, with None without one."""
    return replace(rule, when=tuple(_reading(part, name, test) for part in rule.when))


def _reading(
    part: Subject | Conclusion | Absent, name: str, test: Predicate | None
) -> Subject | Conclusion | Absent:
    if not isinstance(part, Subject):
        return part
    kept = {key: one for key, one in part.fields if key != name}
    return Subject(tuple(sorted((kept if test is None else {**kept, name: test}).items())))


def _condition_dropped(rule: Rule) -> Broken:
    for name in rule.given:
        yield name, reading(rule, name, None)
    for place, part in enumerate(rule.when):
        if not isinstance(part, Subject):
            yield str(part), replace(rule, when=(*rule.when[:place], *rule.when[place + 1 :]))


def _condition_negated(rule: Rule) -> Broken:
    for name, test in rule.given.items():
        opposite = _OPPOSITE.get(type(test))
        if opposite is not None:
            yield name, reading(rule, name, opposite(test))


_OPPOSITE: Mapping[type[Predicate], Callable[[Predicate], Predicate]] = {
    OneOf: lambda test: Unlike(test.words),  # type: ignore[attr-defined]
    Unlike: lambda test: OneOf(test.words),  # type: ignore[attr-defined]
    AtLeast: lambda test: Below(test.bound),  # type: ignore[attr-defined]
    Below: lambda test: AtLeast(test.bound),  # type: ignore[attr-defined]
    ReleaseBefore: lambda test: ReleaseFrom(test.bound),  # type: ignore[attr-defined]
    ReleaseFrom: lambda test: ReleaseBefore(test.bound),  # type: ignore[attr-defined]
}


@cache
def held(stage: Stage) -> Mapping[str, tuple[Value, ...]]:
    """What each field can hold in a stage today."""
    return fields_at(stage, present())


def _value_swapped(rule: Rule) -> Broken:
    """One word of a condition for the next word of its field."""
    for name, test in rule.given.items():
        if isinstance(test, OneOf | Unlike):
            for word in test.words:
                other = following(word, held(rule.stage).get(name, ()), test.words)
                if other is not None:
                    words = tuple(other if one == word else one for one in test.words)
                    yield f"{name}: {word} to {other}", reading(rule, name, type(test)(words))


def following(word: Value, among: tuple[Value, ...], without: tuple[Value, ...]) -> Value | None:
    """The next value after one, round and round; None where there is no other."""
    place = among.index(word) + 1 if word in among else 0
    for one in (*among[place:], *among[:place]):
        if one not in without and one != UNKNOWN:
            return one
    return None


def _threshold_shifted(rule: Rule) -> Broken:
    for name, test in rule.given.items():
        for place, half in enumerate((test.one, test.other) if isinstance(test, Both) else (test,)):
            bound = getattr(half, "bound", None)
            for shifted in neighbours(bound):
                moved = replace(half, bound=shifted)  # type: ignore[call-arg]
                if isinstance(test, Both):
                    moved = Both(test.one, moved) if place else Both(moved, test.other)
                yield f"{name}: {value_of(bound)} to {shifted}", reading(rule, name, moved)


def value_of(bound: object) -> object:
    """The number or release of a threshold."""
    return bound.resolved(present().records) if isinstance(bound, FromRecord) else bound


def neighbours(bound: object) -> tuple[Value, ...]:
    """A threshold one step down and one step up; durations go by minutes where they are such."""
    value = value_of(bound)
    if isinstance(value, int):
        whole = isinstance(bound, FromRecord) and bound.key.endswith("_s") and value % MINUTE == 0
        step = MINUTE if whole else 1
        return (value - step, value + step)
    return beside(str(value), WINDOWS_SERVER)


def beside(word: str, among: tuple[Value, ...]) -> tuple[Value, ...]:
    """The words before and after one in an order; none for a word that is not there."""
    if word not in among:
        return ()
    place = among.index(word)
    return (*among[max(place - 1, 0) : place], *among[place + 1 : place + 2])


def concluding(rule: Rule, place: int, **slots: str) -> Rule:
    """The rule with other words in the slots of one of its conclusions."""
    said = rule.then[place]
    changed = Conclusion(said.kind, tuple((key, slots.get(key, one)) for key, one in said.slots))
    return replace(rule, then=(*rule.then[:place], changed, *rule.then[place + 1 :]))


def _level_flipped(rule: Rule) -> Broken:
    """Another level of an objection, a merit for it and the reverse, another severity."""
    for place, said in enumerate(rule.then):
        if said.kind == "Objection":
            for level in beside(said["level"], LEVELS):
                yield f"{said['level']} to {level}", concluding(rule, place, level=str(level))
            about = {"decision": said["decision"], "option": said["option"]}
            merit = Conclusion("Merit", tuple(about.items()))
            then = (*rule.then[:place], merit, *rule.then[place + 1 :])
            yield f"{said['level']} to a merit", replace(rule, then=then)
        elif said.kind == "Merit":
            against = Conclusion("Objection", (*said.slots, ("level", "discouraged")))
            then = (*rule.then[:place], against, *rule.then[place + 1 :])
            yield "a merit to discouraged", replace(rule, then=then)
        elif said.kind == "Finding":
            for severity in beside(said["severity"], _SEVERITIES):
                told = f"{said['severity']} to {severity}"
                yield told, concluding(rule, place, severity=str(severity))


def _option_swapped(rule: Rule) -> Broken:
    for place, said in enumerate(rule.then):
        slot, among = _swappable(said)
        other = following(said[slot], among, (said[slot],)) if slot else None
        if other is not None:
            yield (
                f"{said.kind} {said[slot]} to {other}",
                concluding(rule, place, **{slot: str(other)}),
            )


def _swappable(said: Conclusion) -> tuple[str, tuple[str, ...]]:
    """The slot of a conclusion that could hold another word, and these words."""
    if said["option"]:
        return "option", DECISIONS[said["decision"]].options
    if said.kind == "Covers":
        return "failure", FAILURES
    if said.kind == "Need":
        return "what", ("host-cluster", "copy-on-another-host")
    return "", ()


def _cite_lost(rule: Rule) -> Broken:
    """A record that a rule no longer stands on; one of several, or the only one."""
    for place, one in enumerate(rule.cites):
        yield str(one), replace(rule, cites=(*rule.cites[:place], *rule.cites[place + 1 :]))


def _rule_lost(rule: Rule) -> Broken:
    yield "", None


def _conclusion_lost(rule: Rule) -> Broken:
    for place, said in enumerate(rule.then):
        if len(rule.then) > 1:
            then = (*rule.then[:place], *rule.then[place + 1 :])
            yield f"{said.kind} {said['option']}", replace(rule, then=then)


KINDS: Mapping[str, Callable[[Rule], Broken]] = {
    "condition dropped": _condition_dropped,
    "condition negated": _condition_negated,
    "value swapped": _value_swapped,
    "threshold shifted": _threshold_shifted,
    "verdict flipped": _level_flipped,
    "option swapped": _option_swapped,
    "citation lost": _cite_lost,
    "rule lost": _rule_lost,
    "conclusion lost": _conclusion_lost,
}
"""The ways to break a rule."""
