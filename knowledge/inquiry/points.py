"""Points of a design: single answers that could be different, and the values they could have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations

from facts.answers import Answer, resolve
from facts.design import Design, Entity, Link
from facts.question_bank import NO_LIMIT, Question, Value, by_id, questions
from knowledge.predicates import Both, Predicate
from knowledge.rule_base import reasoners
from knowledge.subjects import Answers

_CARRIED_BY = {
    "host_count": ("host_count", "target_host_count"),
    "instances": ("instances", "instances_named"),
    "memory": ("memory", "memory_named"),
    "host_memory": ("host_memory", "host_memory_named"),
}
"""Fields of the wide facts that carry an answer, where it is not only the question's own."""
_LONGEST = 365 * 86_400
"""Seconds; no rule has a threshold as long."""
_KINDS = ("word", "count", "duration")
"""Kinds of questions whose values rules can tell apart; sites and texts are not varied."""


@dataclass(frozen=True, order=True)
class Point:
    """One answer of a design: of the whole (no names), a site, a workload or a link (two names)."""

    entity: str
    names: tuple[str, ...]
    question: str

    @property
    def asks(self) -> Question:
        """The question it answers."""
        return by_id(self.entity)[self.question]

    @property
    def label(self) -> str:
        """The name that open questions and assumptions give to whom it is asked about."""
        return " - ".join(self.names)

    @property
    def values(self) -> tuple[Value, ...]:
        """Every value that rules can tell from the others."""
        return values_of(self.entity, self.question)


Change = tuple[Point, Value]


def points_of(design: Design) -> Iterator[Point]:
    """Every answer of a design that a verdict may hang on, asked at present or not.

    In the same order whatever that of sites and workloads.
    """
    named: list[tuple[str, tuple[str, ...]]] = [("design", ())]
    named += [("site", (name,)) for name in sorted(one.name for one in design.sites)]
    named += [("link", pair) for pair in combinations(sorted(names_of(design)), 2)]
    named += [("workload", (name,)) for name in sorted(one.name for one in design.workloads)]
    for entity, names in named:
        for question in questions(entity):
            if question.kind in _KINDS:
                yield Point(entity, names, question.id)


def changeable(design: Design) -> list[Point]:
    """The answers that an architect can change, by what the question bank says."""
    return [one for one in points_of(design) if one.asks.change]


def halved(points: Sequence[Point]) -> tuple[Sequence[Point], Sequence[Point]]:
    """Points of one entity after the other in two parts, between two entities if there are several.

    Kept whole, an entity is as it was in other parts, and need not be judged again.
    """
    middle = len(points) // 2
    ends = [
        place
        for place in range(1, len(points))
        if (points[place - 1].entity, points[place - 1].names)
        != (points[place].entity, points[place].names)
    ]
    place = min(ends, key=lambda one: abs(one - middle), default=middle)
    return points[:place], points[place:]


def names_of(design: Design) -> tuple[str, ...]:
    """Names of the sites of a design."""
    return tuple(one.name for one in design.sites)


def answer_at(point: Point, design: Design, answers: Answers) -> Answer:
    """The answer at a point of a design as it counts at present, with its status."""
    if point.entity == "link":
        return resolve("link", design.link(*point.names).answers)[point.question]
    if point.entity == "design":
        return answers.design[point.question]
    entities = answers.sites if point.entity == "site" else answers.workloads
    return entities[point.names[0]][point.question]


def changed(design: Design, changes: Iterable[Change]) -> Design:
    """The design with other answers at some points."""
    for point, value in changes:
        design = _with(design, point, value)
    return design


def _with(design: Design, point: Point, value: Value) -> Design:
    if point.entity == "design":
        return replace(design, answers={**design.answers, point.question: value})
    if point.entity == "link":
        old = design.link(*point.names)
        new = Link(old.between, {**old.answers, point.question: value})
        others = tuple(one for one in design.links if one is not old)
        return replace(design, links=(*others, new))
    if point.entity == "site":
        return replace(design, sites=_entities(design.sites, point, value))
    return replace(design, workloads=_entities(design.workloads, point, value))


def _entities(entities: tuple[Entity, ...], point: Point, value: Value) -> tuple[Entity, ...]:
    return tuple(
        replace(one, answers={**one.answers, point.question: value})
        if (one.name,) == point.names
        else one
        for one in entities
    )


@cache
def values_of(entity: str, question_id: str) -> tuple[Value, ...]:
    """Every value an answer can take as far as rules can tell: thresholds and a step either side.

    The ends of the range are among them.
    """
    question = by_id(entity)[question_id]
    fields = fields_of(question)
    return values_around(question, {one for name in fields for one in _thresholds().get(name, ())})


def values_around(question: Question, bounds: Iterable[int]) -> tuple[Value, ...]:
    """Every word; of numbers some bounds, a step either side of each, and the ends of the range."""
    if question.kind == "word":
        return tuple(question.words)
    most = _LONGEST if question.kind == "duration" else question.most
    numbers = {number + step for number in bounds for step in (-1, 0, 1)}
    numbers = {number for number in numbers if question.least <= number <= most}
    numbers |= {question.least, most}
    endless = question.kind == "duration" or bool(question.words)
    return (*sorted(numbers), *((NO_LIMIT,) if endless else ()))


def fields_of(question: Question) -> tuple[str, ...]:
    """Fields of the wide facts that carry the answer to a question."""
    return _CARRIED_BY.get(question.id, (question.field,))


@cache
def _thresholds() -> Mapping[str, frozenset[int]]:
    """Every number that some rule compares a field with."""
    found: dict[str, set[int]] = {}
    for reasoner in reasoners().values():
        for conditions in reasoner.conditions.values():
            for field, test in conditions.items():
                found.setdefault(field, set()).update(bounds_in(test))
    return {field: frozenset(numbers) for field, numbers in found.items()}


def bounds_in(test: Predicate) -> Iterator[int]:
    """The numbers that a condition compares with."""
    if isinstance(test, Both):
        yield from bounds_in(test.one)
        yield from bounds_in(test.other)
    elif isinstance(bound := getattr(test, "bound", None), int):
        yield bound
