"""Verdict and choice worked out a second time, from the reasons and the documented order alone.

``knowledge.judgement`` is not asked: two computations that agree are worth more than one. It
serves designs without an unknown answer; there every verdict has to be firm.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from facts.answers import NOT_ASKED, resolve
from facts.design import Design
from knowledge.advice import Advice, DecisionTaken, Option
from knowledge.decisions import DECISIONS, PAIRS, Decision, decisions_of

LEVELS = ("not-applicable", "not-supported", "insufficient", "discouraged")
_RANK = {**{level: place for place, level in enumerate(LEVELS)}, "suitable": 4, "recommended": 4}
_LAYERS = ("guest_layer", "host_layer")


@dataclass
class _Heard:
    """What was said of one option."""

    levels: set[str] = field(default_factory=set)
    merits: set[tuple[str, ...]] = field(default_factory=set)

    @property
    def worst(self) -> str:
        return min(self.levels, key=LEVELS.index) if self.levels else "suitable"


def disagreements(advice: Advice) -> Iterator[tuple[DecisionTaken, str]]:
    """Each decision that a second opinion sees otherwise, and what it sees."""
    heard = _heard(advice)
    by_name: dict[tuple[str, str], dict[str, DecisionTaken]] = {}
    for one in advice.decisions:
        by_name.setdefault((one.subject, one.name), {})[one.topic] = one
    for (subject, name), decisions in by_name.items():
        asked = _Wishes(advice.design, subject, name)
        first = advice.alike(subject, name)[0]
        for decision in decisions_of(subject):
            said = {
                option: heard.get((subject, first, decision.topic, option), _Heard())
                for option in decision.options
            }
            taken = decisions[decision.topic]
            if decision.topic in _LAYERS:
                expected = _of_layer(decision.topic, decisions["pair"])
            else:
                if decision.topic == "pair":
                    said = _of_pairs(said, heard, (subject, first))
                expected = _expected(said, decision, asked)
            if what := _difference(taken, *expected):
                yield taken, what


def _heard(advice: Advice) -> dict[tuple[str, str, str, str], _Heard]:
    found: dict[tuple[str, str, str, str], _Heard] = {}
    for one in advice.reasons.values():
        if one.kind in ("Objection", "Merit") and one.status == "firm":
            key = (one.subject, one.name, one.slots["decision"], one.slots["option"])
            said = found.setdefault(key, _Heard())
            if one.kind == "Merit":
                said.merits.add(one.guidance)
            else:
                said.levels.add(one.slots["level"])
    return found


class _Wishes:
    """What the architect wishes for, of one site or workload."""

    def __init__(self, design: Design, subject: str, name: str) -> None:
        given = (design.site(name) if subject == "site" else design.workload(name)).answers
        answers = resolve(subject, given)
        self._of = {key: one.value for key, one in answers.items() if one.status != NOT_ASKED}

    def of(self, decision: Decision, option: str) -> bool:
        """Whether an option is what he wishes for; of pairs those that hold both layers wished."""
        if decision.topic != "pair":
            return bool(decision.wish) and self._of.get(decision.wish) == option
        wished = [self._of[f"wishes.{layer}"] for layer in _LAYERS]
        fits = zip(wished, option.split("+"), strict=True)
        return wished != ["none", "none"] and all(one in ("none", own) for one, own in fits)


def _of_pairs(
    said: Mapping[str, _Heard],
    heard: Mapping[tuple[str, str, str, str], _Heard],
    about: tuple[str, str],
) -> dict[str, _Heard]:
    found = {}
    for option, own in said.items():
        together = found[option] = _Heard({*own.levels}, {*own.merits})
        for layer, part in zip(_LAYERS, option.split("+"), strict=True):
            of_layer = heard.get((*about, layer, part), _Heard())
            # merits of both layers count, even by the same record
            together.levels |= of_layer.levels
            together.merits |= {(layer, *merit) for merit in of_layer.merits}
    return found


def _expected(
    said: Mapping[str, _Heard], decision: Decision, asked: _Wishes
) -> tuple[str, dict[str, str]]:
    """The choice and the verdict of each option.

    Order: the verdict, what is planned, the number of merits, the wish, the topic's own order.
    """
    acceptable = [one for one in said if _RANK[said[one].worst] >= _RANK["discouraged"]]

    def place(option: str) -> tuple[int, bool, int, bool, int]:
        wished = asked.of(decision, option)
        return (
            _RANK[said[option].worst],
            wished and decision.wish.startswith("networks."),
            len(said[option].merits),
            wished,
            -decision.options.index(option),
        )

    chosen = max(acceptable, key=place) if acceptable else ""
    verdicts = {option: one.worst for option, one in said.items()}
    if chosen and verdicts[chosen] == "suitable" and said[chosen].merits:
        verdicts[chosen] = "recommended"
    return chosen, verdicts


def _of_layer(topic: str, pairs: DecisionTaken) -> tuple[str, dict[str, str]]:
    """A layer has the best verdict of the pairs that hold it, and is chosen with its pair."""
    place = _LAYERS.index(topic)
    verdicts: dict[str, str] = {}
    for name in PAIRS:
        layer, verdict = name.split("+")[place], pairs.option(name).verdict
        # one that is open comes last: whatever it turns out to be, that is a fault of its own
        better = ["undetermined", *LEVELS, "suitable", "recommended"]
        if layer not in verdicts or better.index(verdict) > better.index(verdicts[layer]):
            verdicts[layer] = verdict
    chosen = pairs.chosen.split("+")[place] if pairs.chosen else ""
    return chosen, {option: verdicts[option] for option in DECISIONS[topic].options}


def _difference(taken: DecisionTaken, chosen: str, verdicts: Mapping[str, str]) -> str:
    if taken.chosen != chosen:
        return f"{taken.topic}: chosen {taken.chosen or 'none'}, by the reasons {chosen or 'none'}"
    for one in taken.options:
        if one.verdict != verdicts[one.id]:
            return f"{taken.topic}: {one.id} is {one.verdict}, by the reasons {verdicts[one.id]}"
    return ""


def malformed(taken: DecisionTaken) -> Iterator[str]:
    """What is wrong with the form of a decision, whatever the reasons for it."""
    decision = DECISIONS[taken.topic]
    every = [*LEVELS, "suitable", "recommended"]
    if tuple(one.id for one in taken.options) != decision.options:
        yield f"{taken.topic}: not each option stands there once"
    for one in taken.options:
        if one.verdict not in every or not one.low == one.verdict == one.high:
            yield f"{taken.topic}: {one.id} is {one.verdict} ({one.low} to {one.high})"
    if taken.provisional or taken.contenders:
        yield f"{taken.topic}: the choice is open"
    acceptable = [one for one in taken.options if every.index(one.high) >= _RANK["discouraged"]]
    if not taken.chosen and acceptable:
        yield f"{taken.topic}: nothing is chosen, but {acceptable[0].id} could be"
    if taken.chosen and taken.chosen not in [one.id for one in acceptable]:
        yield f"{taken.topic}: {taken.chosen} is chosen and not acceptable"
    if len([one for one in taken.options if _is_recommended(one)]) > 1:
        yield f"{taken.topic}: more than one option is recommended"


def _is_recommended(option: Option) -> bool:
    return option.verdict == "recommended"
