"""What goes wrong is logged without what it was about: nothing that a customer wrote is in a log.

The message of an exception often quotes the value that was in the way, such as the name of a
workload. So a log tells its kind and the lines of the program that led there, and no message.
"""

from __future__ import annotations

import logging
import traceback

_usual = logging.getLogRecordFactory()


def install() -> None:
    """Have every log of this process written so."""
    logging.setLogRecordFactory(_discreet)


def _discreet(*args: object, **values: object) -> logging.LogRecord:
    record = _usual(*args, **values)
    if record.exc_info and record.exc_info[1] is not None:
        record.exc_text = without_message(record.exc_info[1])  # formatters take it as it is
    return record


def without_message(error: BaseException) -> str:
    """The traceback of an exception and of those that led to it, each without its message."""
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    before = f"{without_message(earlier)}\n\nled to:\n\n" if earlier is not None else ""
    lines = "".join(traceback.format_tb(error.__traceback__))
    return f"{before}Traceback (most recent call last):\n{lines}{type(error).__name__}"
