"""The bundle: report, drawings, design and advice in one ZIP file, to be handed over or kept."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from diagrams.rendering import lacks_glyphs, render
from diagrams.views import VIEWS
from documents.json_text import json_text
from documents.report import report
from documents.wording import say
from facts.design_file import write
from knowledge.advice import Advice

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first time a ZIP file can hold: the same advice gives the same bytes on any day."""
_PLAIN_FILE = 0o644 << 16


def bundle(advice: Advice, language: str) -> bytes:
    """A ZIP file with ``design.md``, its drawings, ``design.yaml`` and ``advice.json``.

    Where nothing can draw pictures, the drawings are there as DOT text only. Where there is no
    font for the Japanese in them, ``diagrams/png-notice.txt`` says so of the pictures of pixels.
    """
    drawings = _drawings(advice, language)
    pictures = {view: f"diagrams/{view}.svg" for view in VIEWS}
    shown = {view: path for view, path in pictures.items() if path in drawings}
    files = {
        "design.md": report(advice, language, drawings=shown).encode("utf-8"),
        "design.yaml": write(advice.design).encode("utf-8"),
        "advice.json": json_text(advice).encode("utf-8"),
        **drawings,
    }
    return _zipped(files)


def _drawings(advice: Advice, language: str) -> dict[str, bytes]:
    """Every view as DOT text and, where something can draw, as pictures."""
    found: dict[str, bytes] = {}
    for name, view in VIEWS.items():
        dot = view.dot(advice, language)
        found[f"diagrams/{name}.dot"] = dot.encode("utf-8")
        pictures = {"svg": render(dot, "svg"), "png": render(dot, "png")}
        for form, picture in pictures.items():
            if picture is not None:
                found[f"diagrams/{name}.{form}"] = picture
        if pictures["png"] is not None and lacks_glyphs(dot):
            notice = say("png-without-glyphs", language) + "\n"
            found["diagrams/png-notice.txt"] = notice.encode("utf-8")
    return found


def _zipped(files: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = _PLAIN_FILE
            archive.writestr(entry, content)
    return target.getvalue()
