"""The topics that were touched since the commit before this one, as far as git can tell."""

from __future__ import annotations

import subprocess
from collections.abc import Collection, Iterable
from pathlib import Path, PurePosixPath

from knowledge.inquiry.base import present

_ROOT = Path(__file__).resolve().parent.parent.parent
_TOPICS = PurePosixPath("knowledge/topics")
_TABLES = PurePosixPath("knowledge/tables")
_SECONDS = 20


def touched_topics() -> Collection[str]:
    """Topics whose rules, records or rows differ from the parent commit; none without git."""
    return topics_of(_changed_files())


def topics_of(files: Iterable[str]) -> Collection[str]:
    """The topics that files of the project are about."""
    found: set[str] = set()
    for path in map(PurePosixPath, files):
        if path.parent == _TOPICS and path.stem != "__init__":
            found.add(path.stem)
        elif path.parent == _TABLES:
            base = present()
            found |= {base.records[row.record].topic for row in base.rows}
    return found


def _changed_files() -> list[str]:
    command = ["git", "diff", "--name-only", "--relative", "HEAD^", "--"]
    try:
        told = subprocess.run(
            command, cwd=_ROOT, capture_output=True, timeout=_SECONDS, check=True
        ).stdout
    except (OSError, subprocess.SubprocessError):
        # no git, no repository, or no parent: a clone of one commit
        return []
    return told.decode("utf-8").splitlines()
