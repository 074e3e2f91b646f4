"""What is recommended, in the open above everything else: for the whole, by sites and workloads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import streamlit as st

from facts.question_bank import Question
from knowledge.inquiry.standing import Standing
from screens import changes
from screens.details import details
from screens.editing import Place
from screens.index import Index, Who, index
from screens.language import current, say
from screens.markdown import escaped, small
from screens.sentences import (
    folded,
    lead,
    lost_layouts,
    notes,
    site_sentence,
    tell,
    workload_sentence,
)
from screens.verdicts import badge, chip

_GOOD = ("recommended", "suitable")
_WORKLOADS, _SITES = 5, 3
"""Lines for groups of workloads, and of sites; what does not fit opens below them."""


@dataclass(frozen=True)
class _Texts:
    """What is said of the whole, the lines below it, and those that open under a ``label``."""

    whole: str
    lines: str
    label: str
    more: str


def show() -> None:
    """Show the recommendations; a place with required answers missing says which.

    What is said of the whole design stays in sight while the page scrolls; what the last answer
    changed, and the lines for workloads and sites, do not.
    """
    found = index()
    texts = _texts(found)
    with st.container(border=True, key="recommendation"):
        st.markdown(texts.whole)
    with st.container(key="outcomes", gap="xsmall"):
        changes.show(found)
        if texts.lines:
            st.markdown(texts.lines)
        if texts.more:
            with details(texts.label, "outcomes\nmore", compact=True) as opened:
                if opened.open:
                    st.markdown(texts.more)


def _texts(found: Index) -> _Texts:
    """What is said of an advice, put together once for each language."""
    key = f"summary-{current()}"
    kept = found.kept.get(key)
    if not isinstance(kept, _Texts):
        kept = found.kept[key] = _said(found)
    return kept


def _said(found: Index) -> _Texts:
    workloads, sites = list(_workloads(found)), list(_sites(found))
    shown = [*_waiting(found), *_first(workloads, _WORKLOADS), *_first(sites, _SITES)]
    more = [one for one in (*workloads, *sites) if one not in shown]
    if found.overview.sites or found.overview.workloads:
        shown.append(_footing(found))
    label = say("more-groups", count=len(more))
    return _Texts(_whole(found), _small(shown), label, _small(more))


def _first(lines: list[str], most: int) -> list[str]:
    """The lines that are shown at once; no single one is hidden behind a line of its own."""
    return lines if len(lines) <= most else lines[: most - 1]


def _small(lines: list[str]) -> str:
    return "  \n".join(map(small, lines))


def pending(place: Place) -> list[str]:
    """Labels of required questions that a recommendation for a place still waits for."""
    return _labels(index().waiting.get(place, ()))


def waiting_for(labels: list[str]) -> str:
    """Say which questions a recommendation waits for."""
    return say("waits-for", questions=say("list-comma").join(escaped(label) for label in labels))


def _labels(questions: Iterable[Question]) -> list[str]:
    return [question.label[current()] for question in questions]


def _whole(found: Index) -> str:
    overview = found.overview
    if not found.design.sites and not found.design.workloads:
        return say("nothing-described")
    if not (overview.sites or overview.workloads):
        return say("lead.waiting")
    noted = notes(overview, found.unknown)
    return f"{lead(overview)}\n\n{small(noted)}" if noted else lead(overview)


def _waiting(found: Index) -> Iterator[str]:
    alike: dict[tuple[str, ...], list[str]] = {}
    for place, questions in found.waiting.items():
        alike.setdefault(tuple(_labels(questions)), []).append(place.names[0])
    for labels, names in alike.items():
        needed = say("list-comma").join(map(escaped, labels))
        said = say("still-needed", questions=needed)
        yield f"{badge(say('waiting'), 'gray')} **{folded(names)}**: {said}"


def _sites(found: Index) -> Iterator[str]:
    alike: dict[tuple[str, str], list[Who]] = {}
    for name, platform in found.overview.sites.items():
        storage = found.advice.decision("host_storage", name)
        lost = lost_layouts(found.decisions.get(("site", name), ()))
        key = (_verdict(platform), site_sentence(platform, storage, lost))
        alike.setdefault(key, []).append(("site", name))
    for (verdict, sentence), sites in alike.items():
        yield _line(found, verdict, sites, ("platform", "host_storage"), sentence)


def _workloads(found: Index) -> Iterator[str]:
    for outcome, names in found.overview.groups:
        who = [("workload", name) for name in names]
        sentence = workload_sentence(outcome)
        yield _line(found, outcome.verdict, who, ("pair", "second_copy"), sentence)


def _verdict(platform: Standing) -> str:
    if platform.option == "none":
        return "none"
    return platform.verdict if platform.firm else "undetermined"


def _line(
    found: Index, verdict: str, who: list[Who], topics: tuple[str, ...], sentence: str
) -> str:
    # a verdict as it should be is not worth a mark on every line
    mark = "" if verdict in _GOOD else f"{chip(verdict)} "
    changed = changes.mark_of(found, who, topics)
    return f"{mark}**{folded([name for _, name in who])}**: {sentence}{changed}"


def _footing(found: Index) -> str:
    """What the recommendations stand on: how much is assumed, and the date."""
    count = len(found.advice.assumptions)
    key = {0: "footing.none", 1: "footing.one"}.get(count, "footing.many")
    return tell(key, count=f"{count:,}", as_of=escaped(found.advice.as_of))
