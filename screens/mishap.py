"""What the page says when the advisor itself fails: where the answers are, and how to go on."""

from __future__ import annotations

import streamlit as st

from facts.design_file import write
from screens import session
from screens.editing import completed
from screens.language import say


def show(_error: Exception) -> bool:
    """Show, in place of Streamlit's words for programmers, what an architect can do now."""
    st.error(say("mishap"))
    with st.container(horizontal=True):
        st.download_button(
            say("download.design"),
            write(completed(session.design())).encode("utf-8"),
            file_name=f"{say('file-stem')}.yaml",
            mime="application/yaml",
            key="mishap-download",
            on_click="ignore",
            icon=":material/download:",
        )
        st.button(
            say("undo"),
            key="mishap-undo",
            on_click=session.undo,
            disabled=not session.can_undo(),
            icon=":material/undo:",
        )
    return True
