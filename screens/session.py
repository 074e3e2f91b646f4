"""What one browser session holds: the design, which is the only truth, and what is derived."""

from __future__ import annotations

import datetime
import secrets

import streamlit as st

from facts.design import Design
from knowledge.advice import Advice
from knowledge.advisor import advise
from knowledge.recall import Recall
from knowledge.subjects import Answers, resolve_all
from screens.editing import blank, completed
from screens.language import current

_DESIGN, _ADVICE, _BEFORE = "design", "advice", "advice-before"
_ANSWERS = "answers"
_UNDO, _REDO = "undo", "redo"
_APPLIED = "applied"
_SLOT, _CHANGED, _FORGOTTEN = "design-slot", "design-changed", "design-forgotten"
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
    st.session_state[_CHANGED] = True


def apply(changed: Design, what: object) -> None:
    """Make a design with proposed changes the truth, and remember ``what`` was applied to it."""
    keep(changed)
    st.session_state[_APPLIED] = (design(), what)


def applied() -> object:
    """What was applied last, as long as nothing was changed since; else None."""
    to, what = st.session_state.get(_APPLIED, (None, None))
    return what if to is not None and to is design() else None


def start(another: Design, slot: str = "") -> None:
    """Make another design the truth, as when a file is opened; this too can be undone.

    Its drafts go to ``slot``, or to a new one: what was answered before stays in its own, unless
    that was an example or a file in which nothing was changed.
    """
    changed = bool(st.session_state.get(_CHANGED))
    keep(another)
    st.session_state[_BEFORE] = None
    st.session_state[_CHANGED] = False
    if slot or changed:
        use_slot(slot)


def restore(kept: Design, slot: str = "") -> None:
    """Take up a design that was left earlier: nothing was changed, so nothing can be undone."""
    st.session_state[_DESIGN] = kept
    st.session_state[_CHANGED] = True
    use_slot(slot)


def forget() -> None:
    """Begin with a blank design and forget every earlier one; the browser is told to do so too."""
    for one in (_UNDO, _REDO, _ADVICE, _BEFORE, _ANSWERS, _CHANGED, _SLOT, _APPLIED):
        st.session_state.pop(one, None)
    st.session_state[_DESIGN] = blank(current())
    st.session_state[_FORGOTTEN] = secrets.token_hex(8)


def forgotten() -> str:
    """Name of the last time that everything was cleared, empty if it never was."""
    return str(st.session_state.get(_FORGOTTEN, ""))


def slot() -> str:
    """Name of the place in the browser where drafts of the present design go."""
    if _SLOT not in st.session_state:
        use_slot()
    return str(st.session_state[_SLOT])


def use_slot(name: str = "") -> None:
    """Let drafts go to that place in the browser, or to a new one."""
    st.session_state[_SLOT] = name or secrets.token_hex(8)


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
        st.session_state[_CHANGED] = True


def _steps(which: str) -> list[Design]:
    found: list[Design] = st.session_state.setdefault(which, [])
    return found


def answers() -> Answers:
    """What each question of the design amounts to; after a click only what is new is worked out."""
    asked = design()
    of, found, recall = st.session_state.get(_ANSWERS, (None, None, None))
    if of is not asked:
        recall = Recall(recall)
        found = resolve_all(asked, recall)
        recall.end()
        st.session_state[_ANSWERS] = (asked, found, recall)
    assert isinstance(found, Answers)
    return found


def advice() -> Advice:
    """The advice on the design; required answers that are missing count as unknown.

    Kept in the session of its customer only, and worked out anew whenever design or date change.
    """
    asked = completed(design())
    as_of = str(asked.answers.get("as_of") or datetime.date.today().isoformat())
    found = st.session_state.get(_ADVICE)
    kept = found if isinstance(found, Advice) else None
    if kept is None or (kept.design, kept.as_of) != (asked, as_of):
        kept = advise(asked, as_of, kept)
        st.session_state[_ADVICE] = kept
    return kept


def advice_before() -> Advice | None:
    """The advice as it was before the last change; None after another design was opened."""
    found = st.session_state.get(_BEFORE)
    return found if isinstance(found, Advice) else None
