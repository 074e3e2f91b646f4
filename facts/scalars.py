"""Texts of a design file or a form field, read as the question they answer says."""

from __future__ import annotations

import datetime
import difflib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import islice

from facts.durations import DurationError, seconds, written
from facts.question_bank import NO_LIMIT, UNKNOWN, Question, Value
from facts.visible_text import excerpt

LONGEST_NAME = 100
LONGEST_TEXT = 1000
_MOST_NAMED = 10
_DIGITS = re.compile(r"[0-9]{1,6}")


class ScalarProblem(ValueError):
    """A text is no answer to its question. ``code`` is worded by ``knowledge.wording``."""

    def __init__(self, code: str, expected: str = "", nearest: str = "") -> None:
        """Keep the code of the problem, what would have been expected, and the likeliest word."""
        super().__init__(code)
        self.code = code
        self.expected = expected
        self.nearest = nearest


def read_scalar(question: Question, text: str) -> Value:
    """The answer a text means; raises ScalarProblem when it means none."""
    if text == UNKNOWN and question.may_be_unknown:
        return UNKNOWN
    if question.kind == "word":
        return _word(question, text)
    if question.kind == "count":
        return _count(question, text)
    if question.kind == "duration":
        try:
            return seconds(text)
        except DurationError:
            raise ScalarProblem("duration", "0, 30 s, 5 min, 4 h, 1 d, any") from None
    if question.kind == "date" and text:
        return _date(text)
    return check_text(text, LONGEST_TEXT)


def write_scalar(question: Question, value: Value) -> str:
    """The text ``read_scalar`` reads back as this value."""
    if isinstance(value, str):
        return value
    if question.kind == "duration":
        return written(value)
    return next(iter(question.words)) if value == NO_LIMIT else str(value)


def check_text(text: str, longest: int) -> str:
    """The text itself; raises ScalarProblem when it is too long or holds control characters."""
    if len(text) > longest:
        raise ScalarProblem("too-long", str(longest))
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in text):
        raise ScalarProblem("control-character")
    return text


def check_name(text: str) -> str:
    """The text itself; raises ScalarProblem when it cannot be the name of a site or workload."""
    if not text.strip():
        raise ScalarProblem("blank-name")
    return check_text(text, LONGEST_NAME)


def nearest(text: str, words: Sequence[str]) -> str:
    """The legal word most like a text, or an empty string."""
    plain = {unicodedata.normalize("NFKC", word).lower(): word for word in reversed(words)}
    wanted = unicodedata.normalize("NFKC", text[:LONGEST_NAME]).lower()
    found = difflib.get_close_matches(wanted, plain, n=1, cutoff=0.6)
    return plain[found[0]] if found else ""


def several(words: Iterable[str]) -> str:
    """Words that people gave, for a message: not more of them, or longer, than can be read."""
    first = [excerpt(one) for one in islice(words, _MOST_NAMED + 1)]
    return ", ".join([*first[:_MOST_NAMED], *(["…"] if len(first) > _MOST_NAMED else [])])


def _word(question: Question, text: str) -> str:
    if text in question.words:
        return text
    words = [*question.words, *([UNKNOWN] if question.may_be_unknown else [])]
    close = nearest(text, words)
    raise ScalarProblem("word-near" if close else "word", ", ".join(words), close)


def _count(question: Question, text: str) -> int:
    if text in question.words:
        return NO_LIMIT
    if _DIGITS.fullmatch(text) and question.least <= int(text) <= question.most:
        return int(text)
    words = "".join(f", {word}" for word in question.words)
    raise ScalarProblem("count", f"{question.least} - {question.most}{words}")


def _date(text: str) -> str:
    try:
        if len(text) == 10 and datetime.date.fromisoformat(text).isoformat() == text:
            return text
    except ValueError:
        pass
    raise ScalarProblem("date", "YYYY-MM-DD")
