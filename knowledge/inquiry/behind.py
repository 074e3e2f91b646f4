"""What a fact rests on directly: answers, reasons, decisions, and conclusions that are missing.

The advice says of a fact worked out between the stages which reasons were looked at. Here it is
told by which of them it came to its value: a host cluster is possible because nothing speaks
against one kind of storage, whatever speaks against the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from facts.answers import NOT_ASKED, Answer, is_asked
from facts.question_bank import UNKNOWN, by_id
from knowledge import support
from knowledge.advice import Advice, DecisionTaken, Fact
from knowledge.decisions import DECISIONS, FAILURES, RESTARTING
from knowledge.guidance import guidance
from knowledge.inquiry.absence import Absence, fewest
from knowledge.inquiry.nodes import Because, Decided, Link, More, Nothing
from knowledge.inquiry.options_behind import IN_GUESTS, OptionsBehind
from knowledge.judgement import FIRM
from knowledge.rules import range_conditions
from knowledge.subjects import answers_of, other_site
from knowledge.topics.guest_storage import ON_HOST_CLUSTER
from knowledge.topics.storage import BLOCK_STORAGE

MOST_ALIKE = 3
"""Kinds of workloads that are told one by one where a site rests on all of its workloads."""


class Behind:
    """What the facts of one advice rest on."""

    def __init__(self, advice: Advice) -> None:
        """Read the advice."""
        self.advice = advice
        self.absence = Absence(advice)
        self._options = OptionsBehind(advice, self.absence)
        self._answers = answers_of(advice)
        self._covers = {
            f"{option.replace('-', '_')}_covers_{failure.replace('-', '_')}": (option, failure)
            for option in (*IN_GUESTS, *RESTARTING)
            for failure in FAILURES
        }

    @cached_property
    def decisions(self) -> dict[str, DecisionTaken]:
        """Every decision by its id."""
        return {one.id: one for one in self.advice.decisions}

    def of(self, subject: str, name: str, fact: Fact) -> tuple[Link, ...]:
        """What a fact about a site or workload rests on directly; nothing for most answers."""
        return tuple(dict.fromkeys(self._of(subject, name, fact)))

    def _of(self, subject: str, name: str, fact: Fact) -> Iterator[Link]:
        if fact.question:
            yield from self._conditions(fact)
        elif fact.origin == "knowledge":
            yield from self._looked_up(subject, name, fact)
        elif fact.origin == "reasons":
            yield from self._rolled_up(subject, name, fact)
        elif fact.field == "takes_part_in_replication" and not fact.reference:
            yield from self._no_copies(name)
        else:
            yield from self._decided(fact)
            yield from self._derived(subject, name, fact)

    def _derived(self, subject: str, name: str, fact: Fact) -> Iterator[Link]:
        origins = self.absence.origins(subject, name)
        behind = [origins[one] for one in fact.reference if one in origins]
        if fact.field == "survive_any_failure":
            # one failure to be survived is enough; the others say nothing more
            behind = [one for one in behind if one.value == fact.value]
        yield from behind

    def _decided(self, fact: Fact) -> Iterator[Link]:
        """The decisions a fact comes from; of workloads with the same outcome that of one."""
        alike: dict[tuple[str, str], list[DecisionTaken]] = {}
        for reference in fact.reference:
            if reference in self.decisions:
                taken = self.decisions[reference]
                key = (taken.topic, taken.outcome)
                alike.setdefault(key, []).append(taken)
        for first, *others in alike.values():
            yield Decided(first.id)
            names = [
                name
                for one in (first, *others)
                for name in self.advice.alike(one.subject, one.name)
                if name != first.name
            ]
            if others:
                yield More(tuple(sorted(set(names))))

    def _conditions(self, fact: Fact) -> Iterator[Link]:
        """Answers because of which a question is not asked, or may not be."""
        kind, _, whose = fact.entity.partition(":")
        if fact.origin not in (UNKNOWN, NOT_ASKED) or kind == "link":
            return
        answers = self._resolved(kind, whose)
        values = {question: answer.value for question, answer in answers.items()}
        question = by_id(kind)[fact.question]
        if is_asked(question, values) == "yes":
            return
        # of each condition one answer is told that does not meet it, or may not
        missed = [
            [
                other
                for other, accepted in condition.items()
                if values[other] == UNKNOWN or values[other] not in accepted
            ]
            for condition in question.ask_when
        ]
        for other in fewest(
            missed, lambda one: (values[one] == UNKNOWN) != (fact.origin == UNKNOWN)
        ):
            behind = answers[other]
            field = behind.question.field
            yield Fact(field, behind.value, behind.status, other, fact.entity)

    def _resolved(self, kind: str, name: str) -> Mapping[str, Answer]:
        if kind == "design":
            return self._answers.design
        return (self._answers.sites if kind == "site" else self._answers.workloads)[name]

    def _looked_up(self, subject: str, name: str, fact: Fact) -> Iterator[Link]:
        """The answers by which the table of products was read, as far as its rows ask for them."""
        origins = self.absence.origins(subject, name)
        product = origins["product"]
        asked = {"product"}
        for row in support.rows():
            matches = product.value in (row.product, UNKNOWN)
            if support.field_of(row.option) == fact.field and matches:
                asked |= {"deployment"} if row.deployments else set()
                asked |= {field for field, _ in range_conditions(guidance()[row.record], "own")}
        yield from (origins[one] for one in fact.reference if one in asked)

    def _rolled_up(self, subject: str, name: str, fact: Fact) -> Iterator[Link]:
        field = fact.field.removeprefix("target_")
        if field == "host_cluster_workable":
            yield from self._options.host_cluster(
                self._site_behind(subject, name, fact.field), fact
            )
        elif field == "host_storage_best":
            yield from self._options.best(subject, name, "host_storage", fact)
        elif field == "cluster_disks_workable":
            yield from self._options.any_of(subject, name, "host_storage", BLOCK_STORAGE, fact)
        elif field == "guest_storage_best":
            yield from self._options.best(subject, name, "guest_storage", fact)
        elif field == "guest_storage_free_of_host_cluster":
            free = [one for one in DECISIONS["guest_storage"].options if one not in ON_HOST_CLUSTER]
            yield from self._options.any_of(subject, name, "guest_storage", free, fact)
        elif field == "host_cluster_needed":
            yield from self._needed(name, fact)
        elif field in self._covers:
            option, failure = self._covers[field]
            yield from self._held(subject, name, fact, "Covers", failure=failure, by=option)
        elif field == "host_need_on_copy":
            yield from self._held(subject, name, fact, "Need", what="copy-on-another-host")
        elif field.startswith("guests_meet_"):
            yield from self._options.met(name, field.removeprefix("guests_meet_"), fact)
        else:
            yield from map(Because, fact.reference)

    def place_of(self, subject: str, name: str, fact: Fact) -> tuple[str, str]:
        """Whom a fact is about in the end: the site, where a workload has it from there."""
        if fact.field.removeprefix("target_") == "host_cluster_workable":
            return "site", self._site_behind(subject, name, fact.field)
        return subject, name

    def _site_behind(self, subject: str, name: str, field: str) -> str:
        """The site that a conclusion was handed down from."""
        if subject == "site":
            return name
        own = str(self._answers.workloads[name]["site"].value)
        return other_site(self._answers, name) or own if field.startswith("target_") else own

    def _held(self, subject: str, name: str, fact: Fact, kind: str, **slots: str) -> Iterator[Link]:
        yield from map(Because, fact.reference)
        if not fact.reference:
            yield self.absence.of(subject, self.advice.alike(subject, name), kind, **slots)

    def _needed(self, site: str, fact: Fact) -> Iterator[Link]:
        """The workloads that need a host cluster, those with the same reason told of one."""
        alike: dict[tuple[str, str], list[str]] = {}
        firmest = [one for one in fact.reference if self.advice.reasons[one].status == FIRM]
        for one in firmest or fact.reference:
            reason = self.advice.reasons[one]
            alike.setdefault((reason.rule, reason.status), []).append(one)
        for some in alike.values():
            yield Because(some[0])
            others = [name for one in some[1:] for name in self._members(one)]
            if others:
                yield More(tuple(sorted(others)))
        if not fact.reference:
            yield from self._needless(site)

    def _members(self, reason: str) -> tuple[str, ...]:
        about = self.advice.reasons[reason]
        return self.advice.alike(about.subject, about.name)

    def _needless(self, site: str) -> Iterator[Link]:
        """Why the workloads of a site need no host cluster, the most numerous kinds of reasons."""
        found: dict[tuple[object, ...], list[Nothing]] = {}
        for names in self.advice.profiles:
            if str(self._answers.workloads[names[0]]["site"].value) == site:
                one = self.absence.of("workload", names, "Need", what="host-cluster")
                key = tuple((fact.field, fact.value, fact.origin) for fact in one.facts)
                found.setdefault(key, []).append(one)
        kinds = [_together(some) for some in found.values()]
        kinds.sort(key=lambda one: (-len(one.names), one.names))
        yield from kinds[:MOST_ALIKE]
        if not kinds:
            yield Nothing("site", (site,), "workload", (), ())
        rest = [name for one in kinds[MOST_ALIKE:] for name in one.names]
        if rest:
            yield More(tuple(sorted(rest)))

    def _no_copies(self, site: str) -> Iterator[Link]:
        """The second copies of the workloads at a site and of those that have it as target."""
        found: dict[str, list[str]] = {}
        for names in self.advice.profiles:
            own = str(self._answers.workloads[names[0]]["site"].value)
            if site in (own, other_site(self._answers, names[0]) or own):
                taken = self.advice.decision("second_copy", names[0])
                found.setdefault(taken.outcome, []).extend(names)
        if not found:
            yield Nothing("site", (site,), "workload", (), ())
        for names_alike in found.values():
            yield Decided(self.advice.decision("second_copy", names_alike[0]).id)
            if len(names_alike) > 1:
                yield More(tuple(sorted(names_alike[1:])))


def _together(some: list[Nothing]) -> Nothing:
    return replace(some[0], names=tuple(sorted(name for one in some for name in one.names)))
