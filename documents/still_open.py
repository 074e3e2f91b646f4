"""The questions still open, by what an answer is worth, and those that need none, with reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from documents.context import Context
from documents.markdown import bullets, document, heading, prose
from facts.answers import ASSUMED
from facts.question_bank import UNKNOWN
from knowledge.advice import Advice
from knowledge.inquiry.ranking import BUDGET, Worth, ranked
from knowledge.inquiry.worth import OpenQuestions, Unanswered, counts, open_questions, places_of
from knowledge.needless import why_needless
from knowledge.not_asked import because, not_asked


def still_open(advice: Advice, language: str) -> str:
    """The open questions of a design, the one worth most first, and why the others need no answer.

    What answers are worth takes a bounded number of runs; beyond it only what hangs on a question
    is told.
    """
    context, found = Context(advice, language), open_questions(advice)
    blocks = [heading(1, context.say("ask.title")), _standing(context, found)]
    worth = [_worth(context, found, one) for one in ranked(found, BUDGET)]
    blocks += _part(
        context, "ask.worth", "ask.worth-about", [f"{at}. {one}" for at, one in enumerate(worth, 1)]
    )
    later = [f"- {_later(context, one)}" for one in found.later]
    blocks += _part(context, "ask.later", "ask.later-about", later)
    counted = {"count": f"{found.spared:,}", "total": f"{found.total:,}"}
    needless = _by_reason(context, ((why_needless(one, language), one) for one in found.needless))
    blocks += _part(context, "ask.not-asked", "ask.not-asked-about", needless, **counted)
    blocks += _part(context, "ask.excluded", "", list(_excluded(context, found)))
    return document(blocks)


def _standing(context: Context, found: OpenQuestions) -> str:
    if found.over:
        return context.say("ask.over")
    undetermined = len(found.undetermined)
    return context.say("ask.standing", count=undetermined)


def _part(
    context: Context, title: str, about: str, lines: list[str], **values: object
) -> Iterator[str]:
    if lines:
        yield heading(2, context.say(title))
        yield context.say(about, **values) if about else ""
        yield "\n".join(lines)


def _worth(context: Context, found: OpenQuestions, one: Worth) -> str:
    asked = one.question
    said = context.say(
        "ask.line",
        what=prose(asked.point.asks.title[context.language]),
        who=_who(context, asked),
        value=_present(context, asked),
        decisions=context.decisions(asked.decisions),
    )
    if not one.known:
        return said
    settles = context.say(
        "ask.settles",
        settled=_figure(one.settled),
        count=len(found.undetermined),
        ruled_out=_figure(one.ruled_out),
    )
    return context.sentences([said, settles])


def _figure(average: Fraction) -> str:
    return f"{float(average):.1f}".removesuffix(".0")


def _who(context: Context, one: Unanswered) -> str:
    named = context.names(name for name in one.alike if name)
    return named or context.label(f"entity.{one.point.entity}")


def _present(context: Context, one: Unanswered) -> str:
    question, name = one.point.asks, one.alike[0]
    if one.status != ASSUMED:
        return context.answer(question, UNKNOWN)
    answer = context.answers_of(one.point.entity, name)[question.id]
    return context.say("join.assumed", what=context.answer(question, answer.value))


def _later(context: Context, one: Unanswered) -> str:
    """A question that is not asked at present, and the answers that keep it from being asked."""
    answers = context.answers_of(one.point.entity, one.alike[0])
    reason = next(
        because(some, context.language)
        for some in not_asked(answers)
        if one.point.asks in some.questions
    )
    what = prose(one.point.asks.title[context.language])
    return context.say("ask.because", what=what, who=_who(context, one), reason=prose(reason))


def _by_reason(context: Context, reasons: Iterable[tuple[str, Unanswered]]) -> list[str]:
    """Questions by the reason that they share, each with whom it would be asked about."""
    sorted_: dict[str, dict[str, list[str]]] = {}
    for reason, one in reasons:
        label = context.question(one.point.asks)
        names = sorted_.setdefault(reason, {}).setdefault(label, [])
        names += [name for name in one.alike if name]
    return [
        _line(context, reason, [_named(context, *one) for one in labels.items()])
        for reason, labels in sorted_.items()
    ]


def _line(context: Context, reason: str, questions: list[str]) -> str:
    said = context.say("ask.reason", reason=prose(reason), what=context.join(questions))
    return bullets([said])


def _named(context: Context, label: str, names: list[str]) -> str:
    return context.say("join.of", what=label, who=context.names(names)) if names else label


def _excluded(context: Context, found: OpenQuestions) -> Iterator[str]:
    """What the answers given leave no room for, for all places alike in one line."""
    alike: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for label, answers in places_of(found.opened):
        for one in not_asked(answers):
            asked = tuple(context.question(some) for some in one.questions if counts(some))
            if asked and not one.open:
                key = (because(one, context.language), asked)
                alike.setdefault(key, []).append(label)
    for (reason, asked), labels in alike.items():
        who = context.names(label for label in labels if label)
        said = context.say("join.of", what=prose(reason), who=who) if who else prose(reason)
        yield bullets([context.say("ask.reason", reason=said, what=context.join(asked))])
