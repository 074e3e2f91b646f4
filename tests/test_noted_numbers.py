"""Findings that tell numbers: those that their reasons read, each site by its own."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from knowledge import explanation
from knowledge.advice import Fact, Noted, Reason
from knowledge.explanation import noted_text, noted_texts

_TEXTS = {"en": "{hosts} hosts and {memory} GB.", "ja": "ホスト{hosts}台と{memory} GB である。"}


def noted(name: str) -> Noted:
    return Noted("short", "site", name, "critical", "firm", "", "", (name,))


def reason(name: str, **read: int | str) -> Reason:
    facts = tuple(Fact(field, value, "derived") for field, value in read.items())
    return Reason(name, "site", name, "layout", "r", "firm", "Finding", {}, (), facts, (), ())


@pytest.fixture(autouse=True)
def _worded(monkeypatch: pytest.MonkeyPatch) -> None:
    def word(key: str, language: str) -> str:
        return {"finding.short": _TEXTS}[key][language]

    monkeypatch.setattr(explanation, "word", word)


REASONS: Mapping[str, Reason] = {
    "A": reason("A", hosts=3, memory=1024, unread="x"),
    "B": reason("B", hosts=2, memory=64),
    "C": reason("C", hosts=3, memory=1024),
}


def test_numbers_stand_in_the_text_with_the_spaces_of_the_language() -> None:
    assert noted_text(noted("A"), "en", REASONS) == "3 hosts and 1,024 GB."
    assert noted_text(noted("A"), "ja", REASONS) == "ホスト 3 台と 1,024 GB である。"


def test_what_is_the_same_of_several_is_said_once() -> None:
    said = noted_texts([noted("A"), noted("B"), noted("C")], "en", REASONS)
    assert {text: [one.name for one in some] for text, some in said.items()} == {
        "3 hosts and 1,024 GB.": ["A", "C"],
        "2 hosts and 64 GB.": ["B"],
    }
