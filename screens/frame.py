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


_OPEN = "tab"
_SCREENS = {"advice": advice, "notes": notes, "drawings": drawings, "hand-over": hand_over}


def show() -> None:
    """Show the whole page."""
    st.set_page_config(
        page_title=say("title"), layout="wide", initial_sidebar_state=_WIDTH_OF_QUESTIONS
    )
    st.html(_STYLE)
    # before all that takes time, so that an answer is kept by the browser at once
    draft.exchange()
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
    _tabs()


def _tabs() -> None:
    """The screens; only the open one is worked out. The choice outlives a new language."""
    labels = {name: say(f"tab.{name}") for name in _SCREENS}
    key = f"tab-{language.current()}"
    if key not in st.session_state:
        st.session_state[key] = labels[st.session_state.get(_OPEN, "advice")]
    tabs = st.tabs(list(labels.values()), key=key, on_change="rerun")
    for name, tab in zip(labels, tabs, strict=True):
        if tab.open:
            st.session_state[_OPEN] = name
            with tab:
                _SCREENS[name].show()
