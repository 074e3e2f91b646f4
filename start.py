"""Starts the advisor or its tests, and installs what they need the first time.

    python start.py                      the advisor, in the browser
    python start.py --server.port 9000   the same; arguments are handed on to Streamlit
    python start.py test                 the tests
    python start.py test -k storage      the same; arguments are handed on to pytest

Everything is installed into the folder .venv beside this file (or the one that the environment
variable ADVISOR_VENV names). No administrator rights are needed; deleting the folder undoes it.
It is brought up to date when the requirements change, and made anew when it is damaged or made
for another Python. pip's own settings (proxy, index, certificates) apply.

Without a network: on a machine that has one, with the same system and Python, collect the
packages by

    python -m pip wheel -r requirements-dev.txt -w wheels

and put the folder wheels beside this file. While it is there, nothing is fetched.

This file uses the standard library alone. Python 3.6 and later can read it, so that an old
Python says what is missing instead of failing on a line it does not understand.
"""

import hashlib
import importlib.util
import os
import socket
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent
OLDEST = (3, 11)
NEWEST = (3, 13)
APP_REQUIREMENTS = "requirements.txt"
TEST_REQUIREMENTS = "requirements-dev.txt"  # contains the app's
FIRST_PORT = 8501
INTERRUPTED = 130

# Run by the environment's Python. It prints its version, then what should be there and is not.
PROBE = """
import importlib.util, sys
names = ("pip", "experta", "streamlit")
missing = [name for name in names if importlib.util.find_spec(name) is None]
print("%d.%d" % sys.version_info[:2], *missing)
"""


class Problem(Exception):
    """Something that only the person at the keyboard can put right, as a sentence."""


def python_problem(version: "tuple[int, int]", implementation: str, platform: str) -> str:
    """Say why this Python cannot be used; empty if it can."""
    if not OLDEST <= version <= NEWEST:
        found = f"{version[0]}.{version[1]}"
    elif implementation != "cpython":
        found = implementation
    elif platform in ("win32", "win-arm64"):
        found = f"built for {platform}, for which not all packages exist"
    else:
        return ""
    return (
        f"The advisor needs Python {OLDEST[0]}.{OLDEST[1]} to {NEWEST[0]}.{NEWEST[1]}, 64 bit "
        f"(on Windows the x64 edition, also on ARM). This Python is {found}. If another one is "
        "installed, start with that: for example 'py -3.13 start.py' on Windows, "
        "'python3.13 start.py' elsewhere."
    )


def split_arguments(arguments: "list[str]") -> "tuple[str, list[str]]":
    """Tell which requirements are asked for, the app's or the tests', and what is handed on."""
    if arguments[:1] == ["test"]:
        return TEST_REQUIREMENTS, arguments[1:]
    return APP_REQUIREMENTS, arguments


def child_environment(environ: "dict[str, str]") -> "dict[str, str]":
    """Leave out what would lend another Python's modules; keep all else, pip's settings too."""
    foreign = {"PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__"}
    return {name: value for name, value in environ.items() if name not in foreign}


def venv_folder(environ: "dict[str, str]") -> Path:
    """Name the folder of the virtual environment."""
    return ROOT / (environ.get("ADVISOR_VENV") or ".venv")


def venv_python(folder: Path, windows: bool) -> Path:
    """Name the Python inside a virtual environment."""
    return folder / "Scripts" / "python.exe" if windows else folder / "bin" / "python"


def stamp_lines(root: Path, requirements: str, version: str) -> "list[str]":
    """Describe what an installation fulfils, what was asked for first."""
    names = [requirements]
    if requirements == TEST_REQUIREMENTS:
        names.append(APP_REQUIREMENTS)
    digests = {name: hashlib.sha256((root / name).read_bytes()).hexdigest() for name in names}
    return [f"{version} {name} {digests[name]}" for name in names]


def next_step(stamp: str, wanted: str, probed: str) -> str:
    """Tell what a virtual environment needs: rebuild, install or start.

    The stamp is written last and removed first, so an installation that was broken off has none.
    What the probe printed is empty where that Python does not run.
    """
    if not stamp or probed.split() != wanted.split()[:1]:
        return "rebuild"
    return "start" if wanted in stamp.splitlines() else "install"


def without_hashes(requirements: str) -> str:
    """Drop the hashes from a list of requirements."""
    lines = [line.rstrip(" \\") for line in requirements.splitlines()]
    return "".join(f"{line}\n" for line in lines if not line.lstrip().startswith("--hash="))


def package_source(root: Path, requirements: str, folder: Path) -> "list[str]":
    """Tell pip where the packages come from: the folder wheels beside this file, if there is one.

    The hashes do not hold there: frozendict is published as source, and pip has built the wheel.
    """
    wheels = root / "wheels"
    if not wheels.is_dir():
        return ["-r", str(root / requirements)]
    bare = folder / requirements
    text = (root / requirements).read_text(encoding="utf-8")
    bare.write_text(without_hashes(text), encoding="utf-8")
    return ["--no-index", "--find-links", str(wheels), "-r", str(bare)]


def option(arguments: "list[str]", name: str) -> str:
    """Find the value of "--name value" or "--name=value"; empty if there is none."""
    for place, argument in enumerate(arguments):
        if argument == name:
            return "".join(arguments[place + 1 : place + 2])
        if argument.startswith(f"{name}="):
            return argument[len(name) + 1 :]
    return ""


