"""A copy of the advisor with a home, a temporary folder and logs of its own, to be searched."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.browser.driver import ROOT, free_port, wait_for

_LEFT_OUT = (".git", ".hypothesis", "__pycache__", ".venv*", ".*_cache", "tests", "docs", "wheels")
FAILING = "FAILS"
"""A project whose name begins so makes the copy fail, as an error of the program would."""
_FAILURE = f"""
from screens import session

if str(session.design().answers.get("project", "")).startswith("{FAILING}"):
    raise ValueError(f"cannot go on with {{session.design()}}")
"""


@dataclass(frozen=True)
class WatchedServer:
    """Where a server is, and the folder that holds all it can write to by itself."""

    address: str
    port: int
    folder: Path

    def files_with(self, texts: Iterable[str]) -> list[tuple[str, str]]:
        """Each file beneath the folder, logs included, that holds one of the texts; and which."""
        wanted = [
            (text, [text.encode(encoding) for encoding in ("utf-8", "utf-16-le")]) for text in texts
        ]
        return [
            (str(file.relative_to(self.folder)), text)
            for file in self.folder.rglob("*")
            if file.is_file()
            for content in (file.read_bytes() + file.name.encode(),)
            for text, forms in wanted
            if any(form in content for form in forms)
        ]

    def log(self) -> str:
        """All that the server has said so far."""
        return "".join(
            (self.folder / name).read_text(encoding="utf-8") for name in ("stdout", "stderr")
        )


@contextmanager
def watched_server(folder: Path) -> Iterator[WatchedServer]:
    """Start a copy of the advisor that has nothing but one folder to write to."""
    project, home, temporary = (folder / name for name in ("project", "home", "tmp"))
    shutil.copytree(ROOT, project, ignore=shutil.ignore_patterns(*_LEFT_OUT))
    with (project / "page.py").open("a", encoding="utf-8", newline="\n") as page:
        page.write(_FAILURE)
    home.mkdir()
    temporary.mkdir()
    foreign = ("XDG_", "STREAMLIT_", "TEMP", "TMP")
    environ = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    environ |= {"HOME": str(home), "TMPDIR": str(temporary)}
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
    with (
        (folder / "stdout").open("wb") as stdout,
        (folder / "stderr").open("wb") as stderr,
        subprocess.Popen(
            [*command, "--server.port", str(port)],
            cwd=project,
            env=environ,
            stdout=stdout,
            stderr=stderr,
        ) as server,
    ):
        try:
            wait_for(f"http://127.0.0.1:{port}/_stcore/health")
            yield WatchedServer(f"http://127.0.0.1:{port}/", port, folder)
        finally:
            server.terminate()
