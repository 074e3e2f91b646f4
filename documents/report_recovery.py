"""Recovery objectives: what was asked for, and beside it what the options lose and how long."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from documents.context import Context
from documents.markdown import heading, table
from facts.question_bank import NOT_APPLICABLE, Value
from knowledge.advice import DecisionTaken
from knowledge.decisions import DECISIONS
from knowledge.explanation import duration_text
from knowledge.guidance import guidance
from knowledge.recovery_classes import RecoveryClass, classes_of

_WITHIN = ("guest_layer", "host_layer")
_ELSEWHERE = ("second_copy", "replica_interval")
_OUT_OF_REACH = ("not-applicable", "not-supported")


def recovery(context: Context) -> Iterator[str]:
    """A table for each group of workloads; one that reads like an earlier one is named."""
    told: dict[str, str] = {}
    yield context.say("appendix.about-recovery")
    for names in context.groups:
        said = _table(context, names)
        yield heading(3, context.names(names))
        if said in told:
            yield context.say("appendix.same-table", name=told[said])
        else:
            told[said] = context.names(names)
            yield said


def _table(context: Context, names: Sequence[str]) -> str:
    answers = context.answers.workloads[names[0]]
    facts = context.facts_of(names[0])
    rows: list[list[str]] = []
    for where, topics, loss, outage in (
        ("within", _WITHIN, "tolerated.loss", "tolerated.outage"),
        ("elsewhere", _ELSEWHERE, "disaster.loss", "disaster.outage"),
    ):
        asked = [
            "—"
            if answers[one].value == NOT_APPLICABLE
            else context.answer(answers[one].question, answers[one].value)
            for one in (loss, outage)
        ]
        rows.append([context.say(f"recovery.asked-{where}"), *asked])
        for topic in topics:
            rows += _options(context, context.advice.decision(topic, names[0]), facts)
    head = [context.say(f"column.{one}") for one in ("option", "data-loss", "outage")]
    return table(head, rows)


def _options(
    context: Context, decision: DecisionTaken, facts: Mapping[str, Value]
) -> Iterator[list[str]]:
    topic = decision.topic
    taken = _rests_on(context, decision)
    for option in decision.options if taken is not None else ():
        if option.high in _OUT_OF_REACH:
            continue
        for case, rows in classes_of(topic, option.id, facts).items():
            named = context.option(topic, option.id)
            if topic == "replica_interval":
                named = context.say("recovery.interval", option=named)
            if case == "planned":
                named = context.say("recovery.planned", option=named)
            if taken and option.id == decision.chosen:
                named = context.say("recovery.chosen", option=named)
            yield [
                named,
                context.join(_said(context, "loss", one) for one in rows),
                context.join(_said(context, "outage", one) for one in rows)
                + f" {_marks(context, rows)}",
            ]


def _rests_on(context: Context, decision: DecisionTaken) -> bool | None:
    """Whether the option that a decision depends on is taken; None if it cannot be."""
    parent = DECISIONS[decision.topic].parent
    if parent is None:
        return True
    above = context.advice.decision(parent[0], decision.name)
    if all(above.option(one).high in _OUT_OF_REACH for one in parent[1]):
        return None
    return above.chosen in parent[1]


def _said(context: Context, what: str, row: RecoveryClass) -> str:
    numbers = {name: duration_text(value, context.language) for name, value in row.numbers}
    return context.say(f"recovery.{what}.{getattr(row, what)}", **numbers)


def _marks(context: Context, rows: Sequence[RecoveryClass]) -> str:
    return context.citations.marks(
        guidance()[one] for one in dict.fromkeys(record for row in rows for record in row.records)
    )
