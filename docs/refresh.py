"""Writes docs/examples, the gallery, the pages on knowledge, the README's count: ``refresh.py``.

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
from docs import gallery_pages, guidance_pages, vsphere_pages  # noqa: E402
from documents.json_text import json_text  # noqa: E402
from documents.report import report  # noqa: E402
from facts.design import Design  # noqa: E402
from facts.design_file import load  # noqa: E402
from knowledge.advice import Advice  # noqa: E402
from knowledge.advisor import advise  # noqa: E402
from knowledge.words import LANGUAGES  # noqa: E402
from tests.large_design import large_design  # noqa: E402

EXAMPLES = ROOT / "examples"
DOCS = ROOT / "docs"
README = "../README.md"
RENDERED = DOCS / "examples"
GALLERY = DOCS / "gallery"


def advice_on(design: Design) -> Advice:
    """The advice on a design that names its date."""
    return advise(design, str(design.answers["as_of"]))


def texts(name: str, design: Design) -> dict[str, str]:
    """The text files that show one example, by their names."""
    advice = advice_on(design)
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


def svg_of(dot: str) -> bytes | None:
    """The picture of a DOT text with its hash; None where nothing can draw."""
    svg = render(dot, "svg")
    if svg is None:
        return None
    return svg.replace(b"\r\n", b"\n") + digest_line(dot).encode("utf-8")


def pictures(dot_name: str, dot: str) -> dict[str, bytes]:
    """The pictures of one DOT file by their names; none where nothing can draw."""
    stem = dot_name.removesuffix(".dot")
    svg, png = svg_of(dot), render(dot, "png")
    found = {}
    if svg is not None:
        found[f"{stem}.svg"] = svg
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


def gallery() -> tuple[dict[str, str], dict[str, str]]:
    """Pages of the gallery, and the DOT text of each of its own pictures, by paths below docs."""
    advices = {name: advice_on(design) for name, design in examples()}
    advices[gallery_pages.LARGE] = advice_on(large_design())
    names = gallery_pages.PAGES.items()
    pages = {name: gallery_pages.page(advices, language) for language, name in names}
    return pages, {one.path: one.dot for one in gallery_pages.pictures(advices)}


def stale() -> list[str]:
    """Names of the files that are missing, differ, or show a drawing of another DOT text."""
    wrong = []
    for name, design in examples():
        for file, content in texts(name, design).items():
            wrong += [] if _is_fresh(RENDERED / file, content) else [file]
            if file.endswith(".dot"):
                svg = (RENDERED / file).with_suffix(".svg")
                wrong += [] if _shows(svg, content) else [svg.name]
    pages, drawn = gallery()
    pages |= _of_knowledge()
    wrong += [name for name, content in pages.items() if not _is_fresh(DOCS / name, content)]
    return wrong + [path for path, dot in drawn.items() if not _shows(DOCS / path, dot)]


def _of_knowledge() -> dict[str, str]:
    """The pages on what is known, by their paths below ``docs``; the README holds its count."""
    readme = guidance_pages.readme((DOCS / README).read_text(encoding="utf-8"))
    return guidance_pages.pages() | vsphere_pages.pages() | {README: readme}


def _is_fresh(path: Path, content: str) -> bool:
    return path.is_file() and path.read_bytes() == content.encode("utf-8")


def _shows(svg: Path, dot: str) -> bool:
    """Whether a picture says that it was drawn from this DOT text."""
    return svg.is_file() and svg.read_text(encoding="utf-8").endswith(digest_line(dot))


def write() -> None:
    """Write every text and draw every picture anew."""
    for folder in (RENDERED, GALLERY):
        folder.mkdir(exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
    for name, design in examples():
        for file, content in texts(name, design).items():
            (RENDERED / file).write_bytes(content.encode("utf-8"))
            if file.endswith(".dot"):
                for picture, drawn in pictures(file, content).items():
                    (RENDERED / picture).write_bytes(drawn)
    pages, own = gallery()
    for file, content in (pages | _of_knowledge()).items():
        (DOCS / file).write_bytes(content.encode("utf-8"))
    for path, dot in own.items():
        svg = svg_of(dot)
        if svg is not None:
            (DOCS / path).write_bytes(svg)


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
