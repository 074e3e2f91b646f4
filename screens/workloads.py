"""Many workloads: a table to type in, rows to paste, and one answer for several of them."""

from __future__ import annotations

import streamlit as st

from facts.visible_text import visible
from screens import focus, session, workload_grid, workload_paste, workload_several
from screens.editing import Place
from screens.language import current, say
from screens.pasted_workloads import written

_FORM = "workload-form"


def show() -> None:
    """Show the table with what goes into it and what comes out of it."""
    workload_paste.show()
    workload_grid.show()
    workload_several.show()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            say("workloads.form"),
            [one.name for one in session.design().workloads],
            index=None,
            format_func=visible,
            placeholder=say("workloads.form-placeholder"),
            key=_FORM,
            on_change=_show_form,
        )
        design, language = session.design(), current()
        st.download_button(
            say("workloads.download"),
            # worked out when it is asked for; the mark tells spreadsheets that it is UTF-8
            lambda: written(design, language).encode("utf-8-sig"),
            "workloads.csv",
            "text/csv",
            help=say("workloads.download-help"),
            on_click="ignore",
            icon=":material/download:",
        )


def _show_form() -> None:
    name = st.session_state[_FORM]
    if name is not None:
        focus.show(Place("workload", (str(name),)))
        st.session_state[_FORM] = None  # so that the same can be asked for again
