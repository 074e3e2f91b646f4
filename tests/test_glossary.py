"""The words beside the title: found by any name, told with the catch and the sources."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from knowledge.vsphere import vsphere_words
from knowledge.words import LANGUAGES, glossary, word
from screens.markdown import escaped, with_code
from tests.screen_driver import markdown, opened


def looked_up(language: str, query: str = "") -> AppTest:
    """The page with the words open, and something searched for."""
    at = opened(language)
    at.session_state["glossary"] = True
    at.run()
    if query:
        at.text_input(key="glossary-search").set_value(query).run()
    return at


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_are_closed_at_first_and_pointed_to(language: str) -> None:
    shown = markdown(opened(language))
    assert word("screens.start-vsphere", language) in shown
    assert word("screens.glossary", language) in word("screens.start-vsphere", language)
    assert word("screens.glossary.vsphere", language) not in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_words_are_listed_with_their_counterparts(language: str) -> None:
    shown = markdown(looked_up(language))
    for one in vsphere_words():
        assert f"| {escaped(one.name)} |" in shown
        if one.counterpart:
            assert with_code(one.counterpart[language]) in shown
    for term, meaning in glossary(language):
        assert f"**{escaped(term)}** - {escaped(meaning)}" in shown


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("query", "found"), [("drs", "drs"), ("ＳＲＭ", "srm"), ("ft", "ft")])
def test_a_word_is_told_with_the_catch_and_its_sources(
    query: str, found: str, language: str
) -> None:
    one = next(one for one in vsphere_words() if one.id == found)
    shown = markdown(looked_up(language, query))
    assert with_code(one.catch[language]) in shown
    assert word(f"vsphere.fits.{one.fits}", language) in shown
    assert all(escaped(source.title) in shown for source in one.behind())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_that_nobody_knows_is_owned_up_to(language: str) -> None:
    shown = markdown(looked_up(language, "no such word <b>"))
    assert word("screens.glossary.nothing", language) in shown
