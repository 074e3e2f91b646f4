"""The judgements: for one site or workload each decision, its options, and why and why not."""

from __future__ import annotations

import streamlit as st

from documents.report_layout import is_layout
from facts.design import Design
from facts.visible_text import visible
from knowledge.advice import Advice, Conflict
from knowledge.explanation import decision_label
from knowledge.inquiry.compare import sides_of
from knowledge.words import word
from screens import focus, layout, session
from screens.details import details
from screens.editing import Place, entity_places
from screens.index import Index, index
from screens.jump import whole_page
from screens.language import current, say
from screens.markdown import escaped, small
from screens.option_lines import LAYERS
from screens.options import show_decision
from screens.reasons import record_line
from screens.sentences import folded
from screens.summary import pending, waiting_for


def show() -> None:
    """Show the decisions about the site or workload that is looked at."""
    design = session.design()
    places = sorted(entity_places(design), key=lambda place: place.entity, reverse=True)
    if not places:
        return
    place = _looked_at(design, places)
    waiting = pending(place)
    if waiting:
        st.info(waiting_for(waiting))
    else:
        _judgements(place)


def _looked_at(design: Design, places: list[Place]) -> Place:
    """Let the reader choose; the questions follow, and the choice outlives a new language."""
    language = current()
    kinds = {entity: word(f"entity.{entity}", language) for entity in ("site", "workload")}
    key = f"look-at-{language}"
    looked_at = focus.looked_at(design)
    if st.session_state.get(key) != looked_at:
        st.session_state[key] = looked_at
    st.selectbox(
        say("look-at"),
        places,
        format_func=lambda one: f"{kinds[one.entity]}: {visible(one.names[0])}",
        key=key,
        on_change=lambda: focus.show(st.session_state[key]),
        label_visibility="collapsed",
    )
    return looked_at or places[0]


@st.fragment
def _judgements(place: Place) -> None:
    """What is opened here is worked out without the rest of the page."""
    whole_page()
    with st.container(key="judgements"):
        _show(index(), place)


def _show(found: Index, place: Place) -> None:
    who = (place.entity, place.names[0])
    alike = [one for one in found.advice.alike(*who) if one != place.names[0]]
    if alike:
        st.markdown(small(say("alike", names=folded(alike))))
    decisions = [one for one in found.decisions.get(who, ()) if not is_layout(one.topic)]
    layers = [one for one in decisions if one.topic in LAYERS]
    for decision in decisions:
        if decision not in layers:
            show_decision(found, decision, layers if decision.topic == "pair" else [])
    if place.entity == "site":
        layout.show(found, place.names[0])
    _conflicts(found, place)


def _conflicts(found: Index, place: Place) -> None:
    """Where sources disagree, both sides and which of them is followed; the undecided first."""
    met = sorted(
        found.conflicts.get((place.entity, place.names[0]), ()), key=lambda one: bool(one.winner)
    )
    if not met:
        return
    undecided = sum(not one.winner for one in met)
    key = "conflicts-undecided" if undecided else "conflicts"
    label = say(key, count=len(met), undecided=undecided)
    with details(label, key=f"{place.key}\nconflicts") as opened:
        if opened.open:
            st.markdown("\n\n".join(_conflict(found.advice, one) for one in met))


def _conflict(advice: Advice, conflict: Conflict) -> str:
    lines = [f"**{_heading(advice, conflict)}**", ""]
    sides = sorted(sides_of(conflict), key=lambda one: one != conflict.winner)
    for side in sides:
        mark = "followed" if side == conflict.winner else "not-followed"
        said = say(mark if conflict.winner else "open-side")
        lines.append(f"- {said}: {record_line(side, current())}")
    return "\n".join(lines)


def _heading(advice: Advice, conflict: Conflict) -> str:
    topics = [advice.reasons[one].slots.get("decision", "") for one in conflict.reasons]
    topic = next((one for one in topics if one), "")
    about = escaped(decision_label(topic, current())) if topic else say("in-general")
    if not conflict.winner:
        return say("conflict-open", topic=about)
    decided = escaped(word(f"decided.{conflict.decided_by}", current()))
    return say("conflict-decided", topic=about, decided=decided)
