"""Words for what reasons rest on: facts as clauses, what was not concluded, why an option lost.

Clauses on facts are those in which rules are told (``knowledge.condition_words``), with the value
in place of the condition. What people named is put in by the caller, in the form of his output.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress

from facts.answers import ASSUMED
from facts.question_bank import NO_LIMIT, NOT_APPLICABLE, UNKNOWN
from knowledge.advice import Fact, Reason
from knowledge.condition_words import clause, connective
from knowledge.decisions import RESTARTING
from knowledge.explanation import (
    answer_text,
    derived_text,
    duration_text,
    field_label,
    option_label,
    question_of,
)
from knowledge.field_words import failure_words, in_words, quoted
from knowledge.inquiry.nodes import Nothing
from knowledge.predicates import OneOf
from knowledge.words import catalogue, listed, phrase, word

MOST_NAMES = 3
"""Workloads that are named where the same holds of many; the others are counted."""


def fact_words(fact: Fact, language: str) -> str:
    """A fact as a clause, marked where it was assumed; in Japanese it ends in the plain form."""
    said = _clause(fact, language)
    return phrase("why.assumed", language, fact=said) if fact.origin == ASSUMED else said


def _clause(fact: Fact, language: str) -> str:
    label = label_of(fact, language)
    if fact.value == UNKNOWN:
        return _unknown(fact, label, language)
    if fact.value == NOT_APPLICABLE:
        return phrase("why.not-asked", language, label=label)
    if isinstance(fact.value, int):
        return _amount(fact, label, language)
    own = f"why.fact.{fact.field}.{fact.value}"
    if own in catalogue():
        return word(own, language)
    try:
        return clause(fact.field, OneOf((fact.value,)), language)
    except KeyError:
        return phrase("why.as-label", language, label=label, value=_value(fact, language))


def _unknown(fact: Fact, label: str, language: str) -> str:
    """That an answer is unknown, or that something worked out is open because of one."""
    how = "answer" if fact.question else "yet"
    with suppress(KeyError):
        said = clause(fact.field, OneOf(("yes",)), language)
        # a clause that says yes in so many words is one for values other than yes and no
        if quoted(word("value.yes", language), language) not in said:
            return phrase(f"why.unknown-{how}.whether", language, said=said)
    return phrase(f"why.unknown-{how}", language, label=label)


def _value(fact: Fact, language: str) -> str:
    if fact.question:
        asked = question_of(fact.entity, fact.question)
        if fact.value in asked.words:
            return answer_text(asked, fact.value, language)
    return derived_text(fact, language)


def _amount(fact: Fact, label: str, language: str) -> str:
    """A number or a time; ``label`` stands where no clause is written for the field."""
    lasts = bool(fact.question) and question_of(fact.entity, fact.question).kind == "duration"
    if fact.value != NO_LIMIT and f"rule_words.clause.{fact.field}" in catalogue():
        assert isinstance(fact.value, int)
        number = duration_text(fact.value, language) if lasts else f"{fact.value:,}"
        value = phrase(f"why.exact.{'duration' if lasts else 'count'}", language, n=number)
        return phrase(f"rule_words.clause.{fact.field}", language, value=value)
    said = f"{fact.value:,}"
    if fact.question:
        said = answer_text(question_of(fact.entity, fact.question), fact.value, language)
    return phrase("why.as-label", language, label=label, value=said)


def label_of(fact: Fact, language: str) -> str:
    """What a fact is about, as a noun phrase."""
    fallback = fact.field
    if fact.question:
        fallback = question_of(fact.entity, fact.question).label[language]
    return field_label(fact.field, fallback, language)


def facts_together(said: Sequence[tuple[str, str]], language: str) -> str:
    """Clauses as one, each with what it rests on (or an empty text): all of them hold."""
    *others, last = said
    told = [_with_behind(_joining(fact, language), behind, language) for fact, behind in others]
    told.append(_with_behind(*last, language))
    return listed(told, language, "why.facts.and", "why.facts.next")


def _joining(fact: str, language: str) -> str:
    """The form of a clause before another one; as it is where it has none of its own."""
    if language != "ja":
        return fact
    mark = word("why.assumed", language).removeprefix("{fact}")
    said = fact.removesuffix(mark)
    try:
        return connective(said) + (mark if said != fact else "")
    except ValueError:
        return fact


def _with_behind(fact: str, behind: str, language: str) -> str:
    if not behind:
        return fact
    return phrase("why.fact-and-behind", language, fact=fact, behind=behind)


def nothing_words(nothing: Nothing, facts: str, language: str) -> str:
    """A conclusion that no rule drew; ``facts`` say what kept the rules from it, or nothing."""
    slots = dict(nothing.slots)
    if nothing.kind == "workload":
        return word("why.no-workload", language)
    if nothing.kind == "Objection":
        option = option_label(slots["decision"], slots["option"], language)
        if not facts:
            return phrase("why.nothing-against-ever", language, option=option)
        return phrase("why.nothing-against", language, option=option, facts=facts)
    if not facts:
        return word("why.nothing-for-ever", language)
    return phrase("why.nothing-for", language, facts=facts)


def names_words(names: Sequence[str], language: str) -> str:
    """Names of workloads, in the form of the output; of many the first and how many more."""
    told = in_words(names[:MOST_NAMES], language, "and")
    if len(names) <= MOST_NAMES:
        return told
    told = _side_by_side(names[:MOST_NAMES], language)
    return phrase("why.names.more", language, names=told, n=len(names) - MOST_NAMES)


def numbers_words(numbers: Iterable[int], mark: str, language: str) -> str:
    """Numbers of statements, three or more in a row as a range: ``R3 to R9, R12``."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    told = []
    for run in runs:
        if len(run) > 2:
            first, last = f"{mark}{run[0]}", f"{mark}{run[-1]}"
            told.append(phrase("why.numbers.range", language, first=first, last=last))
        else:
            told += [f"{mark}{number}" for number in run]
    return _side_by_side(told, language) if told else ""


def _side_by_side(items: Sequence[str], language: str) -> str:
    return listed(items, language, "rule_words.list.next", "rule_words.list.next")


def behind_words(parts: Sequence[str], language: str) -> str:
    """Things that a fact rests on, one beside the other; an empty text if there are none."""
    return listed(parts, language, "why.behind.next", "why.behind.next") if parts else ""


def covers_words(reason: Reason, language: str) -> str:
    """What a conclusion about a protection says: which failure it covers."""
    by, failure = reason.slots["by"], reason.slots["failure"]
    topic = "host_layer" if by in RESTARTING else "guest_layer"
    return phrase(
        "rule_words.covers",
        language,
        option=quoted(option_label(topic, by, language), language),
        failure=failure_words(failure, language),
    )


def lost_words(criterion: str, to: str, numbers: str, language: str) -> str:
    """Why an option was not taken; ``to`` is the label of the one before it.

    ``numbers`` are those of the reasons in its favour, or an empty text.
    """
    key = "why.lost.merits-of" if criterion == "merits" and numbers else f"why.lost.{criterion}"
    return phrase(key, language, to=to, numbers=numbers)
