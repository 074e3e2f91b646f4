"""Verdicts as small labels, and the one sentence that says what is recommended."""

from __future__ import annotations

from documents.report_layout import is_layout
from documents.report_options import refused
from knowledge.advice import Advice, DecisionTaken
from knowledge.explanation import areas, option_label
from knowledge.words import word
from screens.language import current, say
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
    """A verdict as a label: its word on its colour, never the colour alone."""
    return badge(word(f"verdict.{verdict}", current()), _COLOURS[verdict])


def badge(text: str, colour: str) -> str:
    """A word on a colour."""
    return f":{colour}-badge[{escaped(text)}]"


def outcome_chip(decision: DecisionTaken) -> str:
    """The verdict of what was decided, or that it is open or that nothing is acceptable."""
    if decision.chosen:
        return chip(decision.option(decision.chosen).verdict)
    if decision.provisional:
        return chip("undetermined")
    return badge(word("option.none", current()), "red")


def workload_sentence(advice: Advice, name: str) -> str:
    """What is recommended for a workload, in one sentence."""
    pair, copy = advice.decision("pair", name), advice.decision("second_copy", name)
    said = _sentence(pair)
    if copy.outcome == "nothing":
        return said
    return said + say(f"sentence.copy.{_state(copy)}", copy=_leading(copy))


def site_sentence(advice: Advice, name: str) -> str:
    """What is recommended for the hosts of a site, and what of the plans is not taken."""
    platform, storage = advice.decision("platform", name), advice.decision("host_storage", name)
    said = _sentence(platform)
    if storage.shown and platform.outcome == "host-cluster":
        said += say(f"sentence.storage.{_state(storage)}", storage=_leading(storage))
    lost = [
        one.topic
        for one in advice.decisions
        if (one.subject, one.name) == ("site", name) and is_layout(one.topic) and refused(one)
    ]
    if lost:
        named = [escaped(area) for area in areas(lost, current())]
        said += say("sentence.lost", what=say("list-comma").join(named))
    return said


def _sentence(decision: DecisionTaken) -> str:
    state = _state(decision)
    if state == "chosen":
        state = decision.option(decision.chosen).verdict
    return say(f"sentence.{state}", option=_leading(decision), others=len(decision.contenders))


def _state(decision: DecisionTaken) -> str:
    if decision.chosen:
        return "chosen"
    return "open" if decision.provisional else "none"


def _leading(decision: DecisionTaken) -> str:
    option = decision.chosen or decision.provisional or "none"
    return escaped(option_label(decision.topic, option, current()))
