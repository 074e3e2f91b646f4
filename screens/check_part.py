"""What to check before somebody signs: the answers that a choice hangs on, assumed ones first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

import streamlit as st

from facts.answers import ASSUMED
from knowledge.advice import DecisionTaken
from knowledge.change_words import point_words, turn_words
from knowledge.decisions import WISHES
from knowledge.explanation import decision_label
from knowledge.inquiry.hangs_on import Flip
from knowledge.inquiry.inquiries import inquiries
from knowledge.inquiry.points import Point, answer_at
from knowledge.subjects import answers_of
from knowledge.value_words import value_words
from screens.details import details_of_one
from screens.editing import Place
from screens.index import Index, index
from screens.jump import jump_to, whole_page
from screens.language import current, say
from screens.markdown import escaped, small
from screens.option_lines import LAYERS
from screens.sentences import folded, tell

_FIRST = 5
"""So many answers are shown at once; the others open below them."""
_CHOICES = 4
"""So many choices are told that an answer turns; of more only the number."""
Turned = tuple[DecisionTaken, Flip]
"""A decision and an answer that turns it."""


def show_checks(found: Index, decision: DecisionTaken) -> None:
    """Show the part for one decision; an open one hangs on what is open, and has none."""
    if decision.provisional or not decision.shown:
        return
    key = f"check\n{decision.id}"
    with details_of_one(found.built, say("inquiry.check"), key, compact=True) as opened:
        if not opened.open:
            return
        with st.spinner(say("inquiry.working-check")):
            turning = inquiries(found.advice).flips(decision)
        if not turning:
            st.markdown(say("inquiry.check-none"))
        for status, some in _by_status(turning).items():
            st.markdown(f"**{say(f'inquiry.check.{status}')}**")
            lines = [(flip.point, _line(found, decision, flip)) for flip in some]
            _folded(found, lines, f"{key}\n{status}")


def _by_status(turning: Iterable[Flip]) -> Mapping[str, list[Flip]]:
    found: dict[str, list[Flip]] = {}
    for one in turning:
        found.setdefault(one.status, []).append(one)
    return found


def _line(found: Index, decision: DecisionTaken, flip: Flip) -> str:
    turns = turn_words(flip, decision, found.advice.design, current())
    return f"{_standing(found, flip.point)}  \n{small(escaped(_sentence(turns)))}"


def _standing(found: Index, point: Point) -> str:
    """An answer as it is at present."""
    value = answer_at(point, found.advice.design, answers_of(found.advice)).value
    return say(
        "inquiry.standing",
        point=escaped(point_words(point, current())),
        value=escaped(value_words(point.asks, value, current())),
    )


def _folded(found: Index, lines: Sequence[tuple[Point, str]], key: str) -> None:
    """The first of some answers with what they turn, the rest in a part of their own."""
    for point, line in lines[:_FIRST]:
        _row(point, line, key)
    if lines[_FIRST:]:
        label = say("inquiry.more-checks", count=len(lines) - _FIRST)
        with details_of_one(found.built, label, f"{key}\nmore", compact=True) as opened:
            if opened.open:
                for point, line in lines[_FIRST:]:
                    _row(point, line, key)


def _row(point: Point, line: str, key: str) -> None:
    with st.container(horizontal=True, wrap=False, vertical_alignment="top", gap="small"):
        st.markdown(line, width="stretch")
        st.button(
            say("inquiry.check-answer"),
            key="\n".join((key, point.entity, *point.names, point.question)),
            on_click=partial(jump_to, Place(point.entity, point.names), point.question),
        )


@st.fragment
def show_all_checks() -> None:
    """Show the part for the whole design: the assumed answers that turn a choice anywhere."""
    whole_page()
    found = index()
    with details_of_one(found.built, say("inquiry.check-all"), "check-all") as opened:
        if not opened.open:
            return
        with st.spinner(say("inquiry.working-check-all")):
            turning = _assumed(found)
        st.markdown(small(say("inquiry.check-all-explained")))
        if not turning:
            st.markdown(say("inquiry.check-all-none"))
            return
        lines = [(point, _turned_by(found, point, some)) for point, some in turning.items()]
        _folded(found, lines, "check-all")


def _assumed(found: Index) -> Mapping[Point, list[Turned]]:
    """The assumed answers that turn a choice, and the choices, those that turn most first."""
    turned: dict[Point, list[Turned]] = {}
    every = inquiries(found.advice).flips_of_all()
    for decision in found.advice.decisions:
        if (decision.subject, decision.name) in found.silent or decision.topic in LAYERS:
            continue  # what turns a layer turns the pair of both
        for one in every.get(decision.id, ()):
            if one.status == ASSUMED and one.point.question not in WISHES:
                turned.setdefault(one.point, []).append((decision, one))
    return dict(sorted(turned.items(), key=lambda one: (-len(one[1]), one[0])))


def _turned_by(found: Index, point: Point, turned: Sequence[Turned]) -> str:
    """An answer as it was assumed, and what it turns, choice by choice."""
    lines = [_standing(found, point), ""]
    for decision, flip in turned[:_CHOICES]:
        what = escaped(decision_label(decision.topic, current()))
        turns = escaped(turn_words(flip, decision, found.advice.design, current()))
        names = found.advice.alike(decision.subject, decision.name)
        key = "inquiry.turns" if names == (point.label,) else "inquiry.turns-of"
        told = tell(key, decision=what, names=folded(names), turns=turns)
        lines.append(f"- {small(told)}")
    if turned[_CHOICES:]:
        more = say("changes.more", count=len(turned) - _CHOICES)
        lines.append(f"- {small(more)}")
    return "\n".join(lines)


def _sentence(said: str) -> str:
    return said[:1].upper() + said[1:]
