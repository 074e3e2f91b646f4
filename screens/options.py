"""One decision and its options: what it came to, and each option with its verdict and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import streamlit as st

from knowledge.advice import DecisionTaken, Option
from knowledge.explanation import decision_label
from knowledge.inquiry.overview import lost_wish
from screens import changes
from screens.applied import show_applied
from screens.change_part import show_changes
from screens.check_part import show_checks
from screens.details import details
from screens.index import Index
from screens.language import current, say
from screens.markdown import escaped
from screens.option_lines import in_order, label, lost
from screens.verdicts import badge, outcome_chip
from screens.why_tree import WhyTree

_SETTLED = ("not-applicable",)
"""Verdicts whose options are gathered in one line, since nobody would miss them."""
_MANY = 8
"""From so many options on, those that cannot be taken are gathered too."""


def headline(found: Index, decision: DecisionTaken, level: int = 2) -> str:
    """What is decided, that it is not if so, and what was decided before the last answer.

    What came out is said by the first of the options below.
    """
    title = escaped(decision_label(decision.topic, current()))
    chip = "" if decision.chosen else f" {outcome_chip(decision)}"
    return f"{'#' * level} {title}{chip}{changes.mark_of_decision(found, decision)}"


def show_decision(
    found: Index, decision: DecisionTaken, layers: Sequence[DecisionTaken] = ()
) -> None:
    """Show a decision with its options, each of which opens to its reasons.

    ``layers`` are the halves of a pair: it has said what they came to, so one part holds them.
    """
    with st.container(gap="xsmall"):
        st.markdown(headline(found, decision), anchors=False)
        show_applied(decision)
        gathered: list[Option] = []
        for option in in_order(decision):
            if _is_gathered(decision, option):
                gathered.append(option)
                continue
            _option(found, decision, option)
        if gathered:
            name = say("other-options", count=len(gathered))
            with details(name, key=f"{decision.id}\nothers") as opened:
                if opened.open:
                    _one_by_one(found, decision, gathered)
        show_checks(found, decision)
        if layers:
            _layers(found, layers)


def _layers(found: Index, decisions: Sequence[DecisionTaken]) -> None:
    marks = {mark for one in decisions for mark in _layer_marks(found, one)}
    label = " ".join((say("each-layer"), *sorted(marks)))
    with details(label, key=f"{decisions[0].id}\nlayers") as opened:
        if opened.open:
            for one in decisions:
                show_all(found, one)


def _layer_marks(found: Index, decision: DecisionTaken) -> Iterator[str]:
    if lost_wish(decision):
        yield badge(say("layout.wish-lost"), "orange")
    if decision.id in found.turned:
        yield changes.badge(say("changed"))


def show_all(found: Index, decision: DecisionTaken) -> None:
    """Show a decision below others, with all its options one below the other."""
    st.markdown(headline(found, decision, level=3), anchors=False)
    show_applied(decision)
    _one_by_one(found, decision, in_order(decision))
    show_checks(found, decision)


def _one_by_one(found: Index, decision: DecisionTaken, options: Iterable[Option]) -> None:
    with st.container(key=f"options\n{decision.id}", gap="xsmall"):
        for one in options:
            _option(found, decision, one, compact=True)


def _option(
    found: Index, decision: DecisionTaken, option: Option, *, compact: bool = False
) -> None:
    """An option in a line, which opens to its reasons."""
    name = label(found, decision, option, short_reason=True)
    with details(name, key=f"{decision.id}\n{option.id}", compact=compact) as opened:
        if opened.open:
            show_option(found, decision, option)


def show_option(found: Index, decision: DecisionTaken, option: Option) -> None:
    """Show why an option is judged so, and what would have to change for it to be suitable."""
    if not (option.objections or option.merits or option.overruled):
        st.markdown(say("no-reason-chosen" if option.id == decision.chosen else "no-reason"))
    WhyTree(found, (decision.subject, decision.name)).option(option, f"{decision.id}\n{option.id}")
    show_changes(found, decision, option)


def _is_gathered(decision: DecisionTaken, option: Option) -> bool:
    if not lost(decision, option) or option.wished:
        return False
    if len(decision.options) >= _MANY:
        return option.verdict not in ("recommended", "suitable", "undetermined")
    return option.verdict in _SETTLED
