"""Changes that were proposed and taken with one click: made in one step, told, taken back."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from facts.design import Design
from knowledge.advice import DecisionTaken
from knowledge.change_words import change_words
from knowledge.explanation import option_label
from knowledge.inquiry.points import Change
from screens import focus, session
from screens.editing import Place, answered
from screens.jump import to_widget
from screens.language import current, say
from screens.markdown import escaped
from screens.verdicts import chip

_TAKE_BACK = "applied-undo"


@dataclass(frozen=True)
class Applied:
    """Changes to a design, made for the sake of an option of a decision."""

    before: Design
    changes: tuple[Change, ...]
    decision: DecisionTaken
    option: str


def apply(decision: DecisionTaken, option: str, changes: tuple[Change, ...]) -> None:
    """Change the answers in one step, and put the focus on how to take it back.

    What is about a site or workload that has gone meanwhile is left out. To be called by a
    callback.
    """
    before = design = session.design()
    for point, value in changes:
        place = focus.now(design, Place(point.entity, point.names))
        if place is not None:
            design = answered(design, place, point.asks, value)
    session.apply(design, Applied(before, changes, decision, option))
    to_widget(_TAKE_BACK)


def show_applied(decision: DecisionTaken) -> None:
    """Say what was applied last for an option of this decision, what it brought, and undo.

    It goes with the next change of any answer.
    """
    applied = session.applied()
    if not isinstance(applied, Applied) or applied.decision.id != decision.id:
        return
    was = applied.decision.option(applied.option).verdict
    now = decision.option(applied.option).verdict
    option = escaped(option_label(decision.topic, applied.option, current()))
    lines = [say("inquiry.applied", option=option, was=chip(was), now=chip(now)), ""]
    lines += [
        f"- {escaped(change_words(one, applied.before, current()))}" for one in applied.changes
    ]
    with st.container(border=True, key="applied", gap="small"):
        st.markdown("\n".join(lines))
        st.button(
            say("inquiry.take-back"),
            key=_TAKE_BACK,
            icon=":material/undo:",
            help=say("inquiry.take-back-explained"),
            on_click=_take_back,
            args=(key_of_changes(applied.decision, applied.option),),
        )


def key_of_changes(decision: DecisionTaken, option: str) -> str:
    """Key of the part that says what would have to change for an option."""
    return f"change\n{decision.id}\n{option}"


def _take_back(go_to: str) -> None:
    session.undo()
    to_widget(go_to)
