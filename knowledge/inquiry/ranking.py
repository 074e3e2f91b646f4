"""What an answer to an open question is worth: how much it settles, whatever it turns out to be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from facts.question_bank import Value
from knowledge.advisor import advise
from knowledge.inquiry.points import changed, names_of
from knowledge.inquiry.worth import OpenQuestions, Unanswered, answers_in

BUDGET = 6000
"""Sites and workloads judged; questions beyond keep the order of the decisions on them."""


@dataclass(frozen=True)
class Worth:
    """What one answer to an open question does on average, each value of it counted once.

    ``settled`` are the undetermined decisions that become firm, ``ruled_out`` the options that
    can no longer be chosen; workloads alike count once. ``known`` is false beyond the budget.
    """

    question: Unanswered
    settled: Fraction = Fraction(0)
    ruled_out: Fraction = Fraction(0)
    known: bool = False


def ranked(found: OpenQuestions, budget: int = BUDGET) -> tuple[Worth, ...]:
    """The questions that can be answered now, the one worth most first.

    One is worth more than another if an answer settles more decisions; where they are equal in
    that, if it rules out more options; then if more decisions hang on it.
    """
    measured = list(_measured(found, budget))
    measured.sort(key=lambda one: (one.known, one.settled, one.ruled_out), reverse=True)
    return tuple(measured)


def as_last_ranked(found: OpenQuestions, last: Sequence[Worth]) -> tuple[Unanswered, ...]:
    """The questions in the order in which they, or some of them, were ranked before.

    Others come after them, the one on which most decisions hang first.
    """
    places = {key: at for at, one in enumerate(last) for key in _keys(one.question)}
    beyond = len(places)
    return tuple(
        sorted(found.asked, key=lambda one: min(places.get(key, beyond) for key in _keys(one)))
    )


def _keys(one: Unanswered) -> list[tuple[str, str, str]]:
    """What tells a question from others, for each of those of whom it is asked alike."""
    return [(one.point.entity, name, one.point.question) for name in one.alike]


def _measured(found: OpenQuestions, budget: int) -> Iterator[Worth]:
    subjects = len(found.opened.design.sites) + len(found.opened.profiles)
    for one in found.asked:
        values = values_in(found, one)
        budget -= len(values) * subjects
        if budget < 0:
            yield Worth(one)
            continue
        outcomes = [_outcome(found, one, value) for value in values]
        settled, ruled_out = (
            Fraction(sum(some), len(values)) for some in zip(*outcomes, strict=True)
        )
        yield Worth(one, settled, ruled_out, known=True)


def values_in(found: OpenQuestions, one: Unanswered) -> tuple[Value, ...]:
    """The values that an answer can have: those rules can tell apart, if the others allow them."""
    point, question = one.point, one.point.asks
    if question.kind in ("count", "duration"):
        return point.values
    answers = answers_in(found.opened, point.entity, point.names)
    if question.kind == "site":
        sites = names_of(found.opened.design)
        return (*question.words, *sorted(name for name in sites if name != answers["site"].value))
    return question.choices({name: answer.value for name, answer in answers.items()})


def _outcome(found: OpenQuestions, one: Unanswered, value: Value) -> tuple[int, int]:
    """How many decisions an answer settles, and how many options it rules out."""
    opened = found.opened
    then = advise(changed(opened.design, [(one.point, value)]), opened.as_of, opened)
    now = [then.decision(was.topic, was.name) for was in found.undetermined]
    settled = sum(not (one.shown and one.provisional) for one in now)
    racing = sum(len(one.racing) for one in now if one.shown)
    return settled, sum(len(one.racing) for one in found.undetermined) - racing
