"""What differs between two advices: what an answer has changed, told by ids and values alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from itertools import combinations
from typing import TypeVar

from facts.design import Design, Entity, Link
from facts.question_bank import by_id
from knowledge.advice import Advice, Conflict, DecisionTaken, Noted, Option, decision_id
from knowledge.inquiry.standing import Standing, standing
from knowledge.judgement import OPEN

Who = tuple[str, str]
"""Kind and name of whom something concerns; the name is empty for the design as a whole."""
_LAYERS = ("guest_layer", "host_layer")


@dataclass(frozen=True, slots=True)
class Turn:
    """A decision that stands differently; ``was`` or ``now`` is None where it was not shown."""

    decision: str
    topic: str
    subject: str
    name: str
    was: Standing | None
    now: Standing | None


@dataclass(frozen=True, slots=True)
class Reappraisal:
    """An option whose verdict changed."""

    decision: str
    option: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Shift:
    """Something said of somebody that came, went, or has another status.

    ``was`` is empty for what came, ``now`` for what went. ``id`` is that of a finding, task or
    question; of a conflict it is both records with a comma between them, and the status is the
    record that is followed, or ``open``.
    """

    id: str
    subject: str
    name: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Renaming:
    """A site or workload that has another name and is the same otherwise."""

    subject: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Changes:
    """All differences, by the names of the later advice.

    Of a site or workload that came or went nothing else is told: everything about it did.
    """

    decisions: tuple[Turn, ...] = ()
    verdicts: tuple[Reappraisal, ...] = ()
    findings: tuple[Shift, ...] = ()
    tasks: tuple[Shift, ...] = ()
    conflicts: tuple[Shift, ...] = ()
    open_questions: tuple[Shift, ...] = ()
    added: tuple[Who, ...] = ()
    removed: tuple[Who, ...] = ()
    renamed: tuple[Renaming, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything differs at all."""
        return any(getattr(self, one.name) for one in fields(self))

    @property
    def told(self) -> tuple[Turn, ...]:
        """The decisions without the layers of a pair that is among them and says the same."""
        pairs = {one.name for one in self.decisions if one.topic == "pair"}
        return tuple(
            one for one in self.decisions if one.topic not in _LAYERS or one.name not in pairs
        )

    def without(self, silent: Collection[Who]) -> Changes:
        """The changes without those about some sites and workloads."""
        if not silent:
            return self
        ids = {f"{subject}:{name}" for subject, name in silent}
        return replace(
            self,
            decisions=_not_about(self.decisions, silent),
            verdicts=tuple(
                one for one in self.verdicts if one.decision.partition("/")[2] not in ids
            ),
            findings=_not_about(self.findings, silent),
            tasks=_not_about(self.tasks, silent),
            conflicts=_not_about(self.conflicts, silent),
            open_questions=_not_about(self.open_questions, silent),
        )


_Told = TypeVar("_Told", Turn, Shift)


def _not_about(told: Iterable[_Told], silent: Collection[Who]) -> tuple[_Told, ...]:
    return tuple(one for one in told if (one.subject, one.name) not in silent)


def compare(before: Advice, after: Advice) -> Changes:
    """What became different from one advice to a later one, in the order of the later one."""
    names = _Names(before.design, after.design)
    turns, verdicts = _decisions(before, after, names)
    return Changes(
        decisions=tuple(turns),
        verdicts=tuple(verdicts),
        findings=_shifts(_noted(before.findings), _noted(after.findings), names),
        tasks=_shifts(_noted(before.tasks), _noted(after.tasks), names),
        conflicts=_shifts(_disputed(before), _disputed(after), names),
        open_questions=_shifts(_asked(before), _asked(after), names),
        added=names.added,
        removed=names.removed,
        renamed=names.renamed,
    )


class _Names:
    """Which sites and workloads of two designs are the same, whatever they are called."""

    def __init__(self, before: Design, after: Design) -> None:
        sites = _renamed(before.sites, after.sites, {})
        workloads = _renamed(before.workloads, after.workloads, sites)
        self.renamed = tuple(
            Renaming(kind, was, now)
            for kind, found in (("site", sites), ("workload", workloads))
            for was, now in found.items()
        )
        self._now = {(one.subject, one.was): one.now for one in self.renamed}
        if sites:
            self._now |= _links(before, sites)
        were = {(kind, self.now(kind, name)): (kind, name) for kind, name in _entities(before)}
        are = dict.fromkeys(_entities(after))
        self.added = tuple(one for one in are if one not in were)
        self.removed = tuple(old for one, old in were.items() if one not in are)
        self._passing = frozenset((*self.added, *self.removed))

    def now(self, subject: str, name: str) -> str:
        """The later name of what had a name before."""
        return self._now.get((subject, name), name)

    def stays(self, subject: str, name: str) -> bool:
        """Whether something is in both designs."""
        return (subject, name) not in self._passing


