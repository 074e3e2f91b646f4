"""Parts that are worked out only once they are opened, and stay open while they exist."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import streamlit as st

if TYPE_CHECKING:
    from streamlit.elements.lib.mutable_expander_container import ExpanderContainer
    from streamlit.elements.lib.mutable_popover_container import PopoverContainer

_OPENED = "opened"


def details(label: str, key: str, *, compact: bool = False) -> ExpanderContainer:
    """An expander; what is in it is built only if it is ``open``. A ``compact`` one has no frame.

    It stays open when its label changes (another verdict, another language) or when it was away
    for a while: to Streamlit that would be another expander, and closed.
    """
    opened: set[str] = st.session_state.setdefault(_OPENED, set())
    if st.session_state.get(key, key in opened):
        st.session_state[key] = True
    kind: Literal["compact", "default"] = "compact" if compact else "default"
    found = st.expander(label, key=key, type=kind, on_change="rerun")
    (opened.add if found.open else opened.discard)(key)
    return found


def popover(label: str, key: str, **look: Any) -> PopoverContainer:
    """A button that opens a box; what is in it is built only if it is ``open``.

    It stays open in another language; ``look`` is what Streamlit knows of its looks.
    """
    if st.session_state.get(key):
        st.session_state[key] = True
    return st.popover(label, key=key, on_change="rerun", **look)


def details_of_one(
    built: set[str], label: str, key: str, *, compact: bool = False
) -> ExpanderContainer:
    """The same for what takes long to work out: it is closed as soon as it is about another advice.

    Else each further answer would take as long. ``built`` holds the keys of such parts that were
    shown for the present advice before.
    """
    st.session_state[key] = key in built and bool(st.session_state.get(key))
    built.add(key)
    kind: Literal["compact", "default"] = "compact" if compact else "default"
    return st.expander(label, key=key, type=kind, on_change="rerun")
