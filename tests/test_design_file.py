"""The design file: there and back it is the same design; bad input is told, never raised."""

import unicodedata
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facts.design import Design, Entity, Link, same_name
from facts.design_file import Loaded, load, parse, write
from facts.question_bank import NO_LIMIT, UNKNOWN, Question, Value, questions
from facts.strict_yaml import DEEPEST, MOST_BYTES, MOST_NODES, Problem
from tests.random_designs import random_design

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.yaml"))

# --- there and back again

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


def small(
    *, host_release: str = "2022", host_count: str = "2", site: str = "A", more: str = ""
) -> str:
    return (
        "schema: 1\n"
        "sites:\n"
        "  - name: A\n"
        f"    host_release: {host_release}\n"
        f"    host_count: {host_count}\n"
        "workloads:\n"
        "  - name: W\n"
        f"    site: {site}\n"
        "    product: other\n" + more
    )


def test_the_small_design_is_a_good_one() -> None:
    assert parse(small()).problems == ()
    assert parse("\ufeff".encode() + small().encode()).problems == ()
    assert parse(small().replace("\n", "\r\n")).design == parse(small()).design


# --- bad input


def told(content: bytes | str) -> tuple[Problem, ...]:
    """The problems of bad content: some, each with a place, and no design."""
    loaded: Loaded = parse(content)
    assert loaded.design is None
    assert loaded.problems
    for one in loaded.problems:
        assert one.line >= 1
        assert one.column >= 1
        assert len(one.found) <= 100
    return loaded.problems


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
MERGE = "base: &base {a: 1}\n" + "".join(f"m{number}: {{<<: *base}}\n" for number in range(99))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "empty"),
        ("# only a comment\n\n# and another\n", "empty"),
        ("---\n", "mapping"),
        ("just text", "mapping"),
        ("- a\n- b\n", "mapping"),
        ("a: 1\n---\nb: 2\n", "several-documents"),
        (BOMB, "alias"),
        (MERGE, "alias"),
        ("&a [*a]", "alias"),
        ("a: *nobody\n", "alias"),
        ("[" * 10_000, "too-deep"),
        ("{a: " * 10_000, "too-deep"),
        ("- " * 10_000, "too-deep"),
        ("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1), "too-deep"),
        ("x: !!python/object/apply:os.system ['id']\n", "tag"),
        ("x: !!binary aGVsbG8=\n", "tag"),
        ("x: !custom y\n", "tag"),
        ("a: [1, 2\n", "syntax"),
        ("a: 'never closed\n", "syntax"),
        ("a: b: c\n", "syntax"),
        ("schema: 1\nsites:\n\t- name: A\n", "syntax"),
        ("\0", "syntax"),
        ("a: \x07\n", "syntax"),
        ("a: \ud800\n", "syntax"),
        (small().encode("utf-16"), "encoding"),
        (b"\xff\xfe\x00", "encoding"),
        (bytes(range(256)), "encoding"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "encoding"),
        ("x" * 2_000_000, "too-large"),
        (b"#" * (MOST_BYTES + 1), "too-large"),
        ("[" + "x," * (MOST_NODES + 1) + "]", "too-many-nodes"),
        ("%YAML 9.9\n---\na: b\n", "syntax"),
        ("? [a, b]\n: c\n", "scalar"),
        ("? {a: b}\n: c\n", "scalar"),
        ("schema: 1\nschema: 1\n", "duplicate-key"),
        ("schema: 2\n", "schema"),
        ("schema: [1]\n", "schema"),
        ("project: x\n", "schema"),
    ],
    ids=lambda value: None if isinstance(value, bytes) or len(value) > 20 else repr(value),
)
def test_text_that_is_no_design(content: bytes | str, code: str) -> None:
    assert code in {one.code for one in told(content)}


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        (small(host_release="2021"), "word-near", 4, 19),
        (small(host_release="XP"), "word", 4, 19),
        (small(host_count="0"), "count", 5, 17),
        (small(host_count="65"), "count", 5, 17),
        (small(host_count="9" * 5000), "count", 5, 17),
        (small(host_count="2.0"), "count", 5, 17),
        (small(host_count="٣"), "count", 5, 17),
        (small(host_count="[2]"), "scalar", 5, 17),
        (small(site="B"), "no-such-site", 8, 11),
        (small(site="none"), "no-such-site", 8, 11),
        (small(site="unknown"), "no-such-site", 8, 11),
        (small(site="[A]"), "scalar", 8, 11),
        (small(more="    tolerated: {outage: 5 minutes}\n"), "duration", 10, 25),
        (small(more="    tolerated: {outage: -1 s}\n"), "duration", 10, 25),
        (small(more="    tolerated: {outage: 999999 d}\n"), "duration", 10, 25),
        (small(more="    tolerated: 5 min\n"), "mapping", 10, 16),
        (small(more="    hosts: 3\n"), "unknown-key", 10, 12),
        (small(more="    survive.host: yes\n"), "unknown-key", 10, 19),
        (small(more="    survive: {hots: yes}\n"), "unknown-key", 10, 21),
        (small(more="    survive: {host: yes, host: no}\n"), "duplicate-key", 10, 26),
        (small(more="    second_copy: {site: B}\n"), "no-such-site", 10, 25),
        (small(more="    second_copy: {site: A}\n"), "copy-at-own-site", 10, 18),
        (small(more="  - name: w\n    site: A\n    product: other\n"), "duplicate-name", 10, 11),
        (small(more="  - name: Ｗ\n    site: A\n    product: other\n"), "duplicate-name", 10, 11),
        (small(more="  - name: ' '\n    site: A\n    product: other\n"), "blank-name", 10, 11),
        (small(more="  - name: [W]\n    site: A\n    product: other\n"), "scalar", 10, 11),
        (small(more="  - name: {a: b}\n"), "scalar", 10, 11),
        (small(more="  - site: A\n    product: other\n"), "missing", 10, 5),
        (small(more="  - text\n"), "mapping", 10, 5),
        (small(more="links: {between: [A, A]}\n"), "sequence", 10, 8),
        (small(more="links:\n  - between: [A, A]\n"), "link-ends", 11, 5),
        (small(more="links:\n  - between: A\n"), "sequence", 11, 14),
        (small(more="links:\n  - between: [A, B]\n"), "no-such-site", 11, 18),
        (small(more="as_of: 2026-13-01\n"), "date", 10, 8),
        (small(more="as_of: 20261122\n"), "date", 10, 8),
        (small(more='project: "a\\u0007b"\n'), "control-character", 10, 10),
        (small(more="project: " + "x" * 1001 + "\n"), "too-long", 10, 10),
        (small(more="environment: unknwon\n"), "word-near", 10, 14),
        (small(more="house_rules: {combined_clustering: unknown}\n"), "word", 10, 36),
        (small().replace("name: A", "name: none"), "reserved-name", 3, 5),
        (small().replace("name: A", "name: " + "x" * 101), "too-long", 3, 11),
        (small().replace("    product: other\n", ""), "missing", 7, 5),
    ],
)
def test_answers_that_mean_nothing_are_told_with_their_place(
    text: str, code: str, line: int, column: int
) -> None:
    found = {(one.code, one.line, one.column) for one in told(text)}
    assert (code, line, column) in found


