"""What one browser session holds: the design, which is the only truth, and what is derived."""

from __future__ import annotations

import datetime

import streamlit as st

from facts.design import Design
from knowledge.advice import Advice
from knowledge.advisor import advise
from screens.editing import blank, completed
from screens.language import current

_DESIGN, _ADVICE = "design", "advice"


def design() -> Design:
    """The design as answered so far."""
    if _DESIGN not in st.session_state:
        st.session_state[_DESIGN] = blank(current())
    found = st.session_state[_DESIGN]
    assert isinstance(found, Design)
    return found


def keep(changed: Design) -> None:
    """Make a changed design the truth."""
    st.session_state[_DESIGN] = changed


def advice() -> Advice:
    """The advice on the design; required answers that are missing count as unknown.

    Kept in the session of its customer only, and worked out anew whenever design or date change.
    """
    asked = completed(design())
    as_of = str(asked.answers.get("as_of") or datetime.date.today().isoformat())
    kept = st.session_state.get(_ADVICE)
    if not isinstance(kept, Advice) or (kept.design, kept.as_of) != (asked, as_of):
        kept = advise(asked, as_of)
        st.session_state[_ADVICE] = kept
    return kept
