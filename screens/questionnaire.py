"""The questionnaire: every question of the bank that is asked at present, place by place."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from facts.answers import Answer, is_asked, resolve
from facts.design import Design
from facts.visible_text import visible
from screens import (
    copies,
    focus,
    jump,
    network_questions,
    not_asked_part,
    parts,
    progress,
    session,
)
from screens.editing import (
    WHOLE,
    Place,
    answers_at,
    entity_places,
    link_places,
    with_site,
    with_workload,
    without,
    workloads_at,
)
from screens.language import current, say
from screens.markdown import escaped, small
from screens.parts import ENVIRONMENT, LINK, MORE, NETWORKS, TITLE_BLOCK, part_of
from screens.widgets import choices_of, name_key, name_widget, question_widget

_GROUPS = (
    *("shared_storage", "persistent_reservation", "survive", "tolerated", "disaster"),
    *("second_copy", "guest_storage", "house_rules", "wishes", "monitoring", "witness", "places"),
)
"""First parts of question ids that get a heading of their own."""
_MOVED = {
    "wishes.monitoring": "monitoring",
    "wishes.witness": "witness",
    "witness.two_places": "places",
    **dict.fromkeys(
        ("shared_data_backup", "fibre_channel_paths", "nodes_on_one_host"), "guest_storage"
    ),
    **dict.fromkeys(
        ("machine_backup", "volumes.deduplication", "volumes.encryption", "wishes.csv_file_system"),
        "layout",
    ),
    **dict.fromkeys(("vmm", "stop_action", "wishes.placement", "wishes.disk_format"), "layout"),
}
"""Questions under the heading of what they are about, whatever their ids begin with."""


def show() -> DeltaGenerator:
    """Show the questions: what must be answered in the open, the rest one click away.

    Returns the place for what is worth answering next.
    """
    design = session.design()
    answers = session.answers()
    top = st.container()
    _heading("site", _add_site)
    site = _chosen(design, "site")
    if site is not None:
        _entity(design, site, answers.sites[site.names[0]])
    _links(design)
    _heading("workload", _add_workload, disabled=not design.sites)
    workload = _chosen(design, "workload")
    if workload is not None:
        _entity(design, workload, answers.workloads[workload.names[0]])
    st.markdown("##### " + say("whole"))
    for part in (TITLE_BLOCK, ENVIRONMENT):
        chosen = [one for one in _asked(answers.design) if part_of(one.question) == part]
        details = parts.details(WHOLE, part, say(part))
        if details.open:
            with details:
                _questions(design, WHOLE, answers.design, chosen)
    # last, so that the questions are there while the advice is still being worked out
    with top:
        following = progress.show(answers)
    jump.arrive()
    return following


def _chosen(design: Design, entity: str) -> Place | None:
    """Let the architect choose which of the sites, workloads or links to answer for."""
    places = [one for one in _places(design) if one.entity == entity]
    shown = focus.place_of(design, entity)
    if len(places) < 2:
        return shown
    key = f"focus\n{entity}\n{current()}"
    if st.session_state.get(key) != shown:
        st.session_state[key] = shown
    st.selectbox(
        say(f"choose.{entity}"),
        places,
        format_func=lambda place: " - ".join(visible(name) for name in place.names),
        key=key,
        on_change=_show_chosen,
        args=(key,),
    )
    return shown


def _places(design: Design) -> tuple[Place, ...]:
    return (*entity_places(design), *link_places(design))


def _show_chosen(key: str) -> None:
    focus.show(st.session_state[key])


def _entity(design: Design, place: Place, answers: Mapping[str, Answer]) -> None:
    asked = _asked(answers)
    first = [one for one in asked if one.question.required]
    if place.entity == "workload" and len(design.sites) == 1:
        first = [one for one in first if one.question.kind != "site"]
    with st.container(border=True):
        name_widget(place)
        _questions(design, place, answers, first, headings=False)
        for part in (MORE, NETWORKS):
            some = [one for one in asked if part_of(one.question) == part]
            if some:
                _part(design, place, answers, part, some)
        not_asked_part.show(place, answers)
        _buttons(design, place)


def _part(
    design: Design, place: Place, answers: Mapping[str, Answer], part: str, some: list[Answer]
) -> None:
    details = parts.details(place, part, say(f"part.{part}"))
    if not details.open:
        return
    with details:
        _count(design, place, some)
        if part == NETWORKS:
            network_questions.show(place, some, _choices(design, answers, some))
        else:
            _questions(design, place, answers, some)


def _count(design: Design, place: Place, asked: list[Answer]) -> None:
    """Say how many of some questions have been answered."""
    given = sum(one.question.id in answers_at(design, place) for one in asked)
    st.markdown(small(say("answered", given=given, count=len(asked))))


def _heading(entity: str, add: Callable[[], None], *, disabled: bool = False) -> None:
    """A heading with the button that adds one more of what stands below."""
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.markdown("##### " + say(f"all-of.{entity}"), width="content")
        st.button(
            say(f"add.{entity}"),
            key=f"add-{entity}",
            on_click=add,
            disabled=disabled,
            icon=":material/add:",
            type="tertiary",
        )


def _buttons(design: Design, place: Place) -> None:
    """Copy and remove, the latter not for the last one."""
    with st.container(horizontal=True):
        if place.entity == "workload":
            copies.show(design, place)
        if len(design.sites if place.entity == "site" else design.workloads) > 1:
            _remove_button(design, place)


def _remove_button(design: Design, place: Place) -> None:
    here = workloads_at(design, place.names[0]) if place.entity == "site" else ()
    named = say("list-comma").join(escaped(one) for one in here)
    st.button(
        say("remove"),
        key=f"{place.key}\nremove",
        disabled=bool(here),
        help=say("site-in-use", workloads=named) if here else None,
        on_click=_remove,
        args=(place,),
        icon=":material/delete:",
        type="tertiary",
    )


def _links(design: Design) -> None:
    if not link_places(design):
        return
    st.markdown("##### " + say("links"))
    place = _chosen(design, "link")
    assert place is not None
    answers = resolve("link", answers_at(design, place))
    details = parts.details(place, LINK, escaped(" - ".join(place.names)))
    if details.open:
        with details:
            _questions(design, place, answers, _asked(answers))


def _asked(answers: Mapping[str, Answer]) -> list[Answer]:
    """The questions whose condition holds; one that hangs on something unknown is not yet asked."""
    values = {name: one.value for name, one in answers.items()}
    return [one for one in answers.values() if is_asked(one.question, values) == "yes"]


def _questions(
    design: Design,
    place: Place,
    answers: Mapping[str, Answer],
    asked: list[Answer],
    *,
    headings: bool = True,
) -> None:
    choices = _choices(design, answers, asked)
    heading = ""
    for answer in _by_heading(asked):
        group = _heading_of(answer)
        if headings and group != heading:
            named = group or "other"
            st.markdown(f"**{say(f'group.{named}')}**")
        heading = group
        question_widget(place, answer, choices[answer.question.id])


def _by_heading(asked: list[Answer]) -> list[Answer]:
    """In the order of the bank, with what stands under one heading kept together."""
    first: dict[str, int] = {}
    for position, answer in enumerate(asked):
        first.setdefault(_heading_of(answer), position)
    places = {
        answer.question.id: first[_heading_of(answer)] if _heading_of(answer) else position
        for position, answer in enumerate(asked)
    }
    return sorted(asked, key=lambda answer: places[answer.question.id])


def _heading_of(answer: Answer) -> str:
    """The group a question stands in, empty if it has no heading of its own."""
    question = answer.question.id
    group = _MOVED.get(question, question.split(".", 1)[0])
    return group if group in (*_GROUPS, "layout") else ""


def _choices(
    design: Design, answers: Mapping[str, Answer], asked: list[Answer]
) -> dict[str, tuple[str, ...]]:
    """What can be chosen at present for each question, by its id."""
    values = {name: one.value for name, one in answers.items()}
    return {
        one.question.id: choices_of(one.question, values, _sites(design, one, values))
        for one in asked
    }


def _sites(design: Design, answer: Answer, values: Mapping[str, object]) -> tuple[str, ...]:
    """Sites that a question may name: for a second copy, any but the workload's own."""
    own = values.get("site") if answer.question.words else None
    return tuple(site.name for site in design.sites if site.name != own)


def _add_site() -> None:
    session.keep(with_site(session.design(), current()))
    _go_to(Place("site", (session.design().sites[-1].name,)))


def _add_workload() -> None:
    session.keep(with_workload(session.design(), current()))
    _go_to(Place("workload", (session.design().workloads[-1].name,)))


def _go_to(place: Place) -> None:
    focus.show(place)
    jump.to_widget(name_key(place))


def _remove(place: Place) -> None:
    session.keep(without(session.design(), place))
