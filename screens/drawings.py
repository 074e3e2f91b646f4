"""The drawings: rendered here, or by the browser where nothing here can render."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

from diagrams.views import VIEWS
from facts.visible_text import visible
from knowledge.words import word
from screens import session
from screens.details import details
from screens.editing import entity_places
from screens.language import current, say
from screens.markdown import escaped, small
from screens.pictures import Highlights, Picture, highlights, picture
from screens.summary import pending, waiting_for

_VIEW, _PLACE, _HIGHLIGHT = "drawing-view", "drawing-place", "drawing-highlight"
_T = TypeVar("_T")
_MOST_DECISIONS = 60
"""Decisions to choose from in one list; where there are more, the place is chosen first."""


def show() -> None:
    """Show one of the drawings, its words, and its files."""
    places = entity_places(session.design())
    if all(pending(place) for place in places):
        st.info(waiting_for(list(dict.fromkeys(label for one in places for label in pending(one)))))
        return
    _drawings()


@st.fragment
def _drawings() -> None:
    """What is chosen here is drawn without the rest of the page."""
    with st.container(key="drawings"):
        with st.container(key="drawing-choices", horizontal=True, vertical_alignment="bottom"):
            view = _view()
            highlight = _highlight(view)
        shown = picture(view, current(), highlight)
        with st.container(key="drawing"):
            _picture(shown)
        with st.container(key="drawing-files", horizontal=True):
            if shown.svg and st.button(say("drawing-enlarge"), key="drawing-enlarge"):
                _enlarged(shown)
            _files(shown)
        if shown.svg and shown.lacks_glyphs:
            st.markdown(small(say("drawing-png-glyphs")))
        with details(say("drawing-text"), key="drawing-text") as opened:
            if opened.open:
                st.markdown("\n".join(f"- {escaped(line)}" for line in shown.words.splitlines()))


def _view() -> str:
    """Let the reader choose a view; the choice outlives a switch of the language."""
    labels = {view: say(f"drawing-view.{view}") for view in VIEWS}
    key = f"{_VIEW}-{current()}"
    if key not in st.session_state:
        st.session_state[key] = st.session_state.get(_VIEW, next(iter(VIEWS)))
    name = st.segmented_control(
        say("drawing-view"),
        list(labels),
        required=True,
        format_func=labels.__getitem__,
        key=key,
        label_visibility="collapsed",
    )
    st.session_state[_VIEW] = name
    return str(name)


def _highlight(view: str) -> str:
    """Let the reader choose a decision that the view shows; empty for none.

    The choice outlives a switch of the language and a look at a view that does not show it.
    """
    found = highlights(view, current())
    offered = list(found.decisions)
    many = len(offered) > _MOST_DECISIONS
    if many:
        place = _place(found)
        offered = [
            name
            for name, decision in found.decisions.items()
            if (decision.subject, decision.name) == place
        ]

    def label(name: str) -> str:
        said = found.labels[name]
        return said if many else f"{visible(found.decisions[name].name)}: {said}"

    chosen = _kept(_HIGHLIGHT, offered)
    st.selectbox(
        say("highlight"),
        offered,
        index=None,
        format_func=label,
        key=_key(_HIGHLIGHT),
        on_change=_keep,
        args=(_HIGHLIGHT,),
        placeholder=say("highlight-nothing"),
        help=say("highlight-help"),
    )
    return chosen or ""


def _place(found: Highlights) -> tuple[str, str] | None:
    """Let the reader choose the site or workload that the decision is about."""
    kinds = {entity: word(f"entity.{entity}", current()) for entity in ("site", "workload")}
    places = found.about()
    chosen = _kept(_PLACE, places)
    st.selectbox(
        say("highlight-place"),
        places,
        index=None,
        format_func=lambda place: f"{kinds[place[0]]}: {visible(place[1])}",
        key=_key(_PLACE),
        on_change=_keep,
        args=(_PLACE,),
        placeholder=say("highlight-nothing"),
    )
    return chosen


def _key(what: str) -> str:
    return f"{what}-{current()}"


def _keep(what: str) -> None:
    st.session_state[what] = st.session_state[_key(what)]


def _kept(what: str, offered: Sequence[_T]) -> _T | None:
    """The choice as it was, if it is still offered; the list in this language shows the same."""
    kept = st.session_state.get(what)
    chosen = kept if kept in offered else None
    if st.session_state.get(_key(what), None) != chosen:
        st.session_state[_key(what)] = chosen
    return chosen


def _picture(shown: Picture) -> None:
    if shown.svg:
        st.image(shown.svg, width="stretch", alt=shown.words)
    else:
        st.info(say("drawing-in-browser"))
        st.graphviz_chart(shown.dot, alt=shown.words)


def _enlarged(shown: Picture) -> None:
    """The same picture over the whole width of the page; Esc closes it."""

    @st.dialog(word(f"diagrams.view-{shown.view}", shown.language), width="large")
    def dialog() -> None:
        st.image(shown.svg, width="stretch", alt=shown.words)

    dialog()


def _files(shown: Picture) -> None:
    """The drawing as files; pixels are only drawn when they are asked for."""
    if shown.svg:
        _download(shown, "svg", shown.svg.encode("utf-8"), "image/svg+xml")
        _download(shown, "png", lambda: shown.png, "image/png")
    _download(shown, "dot", shown.dot.encode("utf-8"), "text/vnd.graphviz")


def _download(shown: Picture, kind: str, data: bytes | Callable[[], bytes], mime: str) -> None:
    st.download_button(
        say(f"download.{kind}"),
        data,
        file_name=f"{shown.view}.{shown.language}.{kind}",
        mime=mime,
        key=f"download-{kind}",
        on_click="ignore",
    )
