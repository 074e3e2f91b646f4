"""The parts of the questionnaire that open and close, and in which of them a question stands."""

from __future__ import annotations

import streamlit as st
from streamlit.elements.lib.mutable_expander_container import ExpanderContainer

from facts.question_bank import Question
from knowledge.explanation import network_asked
from screens.editing import Place

TITLE_BLOCK, ENVIRONMENT = "title-block", "environment"
MORE, NETWORKS, LINK, NOT_ASKED = "more", "networks", "link", "not-asked"
_ABOUT_NETWORKS = (
    *("guests_use_iscsi", "adapters", "adapters_speed", "s2d.network", "live_migration.rdma"),
    *("wishes.network_pattern", "backup_over_management"),
)
"""Questions about the networks of a site as a whole."""


def part_of(question: Question) -> str:
    """The part a question stands in; empty where it is always in sight."""
    if question.entity == "design":
        return TITLE_BLOCK if question.kind in ("text", "date") else ENVIRONMENT
    if question.entity == "link":
        return LINK
    if question.required:
        return ""
    about_networks = question.id in _ABOUT_NETWORKS or network_asked(question) is not None
    return NETWORKS if about_networks else MORE


def details(place: Place, part: str, label: str) -> ExpanderContainer:
    """A part of the form of a place; what is in it is to be built only while it is ``open``.

    It stays open or closed when its label changes, and when another place of the kind is shown:
    whoever answers further questions of one workload will answer those of the next.
    """
    key, last = f"{place.key}\n{part}", f"open\n{place.entity}\n{part}"
    st.session_state[key] = bool(st.session_state.get(key, st.session_state.get(last, False)))
    found = st.expander(label, key=key, on_change="rerun")
    st.session_state[last] = found.open
    return found


def unfold(place: Place, question: Question) -> None:
    """Open the part that a question stands in, before it is built."""
    if part_of(question):
        st.session_state[f"{place.key}\n{part_of(question)}"] = True
