"""Writes what stands under docs/examples: ``python docs/refresh.py``, from any folder.

With ``--check`` it writes nothing and says which texts and drawings are stale (exit code 1).
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from diagrams.rendering import render  # noqa: E402 (the path has to be set first)
from diagrams.views import VIEWS  # noqa: E402
from documents.json_text import json_text  # noqa: E402
from documents.report import report  # noqa: E402
from facts.design import Design  # noqa: E402
from facts.design_file import load  # noqa: E402
from knowledge.advisor import advise  # noqa: E402
from knowledge.words import LANGUAGES  # noqa: E402

EXAMPLES = ROOT / "examples"
RENDERED = ROOT / "docs" / "examples"


def texts(name: str, design: Design) -> dict[str, str]:
    """The text files that show one example, by their names."""
    advice = advise(design, str(design.answers["as_of"]))
    found = {f"{name}.advice.json": json_text(advice)}
    for language in LANGUAGES:
        shown = {view: f"{name}.{view}.{language}.svg" for view in VIEWS}
        found[f"{name}.report.{language}.md"] = report(advice, language, drawings=shown)
        for view, drawing in VIEWS.items():
            found[f"{name}.{view}.{language}.dot"] = drawing.dot(advice, language)
    return found


def digest_line(dot: str) -> str:
    """The last line of an SVG file: the DOT text from which it was drawn, as a hash."""
    return f"<!-- DOT sha256 {hashlib.sha256(dot.encode('utf-8')).hexdigest()} -->\n"


def pictures(dot_name: str, dot: str) -> dict[str, bytes]:
    """The pictures of one DOT file by their names; none where nothing can draw."""
    stem = dot_name.removesuffix(".dot")
    svg, png = render(dot, "svg"), render(dot, "png")
    found = {}
    if svg is not None:
        found[f"{stem}.svg"] = svg.replace(b"\r\n", b"\n") + digest_line(dot).encode("utf-8")
    if png is not None:
        found[f"{stem}.png"] = png
    return found


def examples() -> Iterator[tuple[str, Design]]:
    """Every example with its name; raises ValueError for one that cannot be read."""
    for path in sorted(EXAMPLES.glob("*.yaml")):
        loaded = load(path)
        if loaded.design is None:
            raise ValueError(f"{path.name}: {loaded.problems}")
        yield path.stem, loaded.design


def stale() -> list[str]:
    """Names of the files that are missing, differ, or show a drawing of another DOT text."""
    wrong = []
    for name, design in examples():
        for file, content in texts(name, design).items():
            path = RENDERED / file
            if not path.is_file() or path.read_bytes() != content.encode("utf-8"):
                wrong.append(file)
            if file.endswith(".dot"):
                svg = path.with_suffix(".svg")
                drawn = svg.read_text(encoding="utf-8") if svg.is_file() else ""
                if not drawn.endswith(digest_line(content)):
                    wrong.append(svg.name)
    return wrong


def write() -> None:
    """Write every text and draw every picture anew."""
    RENDERED.mkdir(exist_ok=True)
    for old in RENDERED.iterdir():
        old.unlink()
    for name, design in examples():
        for file, content in texts(name, design).items():
            (RENDERED / file).write_bytes(content.encode("utf-8"))
            if file.endswith(".dot"):
                for picture, drawn in pictures(file, content).items():
                    (RENDERED / picture).write_bytes(drawn)


def main(arguments: list[str]) -> int:
    """Write, or with ``--check`` only compare; returns the exit code."""
    if arguments == ["--check"]:
        wrong = stale()
        print("\n".join(wrong), end="\n" if wrong else "")
        return 1 if wrong else 0
    write()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
