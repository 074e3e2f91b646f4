"""The judgements: for one site or workload each decision, its options, and why and why not."""

from __future__ import annotations

import streamlit as st

from documents.report_layout import is_layout
from facts.design import Design
from facts.visible_text import visible
from knowledge.advice import Advice, Conflict, DecisionTaken, Option
from knowledge.explanation import decision_label
from knowledge.guidance import guidance
from knowledge.words import word
from screens import focus, layout, session
from screens.editing import Place, entity_places
from screens.language import current, say
from screens.markdown import escaped
from screens.options import ends, headline, in_order, label
from screens.reasons import record_line, show_option
from screens.summary import pending, waiting_for

_SETTLED = ("not-applicable",)
"""Verdicts whose options are gathered in one line, since nobody would miss them."""
_MANY = 8
"""From so many options on, those that cannot be taken are gathered too."""


def show() -> None:
    """Show the decisions about the site or workload that is looked at."""
    advice = session.advice()
    design = session.design()
    places = sorted(entity_places(design), key=lambda place: place.entity, reverse=True)
    if not places:
        return
    place = _looked_at(design, places)
    waiting = pending(place)
    if waiting:
        st.info(waiting_for(waiting))
        return
    for decision in advice.decisions:
        if (decision.subject, decision.name) != (place.entity, place.names[0]):
            continue
        if decision.shown and not is_layout(decision.topic):
            with st.container(gap="xsmall"):
                _decision(advice, decision)
    if place.entity == "site":
        layout.show(advice, place.names[0])
    with st.container(gap="xsmall"):
        _conflicts(advice, place)


def _looked_at(design: Design, places: list[Place]) -> Place:
    """Let the reader choose; the questions follow, and the choice outlives a new language."""
    language = current()
    labels = {
        one: f"{word(f'entity.{one.entity}', language)}: {visible(one.names[0])}" for one in places
    }
    key = f"look-at-{language}"
    looked_at = focus.looked_at(design)
    if st.session_state.get(key) != looked_at:
        st.session_state[key] = looked_at
    st.selectbox(
        say("look-at"),
        places,
        format_func=labels.__getitem__,
        key=key,
        on_change=lambda: focus.show(st.session_state[key]),
    )
    return looked_at or places[0]


def _decision(advice: Advice, decision: DecisionTaken) -> None:
    st.markdown(headline(decision))
    gathered: list[Option] = []
    for option in in_order(decision):
        if _is_gathered(decision, option):
            gathered.append(option)
        else:
            with st.expander(label(decision, option), key=f"{decision.id}\n{option.id}"):
                ends(option)
                show_option(advice, option.objections, option.merits, option.overruled)
    if gathered:
        with st.expander(say("other-options", count=len(gathered)), key=f"{decision.id}\nothers"):
            for option in gathered:
                st.markdown(f"**{label(decision, option)}**")
                show_option(advice, option.objections, option.merits, option.overruled)


def _is_gathered(decision: DecisionTaken, option: Option) -> bool:
    if option.id in decision.racing or option.wished:
        return False
    if len(decision.options) >= _MANY:
        return option.verdict not in ("recommended", "suitable", "undetermined")
    return option.verdict in _SETTLED


def _conflicts(advice: Advice, place: Place) -> None:
    met = [
        one for one in advice.conflicts if (one.subject, one.name) == (place.entity, place.names[0])
    ]
    if not met:
        return
    st.markdown(f"**{say('conflicts')}**")
    for number, conflict in enumerate(met):
        with st.expander(_conflict_label(advice, conflict), key=f"{place.key}\nconflict\n{number}"):
            records = guidance()
            sides = [one for one in (conflict.winner, *conflict.loser.split(",")) if one]
            for side in sides:
                followed = side == conflict.winner
                mark = say(
                    "followed" if followed else "not-followed" if conflict.winner else "open-side"
                )
                st.markdown(f"**{mark}**: {record_line(records[side])}")


def _conflict_label(advice: Advice, conflict: Conflict) -> str:
    topics = [advice.reasons[one].slots.get("decision", "") for one in conflict.reasons]
    topic = next((one for one in topics if one), "")
    about = escaped(decision_label(topic, current())) if topic else say("in-general")
    if not conflict.winner:
        return say("conflict-open", topic=about)
    decided = escaped(word(f"decided.{conflict.decided_by}", current()))
    return say("conflict-decided", topic=about, decided=decided)
