"""What combinations are tried over: the answers of small designs, value by value.

A value stands for all that no rule can tell from it. Where a question is not asked, that is
a value of its own: it is *masked* there, whatever was answered.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from facts.answers import is_asked
from facts.design import Design, Entity, Link
from facts.question_bank import NO_LIMIT, NOT_APPLICABLE, Question, Value, by_id
from knowledge.inquiry.base import RuleBase, present
from knowledge.inquiry.domains import values_of
from knowledge.inquiry.points import Point, fields_of, points_of
from knowledge.predicates import Predicate

MASKED = -1
"""Stands for a value where the question is not asked."""
FIRST, SECOND = "Alpha", "Beta"
"""Names of the sites tried."""
_SITE, _COPY = "site", "second_copy.site"

Row = tuple[int, ...]
"""For each parameter the place of its value, or ``MASKED``."""


@dataclass(frozen=True)
class Parameter:
    """One answer that is varied, and the values that it takes."""

    point: Point
    values: tuple[Value, ...]

    @property
    def name(self) -> str:
        """Its name in the files of rows."""
        return "/".join((self.point.entity, *self.point.names, self.point.question))


@dataclass(frozen=True)
class Space:
    """The designs of one size: everything that is varied, and how."""

    name: str
    strength: int
    sites: tuple[str, ...]
    workloads: tuple[str, ...]
    parameters: tuple[Parameter, ...]

    @cached_property
    def components(self) -> tuple[tuple[int, ...], ...]:
        """Places of parameters that depend on each other, by conditions or by fitting words."""
        places = {one.point: place for place, one in enumerate(self.parameters)}
        group = list(range(len(self.parameters)))
        for place, one in enumerate(self.parameters):
            for read in _read(one.point):
                other = places[Point(one.point.entity, one.point.names, read)]
                old, new = group[place], group[other]
                group = [new if number == old else number for number in group]
        return tuple(
            tuple(place for place, number in enumerate(group) if number == wanted)
            for wanted in dict.fromkeys(group)
        )

    def behind(self, columns: Iterable[int]) -> tuple[int, ...]:
        """Places of some parameters and of all that decide whether they are asked and what fits.

        What the others hold bars none of it: each has some value, or is masked, whatever these are.
        """
        places = {one.point: place for place, one in enumerate(self.parameters)}
        waiting, found = [*columns], set[int]()
        while waiting:
            place = waiting.pop()
            if place not in found:
                found.add(place)
                point = self.parameters[place].point
                about = (point.entity, point.names)
                waiting += [places[Point(*about, read)] for read in _read(point)]
        return tuple(sorted(found))

    def held(self, component: Sequence[int]) -> Iterator[list[tuple[int, ...]]]:
        """What the parameters of a component can hold, for each way to answer what others wait for.

        Once that is answered they are free of each other: whatever one holds, the rest can hold all
        of theirs. So the combinations of the whole component need not be counted.
        """
        points = {self.parameters[place].point for place in component}
        read = {Point(one.entity, one.names, other) for one in points for other in _read(one)}
        decide = self.behind(place for place in component if self.parameters[place].point in read)
        for row in self.assignments(decide):
            settled = dict(zip(decide, row, strict=True))
            known = {
                self.parameters[place].point.asks.id: NOT_APPLICABLE
                if value == MASKED
                else self.parameters[place].values[value]
                for place, value in settled.items()
            }
            yield [
                (settled[place],) if place in settled else self._places(place, known)
                for place in component
            ]

    def _places(self, place: int, known: Mapping[str, Value]) -> tuple[int, ...]:
        return tuple(value for value, _ in self._effective(self.parameters[place], known))

    def assignments(self, component: Sequence[int]) -> Iterator[Row]:
        """Every combination of values of one component that a design can hold, masked ones too."""
        yield from self._extended(component, (), {})

    def _extended(
        self, component: Sequence[int], row: Row, known: Mapping[str, Value]
    ) -> Iterator[Row]:
        if len(row) == len(component):
            yield row
            return
        parameter = self.parameters[component[len(row)]]
        question = parameter.point.asks
        for place, value in self._effective(parameter, known):
            after = {**known, question.id: value}
            yield from self._extended(component, (*row, place), after)

    def _effective(
        self, parameter: Parameter, known: Mapping[str, Value]
    ) -> Iterator[tuple[int, Value]]:
        question = parameter.point.asks
        if is_asked(question, known) == "no":
            yield MASKED, NOT_APPLICABLE
            return
        fitting = question.choices(known) if question.choices_for else None
        for place, value in enumerate(parameter.values):
            taken = question.id == _COPY and value == known[_SITE]
            if not taken and (fitting is None or value in fitting):
                yield place, value

    def design(self, row: Row) -> Design:
        """The design that holds the values of a row."""
        given: dict[tuple[str, tuple[str, ...]], dict[str, Value]] = {}
        for parameter, place in zip(self.parameters, row, strict=True):
            if place != MASKED:
                about = given.setdefault((parameter.point.entity, parameter.point.names), {})
                about[parameter.point.question] = parameter.values[place]
        if len(self.sites) == 1:
            for name in self.workloads:
                given["workload", (name,)][_SITE] = self.sites[0]
        return Design(
            answers=given.get(("design", ()), {}),
            sites=tuple(Entity(name, given["site", (name,)]) for name in self.sites),
            links=tuple(
                Link((names[0], names[1]), answers)
                for (entity, names), answers in given.items()
                if entity == "link"
            ),
            workloads=tuple(Entity(name, given["workload", (name,)]) for name in self.workloads),
        )

    @property
    def hash(self) -> str:
        """Changes when a question, its words, its condition or a threshold does."""
        digest = hashlib.sha256()
        for one in self.parameters:
            question = one.point.asks
            about = (one.name, one.values, _conditions(question), _fitting(question))
            digest.update(repr(about).encode("utf-8"))
        return digest.hexdigest()[:12]


def _conditions(question: Question) -> object:
    return [sorted(way.items()) for way in question.ask_when]


def _fitting(question: Question) -> object:
    return [(other, sorted(table.items())) for other, table in question.choices_for.items()]


def _read(point: Point) -> set[str]:
    """Questions about the same entity that say whether a question is asked and what fits."""
    question = point.asks
    read = {*question.choices_for, *question.asked_by}
    return read | ({_SITE} if question.id == _COPY else set())


def spaces(base: RuleBase | None = None) -> tuple[Space, ...]:
    """Both sizes that are tried: one site and workload, and two of each with their link."""
    of = present() if base is None else base
    return (
        _space("one_site", 3, (FIRST,), ("W",), of),
        _space("two_sites", 2, (FIRST, SECOND), ("W1", "W2"), of),
    )


def _space(
    name: str, strength: int, sites: tuple[str, ...], workloads: tuple[str, ...], base: RuleBase
) -> Space:
    empty = Design(
        sites=tuple(Entity(one) for one in sites), workloads=tuple(Entity(one) for one in workloads)
    )
    found = [
        Parameter(point, distinct_values(point.entity, point.question, base))
        for point in points_of(empty)
    ]
    if len(sites) > 1:
        for place, one in enumerate(workloads):
            found.append(_of_site(one, _SITE, sites if place else sites[:1]))
            found.append(_of_site(one, _COPY, ("none", *(sites if place else sites[1:]))))
    return Space(name, strength, sites, workloads, tuple(found))


def _of_site(workload: str, question: str, values: Iterable[Value]) -> Parameter:
    return Parameter(Point("workload", (workload,), question), tuple(values))


def distinct_values(entity: str, question_id: str, base: RuleBase) -> tuple[Value, ...]:
    """Values of an answer that some rule can tell apart: every word, numbers by their thresholds.

    Of a number that no rule compares all values are taken: it counts for what is worked out.
    """
    question = by_id(entity)[question_id]
    values = values_of(question, base)
    tests = list(_tests_of(question, base))
    if question.kind == "word" or not tests:
        return values
    seen: set[tuple[object, ...]] = set()
    found: list[Value] = []
    for value in values:
        met = (value == NO_LIMIT, *(test.holds(value) for test in tests))
        if met not in seen:
            seen.add(met)
            found.append(value)
    return tuple(found)


def _tests_of(question: Question, base: RuleBase) -> Iterator[Predicate]:
    for subject, name in product(("site", "workload"), fields_of(question)):
        yield from base.tests.get((subject, name), ())