def free_port() -> int:
    """Find a port, the usual one if possible: the browser keeps a draft for each port."""
    for port in range(FIRST_PORT, FIRST_PORT + 100):
        try:
            socket.create_server(("127.0.0.1", port)).close()
        except OSError:
            continue
        return port
    raise Problem(f"No port from {FIRST_PORT} on is free. Name one with --server.port.")


def read_if_there(path: Path) -> str:
    """Read a file; one that is missing or damaged counts as empty."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def probe(python: Path, environ: "dict[str, str]") -> str:
    """Run PROBE in a virtual environment; empty if its Python does not run."""
    try:
        answer = subprocess.run(
            [str(python), "-I", "-c", PROBE],
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            errors="replace",
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return answer.stdout


def make_venv(folder: Path, environ: "dict[str, str]") -> None:
    """Make an empty virtual environment, in place of a damaged one if need be."""
    if folder.exists() and not folder.name.startswith(".venv"):
        ours = (folder / "pyvenv.cfg").is_file() or (folder.is_dir() and not any(folder.iterdir()))
        if not ours:
            raise Problem(f"{folder} is not a virtual environment, so it is left as it is.")
    if folder.resolve() == Path(sys.prefix).resolve():
        raise Problem(
            f"{folder} has to be made anew, but the Python that would do it is the one inside. "
            "Leave it ('deactivate') and start again."
        )
    if importlib.util.find_spec("ensurepip") is None:
        raise Problem(
            "This Python comes without ensurepip, which virtual environments need. On Debian and "
            f"Ubuntu the package python{sys.version_info[0]}.{sys.version_info[1]}-venv brings "
            "it; a Python from python.org has it."
        )
    if subprocess.call([sys.executable, "-m", "venv", "--clear", str(folder)], env=environ):
        raise Problem(
            f"{folder} could not be made; the reason stands above. If the advisor is running, "
            "stop it first."
        )


def install(folder: Path, python: Path, requirements: str, environ: "dict[str, str]") -> None:
    """Let pip install a list of requirements."""
    print(f"Installing {requirements} into {folder}; this takes a minute or two.", flush=True)
    command = [str(python), "-m", "pip", "install", "--no-user", "--disable-pip-version-check"]
    command += [] if sys.stdout.isatty() else ["--quiet"]
    command += package_source(ROOT, requirements, folder)
    if subprocess.call(command, env=environ):
        raise Problem(
            f"pip could not install {requirements}; the reason stands above. Behind a proxy, set "
            "HTTPS_PROXY or configure pip. Without a network, see 'python start.py --help'."
        )


def prepare(requirements: str, environ: "dict[str, str]") -> Path:
    """Bring the virtual environment up to date and name its Python."""
    folder = venv_folder(environ)
    python = venv_python(folder, os.name == "nt")
    stamp = folder / "installed.txt"
    lines = stamp_lines(ROOT, requirements, f"{sys.version_info[0]}.{sys.version_info[1]}")
    step = next_step(read_if_there(stamp), lines[0], probe(python, environ))
    if step == "start":
        return python
    if step == "rebuild":
        make_venv(folder, environ)
    elif stamp.exists():
        stamp.unlink()
    install(folder, python, requirements, environ)
    stamp.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return python


def app_arguments(arguments: "list[str]", environ: "dict[str, str]") -> "list[str]":
    """Compose Streamlit's arguments.

    Its greeting is replaced, because it recommends tools for people who write such apps.
    """
    port = option(arguments, "--server.port") or environ.get("STREAMLIT_SERVER_PORT")
    port = port or str(free_port())
    print(f"The advisor: http://127.0.0.1:{port} (Ctrl+C ends it)", flush=True)
    given = ["--server.port", port, "--logger.hideWelcomeMessage", "true"]
    return ["-m", "streamlit", "run", "app.py", *given, *arguments]


def run(command: "list[str]", environ: "dict[str, str]") -> int:
    """Run a command to its end. Ctrl+C reaches it too, and it is given time to end by itself."""
    with subprocess.Popen(command, env=environ, cwd=str(ROOT)) as child:
        try:
            status = child.wait()
        except KeyboardInterrupt:
            try:
                child.wait(timeout=10)
            except (KeyboardInterrupt, subprocess.TimeoutExpired):
                child.kill()
            return INTERRUPTED
    return status if status >= 0 else 128 - status


def main(arguments: "list[str]") -> int:
    """Install what is missing, then start the app or the tests."""
    if arguments[:1] in (["-h"], ["--help"]):
        print(__doc__)
        return 0
    requirements, rest = split_arguments(arguments)
    environ = child_environment(dict(os.environ))
    try:
        python = prepare(requirements, environ)
        if requirements == TEST_REQUIREMENTS:
            return run([str(python), "-m", "pytest", *rest], environ)
        return run([str(python), *app_arguments(rest, environ)], environ)
    except Problem as problem:
        print(f"start.py: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED


if __name__ == "__main__":
    PROBLEM = python_problem(
        (sys.version_info[0], sys.version_info[1]),
        sys.implementation.name,
        sysconfig.get_platform(),
    )
    sys.exit(PROBLEM or main(sys.argv[1:]))
