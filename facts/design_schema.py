"""The published schema of design files, generated from the question bank.

`python -m facts.design_schema` writes it anew; a test proves that it is fresh.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from facts.design import SCHEMA
from facts.design_builder import LISTS
from facts.question_bank import UNKNOWN, Question, questions
from facts.scalars import LONGEST_NAME, LONGEST_TEXT

PUBLISHED = Path(__file__).parent.parent / "docs" / "schemas" / "design.schema.json"
_DURATION = r"^\s*(0|[aA][nN][yY]|[0-9]{1,6}\s*([sS]|[mM][iI][nN]|[hH]|[dD]))\s*$"
_NAME = {"type": "string", "minLength": 1, "maxLength": LONGEST_NAME, "pattern": r"\S"}
_COMMENT = (
    "Every scalar of a design file is read as text. Where a YAML reader takes a word such as "
    "2022 for a number, the number stands beside the word. What no schema can say - that names "
    "differ, that a site exists - the loader checks."
)


def design_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of design files, in the bank's order."""
    between = {"type": "array", "items": {"$ref": "#/$defs/name"}, "minItems": 2, "maxItems": 2}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Design",
        "$comment": _COMMENT,
        **_object({"schema": {"enum": [str(SCHEMA), SCHEMA]}, **_lists()}, "design", ["schema"]),
        "$defs": {
            "name": _NAME,
            "site": _object({"name": {"$ref": "#/$defs/name"}}, "site", ["name"]),
            "link": _object({"between": between}, "link", ["between"]),
            "workload": _object({"name": {"$ref": "#/$defs/name"}}, "workload", ["name"]),
        },
    }


def schema_text() -> str:
    """The schema as it is published."""
    return json.dumps(design_schema(), ensure_ascii=False, indent=2) + "\n"


def _lists() -> dict[str, Any]:
    return {
        f"{entity}s": {
            "type": "array",
            "items": {"$ref": f"#/$defs/{entity}"},
            "maxItems": LISTS[f"{entity}s"],
        }
        for entity in ("site", "link", "workload")
    }


def _object(own: Mapping[str, Any], entity: str, required: list[str]) -> dict[str, Any]:
    """An entity: its own keys, then one for each question, those with a dot under their groups."""
    properties: dict[str, Any] = dict(own)
    for question in questions(entity):
        *groups, last = question.id.split(".")
        place = properties
        for group in groups:
            outer = place.setdefault(
                group, {"type": "object", "properties": {}, "additionalProperties": False}
            )
            place = outer["properties"]
        place[last] = _answer(question)
    asked = [question.id for question in questions(entity) if question.required]
    return {
        "type": "object",
        "properties": properties,
        "required": [*required, *asked],
        "additionalProperties": False,
    }


def _answer(question: Question) -> dict[str, Any]:
    words = [*question.words, *([UNKNOWN] if question.may_be_unknown else [])]
    described = {"title": question.label["en"], "description": question.title["en"]}
    numbers = [int(word) for word in words if word.isascii() and word.isdecimal()]
    if question.kind == "word":
        return {**described, "enum": [*words, *numbers]}
    if question.kind == "count":
        number = {"type": "integer", "minimum": question.least, "maximum": question.most}
        text = {"type": "string", "pattern": "^[0-9]{1,6}$"}
        return {**described, "anyOf": [{"enum": words}, number, text]}
    if question.kind == "duration":
        text = {"type": "string", "pattern": _DURATION}
        return {**described, "anyOf": [{"enum": [*words, 0]}, text]}
    if question.kind == "site":
        choices = [{"enum": words}] if words else []
        return {**described, "anyOf": [*choices, {"$ref": "#/$defs/name"}]}
    if question.kind == "date":
        return {**described, "type": "string", "pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$"}
    return {**described, "type": "string", "maxLength": LONGEST_TEXT}


if __name__ == "__main__":
    PUBLISHED.write_text(schema_text(), encoding="utf-8", newline="\n")
