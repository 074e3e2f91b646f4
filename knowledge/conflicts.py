"""Where records disagree about a subject: what counts, what is open, what is overruled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from facts.question_bank import UNKNOWN, Value
from facts.releases import WINDOWS_SERVER, within
from knowledge.guidance import Guidance, outranks
from knowledge.judgement import FIRM, OPEN, OVERRULED
from knowledge.rules import applies_to, range_conditions

_HOUSE_RULE = "house_rules_"
_MOST_REMEMBERED = 16_384
_OVERRULED_BY = {"yes": OVERRULED, UNKNOWN: OPEN}
"""Status left by a record that outranks, by whether it applies."""


@dataclass(frozen=True, slots=True)
class Met:
    """A disagreement met while a conclusion was weighed; ``winner`` is empty if undecided."""

    winner: str
    loser: str
    decided_by: str
    status: str


class Scales:
    """Weighs like ``weigh``, and remembers: equal values of what is read weigh the same."""

    def __init__(self, guidance: Mapping[str, Guidance]) -> None:
        """Take the records that may be cited."""
        self._guidance = guidance
        self._reads = cache(self._fields)
        self._weighed = lru_cache(_MOST_REMEMBERED)(self._weigh)

    def weigh(
        self,
        cited: tuple[str, ...],
        alternatives: tuple[str, ...],
        host_of: str,
        facts: Mapping[str, Value],
    ) -> tuple[str, tuple[Met, ...]]:
        """Status of a conclusion that cites these records, and the disagreements met."""
        read = self._reads(cited, alternatives, host_of)
        values = tuple([(name, facts[name]) for name in read if name in facts])
        return self._weighed(cited, alternatives, host_of, values)

    def forget(self) -> None:
        """Forget all earlier results."""
        self._weighed.cache_clear()

    def unknown_fields(
        self,
        cited: tuple[str, ...],
        alternatives: tuple[str, ...],
        host_of: str,
        facts: Mapping[str, Value],
    ) -> tuple[str, ...]:
        """Fields that what is in dispute here hangs on, and that are not known."""
        read = self._reads(cited, alternatives, host_of)
        return tuple(one for one in read if facts.get(one) == UNKNOWN)

    def _fields(
        self, cited: tuple[str, ...], alternatives: tuple[str, ...], host_of: str
    ) -> tuple[str, ...]:
        """Fields that say whether the records in dispute apply and which house rules there are."""
        found: set[str] = set()
        for record in (self._guidance[one] for one in (*cited, *alternatives)):
            for other in (self._guidance[one] for one in record.conflicts_with):
                found |= {name for name, _ in range_conditions(other, host_of)}
                found |= {_HOUSE_RULE + rule for one in (record, other) for rule in one.house_rule}
        return tuple(sorted(found))

    def _weigh(
        self,
        cited: tuple[str, ...],
        alternatives: tuple[str, ...],
        host_of: str,
        values: tuple[tuple[str, Value], ...],
    ) -> tuple[str, tuple[Met, ...]]:
        return weigh(cited, alternatives, host_of, dict(values), self._guidance)


def weigh(
    cited: Iterable[str],
    alternatives: Iterable[str],
    host_of: str,
    facts: Mapping[str, Value],
    guidance: Mapping[str, Guidance],
) -> tuple[str, tuple[Met, ...]]:
    """Status that disagreeing records leave to a conclusion, and the disagreements themselves.

    ``firm`` if nothing speaks against the records cited, ``overruled`` if a record that surely
    applies decides against one of them, ``open`` if one may, or if the matter is undecided.
    Of ``alternatives`` one holds, and an unknown answer says which: all of them have to be
    overruled before the conclusion is.
    """
    house_rules = {
        name.removeprefix(_HOUSE_RULE): str(value)
        for name, value in facts.items()
        if name.startswith(_HOUSE_RULE)
    }
    met: list[Met] = []

    def statuses(records: Iterable[str]) -> set[str]:
        found = set()
        for record in records:
            disagreements = list(_against(guidance[record], host_of, facts, guidance, house_rules))
            met.extend(one for one, _ in disagreements)
            found.add(_worst({status for _, status in disagreements}))
        return found

    status = _worst(statuses(cited))
    left = statuses(alternatives)
    if len(left) > 1:
        return _worst({status, OPEN}), tuple(met)
    return _worst({status, *left}), tuple(met)


def _against(
    record: Guidance,
    host_of: str,
    facts: Mapping[str, Value],
    guidance: Mapping[str, Guidance],
    house_rules: Mapping[str, str],
) -> Iterator[tuple[Met, str]]:
    """Each record that disagrees and may apply, and the status that it alone would leave."""
    for other in (guidance[one] for one in record.conflicts_with):
        applies = applies_to(other, host_of, facts)
        if applies == "no" or not ranges_meet(record, other):
            continue
        certainty = FIRM if applies == "yes" else OPEN
        if _hangs_on_unknown(record, other, house_rules):
            first, second = sorted((record.id, other.id))
            yield Met("", f"{first},{second}", "", certainty), OPEN
        elif favour := outranks(record, other, house_rules):
            yield Met(record.id, other.id, favour, certainty), FIRM
        elif against := outranks(other, record, house_rules):
            yield Met(other.id, record.id, against, certainty), _OVERRULED_BY[applies]
        else:
            first, second = sorted((record.id, other.id))
            yield Met("", f"{first},{second}", "", certainty), OPEN


def _hangs_on_unknown(one: Guidance, other: Guidance, house_rules: Mapping[str, str]) -> bool:
    """Whether a house rule that one of the two stands for is not known.

    No design file says so; who asks what an unanswered question could bring leaves it open.
    """
    return any(house_rules.get(rule) == UNKNOWN for rule in (*one.house_rule, *other.house_rule))


def ranges_meet(one: Guidance, other: Guidance) -> bool:
    """Whether some release is in the ranges of both; records that never meet cannot disagree."""
    return all(
        any(
            within(release, one.applies[key]) and within(release, other.applies[key])
            for release in WINDOWS_SERVER
        )
        for key in ("host", "guest")
        if key in one.applies and key in other.applies
    )


def _worst(statuses: set[str]) -> str:
    return next((one for one in (OVERRULED, OPEN) if one in statuses), FIRM)


def combined(held_surely: bool, status: str) -> str:
    """Status of a conclusion from how its rule fired and what disagreeing records leave to it."""
    if status == OVERRULED:
        return OVERRULED
    return FIRM if held_surely and status == FIRM else OPEN
