"""The chain behind decisions: numbered reasons, from each option down to the answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from documents.reason_facts import Facts, Numbers, Shown, Whole
from documents.wording import say, sentences
from knowledge.advice import Advice, DecisionTaken, Option, Reason
from knowledge.decisions import DECISIONS
from knowledge.explanation import (
    decision_label,
    guidance_text,
    option_label,
    records_of,
    worst_first,
)
from knowledge.guidance import Guidance
from knowledge.inquiry.behind import Behind
from knowledge.inquiry.why_not import lost
from knowledge.judgement import FIRM, UNDETERMINED
from knowledge.why_words import covers_words, lost_words, numbers_words
from knowledge.words import word

_SPEAKING_FOR_ITSELF = ("barred", "verdict", "unacceptable")
"""Criteria that need no words where an option has objections."""


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
    numbers: Numbers = field(default_factory=Numbers)
    quoted: dict[tuple[str, ...], str] = field(default_factory=dict)
    told: int = 0
    asked: str = ""
    """The workload asked about, if it is one; it is named first among others."""

    def will_tell(self, decisions: Iterable[DecisionTaken]) -> None:
        """Number the decisions that are told, in their order; those of workloads alike as one."""
        for number, decision in enumerate(decisions, 1):
            for name in self._alike(decision):
                one = self.advice.decision(decision.topic, name) if name != decision.name else None
                self.numbers.decisions[(one or decision).id] = number

    def title(self, decision: DecisionTaken, names: Iterable[str]) -> str:
        """What is decided, and for whom, with its number if it has one."""
        title = self.of(self.shown(decision_label(decision.topic, self.language)), names)
        if decision.id not in self.numbers.decisions:
            return title
        return self._say("chain.title", number=self.number_of(decision), title=title)

    def number_of(self, decision: DecisionTaken) -> str:
        """The number under which a decision is told."""
        return f"{self._say('chain.decision-mark')}{self.numbers.decisions[decision.id]}"

    def of(self, what: str, names: Iterable[str]) -> str:
        """Something said of sites or workloads."""
        return self._say("join.of", what=what, who=self._names(names))

    def options(self, decision: DecisionTaken, only: str = "") -> Iterator[str]:
        """Each option with its verdict, what speaks for and against it, and why it was not taken.

        ``only`` names the one option to be told; then it is always said why it was not taken.
        """
        self._facts.about = (decision.subject, self._alike(decision)[0])
        for option in decision.options:
            if only in ("", option.id):
                parts = self._parts(decision, option, in_full=bool(only))
                yield self._say(
                    "chain.option",
                    option=self.shown(option_label(decision.topic, option.id, self.language)),
                    verdict=self._verdict(option),
                    mark=self._mark(decision, option),
                    parts=self._say("join.parts").join(parts) or self._say("chain.no-reason"),
                )

    def _parts(self, decision: DecisionTaken, option: Option, *, in_full: bool) -> list[str]:
        parts = []
        for key, ids in (
            ("against", self._worst_first(option)),
            ("merits", option.merits),
            ("overruled", option.overruled),
        ):
            if ids:
                parts.append(self._say(f"chain.{key}", numbers=self._numbers(ids)))
        why_not = self._lost(decision, option, in_full=in_full)
        if why_not and not option.objections:
            parts.append(word("why.nothing-speaks-against", self.language))
        parts += [why_not] if why_not else []
        if parts:
            parts[0] = parts[0][:1].upper() + parts[0][1:]
        return parts

    def _lost(self, decision: DecisionTaken, option: Option, *, in_full: bool) -> str:
        """Why an option was not taken; in short where its objections do not say it all."""
        found = lost(self.advice, decision, option.id)
        if found is None:
            return ""
        if option.objections and not in_full and found.criterion in _SPEAKING_FOR_ITSELF:
            return ""
        label, numbers = "", ""
        if found.to:
            label = self.shown(option_label(decision.topic, found.to, self.language))
            merits = (one for one in decision.option(found.to).merits if one not in option.merits)
            numbers = self._numbers(merits)
        return lost_words(found.criterion, label, numbers, self.language)

    def noted(self, ids: Iterable[str], subject: str, name: str) -> str:
        """The numbers of the reasons for a finding or task about a site or workload."""
        self._facts.about = (subject, self.advice.alike(subject, name)[0])
        return self._numbers(ids)

    def untold(self) -> Iterator[tuple[str, str]]:
        """The statements numbered since the last call, with those that they rest on in turn."""
        while self.told < len(self.numbers.order):
            told = self.numbers.order[self.told]
            self.told += 1
            number = self._say("chain.number", n=self.told)
            if isinstance(told, Whole):
                yield number, self._facts.whole(told)
            else:
                yield number, self._reason(self.advice.reasons[told])

    def follows(self, asked: Iterable[DecisionTaken]) -> list[DecisionTaken]:
        """Some decisions and all those that their reasons rest on, they themselves first."""
        found = {one.id: one for one in asked}
        if not found:
            return []
        first = next(iter(found.values()))
        waiting = list(found.values())
        while waiting:
            for reference in self._decisions_behind(waiting.pop(0)):
                other = self._meant(reference, first)
                if other.id not in found:
                    found[other.id] = other
                    waiting.append(other)
        return list(found.values())

    def _meant(self, reference: str, asked: DecisionTaken) -> DecisionTaken:
        """The decision a reason speaks of: of the workloads alike, that of the one asked about."""
        other = self._behind.decisions[reference]
        if other.subject != asked.subject or asked.name not in self._alike(other):
            return other
        return self.advice.decision(other.topic, asked.name)

    def _alike(self, decision: DecisionTaken) -> tuple[str, ...]:
        return self.advice.alike(decision.subject, decision.name)

    def _decisions_behind(self, decision: DecisionTaken) -> Iterator[str]:
        reasons = [
            one
            for option in decision.options
            for one in (*option.objections, *option.merits, *option.overruled)
        ]
        yield from self.decisions_behind(reasons)

    def decisions_behind(self, reasons: Iterable[str]) -> Iterator[str]:
        """Ids of the decisions that reasons rest on, given by their ids."""
        waiting = list(reasons)
        seen = set(waiting)
        while waiting:
            for fact in self.advice.reasons[waiting.pop()].facts:
                for reference in fact.reference:
                    if reference in self.advice.reasons and reference not in seen:
                        seen.add(reference)
                        waiting.append(reference)
                    elif reference in self._behind.decisions:
                        yield reference

    @cached_property
    def _behind(self) -> Behind:
        return Behind(self.advice)

    @cached_property
    def _facts(self) -> Facts:
        return Facts(
            self._behind,
            self.language,
            self.shown,
            self.named,
            self._kind_by_id,
            self.numbers,
            self.asked,
        )

    def _say(self, key: str, /, **values: object) -> str:
        return say(key, self.language, **values)

    def _names(self, names: Iterable[str]) -> str:
        return self._say("join.items").join(self.named(name) for name in names)

    def _numbers(self, ids: Iterable[str]) -> str:
        numbers = [self.numbers.of_reason(one) for one in ids]
        return numbers_words(numbers, self._say("chain.mark"), self.language)

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
        kind = self._kind(reason, named=(reason.subject, reason.name) != self._facts.about)
        facts = self._facts.sentence(reason.subject, reason.name, reason.facts)
        said = sentences([self._guidance(reason), facts], self.language)
        return self._say("chain.reason", kind=kind, said=said)

    def _guidance(self, reason: Reason) -> str:
        """What the records of a reason say; told in full the first time."""
        if reason.guidance in self.quoted:
            number = self._numbers([self.quoted[reason.guidance]])
            return self._say("chain.as", number=number)
        self.quoted[reason.guidance] = reason.id
        records = records_of(reason)
        texts = [self.shown(guidance_text(one, self.language)) for one in records]
        return sentences([*texts, self.cited(records)], self.language)

    def _kind_by_id(self, reason_id: str) -> str:
        return self._kind(self.advice.reasons[reason_id])

    def _kind(self, reason: Reason, *, named: bool = False) -> str:
        """What a reason says, in a few words: of which option what; ``named``: and of whom."""
        said = self._says(reason)
        if reason.kind in ("Objection", "Merit"):
            option = option_label(reason.slots["decision"], reason.slots["option"], self.language)
            said = self._say("chain.of-option", option=self.shown(option), said=said)
        marks = [self._names(self.advice.alike(reason.subject, reason.name))] if named else []
        if reason.status != FIRM:
            marks.append(self.shown(word(f"status.{reason.status}", self.language)))
        if not marks:
            return said
        return self._say("join.of", what=said, who=self._say("join.parts").join(marks))

    def _says(self, reason: Reason) -> str:
        slots = reason.slots
        if reason.kind == "Objection":
            said = self.shown(word(f"verdict.{slots['level']}", self.language))
            if slots.get("misses"):
                missed = self.shown(word(f"misses.{slots['misses']}", self.language))
                said = self._say("chain.missed", verdict=said, missed=missed)
            return said
        if reason.kind == "Need":
            return self._say(f"chain.need.{slots['what']}")
        if reason.kind == "Covers":
            said = self.shown(covers_words(reason, self.language))
            return said[:1].upper() + said[1:]
        return self._say(f"chain.kind.{reason.kind}")
