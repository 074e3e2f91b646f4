"""The draft of a design as text, and what can be read from such a text again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from facts.design import Design
from facts.design_file import Problem, parse, write
from facts.question_bank import questions
from screens.editing import answered, completed, entity_places, is_blank, missing
from screens.salvage import salvaged


@dataclass(frozen=True)
class Draft:
    """What a text holds: a design, unless nothing fits; and what does not fit in its file."""

    design: Design | None
    problems: tuple[Problem, ...] = ()
    file: str = ""


def as_text(design: Design) -> str:
    """The draft of a design, empty for a blank one.

    It is a design file and the list of required answers that are still missing: a design file
    says "unknown" there, and somebody who was not asked yet has not said so.
    """
    if is_blank(design):
        return ""
    unanswered = [[place.entity, *place.names, question.id] for place, question in missing(design)]
    return json.dumps({"file": write(completed(design)), "unanswered": unanswered})


def from_text(text: str) -> Design | None:
    """The design of a draft; None if there is none, or none that can be read as it is."""
    try:
        file, unanswered = _parts(text)
    except ValueError:
        return None
    design = parse(file).design
    return None if design is None else _unanswered(design, unanswered)


def read(text: str) -> Draft:
    """All that can be read from a draft, of another version of the advisor too."""
    design = from_text(text)
    if design is not None:
        return Draft(design)
    try:
        file, unanswered = _parts(text)
    except ValueError:
        loaded = parse(text)
        return Draft(loaded.design, loaded.problems, text)
    problems = parse(file).problems
    saved = salvaged(file)
    if saved is None:
        return Draft(None, problems, file)
    return Draft(_unanswered(saved.design, {*unanswered, *saved.unanswered}), problems, file)


def _parts(text: str) -> tuple[str, set[tuple[str, ...]]]:
    """The design file of a draft and what is not answered in it; raises ValueError."""
    try:
        found: Any = json.loads(text)
        file = found["file"]
        unanswered = {tuple(str(part) for part in one) for one in found["unanswered"]}
    except (TypeError, KeyError, RecursionError) as error:
        raise ValueError("no draft") from error
    if not isinstance(file, str):
        raise ValueError("no draft")
    return file, unanswered


def _unanswered(design: Design, unanswered: Iterable[tuple[str, ...]]) -> Design:
    for place in entity_places(design):
        for question in questions(place.entity):
            if question.required and (place.entity, *place.names, question.id) in unanswered:
                design = answered(design, place, question, None)
    return design


def name_of(design: Design) -> str:
    """What an architect knows a draft by: the project, or the first workloads."""
    project = str(design.answers.get("project", ""))
    return project or ", ".join(one.name for one in design.workloads[:2])
