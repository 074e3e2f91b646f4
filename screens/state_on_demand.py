"""A field looks up its own value in the state of a session, without all others being read first.

Each list and each text field asks Streamlit for the whole state as a dictionary, to see whether
its own value is None. Reading a hundred values anew for each of twenty fields took a fifth of the
time of a click, more with every field shown. What they are given here reads what is asked for.
``tests/test_state_on_demand.py`` tells when it says anything else, or is not needed any more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from streamlit.runtime.state.session_state import SessionState

_whole = SessionState.filtered_state


class _OnDemand(Mapping[str, Any]):
    """The state of a session by the keys that were given to widgets and values."""

    def __init__(self, state: SessionState) -> None:
        self._state = state

    def __getitem__(self, key: str) -> Any:
        return self._state[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def _all(self) -> dict[str, Any]:
        found: dict[str, Any] = _whole.__get__(self._state)
        return found


def install() -> None:
    """Have the fields of all sessions of this process ask so."""
    state: Any = SessionState
    state.filtered_state = property(_OnDemand)
