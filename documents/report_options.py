"""Options of decisions, with verdict and reason: all in a table, or those that matter in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from documents.context import Context, decisive
from documents.markdown import table
from facts.question_bank import by_id
from knowledge.advice import DecisionTaken, Option, Reason
from knowledge.decisions import DECISIONS
from knowledge.explanation import worst_first
from knowledge.guidance import guidance
from knowledge.judgement import FIRM

Labelled = Sequence[tuple[str, DecisionTaken]]
"""Decisions told in one table, each with what its rows are called."""


@dataclass(frozen=True)
class Why:
    """What holds of an option: something of ours, a record, and the facts that make it hold."""

    said: str = ""
    record: str = ""
    missed: str = ""
    perhaps: bool = False
    facts: tuple[str, ...] = ()

    def text(self, context: Context) -> str:
        """All of it but the facts; quotes the record."""
        if not self.record:
            return self.said
        said = context.in_short(guidance()[self.record])
        if self.missed:
            said = context.say("reason.misses", missed=self.missed, said=said)
        if self.perhaps:
            said = context.say("reason.perhaps", said=said)
        return context.sentences([self.said, said])


@dataclass(frozen=True)
class _Row:
    """One line of a table of options; options with the same verdict and reason share one."""

    label: str
    verdict: str
    why: Why
    options: tuple[str, ...]


def options_table(context: Context, decisions: Labelled, column: str = "") -> str:
    """Every option of some decisions; ``column`` is the key of the head above their labels.

    The reason of the option taken is not in it: it stands below the table.
    """
    return _table(context, column, _rows(context, decisions))


def told_alone(context: Context, decisions: Labelled, column: str) -> str:
    """The same with the reason of the option taken, as nothing stands below the table."""
    return _table(context, column, _rows(context, decisions, alone=True))


def _table(context: Context, column: str, rows: Iterable[_Row]) -> str:
    head = [context.say(f"column.{one}") for one in ("option", "verdict", "reason")]
    if column:
        head.insert(0, context.say(f"column.{column}"))
    lines = []
    for row in rows:
        said = row.why.text(context)
        if row.why.facts:
            facts = context.say("join.facts").join(row.why.facts)
            said = context.say("reason.facts", facts=facts, said=said)
        cells = [context.join(row.options), row.verdict, said]
        lines.append([row.label, *cells] if column else cells)
    return table(head, lines)


def _rows(context: Context, decisions: Labelled, *, alone: bool = False) -> Iterable[_Row]:
    rows: dict[tuple[str, str, Why], _Row] = {}
    for label, decision in decisions:
        for option in decision.options:
            found = why(context, decision, option)
            if alone and option.id == decision.chosen:
                taken = context.sentences([found.said, why_taken(context, decision)])
                found = replace(found, said=taken)
            verdict = context.verdict(option)
            key = (label, verdict, replace(found, facts=()))
            row = rows.get(key, _Row(label, verdict, found, ()))
            facts = tuple(dict.fromkeys((*row.why.facts, *found.facts)))
            rows[key] = replace(
                row,
                why=replace(found, facts=facts),
                options=(*row.options, _named(context, decision, option)),
            )
    return rows.values()


def others_in_brief(context: Context, decision: DecisionTaken) -> str:
    """The options not chosen in a sentence, for a decision that nothing is said against."""
    return context.sentences(
        context.say(
            "decision.other",
            options=context.join(row.options),
            verdict=row.verdict,
            said=row.why.text(context),
        )
        for row in _rows(context, [("", decision)])
        if row.why.said != context.say("reason.chosen")
    )


def _named(context: Context, decision: DecisionTaken, option: Option) -> str:
    named = context.option(decision.topic, option.id)
    if not option.wished:
        return named
    key = "option.planned" if DECISIONS[decision.topic].planned else "option.wished"
    return context.say(key, option=named)


def why(context: Context, decision: DecisionTaken, option: Option) -> Why:
    """What holds of an option, and the facts of the design that make it so."""
    if option.id == decision.chosen:
        return Why(context.say("reason.chosen"))
    place = _place_in_race(context, decision, option)
    if not option.objections:
        return Why(place or _beaten(context, decision, option))
    worst = worst_first(context.reasons(option.objections))[0]
    missed = worst.slots.get("misses")
    return Why(
        said=place,
        record=decisive(worst).id,
        missed=context.label(f"misses.{missed}") if missed else "",
        perhaps=worst.status != FIRM,
        facts=tuple(context.fact(fact) for fact in worst.facts),
    )


def why_taken(context: Context, decision: DecisionTaken) -> str:
    """A sentence on what speaks for the option that is chosen, and against it if anything does."""
    option = decision.option(decision.chosen)
    merits = spoken_for(context.reasons(option.merits))
    said = [context.in_short(decisive(merits[0]))] if merits else []
    if option.objections:
        against = decisive(worst_first(context.reasons(option.objections))[0])
        said.append(context.say("reason.all-the-same", said=context.in_short(against)))
    return context.sentences(said) or context.say("decision.suitable")


def _place_in_race(context: Context, decision: DecisionTaken, option: Option) -> str:
    if option.id == decision.provisional:
        return context.say("reason.foremost")
    return context.say("reason.contender") if option.id in decision.contenders else ""


def _beaten(context: Context, decision: DecisionTaken, option: Option) -> str:
    """Why an option without an objection was not chosen."""
    front = decision.chosen or decision.provisional
    if not front:
        return ""
    first = decision.option(front)
    named = context.option(decision.topic, front)
    if _merits(context, first) > _merits(context, option):
        return context.say("reason.fewer-merits", chosen=named)
    if first.wished and not option.wished:
        return context.say("reason.wish", chosen=named)
    return context.say("reason.order", chosen=named)


def _merits(context: Context, option: Option) -> int:
    return len({one.guidance for one in context.reasons(option.merits) if one.status == FIRM})


def spoken_for(merits: Iterable[Reason]) -> list[Reason]:
    """Merits in the order of the decisions they are about."""
    topics = list(DECISIONS)
    return sorted(merits, key=lambda one: topics.index(one.slots["decision"]))


def refused(decision: DecisionTaken) -> str:
    """The option that was wished for or planned and lost, or an empty string."""
    wished = [one.id for one in decision.options if one.wished]
    return next((one for one in wished if one not in decision.racing), "")


def refused_text(context: Context, decision: DecisionTaken) -> str:
    """What the architect had wished for or planned and does not get, with the reason."""
    lost = refused(decision)
    if not lost:
        return ""
    option = decision.option(lost)
    return context.say(
        "layout.planned-in-vain" if DECISIONS[decision.topic].planned else "layout.wished-in-vain",
        option=context.option(decision.topic, lost),
        verdict=context.verdict(option),
        said=why(context, decision, option).text(context),
    )


def deciding(context: Context, decision: DecisionTaken) -> list[str]:
    """The questions whose answers decide what is still open, each with whom it concerns."""
    return [
        context.say(
            "join.of",
            what=context.question(by_id(one.entity)[one.question]),
            who=where(context, one.entity, one.name),
        )
        for one in context.resting.points_behind(decision)
    ]


def where(context: Context, entity: str, name: str) -> str:
    """Whom a question concerns: a name, or the design as a whole."""
    return context.names([name]) if name else context.label(f"entity.{entity}")
