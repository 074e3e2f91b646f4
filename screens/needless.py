"""What needs no answer, because none would change what is recommended: counted, and in a list."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from knowledge.inquiry.worth import OpenQuestions
from knowledge.needless import why_needless
from screens.details import details
from screens.language import current, say
from screens.markdown import escaped, small
from screens.sentences import folded


def show(found: OpenQuestions) -> None:
    """Say whether anything more needs to be asked, and what does not."""
    if found.over:
        st.markdown(small(say("progress.over")))
    if found.spared:
        _list(found)


@st.fragment
def _list(found: OpenQuestions) -> None:
    """What is opened here is worked out without the rest of the page."""
    key = "progress.not-asked" if found.over else "progress.needless"
    label = say(key, count=f"{found.spared:,}", total=f"{found.total:,}")
    with details(label, "needless", compact=True) as opened:
        if opened.open:
            st.markdown("\n".join(_lines(found)))


def _lines(found: OpenQuestions) -> Iterator[str]:
    yield small(say("progress.needless-about")) + "\n"
    reasons: dict[str, dict[str, list[str]]] = {}
    for one in found.needless:
        label = one.point.asks.label[current()]
        names = reasons.setdefault(why_needless(one, current()), {}).setdefault(label, [])
        names += [name for name in one.alike if name]
    for reason, labels in reasons.items():
        questions = [_titled(label, names) for label, names in labels.items()]
        yield f"- {small(say('list-comma').join(questions))}  \n  {small(escaped(reason))}"
    if found.later:
        count = sum(len(one.alike) for one in found.later)
        yield "\n" + small(say("progress.later", count=f"{count:,}"))


def _titled(label: str, names: list[str]) -> str:
    title = f"**{escaped(label)}**"
    return say("progress.question", title=title, place=folded(names)) if names else title
