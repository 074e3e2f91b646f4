"""What the screens are made of, as plain functions: escaping, names, drafts, files."""

from __future__ import annotations

import re

import pytest

from facts.design import Design
from facts.design_file import parse, write
from facts.question_bank import UNKNOWN, by_id
from knowledge.words import LANGUAGES
from screens import draft_text, editing
from screens.editing import Place
from screens.hand_over import file_stem
from screens.markdown import escaped, link, with_code
from screens.widgets import as_typed
from tests.screen_driver import (
    EXAMPLES,
    example,
    plain,
)


@pytest.mark.parametrize(
    "text",
    [
        *("![x](http://x)", "<script>", ":material/x:", ":smile:", "$x$", "[a](javascript:1)"),
        *(
            "`code`",
            "a\\b",
            "**b**",
            "a -> b",
            "www.example.com",
            "1. one",
            "# head",
            "a|b",
            "&lt;",
        ),
    ],
)
def test_escaped_text_shows_as_it_is(text: str) -> None:
    assert plain(escaped(text)) == text
    assert not re.search(r"(?<!\\)[`*_\[\]<>$!|#]", escaped(text))
    assert not re.search(r"(?<!\\):", escaped(text))


def test_escaped_text_has_one_line() -> None:
    assert escaped("a\n\n- b\t c") == r"a \- b c"


def test_code_in_our_own_texts_stays_code() -> None:
    assert with_code("Run `Get-VM *` now [x]") == r"Run `Get-VM *` now \[x\]"
    assert with_code("a ` b") == r"a \` b"


def test_only_web_addresses_become_links() -> None:
    assert link("a]b", "https://example.com/x") == r"[a\]b](https://example.com/x)"
    assert link("a", "javascript:alert(1)") == "a"
    assert link("a", "https://example.com/x) ![y](http://y") == "a"
    assert link("a", "https://example.com/x(v=1)") == "[a](https://example.com/x%28v=1%29)"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("１０　分", "10 min"), ("4時間", "4 h"), (" 30 s ", "30 s"), ("２日", "2 d"), ("any", "any")],
)
def test_durations_may_be_typed_in_japanese(typed: str, meant: str) -> None:
    assert as_typed(typed) == meant


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_draft_gives_back_exactly_what_was_answered(language: str) -> None:
    blank = editing.blank(language)
    place = Place("site", (blank.sites[0].name,))
    release, count = by_id("site")["host_release"], by_id("site")["host_count"]
    once = editing.answered(blank, place, release, UNKNOWN)
    twice = editing.answered(once, place, count, 2)
    for design in (once, twice, *(example(path.stem) for path in EXAMPLES)):
        assert draft_text.from_text(draft_text.as_text(design)) == design


@pytest.mark.parametrize(
    "text", ["", "x", "[]", "{}", '{"file": "x", "unanswered": []}', "[" * 99999]
)
def test_a_draft_that_cannot_be_read_is_no_draft(text: str) -> None:
    assert draft_text.from_text(text) is None


def test_what_is_missing_counts_as_unknown_in_a_file() -> None:
    completed = editing.completed(editing.blank("en"))
    assert parse(write(completed)).problems == ()
    assert completed.sites[0].answers == {"host_release": UNKNOWN, "host_count": UNKNOWN}
    assert completed.workloads[0].answers == {"site": "Site 1", "product": UNKNOWN}


@pytest.mark.parametrize("name", ["", "  ", "none", "ＵＮＫＮＯＷＮ", "main", "x" * 101, "a\x07b"])
def test_names_are_checked_as_in_a_file(name: str) -> None:
    design = editing.with_site(example("fci-on-vhd-set-2019"), "en")
    assert editing.naming_problem(design, Place("site", ("Site 2",)), name) is not None
    assert editing.naming_problem(design, Place("site", ("Main",)), "MAIN") is None


@pytest.mark.parametrize(
    ("project", "stem"),
    [
        ("", "design"),
        ("基幹系 更改/第 2 期", "基幹系-更改-第-2-期"),
        ("../../etc", "etc"),
        ("...", "design"),
    ],
)
def test_the_project_names_the_files(project: str, stem: str) -> None:
    assert file_stem(Design(answers={"project": project})) == stem
