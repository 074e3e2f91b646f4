"""The closed part at the end of a form: what is not asked at present, and why."""

from __future__ import annotations

from collections.abc import Mapping

from facts.answers import Answer
from knowledge.not_asked import because, not_asked
from screens.editing import Place
from screens.language import current, say
from screens.markdown import escaped, small
from screens.parts import NOT_ASKED, details


def show(place: Place, answers: Mapping[str, Answer]) -> None:
    """Show the questions that are not asked about a place, by what keeps them from being asked."""
    found = not_asked(answers)
    if not found:
        return
    count = sum(len(one.questions) for one in found)
    part = details(place, NOT_ASKED, say("not-asked", count=count))
    if part.open:
        lines = []
        for one in found:
            labels = [escaped(question.label[current()]) for question in one.questions]
            listed = say("list-comma").join(labels)
            lines.append(f"- {small(f'{escaped(because(one, current()))}: {listed}')}")
        part.markdown("\n".join(lines))
