"""What would have to change for an option, and what the choices hang on, as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from documents.checks import Turned, turned
from documents.context import Context
from documents.markdown import visible
from documents.why import NotThere, named
from facts.answers import ASSUMED
from knowledge.advice import Advice, DecisionTaken, Option
from knowledge.change_words import answered_words, flip_words, lift_words, outcome_words
from knowledge.explanation import decision_label, option_label
from knowledge.inquiry.inquiries import inquiries
from knowledge.inquiry.what_if import GOOD
from knowledge.judgement import VERDICTS


def what_if(advice: Advice, language: str, only: str, option: str = "") -> str:
    """The smallest sets of answers whose change makes an option suitable or better.

    ``only`` names a decision as ``topic/name``; without ``option`` each of its options is told
    that is not suitable already. Raises NotThere for what there is not.
    """
    decision = named(advice, only)
    if option not in ("", *(one.id for one in decision.options)):
        raise NotThere("option", option, [one.id for one in decision.options])
    asked = [one for one in decision.options if one.id == option or not (option or _good(one))]
    context = Context(advice, language)
    if not asked:
        return f"# {_title(context, decision)}\n  {context.say('what-if.all-good')}\n"
    return "\n".join(line for one in asked for line in _of_option(context, decision, one))


def _good(option: Option) -> bool:
    return VERDICTS.index(option.low) >= GOOD


def _of_option(context: Context, decision: DecisionTaken, option: Option) -> Iterator[str]:
    label = visible(option_label(decision.topic, option.id, context.language))
    yield f"# {context.say('checks.title', what=_title(context, decision), option=label)}"
    yield f"  {context.say('what-if.now', verdict=context.verdict(option))}"
    if _good(option):
        yield f"  {context.say('what-if.good')}"
    else:
        answered = inquiries(context.advice).lifts(decision, option.id)
        yield f"  {context.say('what-if.found', said=answered_words(answered, context.language))}"
        for lift in answered.lifts:
            yield f"  - {visible(lift_words(lift, context.advice.design, context.language))}"
    yield ""


def hangs_on(advice: Advice, language: str, only: str = "") -> str:
    """The single answers whose change turns a choice, assumed ones first, and to what.

    ``only`` names one decision as ``topic/name``. Raises NotThere if there is no such decision.
    """
    context = Context(advice, language)
    told = [_alone(advice, named(advice, only))] if only else list(turned(context))
    assumed = [_with_status(one, assumed=True) for one in told]
    others = [_with_status(one, assumed=False) for one in told]
    lines = [*_part(context, "assumed", assumed), *_part(context, "others", others)]
    firm = [one for one in told if not one.flips and not one.decision.provisional]
    if firm:
        lines += [f"# {context.say('hangs-on.firm')}"]
        lines += [f"  {_head(context, one)}" for one in firm] + [""]
    still_open = [one for one in context.decided if one[0].provisional]
    if only:
        still_open = [(one.decision, one.names) for one in told if one.decision.provisional]
    if still_open:
        lines += [f"# {context.say('hangs-on.open')}"]
        lines += [f"  {_title(context, *one)}" for one in still_open] + [""]
    return "\n".join(lines)


def _alone(advice: Advice, decision: DecisionTaken) -> Turned:
    return Turned(decision, (decision.name,), inquiries(advice).flips(decision))


def _with_status(told: Turned, *, assumed: bool) -> Turned:
    flips = tuple(one for one in told.flips if (one.status == ASSUMED) == assumed)
    return told._replace(flips=flips)


def _part(context: Context, key: str, told: Iterable[Turned]) -> Iterator[str]:
    yield f"# {context.say(f'hangs-on.{key}')}"
    found = [one for one in told if one.flips]
    if not found:
        yield f"  {context.say('hangs-on.none')}"
    for one in found:
        yield f"  {_head(context, one)}"
        for flip in one.flips:
            design, language = context.advice.design, context.language
            yield f"    {visible(flip_words(flip, one.decision, design, language, instead=False))}"
    yield ""


def _head(context: Context, told: Turned) -> str:
    decision = told.decision
    return context.say(
        "checks.title",
        what=_title(context, decision, told.names),
        option=visible(outcome_words(decision.topic, decision.outcome, context.language)),
    )


def _title(context: Context, decision: DecisionTaken, names: Iterable[str] = ()) -> str:
    """What is decided, and of whom."""
    whom = context.join(visible(one) for one in names or (decision.name,))
    label = visible(decision_label(decision.topic, context.language))
    return context.say("join.of", what=label, who=whom)
