"""What the architect has not said: answers that are unknown, and defaults taken instead."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from facts.answers import ASSUMED, Answer, resolve
from facts.design import Design, Link, same_name
from facts.question_bank import UNKNOWN, Value
from knowledge.advice import Assumption, OpenPoint
from knowledge.decisions import DECISIONS
from knowledge.grounds import Bearing
from knowledge.subjects import Answers, other_site

_UNLISTED = frozenset(one.wish for one in DECISIONS.values())
"""Questions whose default is no assumption about the estate: wishes and plans."""


@dataclass(frozen=True)
class _Asked:
    """One entity: what was given about it and what each of its questions amounts to."""

    kind: str
    name: str
    answers: Mapping[str, Answer]
    given: Mapping[str, Value]


def open_points(
    design: Design, answers: Answers, bearing: Bearing, still_open: Collection[str]
) -> Iterator[OpenPoint]:
    """Each question that was asked and answered with ``unknown``, and the open decisions on it."""
    for entity in _entities(design, answers):
        for question, answer in entity.answers.items():
            if entity.given.get(question) == UNKNOWN == answer.status:
                read = bearing.on(entity.kind, entity.name, question)
                decisions = tuple(one for one in read if one in still_open)
                yield OpenPoint(question, entity.kind, entity.name, decisions)


def assumptions(design: Design, answers: Answers, bearing: Bearing) -> Iterator[Assumption]:
    """Each default that was taken, with the shown decisions whose reasons rest on it.

    One that no reason rests on matters too: another value might have given a reason.
    """
    for entity in _entities(design, answers):
        for question, answer in entity.answers.items():
            if answer.status != ASSUMED or answer.question.kind in ("text", "date"):
                continue
            if question in _UNLISTED or answer.question.may_be_left_out:
                continue
            yield Assumption(
                question,
                entity.kind,
                entity.name,
                answer.value,
                answer.set_aside,
                bearing.on(entity.kind, entity.name, question),
            )


def _entities(design: Design, answers: Answers) -> Iterator[_Asked]:
    """Every entity in order, the links that second copies take included if nothing is said."""
    yield _Asked("design", "", answers.design, design.answers)
    for name, resolved in sorted(answers.sites.items()):
        yield _Asked("site", name, resolved, design.site(name).answers)
    for link in sorted(_links(design, answers), key=lambda one: one.name):
        yield _Asked("link", link.name, resolve("link", link.answers), link.answers)
    for name, resolved in sorted(answers.workloads.items()):
        yield _Asked("workload", name, resolved, design.workload(name).answers)


def _links(design: Design, answers: Answers) -> Collection[Link]:
    links = {frozenset(map(same_name, link.between)): link for link in design.links}
    for workload, own in sorted(answers.workloads.items()):
        target = other_site(answers, workload)
        if target:
            link = design.link(str(own["site"].value), target)
            links.setdefault(frozenset(map(same_name, link.between)), link)
    return links.values()
