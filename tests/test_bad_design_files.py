"""Bad design files: each fault is told with its place, and whatever comes in nothing is raised."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from facts.design_file import Loaded, load, parse, write
from facts.question_bank import questions
from facts.strict_yaml import DEEPEST, MOST_BYTES, MOST_NODES, Problem

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.yaml"))
TEXTS = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=40)


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


def test_a_required_answer_is_missing_only_where_nothing_is_written() -> None:
    text = """\
schema: 1
sites:
  - {name: A, host_release: 2019, host_count: 2}
workloads:
  - {name: X, site: nowhere, product: sql-sever}
  - {name: Y, site: A}
"""
    found = [(one.code, one.line, one.expected) for one in parse(text).problems]
    assert [one for one in found if one[0] == "missing"] == [("missing", 6, "product")]
    assert {code for code, line, _ in found if line == 5} == {"no-such-site", "word-near"}
