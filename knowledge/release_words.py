"""Texts on releases that hang on the design: how long one is supported, the way to another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from facts.question_bank import by_id
from knowledge.advice import Reason
from knowledge.guidance import guidance
from knowledge.judgement import FIRM
from knowledge.lifecycle import Span, spans
from knowledge.upgrades import between
from knowledge.words import listed, phrase, word


def date_words(date: str, language: str) -> str:
    """A day or a month, written as in ISO 8601, as a reader writes it."""
    year, month, *day = date.split("-")
    named = word(f"lifecycle.month.{int(month)}", language)
    if day:
        return phrase("lifecycle.day", language, year=year, month=named, day=int(day[0]))
    return phrase("lifecycle.month", language, year=year, month=named)


def span_words(span: Span, language: str) -> str:
    """How long a release is supported; marked where that is to be confirmed."""
    said = phrase(
        "lifecycle.span-esu" if span.esu else "lifecycle.span",
        language,
        system=release_words(span.release, language),
        mainstream=date_words(span.mainstream, language),
        extended=date_words(span.extended, language),
        **({"esu": date_words(span.esu, language)} if span.esu else {}),
    )
    if guidance()[span.record].certainty == "unconfirmed":
        return phrase("lifecycle.unconfirmed", language, span=said)
    return said


def release_words(release: str, language: str) -> str:
    """A release of Windows Server by its name."""
    return by_id("workload")["guest_system"].words[release][language]


def _dates(reasons: Iterable[Reason], language: str) -> str:
    """How long the releases are supported that reasons rest on, while these are known."""
    cited = {record for reason in reasons if reason.status == FIRM for record in reason.guidance}
    told = [span_words(one, language) for one in spans() if one.record in cited]
    between_them = "" if language == "ja" else " "
    return between_them.join(told) or word("lifecycle.open", language)


def _path(reasons: Sequence[Reason], language: str) -> str:
    """The releases on the way to another, that one included, while both ends are known."""
    read = {fact.field: str(fact.value) for reason in reasons for fact in reason.facts}
    try:
        way = between(read["host_release"], read["upgrade_to"])
    except ValueError:
        return word("lifecycle.open", language)
    named = [release_words(one, language) for one in way]
    return listed(named, language, "lifecycle.step", "lifecycle.step")


TOLD_OF_RELEASES: Mapping[str, Callable[[Sequence[Reason], str], str]] = {
    "dates": _dates,
    "path": _path,
}
"""What texts of findings and tasks may tell of releases, by the name of the placeholder."""
