"""Down to the answers: which questions a conclusion, and so a decision, rests on in the end.

Every workload of a site rests on the decisions about that site, and these rest on all of its
workloads. Followed to the end, each workload would rest on the answers about every other one.
A decision is therefore followed down to the answers and to decisions about sites, which it
*rests on*; whoever wants to know more goes on from those.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from facts.question_bank import UNKNOWN, by_id
from knowledge.advice import DecisionTaken, Fact, Option, decision_id
from knowledge.decisions import DECISIONS
from knowledge.run import Findings
from knowledge.subjects import may_wish

Asked = tuple[str, str]
"""An entity such as ``site:Main``, and the id of a question asked about it."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What something rests on: questions asked, and ids of decisions about sites.

    ``beyond`` are the references to other subjects that are still to be followed there.
    """

    asked: frozenset[Asked] = frozenset()
    above: frozenset[str] = frozenset()
    beyond: frozenset[str] = frozenset()


_NOTHING = Ground()


def _all(grounds: Iterable[Ground]) -> Ground:
    every = list(grounds)
    if len(every) == 1:
        return every[0]
    return Ground(
        frozenset().union(*[one.asked for one in every]),
        frozenset().union(*[one.above for one in every]),
        frozenset().union(*[one.beyond for one in every]),
    )


class OwnGrounds:
    """The reasons and decisions about one subject, followed as far as they stay with it."""

    def __init__(
        self,
        subject: Findings,
        options: Mapping[str, tuple[Option, ...]],
        shown: Iterable[str],
    ) -> None:
        """Take what was concluded, the options of each decision by its id, and which are shown."""
        self.subject = subject
        self.decisions = options.keys()
        self._options = options
        self._shown = frozenset(shown)
        self._asked: dict[Asked, Asked] = {}
        self._fields: dict[str, Ground] = {}
        self._reasons: dict[str, Ground] = {}
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
            wishes = Ground(frozenset(self._unknown_wishes(judged.partition("/")[0])))
            self._decisions[judged] = _all([self._of_reasons(reasons), wishes])
        return self._decisions[judged]

    def _unknown_wishes(self, topic: str) -> Iterator[Asked]:
        """Wishes that may turn a choice; one that is known needs no reason to be followed."""
        fact = self.subject.fact
        for one in ("guest_layer", "host_layer") if topic == "pair" else (topic,):
            if may_wish(fact, one):
                origin = fact.origins[DECISIONS[one].wish_field]
                yield from ((origin.entity, question) for question in _behind(origin))

    def of_reference(self, reference: str) -> Ground:
        """What a reason or a decision rests on that a fact refers to.

        A decision about a site is followed no further where it is shown.
        """
        if reference in self.decisions:
            if self.subject.fact.kind == "site" and reference in self._shown:
                return Ground(above=frozenset({reference}))
            return self.of_decision(reference)
        if reference not in self._reasons:
            self._reasons[reference] = self._of_reasons([reference])
        return self._reasons[reference]

    def _of_reasons(self, reasons: Iterable[str]) -> Ground:
        read: dict[str, Fact] = {}
        for reason in reasons:
            for fact in self.subject.reasons[reason].facts:
                read[fact.field] = fact
            for name in self.subject.weighed.get(reason, ()):
                read[name] = self.subject.fact.origins[name]
        return self._together(read.values())

    def _together(self, facts: Iterable[Fact]) -> Ground:
        asked: set[Asked] = set()
        rolled_up: list[Ground] = []
        for fact in facts:
            if fact.question:
                for question in _behind(fact):
                    one = (fact.entity, question)
                    asked.add(self._asked.setdefault(one, one))
            else:
                rolled_up.append(self._of_roll_up(fact))
        own = Ground(frozenset(asked))
        return _all([own, *rolled_up]) if rolled_up else own

    def _of_roll_up(self, fact: Fact) -> Ground:
        """What a field rests on that was worked out from reasons, decisions or other fields."""
        if fact.field not in self._fields:
            origins, found, beyond = self.subject.fact.origins, [], []
            for reference in fact.reference:
                if reference in self.decisions or reference in self.subject.reasons:
                    found.append(self.of_reference(reference))
                elif reference in origins:
                    found.append(self._together([origins[reference]]))
                else:
                    beyond.append(reference)
            self._fields[fact.field] = _all([*found, Ground(beyond=frozenset(beyond))])
        return self._fields[fact.field]


class Grounds:
    """The reasons and decisions about some subjects, followed from one to the other."""

    def __init__(self, subjects: Iterable[OwnGrounds]) -> None:
        """Take what each of the subjects says by itself."""
        self._of: dict[str, OwnGrounds] = {}
        for one in subjects:
            self._of |= dict.fromkeys(one.decisions, one)
            self._of |= dict.fromkeys(one.subject.reasons, one)
        self._followed: dict[frozenset[str], Ground] = {frozenset(): _NOTHING}
        self._references: dict[str, Ground] = {}

    def of_decision(self, decision: str) -> Ground:
        """What the reasons for and against the options of a decision rest on in the end."""
        return self._to_the_end(self._of[decision].of_decision(decision))

    def resting_on(self, decision: str) -> tuple[str, ...]:
        """Ids of the decisions about sites that the reasons of a decision rest on, in order."""
        return tuple(sorted(self.of_decision(decision).above))

    def _to_the_end(self, ground: Ground) -> Ground:
        if not ground.beyond:
            return ground
        if ground.beyond not in self._followed:
            found = [self._of_reference(one) for one in ground.beyond]
            self._followed[ground.beyond] = _all(found)
        further = self._followed[ground.beyond]
        return Ground(ground.asked | further.asked, ground.above | further.above)

    def _of_reference(self, reference: str) -> Ground:
        if reference not in self._references:
            own = self._of[reference].of_reference(reference)
            self._references[reference] = self._to_the_end(own)
        return self._references[reference]


def _behind(fact: Fact) -> Iterable[str]:
    """The question of a fact; what is unknown may be so because of the questions before it."""
    if fact.origin != UNKNOWN:
        return (fact.question,)
    return _with_conditions(fact.entity.partition(":")[0], fact.question)


@cache
def _with_conditions(entity: str, question: str) -> frozenset[str]:
    """A question and all that decide whether it is asked, what fits and what is assumed."""
    above = [_with_conditions(entity, one) for one in by_id(entity)[question].before]
    return frozenset({question}).union(*above)


class Bearing:
    """For each question of each entity the shown decisions that rest on it.

    What rests on it through a decision about a site is not among them.
    """

    def __init__(self, subjects: Iterable[tuple[Findings, Mapping[Asked, list[str]]]]) -> None:
        """Take each subject with what its decisions rest on (``decisions_by_question``)."""
        self._first: dict[tuple[str, str], str] = {}
        found: dict[Asked, list[str]] = {}
        for subject, by_question in subjects:
            for name in subject.members:
                self._first[subject.fact.kind, name] = subject.fact.name
            for asked, decisions in by_question.items():
                if asked in found:
                    found[asked] += decisions
                else:
                    found[asked] = [*decisions]
        known: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._found: dict[Asked, tuple[str, ...]] = {}
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


def decisions_by_question(
    subject: Findings, decisions: Iterable[DecisionTaken], asked: Mapping[str, frozenset[Asked]]
) -> dict[Asked, list[str]]:
    """The decisions shown about a subject and its members, by the questions they rest on.

    ``asked`` are those of each decision by its id. A question about the first of several members
    stands for the same question about each of them, and so counts for the first alone.
    """
    own = f"{subject.fact.kind}:{subject.fact.name}"
    found: dict[Asked, list[str]] = {}
    for one in decisions:
        if one.shown:
            everyone = [decision_id(one.topic, one.subject, name) for name in subject.members]
            for question in asked[one.id]:
                ids = everyone[:1] if question[0] == own else everyone
                found.setdefault(question, []).extend(ids)
    return found
