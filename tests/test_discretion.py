"""What is logged of an error: its kind and its way through the program, never what it was about."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from screens import discretion

SECRET = "Kyoto-Data-Center-7"


@pytest.fixture(autouse=True)
def discreet() -> Iterator[None]:
    before = logging.getLogRecordFactory()
    discretion.install()
    yield
    logging.setLogRecordFactory(before)


def fail() -> None:
    try:
        dict[str, int]()[SECRET]
    except KeyError as error:
        raise ValueError(f"no {SECRET}") from error


def logged(error: Exception) -> str:
    record = logging.getLogRecordFactory()(
        *("name", logging.ERROR, "path", 1, "It failed", ()),
        (type(error), error, error.__traceback__),
    )
    return logging.Formatter().format(record)


def test_a_log_tells_kinds_and_lines_and_no_message() -> None:
    with pytest.raises(ValueError, match=SECRET) as caught:
        fail()
    text = logged(caught.value)
    assert SECRET not in text
    assert text.startswith("It failed\n")
    assert text.index("KeyError") < text.index("ValueError"), "the cause first"
    assert "test_discretion.py" in text
    assert "in fail" in text


def test_a_cause_that_is_denied_is_not_told() -> None:
    def deny() -> None:
        try:
            fail()
        except ValueError:
            raise TypeError(SECRET) from None

    with pytest.raises(TypeError) as caught:
        deny()
    text = logged(caught.value)
    assert "TypeError" in text
    assert "ValueError" not in text


def test_a_log_without_an_error_reads_as_ever() -> None:
    record = logging.getLogRecordFactory()("name", logging.INFO, "path", 1, "%s ports", (3,), None)
    assert logging.Formatter().format(record) == "3 ports"
