"""What one browser session holds: the design, which is the only truth, and what is derived."""

from __future__ import annotations

import datetime

import streamlit as st

from facts.design import Design
from knowledge.advice import Advice
from knowledge.advisor import advise
from screens.editing import blank, completed
from screens.language import current

_DESIGN, _ADVICE, _BEFORE = "design", "advice", "advice-before"
_UNDO, _REDO = "undo", "redo"
_STEPS = 200
"""Changes that can be undone; designs share what did not change, so a step costs little."""


def design() -> Design:
    """The design as answered so far."""
    if _DESIGN not in st.session_state:
        st.session_state[_DESIGN] = blank(current())
    found = st.session_state[_DESIGN]
    assert isinstance(found, Design)
    return found


def keep(changed: Design) -> None:
    """Make a design with one change more the truth; the change can be undone."""
    old = design()
    if changed == old:
        return
    _steps(_UNDO).append(old)
    del _steps(_UNDO)[:-_STEPS]
    _steps(_REDO).clear()
    st.session_state[_BEFORE] = st.session_state.get(_ADVICE)
    st.session_state[_DESIGN] = changed


def start(another: Design) -> None:
    """Make another design the truth, as when a file is opened; this too can be undone."""
    keep(another)
    st.session_state[_BEFORE] = None


def restore(kept: Design) -> None:
    """Take up a design that was left earlier: nothing was changed, so nothing can be undone."""
    st.session_state[_DESIGN] = kept


def forget() -> None:
    """Begin with a blank design and forget every earlier one."""
    for one in (_UNDO, _REDO, _ADVICE, _BEFORE):
        st.session_state.pop(one, None)
    st.session_state[_DESIGN] = blank(current())


def can_undo() -> bool:
    """Whether there is a change to take back."""
    return bool(_steps(_UNDO))


def can_redo() -> bool:
    """Whether there is a change that was taken back last."""
    return bool(_steps(_REDO))


def undo() -> None:
    """Take the last change back."""
    _step(_UNDO, _REDO)


def redo() -> None:
    """Make the change again that was taken back last."""
    _step(_REDO, _UNDO)


def _step(taken: str, given: str) -> None:
    if _steps(taken):
        _steps(given).append(design())
        st.session_state[_BEFORE] = st.session_state.get(_ADVICE)
        st.session_state[_DESIGN] = _steps(taken).pop()


def _steps(which: str) -> list[Design]:
    found: list[Design] = st.session_state.setdefault(which, [])
    return found


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


def advice_before() -> Advice | None:
    """The advice as it was before the last change; None after another design was opened."""
    found = st.session_state.get(_BEFORE)
    return found if isinstance(found, Advice) else None
