"""What else follows: findings by severity, open questions, tasks, and what was assumed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

import streamlit as st

from knowledge.advice import Assumption, Noted, OpenPoint
from knowledge.explanation import answer_text, areas, noted_name, noted_texts, question_of
from knowledge.judgement import FIRM, OPEN
from knowledge.words import word
from screens import changes, jump
from screens.details import details
from screens.editing import named_place
from screens.index import Index, index
from screens.jump import whole_page
from screens.language import current, say
from screens.markdown import escaped, small, with_code
from screens.reasons import records
from screens.sentences import NAMED, counted, folded, in_brief
from screens.summary import waiting_for
from screens.verdicts import badge, severity_chip
from screens.why_tree import WhyTree

_GRAVE = ("critical", "warning")
_ASKED = 20
"""Open questions with a button each; of more only the number is told."""
_EXPLAINED = 5
"""So many reasons of a finding or task are unfolded, where it is about many."""
Group = tuple[Noted, ...]
"""The same finding or task for several sites or workloads."""


def show() -> None:
    """Show the notes on everything for which a recommendation is given."""
    found = index()
    labels = dict.fromkeys(
        one.label[current()] for questions in found.waiting.values() for one in questions
    )
    if labels:
        st.info(waiting_for(list(labels)))
    if len(found.silent) == len(found.design.sites) + len(found.design.workloads) > 0:
        return
    _findings()
    _open_questions(found)
    _tasks()
    _assumptions()


def _groups(found: Index, notes: Iterable[Noted]) -> list[Group]:
    alike: dict[tuple[str, str, str], list[Noted]] = {}
    for one in notes:
        if (one.subject, one.name) not in found.silent:
            alike.setdefault((one.id, one.severity, one.subject), []).append(one)
    return [tuple(group) for group in alike.values()]


@st.fragment
def _findings() -> None:
    whole_page()
    with st.container(key="notes-findings", gap="xsmall"):
        _show_findings(index())


def _show_findings(found: Index) -> None:
    groups = _groups(found, found.advice.findings)
    counts = {one: sum(group[0].severity == one for group in groups) for one in _GRAVE}
    told = say("list-comma").join(
        counted(f"findings.{one}", counts[one]) for one in _GRAVE if counts[one]
    )
    st.markdown(f"## {say('findings')}\n\n{told or say('findings.none-grave')}", anchors=False)
    for group in groups:
        if group[0].severity in _GRAVE:
            key = "\n".join(("finding", group[0].id, group[0].subject))
            with details(_label(found, group), key) as opened:
                if opened.open:
                    _tell(found, group)
    info = [group for group in groups if group[0].severity == "info"]
    if info:
        label = say("findings.show-info", count=len(info))
        marks = changes.mark_of_notes(found, [one for group in info for one in group])
        with details(label + marks, "finding\ninfo") as opened:
            if opened.open:
                for one in info:
                    st.markdown(_headed(found, one))
                    _tell(found, one)


def _label(found: Index, group: Group) -> str:
    return f"{severity_chip(group[0].severity)} {_headed(found, group)}"


def _headed(found: Index, group: Group) -> str:
    """What a finding or task is called, whom it concerns, and whom perhaps."""
    parts = [f"**{with_code(noted_name(group[0], current()))}**"]
    for status, mark in ((FIRM, ""), (OPEN, badge(word("status.open", current()), "violet"))):
        names = [one.name for one in group if one.status == status]
        if names:
            parts += [*([mark] if mark else []), f"({folded(names)})"]
    return " ".join(parts) + changes.mark_of_notes(found, group)


def _tell(found: Index, group: Group) -> None:
    """What a finding says, whom it concerns where the label does not name all, and why."""
    parts = [*_said(found, group)]
    if len(group) > NAMED:
        listed = say("list-comma").join(escaped(one.name) for one in group)
        parts.append(small(say("concerns", names=listed)))
    st.markdown("\n\n".join([*parts, records(_guidance(found, group))]))
    _why(found, group, "finding")


def _why(found: Index, group: Group, kind: str) -> None:
    """What a finding or task rests on; of many that it is about only of the first ones."""
    advice, first = found.advice, group[0]
    reasons = list(dict.fromkeys(reason for one in group for reason in one.reasons))
    # workloads alike have the same reasons, and decisions that came out alike
    told = {advice.alike(one.subject, one.name)[0]: one for one in group if one.decision}
    decisions = [advice.decision(one.decision, one.name) for one in told.values()]
    tree = WhyTree(found, (first.subject, first.name if len(reasons) == 1 else ""))
    key = "\n".join((kind, first.id, first.subject))
    tree.noted([advice.reasons[one] for one in reasons[:_EXPLAINED]], decisions[:_EXPLAINED], key)
    if reasons[_EXPLAINED:]:
        st.markdown(small(say("changes.more", count=len(reasons) - _EXPLAINED)))


def _said(found: Index, group: Group) -> Iterator[str]:
    """The text of a finding or task; with names where its numbers differ from one to the other."""
    texts = noted_texts(group, current(), found.advice.reasons)
    for text, concerned in texts.items():
        names = f"**{folded([one.name for one in concerned])}** - " if len(texts) > 1 else ""
        yield names + with_code(text)


def _guidance(found: Index, group: Group) -> list[str]:
    reasons = found.advice.reasons
    cited = (record for one in group for key in one.reasons for record in reasons[key].guidance)
    return list(dict.fromkeys(cited))


@st.fragment
def _tasks() -> None:
    whole_page()
    with st.container(key="notes-tasks", gap="xsmall"):
        _show_tasks(index())


def _show_tasks(found: Index) -> None:
    groups = _groups(found, found.advice.tasks)
    text = [f"## {say('tasks')}", say("tasks.count", count=len(groups))]
    for subject in ("site", "workload"):
        lines = [_task(found, group) for group in groups if group[0].subject == subject]
        if lines:
            text += [f"### {say(f'tasks.{subject}')}", "\n".join(lines)]
    none = f"{text[0]}\n\n{say('none-of-these')}"
    st.markdown("\n\n".join(text) if groups else none, anchors=False)
    if groups:
        cited = {noted_name(one[0], current()): _guidance(found, one) for one in groups}
        label = say("tasks.sources", count=len({one for ids in cited.values() for one in ids}))
        with details(label, "tasks\nsources") as opened:
            if opened.open:
                for group in groups:
                    name = with_code(noted_name(group[0], current()))
                    st.markdown(f"**{name}**\n\n{records(_guidance(found, group))}")
                    _why(found, group, "task")


def _task(found: Index, group: Group) -> str:
    text = "  \n".join(map(small, _said(found, group)))
    return f"- \u2610 {_headed(found, group)}  \n{text}"


def _open_questions(found: Index) -> None:
    with st.container(key="notes-open-questions", gap="xsmall"):
        _show_open_questions(found)


def _show_open_questions(found: Index) -> None:
    alike: dict[tuple[str, str], list[OpenPoint]] = {}
    for one in found.advice.open_questions:
        if (one.entity, one.name) not in found.silent:
            alike.setdefault((one.entity, one.question), []).append(one)
    head = f"## {say('open-questions')}"
    st.markdown(head if alike else f"{head}\n\n{say('none-of-these')}", anchors=False)
    for points in list(alike.values())[:_ASKED]:
        with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small"):
            st.markdown(_open_question(found, points), width="stretch")
            first = points[0]
            st.button(
                say("open-questions.answer"),
                key="\n".join(("open", first.entity, first.question)),
                on_click=partial(
                    jump.jump_to,
                    named_place(found.design, first.entity, first.name),
                    first.question,
                ),
            )
    if len(alike) > _ASKED:
        st.markdown(say("open-questions.more", count=len(alike) - _ASKED))


def _open_question(found: Index, points: Sequence[OpenPoint]) -> str:
    title = escaped(question_of(points[0].entity, points[0].question).title[current()])
    return f"{_whose(points)}{title}{small(_bearing(found, points))}"


@st.fragment
def _assumptions() -> None:
    with st.container(key="notes-assumptions", gap="xsmall"):
        _show_assumptions(index())


def _show_assumptions(found: Index) -> None:
    assumed = [
        one for one in found.advice.assumptions if (one.entity, one.name) not in found.silent
    ]
    if not assumed:
        st.markdown(f"## {say('assumptions.head')}\n\n{say('none-of-these')}", anchors=False)
        return
    st.markdown(f"## {say('assumptions.head')}", anchors=False)
    with details(say("assumptions", count=len(assumed)), "assumptions") as opened:
        if opened.open:
            st.markdown("\n".join(_assumed(found, assumed)))


def _assumed(found: Index, assumed: Iterable[Assumption]) -> Iterator[str]:
    alike: dict[tuple[str, str, object, object], list[Assumption]] = {}
    for one in assumed:
        key = (one.entity, one.question, one.value, one.set_aside)
        alike.setdefault(key, []).append(one)
    for points in alike.values():
        first = points[0]
        question = question_of(first.entity, first.question)
        value = escaped(answer_text(question, first.value, current()))
        line = f"- {_whose(points)}{escaped(question.label[current()])}: **{value}**"
        if first.set_aside is not None:
            aside = escaped(answer_text(question, first.set_aside, current()))
            line += f" {say('set-aside', answer=aside)}"
        yield line + small(_bearing(found, points))


def _whose(points: Sequence[OpenPoint | Assumption]) -> str:
    if not points[0].name:
        return f"{escaped(word(f'entity.{points[0].entity}', current()))} - "
    return f"{folded([one.name for one in points])} - "


def _bearing(found: Index, points: Iterable[OpenPoint | Assumption]) -> str:
    """What the decisions are about that answers bear on, in the order of their topics."""
    topics = sorted({topic for one in points for topic in found.resting.topics_on(one)})
    named = [escaped(area) for area in areas(topics, current())]
    return f" {say('bears-on', decisions=in_brief(named))}" if named else ""
