"""How far the answers have come, what is worth answering next, and what needs no answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from facts.answers import GIVEN, Answer, resolve
from facts.design import Design
from facts.question_bank import Question
from knowledge.inquiry.ranking import Worth, as_last_ranked, ranked
from knowledge.inquiry.worth import OpenQuestions, Unanswered, open_questions
from knowledge.subjects import Answers
from screens import needless, session
from screens.editing import Place, is_blank, missing, named_place
from screens.jump import jump_to
from screens.language import current, say
from screens.markdown import escaped, small

_LAST = "jumped-to"
_OPEN, _RANKED, _STALE = "open-questions", "open-questions-ranked", "open-questions-to-rank"
_BUDGET = 400
"""Sites and workloads judged to find out what answers are worth; about half a second."""


@dataclass(frozen=True)
class Waiting:
    """A question that is not answered, and where: ``kind`` is required, unknown or assumed."""

    kind: str
    place: Place
    question: Question


def show(answers: Answers) -> DeltaGenerator:
    """Show what is missing, given, assumed and unknown; returns the place for what comes next."""
    design = session.design()
    absent = len(missing(design))
    said = say("progress.required", count=absent) if absent else say("progress.complete")
    said = f"**{said}**"
    # before anything is answered nothing is judged, so that the first page is there at once
    if not is_blank(design):
        advice = session.advice()
        unknown = len(advice.open_questions) - absent
        given, assumed = _given(design, answers), len(advice.assumptions)
        rest = say("progress.rest", given=given, assumed=assumed, unknown=unknown)
        said += f"  \n{small(rest)}"
    with st.container(gap="xsmall"):
        st.markdown(said)
        return st.container(gap="xsmall")


def show_next(where: DeltaGenerator) -> None:
    """Show the way to the next question, and what needs no answer.

    To be called when all else is there, which need not wait for what is worked out here.
    """
    design = session.design()
    found = None if missing(design) else _open_questions()
    following = next_open(design, _in_order(found), st.session_state.get(_LAST))
    with where:
        if following is not None:
            st.button(
                say(f"progress.next.{following.kind}", question=_titled(following)),
                key="next-open",
                on_click=_go,
                args=(following,),
                icon=":material/arrow_forward:",
                width="stretch",
            )
        if found is not None:
            needless.show(found)


def _open_questions() -> OpenQuestions:
    before = st.session_state.get(_OPEN)
    found = open_questions(session.advice(), before if isinstance(before, OpenQuestions) else None)
    st.session_state[_OPEN] = found
    return found


def _in_order(found: OpenQuestions | None) -> Sequence[Unanswered]:
    """The questions to be answered, the one worth most first.

    What answers are worth takes many runs, and is found out while the architect reads what he
    has just gone to or opened; after an answer the others keep their places until then.
    """
    if found is None:
        return ()
    sites = frozenset(one.name for one in found.opened.design.sites)
    of, known = st.session_state.get(_RANKED, (None, ()))
    if of != sites or st.session_state.pop(_STALE, False):
        known = ranked(found, _BUDGET)
        st.session_state[_RANKED] = (sites, known)
    order: Sequence[Worth] = known
    return as_last_ranked(found, order)


def _titled(one: Waiting) -> str:
    title = escaped(one.question.label[current()])
    if not one.place.names:
        return title
    names = " - ".join(escaped(name) for name in one.place.names)
    return say("progress.question", title=title, place=names)


def _go(one: Waiting) -> None:
    st.session_state[_LAST] = one
    st.session_state[_STALE] = True
    jump_to(one.place, one.question.id)


def next_open(
    design: Design, worth_asking: Sequence[Unanswered], last: Waiting | None = None
) -> Waiting | None:
    """What is to be answered next: what is required, else the first that is worth asking.

    The one after ``last`` is taken, so that a question can be left as it is; None if no answer
    would change what is recommended.
    """
    waiting = [Waiting("required", place, question) for place, question in missing(design)]
    if not waiting:
        waiting = [
            Waiting(one.status, named_place(design, one.point.entity, one.point.label), asked)
            for one in worth_asking
            for asked in [one.point.asks]
        ]
    if not waiting:
        return None
    behind = -1
    if last is not None:
        places = [(one.place, one.question.id) for one in waiting]
        wanted = (last.place, last.question.id)
        behind = places.index(wanted) if wanted in places else -1
    return waiting[(behind + 1) % len(waiting)]


def _given(design: Design, answers: Answers) -> int:
    """Answers given that count; those of the title block and those that nobody chose do not."""
    links = [resolve("link", link.answers) for link in design.links]
    known: dict[int, int] = {}
    total = 0
    for resolved in (answers.design, *answers.sites.values(), *answers.workloads.values(), *links):
        if id(resolved) not in known:
            known[id(resolved)] = sum(map(_counts, resolved.values()))
        total += known[id(resolved)]
    return total - (len(design.workloads) if len(design.sites) == 1 else 0)


def _counts(answer: Answer) -> bool:
    return answer.status == GIVEN and answer.question.kind not in ("text", "date")
