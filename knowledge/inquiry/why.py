"""Why: from a verdict, a finding or a task down to the answers, as a tree of ids and values.

Every reason, and every decision that reasons rest on, is told once under a number of its own;
where it comes up again the tree refers to that number. So a tree is no larger than what there is
to be told, and it ends: a reason that is being told is already one to be referred to.
"""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.advice import Advice, DecisionTaken, Fact, Noted
from knowledge.inquiry.behind import Behind
from knowledge.inquiry.nodes import (
    Absent,
    Again,
    Because,
    Decided,
    FactRead,
    Link,
    More,
    Node,
    Note,
    Nothing,
    Outcome,
    Statement,
    Verdict,
)
from knowledge.inquiry.why_not import lost


class Why:
    """The trees of one advice; those asked of one instance share their numbers."""

    def __init__(self, advice: Advice) -> None:
        """Read the advice."""
        self.advice = advice
        self.behind = Behind(advice)
        self._numbers: dict[tuple[str, str], int] = {}
        self._reading: set[tuple[str, str, str]] = set()

    def of_option(self, decision: str, option: str) -> Verdict:
        """One option of a decision given by its id, such as ``platform/site:Main``.

        Raises KeyError for an unknown decision, StopIteration for an unknown option.
        """
        return self._verdict(self.behind.decisions[decision], option)

    def of_decision(self, decision: str) -> Outcome | Again:
        """A decision given by its id, with all its options; raises KeyError."""
        known, number = self._told("decision", decision)
        if known:
            return Again("decision", number)
        taken = self.behind.decisions[decision]
        options = tuple(self._verdict(taken, one.id) for one in taken.options)
        return Outcome(number, decision, taken.outcome, options)

    def of_noted(self, noted: Noted) -> Note:
        """A finding or task, and the decision by which it matters if there is one."""
        option = None
        if noted.decision:
            option = self.of_decision(self.advice.decision(noted.decision, noted.name).id)
        return Note(noted.id, noted.subject, noted.name, self._reasons(noted.reasons), option)

    def _told(self, kind: str, key: str) -> tuple[bool, int]:
        """Whether something was told before, and its number."""
        number = self._numbers.get((kind, key))
        if number is not None:
            return True, number
        number = 1 + sum(one == kind for one, _ in self._numbers)
        self._numbers[kind, key] = number
        return False, number

    def _verdict(self, decision: DecisionTaken, name: str) -> Verdict:
        option = decision.option(name)
        return Verdict(
            decision.id,
            option.id,
            option.verdict,
            option.low,
            option.high,
            self._reasons(option.objections),
            self._reasons(option.merits),
            self._reasons(option.overruled),
            lost(self.advice, decision, option.id),
        )

    def _reasons(self, ids: Iterable[str]) -> tuple[Statement | Again, ...]:
        return tuple(self._statement(one) for one in ids)

    def _statement(self, reason_id: str) -> Statement | Again:
        known, number = self._told("reason", reason_id)
        if known:
            return Again("reason", number)
        reason = self.advice.reasons[reason_id]
        facts = tuple(self._read(reason.subject, reason.name, one) for one in reason.facts)
        return Statement(number, reason.id, reason.rule, reason.status, reason.guidance, facts)

    def _read(self, subject: str, name: str, fact: Fact) -> FactRead:
        key = (subject, name, fact.field)
        if key in self._reading:
            raise ValueError(f"{fact.field} of {name} rests on itself")
        self._reading.add(key)
        links = self.behind.of(subject, name, fact)
        beneath = tuple(self._node(subject, name, one) for one in links)
        self._reading.remove(key)
        return FactRead(fact, beneath)

    def _node(self, subject: str, name: str, link: Link) -> Node:
        match link:
            case Because():
                return self._statement(link.reason)
            case Decided():
                return self.of_decision(link.decision)
            case Nothing():
                facts = (self._read(link.subject, link.names[0], one) for one in link.facts)
                return Absent(link, tuple(facts))
            case More():
                return link
            case Fact():
                return self._read(subject, name, link)
