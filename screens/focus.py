"""What is looked at: the site, workload and link whose questions and judgements are shown."""

from __future__ import annotations

import streamlit as st

from facts.design import Design
from screens.editing import Place, entity_places, link_places

_SHOWN = "focus"
_LAST = "focus-last"


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
