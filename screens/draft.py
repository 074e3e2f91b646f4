"""The draft: the design kept by the browser itself, so that nothing that was answered is lost.

It lies in a database of the browser and nowhere else, in one slot for each design that is worked
on. A component without a face (draft.js) hands a draft over once per session and afterwards keeps
what it is given, before the advice on it is worked out.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from facts.design import Design
from screens import session
from screens.draft_text import Draft, as_text, name_of, read
from screens.editing import is_blank
from screens.language import current, say
from screens.markdown import escaped
from screens.problem_list import problem_lines

_SCRIPT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
_component = st.components.v2.component("hyper_v_ha_advisor_draft", js=_SCRIPT)
_KEY = "draft"
_ASK, _WORKS, _TEXT = "draft-ask", "draft-works", "draft-text"
_WANTED, _LIST, _OTHERS, _GONE = "draft-wanted", "draft-list", "draft-list-others", "draft-gone"
_MISFIT, _MISFIT_SLOT = "draft-misfit", "draft-misfit-slot"
_A_SLOT = re.compile(r"[\w-]{1,40}", re.ASCII)


def exchange() -> None:
    """Ask the browser for its draft, or give it the present one.

    `ask` is new for each session: an answer that the browser repeats after the server was
    restarted belongs to an earlier one.
    """
    ask = st.session_state.setdefault(_ASK, secrets.token_hex(8))
    found = _component(
        key=_KEY,
        data={"ask": ask, "works": _works(), **({} if ask else _present())},
        on_found_change=_take,
        height=1,
    ).found
    # A page that has found the server again brings its draft along: there is no callback yet.
    if ask:
        _take_found(found)
    if not _works():
        st.warning(say("draft-not-kept"))


def awaited() -> bool:
    """Whether the browser has yet to hand over its draft, so that another run follows at once."""
    return bool(st.session_state.get(_ASK))


def show_misfit() -> None:
    """Say what of a draft could not be read any more, and hand it over as it was."""
    misfit = st.session_state.get(_MISFIT)
    if st.session_state.get(_GONE):
        st.info(say("draft-gone"))
    if not isinstance(misfit, Draft):
        return
    told = say("draft-unreadable" if misfit.design is None else "draft-misfit")
    (st.error if misfit.design is None else st.warning)(
        "\n".join((told, "", *problem_lines(misfit.problems)))
    )
    with st.container(horizontal=True):
        st.download_button(
            say("draft-download"),
            misfit.file.encode("utf-8", "replace"),
            file_name="draft.yaml",
            mime="application/yaml",
            key="draft-download",
            on_click="ignore",
            icon=":material/download:",
        )
        st.button(say("file-understood"), key="draft-understood", on_click=_dismiss)


def show_others(where: str = "popover") -> None:
    """List the other drafts in this browser, if there are any, each to be opened by a click.

    To be called only where it is in sight, because the list is fetched from the browser; ``where``
    tells several places on a page apart.
    """
    key = f"draft-list-{where}"
    wanted = st.session_state.setdefault(_LIST, secrets.token_hex(8))
    _component(
        key=key,
        data={"list": wanted, "language": current()},
        on_found_change=partial(_take_list, key),
        height=1,
    )
    others = st.session_state.get(_OTHERS, ())
    if not others:
        return
    st.markdown(f"**{say('drafts-others')}**", help=say("drafts-others-help"))
    for slot, name, when in others:
        label = say("draft-line", name=escaped(name or say("draft-unnamed")), when=escaped(when))
        st.button(label, key=f"draft-{slot}-{where}", on_click=_want, args=(slot,), width="stretch")


def forget() -> None:
    """Throw away every draft in this browser and the design on the screen, for good."""
    for one in (_MISFIT, _MISFIT_SLOT, _OTHERS, _WANTED, _GONE, _TEXT):
        st.session_state.pop(one, None)
    session.forget()


def _works() -> bool:
    return st.session_state.get(_WORKS) is not False


def _present() -> dict[str, Any]:
    """What the browser has to do: keep this design in that slot, forget, look for a draft."""
    design = session.design()
    text = _text(design)
    if not text:
        session.use_slot()  # what is begun now is not what lies in the old one
    return {
        "text": text,
        "slot": session.slot() if text else str(st.session_state.get(_MISFIT_SLOT, "")),
        "name": name_of(design) if text else "",
        "clear": session.forgotten(),
        "take": str(st.session_state.get(_WANTED, "")),
    }


def _text(design: Design) -> str:
    """The draft of the design on the screen, written anew only when that has changed."""
    of, text = st.session_state.get(_TEXT, (None, ""))
    if of is not design:
        text = as_text(design)
        st.session_state[_TEXT] = (design, text)
    return str(text)


def _take() -> None:
    _take_found(st.session_state[_KEY].found)


def _take_found(found: object) -> None:
    """Take what the browser hands over, if it was asked for that."""
    if not isinstance(found, Mapping):
        return
    asked_for = _asked_for(found)
    if asked_for or set(found) == {"works"}:
        st.session_state[_WORKS] = found.get("works") is not False
    if not asked_for:
        return
    wanted = str(st.session_state.get(_WANTED, ""))
    text, slot = str(found.get("text") or ""), str(found.get("slot") or "")
    if not _A_SLOT.fullmatch(slot):
        slot = ""
    st.session_state[_GONE] = bool(wanted) and not text
    if text and (wanted or is_blank(session.design())):
        _show(read(text), slot, by_hand=bool(wanted))
    # only now: if the run is broken off on its way to here, the browser is asked again
    st.session_state[_ASK] = st.session_state[_WANTED] = ""


def _asked_for(found: Mapping[object, object]) -> bool:
    ask, wanted = st.session_state.get(_ASK), st.session_state.get(_WANTED)
    if ask:
        return found.get("ask") == ask or found.get("wake") is True
    return bool(wanted) and found.get("take") == wanted


def _show(kept: Draft, slot: str, *, by_hand: bool) -> None:
    """Show the design of a draft. What does not fit in it stays in its slot, and is told."""
    st.session_state.pop(_MISFIT, None)
    st.session_state.pop(_MISFIT_SLOT, None)
    fits = not kept.problems
    if kept.design is not None:
        take_up = session.start if by_hand else session.restore
        take_up(kept.design, (slot or secrets.token_hex(8)) if fits else secrets.token_hex(8))
    if kept.design is None or not fits:
        st.session_state[_MISFIT] = kept
    if kept.design is None:
        st.session_state[_MISFIT_SLOT] = slot


def _dismiss() -> None:
    st.session_state.pop(_MISFIT, None)
    st.session_state.pop(_MISFIT_SLOT, None)


def _want(slot: str) -> None:
    st.session_state[_WANTED] = slot
    st.session_state.pop(_LIST, None)


def _take_list(key: str) -> None:
    found = st.session_state[key].found
    if isinstance(found, Mapping) and found.get("list") == st.session_state.get(_LIST):
        st.session_state[_OTHERS] = tuple(_others(found.get("others")))


def _others(found: object) -> list[tuple[str, str, str]]:
    """Slot, name and time of each draft that the browser tells of."""
    if not isinstance(found, Sequence) or isinstance(found, str):
        return []
    others = [one for one in found if isinstance(one, Mapping)]
    told = [[str(one.get(key, ""))[:200] for key in ("slot", "name", "when")] for one in others]
    return [(slot, name, when) for slot, name, when in told if _A_SLOT.fullmatch(slot)]
