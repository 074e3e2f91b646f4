"""Why: the numbered chain of reasons of every decision, or of one, as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from documents.markdown import visible
from documents.reasons import Chain
from documents.wording import say
from knowledge.advice import Advice, DecisionTaken
from knowledge.explanation import source_text
from knowledge.guidance import Guidance


class NoSuchDecision(ValueError):
    """A text names no decision of the advice; its argument lists those there are."""


def why(advice: Advice, language: str, only: str = "") -> str:
    """The reasons of all decisions shown, or of one and those it rests on, down to the answers.

    ``only`` names a decision as ``topic/name``, such as ``guest_layer/SQL``. Raises
    NoSuchDecision when there is none of that name.
    """
    cited = partial(_sources, language=language)
    chain = Chain(advice, language, visible, visible, cited)
    sections: list[tuple[DecisionTaken, tuple[str, ...]]]
    sections = [(one, (one.name,)) for one in advice.decisions if one.shown]
    if only:
        asked = _named(advice, only)
        sections = [(one, _told_of(advice, one, asked)) for one in chain.follows(asked)]
    return "\n".join(line for one in sections for line in _section(chain, *one, language))


def _told_of(advice: Advice, decision: DecisionTaken, asked: DecisionTaken) -> tuple[str, ...]:
    """Whom a decision is told of: the one asked about, else all that are described alike."""
    if (decision.subject, decision.name) == (asked.subject, asked.name):
        return (decision.name,)
    return advice.alike(decision.subject, decision.name)


def _named(advice: Advice, wanted: str) -> DecisionTaken:
    names = {f"{one.topic}/{one.name}": one for one in advice.decisions}
    if wanted not in names:
        raise NoSuchDecision(", ".join(names))
    return names[wanted]


def _section(
    chain: Chain, decision: DecisionTaken, names: tuple[str, ...], language: str
) -> Iterator[str]:
    title = chain.title(decision, names)
    yield f"# {title}"
    yield from (f"  {line}" for line in chain.options(decision))
    yield from (
        f"  {say('why.reason', language, number=number, said=said)}"
        for number, said in chain.untold()
    )
    yield ""


def _sources(records: Iterable[Guidance], language: str) -> str:
    named = {
        say("why.source", language, title=visible(title), section=visible(section))
        for record in records
        for title, section, _ in source_text(record)
    }
    return f"[{say('join.groups', language).join(sorted(named))}]"
