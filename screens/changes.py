"""What the last answer changed: marked where it stands, and listed in one place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import streamlit as st

from knowledge.advice import DecisionTaken, Noted
from knowledge.explanation import decision_label, option_label, question_of
from knowledge.inquiry.compare import Changes, Shift, Turn
from knowledge.inquiry.standing import Standing
from knowledge.words import word
from screens.details import details
from screens.index import Index, Who
from screens.language import current, say
from screens.markdown import escaped, small, with_code
from screens.reasons import in_short
from screens.sentences import counted, folded

_LISTED = 12
"""Lines of one kind in the list; of more only the number is told."""
_IN_LINE = 2
"""Kinds of changes that are counted in the line that opens to the list."""
_COLOUR = "yellow"


def mark_of(found: Index, who: Sequence[Who], topics: tuple[str, ...]) -> str:
    """A mark for a line that tells decisions about several sites or workloads, if any changed."""
    if not found.turned:
        return ""
    changed = sum(
        any(f"{topic}/{subject}:{name}" in found.turned for topic in topics)
        for subject, name in who
    )
    if not changed:
        return ""
    whole = changed == len(who)
    return " " + badge(say("changed") if whole else say("changed-some", count=changed))


def mark_of_decision(found: Index, decision: DecisionTaken) -> str:
    """A mark with what was decided before, if the last answer changed that."""
    turn = found.turned.get(decision.id)
    if turn is None:
        return ""
    was = _standing(turn.topic, turn.was)
    return f" {badge(say('changed'))} {small(say('before', was=was))}"


def mark_of_option(found: Index, decision: DecisionTaken, option: str) -> str:
    """A mark with the verdict that an option had before, if the last answer changed that."""
    one = found.reappraised.get((decision.id, option))
    if one is None:
        return ""
    was = escaped(word(f"verdict.{one.was}", current()))
    return f" {badge(say('before', was=was))}"


def mark_of_notes(found: Index, notes: Iterable[Noted]) -> str:
    """A mark for findings or tasks told together, if any of them is new or stands differently."""
    shifts = [one for one in map(found.shift_of, notes) if one is not None]
    if not shifts:
        return ""
    return " " + badge(say("changed") if any(one.was for one in shifts) else say("new"))


def badge(text: str) -> str:
    """A mark for something that changed."""
    return f":{_COLOUR}-badge[{text}]"


def show(found: Index) -> None:
    """Show in one line what the last answer changed; it opens to the list."""
    if found.changes is None:
        return
    counts = [(kind, count) for kind, count in _counts(found, found.changes) if count]
    if not counts:
        st.markdown(small(say("changes.nothing")))
        return
    first, rest = counts[:_IN_LINE], sum(count for _, count in counts[_IN_LINE:])
    told = say("list-comma").join(counted(f"changes.{kind}", count) for kind, count in first)
    if rest:
        told = say("changes.and-more", what=told, count=rest)
    label = say("changes.line", what=told)
    with details(label, "changes", compact=True) as opened:
        if opened.open:
            st.markdown("\n".join(_listed(found, found.changes)))


def _counts(found: Index, changes: Changes) -> Iterator[tuple[str, int]]:
    passing = (*changes.added, *changes.removed, *changes.renamed, *found.first_time)
    yield "entities", len(passing)
    yield "decisions", len(changes.told)
    yield "findings", len(changes.findings)
    yield "tasks", len(changes.tasks)
    yield "conflicts", len(changes.conflicts)
    yield "open_questions", len(changes.open_questions)
    if not changes.told:
        yield "verdicts", len(changes.verdicts)


def _listed(found: Index, changes: Changes) -> Iterator[str]:
    sections: dict[str, list[str]] = {
        "entities": list(_entities(found, changes)),
        "decisions": list(_turns(changes.told)),
        "verdicts": list(_verdicts(found, changes)),
        "findings": list(_shifts(changes.findings, _noted("finding"))),
        "tasks": list(_shifts(changes.tasks, _noted("task"), "changes.task-went")),
        "conflicts": list(_shifts(changes.conflicts, _disputed)),
        "open_questions": list(_questions(changes.open_questions)),
    }
    for kind, lines in sections.items():
        if lines:
            yield f"**{say(f'changes.head.{kind}')}**\n"
            yield from (f"- {line}" for line in lines[:_LISTED])
            if len(lines) > _LISTED:
                yield "- " + say("changes.more", count=len(lines) - _LISTED)
            yield ""


def _entities(found: Index, changes: Changes) -> Iterator[str]:
    for key, who in (
        ("added", changes.added),
        ("removed", changes.removed),
        ("first", found.first_time),
    ):
        if who:
            yield say(f"changes.{key}", names=folded([name for _, name in who]))
    for one in changes.renamed:
        yield say("changes.renamed", was=escaped(one.was), now=escaped(one.now))


def _turns(turns: Iterable[Turn]) -> Iterator[str]:
    alike: dict[tuple[str, Standing | None, Standing | None], list[str]] = {}
    for one in turns:
        alike.setdefault((one.topic, one.was, one.now), []).append(one.name)
    for (topic, was, now), names in alike.items():
        yield say(
            "changes.turned",
            what=escaped(decision_label(topic, current())),
            names=folded(names),
            was=_standing(topic, was),
            now=_standing(topic, now),
        )


def _standing(topic: str, one: Standing | None) -> str:
    if one is None:
        return say("changes.not-decided")
    option = escaped(option_label(topic, one.option, current()))
    if not one.firm:
        return say("changes.standing.open", option=option)
    if not one.verdict:
        return option
    verdict = escaped(word(f"verdict.{one.verdict}", current()))
    return say("changes.standing.firm", option=option, verdict=verdict)


def _verdicts(found: Index, changes: Changes) -> Iterator[str]:
    """Verdicts of options, where the decision itself does not say it already."""
    alike: dict[tuple[str, str, str, str], list[str]] = {}
    for one in changes.verdicts:
        topic, _, who = one.decision.partition("/")
        turn = found.turned.get(one.decision)
        told = [part.option for part in (turn.was, turn.now) if part] if turn else []
        if one.option not in told:
            name = who.partition(":")[2]
            alike.setdefault((topic, one.option, one.was, one.now), []).append(name)
    for (topic, option, was, now), names in alike.items():
        yield say(
            "changes.was-now",
            what=escaped(option_label(topic, option, current())),
            names=folded(names),
            was=escaped(word(f"verdict.{was}", current())),
            now=escaped(word(f"verdict.{now}", current())),
        )


def _noted(kind: str) -> Callable[[str], str]:
    return lambda name: with_code(word(f"{kind}.{name}.name", current()))


def _disputed(records: str) -> str:
    """What the records of a conflict say, in short."""
    return " / ".join(in_short(one, current()) for one in records.split(","))


def _shifts(
    shifts: Iterable[Shift], named: Callable[[str], str], gone: str = "changes.went"
) -> Iterator[str]:
    alike: dict[tuple[str, str, str], list[str]] = {}
    for one in shifts:
        alike.setdefault((one.id, one.was, one.now), []).append(one.name)
    for (about, was, now), names in alike.items():
        what, who = named(about), folded(names)
        if was and now and named is not _disputed:
            states = {"was": _status(was), "now": _status(now)}
            yield say("changes.status", what=what, names=who, **states)
        else:
            yield say("changes.came" if now else gone, what=what, names=who)


def _status(status: str) -> str:
    return escaped(word(f"status.{status}", current()))


def _questions(shifts: Iterable[Shift]) -> Iterator[str]:
    alike: dict[tuple[str, str, str], list[str]] = {}
    for one in shifts:
        alike.setdefault((one.id, one.subject, one.now), []).append(one.name)
    for (question, subject, now), names in alike.items():
        title = escaped(question_of(subject, question).label[current()])
        who = folded(names) if names[0] else escaped(word("entity.design", current()))
        key = "changes.question-came" if now else "changes.question-went"
        yield say(key, what=title, names=who)
