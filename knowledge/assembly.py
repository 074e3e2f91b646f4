"""From what the stages concluded to the advice: decisions, findings, tasks, conflicts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import TypeVar

from facts.design import Design
from knowledge.advice import (
    Advice,
    Conflict,
    DecisionTaken,
    Noted,
    Option,
    Reason,
    decision_id,
)
from knowledge.decisions import DECISIONS, decisions_of
from knowledge.grounds import Bearing, Grounds
from knowledge.judgement import OVERRULED
from knowledge.layers import best_pair
from knowledge.rule_base import knowledge_version
from knowledge.run import Findings
from knowledge.subjects import Answers, wish_for
from knowledge.told import conflicts, is_shown, noted
from knowledge.unanswered import assumptions, open_points

_SEVERITIES = ("critical", "warning", "info", "")
_Said = TypeVar("_Said", Noted, Conflict)


def assemble(
    design: Design,
    answers: Answers,
    sites: Mapping[str, Findings],
    workloads: Mapping[str, Findings],
    as_of: str,
) -> Advice:
    """The advice from all subjects, ordered by kind and name."""
    return _Assembly(design, answers, [*sites.values(), *workloads.values()]).advice(as_of)


class _Assembly:
    """Everything is worked out once a subject, then said of each of its members."""

    def __init__(self, design: Design, answers: Answers, subjects: list[Findings]) -> None:
        self.design = design
        self.answers = answers
        self.subjects = subjects
        self.members = sorted(
            ((name, one) for one in subjects for name in one.members),
            key=lambda named: (named[1].fact.kind, named[0]),
        )

    def advice(self, as_of: str) -> Advice:
        version, digest = knowledge_version()
        disputed = tuple(self._said(lambda one: conflicts(one, self.shown)))
        told = sorted(
            self._said(noted),
            key=lambda one: (_SEVERITIES.index(one.severity), one.id, one.name),
        )
        decisions = tuple(self._decisions_of_all())
        waiting = frozenset(one.id for one in decisions if one.is_open)
        bearing = Bearing(self.decisions.values(), self.subjects, self.grounds)
        return Advice(
            design=self.design,
            as_of=as_of,
            knowledge_version=version,
            knowledge_hash=digest,
            decisions=decisions,
            findings=tuple(one for one in told if one.severity),
            tasks=tuple(one for one in told if not one.severity),
            open_questions=tuple(open_points(self.design, self.answers, bearing, waiting)),
            assumptions=tuple(assumptions(self.design, self.answers, bearing)),
            conflicts=disputed,
            guidance=self._guidance(told, disputed),
            reasons=dict(sorted(self.reasons.items())),
            profiles=tuple(one.members for one in self.subjects if one.fact.kind == "workload"),
        )

    def _said(self, of: Callable[[Findings], Iterable[_Said]]) -> Iterator[_Said]:
        """What holds of each subject, said of each of its members, in their order."""
        found = {id(subject): list(of(subject)) for subject in self.subjects}
        for name, subject in self.members:
            for one in found[id(subject)]:
                yield one if name == one.name else replace(one, name=name)

    def _decisions_of_all(self) -> Iterator[DecisionTaken]:
        for name, subject in self.members:
            for topic in decisions_of(subject.fact.kind):
                one = self.decisions[_decision_id(topic.topic, subject)]
                yield one if name == one.name else _renamed(one, name)

    @cached_property
    def reasons(self) -> dict[str, Reason]:
        return {key: one for subject in self.subjects for key, one in subject.reasons.items()}

    @cached_property
    def options(self) -> dict[str, tuple[Option, ...]]:
        """The options of each decision by its id."""
        return {
            _decision_id(topic.topic, subject): self._options(subject, topic.topic)
            for subject in self.subjects
            for topic in decisions_of(subject.fact.kind)
        }

    @staticmethod
    def _options(subject: Findings, topic: str) -> tuple[Option, ...]:
        wish = wish_for(subject.fact, topic)
        return tuple(
            Option(
                one.option,
                one.verdict,
                one.low,
                one.high,
                *_behind(subject, topic, one.option),
                wished=one.option == wish,
            )
            for one in subject.judgements[topic].options
        )

    @cached_property
    def shown(self) -> frozenset[str]:
        """Ids of the decisions whose parent is taken, may be, or was wished for."""
        return frozenset(
            _decision_id(one.topic, subject)
            for subject in self.subjects
            for one in decisions_of(subject.fact.kind)
            if is_shown(subject, one)
        )

    @cached_property
    def grounds(self) -> Grounds:
        return Grounds(self.subjects, self.options, self.shown)

    @cached_property
    def decisions(self) -> dict[str, DecisionTaken]:
        """The decisions about each subject, by their ids."""
        found = (
            self._decision(subject, one.topic)
            for subject in self.subjects
            for one in decisions_of(subject.fact.kind)
        )
        return {one.id: one for one in found}

    def _decision(self, subject: Findings, topic: str) -> DecisionTaken:
        judgement, key = subject.judgements[topic], _decision_id(topic, subject)
        over = DECISIONS[topic].parent
        return DecisionTaken(
            id=key,
            topic=topic,
            subject=subject.fact.kind,
            name=subject.fact.name,
            chosen=judgement.chosen,
            provisional=judgement.provisional,
            contenders=judgement.contenders,
            options=self.options[key],
            shown=key in self.shown,
            parent=_decision_id(over[0], subject) if over else "",
            rests_on=tuple(sorted(self.grounds.of_decision(key).above)),
        )

    def _guidance(self, told: Iterable[Noted], disputed: Iterable[Conflict]) -> tuple[str, ...]:
        """Ids of the records that stand behind anything that is shown."""
        behind = {
            reason
            for key in self.shown
            for option in self.options[key]
            for reason in (*option.objections, *option.merits)
        }
        behind.update(reason for one in told for reason in one.reasons)
        cited = {record for reason in behind for record in self.reasons[reason].guidance}
        for conflict in disputed:
            cited |= {one for one in (conflict.winner, *conflict.loser.split(",")) if one}
        return tuple(sorted(cited))


def _behind(
    subject: Findings, topic: str, option: str
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Ids of the objections, merits and overruled reasons that concern an option."""
    concerned = [(topic, option)]
    if topic in ("guest_layer", "host_layer"):
        concerned.append(("pair", best_pair(topic, option, subject.judgements["pair"])))
    if topic == "pair":
        guest, host = option.split("+")
        concerned += [("guest_layer", guest), ("host_layer", host)]
    found: dict[str, list[str]] = {"Objection": [], "Merit": [], OVERRULED: []}
    for reason in subject.opinions(concerned):
        found[OVERRULED if reason.status == OVERRULED else reason.kind].append(reason.id)
    return (tuple(found["Objection"]), tuple(found["Merit"]), tuple(found[OVERRULED]))


def _renamed(decision: DecisionTaken, name: str) -> DecisionTaken:
    """The same decision about another workload that is described alike."""
    over = DECISIONS[decision.topic].parent
    return replace(
        decision,
        id=decision_id(decision.topic, decision.subject, name),
        name=name,
        parent=decision_id(over[0], decision.subject, name) if over else "",
    )


def _decision_id(topic: str, subject: Findings) -> str:
    return decision_id(topic, subject.fact.kind, subject.fact.name)
