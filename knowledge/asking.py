"""Why a question is asked: the decisions, findings and tasks that the rules let it bear on.

Nothing is listed by hand but what Python works out between the rules. Whatever a rule reads, by
its own conditions or by the ranges of the records it cites, bears on what the rule concludes;
that in turn is read by rules of later stages. A bearing has a *distance*: the number of rules
that lie between an answer and what it bears on, one where a rule reads the answer itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from heapq import heappop, heappush

from facts.question_bank import Question, all_questions, by_id, field_of
from knowledge import release_tables, support
from knowledge.decisions import DECISIONS
from knowledge.explanation import areas
from knowledge.guidance import guidance
from knowledge.rule_base import all_rules
from knowledge.rules import Absent, Conclusion, FieldRecord, Rule, Stage, range_conditions
from knowledge.words import word
from knowledge.worked_out import from_python, opinion

_DECISION, _FINDING, _TASK = "decision", "finding", "task"
_TOLD = (_DECISION, _FINDING, _TASK)
_SPELT_OUT = 4
"""Where a question bears on many things, so many are named and the others counted."""

Edges = dict[str, dict[str, int]]
"""From each thing to those it bears on directly, with the rules between: none or one."""


@dataclass(frozen=True, order=True)
class Bearing:
    """Something that a question bears on: ``kind`` is decision, finding or task."""

    distance: int
    rank: int
    kind: str
    name: str


def bearings(question: Question, rules: tuple[Rule, ...] | None = None) -> tuple[Bearing, ...]:
    """What a question bears on by the rules, or by some others; nearest first, decisions first.

    Empty for the questions of the title block, which no rule reads.
    """
    edges = _edges(all_rules() if rules is None else rules)
    start = f"{question.entity}:{question.field}"
    distances = {start: 0}
    waiting = [(0, start)]
    while waiting:
        so_far, node = heappop(waiting)
        if so_far > distances[node]:
            continue
        for further, cost in edges.get(node, {}).items():
            if so_far + cost < distances.get(further, so_far + cost + 1):
                distances[further] = so_far + cost
                heappush(waiting, (so_far + cost, further))
    return tuple(sorted(_told(distances)))


def _told(distances: Mapping[str, int]) -> Iterator[Bearing]:
    order = {topic: place for place, topic in enumerate(DECISIONS)}
    for node, distance in distances.items():
        kind, _, name = node.partition(":")
        if kind in _TOLD:
            rank = order[name] if kind == _DECISION else len(order) + _TOLD.index(kind)
            yield Bearing(distance, rank, kind, name)


@cache
def reason(entity: str, question_id: str, language: str) -> str:
    """Say why a question is asked: what it bears on, or that it goes into the title block.

    Raises KeyError when the bank has no such question.
    """
    question = by_id(entity)[question_id]
    if question.kind in ("text", "date"):
        return word("asking.title-block", language)
    found = bearings(question)
    direct = [one for one in found if one.distance == found[0].distance]
    shown = spelt_out(_named(direct, language), language)
    further = any(one.kind == _DECISION for one in found[len(direct) :])
    return word(
        "asking.because-and-further" if further else "asking.because",
        language,
        what=listed(shown, language),
    )


def spelt_out(named: Sequence[str], language: str) -> list[str]:
    """Names of decisions as they are told: the first few, and how many others there are."""
    if len(named) <= _SPELT_OUT + 1:
        return list(named)
    others = word("asking.others", language, count=len(named) - _SPELT_OUT)
    return [*named[:_SPELT_OUT], others]


def listed(items: Iterable[str], language: str, joint: str = "asking.list") -> str:
    """Several things in one line, each two put together by an entry of the wording."""
    return reduce(lambda one, other: word(joint, language, one=one, other=other), items)


def _named(found: Iterable[Bearing], language: str) -> list[str]:
    """The areas of the decisions; where there is none, the names of what else is said."""
    told = list(found)
    topics = [one.name for one in told if one.kind == _DECISION]
    if topics:
        return areas_of(topics, language)
    names = (word(f"{one.kind}.{one.name}.name", language) for one in told)
    said = [
        word(f"asking.{one.kind}", language, name=name)
        for one, name in zip(told, names, strict=True)
    ]
    return list(dict.fromkeys(said))


def areas_of(topics: Iterable[str], language: str) -> list[str]:
    """What decisions are about; both layers stand for the pair of them."""
    some = list(topics)
    layered = not {"guest_layer", "host_layer"}.isdisjoint(some)
    return list(areas([one for one in some if one != "pair" or not layered], language))


@cache
def _edges(rules: tuple[Rule, ...]) -> Edges:
    edges: Edges = {}
    for source, target, cost in (*_from_rules(rules), *from_python(), *_from_bank()):
        known = edges.setdefault(source, {})
        known[target] = min(cost, known.get(target, cost))
    return edges


def _from_rules(rules: tuple[Rule, ...]) -> Iterator[tuple[str, str, int]]:
    for rule in rules:
        read = [f"{rule.stage.subject}:{field}" for field in _fields_read(rule)]
        patterns = [
            part.pattern if isinstance(part, Absent) else part
            for part in rule.when
            if isinstance(part, (Absent, Conclusion))
        ]
        read += [
            _concluded(other.stage, one)
            for other in (rules if patterns else ())
            for one in other.then
            if other.stage is rule.stage and any(_matches(one, wanted) for wanted in patterns)
        ]
        for conclusion in rule.then:
            concluded = _concluded(rule.stage, conclusion)
            yield from ((one, concluded, 1) for one in read)
            if conclusion["decision"]:
                yield concluded, f"{_DECISION}:{conclusion['decision']}", 0


def _fields_read(rule: Rule) -> set[str]:
    """Fields of the wide fact that bear on whether a rule holds, and on how firmly."""
    read = {*rule.given}
    cited = {*rule.records}
    for one in rule.cites:
        if isinstance(one, FieldRecord):
            read.add(one.field)
            cited |= {row.record for row in support.rows() if _record_field(row) == one.field}
            cited.update(release_tables.records_of(one.field))
    return read.union(*(_fields_of_record(one, rule.host_of) for one in cited))


@cache
def _fields_of_record(record_id: str, host_of: str) -> frozenset[str]:
    """Fields that say whether a record applies, and whether one that disagrees stands before it."""
    record, read = guidance()[record_id], set()
    for one in (record, *(guidance()[rival] for rival in record.conflicts_with)):
        read |= {name for name, _ in range_conditions(one, host_of)}
        if record.conflicts_with:
            read |= {f"house_rules_{rule}" for rule in one.house_rule}
    return frozenset(read)


def _record_field(row: support.SupportRow) -> str:
    return support.record_field_of(row.option)


def _matches(conclusion: Conclusion, pattern: Conclusion) -> bool:
    return conclusion.kind == pattern.kind and set(pattern.slots) <= set(conclusion.slots)


def _concluded(stage: Stage, conclusion: Conclusion) -> str:
    """What a conclusion is called in the graph; objections to the options of a topic are one."""
    if conclusion.kind in ("Finding", "Task"):
        return f"{conclusion.kind.lower()}:{conclusion['id']}"
    if conclusion.kind in ("Objection", "Merit"):
        return opinion(stage, conclusion["decision"], conclusion.kind)
    return " ".join((conclusion.kind, *(name for _, name in conclusion.slots)))


def _from_bank() -> Iterator[tuple[str, str, int]]:
    """Wishes bear on their decisions; answers on questions that they bring up or preset."""
    for topic, decision in DECISIONS.items():
        if decision.wish:
            yield f"{decision.subject}:{decision.wish_field}", f"{_DECISION}:{topic}", 1
    for question in all_questions():
        asked = f"{question.entity}:{question.field}"
        bank = by_id(question.entity)
        for other in question.before:
            yield f"{question.entity}:{bank[other].field}", asked, 1
        if question.default_from:
            yield f"site:{field_of(question.default_from)}", asked, 1
