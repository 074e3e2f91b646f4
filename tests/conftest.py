"""What all tests share: which of them run where, and runs of the rules that are remembered."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from facts.question_bank import Value
from knowledge.reasoner import Derivation, Reasoner

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


_REMEMBERED: dict[tuple[int, tuple[Value, ...]], tuple[Derivation, ...]] = {}


@pytest.fixture
def remembered_runs(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let designs of one property test share runs of the rules on equal facts.

    A run depends on the fields that its rules read and on nothing else, which
    ``test_profiles`` shows without this fixture.
    """
    original = Reasoner.run

    def run(self: Reasoner, facts: dict[str, Value]) -> tuple[Derivation, ...]:
        key = (id(self), tuple(facts[name] for name in sorted(self.fields)))
        if key not in _REMEMBERED:
            _REMEMBERED[key] = original(self, facts)
        return _REMEMBERED[key]

    monkeypatch.setattr(Reasoner, "run", run)
    yield
    if len(_REMEMBERED) > 50_000:
        _REMEMBERED.clear()
