"""What would have to change for an option to be suitable, each way with a click that takes it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from facts.question_bank import CHANGES, Value
from knowledge.advice import DecisionTaken, Option
from knowledge.change_words import answered_words, change_words, effort_words
from knowledge.inquiry.inquiries import inquiries
from knowledge.inquiry.what_if import GOOD, Lift
from knowledge.judgement import VERDICTS
from knowledge.words import listed
from screens.applied import apply, key_of_changes
from screens.details import details_of_one
from screens.index import Index
from screens.language import current, say
from screens.markdown import escaped, small

_FIRST = 5
"""So many ways are shown at once, those that take least; the others open below them."""


def show_changes(found: Index, decision: DecisionTaken, option: Option) -> None:
    """Show the part for an option that is not sure to be suitable; it is closed at first."""
    if VERDICTS.index(option.low) >= GOOD:
        return
    key = key_of_changes(decision, option.id)
    with details_of_one(found.built, say("inquiry.change"), key, compact=True) as opened:
        if not opened.open:
            return
        with st.spinner(say("inquiry.working")):
            answer = inquiries(found.advice).lifts(decision, option.id)
        ways = _Ways(found, decision, option.id)
        first, more = answer.lifts[:_FIRST], answer.lifts[_FIRST:]
        ways.show(first)
        if more:
            label = say("inquiry.more-ways", count=len(more))
            with details_of_one(found.built, label, f"{key}\nmore", compact=True) as rest:
                if rest.open:
                    ways.show(more)
        st.markdown(small(escaped(answered_words(answer, current()))))


@dataclass(frozen=True)
class _Ways:
    """Sets of changes that each lift an option."""

    found: Index
    decision: DecisionTaken
    option: str

    def show(self, lifts: Iterable[Lift]) -> None:
        """Show them under what they take, each with its button."""
        alike: dict[tuple[int, ...], list[Lift]] = {}
        for one in lifts:
            alike.setdefault(tuple(dict.fromkeys(one.effort)), []).append(one)
        for takes, some in alike.items():
            efforts = [effort_words(CHANGES[one], current()) for one in takes]
            said = listed(efforts, current(), "inquiry.efforts.and", "rule_words.list.next")
            st.markdown(f"**{escaped(said[:1].upper() + said[1:])}**")
            for lift in some:
                self._way(lift)

    def _way(self, lift: Lift) -> None:
        with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small"):
            st.markdown(_lines(self._told(lift, lift.values)), width="stretch")
            points = "\n".join(str(one) for one in sorted(lift.points))
            exactly = escaped(say("list-comma").join(self._told(lift)))
            st.button(
                say("inquiry.apply"),
                key=f"apply\n{self.decision.id}\n{self.option}\n{points}",
                help=say("inquiry.apply-explained", changes=exactly),
                on_click=partial(apply, self.decision, self.option, lift.changes),
            )

    def _told(self, lift: Lift, values: Sequence[Value] = ()) -> list[str]:
        """The changes as they would be made, or with all the values that would do."""
        design = self.found.advice.design
        return [change_words(one, design, current(), values) for one in lift.changes]


def _lines(changes: Iterable[str]) -> str:
    """Changes one below the other: all of them are needed."""
    first, *others = map(escaped, changes)
    return "  \n".join([first, *(say("inquiry.and-also", change=one) for one in others)])
