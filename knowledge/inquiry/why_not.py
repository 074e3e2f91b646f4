"""Why an option was not taken: the first criterion by which another one stands before it."""

from __future__ import annotations

from knowledge.advice import Advice, DecisionTaken, Option
from knowledge.decisions import DECISIONS
from knowledge.inquiry.nodes import Lost
from knowledge.judgement import FIRM, OPEN, VERDICTS
from knowledge.layers import layer_of

_SUITABLE = VERDICTS.index("suitable")
_LAYERS = ("guest_layer", "host_layer")
CRITERIA = ("verdict", "planned", "merits", "wished", "order")
"""In the order in which they are applied (``knowledge.judgement.judge``)."""


def lost(advice: Advice, decision: DecisionTaken, option: str) -> Lost | None:
    """Why an option is not the one; None for the one chosen, or foremost while none is."""
    front = decision.chosen or decision.provisional
    if option == front:
        return None
    if not front:
        return Lost("unacceptable", "")
    if _rank(decision.option(option).high) < VERDICTS.index("discouraged"):
        return Lost("barred", front)
    if option in decision.contenders:
        return Lost("open", front)
    judged, ahead, behind = decision, [front], [option]
    if decision.topic in _LAYERS:
        judged = advice.decision("pair", decision.name)
        ahead = [one for one in judged.racing if layer_of(decision.topic, one) == front]
        every = (one.id for one in judged.options)
        behind = [one for one in every if layer_of(decision.topic, one) == option]
    first = max(_place(advice, judged, one, "low") for one in ahead)
    other = max(_place(advice, judged, one, "high") for one in behind)
    differing = (name for name, one, two in zip(CRITERIA, first, other, strict=True) if one > two)
    return Lost(next(differing, "order"), front)


def _place(
    advice: Advice, decision: DecisionTaken, name: str, end: str
) -> tuple[int, bool, int, bool, int]:
    """Where the judgement puts an option, if what is open turns out badly (low) or well (high)."""
    option = decision.option(name)
    counted = (FIRM,) if end == "low" else (FIRM, OPEN)
    reasons = (advice.reasons[one] for one in option.merits)
    merits = {
        (one.slots["decision"], one.guidance, one.status)
        for one in reasons
        if one.status in counted
    }
    planned = DECISIONS[decision.topic].planned and option.wished
    wished = option.wished or (decision.topic == "pair" and _is_wished(advice, decision, option))
    order = -[one.id for one in decision.options].index(option.id)
    verdict = min(_rank(option.low if end == "low" else option.high), _SUITABLE)
    return verdict, planned, len(merits), wished, order


def _is_wished(advice: Advice, pairs: DecisionTaken, option: Option) -> bool:
    """Whether a pair holds the layers wished for, as far as there is a wish."""
    wishes = {
        topic: one.id
        for topic in _LAYERS
        for one in advice.decision(topic, pairs.name).options
        if one.wished
    }
    held = [layer_of(topic, option.id) == wish for topic, wish in wishes.items()]
    return bool(held) and all(held)


def _rank(verdict: str) -> int:
    return VERDICTS.index(verdict)
