"""How far the answers have come, and the way to the next one that is still open."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from facts.answers import GIVEN, Answer, resolve
from facts.design import Design
from facts.question_bank import Question, by_id
from knowledge.advice import Advice, Assumption, OpenPoint
from knowledge.subjects import Answers
from screens import session
from screens.editing import WHOLE, Place, is_blank, link_places, missing
from screens.jump import jump_to
from screens.language import current, say
from screens.markdown import escaped, small

_LAST = "jumped-to"


@dataclass(frozen=True)
class Waiting:
    """A question that is not answered, and where: ``kind`` is required, unknown or assumed."""

    kind: str
    place: Place
    question: Question


def show(answers: Answers) -> None:
    """Show what is missing, given, assumed and unknown, and the button to what comes next."""
    design = session.design()
    # before anything is answered nothing is judged, so that the first page is there at once
    advice = None if is_blank(design) else session.advice()
    absent = len(missing(design))
    said = say("progress.required", count=absent) if absent else say("progress.complete")
    said = f"**{said}**"
    if advice is not None:
        unknown = len(advice.open_questions) - absent
        given, assumed = _given(design, answers), len(advice.assumptions)
        rest = say("progress.rest", given=given, assumed=assumed, unknown=unknown)
        said += f"  \n{small(rest)}"
    following = next_open(design, advice, st.session_state.get(_LAST))
    with st.container(gap="xsmall"):
        st.markdown(said)
        if following is not None:
            st.button(
                say(f"progress.next.{following.kind}", question=_titled(following)),
                key="next-open",
                on_click=_go,
                args=(following,),
                icon=":material/arrow_forward:",
                width="stretch",
            )


def _titled(one: Waiting) -> str:
    title = escaped(one.question.label[current()])
    if not one.place.names:
        return title
    names = " - ".join(escaped(name) for name in one.place.names)
    return say("progress.question", title=title, place=names)


def _go(one: Waiting) -> None:
    st.session_state[_LAST] = one
    jump_to(one.place, one.question.id)


def next_open(design: Design, advice: Advice | None, last: Waiting | None = None) -> Waiting | None:
    """What is to be answered next: what is required, else what is unknown, else what is assumed.

    What is unknown or assumed comes in the order of the number of decisions that hang on it. The
    one after ``last`` is taken, so that a question can be left as it is; None if none is left, or
    if there is no advice to tell.
    """
    absent = [Waiting("required", place, question) for place, question in missing(design)]
    if absent:
        return absent[(absent.index(last) + 1) % len(absent)] if last in absent else absent[0]
    if advice is None:
        return None
    kind = "unknown" if advice.open_questions else "assumed"
    points: list[OpenPoint | Assumption] = [*(advice.open_questions or advice.assumptions)]
    if not points:
        return None
    points.sort(key=lambda one: -len(one.decisions))
    behind = next((at for at, one in enumerate(points) if last and _is(design, one, last)), -1)
    found = points[(behind + 1) % len(points)]
    return Waiting(kind, _place(design, found), by_id(found.entity)[found.question])


def _is(design: Design, point: OpenPoint | Assumption, last: Waiting) -> bool:
    asked = (point.entity, point.question) == (last.question.entity, last.question.id)
    return asked and _place(design, point) == last.place


def _place(design: Design, point: OpenPoint | Assumption) -> Place:
    if point.entity == "design":
        return WHOLE
    if point.entity != "link":
        return Place(point.entity, (point.name,))
    named = {design.link(*one.names).name: one for one in link_places(design)}
    return named[point.name]


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