@pytest.mark.parametrize(
    ("text", "near"),
    [
        (small(more="    surive: {host: yes}\n"), "survive"),
        (small(more="    survive: {hst: yes}\n"), "survive.host"),
        (small().replace("host_release", "host_relase"), "host_release"),
        (small().replace("workloads", "workload"), "workloads"),
    ],
)
def test_the_nearest_key_is_named(text: str, near: str) -> None:
    unknown = [one for one in told(text) if one.code == "unknown-key"]
    assert near in [one.expected for one in unknown]


def test_every_problem_is_told_at_once() -> None:
    text = small(host_release="XP", host_count="none", more="    survive: {hots: yes}\n")
    assert [one.code for one in told(text)] == ["word", "count", "unknown-key"]


def test_an_unreadable_file_is_a_problem(tmp_path: Path) -> None:
    assert [one.code for one in load(tmp_path / "nothing.yaml").problems] == ["unreadable"]
    assert [one.code for one in load(tmp_path).problems] == ["unreadable"]


# --- fuzzing: whatever comes in, problems come out, or a design that survives a round


def survives(content: bytes | str) -> None:
    loaded = parse(content)
    if loaded.design is None:
        assert loaded.problems
    else:
        assert parse(write(loaded.design)).design == loaded.design


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=300)))
def test_anything_at_all(content: bytes | str) -> None:
    survives(content)


NODES: st.SearchStrategy[object] = st.recursive(
    st.one_of(TEXTS, st.sampled_from([one.id for one in questions("workload")]), st.integers()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.sampled_from(["schema", "sites", "links", "workloads", "name", "site", "between"]),
            inner,
            max_size=5,
        ),
    ),
    max_leaves=20,
)


@settings(max_examples=300, deadline=None)
@given(NODES)
def test_any_well_formed_yaml(content: object) -> None:
    survives(yaml.safe_dump(content, allow_unicode=True))


MUTATIONS: list[Callable[[str, int, str], str]] = [
    lambda text, at, new: text[:at] + new + text[at:],
    lambda text, at, new: text[:at] + text[at + 1 :],
    lambda text, at, new: text[:at] + new + text[at + len(new) :],
    lambda text, at, _: text[:at] + text[: at // 2],
]


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from([path.read_text(encoding="utf-8") for path in EXAMPLES]),
    st.lists(
        st.tuples(
            st.sampled_from(MUTATIONS),
            st.integers(0, 800),
            st.sampled_from(
                ["\t", "&a ", "*a", "!!x ", ": ", "- ", "[", "}", "'", "\n", "#", "\0"]
            ),
        ),
        max_size=4,
    ),
)
def test_damaged_examples(
    text: str, damage: list[tuple[Callable[[str, int, str], str], int, str]]
) -> None:
    for mutate, at, new in damage:
        text = mutate(text, at % (len(text) + 1), new)
    survives(text)
