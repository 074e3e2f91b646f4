"""What is recommended, in the open above everything else: a sentence per workload and site."""

from __future__ import annotations

import streamlit as st

from facts.question_bank import Question
from knowledge.advice import Advice
from screens import session
from screens.editing import Place, entity_places, missing
from screens.language import current, say
from screens.markdown import escaped, small
from screens.verdicts import badge, outcome_chip, site_sentence, workload_sentence

_ABSENT = "absent"
_ROWS, _HEIGHT = 6, 200
"""Sentences that are shown at once, and the height in pixels of the box where more scroll."""


def show() -> None:
    """Show the recommendations; a place with required answers missing says which."""
    design = session.design()
    advice = session.advice()
    places = sorted(entity_places(design), key=lambda place: place.entity, reverse=True)
    lines = [_line(advice, place) for place in places]
    with st.container(border=True, height=_HEIGHT if len(lines) > _ROWS else "content"):
        st.markdown("  \n".join(lines) or say("nothing-described"))
    if not all(pending(place) for place in places):
        st.markdown(small(_footing(advice)))


def _absent() -> dict[Place, list[Question]]:
    """Required questions without an answer; looked for once a design, and asked for every place."""
    design = session.design()
    kept = st.session_state.get(_ABSENT)
    if kept is None or kept[0] is not design:
        found: dict[Place, list[Question]] = {}
        for place, question in missing(design):
            found.setdefault(place, []).append(question)
        kept = st.session_state[_ABSENT] = (design, found)
    absent: dict[Place, list[Question]] = kept[1]
    return absent


def pending(place: Place) -> list[str]:
    """Titles of required questions that a recommendation for a place still waits for."""
    absent = _absent()
    waiting = list(absent.get(place, ()))
    if place.entity == "workload":
        site = session.design().workload(*place.names).answers.get("site")
        waiting += absent.get(Place("site", (str(site),)), [])
    return [question.label[current()] for question in waiting]


def waiting_for(labels: list[str]) -> str:
    """Say which questions a recommendation waits for."""
    return say("waits-for", questions=say("list-comma").join(escaped(label) for label in labels))


def _line(advice: Advice, place: Place) -> str:
    name = f"**{escaped(place.names[0])}**"
    waiting = pending(place)
    if waiting:
        return f"{badge(say('waiting'), 'gray')} {name}: {waiting_for(waiting)}"
    topic = "pair" if place.entity == "workload" else "platform"
    sentence = workload_sentence if place.entity == "workload" else site_sentence
    chip = outcome_chip(advice.decision(topic, place.names[0]))
    return f"{chip} {name}: {sentence(advice, place.names[0])}"


def _footing(advice: Advice) -> str:
    """What the recommendations stand on: how much is assumed or open, and the date."""
    return say(
        "footing",
        assumed=len(advice.assumptions),
        open=len(advice.open_questions) - len(missing(session.design())),
        as_of=escaped(advice.as_of),
        version=escaped(advice.knowledge_version),
    )
