"""Why a question is asked: the decisions, findings and tasks that the rules let it bear on.

Nothing is listed by hand but what Python works out between the rules. Whatever a rule reads, by
its own conditions or by the ranges of the records it cites, bears on what the rule concludes;
that in turn is read by rules of later stages. A bearing has a *distance*: the number of rules
that lie between an answer and what it bears on, one where a rule reads the answer itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, reduce
from heapq import heappop, heappush

from facts.question_bank import Question, all_questions, by_id, field_of
from knowledge import support
from knowledge.decisions import DECISIONS, FAILURES, GUEST_LAYERS, NETWORKS, RESTARTING
from knowledge.explanation import areas
from knowledge.guidance import guidance
from knowledge.rule_base import all_rules
from knowledge.rules import (
    Absent,
    Conclusion,
    FieldRecord,
    Rule,
    Stage,
    range_conditions,
)
from knowledge.words import word

_DECISION, _FINDING, _TASK = "decision", "finding", "task"
_TOLD = (_DECISION, _FINDING, _TASK)
_SPELT_OUT = 4
"""Where a question bears on many things, so many are named and the others counted."""
_TARGET = ("role", "host_release", "host_edition", "host_count")
_HANDED_DOWN = ("host_cluster_workable", "host_cluster_chosen")

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
    named = _named(direct, language)
    shown = named if len(named) <= _SPELT_OUT + 1 else named[:_SPELT_OUT]
    if len(named) > len(shown):
        shown.append(word("asking.others", language, count=len(named) - len(shown)))
    further = any(one.kind == _DECISION for one in found[len(direct) :])
    return word(
        "asking.because-and-further" if further else "asking.because",
        language,
        what=listed(shown, language),
    )


def listed(items: Iterable[str], language: str, joint: str = "asking.list") -> str:
    """Several things in one line, each two put together by an entry of the wording."""
    return reduce(lambda one, other: word(joint, language, one=one, other=other), items)


def _named(found: Iterable[Bearing], language: str) -> list[str]:
    """The areas of the decisions; where there is none, the names of what else is said.

    Both layers stand for the pair of them.
    """
    told = list(found)
    topics = [one.name for one in told if one.kind == _DECISION]
    if topics:
        pairs = {"guest_layer", "host_layer"} & {*topics}
        return list(areas([one for one in topics if one != "pair" or not pairs], language))
    names = (word(f"{one.kind}.{one.name}.name", language) for one in told)
    said = [
        word(f"asking.{one.kind}", language, name=name)
        for one, name in zip(told, names, strict=True)
    ]
    return list(dict.fromkeys(said))


@cache
def _edges(rules: tuple[Rule, ...]) -> Edges:
    edges: Edges = {}
    for source, target, cost in (*_from_rules(rules), *_from_python(), *_from_bank()):
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
        return _opinion(stage, conclusion["decision"], conclusion.kind)
    return " ".join((conclusion.kind, *(name for _, name in conclusion.slots)))


def _opinion(stage: Stage, topic: str, kind: str = "Objection") -> str:
    return f"{stage.name} {kind} {topic}"


def _from_python() -> Iterator[tuple[str, str, int]]:
    """What ``subjects`` and ``advisor`` work out from answers, conclusions and decisions."""
    for target, sources in (*_about_answers(), *_about_sites(), *_about_workloads()):
        for source in sources:
            yield source, target, 0
    for layer in ("guest_layer", "host_layer"):
        yield f"{_DECISION}:{layer}", f"{_DECISION}:pair", 1
        yield f"{_DECISION}:pair", f"{_DECISION}:{layer}", 1


def _about_answers() -> Iterator[tuple[str, list[str]]]:
    """Fields of a workload that stand for answers, its own or those of the sites it is at."""
    for question in all_questions():
        if question.entity != "workload":
            at = f"{question.entity}:{question.field}"
            yield f"site:{question.field}", [at] if question.entity == "design" else []
            moved = ["workload:site"] if question.entity == "site" else []
            yield f"workload:{question.field}", [at, *moved]
    where = ["workload:second_copy_site", "workload:second_copy_other_host", "workload:site"]
    for field in _TARGET:
        yield f"workload:target_{field}", [f"site:{field}", *where]
    yield "workload:target_kind", where
    yield "workload:copy_trust", ["site:host_trust", "link:trust", *where]
    yield "workload:copy_connected", ["link:connected", *where]
    for row in support.rows():
        ranges = range_conditions(guidance()[row.record], "own")
        read = {
            "product",
            *(["deployment"] if row.deployments else []),
            *(one for one, _ in ranges),
        }
        for field in (support.field_of(row.option), support.record_field_of(row.option)):
            yield f"workload:{field}", [f"workload:{one}" for one in sorted(read)]
    yield "workload:stateful", ["workload:product"]
    yield "workload:cluster_aware", ["workload:product_cluster_aware"]
    yield "workload:instances_named", ["workload:instances"]
    survived = [f"workload:survive_{field_of(failure)}" for failure in FAILURES]
    yield "workload:survive_any_failure", survived
    elsewhere = ("directory_outside", "deployment", "survive_site", "target_kind")
    yield "workload:controller_outside", [f"workload:{one}" for one in elsewhere]


def _about_sites() -> Iterator[tuple[str, list[str]]]:
    storage = _opinion(Stage.GROUND_SITE, "host_storage")
    yield "site:host_storage_best", [storage]
    platform = _opinion(Stage.GROUND_SITE, "platform")
    yield "site:host_cluster_workable", [storage, platform]
    yield "site:host_cluster_needed", ["Need host-cluster"]
    yield "site:host_cluster_chosen", [f"{_DECISION}:platform"]
    yield "site:host_storage_chosen", [f"{_DECISION}:host_storage"]
    yield "site:takes_part_in_replication", [f"{_DECISION}:second_copy"]
    clusters = [f"{_DECISION}:guest_layer", f"{_DECISION}:guest_storage"]
    yield "site:guests_reach_iscsi", ["site:guests_use_iscsi", *clusters]
    networks = [
        f"{_DECISION}:{family}.{kind}"
        for kind in NETWORKS
        for family in ("network", "network_redundancy")
    ]
    yield "site:adapters_needed", networks
    yield "site:adapters_suffice", ["site:adapters", "site:adapters_needed"]


def _about_workloads() -> Iterator[tuple[str, list[str]]]:
    for field in _HANDED_DOWN:
        yield f"workload:{field}", [f"site:{field}"]
        yield f"workload:target_{field}", [f"site:{field}"]
    yield "workload:host_storage_chosen", ["site:host_storage_chosen"]
    storage = _opinion(Stage.GROUND_WORKLOAD, "guest_storage")
    free = "workload:guest_storage_free_of_host_cluster"
    yield "workload:guest_storage_best", [storage]
    yield free, [storage]
    wanted = ["workload:product_settled_layer", "workload:wishes_guest_layer"]
    yield "workload:guest_cluster_wanted", wanted
    yield "workload:host_need_on_copy", ["Need copy-on-another-host"]
    alone = [option for option in GUEST_LAYERS if option != "nothing"]
    against = _opinion(Stage.GROUND_WORKLOAD, "guest_layer")
    for failure in FAILURES:
        for option in (*alone, *RESTARTING):
            covers = f"workload:{field_of(option)}_covers_{field_of(failure)}"
            yield covers, [f"Covers {failure} {option}"]
        met = [f"Covers {failure} {option}" for option in alone]
        yield f"workload:guests_meet_{field_of(failure)}", [*met, against, free]
    for topic in ("guest_layer", "host_layer", "guest_storage"):
        yield f"workload:{topic}_chosen", [f"{_DECISION}:{topic}"]
    yield "workload:replica_interval_best", [f"{_DECISION}:replica_interval"]


def _from_bank() -> Iterator[tuple[str, str, int]]:
    """Wishes bear on their decisions; answers on questions that they bring up or preset."""
    for topic, decision in DECISIONS.items():
        if decision.wish:
            yield f"{decision.subject}:{decision.wish_field}", f"{_DECISION}:{topic}", 1
    for question in all_questions():
        asked = f"{question.entity}:{question.field}"
        bank = by_id(question.entity)
        for other in {*question.choices_for, *(one for way in question.ask_when for one in way)}:
            yield f"{question.entity}:{bank[other].field}", asked, 1
        if question.default_from:
            yield f"site:{field_of(question.default_from)}", asked, 1
