"""Bad input as a file: each fault is told with its place, and nothing else happens."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import advise as command_line
from facts.design_file import load, parse
from facts.strict_yaml import MOST_BYTES, MOST_PROBLEMS
from facts.visible_text import LONGEST_EXCERPT
from knowledge.explanation import problem_text
from knowledge.words import LANGUAGES
from tests.bad_input import BAD_INPUT, BadInput, bad, small
from tests.hostile_texts import HARMFUL

ROOT = Path(__file__).parent.parent
COMMANDS = ("check", "report", "json", "why", "ask", "bundle")
GOOD = small().encode("utf-8")
BEFORE = b"what stood here before"


def lines_of(told: str, file: str) -> list[str]:
    """The lines of the error stream, each of which has to be one problem with its place."""
    lines = told.split("\n")
    assert lines.pop() == ""
    for line in lines:
        assert re.match(rf"{re.escape(file)}:[1-9]\d*:[1-9]\d*: \S", line), line
        assert not HARMFUL.search(line), line
        assert len(line) < len(file) + 700
    return lines


@pytest.mark.parametrize("case", BAD_INPUT, ids=lambda case: case.name)
def test_it_is_told_with_its_place(case: BadInput) -> None:
    loaded = parse(case.content)
    assert loaded.design is None
    found = {(one.code, one.line, one.column) for one in loaded.problems}
    assert (case.code, case.line, case.column) in found
    assert len(loaded.problems) <= MOST_PROBLEMS + 1
    for one in loaded.problems:
        assert one.line >= 1 <= one.column
        assert len(one.found) <= LONGEST_EXCERPT
    if case.nearest:
        (told,) = [
            one for one in loaded.problems if (one.line, one.column) == (case.line, case.column)
        ]
        assert case.nearest == (told.nearest or told.expected)
        assert all(case.nearest in problem_text(told, language) for language in LANGUAGES)


@pytest.mark.parametrize("case", BAD_INPUT, ids=lambda case: case.name)
def test_every_command_gives_2_and_a_line_for_each_problem(
    case: BadInput, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    design, output = tmp_path / "design.yaml", tmp_path / "output"
    design.write_bytes(case.content)
    output.write_bytes(BEFORE)
    told: dict[str, str] = {}
    for command, language in [(one, language) for one in COMMANDS for language in LANGUAGES]:
        arguments = [command, str(design), "--lang", language, "-o", str(output)]
        assert command_line.main(arguments) == 2
        out, error = capsys.readouterr()
        assert out == ""
        assert told.setdefault(language, error) == error
    assert output.read_bytes() == BEFORE
    assert [one.name for one in tmp_path.iterdir() if one not in (design, output)] == []
    japanese, english = (lines_of(told[one], str(design)) for one in ("ja", "en"))
    assert len(japanese) == len(english) == len(parse(case.content).problems)
    place = f"{design}:{case.line}:{case.column}: "
    assert any(line.startswith(place) for line in english)
    kana = re.compile("[\u3041-\u30ff]")
    assert all(kana.search(line) for line in japanese)
    assert all(re.search("[Ee]xpected .*found", line) for line in english)


@pytest.mark.parametrize(
    "case",
    [one for one in BAD_INPUT if one.name in ("alias bomb", "UTF-16", "lists, flow", "near: key")],
    ids=lambda case: case.name,
)
@pytest.mark.parametrize("command", ["check", "report"])
def test_the_same_from_outside(case: BadInput, command: str, tmp_path: Path) -> None:
    design = tmp_path / "design.yaml"
    design.write_bytes(case.content)
    done = run(command, str(design), "--lang", "en")
    assert done.returncode == 2
    assert done.stdout == b""
    assert b"Traceback" not in done.stderr
    assert len(lines_of(done.stderr.decode("utf-8"), str(design))) == len(
        parse(case.content).problems
    )


def run(*arguments: str | bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, str(ROOT / "advise.py"), *arguments],
        capture_output=True,
        check=False,
        timeout=60,
    )


# --- files that are none


def test_what_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    def code(path: Path) -> list[str]:
        return [one.code for one in load(path).problems]

    assert code(tmp_path / "nothing.yaml") == ["no-such-file"]
    assert code(tmp_path / "nothing" / "nothing.yaml") == ["no-such-file"]
    assert code(tmp_path) == ["folder"]
    assert code(Path("a\0b")) == ["unreadable"]
    assert code(tmp_path / ("x" * 5000)) in (["unreadable"], ["no-such-file"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_that_may_not_be_read_is_a_problem(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    design = tmp_path / "design.yaml"
    design.write_bytes(GOOD)
    monkeypatch.setattr(Path, "open", refuse)
    (problem,) = load(design).problems
    assert problem.code == "not-permitted"
    assert "Permission denied" not in problem_text(problem, language)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device here")
def test_a_device_that_never_ends_is_not_read_to_its_end() -> None:
    assert [one.code for one in load(Path("/dev/zero")).problems] == ["too-large"]


def test_an_output_that_cannot_be_written_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    design = tmp_path / "design.yaml"
    design.write_bytes(GOOD)
    for output in (tmp_path, tmp_path / "nowhere" / "a.md"):
        assert command_line.main(["report", str(design), "-o", str(output), "--lang", "en"]) == 2
        out, error = capsys.readouterr()
        assert (out, error.count("\n")) == ("", 1)


# --- names of files


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a b.yaml", "a b.yaml"),
        ("設計 図.yaml", "設計 図.yaml"),
        ("{file} %s {0}.yaml", "{file} %s {0}.yaml"),
        ("<script>.yaml", "<script>.yaml"),
        ("\u202egpj.yaml", "[U+202E]gpj.yaml"),
        ("red\x1b[31m.yaml", "red[U+001B][31m.yaml"),
        ("two\nlines.yaml", "two lines.yaml"),
        ("-.yaml", "-.yaml"),
    ],
)
def test_names_of_files_do_no_harm(
    name: str, shown: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / name
    try:
        file.write_bytes(GOOD)
    except OSError:
        pytest.skip("this system does not take the name")
    assert command_line.main(["check", str(file), "--lang", "en"]) == 0
    assert capsys.readouterr().out == f"{tmp_path / shown}: nothing to complain about.\n"
    file.write_bytes(b"")
    assert command_line.main(["check", str(file), "--lang", "en"]) == 2
    assert capsys.readouterr().err.startswith(f"{tmp_path / shown}:1:1: Expected a design")


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are bytes on Linux only")
def test_a_name_that_is_no_text_is_told_all_the_same(tmp_path: Path) -> None:
    file = os.fsencode(tmp_path) + b"/\xff.yaml"
    Path(os.fsdecode(file)).write_bytes(b"")
    for arguments in (("check", file), ("check", file, b"\xfe", b"\xfd", b"\xfc")):
        done = run(*arguments)
        assert done.returncode == 2
        assert b"Traceback" not in done.stderr
        done.stderr.decode("utf-8")


# --- what looks odd and is good


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + GOOD,
        GOOD.replace(b"\n", b"\r\n"),
        GOOD.replace(b"\n", b"\r"),
        GOOD.rstrip(b"\n"),
        b"# comment\n\n" + GOOD + b"\n\n# comment",
        b"---\n" + GOOD + b"...\n",
        GOOD.replace(b"2022", b'"2022"'),
        GOOD.replace(b": A", b":    A"),
        GOOD.replace(b"site: A", "site: Ａ".encode()),
        GOOD + b"project: |\n\n  Core systems\n".replace(b"|\n\n", b"|-\n"),
    ],
    ids=lambda content: repr(content[:10]),
)
def test_it_is_taken(content: bytes) -> None:
    loaded = parse(content)
    good = parse(GOOD).design
    assert loaded.problems == ()
    assert loaded.design is not None
    assert good is not None
    assert (loaded.design.sites, loaded.design.workloads) == (good.sites, good.workloads)


def test_every_problem_is_told_at_once() -> None:
    text = small(host_release="XP", host_count="none", more="    survive: {hots: yes}\n")
    assert [one.code for one in parse(text).problems] == ["word", "count", "unknown-key"]


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


def test_what_is_left_out_is_counted() -> None:
    text = small(more="".join(f"    q{at}: 3\n" for at in range(150)))
    *told, last = parse(text).problems
    assert len(told) == MOST_PROBLEMS
    assert (last.code, last.found) == ("more-problems", "50")


def test_many_sites_are_not_named_again_with_each_problem() -> None:
    sites = "".join(
        f"  - {{name: {at:090}, host_release: 2022, host_count: 2}}\n" for at in range(50)
    )
    lost = "".join(f"  - {{name: W{at}, site: x, product: other}}\n" for at in range(1000))
    text = f"schema: 1\nsites:\n{sites}workloads:\n{lost}"
    problems = parse(text).problems
    assert len(text) < MOST_BYTES
    assert len(problems) == MOST_PROBLEMS + 1
    assert max(len(one.expected) for one in problems) < 700


def test_the_list_names_each_case_once() -> None:
    names = [one.name for one in BAD_INPUT]
    assert len(set(names)) == len(names)
    assert bad("x", "é", "word").content == b"\xc3\xa9"
