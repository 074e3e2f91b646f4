"""Answers of a question in words, several together: numbers and releases as ranges, words with or.

Of numbers only those are looked at that rules can tell apart: the thresholds, a number either
side of each, and the ends (``knowledge.inquiry.points``). Neighbours among them bound a range in
which every number does the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facts.question_bank import NO_LIMIT, Question, Value
from facts.releases import is_release
from knowledge.explanation import answer_text, duration_text
from knowledge.field_words import in_words, quoted
from knowledge.inquiry.points import values_of
from knowledge.words import phrase, word

_SYSTEM = "Windows Server "
_FEW = 3
"""More words than these are told as "any other answer", where they are all that are left."""
_Run = tuple[Value, ...]


def value_words(question: Question, value: Value, language: str) -> str:
    """One answer: words in quotation marks, numbers with their unit."""
    text = answer_text(question, value, language)
    plain = isinstance(value, int) and not (value == NO_LIMIT and question.words)
    return text if plain else quoted(text, language)


def some_words(
    question: Question,
    values: Sequence[Value],
    present: Value,
    language: str,
    among: Sequence[Value] = (),
) -> str:
    """Several answers, any of which may be meant; ``present`` is the one that is not.

    ``among`` are the words that fit the other answers, where not all of them do.
    """
    if question.kind in ("count", "duration"):
        return _numbers(question, values, present, language)
    order = [*(among or question.words), *_unlisted(question, values)]
    if not {*values} & {*order}:
        order = [*question.words]
    chosen = [one for one in order if one in values]
    if len(chosen) > _FEW and {*chosen} >= {*order} - {present}:
        return word("inquiry.value.any-other", language)
    told = []
    for run in _runs(chosen, order):
        if len(run) > 1:
            told.append(_releases(question, run, order, language))
        else:
            told.append(value_words(question, run[0], language))
    return in_words(told, language, "or")


def _unlisted(question: Question, values: Sequence[Value]) -> list[Value]:
    """Values that are no words of the bank, such as names of sites."""
    return sorted((one for one in values if one not in question.words), key=str)


def _runs(values: Sequence[Value], order: Sequence[Value]) -> Iterator[_Run]:
    """The values in their order, neighbours together; words that are no releases stand alone."""
    run: list[Value] = []
    for value in order:
        alone = not isinstance(value, int) and not is_release(value)
        if run and (value not in values or alone):
            yield tuple(run)
            run = []
        if value in values:
            run.append(value)
            if alone:
                yield tuple(run)
                run = []
    if run:
        yield tuple(run)


def _releases(question: Question, run: _Run, order: Sequence[Value], language: str) -> str:
    every = [one for one in order if is_release(str(one))]
    first, last = (question.words[str(one)][language] for one in (run[0], run[-1]))
    if run[-1] == every[-1]:
        return phrase("rule_words.release.from", language, first=first)
    if run[0] == every[0]:
        return phrase("rule_words.release.to", language, last=last)
    last = last.removeprefix(_SYSTEM) if first.startswith(_SYSTEM) else last
    return phrase("rule_words.release.between", language, first=first, last=last)


def _numbers(question: Question, values: Sequence[Value], present: Value, language: str) -> str:
    order = values_of(question.entity, question.id)
    finite = sorted({int(one) for one in (*order, *values, present) if _is_finite(one)})
    chosen = [one for one in values if one != present] or list(values)
    runs = list(_runs(chosen, finite))
    told = [_range(question, run, finite, language) for run in runs]
    if present == NO_LIMIT not in chosen and len(runs) == 1 and len(runs[0]) == len(finite) > 1:
        return word(f"inquiry.value.any-{'limit' if _lasts(question) else 'other'}", language)
    open_ended = bool(runs) and runs[-1][-1] == finite[-1] and _lasts(question)
    if NO_LIMIT in chosen and not open_ended:
        told.append(value_words(question, NO_LIMIT, language))
    elif open_ended and NO_LIMIT not in (*chosen, present):
        told[-1] = phrase("inquiry.value.limited", language, range=told[-1])
    return in_words(told, language, "or")


def _is_finite(value: Value) -> bool:
    return isinstance(value, int) and value != NO_LIMIT


def _lasts(question: Question) -> bool:
    return question.kind == "duration"


def _range(question: Question, run: _Run, every: Sequence[int], language: str) -> str:
    """One range of numbers; its bounds are those a person would name."""
    first, last = int(run[0]), int(run[-1])
    if len(run) == 1 and not (_lasts(question) and last == every[-1]):
        return value_words(question, first, language)
    if not _lasts(question):
        bounds = {"first": f"{first:,}", "last": f"{last:,}"}
        if last == every[-1]:
            return phrase("inquiry.count.from", language, n=bounds["first"])
        if first == every[0]:
            return phrase("inquiry.count.to", language, n=bounds["last"])
        return phrase("inquiry.count.between", language, **bounds)
    parts = []
    if first != every[0]:
        parts.append(_bound(first, first - 1, "from", "above", language))
    if last != every[-1]:
        parts.append(_bound(last, last + 1, "to", "below", language))
    if not parts:
        return word("inquiry.value.any-limit", language)
    if len(parts) == 1:
        return parts[0]
    return phrase("inquiry.range.both", language, one=parts[0], other=parts[1])


def _bound(bound: int, beyond: int, within: str, without: str, language: str) -> str:
    """``15 min or longer``, or ``longer than 15 min`` for 901 seconds: whichever is rounder."""
    rounder = _seconds_shown(beyond) > _seconds_shown(bound)
    number, how = (beyond, without) if rounder else (bound, within)
    return phrase(f"inquiry.duration.{how}", language, n=duration_text(number, language))


def _seconds_shown(amount: int) -> int:
    """How round a time is: the largest of the usual steps that divides it; 0 is the roundest."""
    steps = (86_400, 3_600, 900, 300, 60, 30, 10, 5, 1)
    return next(step for step in steps if amount % step == 0)
