"""Down to the answers: which questions a conclusion, and so a decision, rests on in the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from knowledge.advice import DecisionTaken, Fact, Reason
from knowledge.run import Findings

Asked = tuple[str, str]
"""An entity such as ``site:Main``, and the id of a question asked about it."""


class Grounds:
    """The reasons and decisions of one advice, followed through decisions and roll-ups."""

    def __init__(
        self,
        subjects: Iterable[Findings],
        reasons: Mapping[str, Reason],
        decisions: Mapping[str, DecisionTaken],
    ) -> None:
        """Take over what was concluded and decided; nothing is worked out yet."""
        self._subjects = {(one.fact.kind, one.fact.name): one for one in subjects}
        self._reasons = reasons
        self._decisions = decisions
        self._known: dict[str, frozenset[Asked]] = {}

    def reasons_of(self, decision: DecisionTaken) -> Iterator[Reason]:
        """Reasons for and against the options of a decision, those that are overruled aside."""
        for option in decision.options:
            for key in (*option.objections, *option.merits):
                yield self._reasons[key]

    def decisions_on(self) -> dict[Asked, set[str]]:
        """For each question of each entity, the shown decisions whose reasons rest on it."""
        found: dict[Asked, set[str]] = {}
        for decision in self._decisions.values():
            if decision.shown:
                for asked in self._of_decision(decision):
                    found.setdefault(asked, set()).add(decision.id)
        return found

    def _of_decision(self, decision: DecisionTaken) -> frozenset[Asked]:
        if decision.id not in self._known:
            below = [self._of_reason(one) for one in self.reasons_of(decision)]
            self._known[decision.id] = frozenset().union(*below)
        return self._known[decision.id]

    def _of_reason(self, reason: Reason) -> frozenset[Asked]:
        if reason.id not in self._known:
            subject = self._subjects[reason.subject, reason.name]
            below = [self._of_fact(fact, subject) for fact in reason.facts]
            self._known[reason.id] = frozenset().union(*below)
        return self._known[reason.id]

    def _of_fact(self, fact: Fact, subject: Findings) -> frozenset[Asked]:
        if fact.question:
            return frozenset({(fact.entity, fact.question)})
        found: set[Asked] = set()
        for reference in fact.reference:
            if reference in self._reasons:
                found |= self._of_reason(self._reasons[reference])
            elif reference in self._decisions:
                found |= self._of_decision(self._decisions[reference])
            else:
                found |= self._of_fact(subject.fact.origins[reference], subject)
        return frozenset(found)
