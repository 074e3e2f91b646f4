"""Undo and redo, and the sight of what they changed."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from facts.design import Design
from screens import focus, session
from screens.editing import Place, link_places
from screens.language import say

# Not Ctrl+Z, which in a text field takes back what is being typed there.
_KEYS = {"undo": "Alt+Z", "redo": "Alt+Y"}


def show() -> None:
    """Show the two buttons; one without anything to do is disabled."""
    _button("undo", session.can_undo(), session.undo)
    _button("redo", session.can_redo(), session.redo)


def _button(name: str, possible: bool, step: Callable[[], None]) -> None:
    st.button(
        say(name),
        key=f"{name}-button",
        icon=f":material/{name}:",
        help=say(f"{name}-explained"),
        disabled=not possible,
        shortcut=_KEYS[name],
        type="tertiary",
        on_click=_take,
        args=(step,),
    )


def _take(step: Callable[[], None]) -> None:
    before = session.design()
    step()
    changed = changed_place(before, session.design())
    if changed is not None:
        focus.show(changed)


def changed_place(before: Design, after: Design) -> Place | None:
    """A site, workload or link of the later design that the earlier one has otherwise."""
    for entity, old, new in (
        ("workload", before.workloads, after.workloads),
        ("site", before.sites, after.sites),
    ):
        known = {one.name: one.answers for one in old}
        for one in new:
            if known.get(one.name) != one.answers:
                return Place(entity, (one.name,))
    for place in link_places(after):
        if before.link(*place.names).answers != after.link(*place.names).answers:
            return place
    return None
