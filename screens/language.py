"""The language of the screens: the browser's at first, then whatever the switch says."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from knowledge.words import LANGUAGE_NAMES, LANGUAGES, word

_KEY = "lang"
_LAST = "lang-last"


def current() -> str:
    """The language chosen, or the browser's: Japanese where it asks for that, else English."""
    chosen = st.session_state.get(_KEY)
    if chosen in LANGUAGES:
        return str(chosen)
    return "ja" if (st.context.locale or "").lower().startswith("ja") else "en"


def switch(carry_over: Callable[[str, str], None]) -> None:
    """Show the switch; the address carries the choice, so that a refresh keeps it.

    ``carry_over`` is called with the old and the new language before the page is shown in the new
    one.
    """
    default = current() if _KEY not in st.session_state else None
    st.session_state[_LAST] = current()
    st.segmented_control(
        "日本語 / English",
        LANGUAGES,
        default=default,
        required=True,
        format_func=LANGUAGE_NAMES.__getitem__,
        key=_KEY,
        label_visibility="collapsed",
        bind="query-params",
        on_change=_switched,
        args=(carry_over,),
    )


def _switched(carry_over: Callable[[str, str], None]) -> None:
    carry_over(str(st.session_state[_LAST]), current())


def say(key: str, **values: object) -> str:
    """A text of the screens in the current language; ``values`` must be escaped already."""
    return word(f"screens.{key}", current(), **values)
