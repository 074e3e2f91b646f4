"""What each question of a design amounts to: given, assumed, unknown or not asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from facts.question_bank import NOT_APPLICABLE, UNKNOWN, Question, Value, questions

GIVEN, ASSUMED, NOT_ASKED = "given", "assumed", "not asked"


@dataclass(frozen=True, slots=True)
class Answer:
    """The value a question contributes to the facts, and where it comes from.

    ``status`` is given, assumed, unknown or not asked. ``set_aside`` keeps an answer that
    does not fit the others (an Exchange deployment of a SQL Server): it counts as not given.
    """

    question: Question
    value: Value
    status: str
    set_aside: Value | None = None


def resolve(
    entity: str, given: Mapping[str, Value], surroundings: Mapping[str, Value] | None = None
) -> dict[str, Answer]:
    """Every question of an entity with its value, in the bank's order.

    ``surroundings`` are answers of the site that defaults may be taken from. A required
    question without an answer is unknown, which the file loader refuses beforehand.
    """
    resolved: dict[str, Answer] = {}
    values: dict[str, Value] = {}
    for question in questions(entity):
        answer = _resolve_one(question, given, values, surroundings or {})
        resolved[question.id] = answer
        values[question.id] = answer.value
    return resolved


def _resolve_one(
    question: Question,
    given: Mapping[str, Value],
    values: Mapping[str, Value],
    surroundings: Mapping[str, Value],
) -> Answer:
    """The answer to one question, given the values of those before it."""
    asked = is_asked(question, values)
    if asked == "no":
        return Answer(question, NOT_APPLICABLE, NOT_ASKED)
    if asked == UNKNOWN:
        return Answer(question, UNKNOWN, UNKNOWN)
    value = given.get(question.id)
    if value == UNKNOWN:
        return Answer(question, UNKNOWN, UNKNOWN)
    fits = "no" if value is None else question.fits(value, values)
    if fits == UNKNOWN:
        return Answer(question, UNKNOWN, UNKNOWN)  # it may have to be set aside
    if value is not None and fits == "yes":
        return Answer(question, value, GIVEN)
    default = _default(question, values, surroundings)
    return Answer(question, default, UNKNOWN if default == UNKNOWN else ASSUMED, value)


def _default(
    question: Question, values: Mapping[str, Value], surroundings: Mapping[str, Value]
) -> Value:
    if question.default_from is not None:
        return surroundings.get(question.default_from, UNKNOWN)
    if question.default is None:
        return UNKNOWN
    for word in (*_by_another_answer(question, values), question.default):
        fits = UNKNOWN if word == UNKNOWN else question.fits(word, values)
        if fits != "no":
            return word if fits == "yes" else UNKNOWN
    fitting = question.choices(values)
    return fitting[-1] if fitting else UNKNOWN


def _by_another_answer(question: Question, values: Mapping[str, Value]) -> Iterator[Value]:
    """Words to assume before the usual default; unknown while what they hang on is unknown."""
    for other, table in question.default_for.items():
        if values[other] == UNKNOWN:
            yield UNKNOWN
        yield from table.get(str(values[other]), ())


def is_asked(question: Question, values: Mapping[str, Value]) -> str:
    """``yes``, ``no`` or ``unknown``: whether the question's condition over answers holds."""
    if not question.ask_when:
        return "yes"
    outcomes = {_holds(condition, values) for condition in question.ask_when}
    if "yes" in outcomes:
        return "yes"
    return UNKNOWN if UNKNOWN in outcomes else "no"


def _holds(condition: Mapping[str, tuple[str, ...]], values: Mapping[str, Value]) -> str:
    seen = [
        UNKNOWN if values[other] == UNKNOWN else "yes" if values[other] in accepted else "no"
        for other, accepted in condition.items()
    ]
    if "no" in seen:
        return "no"
    return UNKNOWN if UNKNOWN in seen else "yes"
