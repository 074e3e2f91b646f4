"""Variations of one design, each judged once: what some decisions would come to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from facts.design import Design
from facts.question_bank import UNKNOWN
from knowledge.advice import Advice, DecisionTaken
from knowledge.advisor import advise
from knowledge.inquiry.points import Change, Point, changed
from knowledge.judgement import VERDICTS
from knowledge.resting import Resting


class BudgetSpent(Exception):
    """More runs would be needed than allowed."""


class Trial(NamedTuple):
    """What one decision came to: its outcome, and both ends of each option as places in VERDICTS.

    ``shown`` is false for a decision that hangs on an option which is not taken.
    """

    outcome: str
    shown: bool
    ends: Mapping[str, tuple[int, int]]


class Trials:
    """The runs made so far; a variation is never run twice."""

    def __init__(self, design: Design, as_of: str, decisions: Iterable[DecisionTaken]) -> None:
        """Take a design and the decisions about it that are of interest."""
        self.design, self.as_of = design, as_of
        self.runs = 0
        self.most: int | None = None
        self._of_interest = tuple((one.topic, one.name) for one in decisions)
        self._known: dict[frozenset[Change], dict[tuple[str, str], Trial]] = {}

    def of(self, changes: Iterable[Change], decision: DecisionTaken) -> Trial:
        """What a decision would come to; raises BudgetSpent when ``most`` runs were made."""
        key = frozenset(changes)
        if key not in self._known:
            if self.most is not None and self.runs >= self.most:
                raise BudgetSpent
            advice = self._advice(key)
            self._known[key] = {one: _trial(advice.decision(*one)) for one in self._of_interest}
        return self._known[key][decision.topic, decision.name]

    def relevant(self, points: Collection[Point], decision: DecisionTaken) -> list[Point]:
        """Those points that a decision can rest on at all, whatever all of them are changed to.

        With all of them unknown at once every conclusion comes up that any change could bring.
        """
        advice = self._advice([(one, UNKNOWN) for one in points])
        behind = {
            (one.entity, one.name, one.question)
            for one in Resting(advice).points_behind(advice.decision(decision.topic, decision.name))
        }
        return [one for one in points if (one.entity, one.label, one.question) in behind]

    def _advice(self, changes: Iterable[Change]) -> Advice:
        self.runs += 1
        return advise(changed(self.design, changes), self.as_of)


def _trial(decision: DecisionTaken) -> Trial:
    ends = {one.id: (VERDICTS.index(one.low), VERDICTS.index(one.high)) for one in decision.options}
    return Trial(decision.outcome, decision.shown, ends)
