"""The verdict of a layer: that of the best pair that holds it."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.decisions import DECISIONS
from knowledge.judgement import UNDETERMINED, VERDICTS, Judged, Judgement, Weights
from knowledge.run import Findings

PARTNER = {"guest_layer": "host_layer", "host_layer": "guest_layer"}
"""The other layer of a pair."""
_PLACE = {"guest_layer": 0, "host_layer": 1}
_DISCOURAGED = VERDICTS.index("discouraged")


def layer_of(topic: str, pair_option: str) -> str:
    """The layer option of a pair for a topic: ``guest_layer`` or ``host_layer``."""
    return pair_option.split("+")[_PLACE[topic]]


def best_pair(topic: str, option: str, pairs: Judgement) -> str:
    """The pair that speaks for a layer option: one in the race, or the one judged best."""
    holding = [one for one in pairs.options if layer_of(topic, one.option) == option]
    for name in (pairs.chosen, pairs.provisional, *pairs.contenders):
        if any(one.option == name for one in holding):
            return name
    return max(holding, key=lambda one: (_rank(one.low), _rank(one.high))).option


def layer_judgement(topic: str, pairs: Judgement) -> Judgement:
    """The judgement of one layer, derived from the judgement of the pairs.

    A layer is chosen when every pair still in the race holds it.
    """
    judged = []
    for option in DECISIONS[topic].options:
        holding = [one for one in pairs.options if layer_of(topic, one.option) == option]
        low = max((one.low for one in holding), key=VERDICTS.index)
        high = max((one.high for one in holding), key=VERDICTS.index)
        judged.append(Judged(option, low if low == high else UNDETERMINED, low, high))
    if pairs.chosen:
        return Judgement(tuple(judged), chosen=layer_of(topic, pairs.chosen))
    if not pairs.provisional:
        return Judgement(tuple(judged))
    front = layer_of(topic, pairs.provisional)
    others = tuple(dict.fromkeys(layer_of(topic, one) for one in pairs.contenders))
    if set(others) <= {front} and _all_acceptable(pairs):
        return Judgement(tuple(judged), chosen=front)
    return Judgement(
        tuple(judged), provisional=front, contenders=tuple(one for one in others if one != front)
    )


def accounted_for(
    subject: Findings, topic: str, option: str, concerned: Iterable[tuple[str, str]]
) -> bool:
    """Whether what speaks against an option itself is as bad as its verdict at either end."""
    own = Weights()
    for about in concerned:
        own = own.plus(subject.weights(*about))
    judged = next(one for one in subject.judgements[topic].options if one.option == option)
    ends = ((own.low, judged.low), (own.high, judged.high))
    return all(_rank(end) > _DISCOURAGED or _rank(mine) <= _rank(end) for mine, end in ends)


def _all_acceptable(pairs: Judgement) -> bool:
    low = next(one.low for one in pairs.options if one.option == pairs.provisional)
    return _rank(low) >= _DISCOURAGED


def _rank(verdict: str) -> int:
    return VERDICTS.index(verdict)
