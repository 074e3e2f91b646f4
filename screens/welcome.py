"""The first page: what this is, four ways to start, and what the advice will look like."""

from __future__ import annotations

import streamlit as st

from screens import hand_over, opening, workload_paste
from screens.language import say

_PARTS = ("advice", "notes", "drawings", "hand-over")
"""The screens that the advice will have; their names are those of their tabs."""


def show() -> None:
    """Show the page that stands where the advice will be."""
    with st.container(key="welcome", gap="small"):
        st.markdown(say("welcome"))
        left, right = st.columns(2, gap="medium")
        with left.container(gap="xsmall"):
            _heading("start-answering")
            st.markdown(say("start-answering-how"))
            with st.container(key="narrow-hint"):
                st.markdown(say("start-answering-narrow"))
            st.markdown(say("start-vsphere"))
            hand_over.hearing_sheet_button()
            _heading("start-file")
            opening.uploader("welcome")
            _heading("start-list")
            workload_paste.show()
        with right.container(gap="xsmall"):
            _heading("start-example")
            for path in opening.EXAMPLES:
                with st.container(gap=None):
                    opening.example_button(path, "welcome")
                    st.markdown(opening.example_shows(path))
        _heading("what-follows")
        parts = (f"- **{say(f'tab.{part}')}**: {say(f'{part}-is')}" for part in _PARTS)
        st.markdown("\n".join(parts))


def _heading(key: str) -> None:
    st.markdown("## " + say(key))
