"""Why, step by step: what reasons rest on, unfolded down to the answers and their questions.

Nothing is worked out before it is opened, and then only the next step. So what comes up again
can be unfolded again, wherever it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from documents.context import decisive
from facts.answers import NOT_ASKED
from knowledge.advice import DecisionTaken, Fact, Option, Reason
from knowledge.explanation import decision_label, fact_text, option_label
from knowledge.inquiry.nodes import Because, Decided, Link, More, Nothing
from knowledge.why_words import covers_words, fact_words, facts_together, names_words, nothing_words
from knowledge.words import phrase, word
from screens.details import details
from screens.editing import Place, named_place
from screens.index import Index, Who
from screens.jump import jump_to
from screens.language import current, say
from screens.markdown import escaped, small
from screens.option_lines import in_order, label
from screens.reasons import in_short, marks, reasons_of, records
from screens.sentences import folded, tell
from screens.verdicts import badge, chip, outcome_chip


@dataclass(frozen=True)
class WhyTree:
    """The why of one advice, told to somebody who looks at a site or workload (``asked``)."""

    found: Index
    asked: Who

    def option(self, option: Option, key: str) -> None:
        """Show all that speaks against an option, for it, and what was overruled."""
        if option.low != option.high:
            st.markdown(say("between", low=chip(option.low), high=chip(option.high)))
        for reason, said in reasons_of(self.found.advice, option):
            st.markdown(said)
            self.reason(reason, key)

    def reason(self, reason: Reason, key: str) -> None:
        """Show what a reason rests on in a line, which opens to the facts one by one."""
        facts = [escaped(fact_text(one, current())) for one in reason.facts]
        if not facts:
            st.markdown(small(say("inquiry.always")))
            return
        line = small(f"{say('rests-on')} {' / '.join(facts)}")
        key = f"why\n{key}\n{reason.id}"
        with details(line, key, compact=True) as opened:
            if opened.open:
                self._beneath(reason, key)

    def _beneath(self, reason: Reason, key: str) -> None:
        """The facts, or what a single fact rests on, which has just been told itself."""
        only = reason.facts[0] if len(reason.facts) == 1 else None
        links = self.found.behind.of(reason.subject, reason.name, only) if only else ()
        if links:
            self._links(reason.subject, reason.name, links, key)
        else:
            self._facts(reason.subject, reason.name, reason.facts, key)

    def noted(
        self, reasons: Sequence[Reason], decisions: Iterable[DecisionTaken], key: str
    ) -> None:
        """Show what a finding or task rests on, and the decisions that it goes with.

        Names are told where there are several reasons.
        """
        for reason in reasons:
            if len(reasons) > 1:
                st.markdown(small(f"**{self._names(reason)}**"))
            self.reason(reason, key)
        for decision in decisions:
            self._decided(decision, f"why\n{key}", "inquiry.goes-with")

    # --- facts, and what they rest on ---

    def _facts(self, subject: str, name: str, facts: Iterable[Fact], key: str) -> None:
        with st.container(gap=None):
            for fact in sorted(facts, key=lambda one: not one.question):
                self._fact(subject, name, fact, key)

    def _fact(self, subject: str, name: str, fact: Fact, key: str) -> None:
        key = f"{key}\n{fact.field}"
        said = escaped(_sentence(fact_words(fact, current())))
        links = self.found.behind.of(subject, name, fact)
        if not links:
            self._answer(fact, said, key)
            return
        with details(said, key, compact=True) as opened:
            if opened.open:
                self._links(subject, name, links, key)

    def _links(self, subject: str, name: str, links: Iterable[Link], key: str) -> None:
        with st.container(gap=None):
            for link in links:
                self._link(subject, name, link, key)

    def _answer(self, fact: Fact, said: str, key: str) -> None:
        """An answer, which leads to its question; else what needs no further reason."""
        if not fact.question or fact.origin == NOT_ASKED:
            st.markdown(f"- {said}")
            return
        st.button(
            said,
            key=key,
            type="tertiary",
            icon=":material/arrow_back:",
            help=say("inquiry.to-question"),
            on_click=partial(jump_to, self._place(fact), fact.question),
        )

    def _place(self, fact: Fact) -> Place:
        entity, _, name = fact.entity.partition(":")
        return named_place(self.found.design, entity, self._named(entity, name))

    def _link(self, subject: str, name: str, link: Link, key: str) -> None:
        match link:
            case Because():
                self._because(self.found.advice.reasons[link.reason], key)
            case Decided():
                self._decided(self.found.behind.decisions[link.decision], key)
            case Nothing():
                self._nothing(link, key)
            case More():
                st.markdown(f"- {say('inquiry.likewise', names=folded(link.names))}")
            case Fact():
                self._fact(subject, name, link, key)

    def _because(self, reason: Reason, key: str) -> None:
        key = f"{key}\n{reason.id}"
        with details(" ".join(self._reason(reason)), key, compact=True) as opened:
            if opened.open:
                st.markdown(records(reason.guidance))
                if reason.facts:
                    self._facts(reason.subject, reason.name, reason.facts, key)
                else:
                    st.markdown(small(say("inquiry.always")))

    def _reason(self, reason: Reason) -> Iterator[str]:
        """What a reason says: of which option what, or what is needed, and whose it is."""
        slots = reason.slots
        if reason.kind in ("Objection", "Merit"):
            yield escaped(_sentence(option_label(slots["decision"], slots["option"], current())))
            yield chip(slots["level"]) if "level" in slots else badge(say("in-favour"), "green")
        elif reason.kind == "Covers":
            yield escaped(_sentence(covers_words(reason, current())))
        else:
            need = escaped(word(f"documents.chain.need.{slots['what']}", current()))
            yield f"{need} \u2013 {in_short(decisive(reason).id, current())}"
        yield marks(reason)
        if self._named(reason.subject, reason.name) != self.asked[1]:
            yield f"({self._names(reason)})"

    def _names(self, reason: Reason) -> str:
        return folded(self.found.advice.alike(reason.subject, reason.name))

    def _decided(self, decision: DecisionTaken, key: str, wording: str = "inquiry.earlier") -> None:
        """Another decision, which opens to its options."""
        name = self._named(decision.subject, decision.name)
        decision = self.found.advice.decision(decision.topic, name)
        taken = decision.chosen or decision.provisional or "none"
        said = tell(
            wording,
            decision=escaped(decision_label(decision.topic, current())),
            name=escaped(name),
            option=escaped(option_label(decision.topic, taken, current())),
        )
        key = f"{key}\n{decision.id}"
        with details(f"{said} {outcome_chip(decision)}", key, compact=True) as opened:
            if opened.open:
                for option in in_order(decision):
                    line = label(self.found, decision, option, short_reason=True)
                    below = f"{key}\n{option.id}"
                    with details(line, below, compact=True) as one:
                        if one.open:
                            self.option(option, below)

    def _nothing(self, nothing: Nothing, key: str) -> None:
        """A conclusion that no rule drew, which opens to the facts that kept the rules from it."""
        said = escaped(_sentence(self._nothing_words(nothing)))
        subject, name = nothing.subject, nothing.names[0]
        leads = any(
            one.question or self.found.behind.of(subject, name, one) for one in nothing.facts
        )
        if not leads:
            st.markdown(f"- {said}")
            return
        about = [value for _, value in nothing.slots]
        key = "\n".join((key, nothing.kind, *about, name))
        with details(said, key, compact=True) as opened:
            if opened.open:
                self._facts(subject, name, nothing.facts, key)

    def _nothing_words(self, nothing: Nothing) -> str:
        facts = ""
        if nothing.facts:
            told = [(fact_words(one, current()), "") for one in nothing.facts]
            facts = facts_together(told, current())
        if nothing.kind != "Need" or not facts:
            return nothing_words(nothing, facts, current())
        if self._named(nothing.subject, nothing.names[0]) == self.asked[1]:
            return facts
        names = names_words(nothing.names, current())
        return phrase("why.no-need", current(), names=names, facts=facts)

    def _named(self, subject: str, name: str) -> str:
        """The one looked at, where it is described like the one that is named."""
        kind, asked = self.asked
        if subject == kind == "workload" and asked in self.found.advice.alike(subject, name):
            return asked
        return name


def _sentence(said: str) -> str:
    return said[:1].upper() + said[1:]
