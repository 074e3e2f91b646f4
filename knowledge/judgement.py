"""From objections and merits to verdicts, and from verdicts to the option that is chosen.

Every objection and merit is firm, open (it may or may not hold) or overruled. An option's low
end counts all objections and the firm merits, its high end the firm objections and all merits.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from knowledge.rules import LEVELS

FIRM, OPEN, OVERRULED = "firm", "open", "overruled"
VERDICTS = (*LEVELS, "suitable", "recommended")
"""Worst first."""
UNDETERMINED = "undetermined"
_ACCEPTABLE = VERDICTS.index("discouraged")

_MOST_REMEMBERED = 4096

Position = tuple[int, int, bool, int]


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts for one option: levels of its objections, and how many merits it has."""

    firm_levels: tuple[str, ...] = ()
    open_levels: tuple[str, ...] = ()
    firm_merits: int = 0
    open_merits: int = 0

    def plus(self, other: Weights) -> Weights:
        """The weights of two options taken together."""
        return Weights(
            self.firm_levels + other.firm_levels,
            self.open_levels + other.open_levels,
            self.firm_merits + other.firm_merits,
            self.open_merits + other.open_merits,
        )

    @property
    def low(self) -> str:
        """Verdict if everything still open turns out badly."""
        return _verdict(self.firm_levels + self.open_levels, self.firm_merits)

    @property
    def high(self) -> str:
        """Verdict if everything still open turns out well."""
        return _verdict(self.firm_levels, self.firm_merits + self.open_merits)


@dataclass(frozen=True, slots=True)
class Judged:
    """One option with its verdict and both ends of it."""

    option: str
    verdict: str
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """Options of one decision judged.

    ``chosen`` is empty while none is chosen for sure; then ``provisional`` names the foremost
    and ``contenders`` those that could still overtake it. All empty: nothing is acceptable.
    """

    options: tuple[Judged, ...]
    chosen: str = ""
    provisional: str = ""
    contenders: tuple[str, ...] = ()

    @property
    def outcome(self) -> str:
        """The option chosen, ``unknown`` while that is open, ``none`` if nothing is acceptable."""
        return self.chosen or ("unknown" if self.provisional else "none")

    def judged(self, option: str) -> Judged:
        """The judgement of one option."""
        return next(one for one in self.options if one.option == option)


def _verdict(levels: Iterable[str], merits: int) -> str:
    ranks = [VERDICTS.index(level) for level in levels]
    if ranks:
        return VERDICTS[min(ranks)]
    return "recommended" if merits else "suitable"


def _rank(verdict: str) -> int:
    # suitable with a merit stands before suitable by its merits, not by its name
    return min(VERDICTS.index(verdict), VERDICTS.index("suitable"))


def judge(
    weights: Mapping[str, Weights],
    wished: Collection[str] = (),
    perhaps: Collection[str] = (),
    *,
    planned: bool = False,
) -> Judgement:
    """Judge the options of a decision, given in the topic's order.

    A wish only breaks ties; ``perhaps`` are the options that may be wished for. What is
    ``planned`` stands before merits as well: whoever has laid his cables need not change what
    nothing speaks against.
    """
    return _judged_alike(tuple(weights.items()), frozenset(wished), frozenset(perhaps), planned)


@lru_cache(_MOST_REMEMBERED)
def _judged_alike(
    weighed: tuple[tuple[str, Weights], ...],
    wished: frozenset[str],
    perhaps: frozenset[str],
    planned: bool,
) -> Judgement:
    """Options of equal weights are judged once; what is remembered are words of the rules."""
    weights = dict(weighed)
    order = {option: -place for place, option in enumerate(weights)}
    hoped = wished | perhaps

    def place(name: str, verdict: str, merits: int, wish: bool) -> tuple[int, ...]:
        return (_rank(verdict), planned and wish, merits, wish, order[name])

    lows = {
        name: place(name, one.low, one.firm_merits, name in wished) for name, one in weights.items()
    }
    highs = {
        name: place(name, one.high, one.firm_merits + one.open_merits, name in hoped)
        for name, one in weights.items()
    }
    candidates = [name for name in weights if highs[name][0] >= _ACCEPTABLE]
    if not candidates:
        return Judgement(tuple(_judged(name, one) for name, one in weights.items()))
    front = max(candidates, key=lambda name: lows[name])
    acceptable = lows[front][0] >= _ACCEPTABLE
    rivals = tuple(
        name
        for name in candidates
        if name != front and (highs[name] > lows[front] or not acceptable)
    )
    chosen = front if acceptable and not rivals else ""
    options = tuple(
        _judged(name, one, chosen=name == chosen, in_race=name == front or name in rivals)
        for name, one in weights.items()
    )
    return Judgement(options, chosen, "" if chosen else front, rivals)


def _judged(
    option: str, weights: Weights, *, chosen: bool = False, in_race: bool = False
) -> Judged:
    # only what is chosen, or may still be, can be called recommended
    low, high = weights.low, weights.high
    low = "suitable" if low == "recommended" and not chosen else low
    high = "suitable" if high == "recommended" and not in_race else high
    return Judged(option, low if low == high else UNDETERMINED, low, high)


def workable(weights: Weights) -> str:
    """``yes``, ``no`` or ``unknown``: whether an option can be chosen at all."""
    if VERDICTS.index(weights.high) < _ACCEPTABLE:
        return "no"
    return "yes" if VERDICTS.index(weights.low) >= _ACCEPTABLE else "unknown"


def is_chosen(judgement: Judgement, option: str) -> str:
    """``yes``, ``no`` or, while the option is still in the race, ``unknown``."""
    outcome = judgement.outcome
    if outcome != "unknown":
        return "yes" if outcome == option else "no"
    return "unknown" if option in (judgement.provisional, *judgement.contenders) else "no"


def any_of(answers: Sequence[str]) -> str:
    """``yes`` if one is yes, ``no`` if all are no, else ``unknown``."""
    if "yes" in answers:
        return "yes"
    return "unknown" if "unknown" in answers else "no"


def all_of(answers: Sequence[str]) -> str:
    """``no`` if one is no, ``yes`` if all are yes, else ``unknown``."""
    if "no" in answers:
        return "no"
    return "unknown" if "unknown" in answers else "yes"


def best_verdict(weights: Iterable[Weights]) -> str:
    """The best verdict among options if it is certain, else ``unknown``."""
    every = list(weights)
    low = max(VERDICTS.index(one.low) for one in every)
    high = max(VERDICTS.index(one.high) for one in every)
    return VERDICTS[low] if low == high else "unknown"
