"""The chain behind decisions: numbered reasons, from each option down to the answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from documents.wording import say, sentences
from knowledge.advice import Advice, DecisionTaken, Fact, Option, Reason
from knowledge.decisions import DECISIONS, RESTARTING
from knowledge.explanation import (
    decision_label,
    fact_text,
    guidance_text,
    option_label,
    records_of,
    worst_first,
)
from knowledge.guidance import Guidance
from knowledge.judgement import UNDETERMINED
from knowledge.subjects import Answers, resolve_all, site_fact, workload_fact
from knowledge.words import word

Shown = Callable[[str], str]
_PAIR = {"pair", "guest_layer", "host_layer"}


@dataclass
class Chain:
    """Reasons numbered in the order in which they are told, each told once.

    ``shown`` turns a text of ours into the form of the output and ``named`` one that people
    gave; ``cited`` names the sources of records.
    """

    advice: Advice
    language: str
    shown: Shown
    named: Shown
    cited: Callable[[tuple[Guidance, ...]], str]
    numbers: dict[str, int] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    origins: dict[tuple[str, str], Mapping[str, Fact]] = field(default_factory=dict)
    quoted: dict[tuple[str, ...], str] = field(default_factory=dict)
    told: int = 0
    about: tuple[str, str] = ("", "")
    topic: str = ""

    def title(self, decision: DecisionTaken, names: Iterable[str]) -> str:
        """What is decided, and for whom."""
        return self._say(
            "join.of",
            what=self.shown(decision_label(decision.topic, self.language)),
            who=self._names(names),
        )

    def options(self, decision: DecisionTaken) -> Iterator[str]:
        """Each option with its verdict and the numbers of what speaks for and against it."""
        self.about = (decision.subject, self._alike(decision)[0])
        self.topic = decision.topic
        for option in decision.options:
            parts = []
            for key, ids in (
                ("against", self._worst_first(option)),
                ("merits", option.merits),
                ("overruled", option.overruled),
            ):
                if ids:
                    numbers = self._say("join.items").join(self._number(one) for one in ids)
                    parts.append(self._say(f"chain.{key}", numbers=numbers))
            yield self._say(
                "chain.option",
                option=self.shown(option_label(decision.topic, option.id, self.language)),
                verdict=self._verdict(option),
                mark=self._mark(decision, option),
                parts=self._say("join.parts").join(parts) or self._say("chain.no-reason"),
            )

    def untold(self) -> Iterator[tuple[str, str]]:
        """The reasons numbered since the last call, with those that they rest on in turn."""
        while self.told < len(self.numbers):
            reason = self.advice.reasons[self.order[self.told]]
            self.told += 1
            yield self._say("chain.number", n=self.told), self._reason(reason)

    def follows(self, asked: DecisionTaken) -> list[DecisionTaken]:
        """A decision and all those that its reasons rest on, the decision itself first."""
        found = {asked.id: asked}
        waiting = [asked]
        while waiting:
            for reference in self._decisions_behind(waiting.pop(0)):
                other = self._meant(reference, asked)
                if other.id not in found:
                    found[other.id] = other
                    waiting.append(other)
        return list(found.values())

    def _meant(self, reference: str, asked: DecisionTaken) -> DecisionTaken:
        """The decision a reason speaks of: of the workloads alike, that of the one asked about."""
        other = self._by_id[reference]
        if other.subject != asked.subject or asked.name not in self._alike(other):
            return other
        return self.advice.decision(other.topic, asked.name)

    def _alike(self, decision: DecisionTaken) -> tuple[str, ...]:
        return self.advice.alike(decision.subject, decision.name)

    def _decisions_behind(self, decision: DecisionTaken) -> Iterator[str]:
        waiting = [
            one
            for option in decision.options
            for one in (*option.objections, *option.merits, *option.overruled)
        ]
        seen = set(waiting)
        while waiting:
            for fact in self.advice.reasons[waiting.pop()].facts:
                for reference in fact.reference:
                    if reference in self.advice.reasons and reference not in seen:
                        seen.add(reference)
                        waiting.append(reference)
                    elif reference in self._by_id:
                        yield reference

    @cached_property
    def _by_id(self) -> Mapping[str, DecisionTaken]:
        return {one.id: one for one in self.advice.decisions}

    def _say(self, key: str, /, **values: object) -> str:
        return say(key, self.language, **values)

    def _names(self, names: Iterable[str]) -> str:
        return self._say("join.items").join(self.named(name) for name in names)

    def _number(self, reason_id: str) -> str:
        if reason_id not in self.numbers:
            self.order.append(reason_id)
            self.numbers[reason_id] = len(self.order)
        return self._say("chain.number", n=self.numbers[reason_id])

    def _worst_first(self, option: Option) -> tuple[str, ...]:
        return tuple(
            one.id for one in worst_first([self.advice.reasons[key] for key in option.objections])
        )

    def _verdict(self, option: Option) -> str:
        named = {
            one: self.shown(word(f"verdict.{one}", self.language))
            for one in (option.verdict, option.low, option.high)
        }
        if option.verdict != UNDETERMINED:
            return named[option.verdict]
        return self._say(
            "verdict.between",
            undetermined=named[UNDETERMINED],
            low=named[option.low],
            high=named[option.high],
        )

    def _mark(self, decision: DecisionTaken, option: Option) -> str:
        said = []
        if option.id == decision.chosen:
            said.append(self._say("chain.chosen"))
        if option.id == decision.provisional:
            said.append(self._say("chain.provisional"))
        if option.wished:
            key = "chain.planned" if DECISIONS[decision.topic].planned else "chain.wished"
            said.append(self._say(key))
        return "".join(said)

    def _reason(self, reason: Reason) -> str:
        facts = [self._fact(reason, one) for one in reason.facts]
        kind = self._kind(reason)
        if (reason.subject, reason.name) != self.about:
            whose = self.advice.alike(reason.subject, reason.name)
            kind = self._say("join.of", what=kind, who=self._names(whose))
        return self._say(
            "chain.reason",
            kind=kind,
            said=self._guidance(reason),
            facts=self._say("join.facts").join(facts) or self._say("chain.always"),
        )

    def _guidance(self, reason: Reason) -> str:
        """What the records of a reason say; told in full the first time."""
        if reason.guidance in self.quoted:
            return self._say("chain.as", number=self._number(self.quoted[reason.guidance]))
        self.quoted[reason.guidance] = reason.id
        records = records_of(reason)
        texts = [self.shown(guidance_text(one, self.language)) for one in records]
        return sentences([*texts, self.cited(records)], self.language)

    def _kind(self, reason: Reason) -> str:
        slots = reason.slots
        if reason.kind == "Objection":
            said = self.shown(word(f"verdict.{slots['level']}", self.language))
            if slots.get("misses"):
                missed = self.shown(word(f"misses.{slots['misses']}", self.language))
                said = self._say("chain.missed", verdict=said, missed=missed)
        elif reason.kind == "Need":
            said = self._say(f"chain.need.{slots['what']}")
        elif reason.kind == "Covers":
            said = self._covers(slots["by"], slots["failure"])
        else:
            said = self._say(f"chain.kind.{reason.kind}")
        if self._is_of_another_decision(reason):
            option = option_label(slots["decision"], slots["option"], self.language)
            said = self._say("chain.of-option", option=self.shown(option), said=said)
        if reason.status == "firm":
            return said
        status = self.shown(word(f"status.{reason.status}", self.language))
        return self._say("join.of", what=said, who=status)

    def _is_of_another_decision(self, reason: Reason) -> bool:
        told = {reason.slots.get("decision", self.topic), self.topic}
        return len(told) > 1 and not told <= _PAIR

    def _covers(self, by: str, failure: str) -> str:
        topic = "host_layer" if by in RESTARTING else "guest_layer"
        return self._say(
            "chain.covers",
            option=self.shown(option_label(topic, by, self.language)),
            what=self.shown(word(f"misses.{failure}", self.language)),
        )

    def _fact(self, reason: Reason, fact: Fact) -> str:
        said = self.named(fact_text(fact, self.language))
        behind = list(dict.fromkeys(self._behind(reason.subject, reason.name, fact)))
        if not behind:
            return said
        return self._say("chain.from", fact=said, behind=self._say("join.items").join(behind))

    def _behind(self, subject: str, name: str, fact: Fact) -> Iterator[str]:
        """What a worked-out field rests on: reasons, other decisions, answers."""
        for reference in fact.reference:
            if reference in self.advice.reasons:
                yield self._number(reference)
            elif reference in self._by_id:
                decision = self._by_id[reference]
                title = self.title(decision, self._alike(decision))
                yield self._say("chain.decision", decision=title)
            else:
                yield from self._answers(subject, name, reference)

    def _answers(self, subject: str, name: str, of_field: str) -> Iterator[str]:
        origin = self._origins(subject, name).get(of_field)
        if origin is None:
            return
        if origin.question or not origin.reference:
            yield self.named(fact_text(origin, self.language))
            return
        for reference in origin.reference:
            yield from self._answers(subject, name, reference)

    @cached_property
    def _resolved(self) -> Answers:
        return resolve_all(self.advice.design)

    def _origins(self, subject: str, name: str) -> Mapping[str, Fact]:
        """The fields of a site or workload that follow from answers alone."""
        if (subject, name) not in self.origins:
            answers = self._resolved
            self.origins[subject, name] = (
                site_fact(name, answers)
                if subject == "site"
                else workload_fact(name, self.advice.design, answers)
            ).origins
        return self.origins[subject, name]
