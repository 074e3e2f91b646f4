"""One decision and its options: what it came to, and each option with its verdict and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import streamlit as st

from knowledge.advice import DecisionTaken, Option
from knowledge.decisions import DECISIONS
from knowledge.explanation import decision_label, option_label
from knowledge.inquiry.overview import lost_wish
from knowledge.judgement import FIRM
from screens import changes
from screens.details import details
from screens.index import Index
from screens.language import current, say
from screens.markdown import escaped
from screens.reasons import option_reasons, worst_in_short
from screens.verdicts import badge, chip, outcome_chip

LAYERS = ("guest_layer", "host_layer")
"""Decisions that say of each half what the pair says of both."""
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
        gathered: list[Option] = []
        for option in in_order(decision):
            if _is_gathered(decision, option):
                gathered.append(option)
                continue
            name = label(found, decision, option, short_reason=True)
            with details(name, key=f"{decision.id}\n{option.id}") as opened:
                if opened.open:
                    st.markdown(_reasons(found, decision, option))
        if gathered:
            name = say("other-options", count=len(gathered))
            with details(name, key=f"{decision.id}\nothers") as opened:
                if opened.open:
                    st.markdown(listed(found, decision, gathered))
        if layers:
            _layers(found, layers)


def _layers(found: Index, decisions: Sequence[DecisionTaken]) -> None:
    marks = {mark for one in decisions for mark in _layer_marks(found, one)}
    label = " ".join((say("each-layer"), *sorted(marks)))
    with details(label, key=f"{decisions[0].id}\nlayers") as opened:
        if opened.open:
            for one in decisions:
                st.markdown(headline(found, one, level=3), anchors=False)
                st.markdown(listed(found, one, in_order(one)))


def _layer_marks(found: Index, decision: DecisionTaken) -> Iterator[str]:
    if lost_wish(decision):
        yield badge(say("layout.wish-lost"), "orange")
    if decision.id in found.turned:
        yield changes.badge(say("changed"))


def listed(found: Index, decision: DecisionTaken, options: list[Option]) -> str:
    """Options one below the other, each with its reasons."""
    return "\n\n".join(
        f"{label(found, decision, one)}\n\n{_reasons(found, decision, one)}" for one in options
    )


def _reasons(found: Index, decision: DecisionTaken, option: Option) -> str:
    told = option_reasons(found.advice, option)
    return told or say("no-reason-chosen" if option.id == decision.chosen else "no-reason")


def in_order(decision: DecisionTaken) -> list[Option]:
    """The option taken first, then those that could still overtake it, then the order judged."""
    ahead = [decision.option(name) for name in decision.racing]
    return [*ahead, *(one for one in decision.options if one not in ahead)]


def label(
    found: Index, decision: DecisionTaken, option: Option, *, short_reason: bool = False
) -> str:
    """An option with its verdict, what it is to the decision, and in short why it lost."""
    name = escaped(option_label(decision.topic, option.id, current()))
    marks = [chip(option.verdict), name]
    if option.id == decision.chosen:
        marks[1:] = [f"**{name}** ({say('mark.chosen')})"]
    elif option.id == decision.provisional:
        marks.append(f"({say('mark.provisional')})")
    elif option.id in decision.contenders:
        marks.append(f"({say('mark.contender')})")
    if option.wished:
        planned = DECISIONS[decision.topic].planned
        marks.append(f"({say('mark.planned' if planned else 'mark.wished')})")
    text = " ".join(marks) + changes.mark_of_option(found, decision, option.id)
    why = _in_short(found, decision, option) if short_reason else ""
    return f"{text} \u2013 {why}" if why else text


def _in_short(found: Index, decision: DecisionTaken, option: Option) -> str:
    """Why an option is not the one, in a line: what it misses, what is said against it."""
    front = decision.chosen or decision.provisional
    if not _lost(decision, option):
        return ""
    against = worst_in_short(found.advice, option)
    if against or not front:
        return against
    first = decision.option(front)
    if _merits(found, first) > _merits(found, option):
        return say("short.fewer-merits")
    return say("short.wish" if first.wished and not option.wished else "short.order")


def _merits(found: Index, option: Option) -> int:
    # counted as the judgement counts them: by what they rest on
    merits = (found.advice.reasons[one] for one in option.merits)
    return len({one.guidance for one in merits if one.status == FIRM})


def _lost(decision: DecisionTaken, option: Option) -> bool:
    return option.id not in decision.racing


def _is_gathered(decision: DecisionTaken, option: Option) -> bool:
    if not _lost(decision, option) or option.wished:
        return False
    if len(decision.options) >= _MANY:
        return option.verdict not in ("recommended", "suitable", "undetermined")
    return option.verdict in _SETTLED
