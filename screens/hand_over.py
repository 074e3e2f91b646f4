"""What is handed over: the report as Markdown, and the design file that everything follows from."""

from __future__ import annotations

import re

import streamlit as st

from documents.report import report
from facts.design import Design
from facts.design_file import write
from screens import session
from screens.editing import completed, missing
from screens.language import current, say
from screens.markdown import small

_DEVICE = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9¹²³]", re.IGNORECASE)
"""Names that Windows keeps for devices, whatever follows after a full stop."""


def show() -> None:
    """Show the downloads, and the report as it will read."""
    design = session.design()
    text = report(session.advice(), current())
    stem = file_stem(design)
    st.markdown(say("report-explained"))
    st.download_button(
        say("download.report"),
        text.encode("utf-8"),
        file_name=f"{stem}.{current()}.md",
        mime="text/markdown",
        key="download-report",
        on_click="ignore",
        type="primary",
    )
    st.markdown(say("design-explained"))
    st.download_button(
        say("download.design"),
        write(completed(design)).encode("utf-8"),
        file_name=f"{stem}.yaml",
        mime="application/yaml",
        key="download-design",
        on_click="ignore",
    )
    if missing(design):
        st.markdown(small(say("design-incomplete")))
    st.markdown(small(say("draft-explained")))
    with st.expander(say("report-preview"), key="report-preview"):
        st.code(text, language=None, wrap_lines=True, height=500)


def file_stem(design: Design) -> str:
    """The project's name as a file name; letters of any script stay, all else becomes a hyphen."""
    project = str(design.answers.get("project", ""))
    stem = re.sub(r"[^\w]+", "-", project).strip("-_")[:60].strip("-_")
    if _DEVICE.fullmatch(stem):
        stem = f"{stem}-{say('file-stem')}"
    return stem or say("file-stem")
