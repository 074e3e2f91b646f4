"""What every part of a document needs: the advice, the language, and how to word its pieces."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby

from documents.markdown import escape, prose
from documents.wording import first_sentence, say, sentences
from facts.answers import Answer, resolve
from facts.question_bank import Question, Value
from knowledge.advice import Advice, DecisionTaken, Fact, Option, Reason
from knowledge.decisions import decisions_of
from knowledge.explanation import (
    answer_text,
    areas,
    decision_label,
    fact_text,
    guidance_text,
    option_label,
)
from knowledge.guidance import Guidance, guidance
from knowledge.judgement import FIRM, OPEN, UNDETERMINED
from knowledge.resting import Resting
from knowledge.rule_base import rules_by_name
from knowledge.subjects import Answers, answers_of, other_site, workload_fact
from knowledge.words import word

CHAPTERS = (
    *("summary", "inputs", "sites", "workloads", "findings", "tasks", "open", "conflicts"),
    "limits",
)
"""Chapters of the report in their order."""
_STRONG = ("required", "forbidden", "discouraged", "deprecated", "recommended", "optional")


@dataclass
class Citations:
    """Numbers of the sources, in the order in which a document comes to cite them."""

    numbers: dict[str, int] = field(default_factory=dict)
    records: dict[str, Guidance] = field(default_factory=dict)

    def marks(self, records: Iterable[Guidance]) -> str:
        """The numbers of the sources of some records, in brackets."""
        found = []
        for record in records:
            self.records[record.id] = record
            for citation in record.sources:
                number = self.numbers.setdefault(citation.source, len(self.numbers) + 1)
                if number not in found:
                    found.append(number)
        return f"\\[{', '.join(str(number) for number in sorted(found))}\\]"


@dataclass
class Context:
    """One advice to be told in one language. What its methods return is Markdown."""

    advice: Advice
    language: str
    citations: Citations = field(default_factory=Citations)
    section: str = ""
    """Number of the section being told; what it quotes is not quoted again by a later one."""
    quoted_in: dict[str, str] = field(default_factory=dict)
    """Ids of the records that have been quoted in short, and the sections that did."""

    def say(self, key: str, /, **values: object) -> str:
        """A text of the documents; the values put into it are Markdown already."""
        return say(key, self.language, **values)

    @staticmethod
    def number(chapter: str) -> int:
        """Number of a chapter of the report."""
        return CHAPTERS.index(chapter) + 1

    def label(self, key: str) -> str:
        """A label such as ``severity.warning``."""
        return prose(word(key, self.language))

    def join(self, items: Iterable[str]) -> str:
        """Items as a list in a sentence."""
        return self.say("join.items").join(dict.fromkeys(items))

    def sentences(self, items: Iterable[str]) -> str:
        """Sentences one after the other."""
        return sentences(items, self.language)

    @cached_property
    def answers(self) -> Answers:
        """The resolved answers of the design."""
        return answers_of(self.advice)

    @cached_property
    def resting(self) -> Resting:
        """Which decisions rest on which answers."""
        return Resting(self.advice)

    @cached_property
    def links(self) -> tuple[str, ...]:
        """Names of the connections that the design describes."""
        return tuple(sorted(link.name for link in self.advice.design.links))

    def given(self, entity: str, name: str) -> Mapping[str, Value]:
        """What the architect wrote about one entity of the design."""
        design = self.advice.design
        if entity == "design":
            return design.answers
        if entity == "link":
            return next((one.answers for one in design.links if one.name == name), {})
        return (design.site if entity == "site" else design.workload)(name).answers

    def answers_of(self, entity: str, name: str) -> Mapping[str, Answer]:
        """The resolved answers of one entity of the design."""
        if entity == "link":
            return resolve("link", self.given(entity, name))
        return {
            "design": self.answers.design,
            "site": self.answers.sites.get(name, {}),
            "workload": self.answers.workloads.get(name, {}),
        }[entity]

    @cached_property
    def sites(self) -> tuple[str, ...]:
        """Names of the sites, main sites first."""
        return tuple(sorted(self.answers.sites, key=lambda one: (self._role(one), one)))

    def _role(self, site: str) -> int:
        role = self.answers.sites[site]["role"]
        return (
            list(role.question.words).index(str(role.value))
            if role.value in role.question.words
            else 9
        )

    @cached_property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """Workloads that are described alike, ordered by their site and name."""
        return tuple(
            sorted(
                self.advice.profiles,
                key=lambda names: (self.sites.index(self.site_of(names[0])), names),
            )
        )

    @cached_property
    def decided(self) -> tuple[tuple[DecisionTaken, tuple[str, ...]], ...]:
        """Each decision shown with whom it is told of, workloads described alike together."""
        sites = [("site", (name,)) for name in self.sites]
        return tuple(
            (decision, names)
            for subject, names in (*sites, *(("workload", names) for names in self.groups))
            for topic in decisions_of(subject)
            if (decision := self.advice.decision(topic.topic, names[0])).shown
        )

    def site_of(self, workload: str) -> str:
        """Name of the site where a workload runs."""
        return str(self.answers.workloads[workload]["site"].value)

    def facts_of(self, workload: str) -> Mapping[str, Value]:
        """What its answers and the support table say of a workload, field by field."""
        return workload_fact(workload, self.advice.design, self.answers).values

    def copy_site_of(self, workload: str) -> str:
        """Name of the other site that may hold its second copy, or an empty string."""
        return other_site(self.answers, workload)

    @cached_property
    def needs(self) -> Mapping[tuple[str, str], str]:
        """What workloads need, as (name, need), and whether that is ``firm`` or ``open``."""
        found: dict[tuple[str, str], str] = {}
        for reason in self.advice.reasons.values():
            if reason.kind == "Need" and reason.status in (FIRM, OPEN):
                for name in self.advice.alike(reason.subject, reason.name):
                    key = (name, reason.slots["what"])
                    found[key] = FIRM if FIRM in (reason.status, found.get(key)) else OPEN
        return found

    def left_to_copy(self, workload: str) -> str:
        """Whether a host failure is left to the second copy: ``firm``, ``open`` or empty."""
        return self.needs.get((workload, "copy-on-another-host"), "")

    def names(self, names: Iterable[str]) -> str:
        """Names of the architect's, joined."""
        return self.join(escape(name) for name in names)

    def option(self, topic: str, option: str) -> str:
        """An option as a noun phrase."""
        return prose(option_label(topic, option, self.language))

    def options(self, topic: str, options: Iterable[str]) -> str:
        """Several options of one topic, any of which may be meant."""
        return self.say("join.or").join(self.option(topic, one) for one in options)

    def verdict(self, option: Option) -> str:
        """A verdict, with both ends while it is open."""
        if option.verdict != UNDETERMINED:
            return self.label(f"verdict.{option.verdict}")
        return self.say(
            "verdict.between",
            undetermined=self.label("verdict.undetermined"),
            low=self.label(f"verdict.{option.low}"),
            high=self.label(f"verdict.{option.high}"),
        )

    def topic(self, topic: str) -> str:
        """What is decided; the two layers, which are judged together, have one name."""
        if topic in ("pair", "guest_layer", "host_layer"):
            return self.say("decision.both-layers")
        return prose(decision_label(topic, self.language))

    def areas(self, topics: Iterable[str]) -> list[str]:
        """What decisions on some topics are about, the four on one network named once."""
        layers = ("pair", "guest_layer", "host_layer")
        named: list[str] = []
        for layered, some in groupby(topics, key=lambda topic: topic in layers):
            named += [self.topic("pair")] if layered else map(prose, areas(some, self.language))
        return list(dict.fromkeys(named))

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {one.id: place for place, one in enumerate(self.advice.decisions)}

    def decisions(self, ids: Iterable[str]) -> str:
        """Decisions by their ids, for each thing they are about whom they concern."""
        topics: dict[tuple[str, str], list[str]] = {}
        for place in sorted(self._places[one] for one in set(ids)):
            one = self.advice.decisions[place]
            topics.setdefault((one.subject, one.name), []).append(one.topic)
        concerned: dict[str, list[str]] = {}
        for (_, name), found in topics.items():
            for area in self.areas(found):
                concerned.setdefault(area, []).append(escape(name))
        return self.join(
            self.say("join.of", what=area, who=self.join(names))
            for area, names in concerned.items()
        )

    def question(self, question: Question) -> str:
        """A question as a noun phrase."""
        return prose(question.label[self.language])

    def answer(self, question: Question, value: Value) -> str:
        """An answer as a reader writes it."""
        return escape(answer_text(question, value, self.language))

    def fact(self, fact: Fact) -> str:
        """A fact as ``what: value``."""
        return escape(fact_text(fact, self.language))

    def in_short(self, record: Guidance, *, anew: bool = False) -> str:
        """The first sentence of what a record says, with its sources.

        Where it was quoted before, the section stands in its place; with ``anew`` only within
        one section.
        """
        before = self.quoted_in.get(record.id, "") if self.section else ""
        if before == self.section != "" or (before and not anew):
            key = "quote.above" if before == self.section else "quote.before"
            return self.say(key, section=before, marks=self.citations.marks([record]))
        if self.section:
            self.quoted_in[record.id] = self.section
        text = first_sentence(record.text[self.language], self.language)
        return self.quoted(replace(record, text={self.language: text}))

    def quoted(self, record: Guidance) -> str:
        """All that a record says, with its sources."""
        text = prose(guidance_text(record, self.language))
        return f"{text} {self.citations.marks([record])}"

    def reasons(self, ids: Iterable[str]) -> list[Reason]:
        """Reasons by their ids."""
        return [self.advice.reasons[one] for one in ids]


def decisive(reason: Reason) -> Guidance:
    """The record that weighs most among those a reason cites.

    The stronger one; of equals the one that carries numbers; then the one the rule names first.
    """
    named = [one for one in rules_by_name()[reason.rule].cites if isinstance(one, str)]
    records = [guidance()[one] for one in reason.guidance]
    return min(
        records,
        key=lambda one: (
            _STRONG.index(one.strength),
            not one.values,
            named.index(one.id) if one.id in named else len(named),
            one.id,
        ),
    )
