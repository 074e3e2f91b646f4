"""Servers to measure: the advisor's own and the bare one, each a process of its own."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
ADVISOR, BARE = "app.py", "benchmarks/bare_app.py"
_PATIENCE_S = 60


@dataclass(frozen=True)
class Server:
    """A server that answers, its process, and when that was started (seconds since 1970)."""

    address: str
    process: subprocess.Popen[bytes]
    started: float

    def megabytes(self) -> float | None:
        """Memory that the process holds at present; None where the system does not say."""
        status = Path(f"/proc/{self.process.pid}/status")
        if not status.is_file():
            return None
        for line in status.read_text(encoding="utf-8").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        return None


@contextmanager
def running(script: str, *arguments: str, log: IO[bytes] | None = None) -> Iterator[Server]:
    """Start a server and wait until it answers; it ends with the block.

    ``arguments`` go to Streamlit, those after ``--`` to the script; ``log`` takes what it prints.
    """
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.headless", "true"]
    command += ["--server.port", str(port), "--logger.hideWelcomeMessage", "true", *arguments]
    started = time.time()
    output = log or subprocess.DEVNULL
    with subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=output) as process:
        try:
            _wait_for(f"http://127.0.0.1:{port}/_stcore/health")
            yield Server(f"http://127.0.0.1:{port}/", process, started)
        finally:
            process.terminate()


def _wait_for(health: str) -> None:
    end = time.monotonic() + _PATIENCE_S
    while True:
        try:
            with urllib.request.urlopen(health):
                return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.005)


@contextmanager
def bare(
    folder: Path, widgets: Mapping[str, int], picture: str, *, picture_follows: bool
) -> Iterator[Server]:
    """A bare app with so many widgets and that picture."""
    told = folder / "bare.json"
    what = {"widgets": widgets, "picture": picture, "picture_follows": picture_follows}
    told.write_text(json.dumps(what), encoding="utf-8", newline="\n")
    with running(BARE, "--", str(told)) as server:
        yield server
