"""How what is wrong with rows of workloads is said on the screen."""

from __future__ import annotations

from collections.abc import Iterable

from facts.problems import Problem
from knowledge.explanation import problem_text
from knowledge.words import catalogue, word
from screens.language import say
from screens.markdown import escaped

_LISTED = 20


def problem_words(problem: Problem, language: str) -> str:
    """What is wrong, what was expected and what was found, escaped for Markdown."""
    key = f"screens.workloads.problem.{problem.code}"
    if key not in catalogue():
        return escaped(problem_text(problem, language))
    return escaped(word(key, language, expected=problem.expected, found=problem.found))


def bullets(lines: Iterable[str]) -> list[str]:
    """Lines of Markdown as a list, the last of which counts those too many to be shown."""
    lines = list(lines)
    shown = [f"- {line}" for line in lines[:_LISTED]]
    if len(lines) > _LISTED:
        shown.append("- " + say("workloads.more", count=len(lines) - _LISTED))
    return shown


def named(names: Iterable[str]) -> str:
    """Names in one line, escaped; of many only the first and how many more."""
    names = list(names)
    shown = [escaped(one) for one in names[:_LISTED]]
    if len(names) > _LISTED:
        shown.append(say("workloads.more", count=len(names) - _LISTED))
    return say("list-comma").join(shown)
