"""What the reasons of a document rest on, each number given out when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from documents.wording import say
from knowledge.advice import Fact
from knowledge.explanation import decision_label
from knowledge.inquiry.behind import Behind
from knowledge.inquiry.nodes import Because, Decided, Link, More, Nothing
from knowledge.why_words import (
    behind_words,
    fact_words,
    facts_together,
    names_words,
    nothing_words,
    numbers_words,
)
from knowledge.words import phrase, word

Shown = Callable[[str], str]


@dataclass(frozen=True)
class Whole:
    """A fact that is told in a statement of its own, because much can be said of it."""

    subject: str
    name: str
    fact: Fact
    links: tuple[Link, ...]


@dataclass
class Numbers:
    """Statements numbered in the order in which they are first referred to.

    A statement is a reason, by its id, or a fact told as a whole. ``decisions`` are the numbers
    of the decisions that are told, by their ids.
    """

    decisions: dict[str, int] = field(default_factory=dict)
    order: list[str | Whole] = field(default_factory=list)
    _known: dict[object, int] = field(default_factory=dict)

    def of_reason(self, reason_id: str) -> int:
        """The number of a reason."""
        return self._of(reason_id, reason_id)

    def of_whole(self, whole: Whole) -> int:
        """The number of a fact; the same for all that say and rest on the same."""
        fact = whole.fact
        return self._of((fact.field, fact.value, whole.links), whole)

    def _of(self, key: object, told: str | Whole) -> int:
        if key not in self._known:
            self.order.append(told)
            self._known[key] = len(self.order)
        return self._known[key]


@dataclass
class Facts:
    """Words for the facts that reasons read, and for what those rest on in turn."""

    behind: Behind
    language: str
    shown: Shown
    named: Shown
    kind_of: Callable[[str], str]
    """What a reason says, in a few words, by its id."""
    numbers: Numbers
    asked: str = ""
    """The workload asked about, which is named first among others."""
    about: tuple[str, str] = ("", "")
    """Kind and name of the site or workload that is told of at present."""

    def sentence(self, subject: str, name: str, facts: Sequence[Fact]) -> str:
        """All that a rule read of the design, with the numbers of what that rests on."""
        if not facts:
            return word("why.always", self.language)
        said = self._together(subject, name, facts)
        return phrase("why.in-this-design", self.language, facts=said)

    def whole(self, whole: Whole) -> str:
        """A fact and each thing it rests on."""
        parts = self._parts(whole.subject, whole.name, whole.links, in_full=True)
        behind = behind_words(parts, self.language)
        return phrase(
            "why.fact-in-full",
            self.language,
            fact=self._of(whole.subject, whole.name, self._said(whole.fact)),
            behind=behind[:1].upper() + behind[1:],
        )

    def _of(self, subject: str, name: str, said: str) -> str:
        said = said[:1].upper() + said[1:]
        if (subject, name) == self.about:
            return said
        names = self.behind.advice.alike(subject, name)
        who = say("join.items", self.language).join(map(self.named, names))
        return say("join.of", self.language, what=said, who=who)

    def _said(self, fact: Fact) -> str:
        return self.shown(fact_words(fact, self.language))

    def _together(self, subject: str, name: str, facts: Iterable[Fact]) -> str:
        answers_first = sorted(facts, key=lambda one: not one.question)
        said = [(self._said(one), self._behind(subject, name, one)) for one in answers_first]
        return facts_together(said, self.language)

    def _behind(self, subject: str, name: str, fact: Fact) -> str:
        links = self.behind.of(subject, name, fact)
        if any(_is_involved(one) for one in links):
            where, whose = self.behind.place_of(subject, name, fact)
            number = self.numbers.of_whole(Whole(where, whose, fact, links))
            return numbers_words([number], self._mark, self.language)
        return behind_words(self._parts(subject, name, links), self.language)

    @property
    def _mark(self) -> str:
        return say("chain.mark", self.language)

    def _parts(
        self, subject: str, name: str, links: Iterable[Link], *, in_full: bool = False
    ) -> list[str]:
        parts: list[str] = []
        waiting: list[Because | Decided] = []
        for link in links:
            if isinstance(link, Decided) and link.decision not in self.numbers.decisions:
                parts += [*self._numbers(waiting), self._untold(link.decision)]
                waiting = []
            elif isinstance(link, Decided) or (isinstance(link, Because) and not in_full):
                waiting.append(link)
            else:
                # that the same holds of more workloads is said of the last alone
                alone = -1 if isinstance(link, More) else len(waiting)
                told = [*parts, *self._numbers(waiting[:alone]), *self._numbers(waiting[alone:])]
                waiting = []
                parts = [*told[:-1], *self._after(told[-1:], link, subject, name)]
        return [*parts, *self._numbers(waiting)]

    def _after(self, last: list[str], link: Link, subject: str, name: str) -> list[str]:
        """What was told last, and one more thing that a fact rests on."""
        match link:
            case More():
                names = self._names(link.names)
                return [phrase("why.likewise", self.language, first=last[0], names=names)]
            case Because():
                return [*last, self._reason(link.reason)]
            case Nothing():
                return [*last, self._nothing(link)]
            case Fact():
                said = (self._said(link), self._behind(subject, name, link))
                return [*last, facts_together([said], self.language)]
            case Decided():
                return [*last, self._untold(link.decision)]

    def _numbers(self, links: Iterable[Because | Decided]) -> list[str]:
        """Reasons and decisions by their numbers; those before the last apart from it."""
        reasons = [self.numbers.of_reason(one.reason) for one in links if isinstance(one, Because)]
        known = self.numbers.decisions
        decisions = [known[one.decision] for one in links if isinstance(one, Decided)]
        told = (
            numbers_words(reasons, self._mark, self.language),
            numbers_words(decisions, say("chain.decision-mark", self.language), self.language),
        )
        return [one for one in told if one]

    def _reason(self, reason_id: str) -> str:
        number = numbers_words([self.numbers.of_reason(reason_id)], self._mark, self.language)
        return say("join.of", self.language, what=self.kind_of(reason_id), who=number)

    def _untold(self, decision_id: str) -> str:
        decision = self.behind.decisions[decision_id]
        named = self.named(decision.name)
        label = self.shown(decision_label(decision.topic, self.language))
        said = say("join.of", self.language, what=label, who=named)
        return say("chain.decision", self.language, decision=said)

    def _names(self, names: Sequence[str]) -> str:
        first = sorted(names, key=lambda one: (one != self.asked, one))
        return names_words([self.named(one) for one in first], self.language)

    def _nothing(self, nothing: Nothing) -> str:
        facts = ""
        if nothing.facts:
            facts = self._together(nothing.subject, nothing.names[0], nothing.facts)
        if nothing.kind == "Need" and facts:
            if (nothing.subject, nothing.names[0]) == self.about:
                return facts
            return phrase(
                "why.no-need", self.language, names=self._names(nothing.names), facts=facts
            )
        # the words around the facts are ours and hold nothing that a form of output turns
        return nothing_words(nothing, facts, self.language)


def _is_involved(link: Link) -> bool:
    """Whether something takes more than a number or an answer to tell."""
    return isinstance(link, Nothing) or (isinstance(link, Fact) and not link.question)
