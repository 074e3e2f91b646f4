"""The networks and the storage of a site as tables of what was decided; the rest is appendix."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from documents.context import Context, decisive
from documents.markdown import heading, table
from documents.report_options import (
    deciding,
    refused_text,
    spoken_for,
    why,
    why_taken,
)
from facts.answers import ASSUMED
from facts.question_bank import NO_LIMIT, questions
from knowledge.adapters import adapters_needed
from knowledge.advice import DecisionTaken, Option
from knowledge.decisions import NETWORKS
from knowledge.explanation import network_asked, network_of, noted_name
from knowledge.guidance import guidance
from knowledge.judgement import Judgement
from knowledge.shared_switch import OWN, PATTERN, may_be_on_their_own, on_the_switch, team_below

QUORUM = ("witness",)
NETWORK_PATTERN = (PATTERN,)
STORAGE = ("machine_storage", "csv_file_system", "placement", "disk_format")
_FAMILIES = ("network", "network_redundancy", "virtual_switch", "network_role")
_GRAVE = ("critical", "warning")
_ALL = (*_GRAVE, "info")


def of_network(kind: str) -> tuple[str, ...]:
    """Topics of the decisions about one kind of network, in the order they are told."""
    topics = tuple(f"{family}.{kind}" for family in _FAMILIES)
    return (*topics, "csv_metric") if kind == "csv" else topics


def is_layout(topic: str) -> bool:
    """Whether a decision is told in a table of a site, its options in the appendix."""
    return topic in (*QUORUM, *STORAGE, *NETWORK_PATTERN) or bool(network_of(topic))


@dataclass
class SiteLayout:
    """What was decided about the networks and the storage of one site."""

    context: Context
    site: str

    def quorum(self) -> Iterator[str]:
        """A table of which witness the host cluster has."""
        yield from self._table("layout.quorum", QUORUM)

    def storage(self) -> Iterator[str]:
        """A table of where the machines are kept, how they are placed, and on what disks."""
        yield from self._table("layout.storage", STORAGE)

    def _table(self, title: str, topics: Iterable[str]) -> Iterator[str]:
        """A row for each decision, and the findings that come with them."""
        context = self.context
        decisions = [context.advice.decision(topic, self.site) for topic in topics]
        shown = [one for one in decisions if one.shown]
        if not shown:
            return
        yield heading(4, context.say(title))
        head = ("item", "decision", "verdict", "reason")
        rows = [
            [
                context.topic(one.topic),
                self._taken(one),
                context.verdict(one.option(one.chosen or one.provisional))
                if one.outcome != "none"
                else context.label("option.none"),
                self._reason(one),
            ]
            for one in shown
        ]
        yield table([context.say(f"column.{one}") for one in head], rows)
        found = self._findings(topics, _GRAVE)
        if found:
            yield context.say("decision.findings", names=context.join(found))

    def networks(self) -> Iterator[str]:
        """Pattern, how many networks and adapters, a row for each network, those not needed."""
        context, advice = self.context, self.context.advice
        kinds = may_be_on_their_own(advice, self.site)
        decisions = {kind: advice.decision(f"network.{kind}", self.site) for kind in kinds}
        rows = [kind for kind, one in decisions.items() if OWN in one.racing]
        shared = on_the_switch(advice, self.site)
        yield heading(4, context.say("layout.networks"))
        yield context.sentences(self._pattern())
        yield context.sentences(self._adapters(decisions.values(), shared))
        if rows or shared:
            head = ("network", "redundancy", "virtual-switch", "cluster-role", "remarks")
            yield table(
                [context.say(f"column.{one}") for one in head],
                [*(self._shared_row(kind) for kind in shared), *(self._row(kind) for kind in rows)],
            )
        idle = [one for kind, one in decisions.items() if kind not in rows]
        yield self._not_needed(idle)
        topics = [topic for kind in kinds for topic in of_network(kind)]
        some = [advice.decision(topic, self.site) for topic in topics]
        asked = [one for decision in some if decision.shown for one in deciding(context, decision)]
        if asked:
            yield context.say("layout.open", questions=context.join(asked))

    def _pattern(self) -> Iterator[str]:
        """The pattern of the networks, and why it is taken."""
        context = self.context
        one = context.advice.decision(PATTERN, self.site)
        if one.outcome == "none":
            yield context.say("layout.pattern-none")
        elif one.chosen:
            verdict = context.verdict(one.option(one.chosen))
            yield context.say("layout.pattern", option=self._taken(one), verdict=verdict)
        else:
            yield context.say("layout.pattern-open", option=self._taken(one))
        yield self._reason(one)

    def _adapters(
        self, decisions: Iterable[DecisionTaken], shared: tuple[str, ...]
    ) -> Iterator[str]:
        context = self.context
        judged = {
            topic: _judgement(context.advice.decision(topic, self.site))
            for topic in (PATTERN, *(topic for kind in NETWORKS for topic in of_network(kind)))
        }
        least, most = adapters_needed(judged)
        every = list(decisions)
        sure = sum(one.chosen == OWN for one in every)
        possible = sum(OWN in one.racing for one in every)
        if shared:
            yield context.say("layout.shared", networks=len(shared))
        needed = self._range(least, most)
        if shared and not possible:
            yield context.say("layout.needed", needed=needed)
        else:
            count = self._range(sure, possible)
            yield context.say("layout.count", networks=count, needed=needed)
        answer = context.answers.sites[self.site]["adapters"]
        there = answer.value
        if there == NO_LIMIT:
            if answer.status == ASSUMED:
                yield context.say("layout.adapters.assumed")
        elif not isinstance(there, int):
            yield context.say("layout.adapters.unknown")
        else:
            enough = "yes" if there >= most else "no" if there < least else "open"
            yield context.say(f"layout.adapters.{enough}", there=there)

    def _shared_row(self, kind: str) -> list[str]:
        """A network on the switch that it shares with others."""
        context = self.context
        release = str(context.answers.sites[self.site]["host_release"].value)
        role = context.advice.decision(f"network_role.{kind}", self.site)
        name = context.label(f"network.short.{kind}")
        needed = context.advice.decision(f"network.{kind}", self.site).chosen == OWN
        return [
            name if needed else context.say("layout.open-cell", option=name),
            context.option(f"network_redundancy.{kind}", team_below(release)),
            context.option(f"virtual_switch.{kind}", "shared-switch"),
            context.option(role.topic, role.chosen) if role.chosen else " ",
            " ",
        ]

    def _range(self, least: int, most: int) -> str:
        if least == most:
            return str(least)
        return self.context.say("layout.range", least=least, most=most)

    def _row(self, kind: str) -> list[str]:
        context = self.context
        own, *others = [context.advice.decision(topic, self.site) for topic in of_network(kind)]
        name = context.label(f"network.short.{kind}")
        cells = [name if own.chosen else context.say("layout.open-cell", option=name)]
        cells += [self._settled(one) for one in others[: len(_FAMILIES) - 1]]
        return [*cells, context.sentences(self._remarks(kind, [own, *others])) or " "]

    def _remarks(self, kind: str, decisions: list[DecisionTaken]) -> Iterator[str]:
        context = self.context
        for one in decisions[len(_FAMILIES) :]:
            yield context.say("layout.metric", option=self._settled(one))
        for one in decisions:
            yield self._refused(one)
        found = self._findings(of_network(kind))
        if found:
            yield context.say("decision.findings", names=context.join(found))

    def _taken(self, decision: DecisionTaken) -> str:
        """What is taken, marked while that is open."""
        context = self.context
        if decision.outcome == "none":
            return context.label("option.none")
        said = context.option(decision.topic, decision.chosen or decision.provisional)
        return said if decision.chosen else context.say("layout.open-cell", option=said)

    def _settled(self, decision: DecisionTaken) -> str:
        """What is taken, its verdict if that is a bad one, the sources of what speaks for it."""
        context, said = self.context, self._taken(decision)
        if not decision.chosen:
            return said
        option = decision.option(decision.chosen)
        if option.objections:
            said = context.say("layout.but", option=said, verdict=context.verdict(option))
        merits = spoken_for(context.reasons(option.merits))
        marks = context.citations.marks([decisive(merits[0])]) if merits else ""
        return f"{said} {marks}".strip()

    def _reason(self, decision: DecisionTaken) -> str:
        context = self.context
        said = []
        if decision.chosen:
            said.append(why_taken(context, decision))
        elif decision.outcome == "none":
            found = [replace(why(context, decision, one), facts=()) for one in decision.options]
            said += [one.text(context) for one in dict.fromkeys(found)]
        else:
            rivals = [context.option(decision.topic, one) for one in decision.contenders]
            if rivals:
                said.append(context.say("decision.rivals", rivals=context.join(rivals)))
            asked = deciding(context, decision)
            if asked:
                said.append(context.say("layout.open", questions=context.join(asked)))
        return context.sentences([*said, self._refused(decision)])

    def _refused(self, decision: DecisionTaken) -> str:
        return refused_text(self.context, decision)

    def _not_needed(self, idle: Iterable[DecisionTaken]) -> str:
        """A sentence on the networks that are not needed, those for the same reason together."""
        context = self.context
        alike: dict[str, list[str]] = {}
        for one in idle:
            own = one.option(OWN)
            name = context.label(f"network.{network_of(one.topic)}")
            named = context.say("layout.planned", network=name) if own.wished else name
            alike.setdefault(self._why_not(one, own), []).append(named)
        if not alike:
            return ""
        groups = [
            context.say("join.of", what=context.join(names), who=reason)
            for reason, names in alike.items()
        ]
        return context.say("layout.not-needed", networks=context.say("join.groups").join(groups))

    def _why_not(self, decision: DecisionTaken, own: Option) -> str:
        """The facts of the design by which a network is not needed, and the sources."""
        context = self.context
        reason = why(context, decision, own)
        if not reason.record:
            return reason.said.rstrip(".。")
        marks = context.citations.marks([guidance()[reason.record]])
        return f"{context.say('join.facts').join(reason.facts)} {marks}"

    def _findings(self, topics: Iterable[str], severities: Iterable[str] = _ALL) -> list[str]:
        """Names of the findings that come with decisions on some topics, or plans about them."""
        wanted = set(topics)
        about = {question for topic in wanted for question in _asked(network_of(topic))}
        return [
            noted_name(one, self.context.language)
            for one in self.context.advice.findings
            if (one.subject, one.name) == ("site", self.site)
            and one.severity in severities
            and any(
                reason.slots.get("decision", "") in wanted
                or about & {fact.question for fact in reason.facts}
                for reason in self.context.reasons(one.reasons)
            )
        ]


def _asked(kind: str) -> Iterator[str]:
    """Ids of the questions about one kind of network."""
    if kind == "management":
        yield "backup_over_management"
    for question in questions("site"):
        about = network_asked(question)
        if about and about[0] == kind:
            yield question.id


def _judgement(decision: DecisionTaken) -> Judgement:
    return Judgement((), decision.chosen, decision.provisional, decision.contenders)
