"""Pictures and their words, made once for each advice and kept in the session that it is for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import streamlit as st

from diagrams.rendering import lacks_glyphs, render
from diagrams.views import VIEWS
from knowledge.advice import Advice, DecisionTaken
from knowledge.explanation import decision_label, option_label
from knowledge.inquiry.standing import standing
from screens import session
from screens.language import say

_KEY = "pictures"


@dataclass
class Picture:
    """One view of an advice in a language; each form of it is made when it is first asked for."""

    advice: Advice
    view: str
    language: str
    highlight: str

    @cached_property
    def dot(self) -> str:
        """The drawing as DOT text."""
        return VIEWS[self.view].dot(self.advice, self.language, self.highlight)

    @cached_property
    def svg(self) -> str:
        """The drawing as a picture; empty where nothing here can draw."""
        return (render(self.dot, "svg") or b"").decode("utf-8")

    @cached_property
    def png(self) -> bytes:
        """The drawing in pixels; empty where nothing here can draw."""
        return render(self.dot, "png") or b""

    @cached_property
    def words(self) -> str:
        """What the drawing shows, a line for each thing."""
        return VIEWS[self.view].alternative_text(self.advice, self.language, self.highlight)

    @cached_property
    def lacks_glyphs(self) -> bool:
        """Whether pixels would show empty boxes in place of its Japanese."""
        return lacks_glyphs(self.dot)


@dataclass(frozen=True)
class Highlights:
    """What a view can highlight: decisions by their ids, in the order of the advice.

    ``labels`` say what is decided and what it came to, not where.
    """

    decisions: dict[str, DecisionTaken]
    labels: dict[str, str]

    def about(self) -> tuple[tuple[str, str], ...]:
        """Kind and name of the sites and workloads that they are about."""
        return tuple(dict.fromkeys((one.subject, one.name) for one in self.decisions.values()))


def picture(view: str, language: str, highlight: str = "") -> Picture:
    """The picture of the present advice."""
    made = _made()
    key = (view, language, highlight)
    if key not in made:
        made[key] = Picture(session.advice(), *key)
    found = made[key]
    assert isinstance(found, Picture)
    return found


def highlights(view: str, language: str) -> Highlights:
    """What the view of the present advice can highlight, with labels to choose from."""
    made = _made()
    key = (view, language)
    if key not in made:
        advice = session.advice()
        shown = set(VIEWS[view].decisions(advice))
        decisions = {one.id: one for one in advice.decisions if one.id in shown}
        labels = {name: _label(one, language) for name, one in decisions.items()}
        made[key] = Highlights(decisions, labels)
    found = made[key]
    assert isinstance(found, Highlights)
    return found


def _label(decision: DecisionTaken, language: str) -> str:
    stands = standing(decision)
    outcome = option_label(decision.topic, stands.option, language)
    key = "highlight-decided" if stands.firm else "highlight-open"
    topic = decision_label(decision.topic, language)
    return say(key, decision=topic, outcome=outcome)


def _made() -> dict[tuple[str, ...], Picture | Highlights]:
    """What was made of the present advice; what was made of another is let go."""
    advice = session.advice()
    kept = st.session_state.get(_KEY)
    if kept is None or kept[0] is not advice:
        kept = st.session_state[_KEY] = (advice, {})
    made: dict[tuple[str, ...], Picture | Highlights] = kept[1]
    return made
