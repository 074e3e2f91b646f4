"""The design file: there and back it is the same design; bad input is told, never raised."""

import unicodedata
from itertools import combinations
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facts.design import Design, Entity, Link, same_name
from facts.design_file import load, parse, write
from facts.question_bank import NO_LIMIT, UNKNOWN, Question, Value, questions
from tests.bad_input import small
from tests.random_designs import random_design

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.yaml"))

AWKWARD_NAMES = [
    *("no", "yes", "null", "~", "1e3", "0x1F", "12:30", "2026-11-22", "true", "1_000", ".inf"),
    *(" leading", "trailing ", "  both  ", "a: b", "a #b", "# c", "- d", "? e", "[f]", "{g: h}"),
    *("'quoted'", '"quoted"', "it's", "\\n", "a\\b", "%TAG", "@at", "`tick`", "!tag", "&anchor"),
    *("*alias", "|", ">", "---", "...", "<<", "=", "カ\u3099", "が", "ｱｲｳ", "日本", "🏥", "👩‍⚕️"),
    *("a\u00a0b", "a\u2028b", "a\u2029b", "\ufeffbom", "a\u200bb", "\u202ertl", "-", ":", ",", "'"),
    *(
        "x" * 100,
        "a  b",
        "a :b",
        "key:",
        "\u3000全角空白",
        "e\u0301",
        "\uffff",
        "\U0001f1ef\U0001f1f5",
    ),
]


def acceptable(text: str) -> bool:
    """Whether a text may be a name, said independently of the loader."""
    if not text.strip() or len(text) > 100:
        return False
    return not any(unicodedata.category(one) in ("Cc", "Cs") for one in text)


NAMES = st.one_of(st.sampled_from(AWKWARD_NAMES), st.text(min_size=1, max_size=100)).filter(
    lambda text: acceptable(text) and same_name(text) not in ("none", "unknown")
)
TEXTS = st.one_of(
    st.sampled_from(AWKWARD_NAMES),
    st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=200),
)


def values(question: Question, sites: list[str]) -> st.SearchStrategy[Value]:
    """Every value an answer to a question may have in a design."""
    choices: list[st.SearchStrategy[Value]] = []
    if question.may_be_unknown:
        choices.append(st.just(UNKNOWN))
    if question.kind == "word":
        choices.append(st.sampled_from(list(question.words)))
    elif question.kind == "count":
        choices.append(st.integers(question.least, min(question.most, 999_999)))
        choices += [st.just(NO_LIMIT)] if question.words else []
    elif question.kind == "duration":
        units = st.sampled_from([1, 60, 3600, 86_400])
        choices.append(st.builds(lambda amount, unit: amount * unit, st.integers(0, 3650), units))
        choices.append(st.just(NO_LIMIT))
    elif question.kind == "date":
        choices.append(st.dates().map(str))
        choices.append(st.just(""))
    elif question.kind == "site":
        choices.append(st.sampled_from([*sites, *question.words]))
    else:
        choices.append(TEXTS)
    return st.one_of(*choices)


@st.composite
def answers(draw: st.DrawFn, entity: str, sites: list[str]) -> dict[str, Value]:
    given_answers: dict[str, Value] = {}
    for question in questions(entity):
        if question.required or draw(st.booleans()):
            given_answers[question.id] = draw(values(question, sites))
    if given_answers.get("second_copy.site") == given_answers.get("site"):
        given_answers.pop("second_copy.site", None)
    return given_answers


@st.composite
def designs(draw: st.DrawFn) -> Design:
    sites = draw(st.lists(NAMES, min_size=1, max_size=3, unique_by=same_name))
    workloads = draw(st.lists(NAMES, max_size=3, unique_by=same_name))
    ends = (
        draw(st.lists(st.sampled_from([*combinations(sites, 2)]), unique=True)) if sites[1:] else []
    )
    return Design(
        answers=draw(answers("design", sites)),
        sites=tuple(Entity(name, draw(answers("site", sites))) for name in sites),
        links=tuple(Link(pair, draw(answers("link", sites))) for pair in ends),
        workloads=tuple(Entity(name, draw(answers("workload", sites))) for name in workloads),
    )


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(designs())
def test_written_and_read_back_it_is_the_same_design(design: Design) -> None:
    text = write(design)
    loaded = parse(text)
    assert loaded.problems == ()
    assert loaded.design == design
    assert parse(text.encode("utf-8")).design == design
    assert loaded.design is not None
    assert write(loaded.design) == text


@pytest.mark.parametrize("name", AWKWARD_NAMES)
def test_awkward_names_survive(name: str) -> None:
    site = Entity(name, {"host_release": "2022", "host_count": 2})
    workload = Entity(name, {"site": name, "product": "other"})
    design = Design({"project": name}, sites=(site,), workloads=(workload,))
    assert parse(write(design)).design == design


@pytest.mark.parametrize("seed", range(20))
def test_random_designs_survive(seed: int) -> None:
    design = random_design(seed)
    assert parse(write(design)).design == design


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_survive(path: Path) -> None:
    loaded = load(path)
    assert loaded.problems == ()
    assert loaded.design is not None
    assert parse(write(loaded.design)) == loaded


def test_the_architects_order_is_kept() -> None:
    design = random_design(4, workloads=3)
    backwards = Design(design.answers, design.sites[::-1], design.links, design.workloads[::-1])
    read = parse(write(backwards)).design
    assert read is not None
    assert [one.name for one in read.workloads] == [one.name for one in backwards.workloads]
    assert [one.name for one in read.sites] == [one.name for one in backwards.sites]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("2022", "2022"), ('"2022"', "2022"), ("'2022'", "2022"), ("unknown", "unknown")],
)
def test_quotes_mean_nothing(written: str, meant: str) -> None:
    read = parse(small(host_release=written)).design
    assert read is not None
    assert read.sites[0].answers["host_release"] == meant


def test_the_small_design_is_a_good_one() -> None:
    assert parse(small()).problems == ()
    assert parse("\ufeff".encode() + small().encode()).problems == ()
    assert parse(small().replace("\n", "\r\n")).design == parse(small()).design


def test_a_file_is_written_the_same_with_and_without_libyaml(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Every character, in each place where YAML treats characters differently."""
    told = [*AWKWARD_NAMES, *(one.format(chr(code)) for one in PLACES for code in SOME_CODES)]
    designs = [
        *(random_design(seed, workloads=3) for seed in range(30)),
        *(
            Design(sites=(Entity(name),), workloads=(Entity(f"{name}.", {"site": name}),))
            for name in told
        ),
    ]
    written = [write(one) for one in designs]
    monkeypatch.setattr("facts.design_file._FAST_DUMPER", yaml.BaseDumper)
    for design, text in zip(designs, written, strict=True):
        assert write(design) == text, design


PLACES = ("{}", "a{}b", "{} b", "a {}", "a: {}", "- {}", "'{}'", '"{}', "#{}")
SOME_CODES = [
    *(code for code in range(0x20, 0x3100) if code < 0x250 or code % 7 == 0),
    *(0x2028, 0x2029, 0x3042, 0x6F22, 0xD7FF, 0xE000, 0xFEFF, 0xFF21, 0xFFFD),
    *(0x10000, 0x1F600, 0x2000B, 0x10FFFD),
]
