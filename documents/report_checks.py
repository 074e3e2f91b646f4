"""Check these before you sign: in brief for the body, decision by decision for the appendix."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from documents.checks import (
    MOST_WORKLOADS,
    Turned,
    answers_that_turn,
    in_part,
    turned,
    turned_in_part,
)
from documents.context import Context
from documents.markdown import bullets, escape, heading, table
from facts.question_bank import by_id
from knowledge.advice import DecisionTaken, decision_id
from knowledge.change_words import flip_words, outcome_words
from knowledge.explanation import network_of

_Assumed = tuple[str, tuple[str, ...], str, list[Turned]]
"""An assumed answer by entity, names and question, and the decisions that it turns."""


class Checks:
    """What a report says of the answers that turn a choice, each by itself."""

    def __init__(self, context: Context) -> None:
        """Take the report's context; nothing is tried before it is asked for."""
        self._context = context
        self._in_part = in_part(context.advice)

    @cached_property
    def _turned(self) -> list[Turned]:
        told = turned_in_part(self._context) if self._in_part else turned(self._context)
        return list(told)

    def in_brief(self) -> Iterator[str]:
        """The assumed answers with what they turn; how many of the others do so."""
        context = self._context
        found = answers_that_turn(self._turned, context.advice)
        if self._in_part:
            yield context.say("checks.in-part", n=MOST_WORKLOADS)
        assumed = [(*key, turns) for key, (by_default, turns) in found.items() if by_default]
        if assumed:
            yield context.say("checks.about")
            head = [context.say(f"column.{one}") for one in ("whom", "assumption", "turns")]
            yield table(head, self._rows(assumed))
        else:
            yield context.say("checks.none-assumed")
        if len(found) > len(assumed):
            yield context.say("checks.others", n=len(found) - len(assumed))

    def _rows(self, assumed: Iterable[_Assumed]) -> Iterator[list[str]]:
        """One row for all who share answers and effect, and for all answers that they share."""
        concerned: dict[tuple[str, str, str], list[str]] = {}
        for entity, names, question, turns in assumed:
            answer, effect = self._answer(entity, names, question), self._effect(names, turns)
            named = [" - ".join(names)] if entity == "link" else names
            concerned.setdefault((entity, answer, effect), []).extend(named)
        shared: dict[tuple[str, str, str], list[str]] = {}
        for (entity, answer, effect), found in concerned.items():
            whom = self._context.names(found) if found else self._context.label("entity.design")
            shared.setdefault((entity, whom, effect), []).append(answer)
        cells = self._context.say("join.cell-items")
        for (_, whom, effect), answers in shared.items():
            yield [whom, cells.join(answers), effect]

    def _answer(self, entity: str, names: Sequence[str], question: str) -> str:
        """An answer as it was assumed."""
        context = self._context
        asked = by_id(entity)[question]
        name = " - ".join(names) if entity == "link" else "".join(names[:1])
        value = context.answers_of(entity, name)[question].value
        return context.say(
            "checks.answer", what=context.question(asked), value=context.answer(asked, value)
        )

    def _effect(self, names: Sequence[str], turns: Sequence[Turned]) -> str:
        """The decisions that an answer turns; whose they are, unless they are those asked about."""
        context = self._context
        if {name for one in turns for name in one.names} == {*names}:
            return context.join(context.areas(one.decision.topic for one in turns))
        return context.decisions(
            decision_id(one.decision.topic, one.decision.subject, name)
            for one in turns
            for name in one.names
        )

    def in_full(self) -> Iterator[str]:
        """Each decision with the answers that turn it, and what would be chosen instead."""
        context = self._context
        if self._in_part:
            yield context.say("checks.in-part", n=MOST_WORKLOADS)
        yield context.say("checks.about-all", number=context.number("open"))
        subjects: dict[tuple[str, tuple[str, ...]], list[Turned]] = {}
        for one in self._turned:
            subjects.setdefault((one.decision.subject, one.names), []).append(one)
        for (_, names), told in subjects.items():
            yield heading(3, context.names(names))
            yield bullets(self._line(one) for one in told if one.flips)
            yield self._firm(told)

    def _firm(self, told: Sequence[Turned]) -> str:
        """The decisions of one subject that nothing turns; what is left of its networks as one."""
        context = self._context
        firm = [one.decision.topic for one in told if not one.flips]
        left = []
        if any(network_of(one.decision.topic) for one in told if one.flips):
            left = [one for one in firm if network_of(one)]
        areas = context.areas(one for one in firm if one not in left)
        if left:
            areas.append(context.say("checks.other-networks"))
        if not areas:
            return ""
        key = "checks.firm-in-part" if self._in_part else "checks.firm"
        return context.say(key, what=context.join(areas))

    def _line(self, one: Turned) -> str:
        context, decision = self._context, one.decision
        head = context.say(
            "checks.decision", what=context.topic(decision.topic), option=self._outcome(decision)
        )
        design, language = context.advice.design, context.language
        told = (
            escape(flip_words(flip, decision, design, language, instead=False))
            for flip in one.flips
        )
        return "\n  - ".join([head, *told])

    def _outcome(self, decision: DecisionTaken) -> str:
        return escape(outcome_words(decision.topic, decision.outcome, self._context.language))
