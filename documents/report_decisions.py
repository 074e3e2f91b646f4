"""The decisions of a report: what asks for them, every option judged, and what follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from documents.context import Context, decisive
from documents.markdown import document, heading
from documents.report_drivers import driver, told_in_brief
from documents.report_layout import NETWORK_PATTERN, QUORUM, STORAGE, SiteLayout, is_layout
from documents.report_options import (
    deciding,
    options_table,
    others_in_brief,
    refused_text,
    spoken_for,
    why_taken,
)
from knowledge.advice import DecisionTaken
from knowledge.decisions import DECISIONS
from knowledge.explanation import noted_name, worst_first
from knowledge.judgement import UNDETERMINED

_LAYERS = ("guest_layer", "host_layer")
_MOST_MERITS = 2


def site_section(context: Context, name: str) -> str:
    """The decisions for one site: networks and storage as tables, the others option by option."""
    layout = SiteLayout(context, name)
    blocks: list[str] = []
    tables = {
        QUORUM[0]: layout.quorum,
        STORAGE[0]: layout.storage,
        NETWORK_PATTERN[0]: layout.networks,
    }
    for topic, definition in DECISIONS.items():
        if definition.subject != "site":
            continue
        decision = context.advice.decision(topic, name)
        if topic in tables:
            blocks += tables[topic]()
        elif told_in_brief(context, decision):
            blocks += [heading(4, context.topic(topic)), _in_brief(context, decision)]
        elif decision.shown and not is_layout(topic):
            blocks += [
                heading(4, context.topic(topic)),
                driver(context, decision),
                _body(context, [decision]),
            ]
    return document(blocks).rstrip("\n")


class WorkloadSections:
    """The decisions for groups of workloads; what was told of one group is not told again."""

    def __init__(self, context: Context) -> None:
        """Start with nothing told."""
        self.context = context
        self._apart = Context(context.advice, context.language)
        self._told: dict[str, str] = {}

    def section(self, names: Sequence[str]) -> str:
        """The decisions for one group."""
        context, blocks = self.context, []
        for decisions in _blocks(context, names[0]):
            blocks.append(heading(4, context.topic(decisions[0].topic)))
            if told_in_brief(context, decisions[0]):
                blocks.append(_in_brief(context, decisions[0]))
            else:
                blocks += [driver(context, decisions[0]), *self._unless_told(decisions)]
            if decisions[0].topic == "pair":
                blocks.append(_monitoring(context, names[0]))
        return document(blocks).rstrip("\n")

    def _unless_told(self, decisions: Sequence[DecisionTaken]) -> Iterator[str]:
        key = self._key(decisions)
        if key in self._told:
            yield self.context.say("decision.same", number=self._told[key])
            yield _outcome(self.context, decisions[0])
        else:
            self._told[key] = self.context.section
            yield _body(self.context, decisions)

    def _key(self, decisions: Sequence[DecisionTaken]) -> str:
        """What would be told if nothing had been cited yet, which changes the numbers."""
        self._apart.citations.numbers.clear()
        self._apart.quoted_in.clear()
        self._apart.section = "0"
        return _body(self._apart, decisions)


def _blocks(context: Context, name: str) -> Iterator[list[DecisionTaken]]:
    """The decisions with headings of a workload, the pair of layers together, others alone."""
    for topic, definition in DECISIONS.items():
        decision = (
            context.advice.decision(topic, name) if definition.subject == "workload" else None
        )
        if decision is None or topic in (*_LAYERS, "monitoring") or not decision.shown:
            continue
        layers = _LAYERS if topic == "pair" else ()
        yield [decision, *(context.advice.decision(layer, name) for layer in layers)]


def _body(context: Context, decisions: Sequence[DecisionTaken]) -> str:
    """Options and outcome, in this order, for what was quoted above is not quoted again below."""
    decision, others = decisions[0], ""
    blocks = []
    if len(decisions) > 1:
        layers = [(context.say(f"layer.{one.topic}"), one) for one in decisions[1:]]
        blocks.append(options_table(context, layers, "layer"))
    elif decision.chosen and not any(one.objections for one in decision.options):
        others = others_in_brief(context, decision)
    else:
        blocks.append(options_table(context, [("", decision)]))
    blocks.append(context.sentences([_outcome(context, decision), others]))
    return document([*blocks, _findings(context, decisions)]).rstrip("\n")


def _outcome(context: Context, decision: DecisionTaken) -> str:
    """The decision in a sentence, with what speaks for it."""
    if decision.chosen:
        return _chosen(context, decision)
    if decision.provisional:
        return _provisional(context, decision)
    return context.sentences([context.say("decision.none"), _beside(context, decision)])


def _monitoring(context: Context, workload: str) -> str:
    """What the host cluster watches, in a line of its own below the protection."""
    decision = context.advice.decision("monitoring", workload)
    if not decision.shown:
        return ""
    what = context.topic("monitoring")
    if not decision.chosen:
        said = context.say("decision.monitoring-open", what=what, said=_outcome(context, decision))
        return context.sentences([said, refused_text(context, decision)])
    option = decision.option(decision.chosen)
    said = context.say(
        "decision.monitoring",
        what=what,
        option=context.option(decision.topic, option.id),
        verdict=context.verdict(option),
    )
    return context.sentences([said, _reason(context, decision), _findings(context, [decision])])


def _in_brief(context: Context, decision: DecisionTaken) -> str:
    """What asks for a decision, its outcome and the reason, without the other options."""
    option = decision.option(decision.chosen)
    named = context.option(decision.topic, option.id)
    said = context.say("decision.chosen", option=named, verdict=context.verdict(option))
    return context.sentences([driver(context, decision), said, _reason(context, decision)])


def _reason(context: Context, decision: DecisionTaken) -> str:
    """Why the option taken is taken, if more than its verdict, and what was wished for in vain."""
    option = decision.option(decision.chosen)
    reason = why_taken(context, decision) if option.objections or option.merits else ""
    return context.sentences([reason, refused_text(context, decision)])


def _chosen(context: Context, decision: DecisionTaken) -> str:
    option = decision.option(decision.chosen)
    named = context.option(decision.topic, option.id)
    said = [context.say("decision.chosen", option=named, verdict=context.verdict(option))]
    merits = spoken_for(context.reasons(option.merits))
    if merits:
        records = list({decisive(one).id: decisive(one) for one in merits}.values())
        quotes = context.sentences(
            context.in_short(one, anew=True) for one in records[:_MOST_MERITS]
        )
        said.append(context.say("decision.merits", said=quotes))
    if option.objections:
        against = decisive(worst_first(context.reasons(option.objections))[0])
        said.append(context.say("decision.discouraged", said=context.in_short(against)))
    elif decision.topic == "pair" and context.left_to_copy(decision.name):
        said.append(context.say("decision.left-to-copy"))
    return context.sentences([*said, _beside(context, decision)])


def _beside(context: Context, decision: DecisionTaken) -> str:
    """For a dependent decision: that the option it depends on is not, or not yet, chosen."""
    parent = DECISIONS[decision.topic].parent
    if parent is None:
        return ""
    over = context.advice.decision(parent[0], decision.name)
    if over.chosen in parent[1]:
        return ""
    key = "decision.if-parent" if over.provisional else "decision.beside-parent"
    return context.say(key, parent=context.options(*parent))


def _provisional(context: Context, decision: DecisionTaken) -> str:
    option = decision.option(decision.provisional)
    named = context.option(decision.topic, option.id)
    rivals = context.join(context.option(decision.topic, one) for one in decision.contenders)
    said = [context.say("decision.provisional", option=named)]
    if not rivals:
        said.append(context.say("decision.no-rival"))
    elif decision.topic != "pair":  # the rows of the two layers say it for the pair
        said.append(context.say("decision.rivals", rivals=rivals))
    questions = deciding(context, decision)
    if questions:
        said.append(context.say("decision.questions", questions=context.join(questions)))
    elif any(one.verdict == UNDETERMINED for one in decision.options):
        said.append(context.say("decision.no-question"))
    return context.sentences([*said, _beside(context, decision)])


def _findings(context: Context, decisions: Sequence[DecisionTaken]) -> str:
    """Names of the warnings that come with what is, or may be, chosen."""
    topics = {decision.topic for decision in decisions}
    name, subject = decisions[0].name, decisions[0].subject
    found = [
        noted_name(one, context.language)
        for one in context.advice.findings
        if one.decision in topics
        and (one.name, one.subject) == (name, subject)
        and one.severity != "info"
    ]
    return context.say("decision.findings", names=context.join(found)) if found else ""
