"""An option in one line: its verdict, what it is to the decision, and in short why it lost."""

from __future__ import annotations

from knowledge.advice import DecisionTaken, Option
from knowledge.decisions import DECISIONS
from knowledge.explanation import option_label
from knowledge.judgement import FIRM
from screens import changes
from screens.index import Index
from screens.language import current, say
from screens.markdown import escaped
from screens.reasons import worst_in_short
from screens.verdicts import chip

LAYERS = ("guest_layer", "host_layer")
"""Decisions that say of each half what the pair says of both."""


def in_order(decision: DecisionTaken) -> list[Option]:
    """The option taken first, then those that could still overtake it, then the order judged."""
    ahead = [decision.option(name) for name in decision.racing]
    return [*ahead, *(one for one in decision.options if one not in ahead)]


def label(
    found: Index, decision: DecisionTaken, option: Option, *, short_reason: bool = False
) -> str:
    """An option with its verdict, what it is to the decision, and in short why it lost."""
    name = escaped(option_label(decision.topic, option.id, current()))
    marks = [chip(option.verdict), name]
    if option.id == decision.chosen:
        marks[1:] = [f"**{name}** ({say('mark.chosen')})"]
    elif option.id == decision.provisional:
        marks.append(f"({say('mark.provisional')})")
    elif option.id in decision.contenders:
        marks.append(f"({say('mark.contender')})")
    if option.wished:
        planned = DECISIONS[decision.topic].planned
        marks.append(f"({say('mark.planned' if planned else 'mark.wished')})")
    text = " ".join(marks) + changes.mark_of_option(found, decision, option.id)
    why = _in_short(found, decision, option) if short_reason else ""
    return f"{text} \u2013 {why}" if why else text


def _in_short(found: Index, decision: DecisionTaken, option: Option) -> str:
    """Why an option is not the one, in a line: what it misses, what is said against it."""
    front = decision.chosen or decision.provisional
    if not lost(decision, option):
        return ""
    against = worst_in_short(found.advice, option)
    if against or not front:
        return against
    first = decision.option(front)
    if _merits(found, first) > _merits(found, option):
        return say("short.fewer-merits")
    return say("short.wish" if first.wished and not option.wished else "short.order")


def _merits(found: Index, option: Option) -> int:
    # counted as the judgement counts them: by what they rest on
    merits = (found.advice.reasons[one] for one in option.merits)
    return len({one.guidance for one in merits if one.status == FIRM})


def lost(decision: DecisionTaken, option: Option) -> bool:
    """Whether an option is neither taken nor first for now, and cannot overtake that one."""
    return option.id not in decision.racing
