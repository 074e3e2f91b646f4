"""What the choices of an advice hang on: the single answers that turn each of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple

from documents.context import Context
from facts.answers import ASSUMED
from knowledge.advice import Advice, DecisionTaken
from knowledge.decisions import WISHES
from knowledge.inquiry.hangs_on import Flip, flips_of_some
from knowledge.inquiry.inquiries import inquiries
from knowledge.inquiry.points import Point, answer_at, points_of
from knowledge.inquiry.trials import Trials
from knowledge.subjects import answers_of
from knowledge.variations import Group, group_of

_TOLD_TOGETHER = ("guest_layer", "host_layer")
"""Layers that are judged together: what turns one of them turns the pair."""

MOST_WORKLOADS = 20
"""Workloads, alike ones counted once, up to which a report tries every answer for every decision.

That takes some 0.4 s each; for 176 of them it would be minutes.
"""


class Turned(NamedTuple):
    """A decision, whom it is told of, and the answers that turn it, assumed ones first."""

    decision: DecisionTaken
    names: tuple[str, ...]
    flips: tuple[Flip, ...]


def in_part(advice: Advice) -> bool:
    """Whether a design is so large that a report tells only what ``turned_in_part`` gives."""
    return len(advice.profiles) > MOST_WORKLOADS


def turned(context: Context) -> Iterator[Turned]:
    """Every decision shown that is settled, in the order of the report; workloads alike once."""
    yield from _told(context, inquiries(context.advice).flips_of_all())


def turned_in_part(context: Context) -> Iterator[Turned]:
    """The decisions about sites, and of the answers that turn them those that were assumed."""
    advice = context.advice
    found = advice.once("assumed answers that turn sites", partial(_assumed_at_sites, advice))
    yield from (one for one in _told(context, found) if one.decision.subject == "site")


def _told(context: Context, found: Mapping[str, tuple[Flip, ...]]) -> Iterator[Turned]:
    for decision, names in context.decided:
        if decision.topic in _TOLD_TOGETHER or decision.provisional:
            continue
        flips = [one for one in found.get(decision.id, ()) if one.point.question not in WISHES]
        yield Turned(decision, names, _first_of_alike(context.advice, flips))


def _assumed_at_sites(advice: Advice) -> Mapping[str, tuple[Flip, ...]]:
    """Flips of the decisions about sites by assumed answers, by the decisions' ids."""
    answers = answers_of(advice)
    assumed = [
        one
        for one in points_of(advice.design)
        if one.question not in WISHES and answer_at(one, advice.design, answers).status == ASSUMED
    ]
    together: dict[Group, list[DecisionTaken]] = {}
    for one in advice.decisions:
        if one.subject == "site" and one.shown and not one.provisional:
            together.setdefault(group_of(one.topic, one.name), []).append(one)
    trials = Trials(advice.design, advice.as_of)
    return {
        key: tuple(flips)
        for some in together.values()
        for key, flips in flips_of_some(trials, some, assumed).items()
    }


def _first_of_alike(advice: Advice, flips: list[Flip]) -> tuple[Flip, ...]:
    """Without the answers about workloads that are described like one told already."""
    found: dict[tuple[str, tuple[str, ...], str], Flip] = {}
    for one in flips:
        point = one.point
        found.setdefault((point.entity, names_of(advice, point), point.question), one)
    return tuple(found.values())


def names_of(advice: Advice, point: Point) -> tuple[str, ...]:
    """Whom an answer is about: of workloads described alike all of them."""
    return advice.alike("workload", *point.names) if point.entity == "workload" else point.names


def answers_that_turn(
    told: list[Turned], advice: Advice
) -> dict[tuple[str, tuple[str, ...], str], tuple[bool, list[Turned]]]:
    """The answers, by entity, names and question: whether each was assumed, and what it turns."""
    found: dict[tuple[str, tuple[str, ...], str], tuple[bool, list[Turned]]] = {}
    for one in told:
        for flip in one.flips:
            key = (flip.point.entity, names_of(advice, flip.point), flip.point.question)
            found.setdefault(key, (flip.status == ASSUMED, []))[1].append(one)
    return found
