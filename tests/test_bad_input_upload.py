"""Bad input in the browser: as an uploaded file, and as a draft that somebody has meddled with."""

from __future__ import annotations

import json
import re

import pytest
import streamlit
from hypothesis import given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from facts.design import Design
from facts.design_file import parse
from knowledge.explanation import problem_text
from knowledge.words import LANGUAGES, word
from screens import draft, draft_text, opening
from screens.markdown import escaped
from tests.bad_input import BAD_INPUT, BadInput, small
from tests.screen_driver import design_of, example, opened

_SHOWN = 20
THROUGH_THE_PAGE = (
    *("alias bomb", "lists, flow", "tag that calls", "2 MB of one word", "NUL inside", "UTF-16"),
    *("picture", "nothing", "tab for indentation", "markup as a word", "braces as a word"),
    *("half a pair as a word", "key that turns the line", "1,000 keys of nothing", "near: key"),
)


def uploaded(at: AppTest, content: bytes, name: str = "design.yaml") -> None:
    at.session_state["open-a-design"] = True
    at.run()
    uploader = at.file_uploader[0]
    uploader.set_value((name, content, "application/yaml"))
    at.run()
    assert not at.exception


def problems_shown(at: AppTest) -> list[str]:
    (error,) = at.error
    first, _, *lines = error.value.split("\n")
    assert lines == [line for line in lines if line.startswith("- ")]
    return [first, *lines]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_upload_is_refused_and_the_draft_stays(language: str) -> None:
    before = example("two-workgroup-hosts-2022")
    at = opened(language, before)
    for case in (one for one in BAD_INPUT if one.name in THROUGH_THE_PAGE):
        uploaded(at, case.content)
        assert design_of(at) == before
        first, *lines = problems_shown(at)
        assert first == word("screens.file-refused", language)
        problems = parse(case.content).problems
        assert len(lines) == min(len(problems), _SHOWN + 1)
        for line, one in zip(lines[:_SHOWN], problems, strict=False):
            text = escaped(problem_text(one, language))
            values = {"line": one.line, "column": one.column, "text": text}
            assert line == f"- {word('screens.problem-line', language, **values)}"
    uploaded(at, small().encode("utf-8"))
    assert design_of(at) == parse(small()).design
    assert not at.error


def test_the_list_of_cases_knows_those_that_go_through_the_page() -> None:
    assert set(THROUGH_THE_PAGE) <= {one.name for one in BAD_INPUT}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", BAD_INPUT, ids=lambda case: case.name)
def test_what_the_page_says_of_it_is_text(case: BadInput, language: str) -> None:
    """The rest goes the same way: what is shown is Markdown without anything live in it."""
    for one in parse(case.content).problems:
        shown = escaped(problem_text(one, language)).replace("\u2060", "")  # ours, see there
        assert not re.search(r"(?<!\\)[`*_\[\]<>$!|#:]", shown)
        assert shown.isprintable()
        assert len(shown) < 1500


@pytest.mark.parametrize(
    "name", ["x.yaml", "<script>.yaml", "../../x.yaml", "\u202ex.yml", "x" * 200 + ".yaml"]
)
def test_the_name_of_an_upload_does_not_matter(name: str) -> None:
    at = opened("en")
    uploaded(at, small().encode("utf-8"), name)
    assert design_of(at) == parse(small()).design


# --- the draft, which lies in the browser, where anybody can write anything into it


def written(file: object, unanswered: object = ()) -> str:
    return json.dumps({"file": file, "unanswered": unanswered})


@pytest.mark.parametrize("case", BAD_INPUT, ids=lambda case: case.name)
def test_a_draft_with_bad_input_is_no_draft(case: BadInput) -> None:
    text = case.content.decode("utf-8", "replace")
    assert draft_text.from_text(text) is None
    if parse(text).problems:
        assert draft_text.from_text(written(text)) is None


@pytest.mark.parametrize(
    "text",
    [
        *("", "x", "null", "[]", "{}", "1", '"x"', "[" * 99_999, "{" * 99_999, "9" * 5000),
        *("NaN", "-1e999", '{"file": 1}', '{"file": "schema: 1"}', "\ud800", '"\\ud800"', "\0"),
        written({"schema": 1}),
        written(None),
        written("schema: 1\n", None),
        written("schema: 1\n", 1),
        written("schema: 1\n", [1]),
        written("\ud800"),
        '{"file": "schema: 1", "unanswered": [' + "[" * 99_999,
    ],
    ids=lambda text: repr(text[:20]),
)
def test_a_draft_that_is_none_does_no_harm(text: str) -> None:
    assert draft_text.from_text(text) is None


@pytest.mark.parametrize(
    "unanswered",
    [
        [],
        "site",
        {"site": 1},
        [[]],
        [["site"]],
        [["site", "A"]],
        [["site", "nowhere", "host_count"]],
        [["site", "A", "no such question"]],
        [["workload", "W", "tolerated.loss"]],
        [["design", "project"], ["link", "A", "B", "trust"]],
        [[None, 1, {}]],
        [["site", "A", "host_count"]] * 1000,
    ],
    ids=repr,
)
def test_a_list_of_missing_answers_takes_away_nothing_but_those(unanswered: object) -> None:
    found = draft_text.from_text(written(small(), unanswered))
    whole = parse(small()).design
    assert whole is not None
    assert found is not None
    count = found.sites[0].answers.get("host_count")
    assert count in (None, 2)
    assert (count is None) == (["site", "A", "host_count"] in list(unanswered))  # type: ignore[call-overload]
    assert found.workloads == whole.workloads


@settings(max_examples=100)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(st.sampled_from(["file", "unanswered", "x"]), inner, max_size=3)
        ),
        max_leaves=10,
    )
)
def test_any_draft_at_all(value: object) -> None:
    found = draft_text.from_text(json.dumps(value))
    assert found is None or isinstance(found, Design)


@pytest.mark.parametrize("found", [None, "x", [], {}, {"ask": ""}, {"ask": "x", "text": 1}])
def test_what_the_page_did_not_ask_for_is_not_taken(
    found: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    class State(dict[str, object]):
        pass

    class Component:
        pass

    component = Component()
    component.found = found  # type: ignore[attr-defined]
    state = State({"draft": component, "draft-ask": "asked"})
    monkeypatch.setattr(streamlit, "session_state", state)
    draft._take()
    assert set(state) == {"draft", "draft-ask"}


def test_a_field_that_the_next_one_has_replaced_brings_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Under load a browser may send a second file before the page has its new field."""
    state: dict[str, object] = {"uploads": 1}
    monkeypatch.setattr(streamlit, "session_state", state)
    opening._open_upload("upload-welcome-0")
    assert state == {"uploads": 1}
