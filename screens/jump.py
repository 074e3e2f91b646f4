"""Going to a question from anywhere on the page: its form is shown, its field gets the focus."""

from __future__ import annotations

import re

import streamlit as st

from facts.question_bank import by_id
from screens import focus
from screens.editing import Place
from screens.parts import unfold
from screens.widgets import key_of

_WAITING, _COUNT, _ELSEWHERE = "jump", "jumps", "jump-elsewhere"

# Streamlit builds the page piece by piece, so the script waits for the field. It goes to each
# only once: the page is built anew with every click. A field in a part that has just been
# opened moves while that unfolds, and is gone to again until it stays where it is.
_SCRIPT = """
const WHERE = "summary, input, textarea, [role=radio], button:not([aria-label])";
let done = "";
export default function (component) {
  const { target, once } = component.data;
  if (once === done) return;
  done = once;
  const end = Date.now() + 5000;
  let before = null;
  const step = () => {
    const element = document.querySelector("." + CSS.escape(target));
    const field = element?.querySelector(WHERE);
    const top = field?.getBoundingClientRect().top;
    if (field && top === before) {
      element.scrollIntoView({ block: "center" });
      field.focus({ preventScroll: true, focusVisible: true });
      const marked = { outline: "3px solid var(--st-primary-color, currentColor)" };
      element.animate([marked, { outline: "3px solid transparent" }], 2000);
      return;
    }
    before = field ? top : null;
    if (Date.now() < end) setTimeout(step, 100);
  };
  step();
}
"""
_component = st.components.v2.component("hyper_v_ha_advisor_jump", js=_SCRIPT)


def jump_to(place: Place, question_id: str) -> None:
    """Show a question wherever it stands and put the focus on it; to be called by a callback.

    Raises KeyError when nothing of the sort is asked about a place.
    """
    question = by_id(place.entity)[question_id]
    focus.show(place)
    unfold(place, question)
    to_widget(key_of(place, question))


def to_widget(key: str) -> None:
    """Put the focus on the widget with a key as soon as it is there."""
    st.session_state[_COUNT] = st.session_state.get(_COUNT, 0) + 1
    st.session_state[_WAITING] = key
    st.session_state[_ELSEWHERE] = True


def whole_page() -> None:
    """Have the whole page built if a click in a fragment of it was to show something elsewhere.

    To be called by a fragment before it shows anything.
    """
    if st.session_state.pop(_ELSEWHERE, False):
        st.rerun()


def arrive() -> None:
    """Go where a click has asked to go; to be called once while the page is built."""
    st.session_state.pop(_ELSEWHERE, None)
    key = st.session_state.pop(_WAITING, None)
    if key is not None:
        once = str(st.session_state[_COUNT])
        _component(key="jump-script", data={"target": class_of(key), "once": once}, height=1)


def class_of(key: str) -> str:
    """The class by which Streamlit marks the element of a widget with a key."""
    return "st-key-" + re.sub(r"[^a-zA-Z0-9_-]", "-", key.strip())
