"""Verdicts without their why: what the stages conclude, counted and not told.

Whoever tries thousands of variations reads verdicts alone. Subjects that a stage cannot tell
apart share what it concludes about them, as counts; reasons are made once for all of them.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import cast

from facts.once import Once
from facts.question_bank import field_of
from knowledge.advice import Fact, Reason
from knowledge.advisor import runners
from knowledge.decisions import DECISIONS
from knowledge.guidance import guidance
from knowledge.judgement import FIRM, OPEN, OVERRULED, Weights
from knowledge.rules import FieldRecord, Rule, Stage, range_conditions
from knowledge.run import Findings, StageRunner
from knowledge.wide_fact import WideFact

_MOST_REMEMBERED = 1024
"""Shares of a stage that are remembered; they hold words of the rules and no names."""
_MOST_WEIGHED = 4096


@dataclass(slots=True)
class _Counts:
    """What speaks for and against one option."""

    firm_levels: tuple[str, ...] = ()
    open_levels: tuple[str, ...] = ()
    firm_merits: frozenset[tuple[str, ...]] = frozenset()
    open_merits: frozenset[tuple[str, ...]] = frozenset()

    def count(self, reason: Reason) -> None:
        """Count one more objection or merit."""
        if reason.kind == "Merit":
            if reason.status == FIRM:
                self.firm_merits |= {reason.guidance}
            elif reason.status == OPEN:
                self.open_merits |= {reason.guidance}
        elif reason.status == FIRM:
            self.firm_levels += (reason.slots["level"],)
        elif reason.status == OPEN:
            self.open_levels += (reason.slots["level"],)


class _Share:
    """What a stage concludes about subjects that it cannot tell apart."""

    def __init__(self, reasons: Iterable[Reason]) -> None:
        self.counts: dict[tuple[str, str], _Counts] = {}
        self._narrow: dict[str, list[tuple[Mapping[str, str], str]]] = {}
        self._asked: dict[tuple[str, tuple[str, ...]], frozenset[str]] = {}
        for one in reasons:
            if one.kind in ("Objection", "Merit"):
                about = (one.slots["decision"], one.slots["option"])
                self.counts.setdefault(about, _Counts()).count(one)
            elif one.kind not in ("Finding", "Task") and one.status != OVERRULED:
                self._narrow.setdefault(one.kind, []).append((one.slots, one.status))

    def statuses(self, kind: str, slots: Mapping[str, str]) -> frozenset[str]:
        """How firmly something narrow was concluded, in as many ways as it was."""
        asked = (kind, (*slots, *slots.values()))
        if asked not in self._asked:
            self._asked[asked] = frozenset(
                status
                for found, status in self._narrow.get(kind, ())
                if all(found.get(name) == word for name, word in slots.items())
            )
        return self._asked[asked]


@dataclass(eq=False)
class Tally(Findings):
    """The findings about a subject as counts: it has verdicts, and no reasons."""

    _shares: list[_Share] = field(default_factory=list)
    _sizes: list[int] = field(default_factory=list)

    def take(self, share: _Share) -> None:
        """Take in what one more stage concludes."""
        self._shares.append(share)

    def begin(self, facts: tuple[Fact, ...]) -> None:
        """Begin a step with facts from other subjects."""
        super().begin(facts)
        self._sizes.append(len(self._shares))

    def before(self, place: int) -> Tally:
        """What there was before a step, given by its place; a copy that can be added to."""
        step, old = self.steps[place], self.fact
        found = Tally(WideFact(old.kind, old.name), self.members, self.given)
        found.fact.values.update(islice(old.values.items(), step.fields))
        found.fact.origins.update(islice(old.origins.items(), step.fields))
        found.judgements.update(islice(self.judgements.items(), step.judgements))
        found.steps += self.steps[:place]
        found._sizes += self._sizes[:place]
        found._shares += self._shares[: self._sizes[place]]
        return found

    def weights(self, topic: str, option: str) -> Weights:
        """What speaks for and against one option."""
        return self.all_weights(topic)[option]

    def all_weights(self, topic: str) -> dict[str, Weights]:
        """Weights of every option of a decision, in its order; not to be changed."""
        return _all_weights(topic, tuple(self._shares))

    def holds(self, kind: str, **slots: str) -> tuple[str, tuple[str, ...]]:
        """``yes``, ``no`` or ``unknown`` for a narrow fact; no reasons are named."""
        found: set[str] = set()
        for one in self._shares:
            found |= one.statuses(kind, slots)
        return ("yes" if FIRM in found else "unknown" if found else "no"), ()


@lru_cache(_MOST_WEIGHED)
def _all_weights(topic: str, shares: tuple[_Share, ...]) -> dict[str, Weights]:
    return {option: _weights((topic, option), shares) for option in DECISIONS[topic].options}


def _weights(about: tuple[str, str], shares: tuple[_Share, ...]) -> Weights:
    counts = [one.counts[about] for one in shares if about in one.counts]
    return Weights(
        firm_levels=tuple(level for one in counts for level in one.firm_levels),
        open_levels=tuple(level for one in counts for level in one.open_levels),
        firm_merits=len(frozenset().union(*[one.firm_merits for one in counts])),
        open_merits=len(frozenset().union(*[one.open_merits for one in counts])),
    )


class TallyRunner(StageRunner):
    """Runs one stage for tallies; what it concludes is made into counts once."""

    def __init__(self, runner: StageRunner) -> None:
        """Take the runner whose rules are to be run."""
        super().__init__(runner.stage, runner.reasoner, guidance())
        self._weighed_by = _weighed_by(runner.reasoner.rules.values())
        self.reads = runner.reasoner.fields.union(self._weighed_by)
        """Fields that what the stage concludes may follow from."""
        self._remembered: OrderedDict[Hashable, _Share] = OrderedDict()

    def run(self, subjects: Iterable[Findings]) -> None:
        """Add to each subject, a tally, what the rules of this stage conclude about it."""
        for one in subjects:
            cast(Tally, one).take(self._share(one.fact))

    def _share(self, fact: WideFact) -> _Share:
        weighed = tuple([fact.values.get(name) for name in self._weighed_by])
        key = (self.reasoner.told_apart(fact.values), weighed)
        found = self._remembered.get(key)
        if found is None:
            told = Findings(fact)
            super().run([told])
            found = self._remembered[key] = _Share(told.reasons.values())
            with suppress(KeyError):  # another thread may have been faster
                if len(self._remembered) > _MOST_REMEMBERED:
                    self._remembered.popitem(last=False)
        return found


def _weighed_by(rules: Iterable[Rule]) -> tuple[str, ...]:
    """Fields by which conclusions are weighed, over and above those that the rules read."""
    found: set[str] = set()
    for rule in rules:
        found |= {one.field for one in rule.cites if isinstance(one, FieldRecord)}
        for record in guidance().values():
            found |= {field_of(f"house_rules.{one}") for one in record.house_rule}
            if record.conflicts_with:
                found |= {name for name, _ in range_conditions(record, rule.host_of)}
    return tuple(sorted(found))


@Once
def tally_runners() -> Mapping[Stage, TallyRunner]:
    """One runner a stage, shared by all threads and designs."""
    return {stage: TallyRunner(one) for stage, one in runners().items()}


def read_about(kind: str) -> frozenset[str]:
    """Fields that the rules about a kind of subject read, or are weighed by."""
    of_kind = (one.reads for stage, one in tally_runners().items() if stage.subject == kind)
    return frozenset().union(*of_kind)
