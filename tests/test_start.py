"""What start.py decides, without a network and without making an environment."""

import hashlib
import os
import socket
import sys
from pathlib import Path

import pytest

import start


def requirements_folder(folder: Path) -> Path:
    (folder / start.APP_REQUIREMENTS).write_text(
        "experta==1.9.4 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\n    # via us\n"
        "watchdog==7.1.0 ; sys_platform != 'darwin' \\\n    --hash=sha256:cc\n",
        encoding="utf-8",
    )
    (folder / start.TEST_REQUIREMENTS).write_text("pytest==9.2.0\n", encoding="utf-8")
    return folder


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("minor", [11, 12, 13])
@pytest.mark.parametrize("platform", ["win-amd64", "linux-x86_64", "macosx-11.0-arm64"])
def test_supported_python(minor: int, platform: str) -> None:
    assert start.python_problem((3, minor), "cpython", platform) == ""


@pytest.mark.parametrize(
    ("version", "implementation", "platform", "named"),
    [
        ((3, 10), "cpython", "linux-x86_64", "This Python is 3.10."),
        ((3, 14), "cpython", "linux-x86_64", "This Python is 3.14."),
        ((3, 12), "pypy", "linux-x86_64", "This Python is pypy."),
        ((3, 12), "cpython", "win32", "built for win32"),
        ((3, 12), "cpython", "win-arm64", "built for win-arm64"),
    ],
)
def test_unsupported_python_is_told_what_is_needed(
    version: tuple[int, int], implementation: str, platform: str, named: str
) -> None:
    problem = start.python_problem(version, implementation, platform)
    assert "3.11 to 3.13" in problem
    assert named in problem
    assert problem.isascii()


@pytest.mark.parametrize(
    ("arguments", "requirements", "rest"),
    [
        ([], start.APP_REQUIREMENTS, []),
        (["--server.port", "9000"], start.APP_REQUIREMENTS, ["--server.port", "9000"]),
        (["test"], start.TEST_REQUIREMENTS, []),
        (["test", "-k", "test"], start.TEST_REQUIREMENTS, ["-k", "test"]),
        (["--theme.base", "test"], start.APP_REQUIREMENTS, ["--theme.base", "test"]),
    ],
)
def test_arguments(arguments: list[str], requirements: str, rest: list[str]) -> None:
    assert start.split_arguments(arguments) == (requirements, rest)


def test_python_of_an_environment() -> None:
    folder = Path("some") / ".venv"
    assert start.venv_python(folder, windows=True) == folder / "Scripts" / "python.exe"
    assert start.venv_python(folder, windows=False) == folder / "bin" / "python"


def test_folder_of_the_environment(tmp_path: Path) -> None:
    assert start.venv_folder({}) == start.ROOT / ".venv"
    assert start.venv_folder({"ADVISOR_VENV": ""}) == start.ROOT / ".venv"
    assert start.venv_folder({"ADVISOR_VENV": ".venv-3.12"}) == start.ROOT / ".venv-3.12"
    assert start.venv_folder({"ADVISOR_VENV": str(tmp_path)}) == tmp_path


def test_another_environment_does_not_leak_but_pip_keeps_its_settings() -> None:
    kept = {"PATH": "p", "PIP_INDEX_URL": "i", "HTTPS_PROXY": "h", "PYTHONIOENCODING": "cp932"}
    leaking = {"PYTHONHOME": "a", "PYTHONPATH": "b", "VIRTUAL_ENV": "c"}
    assert start.child_environment(kept | leaking) == kept


def test_stamp_changes_with_requirements_and_python(tmp_path: Path) -> None:
    folder = requirements_folder(tmp_path)
    app = digest(folder / start.APP_REQUIREMENTS)
    test = digest(folder / start.TEST_REQUIREMENTS)
    assert start.stamp_lines(folder, start.APP_REQUIREMENTS, "3.11") == [
        f"3.11 requirements.txt {app}"
    ]
    assert start.stamp_lines(folder, start.TEST_REQUIREMENTS, "3.12") == [
        f"3.12 requirements-dev.txt {test}",
        f"3.12 requirements.txt {app}",
    ]


def test_tests_bring_everything_the_app_needs() -> None:
    def pins(name: str) -> set[str]:
        text = start.without_hashes((start.ROOT / name).read_text(encoding="utf-8"))
        return {line for line in text.splitlines() if line and line.lstrip()[0] != "#"}

    assert pins(start.APP_REQUIREMENTS) <= pins(start.TEST_REQUIREMENTS)


