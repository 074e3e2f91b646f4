"""The networks of a site in the hearing sheet: a row for each kind, a column for what is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from documents.markdown import escape, heading, prose, table
from documents.wording import say
from facts.question_bank import Question, Value, questions
from knowledge.explanation import answer_text, network_asked
from knowledge.words import word

_PARTS = ("plan", "redundancy", "role", "metric", "vlan")
_NOT_ASKED = "—"


def network_sheets(
    language: str, answered: Sequence[tuple[str, Mapping[str, Value]]]
) -> Iterator[str]:
    """The choices once, then a table for each site with what it answered.

    A site without a name stands for one that is still to be asked.
    """
    asked: dict[str, dict[str, Question]] = {}
    for question in questions("site"):
        found = network_asked(question)
        if found:
            asked.setdefault(found[0], {})[found[1]] = question
    yield heading(3, say("sheet.networks", language))
    yield say("sheet.about-networks", language)
    head = [say(f"sheet.column.{one}", language) for one in ("column", "choices")]
    yield table(
        head, [[_column(part, language), _choices(part, asked, language)] for part in _PARTS]
    )
    for name, given in answered:
        corner = say("column.network", language)
        if name:
            corner = say("join.of", language, what=corner, who=name)
        rows = [
            [_row_name(kind, language), *_cells(parts, given, language)]
            for kind, parts in asked.items()
        ]
        yield table([corner, *(_column(part, language) for part in _PARTS)], rows)


def _column(part: str, language: str) -> str:
    title = say(f"sheet.network.{part}", language)
    return say("sheet.question", language, title=title, key=f"`{part}`")


def _row_name(kind: str, language: str) -> str:
    name = word(f"network.{kind}", language)
    title = prose(name[:1].upper() + name[1:])
    return say("sheet.question", language, title=title, key=f"`networks.{kind}`")


def _choices(part: str, asked: Mapping[str, Mapping[str, Question]], language: str) -> str:
    question = next(parts[part] for parts in asked.values() if part in parts)
    said = words_text(question, tuple(question.words), language)
    if not question.may_be_unknown:
        return said
    unknown = say("sheet.choice", language, text=word("value.unknown", language), key="`unknown`")
    return say("join.cell-items", language).join([said, unknown])


def _cells(
    parts: Mapping[str, Question], given: Mapping[str, Value], language: str
) -> Iterator[str]:
    for part in _PARTS:
        yield answer_cell(parts[part], given, language) if part in parts else _NOT_ASKED


def answer_cell(question: Question, given: Mapping[str, Value], language: str) -> str:
    """What is answered, or room for it."""
    if question.id not in given:
        return " "
    return escape(answer_text(question, given[question.id], language)) or " "


def words_text(question: Question, words: tuple[str, ...], language: str) -> str:
    """Some words of a question, each with that of the design file."""
    return say("join.items", language).join(
        say("sheet.choice", language, text=prose(question.words[one][language]), key=f"`{one}`")
        if question.words[one][language] != one
        else f"`{one}`"
        for one in words
    )
