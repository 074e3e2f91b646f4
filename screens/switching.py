"""What a switch of the language carries over: entries that were refused."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from facts.problems import Problem
from facts.question_bank import ENTITIES, by_id


def carry_over(old: str, new: str) -> None:
    """Keep in its field what was refused; the design needs no care, and what is open neither.

    Fields of the new language are filled from the design, which knows nothing of refused entries.
    """
    refused: dict[str, Problem] = st.session_state.get("refused", {})
    ending = f"\n{old}"
    for key in [key for key in refused if key.endswith(ending)]:
        moved = f"{key.removesuffix(ending)}\n{new}"
        st.session_state[moved] = st.session_state.get(key, "")
        refused[moved] = _said_in(refused.pop(key), moved, new)


def _said_in(problem: Problem, key: str, language: str) -> Problem:
    """The problem naming its question in another language."""
    entity, *_, name, _ = key.split("\n")
    question = by_id(entity).get(name) if entity in ENTITIES else None
    return problem if question is None else replace(problem, path=question.label[language])