@pytest.mark.parametrize(
    ("stamp", "probed", "step"),
    [
        ("3.12 requirements.txt new\n", "3.12\n", "start"),
        ("3.12 requirements-dev.txt x\n3.12 requirements.txt new\n", "3.12\n", "start"),
        ("3.12 requirements.txt old\n", "3.12\n", "install"),
        ("3.12 requirements.txt newer\n", "3.12\n", "install"),
        ("", "3.12\n", "rebuild"),  # never finished
        ("3.12 requirements.txt new\n", "", "rebuild"),  # its Python does not run
        ("3.12 requirements.txt new\n", "3.12 streamlit\n", "rebuild"),  # a package was deleted
        ("3.11 requirements.txt new\n", "3.11\n", "rebuild"),  # made for another Python
        ("3.12 requirements.txt new\n", "3.11\n", "rebuild"),
    ],
)
def test_next_step(stamp: str, probed: str, step: str) -> None:
    assert start.next_step(stamp, "3.12 requirements.txt new", probed) == step


def test_probe_of_this_python_finds_everything() -> None:
    environ = start.child_environment(dict(os.environ))
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    assert start.probe(Path(sys.executable), environ).split() == [version]


def test_probe_of_no_python_is_empty(tmp_path: Path) -> None:
    broken = tmp_path / "python"
    assert start.probe(broken, {}) == ""
    broken.write_text("not a program", encoding="utf-8")
    assert start.probe(broken, {}) == ""


def test_packages_come_from_the_network_and_are_checked(tmp_path: Path) -> None:
    folder = requirements_folder(tmp_path)
    assert start.package_source(folder, start.APP_REQUIREMENTS, tmp_path / "venv") == [
        "-r",
        str(folder / start.APP_REQUIREMENTS),
    ]


def test_packages_come_from_the_folder_wheels_without_hashes(tmp_path: Path) -> None:
    folder = requirements_folder(tmp_path)
    venv = tmp_path / "venv"
    venv.mkdir()
    (folder / "wheels").mkdir()
    bare = venv / start.APP_REQUIREMENTS
    assert start.package_source(folder, start.APP_REQUIREMENTS, venv) == [
        "--no-index",
        "--find-links",
        str(folder / "wheels"),
        "-r",
        str(bare),
    ]
    assert bare.read_text(encoding="utf-8") == (
        "experta==1.9.4\n    # via us\nwatchdog==7.1.0 ; sys_platform != 'darwin'\n"
    )


@pytest.mark.parametrize("name", [start.APP_REQUIREMENTS, start.TEST_REQUIREMENTS])
def test_lock_is_hashed_and_names_no_server(name: str) -> None:
    text = (start.ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert "--hash=sha256:" not in start.without_hashes(text)
    packages = [line for line in text.splitlines() if line and line[0] not in " #"]
    assert packages
    for line in packages:
        assert "==" in line
        assert line.endswith(" \\"), f"{line} has no hash"


@pytest.mark.parametrize(
    ("arguments", "value"),
    [
        ([], ""),
        (["--server.port", "9000"], "9000"),
        (["--server.headless", "true", "--server.port=9000"], "9000"),
        (["--server.port"], ""),
        (["--server.portable", "1"], ""),
    ],
)
def test_option(arguments: list[str], value: str) -> None:
    assert start.option(arguments, "--server.port") == value


def test_a_port_that_is_named_is_kept() -> None:
    assert start.app_arguments(["--server.port", "9000"], {})[4:6] == ["--server.port", "9000"]
    named = {"STREAMLIT_SERVER_PORT": "9001"}
    assert start.app_arguments([], named)[4:6] == ["--server.port", "9001"]


def test_a_port_in_use_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        taken = server.getsockname()[1]
        monkeypatch.setattr(start, "FIRST_PORT", taken)
        assert start.free_port() != taken


def test_a_folder_that_is_no_environment_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(start.Problem, match="not a virtual environment"):
        start.make_venv(tmp_path, {})
    assert (tmp_path / "thesis.txt").is_file()


def test_the_environment_that_runs_is_not_cleared() -> None:
    with pytest.raises(start.Problem, match="deactivate"):
        start.make_venv(Path(sys.prefix), {})


def test_missing_ensurepip_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(start.Problem, match="-venv"):
        start.make_venv(tmp_path / ".venv", {})
    assert not (tmp_path / ".venv").exists()


def test_status_of_the_child_is_passed_on() -> None:
    environ = start.child_environment(dict(os.environ))
    assert start.run([sys.executable, "-c", "raise SystemExit(7)"], environ) == 7
    assert start.run([sys.executable, "-c", "pass"], environ) == 0


def test_problem_is_one_sentence_on_stderr(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(requirements: str, environ: dict[str, str]) -> Path:
        raise start.Problem(f"{requirements}: no.")

    monkeypatch.setattr(start, "prepare", fail)
    assert start.main(["test"]) == 1
    captured = capsys.readouterr()
    assert captured.err == "start.py: requirements-dev.txt: no.\n"
    assert captured.out == ""


def test_help_installs_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert start.main(["--help"]) == 0
    assert "python start.py test" in capsys.readouterr().out
