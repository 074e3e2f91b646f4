"""One decision and its options as lines: what it came to, and each option with its verdict."""

from __future__ import annotations

import streamlit as st

from knowledge.advice import DecisionTaken, Option
from knowledge.decisions import DECISIONS
from knowledge.explanation import decision_label, option_label
from screens.language import current, say
from screens.markdown import escaped
from screens.verdicts import chip, outcome_chip


def headline(decision: DecisionTaken) -> str:
    """What is decided and what came out, with its verdict."""
    title = escaped(decision_label(decision.topic, current()))
    outcome = escaped(option_label(decision.topic, decision.outcome, current()))
    return f"**{title}**: {outcome} {outcome_chip(decision)}"


def in_order(decision: DecisionTaken) -> list[Option]:
    """The option taken first, then those that could still overtake it, then the order judged."""
    ahead = [decision.option(name) for name in decision.racing]
    return [*ahead, *(one for one in decision.options if one not in ahead)]


def label(decision: DecisionTaken, option: Option) -> str:
    """An option with its verdict, and what it is to the decision."""
    name = escaped(option_label(decision.topic, option.id, current()))
    marks = [chip(option.verdict), name]
    if option.id == decision.chosen:
        marks.append(f"({say('mark.chosen')})")
    elif option.id == decision.provisional:
        marks.append(f"({say('mark.provisional')})")
    elif option.id in decision.contenders:
        marks.append(f"({say('mark.contender')})")
    if option.wished:
        marks.append(
            f"({say('mark.planned' if DECISIONS[decision.topic].planned else 'mark.wished')})"
        )
    return " ".join(marks)


def ends(option: Option) -> None:
    """Say between which verdicts an option lies while that is open."""
    if option.low != option.high:
        st.markdown(say("between", low=chip(option.low), high=chip(option.high)))
