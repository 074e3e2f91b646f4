"""What is asked of one advice: what would have to change for an option, what choices hang on.

Kept by the advice itself, so that whoever reads it shares what was found out, and nobody else.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import replace

from knowledge.advice import Advice, DecisionTaken
from knowledge.inquiry.hangs_on import Flip, flips_of_some
from knowledge.inquiry.points import changeable, points_of
from knowledge.inquiry.trials import Trials
from knowledge.inquiry.what_if import Answered, WhatIf
from knowledge.variations import group_of


class Inquiries:
    """The answers found so far; a variation of the design is judged once for all of them.

    Threads that ask at once wait for each other.
    """

    def __init__(self, advice: Advice) -> None:
        """Take the advice that is asked about."""
        self._advice = advice
        self._trials = Trials(advice.design, advice.as_of)
        self._lifts: dict[tuple[str, str], Answered] = {}
        self._flips: dict[str, tuple[Flip, ...]] = {}
        self._points = tuple(points_of(advice.design))
        self._asking = threading.RLock()

    def lifts(self, decision: DecisionTaken, option: str) -> Answered:
        """The smallest sets of answers an architect can change that make an option suitable."""
        key = (decision.id, option)
        with self._asking:
            if key not in self._lifts:
                search = WhatIf(self._trials, decision, option)
                self._lifts[key] = search.answer(changeable(self._advice.design))
            return self._lifts[key]

    def flips(self, decision: DecisionTaken) -> tuple[Flip, ...]:
        """The single answers that turn a choice, assumed ones first.

        None for a decision that is open, which hangs on what is open, or not shown.
        """
        if decision.provisional or not decision.shown:
            return ()
        with self._asking:
            if decision.id not in self._flips:
                self._flip(decision)
            return self._flips[decision.id]

    def _flip(self, decision: DecisionTaken) -> None:
        """Find out what a decision hangs on, and those that are made together with it."""
        group = group_of(decision.topic, decision.name)
        together = [
            one
            for one in self._advice.decisions
            if group_of(one.topic, one.name) == group and one.shown and not one.provisional
        ]
        found = flips_of_some(self._trials, together, self._points)
        self._flips.update({key: tuple(flips) for key, flips in found.items()})

    def flips_of_all(self) -> Mapping[str, tuple[Flip, ...]]:
        """The flips of every decision shown by its id, of workloads alike for the first of them."""
        return {
            one.id: self.flips(one)
            for one in self._advice.decisions
            if one.shown and self._advice.alike(one.subject, one.name)[0] == one.name
        }


def inquiries(advice: Advice) -> Inquiries:
    """What is asked of an advice, kept with it."""
    # a copy holds what the advice says without holding on to itself: it goes when it is let go
    return advice.once("inquiries", lambda: Inquiries(replace(advice)))
