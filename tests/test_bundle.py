"""The bundle says when its pictures of pixels cannot show Japanese."""

from __future__ import annotations

import io
import zipfile

import pytest

from diagrams import rendering
from documents.bundle import bundle
from knowledge.advisor import advise
from knowledge.words import LANGUAGES
from tests.drawn_designs import AS_OF
from tests.screen_driver import example

NOTICE = "diagrams/png-notice.txt"


def bundled(language: str) -> zipfile.ZipFile:
    advice = advise(example("two-workgroup-hosts-2022"), AS_OF)
    return zipfile.ZipFile(io.BytesIO(bundle(advice, language)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_notice_stands_beside_pictures_without_japanese_glyphs(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rendering, "japanese_glyphs", lambda: False)
    with bundled(language) as archive:
        # the English drawings of this design hold no Japanese
        assert (NOTICE in archive.namelist()) == (language == "ja")
        if language == "ja":
            assert "日本語フォントがないため" in archive.read(NOTICE).decode("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_no_notice_without_need(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "japanese_glyphs", lambda: True)
    with bundled(language) as archive:
        assert NOTICE not in archive.namelist()
