"""The hearing sheet: every question as a table to take to the customer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from documents.hearing_networks import answer_cell, network_sheets, words_text
from documents.markdown import document, escape, heading, prose, table
from documents.vsphere_words import vsphere_table
from documents.wording import say
from facts.design import Design, Entity, Link
from facts.question_bank import (
    ENTITIES,
    NO_LIMIT,
    Question,
    Value,
    by_id,
    questions,
)
from knowledge.explanation import answer_text, network_asked
from knowledge.words import glossary, word

_WIDEST = 4
_LONG = 40


def hearing_sheet(language: str, design: Design | None = None) -> str:
    """Every question of the bank, with what the design answers, or with room for the answer."""
    blocks = [heading(1, say("sheet.title", language)), say("sheet.about", language)]
    for entity in ENTITIES:
        answered = _answered(entity, design, language)
        blocks.append(heading(2, say(f"sheet.{entity}", language)))
        blocks += _tables(entity, language, answered)
        if entity == "site":
            sites = design.sites if design is not None else ()
            filled = [(escape(one.name), one.answers) for one in sites]
            blocks += network_sheets(language, filled or [("", {})])
    head = [say(f"sheet.column.{one}", language) for one in ("term", "meaning")]
    blocks.append(heading(2, say("sheet.glossary", language)))
    blocks.append(table(head, [[prose(cell) for cell in row] for row in glossary(language)]))
    blocks += [heading(2, word("vsphere.sheet", language)), vsphere_table(language)]
    return document(blocks)


def _answered(
    entity: str, design: Design | None, language: str
) -> list[tuple[str, Mapping[str, Value]]]:
    """Heads of the columns for answers, and what stands in them."""
    blank: list[tuple[str, Mapping[str, Value]]] = [(say("sheet.answer", language), {})]
    if design is None:
        return blank
    if entity == "design":
        return [(say("sheet.answer", language), design.answers)]
    entities: dict[str, tuple[Entity | Link, ...]] = {
        "site": design.sites,
        "link": design.links,
        "workload": design.workloads,
    }
    return [(escape(one.name), one.answers) for one in entities[entity]] or blank


def _tables(
    entity: str, language: str, columns: list[tuple[str, Mapping[str, Value]]]
) -> Iterator[str]:
    fixed = [
        say(f"sheet.column.{one}", language) for one in ("question", "choices", "default", "when")
    ]
    for start in range(0, len(columns), _WIDEST):
        part = columns[start : start + _WIDEST]
        rows = []
        before = ""
        for question in questions(entity):
            if network_asked(question):
                continue
            answers = [answer_cell(question, given, language) for _, given in part]
            asked = _when(question, language)
            rows.append([*_asked(question, language), _unlike(before, asked, language), *answers])
            before = asked
        yield table([*fixed, *(name for name, _ in part)], rows)


def _asked(question: Question, language: str) -> list[str]:
    title, key = prose(question.title[language]), f"`{question.id}`"
    return [
        say("sheet.question", language, title=title, key=key),
        _choices(question, language),
        _default(question, language),
    ]


def _unlike(before: str, asked: str, language: str) -> str:
    """A condition, unless it is a long one that stands in the row above already."""
    return say("sheet.ditto", language) if asked == before and len(asked) > _LONG else asked


def _choices(question: Question, language: str) -> str:
    separator = say("join.cell-items", language)
    if question.choices_for:
        said = [
            say(
                "sheet.choices-for",
                language,
                value=prose(by_id(question.entity)[other].words[value][language]),
                choices=words_text(question, words, language),
            )
            for other, table_of in question.choices_for.items()
            for value, words in table_of.items()
        ]
    elif question.words and question.kind in ("word", "site"):
        said = [words_text(question, tuple(question.words), language)]
        if question.kind == "site":
            said.insert(0, say("sheet.kind.site", language))
    else:
        said = [
            say(f"sheet.kind.{question.kind}", language, least=question.least, most=question.most)
        ]
        said += [words_text(question, tuple(question.words), language)] if question.words else []
    if question.may_be_unknown:
        said.append(
            say("sheet.choice", language, text=word("value.unknown", language), key="`unknown`")
        )
    return separator.join(said)


def _default(question: Question, language: str) -> str:
    if question.required:
        return say("sheet.required", language)
    if question.default_from is not None:
        other = by_id("site")[question.default_from]
        return say("sheet.default-from", language, what=prose(other.label[language]))
    if question.default_for:
        bank = by_id(question.entity)
        others = [prose(bank[one].label[language]) for one in question.default_for]
        return say("sheet.default-for", language, what=say("sheet.and", language).join(others))
    if question.default in (None, ""):
        return " "
    if question.kind == "count" and question.default == NO_LIMIT:
        return prose(next(iter(question.words.values()))[language])
    return prose(answer_text(question, question.default or "", language))


def _when(question: Question, language: str) -> str:
    bank = by_id(question.entity)
    alternatives = [
        say("sheet.and", language).join(
            say(
                "sheet.condition",
                language,
                what=prose(bank[other].label[language]),
                values=say("sheet.or-words", language).join(
                    prose(bank[other].words[value][language]) for value in values
                ),
            )
            for other, values in condition.items()
        )
        for condition in question.ask_when
    ]
    return say("sheet.or", language).join(alternatives) or say("sheet.always", language)
