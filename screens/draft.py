"""The draft: the design kept by the browser itself, so that a refresh loses nothing.

It lies in the localStorage of the page's address and nowhere else. A component without a face
hands it over once per session and afterwards stores what it is given.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from typing import Any

import streamlit as st

from facts.design import Design
from facts.design_file import parse, write
from facts.question_bank import questions
from screens import session
from screens.editing import answered, completed, entity_places, is_blank, missing
from screens.language import current, say

# `ask` is new for each session: an answer that the browser repeats after the server was
# restarted belongs to an earlier one. After a restart the page would wait for the next click, and
# that one would be lost, so the component asks for a run as soon as the server is back.
_SCRIPT = """
const NAME = "hyper-v-ha-advisor-draft";
let down = false;
export default function (component) {
  const { data, setTriggerValue } = component;
  document.documentElement.lang = data.language;
  try {
    if (data.ask) {
      const text = window.localStorage.getItem(NAME) ?? "";
      setTriggerValue("found", { ask: data.ask, text: text, works: true });
    } else if (data.text) {
      window.localStorage.setItem(NAME, data.text);
    } else {
      window.localStorage.removeItem(NAME);
    }
  } catch (error) {
    if (data.ask) setTriggerValue("found", { ask: data.ask, text: "", works: false });
  }
  const timer = setInterval(async () => {
    const up = await fetch("_stcore/health", { cache: "no-store" }).then((r) => r.ok, () => false);
    if (up && down) setTimeout(() => setTriggerValue("found", { ask: "" }), 3000);
    down = !up;
  }, 1000);
  return () => clearInterval(timer);
}
"""
_component = st.components.v2.component("hyper_v_ha_advisor_draft", js=_SCRIPT)
_ASK, _WORKS, _KEY = "draft-ask", "draft-works", "draft"


def exchange() -> None:
    """Ask the browser for its draft, or give it the present one."""
    ask = st.session_state.setdefault(_ASK, secrets.token_hex(8))
    text = "" if ask else as_text(session.design())
    _component(
        key=_KEY,
        data={"ask": ask, "text": text, "language": current()},
        on_found_change=_take,
        height=1,
    )
    if st.session_state.get(_WORKS) is False:
        st.warning(say("draft-not-kept"))


def _take() -> None:
    found = st.session_state[_KEY].found
    ask = st.session_state.get(_ASK)
    if not isinstance(found, Mapping) or not ask or found.get("ask") != ask:
        return
    st.session_state[_ASK] = ""
    st.session_state[_WORKS] = bool(found.get("works"))
    design = from_text(str(found.get("text", "")))
    if design is not None and is_blank(session.design()):
        session.restore(design)


def as_text(design: Design) -> str:
    """The draft of a design, empty for a blank one.

    It is a design file and the list of required answers that are still missing: a design file
    says "unknown" there, and somebody who was not asked yet has not said so.
    """
    if is_blank(design):
        return ""
    unanswered = [[place.entity, *place.names, question.id] for place, question in missing(design)]
    return json.dumps({"file": write(completed(design)), "unanswered": unanswered})


def from_text(text: str) -> Design | None:
    """The design of a draft; None if there is none, or none that can be read."""
    try:
        found: Any = json.loads(text)
        file = found["file"]
        design = parse(file).design if isinstance(file, str) else None
        unanswered = {tuple(str(part) for part in one) for one in found["unanswered"]}
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    if design is None:
        return None
    for place in entity_places(design):
        for question in questions(place.entity):
            if question.required and (place.entity, *place.names, question.id) in unanswered:
                design = answered(design, place, question, None)
    return design
