"""results.md: one part for each benchmark, which replaces its own and leaves the others."""

from __future__ import annotations

from pathlib import Path

FILE = Path(__file__).resolve().parent / "results.md"


def put(part: str, file: Path = FILE) -> None:
    """Put a part into the file, in place of the one with the same heading or at the end."""
    parts = _parts(file.read_text(encoding="utf-8")) if file.is_file() else {}
    parts |= _parts(part)
    file.write_text("\n".join(parts.values()), encoding="utf-8", newline="\n")


def _parts(text: str) -> dict[str, str]:
    """The parts of a text by their headings; each begins with a heading of the first level."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith("# "):
            lines = found.setdefault(line, [])
        lines.append(line)
    return {heading: "\n".join(of).rstrip("\n") + "\n" for heading, of in found.items()}
