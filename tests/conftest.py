"""What all tests share: which of them run where, and what they must not leave to each other."""

import os
import sys
from collections.abc import Iterator
from types import ModuleType

import pytest
from hypothesis import settings

from knowledge.advisor import runners

FULL = os.environ.get("ADVISOR_FULL") == "1"
"""The long form of the property tests (`.ci/full`)."""

# one commit is judged alike each time; the long form goes looking for new examples
settings.register_profile("same-every-time", derandomize=True, deadline=None)
settings.register_profile("looking", deadline=None)
settings.load_profile("looking" if FULL else "same-every-time")

_IN_BROWSER = os.environ.get("ADVISOR_BROWSER") == "1"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what drives a browser unless the environment has ADVISOR_BROWSER=1."""
    skip = pytest.mark.skip(reason="drives a browser; set ADVISOR_BROWSER=1")
    for item in items:
        if not _IN_BROWSER and item.get_closest_marker("browser"):
            item.add_marker(skip)


@pytest.fixture(scope="session")
def full() -> bool:
    """Whether the long properties are wanted."""
    return FULL


@pytest.fixture
def no_page_as_main(monkeypatch: pytest.MonkeyPatch) -> None:
    """AppTest leaves the page as the main module; a process begun now would run it, and fail."""
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))


@pytest.fixture(autouse=True)
def nothing_remembered_of_patches(request: pytest.FixtureRequest) -> Iterator[None]:
    """Forget runs of the rules around a test that may replace what they follow from."""
    patched = "monkeypatch" in request.fixturenames
    if patched:
        forget()
    yield
    if patched:
        forget()


def forget() -> None:
    for runner in runners().values():
        runner.forget()
