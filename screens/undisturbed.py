"""What a click has begun to change is changed to its end, whatever is clicked meanwhile.

Streamlit breaks off a run of the script when the next click arrives, and it does so wherever the
state of the session is read or written: in the midst of a callback too. What that callback was
about to change is lost then, although the page shows it. It needs a callback that takes as long
as two clicks are apart, such as a new name for a site of a large design, or a slow machine.
`runner.fastReruns` is off, so that there is never a second run beside it (.streamlit/config.toml);
for the rest Streamlit has no setting. tests/browser/test_nothing_is_lost.py tells when this is not
needed any more, or does not work any more.

A run that was broken off may also have set a field without the browser having heard of it. The
field is then shown empty, and with the next click the browser reports it as emptied. So the run
after it sets every field anew (``broken_off``).
"""

from __future__ import annotations

from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.scriptrunner_utils.script_run_context import RunLocation, ThreadState

_break_off = ScriptRunner._maybe_handle_execution_control_request
_UNDER_WAY, _BROKEN_OFF = "run-under-way", "run-broken-off"


def install() -> None:
    """Have every callback of this process run to its end."""
    runner: Any = ScriptRunner
    runner._maybe_handle_execution_control_request = _break_off_between_callbacks


def _break_off_between_callbacks(runner: ScriptRunner) -> None:
    try:
        location = ThreadState.get().run_location
    except RuntimeError:  # no run of the script in this thread
        location = None
    if location is not RunLocation.CALLBACK:
        _break_off(runner)


def begin() -> None:
    """Note that a run of the script begins."""
    st.session_state[_BROKEN_OFF] = bool(st.session_state.get(_UNDER_WAY))
    st.session_state[_UNDER_WAY] = True


def end() -> None:
    """Note that the run has shown all that it was to show."""
    st.session_state[_UNDER_WAY] = False


def broken_off() -> bool:
    """Whether the run before this one was broken off, so that fields have to be set anew."""
    return bool(st.session_state.get(_BROKEN_OFF))
