"""Why a question is not asked: the answers that its condition does not hold for, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from facts.answers import ASSUMED, NOT_ASKED, Answer
from facts.question_bank import UNKNOWN, Question
from knowledge.asking import listed
from knowledge.decisions import WISHES
from knowledge.explanation import answer_text
from knowledge.words import word


@dataclass(frozen=True)
class NotAsked:
    """Questions that the same answers keep from being asked.

    ``open`` says that those answers are unknown, so that the questions may still come up.
    """

    because: tuple[Answer, ...]
    questions: tuple[Question, ...]
    open: bool


def not_asked(answers: Mapping[str, Answer]) -> tuple[NotAsked, ...]:
    """The questions of an entity that are not asked at present, by what keeps them from it."""
    found: dict[tuple[bool, tuple[str, ...]], list[Question]] = {}
    for answer in answers.values():
        behind = tuple(dict.fromkeys(_behind(answer, answers)))
        if behind:
            found.setdefault((answer.status == UNKNOWN, behind), []).append(answer.question)
    return tuple(
        NotAsked(tuple(answers[one] for one in behind), tuple(asked), is_open)
        for (is_open, behind), asked in found.items()
    )


def _behind(answer: Answer, answers: Mapping[str, Answer]) -> Iterator[str]:
    """Ids of the answers that keep a question from being asked; none if it is asked.

    Of each way in which a condition could be met one answer is named that is in its way. One
    that was itself not asked is followed to what is behind that.
    """
    ways = answer.question.ask_when
    refusing = [list(_refusing(way, answers)) for way in ways]
    if answer.status == NOT_ASKED:
        for refused in refusing:
            first = next((one for one in refused if answers[one].status != NOT_ASKED), "")
            yield from [first] if first else _behind(answers[refused[0]], answers)
    elif answer.status == UNKNOWN and ways:
        waiting = [list(_unknown(way, answers)) for way in ways]
        if all(refused or unknown for refused, unknown in zip(refusing, waiting, strict=True)):
            for refused, unknown in zip(refusing, waiting, strict=True):
                for one in () if refused else unknown:
                    yield from (*_behind(answers[one], answers),) or (one,)


def _refusing(way: Mapping[str, tuple[str, ...]], answers: Mapping[str, Answer]) -> Iterator[str]:
    for other, accepted in way.items():
        value = answers[other].value
        if value != UNKNOWN and value not in accepted:
            yield other


def _unknown(way: Mapping[str, tuple[str, ...]], answers: Mapping[str, Answer]) -> Iterator[str]:
    return (other for other in way if answers[other].value == UNKNOWN)


def because(found: NotAsked, language: str) -> str:
    """The reason in words, as ``because "Number of hosts" is "1"``."""
    key = "asking.open" if found.open else "asking.not-asked"
    said = [_said(one, language) for one in found.because]
    return word(key, language, what=listed(said, language, "asking.and"))


def _said(answer: Answer, language: str) -> str:
    value = answer_text(answer.question, answer.value, language)
    taken_for_granted = answer.status == ASSUMED and answer.question.id not in WISHES
    key = "asking.answer-assumed" if taken_for_granted else "asking.answer"
    key = "asking.answer-unknown" if answer.status == UNKNOWN else key
    return word(key, language, question=answer.question.label[language], value=value)
