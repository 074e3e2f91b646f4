"""The words of vSphere as a table: for the hearing sheet, and as pages of the documentation."""

from __future__ import annotations

from collections.abc import Iterator

from documents.markdown import bullets, document, heading, link, prose, table
from documents.page_names import GUIDANCE, VSPHERE
from knowledge.guidance import sources
from knowledge.vsphere import VsphereWord, vsphere_words
from knowledge.words import LANGUAGE_NAMES, LANGUAGES, word


def vsphere_page(language: str) -> str:
    """The page in a language: every word, with the records that carry what it says."""
    other = next(one for one in LANGUAGES if one != language)
    beside = sorted({source for one in vsphere_words() for source in one.sources})
    return document(
        [
            heading(1, _say("title", language)),
            link(LANGUAGE_NAMES[other], VSPHERE[other]),
            _say("about", language),
            _table(language, [[*row(one, language), _records(one, language)] for one in _all()]),
            heading(2, _say("sources", language)),
            bullets(link(prose(sources()[one].title), sources()[one].url) for one in beside),
        ]
    )


def vsphere_table(language: str) -> str:
    """Every word, what serves in its place, and what differs."""
    return _table(language, [row(one, language) for one in _all()])


def row(one: VsphereWord, language: str) -> list[str]:
    """The cells of a word as Markdown."""
    name = prose(one.name)
    if one.others(language):
        others = word("screens.list-comma", language).join(map(prose, one.others(language)))
        name = word("vsphere.also", language, name=name, others=others)
    fits = _say(f"fits.{one.fits}", language)
    counterpart = f"**{fits}**"
    if one.counterpart:
        what = prose(one.counterpart[language])
        counterpart = word("vsphere.counterpart", language, what=what, fits=fits)
    return [name, counterpart, prose(one.catch[language])]


def _all() -> Iterator[VsphereWord]:
    yield from vsphere_words()


def _table(language: str, rows: list[list[str]]) -> str:
    columns = ("word", "counterpart", "catch", "records")[: len(rows[0])]
    return table([_say(f"column.{one}", language) for one in columns], rows)


def _records(one: VsphereWord, language: str) -> str:
    page = GUIDANCE[language]
    cited = [link(f"`{record}`", f"{page}#{record}") for record in one.records]
    return ", ".join([*cited, *(prose(sources()[source].title) for source in one.sources)])


def _say(key: str, language: str) -> str:
    return word(f"vsphere.{key}", language)
