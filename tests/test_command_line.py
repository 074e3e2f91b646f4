"""The command line: exit codes, messages, and bytes that no setting of the system changes."""

import datetime
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import advise as command_line
from facts.design_file import parse
from knowledge.advisor import advise
from knowledge.verdict_summary import Obstacle, exit_status, obstacles

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
FCI = str(EXAMPLES / "fci-on-vhd-set-2019.yaml")
WISH = str(EXAMPLES / "guest-cluster-wish-2008r2.yaml")
COMMANDS = ["report", "json", "why", "hangs-on", "ask", "check"]
SITE = "schema: 1\nsites: [{name: S, host_release: 2022, host_count: 2%s}]\nworkloads: [{%s}]\n"


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, str(ROOT / "advise.py"), *arguments],
        capture_output=True,
        check=False,
        cwd=ROOT.parent,  # it has to work from any folder
        env={**os.environ, **environment},
    )


def status_of(site: str, workload: str) -> tuple[int, tuple[Obstacle, ...]]:
    loaded = parse(SITE % (site, workload))
    assert loaded.design is not None, loaded.problems
    advice = advise(loaded.design, "2026-11-22")
    return exit_status(advice), obstacles(advice)


def test_a_wish_that_is_not_supported_is_in_the_way() -> None:
    status, found = status_of(
        "", "name: P, site: S, product: print-server, wishes: {guest_layer: guest-cluster}"
    )
    assert status == 1
    wished = Obstacle("wished", "P", "guest_layer/workload:P", "guest-cluster")
    assert wished in found


def test_a_wish_that_merely_loses_is_not_in_the_way() -> None:
    storage = ", shared_storage: {fc-san: yes}"
    status, found = status_of(
        storage, "name: P, site: S, product: print-server, wishes: {host_layer: restart-only}"
    )
    assert (status, found) == (0, ())


def test_a_deployment_whose_layer_cannot_be_built_is_in_the_way() -> None:
    status, found = status_of("", "name: Q, site: S, product: sql-server, deployment: fci")
    assert status == 1
    assert [one.kind for one in found if one.decision.startswith("guest_layer")] == ["stated"]


