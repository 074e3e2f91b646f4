"""A copy of the advisor as its next version might be: other questions, the same address."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.browser.driver import ROOT

GONE, RENAMED, NEW = "author", "architect", "role"
_LEFT_OUT = (".git", ".hypothesis", "__pycache__", ".venv*", ".*_cache", "tests", "docs", "wheels")


def next_version(folder: Path, schema: int = 1) -> Path:
    """Copy the advisor: one question is called otherwise, and one more has to be answered.

    With another ``schema`` number it reads no design file of the present version at all.
    """
    root = _copy(folder / "next")
    design, site = (root / "facts" / "questions" / f"{name}.yaml" for name in ("design", "site"))
    _rewrite(design, f"- id: {GONE}\n", f"- id: {RENAMED}\n")
    _rewrite(site, "  default: main\n", "  required: true\n")
    _rewrite(root / "facts" / "design.py", "SCHEMA = 1\n", f"SCHEMA = {schema}\n")
    return root


def slow_version(folder: Path, seconds: float) -> Path:
    """Copy the advisor: each change takes so long, as on a slow machine."""
    root = _copy(folder / "slow")
    slow = f"    __import__('time').sleep({seconds})\n    old = design()\n"
    _rewrite(root / "screens" / "session.py", "    old = design()\n", slow)
    return root


def _copy(root: Path) -> Path:
    shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns(*_LEFT_OUT))
    return root


def _rewrite(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, (file, old)
    file.write_text(text.replace(old, new), encoding="utf-8", newline="\n")
