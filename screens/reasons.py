"""Reasons with the guidance they cite, how sure that is, and its sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from documents.context import decisive
from documents.wording import first_sentence
from knowledge.advice import Advice, Option, Reason
from knowledge.explanation import source_text, worst_first
from knowledge.guidance import guidance
from knowledge.words import word
from screens.language import current, say
from screens.markdown import escaped, link, small, with_code
from screens.verdicts import badge, chip


def reasons_of(advice: Advice, option: Option) -> Iterator[tuple[Reason, str]]:
    """What speaks against an option, for it, and what was overruled, each with its guidance."""
    for reason in worst_first([advice.reasons[one] for one in option.objections]):
        yield reason, _told(reason, f"{say('against')} {chip(reason.slots['level'])}")
    for one in option.merits:
        yield advice.reasons[one], _told(advice.reasons[one], badge(say("in-favour"), "green"))
    for one in option.overruled:
        yield advice.reasons[one], _told(advice.reasons[one], badge(say("overruled"), "gray"))


def _told(reason: Reason, heading: str) -> str:
    return f"{heading}{marks(reason)}\n\n{records(reason.guidance)}"


def marks(reason: Reason) -> str:
    """That a reason is open, and the requirement that is missed by it."""
    still_open = (
        f" {badge(word('status.open', current()), 'violet')}" if reason.status == "open" else ""
    )
    missed = reason.slots.get("misses")
    about = f" {escaped(word(f'misses.{missed}', current()))}" if missed else ""
    return still_open + about


def records(ids: Iterable[str]) -> str:
    """Records of guidance as a list."""
    return "\n".join(f"- {record_line(one, current())}" for one in ids)


@lru_cache(2048)
def record_line(record_id: str, language: str) -> str:
    """What a record says, how sure that is, and a link to each source."""
    record = guidance()[record_id]
    certainty = word(f"certainty.{record.certainty}", language)
    said = with_code(record.text[language])
    return f"{said} {badge(certainty, 'gray')} {small(sources_line(record_id, language))}"


@lru_cache(2048)
def sources_line(record_id: str, language: str) -> str:
    """The sources of a record, as links."""
    told = [
        f"{link(title, address)} ({escaped(section)})" if section else link(title, address)
        for title, section, address in source_text(guidance()[record_id])
    ]
    return f"{word('screens.source', language)} {'; '.join(told)}"


@lru_cache(2048)
def in_short(record_id: str, language: str) -> str:
    """The first sentence of what a record says."""
    return with_code(first_sentence(guidance()[record_id].text[language], language))


def worst_in_short(advice: Advice, option: Option) -> str:
    """What the worst objection to an option comes down to; empty if there is none.

    It is the requirement that is missed, else the first sentence of the record behind it.
    """
    if not option.objections:
        return ""
    worst = worst_first([advice.reasons[one] for one in option.objections])[0]
    missed = worst.slots.get("misses")
    if missed:
        return say("short.misses", missed=escaped(word(f"misses.{missed}", current())))
    return in_short(decisive(worst).id, current())
