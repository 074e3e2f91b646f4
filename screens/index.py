"""What the screens look up in an advice, sorted once and kept beside it in the session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import streamlit as st

from facts.design import Design
from facts.question_bank import Question
from knowledge.advice import Advice, Conflict, DecisionTaken, Noted
from knowledge.inquiry.behind import Behind
from knowledge.inquiry.compare import Changes, Reappraisal, Shift, Turn, compare
from knowledge.inquiry.overview import Overview
from knowledge.resting import Resting
from screens import session
from screens.editing import Place, entity_places, missing

_KEY = "index"
Who = tuple[str, str]
"""Kind and name of a site or workload."""


@dataclass
class Index:
    """One advice and what went before it, looked through when first asked for."""

    design: Design
    advice: Advice
    before: Advice | None
    silent_before: frozenset[Who] = frozenset()
    """What no recommendation was given for before the last answer."""
    kept: dict[str, object] = field(default_factory=dict)
    """What the screens have made of it before, by a name of theirs."""
    built: set[str] = field(default_factory=set)
    """Keys of the parts that take long to work out, as far as they were shown closed before."""

    @cached_property
    def decisions(self) -> Mapping[Who, list[DecisionTaken]]:
        """The decisions that are shown, by whom they are about."""
        found: dict[Who, list[DecisionTaken]] = {}
        for one in self.advice.decisions:
            if one.shown:
                found.setdefault((one.subject, one.name), []).append(one)
        return found

    @cached_property
    def conflicts(self) -> Mapping[Who, list[Conflict]]:
        """The conflicts between sources, by whom they bear on."""
        found: dict[Who, list[Conflict]] = {}
        for one in self.advice.conflicts:
            found.setdefault((one.subject, one.name), []).append(one)
        return found

    @cached_property
    def waiting(self) -> Mapping[Place, list[Question]]:
        """Required questions that a recommendation for a place still waits for."""
        own: dict[Place, list[Question]] = {}
        for place, question in missing(self.design):
            own.setdefault(place, []).append(question)
        if not own:
            return {}
        found = {}
        for place in entity_places(self.design):
            questions = [*own.get(place, ())]
            if place.entity == "workload":
                site = self.design.workload(*place.names).answers.get("site")
                questions += own.get(Place("site", (str(site),)), ())
            if questions:
                found[place] = questions
        return found

    @cached_property
    def silent(self) -> frozenset[Who]:
        """Kind and name of what no recommendation is given for yet."""
        return frozenset((place.entity, place.names[0]) for place in self.waiting)

    @cached_property
    def overview(self) -> Overview:
        """The whole advice in figures."""
        return Overview(self.advice, self.silent)

    @cached_property
    def unknown(self) -> int:
        """How many answers are unknown; those that are only missing are not counted."""
        return len(self.advice.open_questions) - len(missing(self.design))

    @cached_property
    def resting(self) -> Resting:
        """Which decisions rest on which answers."""
        return Resting(self.advice)

    @cached_property
    def behind(self) -> Behind:
        """What the facts that rules read rest on."""
        return Behind(self.advice)

    @cached_property
    def changes(self) -> Changes | None:
        """What the last answer changed; None when another design was opened.

        Nothing is said of what had no recommendation yet, or has none now.
        """
        if self.before is None:
            return None
        return compare(self.before, self.advice).without(self.silent | self.silent_before)

    @cached_property
    def first_time(self) -> tuple[Who, ...]:
        """Sites and workloads for which there is a recommendation since the last answer."""
        there = (place for place in entity_places(self.design))
        names = ((place.entity, place.names[0]) for place in there)
        return tuple(one for one in names if one in self.silent_before - self.silent)

    @cached_property
    def turned(self) -> Mapping[str, Turn]:
        """Decisions that stand differently, by their ids."""
        return {one.decision: one for one in self.changes.decisions} if self.changes else {}

    @cached_property
    def reappraised(self) -> Mapping[tuple[str, str], Reappraisal]:
        """Options whose verdict changed, by decision and option."""
        found = self.changes.verdicts if self.changes else ()
        return {(one.decision, one.option): one for one in found}

    @cached_property
    def shifted(self) -> Mapping[tuple[str, str, str], Shift]:
        """Findings and tasks that came or have another status, by id and whom they concern."""
        if not self.changes:
            return {}
        found = (*self.changes.findings, *self.changes.tasks)
        return {(one.id, one.subject, one.name): one for one in found if one.now}

    def shift_of(self, note: Noted) -> Shift | None:
        """What the last answer changed about a finding or task."""
        return self.shifted.get((note.id, note.subject, note.name))


def index() -> Index:
    """The index of the present advice."""
    design, advice, before = session.design(), session.advice(), session.advice_before()
    kept = st.session_state.get(_KEY)
    if (
        isinstance(kept, Index)
        and kept.design is design
        and kept.advice is advice
        and kept.before is before
    ):
        return kept
    silent: frozenset[Who] = frozenset()
    if isinstance(kept, Index) and kept.advice is before:
        silent = kept.silent
    fresh = st.session_state[_KEY] = Index(design, advice, before, silent)
    return fresh
