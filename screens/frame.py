"""The page: questions at the left, what follows from them at the right, always both in sight."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from screens import (
    advice,
    draft,
    drawings,
    glossary,
    hand_over,
    history,
    language,
    notes,
    opening,
    page_script,
    progress,
    questionnaire,
    session,
    summary,
    switching,
    undisturbed,
    welcome,
    workloads,
)
from screens.editing import is_blank
from screens.language import say

_WIDTH_OF_QUESTIONS = 440
"""Pixels; leaves more than 900 for the advice on a screen of 1366."""
_LOOK = "".join(
    Path(__file__).with_name(name).read_text(encoding="utf-8") for name in ("page.css", "print.css")
)

_OPEN = "tab"
_SCREENS = {
    "advice": advice,
    "workloads": workloads,
    "notes": notes,
    "drawings": drawings,
    "hand-over": hand_over,
}


def show() -> None:
    """Show the whole page.

    Its title never names the project: a browser keeps titles in its history.
    """
    undisturbed.begin()
    st.set_page_config(
        page_title=say("title"), layout="wide", initial_sidebar_state=_WIDTH_OF_QUESTIONS
    )
    st.html(f"<style>{_LOOK}</style>")
    # before all that takes time, so that an answer is kept by the browser at once
    draft.exchange()
    blank = is_blank(session.design())
    page_script.show("" if draft.awaited() else "welcome" if blank else "advice")
    following = None
    with st.sidebar:
        opening.show()
        if not draft.awaited():
            # A field whose run is broken off by the next one would be shown empty for good.
            with st.container(key="questions"):
                following = questionnaire.show()
    _header()
    opening.show_problems()
    draft.show_misfit()
    if blank:
        welcome.show()
    else:
        with st.container(key="summary", gap="xsmall"):
            summary.show()
        _tabs()
    if following is not None:
        progress.show_next(following)
    undisturbed.end()


def _header() -> None:
    with st.container(
        key="header",
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="center",
        gap="small",
    ):
        st.markdown("# " + say("title"), width="content")
        with st.container(
            horizontal=True, vertical_alignment="center", gap="xsmall", width="content"
        ):
            glossary.show()
            history.show()
            language.switch(switching.carry_over)


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
