"""Whatever comes in, problems come out, or a design that survives a round and can be judged."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facts.design_file import parse, write
from facts.question_bank import all_questions
from facts.strict_yaml import MOST_BYTES, MOST_NODES
from knowledge.advisor import advise
from knowledge.explanation import problem_text
from knowledge.words import LANGUAGES
from tests.bad_input import BAD_INPUT
from tests.conftest import FULL
from tests.hostile_texts import HARMFUL, HOSTILE_TEXTS, REFUSED_TEXTS

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.yaml"))
TEXTS = [path.read_text(encoding="utf-8") for path in EXAMPLES]
PATIENCE_S = 20
"""Far more than the largest file takes anywhere; a parser that runs away takes longer."""
IN_THE_LONG_FORM = 30
AS_OF = "2026-11-22"

budget = settings(
    max_examples=300 * (IN_THE_LONG_FORM if FULL else 1),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
small_budget = settings(budget, max_examples=40 * (IN_THE_LONG_FORM if FULL else 1))


def comes_out_well(content: bytes | str) -> bool:
    """Check what comes of a content; whether it is a design."""
    start = time.monotonic()
    loaded = parse(content)
    assert time.monotonic() - start < PATIENCE_S
    if loaded.design is not None:
        assert loaded.problems == ()
        assert parse(write(loaded.design)).design == loaded.design
        return True
    assert loaded.problems
    for one in loaded.problems:
        assert one.line >= 1 <= one.column
        for language in LANGUAGES:
            assert not HARMFUL.search(problem_text(one, language))
    return False


@budget
@given(st.one_of(st.binary(max_size=400), st.text(max_size=400)))
def test_anything_at_all(content: bytes | str) -> None:
    comes_out_well(content)


@budget
@given(st.text(st.sampled_from("[]{}:,-?&*!|>'\"%@`#\\ \n\r\tab1\x85\u2028\ufeff~<="), max_size=80))
def test_any_text_of_signs_that_yaml_knows(content: str) -> None:
    comes_out_well(content)


KEYS = sorted(
    {"schema", "sites", "links", "workloads", "name", "site", "between", "<<", ""}
    | {part for question in all_questions() for part in question.id.split(".")}
)
WORDS = sorted({word for question in all_questions() for word in question.words})
SCALARS = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from([*HOSTILE_TEXTS, *REFUSED_TEXTS]),
    st.integers().map(str),
    st.text(max_size=40),
)
NODES: st.SearchStrategy[object] = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.sampled_from(KEYS), inner, max_size=5)
    ),
    max_leaves=25,
)


@budget
@given(NODES, st.booleans())
def test_any_well_formed_yaml(content: object, flow: bool) -> None:
    comes_out_well(yaml.safe_dump(content, allow_unicode=True, default_flow_style=flow))


@small_budget
@given(st.integers(0, 3000), st.sampled_from(["[", "{a: ", "- ", "? ", "{? ", "[[", "a:\n "]))
def test_any_nesting(depth: int, opening: str) -> None:
    comes_out_well(opening * depth)


# --- examples, damaged

Damage = Callable[[list[str], int, int, str], None]


def lost(lines: list[str], at: int, _: int, __: str) -> None:
    del lines[at]


def doubled(lines: list[str], at: int, _: int, __: str) -> None:
    lines.insert(at, lines[at])


def swapped(lines: list[str], at: int, other: int, _: str) -> None:
    lines[at], lines[other] = lines[other], lines[at]


def another_value(lines: list[str], at: int, _: int, text: str) -> None:
    key = lines[at].partition(":")[0]
    lines[at] = f"{key}: {text}"


def another_key(lines: list[str], at: int, _: int, text: str) -> None:
    indent = len(lines[at]) - len(lines[at].lstrip())
    lines[at] = f"{' ' * indent}{text}: {lines[at].partition(':')[2]}"


def something_inside(lines: list[str], at: int, place: int, text: str) -> None:
    place %= len(lines[at]) + 1
    lines[at] = lines[at][:place] + text + lines[at][place:]


def further_in(lines: list[str], at: int, by: int, _: str) -> None:
    lines[at] = " " * (by % 5) + lines[at]


def damaged(text: str, damage: list[tuple[Damage, int, int, str]]) -> str:
    lines = text.splitlines()
    for harm, at, other, new in damage:
        if lines:
            harm(lines, at % len(lines), other % len(lines), new)
    return "\n".join(lines) + "\n"


BITS = st.one_of(
    st.sampled_from(
        ["\t", "&a ", "*a", "!!x ", ": ", "- ", "[", "}", "'", '"', "#", "\0", "\ufeff"]
    ),
    st.sampled_from(WORDS),
    SCALARS.map(
        lambda text: yaml.safe_dump(text, allow_unicode=True).removesuffix("\n...\n").strip()
    ),
)
HARMS: list[Damage] = [
    *(lost, doubled, swapped, another_value, another_key, something_inside, further_in)
]
DAMAGE = st.lists(
    st.tuples(st.sampled_from(HARMS), st.integers(0, 500), st.integers(0, 500), BITS), max_size=4
)


@budget
@given(st.sampled_from(TEXTS), DAMAGE)
def test_examples_with_damaged_lines(text: str, damage: list[tuple[Damage, int, int, str]]) -> None:
    comes_out_well(damaged(text, damage))


@budget
@given(
    st.sampled_from(
        [*(text.encode("utf-8") for text in TEXTS), *(one.content for one in BAD_INPUT)]
    ),
    st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=8),
    st.integers(0, 10**6),
)
def test_files_with_damaged_bytes(content: bytes, flips: list[tuple[int, int]], cut: int) -> None:
    found = bytearray(content[:10_000])
    for at, value in flips:
        if found:
            found[at % len(found)] = value
    comes_out_well(bytes(found[: max(1, cut % (2 * len(found) + 2))]))


@pytest.mark.slow
@small_budget
@given(
    st.sampled_from([text for text in TEXTS if len(text) < 10_000]),
    st.lists(
        st.tuples(
            st.sampled_from([another_value, lost, doubled]),
            st.integers(0, 500),
            st.integers(0, 500),
            st.sampled_from(WORDS + [repr(text) for text in HOSTILE_TEXTS]),
        ),
        min_size=1,
        max_size=3,
    ),
)
def test_what_is_left_of_an_example_can_be_judged(
    text: str, damage: list[tuple[Damage, int, int, str]]
) -> None:
    content = damaged(text, damage)
    if comes_out_well(content):
        design = parse(content).design
        assert design is not None
        assert advise(design, AS_OF).decisions or not (design.sites or design.workloads)


# --- the largest there may be, in time


@pytest.mark.parametrize(
    "line",
    [
        *("#\n", "\n", "- a\n", "a: b\n", "k: [x, y]\n", "? a\n", "'a'\n", ": \n", "- - - -\n"),
        *("a b c ", "[a],", "{a: b},", '"\\x41', "|\n a\n", "&a a\n", "\u2028", "\U0001f600", "\t"),
        *("%a b\n", "!a ", "sites: []\n", "  - {name: A}\n", "x" * 1000 + ": y\n"),
    ],
    ids=repr,
)
@pytest.mark.parametrize("start", ["", "[", "{", "a: ", "schema: 1\nsites:\n"], ids=repr)
def test_the_largest_files_take_seconds(line: str, start: str) -> None:
    room = MOST_BYTES - len(start.encode())
    count = min(room // len(line.encode("utf-8")), 3 * MOST_NODES)
    comes_out_well((start + line * count).encode("utf-8"))
