"""The page: questions at the left, what follows from them at the right, always both in sight."""

from __future__ import annotations

import streamlit as st

from screens import (
    advice,
    draft,
    drawings,
    hand_over,
    language,
    notes,
    opening,
    questionnaire,
    summary,
)
from screens.language import say

_WIDTH_OF_QUESTIONS = 440
"""Pixels; leaves more than 900 for the advice on a screen of 1366."""

# Less empty space than usual, and the recommendation stays in sight while the page scrolls.
_STYLE = """<style>
.stMainBlockContainer { padding: 1rem 2rem 3rem; }
.stMain [data-testid="stLayoutWrapper"]:has(> .st-key-summary) {
  position: sticky; top: 0; z-index: 10; padding: 0.5rem 0;
  background: var(--st-background-color, white);
}
.stSidebar [data-testid="stSidebarHeader"] { height: 2.5rem; padding-top: 0.25rem; margin: 0; }
</style>"""


def show() -> None:
    """Show the whole page."""
    st.set_page_config(
        page_title=say("title"), layout="wide", initial_sidebar_state=_WIDTH_OF_QUESTIONS
    )
    st.html(_STYLE)
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        st.markdown("#### " + say("title"), width="content")
        language.switch()
    with st.sidebar:
        opening.show()
        questionnaire.show()
    opening.show_problems()
    with st.container(key="summary", gap="xsmall"):
        summary.show()
    screens = (advice, notes, drawings, hand_over)
    labels = ("advice", "notes", "drawings", "hand-over")
    for tab, screen in zip(st.tabs([say(f"tab.{one}") for one in labels]), screens, strict=True):
        with tab:
            screen.show()
    draft.exchange()
