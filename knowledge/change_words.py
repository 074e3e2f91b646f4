"""Words for what would have to change, and for what a choice hangs on, in either language.

What people named stands in these texts as it is: the caller puts them into the form of his output.
Values that do the same are told together: numbers and releases as ranges, words joined by "or".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from facts.answers import ASSUMED, GIVEN, NOT_ASKED, Answer, resolve
from facts.design import Design
from facts.question_bank import CHANGES, Value
from knowledge.advice import DecisionTaken
from knowledge.explanation import option_label
from knowledge.inquiry.hangs_on import Flip
from knowledge.inquiry.points import Change, Point
from knowledge.inquiry.what_if import Answered, Lift
from knowledge.value_words import some_words, value_words
from knowledge.words import listed, phrase, word


def point_words(point: Point, language: str) -> str:
    """What is asked, and of whom: ``Release of the hosts (Main)``."""
    label = point.asks.label[language]
    return (
        phrase("inquiry.point.of", language, label=label, who=point.label) if point.names else label
    )


def change_words(
    change: Change, design: Design, language: str, values: Sequence[Value] = ()
) -> str:
    """What an answer would have to be instead of what it is, marked where that was assumed.

    ``values`` are all that would do, where more than the one of the change are known.
    """
    point, value = change
    answers = _answers(point, design)
    present, fitting = answers[point.question], _fitting(point, answers)
    told = {
        "point": point_words(point, language),
        "value": some_words(point.asks, values or (value,), present.value, language, fitting),
    }
    if present.status == NOT_ASKED:
        return phrase("inquiry.change.not-asked", language, **told)
    stands = value_words(point.asks, present.value, language)
    if present.status == ASSUMED:
        stands = phrase("inquiry.assumed", language, value=stands)
    return phrase("inquiry.change", language, **told, present=stands)


def lift_words(lift: Lift, design: Design, language: str) -> str:
    """All changes of a set in one line, and what they take."""
    changes = [change_words(one, design, language, lift.values) for one in lift.changes]
    names = [CHANGES[one] if one < len(CHANGES) else "" for one in dict.fromkeys(lift.effort)]
    return phrase(
        "inquiry.lift",
        language,
        changes=listed(changes, language, "inquiry.changes.and", "inquiry.changes.and"),
        efforts=listed(
            [effort_words(one, language) for one in names],
            language,
            "inquiry.efforts.and",
            "rule_words.list.next",
        ),
    )


def effort_words(effort_name: str, language: str) -> str:
    """What it takes to change an answer, by its name in CHANGES; empty for a fact."""
    return word(f"inquiry.effort.{effort_name or 'fact'}", language)


def answered_words(answered: Answered, language: str) -> str:
    """What was found out about an option, and how far was searched; without a full stop."""
    if answered.never:
        return word("inquiry.answered.never", language)
    count = len(answered.lifts)
    if not count:
        return phrase("inquiry.answered.none", language, n=answered.searched)
    if count == 1:
        return phrase("inquiry.answered.one", language, n=answered.searched)
    return phrase("inquiry.answered.several", language, n=answered.searched, count=count)


def flip_words(
    flip: Flip, decision: DecisionTaken, design: Design, language: str, *, instead: bool = True
) -> str:
    """An answer that turns a choice, as it stands, and with which values comes what instead.

    ``instead`` is false where the choice itself has been named before.
    """
    answers = _answers(flip.point, design)
    present = answers[flip.point.question].value
    return phrase(
        f"inquiry.flip.{flip.status}",
        language,
        point=point_words(flip.point, language),
        outcomes=turn_words(flip, decision, design, language, instead=instead),
        **_standing(flip, present, language),
    )


def turn_words(
    flip: Flip, decision: DecisionTaken, design: Design, language: str, *, instead: bool = True
) -> str:
    """With which values of an answer comes what, instead of what is chosen if that is named."""
    answers = _answers(flip.point, design)
    present, fitting = answers[flip.point.question].value, _fitting(flip.point, answers)
    by_outcome: dict[str, list[Value]] = {}
    for value, outcome in flip.outcomes.items():
        by_outcome.setdefault(outcome, []).append(value)
    told: list[str] = []
    for outcome, values in by_outcome.items():
        parts = {
            "values": some_words(flip.point.asks, values, present, language, fitting),
            "option": outcome_words(decision.topic, outcome, language),
        }
        if instead and not told:
            chosen = outcome_words(decision.topic, decision.outcome, language)
            told.append(phrase("inquiry.outcome.first", language, **parts, present=chosen))
        else:
            told.append(phrase("inquiry.outcome.next", language, **parts))
    return listed(told, language, "inquiry.outcomes.next", "inquiry.outcomes.next")


def outcome_words(topic: str, outcome: str, language: str) -> str:
    """What a decision comes to: the option, or that there is none, or that it is open."""
    if outcome in ("none", "unknown"):
        return word(f"inquiry.outcome.{outcome}", language)
    return option_label(topic, outcome, language)


def _standing(flip: Flip, present: Value, language: str) -> dict[str, str]:
    """The present value, where the sentence on an answer of that status names it."""
    if flip.status not in (GIVEN, ASSUMED):
        return {}
    return {"value": value_words(flip.point.asks, present, language)}


def _answers(point: Point, design: Design) -> Mapping[str, Answer]:
    """The answers of the entity that is asked about; nothing else is resolved."""
    if point.entity == "link":
        return resolve("link", design.link(*point.names).answers)
    if point.entity == "design":
        return resolve("design", design.answers)
    if point.entity == "site":
        return resolve("site", design.site(*point.names).answers)
    workload = design.workload(*point.names)
    site = resolve("site", design.site(str(workload.answers["site"])).answers)
    around = {name: answer.value for name, answer in site.items()}
    return resolve("workload", workload.answers, around)


def _fitting(point: Point, answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """The words that fit the other answers; others would be set aside."""
    return point.asks.choices({name: answer.value for name, answer in answers.items()})
