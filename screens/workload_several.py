"""One answer for several workloads at once, or several removed, in a single step."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from facts.question_bank import Question, by_id
from facts.visible_text import visible
from screens import session
from screens.details import details
from screens.language import current, say
from screens.workload_cells import COLUMNS, NAME, answers_for, heading
from screens.workload_rows import Reading, read, rows, site_names
from screens.workload_words import bullets, problem_words

_PART = "workload-several"
_WHICH, _QUESTION, _ANSWER = (f"{_PART}-{one}" for one in ("which", "question", "answer"))
_REFUSED = f"{_PART}-refused"


def show() -> None:
    """Show which workloads, which question and which answer."""
    part = details(say("workloads.several"), _PART)
    if not part.open:
        return
    with part:
        names = [one.name for one in session.design().workloads]
        st.multiselect(
            say("workloads.several-which"),
            names,
            format_func=visible,
            key=_WHICH,
            placeholder=say("workloads.form-placeholder"),
        )
        left, right = st.columns(2)
        asked = [*(one for one in COLUMNS if one != NAME)]
        asked += [one for one in by_id("workload") if one not in asked]
        language = current()
        left.selectbox(
            say("workloads.several-question"),
            asked,
            format_func=lambda one: heading(one, language),
            key=f"{_QUESTION}-{language}",
        )
        question = by_id("workload")[st.session_state[f"{_QUESTION}-{language}"]]
        right.selectbox(
            say("workloads.several-answer"),
            _options(question),
            index=None,
            placeholder=say("workloads.several-placeholder"),
            key=_answer_key(question),
            accept_new_options=question.kind == "duration",
        )
        _buttons(question)


def _answer_key(question: Question) -> str:
    return f"{_ANSWER}-{question.id}-{current()}"


def _options(question: Question) -> list[str]:
    """What can be chosen, as it would be written in a cell; the last takes the answer back."""
    offered = answers_for(question, current(), site_names(session.design()))
    if question.kind == "count":
        numbers = [str(one) for one in range(question.least, question.most + 1)]
        offered = [*offered[1:], *numbers]
    return [*offered, say("workloads.several-not-answered")]


def _buttons(question: Question) -> None:
    count = len(st.session_state[_WHICH])
    with st.container(horizontal=True):
        st.button(
            say("workloads.several-set", count=count),
            key=f"{_PART}-set",
            type="primary",
            disabled=not count or not st.session_state[_answer_key(question)],
            on_click=_set,
            args=(question.id, _answer_key(question)),
        )
        st.button(
            say("workloads.several-remove", count=count),
            key=f"{_PART}-remove",
            disabled=not count,
            on_click=_remove,
            icon=":material/delete:",
        )
    reading = st.session_state.pop(_REFUSED, None)
    if isinstance(reading, Reading):
        problems = [problem_words(one.problem, current()) for one in reading.refused]
        st.warning("\n".join(bullets(dict.fromkeys(problems))))


def _set(column: str, key: str) -> None:
    design, language = session.design(), current()
    chosen = set(st.session_state[_WHICH])
    text = str(st.session_state[key])
    text = "" if text == say("workloads.several-not-answered") else text
    table = [
        replace(row, cells={**row.cells, column: text}) if row.origin in chosen else row
        for row in rows(design, language, (NAME,))
    ]
    reading = read(table, design, language)
    if reading.refused:
        st.session_state[_REFUSED] = reading
    session.keep(reading.design)


def _remove() -> None:
    design, gone = session.design(), set(st.session_state[_WHICH])
    left = tuple(one for one in design.workloads if one.name not in gone)
    st.session_state[_WHICH] = []
    session.keep(replace(design, workloads=left))
