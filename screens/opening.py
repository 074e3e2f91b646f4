"""Where a design starts from: blank, an example, or a file. And how it is thrown away."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from facts.design_file import Loaded, load, parse
from knowledge.explanation import problem_text
from knowledge.words import catalogue
from screens import session
from screens.language import current, say
from screens.markdown import escaped

_EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
_LOADED, _UPLOADS = "loaded", "uploads"
_SHOWN = 20
"""Problems of a file that are listed; more would not help."""


def show() -> None:
    """Show the ways to start, and the problems of a file that could not be opened."""
    left, right = st.columns(2)
    with left.popover(say("open"), icon=":material/folder_open:", width="stretch"):
        st.file_uploader(
            say("open-file"),
            type=["yaml", "yml"],
            key=_uploader(),
            on_change=_open_upload,
            max_upload_size=1,
            help=say("open-file-help"),
        )
        for path in sorted(_EXAMPLES.glob("*.yaml")):
            key = f"screens.example.{path.stem}"
            label = say(f"example.{path.stem}") if key in catalogue() else path.stem
            st.button(
                label,
                key=f"example-{path.stem}",
                on_click=_open_example,
                args=(path,),
                width="stretch",
            )
    with right.popover(say("clear"), icon=":material/delete:", width="stretch"):
        st.markdown(say("clear-warning"))
        st.button(say("clear-now"), key="clear", on_click=_clear, type="primary")


def show_problems() -> None:
    """List what is wrong with the file that was opened last, place by place."""
    loaded = st.session_state.get(_LOADED)
    if not isinstance(loaded, Loaded) or not loaded.problems:
        return
    language = current()
    lines = [
        say(
            "problem-line",
            line=one.line,
            column=one.column,
            text=escaped(problem_text(one, language)),
        )
        for one in loaded.problems[:_SHOWN]
    ]
    more = len(loaded.problems) - len(lines)
    if more:
        lines.append(say("more-problems", count=more))
    st.error("\n".join((say("file-refused"), "", *(f"- {line}" for line in lines))))


def _uploader() -> str:
    """Key of the uploader: a new one after each file, so that the same file can be taken again."""
    return f"upload-{st.session_state.get(_UPLOADS, 0)}"


def _open_upload() -> None:
    file = st.session_state[_uploader()]
    if file is not None:
        st.session_state[_UPLOADS] = st.session_state.get(_UPLOADS, 0) + 1
        _take(parse(file.getvalue()))


def _open_example(path: Path) -> None:
    _take(load(path))


def _take(loaded: Loaded) -> None:
    st.session_state[_LOADED] = loaded
    if loaded.design is not None:
        session.start(loaded.design)


def _clear() -> None:
    st.session_state.pop(_LOADED, None)
    session.forget()
