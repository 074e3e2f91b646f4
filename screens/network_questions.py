"""The questions on the networks of a site: a row for each network, more where it is planned."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from facts.answers import Answer
from knowledge.explanation import network_asked
from knowledge.words import word
from screens.editing import Place
from screens.language import current, say
from screens.markdown import escaped
from screens.widgets import question_widget


def show(place: Place, asked: list[Answer], choices: Mapping[str, tuple[str, ...]]) -> None:
    """Show what is asked; ``choices`` are those of each question by its id."""
    rows: dict[str, dict[str, Answer]] = {}
    for answer in asked:
        found = network_asked(answer.question)
        if found is None:
            question_widget(place, answer, choices[answer.question.id])
        else:
            rows.setdefault(found[0], {})[found[1]] = answer
    for kind, parts in rows.items():
        with st.container(gap="xsmall"):
            _row(place, kind, parts, choices)


def _row(
    place: Place, kind: str, parts: Mapping[str, Answer], choices: Mapping[str, tuple[str, ...]]
) -> None:
    name = word(f"network.{kind}", current())
    labels = {"plan": f"**{escaped(name[:1].upper() + name[1:])}**"}
    for part, answer in parts.items():
        short = labels.get(part) or say(f"network.{part}")
        question_widget(place, answer, choices[answer.question.id], short)
