"""Random designs over the whole question bank, and every completion of their unknown answers."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from math import prod

from facts.answers import NOT_ASKED
from facts.design import Design, Entity, Link
from facts.question_bank import NO_LIMIT, UNKNOWN, Question, Value, by_id, questions
from knowledge.predicates import Both, Predicate
from knowledge.rule_base import reasoners
from knowledge.subjects import resolve_all

CARRIED_BY = {
    "host_count": ("host_count", "target_host_count"),
    "instances": ("instances", "instances_named"),
    "memory": ("memory", "memory_named"),
    "host_memory": ("host_memory", "host_memory_named"),
}
"""Fields of the wide facts that carry an answer, where it is not only the question's own."""

LIKELY: Mapping[str, Sequence[Value]] = {
    "product": ("other",) * 6 + ("sql-server",) * 4,
    "host_trust": ("same-domain",) * 9,
    "host_roles": ("none",) * 9,
    "host_processors": ("same",) * 9,
    "memory": (NO_LIMIT,) * 6,
    "host_memory": (NO_LIMIT,) * 6,
    "survive.host": ("yes",) * 3,
    "host_edition": ("datacenter",),
    "shared_storage.fc-san": ("yes",) * 6,
    "persistent_reservation.fc-san": ("yes",) * 6,
    "survive.service": ("no",) * 3,
    "survive.guest-system": ("no",) * 2,
    "host_count": (2, 3, 4) * 8,
    "instances": (2, 3) * 6,
    "tolerated.outage": (NO_LIMIT,) * 12,
    "tolerated.loss": (NO_LIMIT,) * 12,
    "guest_storage.iscsi": ("yes",) * 3,
    "guest_storage.vhd-set": ("yes",) * 2,
    "cluster_aware": ("yes",) * 2,
}
"""Answers drawn more often than others, so that not every random design is hopeless."""

SELDOM = ("product_release",)
"""Questions seldom answered: at random, few releases run on the guest system drawn beside them."""

DECISIVE = (
    *("product", "deployment", "product_release", "guest_system", "host_release", "host_count"),
    *("host_trust", "survive.host", "survive.site", "stateful", "cluster_aware"),
)
"""Questions that most rules read; they are more often among those answered with unknown."""


@dataclass(frozen=True)
class Place:
    """One question of one entity of a design."""

    entity: str
    position: int
    question: str


def thresholds(field: str) -> set[int]:
    """Every number that some rule compares the field with."""
    found: set[int] = set()
    for reasoner in reasoners().values():
        for conditions in reasoner.conditions.values():
            if field in conditions:
                found |= set(_bounds(conditions[field]))
    return found


def _bounds(test: Predicate) -> Iterator[int]:
    if isinstance(test, Both):
        yield from _bounds(test.one)
        yield from _bounds(test.other)
    elif isinstance(bound := getattr(test, "bound", None), int):
        yield bound


@cache
def values_of(entity: str, question_id: str) -> tuple[Value, ...]:
    """Every value an answer can take as far as rules can tell: thresholds and a step either side.

    The ends of the range are among them.
    """
    question = by_id(entity)[question_id]
    if question.kind == "word":
        return tuple(question.words)
    fields = CARRIED_BY.get(question_id, (question.field,))
    bounds = set().union(*(thresholds(field) for field in fields))
    numbers = {number + step for number in bounds for step in (-1, 0, 1)}
    least = question.least
    most = 365 * 86_400 if question.kind == "duration" else question.most
    numbers = {number for number in numbers if least <= number <= most} | {least, most}
    endless = question.kind == "duration" or bool(question.words)
    return (*sorted(numbers), *((NO_LIMIT,) if endless else ()))


def random_design(seed: int, *, workloads: int | None = None) -> Design:
    """A design of one or two sites and workloads; the same seed gives the same design."""
    source = random.Random(seed)
    names = ["Alpha", "Beta"][: source.choice((1, 2, 2))]
    count = workloads or source.choice((1, 1, 2))
    return Design(
        answers=_answers(source, "design", ()),
        sites=tuple(Entity(name, _answers(source, "site", ())) for name in names),
        links=_links(source, names),
        workloads=tuple(
            Entity(f"W{number}", _answers(source, "workload", names)) for number in range(count)
        ),
    )