def test_a_decision_without_an_acceptable_option_is_in_the_way() -> None:
    workload = "name: P, site: S, product: print-server, survive: {site: yes}"
    status, found = status_of(", shared_storage: {fc-san: yes}", workload)
    assert status == 1
    assert found == (Obstacle("none", "P", "second_copy/workload:P", ""),)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_command_speaks_both_languages(
    command: str, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command_line.main([command, FCI, "--lang", language]) == 0
    told = capsys.readouterr()
    assert told.out.endswith("\n")
    assert told.err == ""
    japanese = any("\u3041" <= one <= "\u30ff" for one in told.out.replace("オプション", ""))
    if command != "json":
        assert japanese == (language == "ja") or command in ("report", "why")


def test_what_cannot_be_met_gives_1_and_the_advice_all_the_same(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert command_line.main(["report", WISH, "--lang", "en"]) == 1
    assert "What cannot be met:" in capsys.readouterr().out
    assert command_line.main(["check", WISH]) == 0  # a check does not judge


def test_json_is_the_advice(capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.main(["json", FCI]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["schema"] == 1
    taken = {one["id"]: one["chosen"] for one in data["decisions"]}
    assert taken["guest_layer/workload:SQL"] == "guest-cluster"


def test_a_date_on_the_command_line_beats_the_pinned_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    command_line.main(["json", FCI])
    assert json.loads(capsys.readouterr().out)["as_of"] == "2026-11-22"
    command_line.main(["json", FCI, "--as-of", "2030-01-31"])
    assert json.loads(capsys.readouterr().out)["as_of"] == "2030-01-31"


def test_without_any_date_today_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    design = tmp_path / "design.yaml"
    design.write_text(SITE % ("", "name: P, site: S, product: print-server"), encoding="utf-8")
    before = datetime.date.today()
    command_line.main(["json", str(design)])
    dated = datetime.date.fromisoformat(json.loads(capsys.readouterr().out)["as_of"])
    assert before <= dated <= datetime.date.today()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["report"], "report needs a design file."),
        (["report", FCI, "guest_layer/SQL"], "Only why, what-if and hangs-on take a decision"),
        (["hangs-on", FCI, "--option", "guest-cluster"], "Only why and what-if take an option"),
        (["what-if", FCI, "--finding", "x"], "Only why takes a finding; found x."),
        (["what-if", FCI], "what-if needs a decision, such as --decision guest_layer/SQL."),
        (["what-if", FCI, "--option", "standalone"], "what-if needs a decision"),
        (
            ["what-if", FCI, "platform/Mian"],
            "There is no decision platform/Mian. Nearest: platform/M",
        ),
        (["what-if", FCI, "platform/Main", "--option", "stand-alone"], "Nearest: standalone"),
        (["hangs-on", FCI, "platform/Mian"], "There is no decision platform/Mian."),
        (["json", FCI, "--as-of", "tomorrow"], "--as-of: expected a date"),
        (["bundle", FCI], "name it with -o"),
        (["report", FCI, "--finding", "x"], "Only why takes a finding; found x."),
        (["why", FCI, "guest_layer/NOBODY"], "There is no decision guest_layer/NOBODY."),
        (["why", FCI, "--decision", "guest_layer/SQ"], "Nearest: guest_layer/SQL, "),
        (["why", FCI, "pair/SQL", "--decision", "pair/PRINT"], "found pair/SQL, pair/PRINT."),
        (["why", FCI, "guest_layer/SQL", "--option", "guestcluster"], "Nearest: guest-cluster, "),
        (["why", FCI, "--option", "guest-cluster"], "The option guest-cluster needs its decision"),
        (["why", FCI, "--finding", "combind-clustering"], "Nearest: combined-clustering"),
        (["why", FCI, "--finding", "a\x1b[1m\nb"], "no finding or task a"),
        (["report", "no-such-file.yaml"], "no-such-file.yaml:1:1: The file cannot be read"),
        (["json", FCI, "-o", str(ROOT)], "cannot be written"),
    ],
)
def test_unusable_input_gives_2_and_one_line(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command_line.main([*arguments, "--lang", "en"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert said in told.err
    assert told.err.count("\n") == 1


def test_each_problem_of_a_file_has_its_line_and_column(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    design = tmp_path / "design.yaml"
    design.write_text(
        "schema: 1\nsites:\n  - name: S\n    host_release: 2021\n    host_count: many\n",
        encoding="utf-8",
    )
    assert command_line.main(["check", str(design), "--lang", "en"]) == 2
    first, second = capsys.readouterr().err.splitlines()
    assert first.startswith(f"{design}:4:19: host_release: expected one of 2008R2,")
    assert "found 2021" in first
    assert second.startswith(f"{design}:5:17: host_count: expected a whole number 1 - 64")


def test_an_unknown_command_or_language_gives_2() -> None:
    for arguments in (["advise", FCI], ["report", FCI, "--lang", "fr"]):
        with pytest.raises(SystemExit) as stopped:
            command_line.main(arguments)
        assert stopped.value.code == 2


def test_why_follows_one_decision_down_to_the_answers(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert command_line.main(["why", FCI, "--lang", "en", "guest_layer/SQL"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("# D1 Protection inside the guests (SQL)\n")
    assert "guest NLB: not applicable. Against: R" in told  # options that lost are explained too
    assert "the deployment is “Failover cluster instance (FCI)”" in told
    assert re.search(r"\n# D\d+ Platform \(Main\)\n", told)  # which it rests on
    assert "(PRINT)\n" not in told  # a decision it does not rest on


def test_why_tells_one_option_and_what_it_lost_by(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["why", FCI, "--decision", "guest_storage/SQL", "--option", "shared-vhdx"]
    assert command_line.main([*asked, "--lang", "en"]) == 0
    told = capsys.readouterr().out
    first, second, *others = told.splitlines()
    assert first == "# D1 Storage of the guest cluster (SQL)"
    assert second.startswith("  shared VHDX: not applicable. Against: R1")
    assert second.endswith("its verdict lets nobody choose it")
    assert not any(one.startswith("  in-guest iSCSI: ") for one in others)
    assert command_line.main([*asked, "--lang", "ja"]) == 0
    assert "採用できない判定である\n" in capsys.readouterr().out


def test_why_tells_a_finding_and_the_option_it_goes_with(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert command_line.main(["why", FCI, "--finding", "combined-clustering", "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert told.splitlines()[0].endswith(" (SQL)")
    assert "  Because of: R1\n" in told
    number = re.search(r"It goes with “guest cluster”, which (D\d+) \(Protection inside", told)
    assert number is not None
    assert f"\n# {number[1]} Protection inside the guests (SQL)\n" in told


def test_ask_all_needs_no_design(capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.main(["ask", "--all", "--lang", "ja"]) == 0
    blank = capsys.readouterr().out
    assert "ヒアリングシート" in blank
    assert command_line.main(["ask", FCI, "--all", "--lang", "ja"]) == 0
    assert "Example Hospital" in capsys.readouterr().out


def test_the_language_is_that_of_the_system_unless_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")
    command_line.main(["check", FCI])
    assert "問題はありません" in capsys.readouterr().out
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    command_line.main(["check", FCI])
    assert "nothing to complain about" in capsys.readouterr().out


def test_the_bundle_holds_everything_and_is_the_same_every_time(tmp_path: Path) -> None:
    one, other = tmp_path / "one.zip", tmp_path / "other.zip"
    for target in (one, other):
        assert command_line.main(["bundle", FCI, "--lang", "ja", "-o", str(target)]) == 0
    assert one.read_bytes() == other.read_bytes()
    with zipfile.ZipFile(io.BytesIO(one.read_bytes())) as archive:
        names = archive.namelist()
        assert {"design.md", "design.yaml", "advice.json"} <= set(names)
        told = archive.read("design.md").decode("utf-8")
        for view in ("physical", "network", "replication"):
            assert f"diagrams/{view}.dot" in names
            assert (f"](diagrams/{view}.svg)" in told) == (f"diagrams/{view}.svg" in names)
        assert parse(archive.read("design.yaml")).design == parse(Path(FCI).read_bytes()).design
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("encoding", ["cp932", "ascii"])
def test_what_is_written_is_utf_8_whatever_the_console_speaks(encoding: str) -> None:
    plain = run("report", FCI, "--lang", "ja")
    other = run("report", FCI, "--lang", "ja", PYTHONIOENCODING=encoding)
    assert plain.returncode == other.returncode == 0
    assert plain.stdout == other.stdout
    assert b"\r\n" not in plain.stdout
    assert "ホスト クラスター" in plain.stdout.decode("utf-8")
    wrong = run("report", "ありません.yaml", "--lang", "ja", PYTHONIOENCODING=encoding)
    assert wrong.returncode == 2
    assert wrong.stderr.decode("utf-8").startswith("ありません.yaml:1:1: ")
