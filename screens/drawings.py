"""The drawings: rendered here, or by the browser where nothing here can render."""

from __future__ import annotations

import streamlit as st

from diagrams.rendering import render
from diagrams.views import VIEWS
from screens import session
from screens.editing import entity_places
from screens.language import current, say
from screens.markdown import escaped
from screens.summary import pending, waiting_for

_CHOSEN = "drawing-view"


def show() -> None:
    """Show one of the drawings, its words, and its files."""
    places = entity_places(session.design())
    if all(pending(place) for place in places):
        st.info(waiting_for(list(dict.fromkeys(label for one in places for label in pending(one)))))
        return
    language = current()
    advice = session.advice()
    name = _chosen()
    dot = VIEWS[name].dot(advice, language)
    svg = render(dot, "svg")
    words = VIEWS[name].alternative_text(advice, language)
    if svg is None:
        st.info(say("drawing-in-browser"))
        st.graphviz_chart(dot, alt=words)
    else:
        st.image(svg.decode("utf-8"), width="stretch", alt=words)
    with st.expander(say("drawing-text"), key="drawing-text"):
        st.markdown("\n\n".join(escaped(line) for line in words.splitlines()))
    with st.container(horizontal=True):
        if svg is not None:
            _download(name, "svg", svg, "image/svg+xml")
        _download(name, "dot", dot.encode("utf-8"), "text/vnd.graphviz")


def _chosen() -> str:
    """Let the reader choose a view; the choice outlives a switch of the language."""
    labels = {view: say(f"drawing-view.{view}") for view in VIEWS}
    key = f"drawing-view-{current()}"
    if key not in st.session_state:
        st.session_state[key] = st.session_state.get(_CHOSEN, next(iter(VIEWS)))
    name = st.segmented_control(
        say("drawing-view"),
        list(labels),
        required=True,
        format_func=labels.__getitem__,
        key=key,
        label_visibility="collapsed",
    )
    st.session_state[_CHOSEN] = name
    return str(name)


def _download(view: str, kind: str, data: bytes, mime: str) -> None:
    st.download_button(
        say(f"download.{kind}"),
        data,
        file_name=f"{view}.{current()}.{kind}",
        mime=mime,
        key=f"download-{kind}",
        on_click="ignore",
    )
