"""The order in which a file system lists the knowledge changes nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from facts.design_file import load
from knowledge import advisor, guidance, rule_base, words
from knowledge.advice import as_data
from knowledge.advisor import advise

EXAMPLE = Path(__file__).parent.parent / "examples" / "two-workgroup-hosts-2022.yaml"


def everything() -> tuple[object, ...]:
    design = load(EXAMPLE).design
    assert design is not None
    records, documents = list(guidance.guidance().items()), list(guidance.sources().items())
    return (
        records,
        documents,
        list(words.catalogue().items()),
        as_data(advise(design, "2026-11-22")),
    )


def forget() -> None:
    for loaded in (guidance.guidance, guidance.sources, words.catalogue):
        loaded.cache_clear()
    rule_base.reasoners.cache_clear()
    advisor.runners.cache_clear()


def test_files_listed_backwards_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = Path.glob

    def backwards(self: Path, pattern: str) -> Iterator[Path]:
        return iter(sorted(listed(self, pattern), reverse=True))

    forward = everything()
    monkeypatch.setattr(Path, "glob", backwards)
    forget()
    try:
        assert everything() == forward
    finally:
        monkeypatch.undo()
        forget()
