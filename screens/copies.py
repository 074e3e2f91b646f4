"""More workloads like one: another, or a dozen at once."""

from __future__ import annotations

import streamlit as st

from facts.design import Design
from facts.design_builder import MOST_WORKLOADS
from screens import focus, jump, session
from screens.details import popover
from screens.editing import Place, with_copies
from screens.language import say
from screens.widgets import name_key

_USUAL, _MOST = 12, 200
"""Copies proposed, and the most that are made at a time."""


def show(design: Design, place: Place) -> None:
    """Show the buttons for one more like a workload, and for several."""
    room = min(_MOST, MOST_WORKLOADS - len(design.workloads))
    st.button(
        say("copy"),
        key=f"{place.key}\ncopy",
        on_click=_add,
        args=(place, ""),
        disabled=room < 1,
        icon=":material/content_copy:",
        type="tertiary",
    )
    if room < 2:
        return
    several = popover(
        say("copies"),
        f"{place.key}\ncopies",
        icon=":material/library_add:",
        type="tertiary",
    )
    if several.open:
        with several:
            how_many = f"{place.key}\nhow-many"
            st.number_input(
                say("copies.count"), 1, room, min(_USUAL, room), key=how_many, width=160
            )
            st.button(
                say("copies.add"),
                key=f"{place.key}\nadd-copies",
                on_click=_add,
                args=(place, how_many),
            )


def _add(place: Place, how_many: str) -> None:
    """Add copies, as many as a field says, in one step; go to the first of them."""
    count = int(st.session_state[how_many]) if how_many else 1
    before = {one.name for one in session.design().workloads}
    session.keep(with_copies(session.design(), place.names[0], count))
    added = (one.name for one in session.design().workloads if one.name not in before)
    first = Place("workload", (next(added, place.names[0]),))
    focus.show(first)
    jump.to_widget(name_key(first))
