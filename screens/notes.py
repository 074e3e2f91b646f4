"""What else follows: findings by severity, tasks, open questions and what was assumed."""

from __future__ import annotations

import streamlit as st

from knowledge.advice import Advice, Assumption, Noted, OpenPoint
from knowledge.explanation import (
    answer_text,
    areas,
    noted_name,
    noted_text,
    question_of,
    records_of,
)
from knowledge.resting import Resting
from knowledge.words import word
from screens import session
from screens.editing import entity_places
from screens.language import current, say
from screens.markdown import escaped, with_code
from screens.reasons import record_line
from screens.summary import pending, waiting_for
from screens.verdicts import SEVERITY_COLOURS, badge

Silent = set[tuple[str, str]]
"""Kind and name of what no recommendation is given for yet."""


def show() -> None:
    """Show the notes on everything for which a recommendation is given."""
    advice = session.advice()
    places = entity_places(session.design())
    waiting = {(place.entity, place.names[0]): pending(place) for place in places}
    labels = dict.fromkeys(label for found in waiting.values() for label in found)
    if labels:
        st.info(waiting_for(list(labels)))
    if waiting and all(waiting.values()):
        return
    silent = {who for who, found in waiting.items() if found}
    with st.container(gap="xsmall"):
        _noted(advice, "findings", advice.findings, silent)
        _noted(advice, "tasks", advice.tasks, silent)
        _open_questions(advice, silent)
        _assumptions(advice, silent)


def _noted(advice: Advice, heading: str, notes: tuple[Noted, ...], silent: Silent) -> None:
    st.markdown("##### " + say(heading))
    shown = [note for note in notes if (note.subject, note.name) not in silent]
    if not shown:
        st.markdown(say("none-of-these"))
    for note in shown:
        with st.expander(
            _note_label(note), key="\n".join((heading, note.id, note.subject, note.name))
        ):
            st.markdown(with_code(noted_text(note, current())))
            records = {
                record.id: record
                for key in note.reasons
                for record in records_of(advice.reasons[key])
            }
            st.markdown("\n".join(f"- {record_line(record)}" for record in records.values()))


def _note_label(note: Noted) -> str:
    marks = []
    if note.severity:
        severity = word(f"severity.{note.severity}", current())
        marks.append(badge(severity, SEVERITY_COLOURS[note.severity]))
    if note.status == "open":
        marks.append(badge(word("status.open", current()), "violet"))
    marks.append(f"**{escaped(note.name)}**: {with_code(noted_name(note, current()))}")
    return " ".join(marks)


def _open_questions(advice: Advice, silent: Silent) -> None:
    st.markdown("##### " + say("open-questions"))
    lines, resting = [], Resting(advice)
    for one in advice.open_questions:
        if (one.entity, one.name) in silent:
            continue
        title = escaped(question_of(one.entity, one.question).title[current()])
        lines.append(f"- {_whose(one.entity, one.name)}{title}{_bearing(resting, one)}")
    st.markdown("\n".join(lines) or say("none-of-these"))


def _assumptions(advice: Advice, silent: Silent) -> None:
    st.markdown("##### " + say("assumptions"))
    lines, resting = [], Resting(advice)
    for one in advice.assumptions:
        if (one.entity, one.name) in silent:
            continue
        question = question_of(one.entity, one.question)
        value = escaped(answer_text(question, one.value, current()))
        line = f"- {_whose(one.entity, one.name)}{escaped(question.label[current()])}: **{value}**"
        if one.set_aside is not None:
            aside = escaped(answer_text(question, one.set_aside, current()))
            line += f" {say('set-aside', answer=aside)}"
        lines.append(line + _bearing(resting, one))
    st.markdown("\n".join(lines) or say("none-of-these"))


def _whose(entity: str, name: str) -> str:
    return f"{escaped(name)} - " if name else f"{escaped(word(f'entity.{entity}', current()))} - "


def _bearing(resting: Resting, point: OpenPoint | Assumption) -> str:
    """What the decisions are about that an answer bears on, in the order of their topics."""
    named = [escaped(area) for area in areas(sorted(resting.topics_on(point)), current())]
    return f" {say('bears-on', decisions=say('list-comma').join(named))}" if named else ""
