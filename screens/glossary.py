"""Words: what serves on Hyper-V in place of a word of vSphere, and what the terms here mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import streamlit as st

from facts.question_bank import by_id
from knowledge.vsphere import VsphereWord, found, matches
from knowledge.words import glossary, word
from screens.details import popover
from screens.language import current, say
from screens.markdown import escaped, link, small, with_code
from screens.verdicts import badge

_COLOURS = {"same": "green", "other": "orange", "none": "red"}


def show() -> None:
    """Show the button; the words are looked up once it is open."""
    opening = popover(say("glossary"), "glossary", icon=":material/menu_book:", type="tertiary")
    if opening.open:
        with opening:
            _look_up()


@st.fragment
def _look_up() -> None:
    query = st.text_input(
        say("glossary.search"),
        key="glossary-search",
        placeholder=say("glossary.example"),
    )
    asked = (query or "").strip()
    words = found(asked, current())
    terms = [one for one in glossary(current()) if matches(asked, *one)]
    with st.container(key="glossary-words"):
        if not words and not terms:
            st.markdown(say("glossary.nothing"))
        if words:
            st.markdown(f"## {say('glossary.vsphere')}")
            if any(one.fits == "none" for one in words):
                st.markdown(small(say("glossary.none-means")))
            st.markdown("\n\n".join(map(_told, words)) if asked else _overview(words))
        if terms:
            rows = "\n".join(f"- **{escaped(term)}** - {escaped(text)}" for term, text in terms)
            st.markdown(f"## {say('glossary.terms')}\n\n{rows}")


def _overview(words: Sequence[VsphereWord]) -> str:
    """All words in a table: what each is called here, or that there is none."""
    heads = (say("glossary.column.word"), say("glossary.column.counterpart"))
    rows = [heads, ("---", "---"), *((escaped(one.name), _counterpart(one)) for one in words)]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def _counterpart(one: VsphereWord) -> str:
    mark = badge(word(f"vsphere.fits.{one.fits}", current()), _COLOURS[one.fits])
    return f"{mark} {with_code(one.counterpart[current()])}" if one.counterpart else mark


def _told(one: VsphereWord) -> str:
    """A word with its counterpart, the catch, where it is asked about, and the sources."""
    return "  \n".join(_lines(one))


def _lines(one: VsphereWord) -> Iterator[str]:
    yield f"**{escaped(one.name)}** {small(escaped(say('list-comma').join(one.others(current()))))}"
    yield _counterpart(one)
    yield with_code(one.catch[current()])
    asked = [by_id(entity)[question] for entity, question in _asked(one)]
    if asked:
        labels = say("list-comma").join(escaped(question.label[current()]) for question in asked)
        yield small(say("glossary.asked", questions=labels))
    links = "; ".join(link(source.title, source.url) for source in one.behind())
    yield small(f"{say('source')} {links}")


def _asked(one: VsphereWord) -> Iterator[tuple[str, str]]:
    for place in one.asked:
        entity, _, question = place.partition("/")
        yield entity, question
