"""What is looked at: the site, workload and link whose questions and judgements are shown."""

from __future__ import annotations

import streamlit as st

from facts.design import Design
from screens.editing import WHOLE, Place, entity_places, link_places

_SHOWN = "focus"
_LAST = "focus-last"
_RENAMED = "focus-renamed"


def place_of(design: Design, entity: str) -> Place | None:
    """The site, workload or link whose questions are shown; None if there is none at all."""
    places = [
        place for place in (*entity_places(design), *link_places(design)) if place.entity == entity
    ]
    kept: Place | None = st.session_state.get(f"{_SHOWN}-{entity}")
    return kept if kept in places else next(iter(places), None)


def looked_at(design: Design) -> Place | None:
    """The site or workload whose judgements are shown: the one last chosen anywhere."""
    places = entity_places(design)
    kept: Place | None = st.session_state.get(_LAST)
    if kept in places:
        return kept
    return place_of(design, "workload") or place_of(design, "site")


def show(place: Place) -> None:
    """Show a site, workload or link wherever one of its kind is shown."""
    st.session_state[f"{_SHOWN}-{place.entity}"] = place
    if place.entity in ("site", "workload"):
        st.session_state[_LAST] = place


def follow(old: Place, new: Place) -> None:
    """Show a site or workload under its new name, and find it by the old one too."""
    names: dict[Place, str] = st.session_state.setdefault(_RENAMED, {})
    names[old] = new.names[0]
    show(new)


def now(design: Design, place: Place) -> Place | None:
    """The place by its present name; None if it is gone.

    A field that is clicked before the page has shown a new name still means the old one.
    """
    known = {WHOLE, *entity_places(design), *link_places(design)}
    names: dict[Place, str] = st.session_state.get(_RENAMED, {})
    entity = "site" if place.entity == "link" else place.entity
    for _ in range(len(names) + 1):
        if place in known:
            return place
        present = tuple(names.get(Place(entity, (name,)), name) for name in place.names)
        place = Place(place.entity, present)
    return None
