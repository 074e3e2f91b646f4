"""What is handed over: report, bundle, hearing sheet, advice, and the design file of it all.

Nothing is worked out before it is asked for: a download when its button is clicked, the report on
the screen when it is opened.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st

from documents.bundle import bundle
from documents.hearing_sheet import hearing_sheet
from documents.json_text import json_text
from documents.report import report
from facts.design import Design
from facts.design_file import write
from knowledge.advice import Advice
from screens import session
from screens.check_part import show_all_checks
from screens.details import details
from screens.editing import completed, is_blank, missing
from screens.language import current, say
from screens.markdown import small

_DEVICE = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9¹²³]", re.IGNORECASE)
"""Names that Windows keeps for devices, whatever follows after a full stop."""
_MADE = "hand-over"
_HEIGHT = 500
"""Pixels of the box that the report scrolls in."""


@dataclass
class Made:
    """The report on an advice in a language, once somebody has asked for it."""

    advice: Advice
    language: str
    text: str = ""

    def report(self) -> str:
        """The text, written when it is asked for first."""
        self.text = self.text or report(self.advice, self.language)
        return self.text


def show() -> None:
    """Show the downloads, each with what it is for, and the report as it will read."""
    design, language = session.design(), current()
    show_all_checks()
    made = _made(session.advice(), language)
    _download("report", f"{language}.md", "text/markdown", made.report, primary=True)
    _download(
        "bundle", f"{language}.zip", "application/zip", partial(bundle, made.advice, language)
    )
    _download("design", "yaml", "application/yaml", partial(_design_file, design))
    if missing(design):
        st.markdown(small(say("design-incomplete")))
    hearing_sheet_button()
    _download("json", "json", "application/json", partial(json_text, made.advice))
    st.markdown(small(say("draft-explained")))
    preview = details(say("report-preview"), "report-preview")
    if preview.open:
        # the box scrolls with the button inside it: the keyboard reaches it by that
        with preview.container(height=_HEIGHT):
            st.code(made.report(), language=None, wrap_lines=True)


def hearing_sheet_button() -> None:
    """Show the download of the questions as a sheet, with the answers given so far."""
    design = session.design()
    answered = None if is_blank(design) else design
    sheet = partial(hearing_sheet, current(), answered)
    _download("sheet", f"{say('sheet-stem')}.{current()}.md", "text/markdown", sheet)


def file_stem(design: Design) -> str:
    """The project's name as a file name; letters of any script stay, all else becomes a hyphen."""
    project = str(design.answers.get("project", ""))
    stem = re.sub(r"[^\w]+", "-", project).strip("-_")[:60].strip("-_")
    if _DEVICE.fullmatch(stem):
        stem = f"{stem}-{say('file-stem')}"
    return stem or say("file-stem")


def _made(advice: Advice, language: str) -> Made:
    kept = st.session_state.get(_MADE)
    if not isinstance(kept, Made) or kept.advice is not advice or kept.language != language:
        kept = st.session_state[_MADE] = Made(advice, language)
    return kept


def _design_file(design: Design) -> str:
    return write(completed(design))


def _download(
    name: str, ending: str, mime: str, make: Callable[[], str | bytes], *, primary: bool = False
) -> None:
    """A button that has a file written when it is clicked, and what the file is for."""
    with st.container(gap=None):
        st.download_button(
            say(f"download.{name}"),
            partial(_as_bytes, make),
            file_name=f"{file_stem(session.design())}.{ending}",
            mime=mime,
            key=f"download-{name}",
            on_click="ignore",
            type="primary" if primary else "secondary",
        )
        st.markdown(small(say(f"{name}-explained")))


def _as_bytes(make: Callable[[], str | bytes]) -> bytes:
    content = make()
    return content.encode("utf-8") if isinstance(content, str) else content
