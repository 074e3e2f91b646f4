"""Beside a wish or a plan: what was taken instead of it, and why."""

from __future__ import annotations

from documents.context import decisive
from documents.wording import first_sentence
from facts.answers import GIVEN, Answer
from knowledge.advice import Advice, DecisionTaken
from knowledge.decisions import DECISIONS
from knowledge.explanation import decision_label, option_label, worst_first
from knowledge.judgement import FIRM
from knowledge.words import word
from screens import session
from screens.editing import Place
from screens.language import current, say
from screens.markdown import escaped, with_code
from screens.summary import pending

_TOPICS = {decision.wish: topic for topic, decision in DECISIONS.items() if decision.wish}


def verdict_on(place: Place, answer: Answer) -> str:
    """What became of a wish or plan that is not taken, as Markdown; empty if it is, or is none.

    Nothing is said either while no recommendation is given for the place.
    """
    topic = _TOPICS.get(answer.question.id, "")
    wished = topic and answer.status == GIVEN and answer.value != "none"
    if not wished or pending(place):
        return ""
    advice = session.advice()
    return _said(advice, advice.decision(topic, place.names[0]), str(answer.value))


def _said(advice: Advice, decision: DecisionTaken, wished: str) -> str:
    leading = decision.chosen or decision.provisional
    first = escaped(option_label(decision.topic, leading or "none", current()))
    if leading != wished and wished not in decision.contenders:
        key = "wish.instead" if decision.chosen else "wish.instead-for-now"
        return say(key if leading else "wish.none", option=first) + _why(advice, decision, wished)
    if decision.provisional:
        return say("wish.first-for-now" if leading == wished else "wish.open", option=first)
    return _idle(advice, decision)


def _why(advice: Advice, decision: DecisionTaken, wished: str) -> str:
    """The worst that is said against an option, by the first sentence of the record behind it."""
    against = worst_first([advice.reasons[one] for one in decision.option(wished).objections])
    if not against:
        return say("wish.less-in-favour") if decision.chosen or decision.provisional else ""
    worst = against[0]
    said = with_code(first_sentence(decisive(worst).text[current()], current()))
    if "misses" in worst.slots:
        missed = escaped(word(f"misses.{worst.slots['misses']}", current()))
        said = say("wish.misses", missed=missed, said=said)
    return say("wish.because" if worst.status == FIRM else "wish.perhaps", said=said)


def _idle(advice: Advice, decision: DecisionTaken) -> str:
    """That a wish which was granted comes to nothing, as the decision above it went otherwise."""
    above = DECISIONS[decision.topic].parent
    if above is None:
        return ""
    topic, options = above
    over = advice.decision(topic, decision.name)
    if not over.chosen or over.chosen in options:
        return ""
    return say(
        "wish.idle",
        decision=escaped(decision_label(topic, current())),
        option=escaped(option_label(topic, over.chosen, current())),
    )
