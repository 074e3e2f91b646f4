"""The drawings: rendered here, or by the browser where nothing here can render."""

from __future__ import annotations

import streamlit as st

from diagrams.alternative_text import alternative_text
from diagrams.rendering import render
from diagrams.topology import topology
from diagrams.views import physical_dot
from screens import session
from screens.editing import entity_places
from screens.language import current, say
from screens.markdown import escaped
from screens.summary import pending, waiting_for


def show() -> None:
    """Show the physical drawing, its words, and its files."""
    places = entity_places(session.design())
    if all(pending(place) for place in places):
        st.info(waiting_for(list(dict.fromkeys(label for one in places for label in pending(one)))))
        return
    language = current()
    advice = session.advice()
    dot = physical_dot(advice, language)
    svg = render(dot, "svg")
    words = alternative_text(topology(advice), language)
    if svg is None:
        st.info(say("drawing-in-browser"))
        st.graphviz_chart(dot, alt=words)
    else:
        st.image(svg.decode("utf-8"), width="stretch", alt=words)
    with st.expander(say("drawing-text"), key="drawing-text"):
        st.markdown("\n\n".join(escaped(line) for line in words.splitlines()))
    with st.container(horizontal=True):
        if svg is not None:
            _download("svg", svg, "image/svg+xml")
        _download("dot", dot.encode("utf-8"), "text/vnd.graphviz")


def _download(kind: str, data: bytes, mime: str) -> None:
    st.download_button(
        say(f"download.{kind}"),
        data,
        file_name=f"physical.{current()}.{kind}",
        mime=mime,
        key=f"download-{kind}",
        on_click="ignore",
    )
