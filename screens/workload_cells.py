"""A cell of the table of workloads: how an answer is written there, and read in both languages.

People copy such cells from lists of their own, so an answer is known by its id, by its label in
either language and by the words that spreadsheets use for it. No streamlit in here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from facts.design import same_name
from facts.durations import DurationError, seconds
from facts.question_bank import NO_LIMIT, UNKNOWN, Question, Value, by_id
from facts.scalars import ScalarProblem, nearest, read_scalar, several
from facts.visible_text import folded, visible
from knowledge.explanation import answer_text, duration_text
from knowledge.words import LANGUAGES, catalogue, word

NAME = "name"
COLUMNS = (
    *(NAME, "site", "product", "product_release", "deployment", "guest_system", "instances"),
    *("survive.host", "survive.site", "tolerated.loss", "tolerated.outage"),
)
"""What the table shows: the name and what tells most workloads apart. Further answers are kept."""

_GENERIC = {"microsoft", "windows", "server"}
"""Words of so many products and systems that by themselves they name none."""
_EXAMPLES = (0, 30, 5 * 60, 4 * 3600, 86400, NO_LIMIT)
_UNITS = {
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds", "秒"), "s"),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes", "分"), "min"),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours", "時間"), "h"),
    **dict.fromkeys(("d", "day", "days", "日"), "d"),
}
_AMOUNT = re.compile(r"([0-9]{1,6}) ?([^0-9 .]+)")
_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
"""The comma that makes a large number easier to read."""
_MACHINES = re.compile(r"([0-9]{1,6}) ?(?:台|vms?|machines?|gb)")


def heading(column: str, language: str) -> str:
    """What stands above a column: its short name, or the label of its question."""
    key = f"screens.workloads.column.{column}"
    return word(key, language) if key in catalogue() else by_id("workload")[column].label[language]


def cell_text(column: str, value: Value | None, language: str, sites: tuple[str, ...] = ()) -> str:
    """What a cell says: empty without an answer, and nothing in it that hides or reverses.

    ``sites`` are the names of the design's sites, with which no word may be confused.
    """
    if value is None:
        return ""
    if column == NAME:
        return visible(str(value))
    question = by_id("workload")[column]
    if question.kind == "site" and value not in (*question.words, UNKNOWN):
        return visible(str(value))
    text = _worded(column, value, language)
    if value in question.words and same_name(text) in map(same_name, sites):
        return str(value)
    return text


@lru_cache(maxsize=4096)
def _worded(column: str, value: Value, language: str) -> str:
    """What a word or number is called; remembered for everybody, and so never asked for a name."""
    question = by_id("workload")[column]
    if value == UNKNOWN and question.may_be_unknown:
        return word("screens.do-not-know", language)
    if question.kind == "count" and value == NO_LIMIT:
        return next(iter(question.words.values()))[language]
    return visible(answer_text(question, value, language))


def read_cell(
    column: str,
    text: str,
    language: str,
    sites: tuple[str, ...] = (),
    fitting: Sequence[str] = (),
) -> Value:
    """The answer that a cell means; raises ScalarProblem, with its texts in ``language``.

    ``fitting`` are the words that fit the other answers of the row: only they are proposed.
    """
    question = by_id("workload")[column]
    if question.kind == "site":
        return _site(question, text, language, sites)
    plain = folded(text)
    if question.may_be_unknown and plain in _words_for("do-not-know", UNKNOWN):
        return UNKNOWN
    if question.kind == "duration":
        return _duration(plain, language)
    if question.kind == "count":
        return _count(question, plain, language)
    if question.kind == "word":
        found = _known(column).get(plain) or _abbreviated(column, plain)
        return found or _refuse(question, text, language, fitting)
    return read_scalar(question, text)


def answers_for(
    question: Question, language: str, sites: Iterable[str] = (), fitting: Iterable[str] = ()
) -> list[str]:
    """What can be written in a cell, for its help and for what is proposed."""
    unknown = [word("screens.do-not-know", language)] if question.may_be_unknown else []
    if question.kind == "site":
        return [*(visible(site) for site in sites), *_labels(question, language)]
    if question.kind == "duration":
        return [*(duration_text(one, language) for one in _EXAMPLES), *unknown]
    if question.kind == "count":
        return [f"{question.least} - {question.most}", *_labels(question, language), *unknown]
    return [*_labels(question, language, fitting), *unknown]


def _labels(question: Question, language: str, only: Iterable[str] = ()) -> list[str]:
    words = list(only) or list(question.words)
    return [question.words[one][language] for one in words]


def _site(question: Question, text: str, language: str, sites: tuple[str, ...]) -> str:
    wanted = same_name(text)
    for site in sites:
        if same_name(site) == wanted:
            return site
    found = _known(question.id).get(wanted)
    if found:
        return found
    offered = answers_for(question, language, sites)
    close = nearest(text, offered)
    raise ScalarProblem("no-such-site", close or several(offered) or "-", close)


def _duration(plain: str, language: str) -> int:
    if plain in _words_for("no-limit", "any"):
        return NO_LIMIT
    match = _AMOUNT.fullmatch(plain)
    written = f"{match[1]} {_UNITS.get(match[2], match[2])}" if match else plain
    try:
        return seconds(written)
    except DurationError:
        examples = ", ".join(duration_text(one, language) for one in _EXAMPLES)
        raise ScalarProblem("duration", examples) from None


def _count(question: Question, plain: str, language: str) -> int:
    if plain in _known(question.id):
        return NO_LIMIT
    narrow = _THOUSANDS.sub("", plain)
    match = _MACHINES.fullmatch(narrow)
    number = match[1] if match else narrow
    try:
        found = read_scalar(question, number)
    except ScalarProblem:
        found = UNKNOWN
    if not isinstance(found, int):
        offered = answers_for(question, language)
        raise ScalarProblem("count", ", ".join(offered))
    return found


def _refuse(question: Question, text: str, language: str, fitting: Sequence[str]) -> str:
    offered = answers_for(question, language, fitting=fitting)
    close = nearest(text, offered) or _near_id(question, text, language)
    raise ScalarProblem("word-near" if close else "word", several(offered), close)


def _near_id(question: Question, text: str, language: str) -> str:
    """The label of the word whose id, or label in the other language, is most like a text."""
    found = nearest(text, list(_known(question.id)))
    return question.words[_known(question.id)[found]][language] if found else ""


@cache
def _known(column: str) -> dict[str, str]:
    """Everything that means one word of a question, in a form without width, case and spaces."""
    question = by_id("workload")[column]
    known: dict[str, str] = {}
    for one, label in question.words.items():
        labels = [label[language] for language in LANGUAGES]
        meant = [one, *labels, *(re.sub(r"\(.*?\)", "", text) for text in labels)]
        meant += _also(f"{column}.{one}")
        if set(question.words) == {"yes", "no"}:
            meant += _also(one)
        if question.kind == "count":
            meant += [word("value.as-needed", language) for language in LANGUAGES]
        for text in meant:
            if known.setdefault(folded(text), one) != one:
                raise ValueError(f"{column}: {text} means {known[folded(text)]} and {one}")
    return known


@cache
def _words_for(key: str, written: str) -> frozenset[str]:
    """Everything that means "don't know", or "no limit"."""
    shown = "screens.do-not-know" if written == UNKNOWN else "value.no-limit"
    texts = [written, *(word(shown, language) for language in LANGUAGES), *_also(key)]
    return frozenset(folded(text) for text in texts)


def _also(key: str) -> list[str]:
    """Other words that people write, from the wording of both languages."""
    entry = catalogue().get(f"screens.workloads.also.{key}", {})
    return [one for text in entry.values() for one in text.split("|") if one]


def _abbreviated(column: str, plain: str) -> str:
    """The one word whose names hold every word of a text, or an empty string.

    Of two that both do, one is meant if its name is the beginning of the other's: "Windows 2012"
    is 2012 and not 2012 R2.
    """
    wanted = _parts(plain)
    if not wanted - _GENERIC:
        return ""
    found: dict[str, list[set[str]]] = {}
    for text, one in _known(column).items():
        if wanted <= _parts(text) or (not plain.isascii() and _within(plain, text)):
            found.setdefault(one, []).append(_parts(text))
    plainest = [
        one
        for one, names in found.items()
        if all(any(own <= other for own in names) for some in found.values() for other in some)
    ]
    return plainest[0] if len(plainest) == 1 else ""


def _parts(plain: str) -> set[str]:
    return set(re.findall(r"\w+", plain))


def _within(plain: str, text: str) -> bool:
    """Whether one is a part of the other; spaces within Japanese names are a matter of taste."""
    return plain.replace(" ", "") in text.replace(" ", "")
