"""The decisions of a report: what asks for them, every option judged, and what follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from documents.context import Context, decisive
from documents.markdown import document, heading, table
from documents.report_drivers import driver
from facts.question_bank import by_id
from knowledge.advice import DecisionTaken, Option, Reason
from knowledge.decisions import DECISIONS
from knowledge.explanation import noted_name, worst_first
from knowledge.judgement import FIRM, UNDETERMINED

_LAYERS = ("guest_layer", "host_layer")
_MOST_MERITS = 3
_ACCEPTABLE = ("discouraged", "suitable", "recommended")


@dataclass(frozen=True)
class _Row:
    """One line of a table of options; options with the same verdict and reason share one."""

    layer: str
    verdict: str
    said: str
    options: tuple[str, ...]
    facts: tuple[str, ...]


def site_section(context: Context, name: str) -> str:
    """The decisions for one site."""
    blocks = []
    for decisions in _blocks(context, "site", name):
        blocks += [
            heading(4, context.topic(decisions[0].topic)),
            driver(context, decisions[0]),
            _body(context, decisions),
        ]
    return document(blocks).rstrip("\n")


class WorkloadSections:
    """The decisions for groups of workloads; what was told of one group is not told again."""

    def __init__(self, context: Context) -> None:
        """Start with nothing told."""
        self.context = context
        self._apart = Context(context.advice, context.language)
        self._told: dict[str, str] = {}

    def section(self, names: Sequence[str], number: str) -> str:
        """The decisions for one group, in the section of that number."""
        context, blocks = self.context, []
        for decisions in _blocks(context, "workload", names[0]):
            blocks += [
                heading(4, context.topic(decisions[0].topic)),
                driver(context, decisions[0]),
            ]
            key = self._key(decisions)
            if key in self._told:
                same = context.say("decision.same", number=self._told[key])
                blocks += [same, _outcome(context, decisions[0])]
            else:
                self._told[key] = number
                blocks.append(_body(context, decisions))
        return document(blocks).rstrip("\n")

    def _key(self, decisions: Sequence[DecisionTaken]) -> str:
        """What would be told if nothing had been told yet, which changes how guidance is quoted."""
        self._apart.told.clear()
        self._apart.citations.numbers.clear()
        return _body(self._apart, decisions)


def _blocks(context: Context, entity: str, name: str) -> Iterator[list[DecisionTaken]]:
    """The decisions shown for a site or workload, those that are told together in one list."""
    for topics in _topics(entity):
        decisions = [context.advice.decision(topic, name) for topic in topics]
        if decisions[0].shown:
            yield decisions


def _topics(entity: str) -> list[tuple[str, ...]]:
    """Topics told in one block each: the pair of layers together, everything else by itself."""
    topics = [one for one, definition in DECISIONS.items() if definition.subject == entity]
    return [
        ("pair", *_LAYERS) if topic == "pair" else (topic,)
        for topic in topics
        if topic not in _LAYERS
    ]


def _body(context: Context, decisions: Sequence[DecisionTaken]) -> str:
    return document(
        [
            _options(context, decisions),
            _outcome(context, decisions[0]),
            _consequences(context, decisions),
        ]
    ).rstrip("\n")


def _options(context: Context, decisions: Sequence[DecisionTaken]) -> str:
    layered = len(decisions) > 1
    head = [context.say(f"column.{one}") for one in ("option", "verdict", "reason")]
    if layered:
        head.insert(0, context.say("column.layer"))
    lines = []
    for row in _rows(context, decisions):
        facts = context.say("join.facts").join(row.facts)
        reason = context.say("reason.facts", facts=facts, said=row.said) if facts else row.said
        cells = [context.join(row.options), row.verdict, reason]
        lines.append([row.layer, *cells] if layered else cells)
    return table(head, lines)


def _rows(context: Context, decisions: Sequence[DecisionTaken]) -> Iterable[_Row]:
    layered = len(decisions) > 1
    rows: dict[tuple[str, str, str], _Row] = {}
    for decision in decisions[1:] if layered else decisions:
        layer = context.say(f"layer.{decision.topic}") if layered else ""
        for option in decision.options:
            said, facts = _why(context, decision, option)
            key = (layer, context.verdict(option), said)
            row = rows.get(key, _Row(*key, (), ()))
            rows[key] = _Row(
                *key,
                options=(*row.options, _named(context, decision, option)),
                facts=tuple(dict.fromkeys((*row.facts, *facts))),
            )
    return rows.values()


def _named(context: Context, decision: DecisionTaken, option: Option) -> str:
    named = context.option(decision.topic, option.id)
    return context.say("option.wished", option=named) if option.wished else named


def _why(context: Context, decision: DecisionTaken, option: Option) -> tuple[str, tuple[str, ...]]:
    """What holds of an option, and the facts of the design that make it so."""
    if option.id == decision.chosen:
        return context.say("reason.chosen"), ()
    place = _place_in_race(context, decision, option)
    if not option.objections:
        return place or _beaten(context, decision, option), ()
    worst = worst_first(context.reasons(option.objections))[0]
    missed = worst.slots.get("misses")
    said = context.in_short(decisive(worst))
    if missed:
        said = context.say("reason.misses", missed=context.label(f"misses.{missed}"), said=said)
    if worst.status != FIRM:
        said = context.say("reason.perhaps", said=said)
    if place:
        said = context.sentences([place, said])
    return said, tuple(context.fact(fact) for fact in worst.facts)


def _place_in_race(context: Context, decision: DecisionTaken, option: Option) -> str:
    if option.id == decision.provisional:
        return context.say("reason.foremost")
    return context.say("reason.contender") if option.id in decision.contenders else ""


def _beaten(context: Context, decision: DecisionTaken, option: Option) -> str:
    """Why an option without an objection was not chosen."""
    front = decision.chosen or decision.provisional
    if not front:
        return ""
    first = decision.option(front)
    named = context.option(decision.topic, front)
    if _merits(context, first) > _merits(context, option):
        return context.say("reason.fewer-merits", chosen=named)
    if first.wished and not option.wished:
        return context.say("reason.wish", chosen=named)
    return context.say("reason.order", chosen=named)


def _merits(context: Context, option: Option) -> int:
    return len({one.guidance for one in context.reasons(option.merits) if one.status == FIRM})


def _outcome(context: Context, decision: DecisionTaken) -> str:
    """The decision in a sentence, with what speaks for it."""
    if decision.chosen:
        return _chosen(context, decision)
    if decision.provisional:
        return _provisional(context, decision)
    return context.sentences([context.say("decision.none"), _beside(context, decision)])


def _chosen(context: Context, decision: DecisionTaken) -> str:
    option = decision.option(decision.chosen)
    named = context.option(decision.topic, option.id)
    said = [context.say("decision.chosen", option=named, verdict=context.verdict(option))]
    merits = context.reasons(option.merits)
    if merits:
        said.append(context.say("decision.merits", said=_spoken_for(context, merits)))
    if option.objections:
        against = decisive(worst_first(context.reasons(option.objections))[0])
        said.append(context.say("decision.discouraged", said=context.said([against])))
    elif decision.topic == "pair" and context.left_to_copy(decision.name):
        said.append(context.say("decision.left-to-copy"))
    elif not merits:
        said.append(context.say("decision.suitable"))
    return context.sentences([*said, _beside(context, decision)])


def _spoken_for(context: Context, merits: Iterable[Reason]) -> str:
    topics = list(DECISIONS)
    merits = sorted(merits, key=lambda one: topics.index(one.slots["decision"]))
    records = list({decisive(one).id: decisive(one) for one in merits}.values())
    return context.said(records[:_MOST_MERITS])


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
    said = [
        context.say("decision.provisional", option=named),
        context.say("decision.rivals", rivals=rivals)
        if rivals
        else context.say("decision.no-rival"),
    ]
    questions = [
        context.say(
            "join.of",
            what=context.question(by_id(one.entity)[one.question]),
            who=where(context, one.entity, one.name),
        )
        for one in context.advice.open_questions
        if decision.id in one.decisions
    ]
    if questions:
        said.append(context.say("decision.questions", questions=context.join(questions)))
    elif any(one.verdict == UNDETERMINED for one in decision.options):
        said.append(context.say("decision.no-question"))
    return context.sentences([*said, _beside(context, decision)])


def where(context: Context, entity: str, name: str) -> str:
    """Whom a question concerns: a name, or the design as a whole."""
    return context.names([name]) if name else context.label(f"entity.{entity}")


def _consequences(context: Context, decisions: Sequence[DecisionTaken]) -> str:
    """Names of the findings and tasks that come with what is, or may be, chosen."""
    topics = {decision.topic for decision in decisions}
    name, subject = decisions[0].name, decisions[0].subject
    lines = []
    for key, noted in (
        ("decision.findings", context.advice.findings),
        ("decision.tasks", context.advice.tasks),
    ):
        found = [
            noted_name(one, context.language)
            for one in noted
            if one.decision in topics and (one.name, one.subject) == (name, subject)
        ]
        if found:
            lines.append(context.say(key, names=context.join(found)))
    return context.sentences(lines)
