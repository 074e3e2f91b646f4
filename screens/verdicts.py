"""Verdicts as small labels: a word on its colour, never the colour alone."""

from __future__ import annotations

from knowledge.advice import DecisionTaken
from knowledge.inquiry.standing import standing
from knowledge.words import word
from screens.language import current
from screens.markdown import escaped

_COLOURS = {
    "recommended": "green",
    "suitable": "blue",
    "discouraged": "orange",
    "insufficient": "red",
    "not-supported": "red",
    "not-applicable": "gray",
    "undetermined": "violet",
}
SEVERITY_COLOURS = {"critical": "red", "warning": "orange", "info": "blue"}


def chip(verdict: str) -> str:
    """A verdict, or that nothing is acceptable (``none``), as a label."""
    if verdict == "none":
        return badge(word("option.none", current()), "red")
    return badge(word(f"verdict.{verdict}", current()), _COLOURS[verdict])


def severity_chip(severity: str) -> str:
    """How grave a finding is, as a label."""
    return badge(word(f"severity.{severity}", current()), SEVERITY_COLOURS[severity])


def badge(text: str, colour: str) -> str:
    """A word on a colour."""
    return f":{colour}-badge[{escaped(text)}]"


def outcome_chip(decision: DecisionTaken) -> str:
    """The verdict of what was decided, or that it is open or that nothing is acceptable."""
    found = standing(decision)
    if found.taken:
        return chip(found.verdict)
    return chip("none" if found.firm else "undetermined")