def _links(source: random.Random, names: Sequence[str]) -> tuple[Link, ...]:
    if len(names) < 2 or source.random() < 0.4:
        return ()
    return (Link((names[0], names[1]), _answers(source, "link", ())),)


def _answers(source: random.Random, entity: str, sites: Sequence[str]) -> dict[str, Value]:
    given: dict[str, Value] = {}
    for question in questions(entity):
        wish = question.id.startswith(("wishes.", "house_rules."))
        seldom = wish or question.id in SELDOM
        chance = 1.0 if question.required else 0.15 if seldom else 0.6
        if question.kind in ("text", "date") or source.random() > chance:
            continue
        value = _drawn(source, entity, question, given, sites)
        if value is not None:
            given[question.id] = value
    return given


def _drawn(
    source: random.Random,
    entity: str,
    question: Question,
    given: Mapping[str, Value],
    sites: Sequence[str],
) -> Value | None:
    if question.kind == "site":
        others = [name for name in sites if name != given.get("site")]
        return source.choice(others) if others else None
    likely = LIKELY.get(question.id, ())
    if question.kind == "word" and source.random() < 0.9:
        return source.choice([*question.choices(given), *likely])
    return source.choice([*values_of(entity, question.id), *likely])


def entities(design: Design) -> Iterator[tuple[str, int]]:
    """Kind and position of every entity of a design."""
    yield "design", 0
    for kind, found in (
        ("site", design.sites),
        ("link", design.links),
        ("workload", design.workloads),
    ):
        yield from ((kind, position) for position, _ in enumerate(found))


def asked_places(design: Design) -> list[Place]:
    """Questions that are asked, may be answered with unknown, and have several values."""
    answers = resolve_all(design)
    resolved = {"design": [answers.design], "site": list(answers.sites.values())}
    resolved["workload"] = list(answers.workloads.values())
    found = []
    for kind, position in entities(design):
        for question in questions(kind):
            statuses = resolved.get(kind)
            asked = statuses is None or statuses[position][question.id].status != NOT_ASKED
            if asked and question.may_be_unknown and question.kind in ("word", "count", "duration"):
                found.append(Place(kind, position, question.id))
    return found


def with_answers(design: Design, changes: Iterable[tuple[Place, Value]]) -> Design:
    """The design with some answers replaced."""
    changed = design
    for place, value in changes:
        changed = _with_answer(changed, place, value)
    return changed


def _with_answer(design: Design, place: Place, value: Value) -> Design:
    if place.entity == "design":
        return replace(design, answers={**design.answers, place.question: value})
    if place.entity == "link":
        links = list(design.links)
        one = links[place.position]
        links[place.position] = replace(one, answers={**one.answers, place.question: value})
        return replace(design, links=tuple(links))
    field = f"{place.entity}s"
    found: list[Entity] = list(getattr(design, field))
    entity = found[place.position]
    found[place.position] = replace(entity, answers={**entity.answers, place.question: value})
    return (
        replace(design, sites=tuple(found))
        if place.entity == "site"
        else replace(design, workloads=tuple(found))
    )


def unknown_places(design: Design, seed: int, most_completions: int) -> tuple[Place, ...]:
    """A few questions to be answered with unknown, with a bounded number of completions."""
    source = random.Random(seed)
    places = asked_places(design)
    source.shuffle(places)
    decisive = [one for one in places if one.question in DECISIVE]
    first = decisive[: source.choice((0, 1, 1, 2))]
    chosen: list[Place] = []
    for place in dict.fromkeys((*first, *places[: source.choice((0, 1, 2))], places[0])):
        sizes = [len(values_of(one.entity, one.question)) for one in (*chosen, place)]
        if prod(sizes) <= most_completions:
            chosen.append(place)
    return tuple(chosen)


def unknown_at(design: Design, places: Iterable[Place]) -> Design:
    """The design with those questions answered with unknown."""
    return with_answers(design, ((place, UNKNOWN) for place in places))


def completions(design: Design, places: Sequence[Place]) -> Iterator[Design]:
    """The design with every combination of values at those places."""
    ranges = [values_of(place.entity, place.question) for place in places]
    for values in product(*ranges):
        yield with_answers(design, zip(places, values, strict=True))


def random_completion(design: Design, places: Sequence[Place], source: random.Random) -> Design:
    """The design with a random value at each of those places."""
    drawn = [source.choice(values_of(place.entity, place.question)) for place in places]
    return with_answers(design, zip(places, drawn, strict=True))
