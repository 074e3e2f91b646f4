"""Streamlit's own words: said in both languages, and Streamlit really says them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import streamlit

from knowledge.words import LANGUAGES, catalogue
from screens.page_script import pairs

STATIC = Path(streamlit.__file__).parent / "static"
ENGLISH = sorted(one["en"] for key, one in catalogue().items() if ".built-in." in key)
COMMAND = "screens.instead.no-local-command"
INSTEAD = ("no-server", "no-local-server", "no-local-command")
PUT_IN = re.compile(r"\{\w+\}|\bCtrl\b|\bapply\b|\boptions?\b")
"""What Streamlit puts into its texts only when it says them."""


@pytest.fixture(scope="module")
def front_end() -> str:
    """All scripts of Streamlit's front end; a template counts as its fixed parts."""
    scripts = sorted(STATIC.rglob("*.js"))
    assert scripts
    return "\n".join(one.read_text(encoding="utf-8") for one in scripts)


@pytest.mark.parametrize("text", ENGLISH)
def test_streamlit_says_it(text: str, front_end: str) -> None:
    for part in PUT_IN.split(text):
        assert part.strip() in front_end, "Streamlit does not say this any more"


def test_every_text_is_replaced_by_another() -> None:
    for language in LANGUAGES:
        found = dict(pairs(language))
        assert not set(found) & set(found.values()), "replaced again and again"
        for before, after in found.items():
            assert set(re.findall(r"\{\w+\}", before)) == set(re.findall(r"\{\w+\}", after))


def test_nothing_streamlit_says_is_left_on_a_japanese_page() -> None:
    assert set(ENGLISH) <= set(dict(pairs("ja")))


def test_an_english_page_says_what_streamlit_says_unless_that_misleads() -> None:
    replaced = set(dict(pairs("en"))) & set(ENGLISH)
    assert replaced == {catalogue()[f"screens.built-in.{one}"]["en"] for one in INSTEAD}


def test_a_switch_takes_every_text_along() -> None:
    """What stands on the page in one language is said in the other, and back again."""
    for text in set(dict(pairs("ja")).values()) - {catalogue()[COMMAND]["ja"]}:
        assert dict(pairs("ja"))[dict(pairs("en"))[text]] == text
