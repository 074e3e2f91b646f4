"""Down to the answers: which questions a conclusion, and so a decision, rests on in the end.

Every workload of a site rests on the decisions about that site, and these rest on all of its
workloads. Followed to the end, each workload would rest on the answers about every other one.
A decision is therefore followed down to the answers and to decisions about sites, which it
*rests on*; whoever wants to know more goes on from those.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from facts.question_bank import UNKNOWN, by_id
from knowledge.advice import DecisionTaken, Fact, Option, decision_id
from knowledge.run import Findings

Asked = tuple[str, str]
"""An entity such as ``site:Main``, and the id of a question asked about it."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What something rests on: questions asked, and ids of decisions about sites."""

    asked: frozenset[Asked] = frozenset()
    above: frozenset[str] = frozenset()


class Grounds:
    """The reasons and decisions about some subjects, followed through decisions and roll-ups."""

    def __init__(
        self,
        subjects: Iterable[Findings],
        options: Mapping[str, tuple[Option, ...]],
        shown: Collection[str],
    ) -> None:
        """Take what was concluded, the options of each decision by its id, and which are shown."""
        self._subject_of = {key: one for one in subjects for key in one.reasons}
        self._options = options
        self._shown = shown
        self._asked: dict[Asked, Asked] = {}
        self._roll_ups: dict[tuple[int, str], Ground] = {}
        self._decisions: dict[str, Ground] = {}

    def of_decision(self, decision: str) -> Ground:
        """What the reasons for and against the options of a decision rest on."""
        topic, _, whose = decision.partition("/")
        # a layer is judged with its pair, by whatever speaks for and against any pair
        judged = f"pair/{whose}" if topic in ("guest_layer", "host_layer") else decision
        if judged not in self._decisions:
            reasons = {
                reason
                for option in self._options[judged]
                for reason in (*option.objections, *option.merits)
            }
            self._decisions[judged] = self._of_reasons(reasons)
        return self._decisions[judged]

    def _of_reasons(self, reasons: Iterable[str]) -> Ground:
        read: dict[tuple[int, str], tuple[Fact, Findings]] = {}
        for reason in reasons:
            subject = self._subject_of[reason]
            for fact in subject.reasons[reason].facts:
                read[id(subject), fact.field] = (fact, subject)
        return self._together(read.values())

    def _together(self, facts: Iterable[tuple[Fact, Findings]]) -> Ground:
        asked: set[Asked] = set()
        above: set[str] = set()
        for fact, subject in facts:
            if fact.question:
                for question in _behind(fact):
                    one = (fact.entity, question)
                    asked.add(self._asked.setdefault(one, one))
            else:
                ground = self._of_roll_up(fact, subject)
                asked |= ground.asked
                above |= ground.above
        return Ground(frozenset(asked), frozenset(above))

    def _of_roll_up(self, fact: Fact, subject: Findings) -> Ground:
        """What a field rests on that was worked out from reasons, decisions or other fields."""
        key = (id(subject), fact.field)
        if key not in self._roll_ups:
            found = [self._of_reasons(one for one in fact.reference if one in self._subject_of)]
            fields = []
            for reference in fact.reference:
                if reference in self._options:
                    found.append(self._of_reference(reference))
                elif reference not in self._subject_of:
                    fields.append((subject.fact.origins[reference], subject))
            found.append(self._together(fields))
            self._roll_ups[key] = Ground(
                frozenset().union(*[one.asked for one in found]),
                frozenset().union(*[one.above for one in found]),
            )
        return self._roll_ups[key]

    def _of_reference(self, decision: str) -> Ground:
        """A decision that a fact speaks of: followed, unless it is about a site and shown."""
        if decision.partition("/")[2].startswith("site:") and decision in self._shown:
            return Ground(above=frozenset({decision}))
        return self.of_decision(decision)


def _behind(fact: Fact) -> Iterable[str]:
    """The question of a fact; what is unknown may be so because of the questions before it."""
    if fact.origin != UNKNOWN:
        return (fact.question,)
    return _with_conditions(fact.entity.partition(":")[0], fact.question)


@cache
def _with_conditions(entity: str, question: str) -> frozenset[str]:
    """A question and all that decide whether it is asked."""
    conditions = {other for one in by_id(entity)[question].ask_when for other in one}
    above = [_with_conditions(entity, one) for one in conditions]
    return frozenset({question}).union(*above)


class Bearing:
    """For each question of each entity the shown decisions that rest on it.

    What rests on it through a decision about a site is not among them.
    """

    def __init__(
        self, decisions: Iterable[DecisionTaken], subjects: Iterable[Findings], grounds: Grounds
    ) -> None:
        """Take the decisions about each subject, each of which stands for its members."""
        members = {(one.fact.kind, one.fact.name): one.members for one in subjects}
        self._first = {
            (kind, name): first for (kind, first), names in members.items() for name in names
        }
        self._found: dict[Asked, tuple[str, ...]] = {}
        found: dict[Asked, list[str]] = {}
        for one in decisions:
            if one.shown:
                names = members[one.subject, one.name]
                everyone = [decision_id(one.topic, one.subject, name) for name in names]
                for asked in grounds.of_decision(one.id).asked:
                    own = asked[0] == f"{one.subject}:{one.name}"
                    found.setdefault(asked, []).extend(everyone[:1] if own else everyone)
        known: dict[tuple[str, ...], tuple[str, ...]] = {}
        for asked, ids in found.items():
            key = tuple(sorted(ids))
            self._found[asked] = known.setdefault(key, key)
        self._of_member: dict[tuple[str, tuple[str, ...]], tuple[str, ...]] = {}

    def on(self, kind: str, name: str, question: str) -> tuple[str, ...]:
        """Ids of the decisions that rest on a question about an entity, in order."""
        first = self._first.get((kind, name), name)
        found = self._found.get((f"{kind}:{first}", question), ())
        if name == first or not found:
            return found
        key = (name, found)
        if key not in self._of_member:
            self._of_member[key] = tuple(sorted(_of_member(one, first, name) for one in found))
        return self._of_member[key]


def _of_member(decision: str, first: str, name: str) -> str:
    topic, _, whose = decision.partition("/")
    return decision_id(topic, "workload", name) if whose == f"workload:{first}" else decision