def _entities(design: Design) -> Iterator[Who]:
    yield from (("site", one.name) for one in design.sites)
    yield from (("workload", one.name) for one in design.workloads)


def _renamed(
    before: tuple[Entity, ...], after: tuple[Entity, ...], sites: Mapping[str, str]
) -> dict[str, str]:
    """Later names by earlier ones: in the same place, answered the same, both names unique."""
    if len(before) != len(after):
        return {}
    were, are = {one.name for one in before}, {one.name for one in after}
    return {
        old.name: new.name
        for old, new in zip(before, after, strict=True)
        if old.name != new.name
        and old.name not in are
        and new.name not in were
        and _answers(old, sites) == new.answers
    }


def _answers(entity: Entity, sites: Mapping[str, str]) -> Mapping[str, object]:
    """Answers with the sites they name called by their later names."""
    if not sites:
        return entity.answers
    bank = by_id("workload")
    return {
        question: sites.get(str(value), value) if bank[question].kind == "site" else value
        for question, value in entity.answers.items()
    }


def _links(before: Design, sites: Mapping[str, str]) -> dict[Who, str]:
    """Later names of the connections of sites that were renamed."""
    return {
        ("link", Link((one.name, other.name)).name): Link(
            (sites.get(one.name, one.name), sites.get(other.name, other.name))
        ).name
        for one, other in combinations(before.sites, 2)
    }


def _decisions(
    before: Advice, after: Advice, names: _Names
) -> tuple[list[Turn], list[Reappraisal]]:
    were: dict[str, DecisionTaken] = {}
    for one in before.decisions:
        if names.stays(one.subject, one.name):
            now = names.now(one.subject, one.name)
            key = one.id if now == one.name else decision_id(one.topic, one.subject, now)
            were[key] = one
    turns: list[Turn] = []
    verdicts: list[Reappraisal] = []
    known: dict[tuple[int, int], list[tuple[str, str, str]]] = {}
    for one in after.decisions:
        old = were.get(one.id)
        if old is None:
            continue
        turn = _turn(old, one)
        if turn is not None:
            turns.append(turn)
        if one.shown:
            # workloads described alike share their options
            alike = (id(old.options), id(one.options))
            if alike not in known:
                known[alike] = list(_reappraised(old.options, one.options))
            verdicts += [Reappraisal(one.id, *found) for found in known[alike]]
    return turns, verdicts


def _turn(old: DecisionTaken, new: DecisionTaken) -> Turn | None:
    was = standing(old) if old.shown else None
    now = standing(new) if new.shown else None
    if was == now:
        return None
    return Turn(new.id, new.topic, new.subject, new.name, was, now)


def _reappraised(
    old: tuple[Option, ...], new: tuple[Option, ...]
) -> Iterator[tuple[str, str, str]]:
    # a topic always has the same options in the same order
    for was, now in zip(old, new, strict=True):
        if was.verdict != now.verdict:
            yield now.id, was.verdict, now.verdict


_Key = tuple[str, str, str]
"""What is said, of which kind of subject, of whom."""


def _noted(notes: Iterable[Noted]) -> dict[_Key, str]:
    return {(one.id, one.subject, one.name): one.status for one in notes}


def _disputed(advice: Advice) -> dict[_Key, str]:
    # the winner tells more than who decided it; while there is none it is open
    return {
        (",".join(sides_of(one)), one.subject, one.name): one.winner or OPEN
        for one in advice.conflicts
    }


def sides_of(conflict: Conflict) -> tuple[str, ...]:
    """The records that disagree, in the order of their names."""
    return tuple(sorted(one for one in (conflict.winner, *conflict.loser.split(",")) if one))


def _asked(advice: Advice) -> dict[_Key, str]:
    return {(one.question, one.entity, one.name): OPEN for one in advice.open_questions}


def _shifts(
    before: Mapping[_Key, str], after: Mapping[_Key, str], names: _Names
) -> tuple[Shift, ...]:
    were = {
        (key, subject, names.now(subject, name)): status
        for (key, subject, name), status in before.items()
        if names.stays(subject, name)
    }
    found = [
        Shift(*key, was=were.get(key, ""), now=status)
        for key, status in after.items()
        if were.get(key) != status and names.stays(key[1], key[2])
    ]
    return (
        *found,
        *(Shift(*key, was=status, now="") for key, status in were.items() if key not in after),
    )
