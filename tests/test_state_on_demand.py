"""What fields are told of the state of their session is what Streamlit itself would tell them."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

import pytest
from streamlit.elements.widgets import selectbox, text_widgets
from streamlit.runtime.state.session_state import SessionState

from screens import state_on_demand
from tests.screen_driver import answer, asking, example, key, markdown, opened


@pytest.fixture
def installed() -> Iterator[None]:
    usual: Any = SessionState.filtered_state
    state_on_demand.install()
    yield
    state: Any = SessionState
    state.filtered_state = usual


def shown() -> tuple[list[tuple[str, Any]], str]:
    """What a page shows after some clicks: every field with its value, and every text."""
    at = opened("en", example("fci-on-vhd-set-2019"), unfold=True)
    first = at.session_state["design"].workloads[0].name
    answer(at, key("en", "survive.site", "workload", first), "no")
    asking(at, f"workload\n{first}\nname").set_value("Renamed")
    at.run()
    fields = (*at.selectbox, *at.button_group, *at.text_input)
    return [(str(one.key), one.value) for one in fields], markdown(at)


def test_the_page_is_the_same() -> None:
    expected = shown()
    assert len(expected[0]) > 30
    usual: Any = SessionState.filtered_state
    state: Any = SessionState
    state_on_demand.install()
    try:
        assert shown() == expected
    finally:
        state.filtered_state = usual


@pytest.mark.usefixtures("installed")
def test_it_is_the_state_by_its_keys() -> None:
    state = SessionState()
    state["one"], state["none"] = 1, None
    found = state.filtered_state
    assert dict(found) == {"one": 1, "none": None}
    assert len(found) == 2
    assert "one" in found
    assert "other" not in found
    assert found["none"] is None
    with pytest.raises(KeyError):
        found["other"]
    state["other"] = 3
    assert "other" in found


def test_it_is_still_needed() -> None:
    for widgets in (selectbox, text_widgets):
        assert "filtered_state" in inspect.getsource(widgets)
