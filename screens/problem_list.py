"""Problems of a design file or a draft as lines of a list, each with its place."""

from __future__ import annotations

from collections.abc import Sequence

from facts.problems import Problem
from knowledge.explanation import problem_text
from screens.language import current, say
from screens.markdown import escaped

_SHOWN = 20
"""Problems that are listed; more would not help."""


def problem_lines(problems: Sequence[Problem]) -> list[str]:
    """The first problems as Markdown bullets, and how many more there are."""
    lines = [
        say(
            "problem-line",
            line=one.line,
            column=one.column,
            text=escaped(problem_text(one, current())),
        )
        for one in problems[:_SHOWN]
    ]
    more = len(problems) - len(lines)
    if more:
        lines.append(say("more-problems", count=more))
    return [f"- {line}" for line in lines]
