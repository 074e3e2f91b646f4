"""Why: the numbered chain of reasons of decisions, findings and tasks, as plain text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from difflib import get_close_matches
from functools import partial

from documents.markdown import visible
from documents.reasons import Chain
from documents.wording import say
from knowledge.advice import Advice, DecisionTaken, Noted
from knowledge.explanation import decision_label, noted_name, noted_text, option_label, source_text
from knowledge.guidance import Guidance

_MOST_NAMED = 8
"""Names that are proposed for one that is not there."""


class NotThere(ValueError):
    """A text names no decision, option or finding of the advice.

    ``kind`` says which of them (also ``option-alone`` for an option without its decision),
    ``found`` is the text, ``nearest`` what comes nearest to it.
    """

    def __init__(self, kind: str, found: str, there: Collection[str]) -> None:
        """Take the text and all that it could have been."""
        super().__init__(kind, found)
        self.kind, self.found = kind, found
        near = get_close_matches(found, list(there), n=_MOST_NAMED, cutoff=0.5)
        everything = tuple(there)
        few = everything if len(everything) <= 2 * _MOST_NAMED else everything[:_MOST_NAMED]
        self.nearest: tuple[str, ...] = tuple(near) or few


def why(
    advice: Advice, language: str, only: str = "", option: str = "", noted: Sequence[str] = ()
) -> str:
    """The reasons of all decisions shown, or of what is named and all that it rests on.

    ``only`` names a decision as ``topic/name``, such as ``guest_layer/SQL``, ``option`` one of
    its options; ``noted`` are ids of findings and tasks. Raises NotThere for what there is not.
    """
    if option and not only:
        raise NotThere("option-alone", option, ())
    found = [one for name in noted for one in _noted(advice, name)]
    asked = named(advice, only) if only else None
    if asked is not None and option not in ("", *(one.id for one in asked.options)):
        raise NotThere("option", option, [one.id for one in asked.options])
    cited = partial(_sources, language=language)
    chain = Chain(advice, language, visible, visible, cited)
    chain.asked = asked.name if asked is not None else ""
    told = _told(chain, asked, found)
    chain.will_tell(one for one, _ in told)
    lines = [line for one in found for line in _of_noted(chain, one)]
    for decision, names in told:
        alone = option if decision is asked else ""
        lines += _section(chain, decision, names, alone)
    return "\n".join(lines)


def _told(
    chain: Chain, asked: DecisionTaken | None, found: Iterable[Noted]
) -> list[tuple[DecisionTaken, tuple[str, ...]]]:
    """The decisions that are told, and of whom each is."""
    advice = chain.advice
    if asked is None and not found:
        return [(one, (one.name,)) for one in advice.decisions if one.shown]
    first = [asked] if asked is not None else []
    by_id = {one.id: one for one in advice.decisions}
    for one in found:
        if one.decision:
            first.append(advice.decision(one.decision, one.name))
        first += [by_id[key] for key in chain.decisions_behind(one.reasons)]
    whose = asked if asked is not None else None
    return [(one, _told_of(advice, one, whose)) for one in chain.follows(first)]


def _told_of(
    advice: Advice, decision: DecisionTaken, asked: DecisionTaken | None
) -> tuple[str, ...]:
    """Whom a decision is told of: the one asked about, else all that are described alike."""
    if asked is not None and (decision.subject, decision.name) == (asked.subject, asked.name):
        return (decision.name,)
    return advice.alike(decision.subject, decision.name)


def named(advice: Advice, wanted: str) -> DecisionTaken:
    """The decision that a text such as ``guest_layer/SQL`` names; raises NotThere."""
    names = {f"{one.topic}/{one.name}": one for one in advice.decisions}
    if wanted not in names:
        raise NotThere("decision", wanted, names)
    return names[wanted]


def _noted(advice: Advice, wanted: str) -> list[Noted]:
    """The findings or tasks of an id, of workloads alike that of the first."""
    every = (*advice.findings, *advice.tasks)
    found = [
        one
        for one in every
        if one.id == wanted and one.name == advice.alike(one.subject, one.name)[0]
    ]
    if not found:
        raise NotThere("finding", wanted, list(dict.fromkeys(one.id for one in every)))
    return found


def _of_noted(chain: Chain, noted: Noted) -> Iterator[str]:
    """A finding or task: what it says, the numbers of its reasons, and the option it goes with."""
    language = chain.language
    names = chain.advice.alike(noted.subject, noted.name)
    title = chain.of(noted_name(noted, language), names)
    yield f"# {visible(title)}"
    yield f"  {visible(noted_text(noted, language, chain.advice.reasons))}"
    numbers = chain.noted(noted.reasons, noted.subject, noted.name)
    yield f"  {say('why.because-of', language, numbers=numbers)}"
    if noted.decision:
        decision = chain.advice.decision(noted.decision, noted.name)
        yield "  " + say(
            f"why.{'goes' if noted.option == decision.chosen else 'may-go'}-with",
            language,
            option=visible(option_label(noted.decision, noted.option, language)),
            decision=chain.number_of(decision),
            what=visible(decision_label(noted.decision, language)),
        )
    yield from _untold(chain)


def _section(
    chain: Chain, decision: DecisionTaken, names: tuple[str, ...], only: str
) -> Iterator[str]:
    yield f"# {chain.title(decision, names)}"
    yield from (f"  {line}" for line in chain.options(decision, only))
    yield from _untold(chain)


def _untold(chain: Chain) -> Iterator[str]:
    for number, said in chain.untold():
        yield f"  {say('why.reason', chain.language, number=number, said=said)}"
    yield ""


def _sources(records: Iterable[Guidance], language: str) -> str:
    named = {
        say("why.source", language, title=visible(title), section=visible(section))
        for record in records
        for title, section, _ in source_text(record)
    }
    return f"[{say('join.groups', language).join(sorted(named))}]"
