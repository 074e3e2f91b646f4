"""From what the stages concluded to the advice: decisions, findings, tasks, conflicts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import repeat
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
from knowledge.grounds import Asked, Bearing, Grounds, OwnGrounds, decisions_by_question
from knowledge.judgement import OVERRULED
from knowledge.layers import PARTNER, accounted_for, best_pair, layer_of
from knowledge.recall import Recall
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
    subjects: list[Findings],
    as_of: str,
    recall: Recall,
) -> Advice:
    """The advice from all subjects, ordered by kind and name."""
    about = [
        recall.of(("told", one.fact.kind, one.fact.name), (one,), partial(_About, one))
        for one in subjects
    ]
    return _Assembly(design, answers, about, recall).advice(as_of)


class _About:
    """What is told of one subject and follows from the findings about it alone."""

    def __init__(self, subject: Findings) -> None:
        topics = decisions_of(subject.fact.kind)
        self.subject = subject
        self.topics = {_decision_id(one.topic, subject): one.topic for one in topics}
        self.options = {key: self._options(topic) for key, topic in self.topics.items()}
        """The options of each decision by its id."""
        self.shown = frozenset(
            _decision_id(one.topic, subject) for one in topics if is_shown(subject, one)
        )
        """Ids of the decisions whose parent is taken, may be, or was wished for."""
        self.grounds = OwnGrounds(subject, self.options, self.shown)
        self.told = tuple(noted(subject))
        self.disputed = tuple(conflicts(subject, self.shown))
        self.cited = self._cited()
        """Ids of the records that stand behind anything that is shown."""

    def named(self, what: str) -> tuple[str, str, str]:
        """Name under which something about the subject is kept for the next design."""
        return (what, self.subject.fact.kind, self.subject.fact.name)

    def _options(self, topic: str) -> tuple[Option, ...]:
        wish = wish_for(self.subject.fact, topic)
        return tuple(
            Option(
                one.option,
                one.verdict,
                one.low,
                one.high,
                *_behind(self.subject, topic, one.option),
                wished=one.option == wish,
            )
            for one in self.subject.judgements[topic].options
        )

    def _cited(self) -> frozenset[str]:
        behind = {
            reason
            for key in self.shown
            for option in self.options[key]
            for reason in (*option.objections, *option.merits)
        }
        behind.update(reason for one in self.told for reason in one.reasons)
        cited = {record for one in behind for record in self.subject.reasons[one].guidance}
        for conflict in self.disputed:
            cited |= {one for one in (conflict.winner, *conflict.loser.split(",")) if one}
        return frozenset(cited)

    def decisions(self, above: Mapping[str, tuple[str, ...]]) -> tuple[DecisionTaken, ...]:
        """The decisions about the subject, given what each rests on."""
        return tuple(self._decision(key, topic, above[key]) for key, topic in self.topics.items())

    def _decision(self, key: str, topic: str, above: tuple[str, ...]) -> DecisionTaken:
        judgement, over = self.subject.judgements[topic], DECISIONS[topic].parent
        return DecisionTaken(
            id=key,
            topic=topic,
            subject=self.subject.fact.kind,
            name=self.subject.fact.name,
            chosen=judgement.chosen,
            provisional=judgement.provisional,
            contenders=judgement.contenders,
            options=self.options[key],
            shown=key in self.shown,
            parent=_decision_id(over[0], self.subject) if over else "",
            rests_on=above,
        )


class _Assembly:
    """Everything is worked out once a subject, then said of each of its members."""

    def __init__(
        self, design: Design, answers: Answers, about: list[_About], recall: Recall
    ) -> None:
        self.design = design
        self.answers = answers
        self.about = about
        self.recall = recall
        self.members = sorted(
            ((name, one) for one in about for name in one.subject.members),
            key=lambda named: (named[1].subject.fact.kind, named[0]),
        )

    def advice(self, as_of: str) -> Advice:
        version, digest = knowledge_version()
        told = sorted(
            self._said(lambda one: one.told),
            key=lambda one: (_SEVERITIES.index(one.severity), one.id, one.name),
        )
        subjects = [one.subject for one in self.about]
        grounds = Grounds(one.grounds for one in self.about)
        taken = [self._taken(one, grounds) for one in self.about]
        decisions = tuple(self._decisions_of_all(taken))
        waiting = frozenset(one.id for one in decisions if one.is_open)
        bearing = Bearing(map(self._bearing, self.about, taken, repeat(grounds)))
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
            conflicts=tuple(self._said(lambda one: one.disputed)),
            guidance=tuple(sorted(frozenset().union(*[one.cited for one in self.about]))),
            reasons=self._reasons(),
            profiles=tuple(one.members for one in subjects if one.fact.kind == "workload"),
            recall=self.recall,
        )

    def _said(self, of: Callable[[_About], Iterable[_Said]]) -> Iterator[_Said]:
        """What holds of each subject, said of each of its members, in their order."""
        for name, about in self.members:
            for one in of(about):
                yield one if name == one.name else replace(one, name=name)

    def _taken(self, about: _About, grounds: Grounds) -> tuple[DecisionTaken, ...]:
        above = {key: grounds.resting_on(key) for key in about.topics}
        return self.recall.of(
            about.named("decisions"), (about, above), partial(about.decisions, above)
        )

    def _bearing(
        self, about: _About, decisions: tuple[DecisionTaken, ...], grounds: Grounds
    ) -> tuple[Findings, Mapping[Asked, list[str]]]:
        asked = {one.id: grounds.of_decision(one.id).asked for one in decisions if one.shown}
        found = self.recall.of(
            about.named("bearing"),
            (about, decisions, asked),
            partial(decisions_by_question, about.subject, decisions, asked),
        )
        return about.subject, found

    def _decisions_of_all(
        self, taken: Iterable[tuple[DecisionTaken, ...]]
    ) -> Iterator[DecisionTaken]:
        of = {id(about): decisions for about, decisions in zip(self.about, taken, strict=True)}
        for name, about in self.members:
            decisions = of[id(about)]
            if name != about.subject.fact.name:
                decisions = self.recall.of(
                    ("renamed", name), (decisions,), partial(_renamed, decisions, name)
                )
            yield from decisions

    def _reasons(self) -> dict[str, Reason]:
        found: dict[str, Reason] = {}
        for one in self.about:
            found |= one.subject.reasons
        return {key: found[key] for key in sorted(found)}


def _behind(
    subject: Findings, topic: str, option: str
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Ids of the objections, merits and overruled reasons that concern an option."""
    concerned = [(topic, option)]
    if topic in PARTNER:
        concerned.append(("pair", best_pair(topic, option, subject.judgements["pair"])))
    if topic == "pair":
        guest, host = option.split("+")
        concerned += [("guest_layer", guest), ("host_layer", host)]
    found: dict[str, list[str]] = {"Objection": [], "Merit": [], OVERRULED: []}
    opinions = subject.opinions(concerned)
    if topic in PARTNER and not accounted_for(subject, topic, option, concerned):
        # its best pair fails on the other layer: what speaks against that one is the reason
        partner = (PARTNER[topic], layer_of(PARTNER[topic], concerned[1][1]))
        opinions += [one for one in subject.opinions([partner]) if one.kind == "Objection"]
    for reason in opinions:
        found[OVERRULED if reason.status == OVERRULED else reason.kind].append(reason.id)
    return (tuple(found["Objection"]), tuple(found["Merit"]), tuple(found[OVERRULED]))


def _renamed(decisions: Iterable[DecisionTaken], name: str) -> tuple[DecisionTaken, ...]:
    """The same decisions about another workload that is described alike."""
    return tuple(_renamed_one(one, name) for one in decisions)


def _renamed_one(decision: DecisionTaken, name: str) -> DecisionTaken:
    over = DECISIONS[decision.topic].parent
    return replace(
        decision,
        id=decision_id(decision.topic, decision.subject, name),
        name=name,
        parent=decision_id(over[0], decision.subject, name) if over else "",
    )


def _decision_id(topic: str, subject: Findings) -> str:
    return decision_id(topic, subject.fact.kind, subject.fact.name)
