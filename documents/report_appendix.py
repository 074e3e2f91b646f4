"""The appendix of a report: reasons down to the answers, and the options told nowhere else."""

from __future__ import annotations

from collections.abc import Iterator

from documents.context import Context
from documents.markdown import bullets, escape, heading, prose
from documents.reasons import Chain
from documents.report_drivers import told_in_brief
from documents.report_layout import QUORUM, STORAGE, of_network
from documents.report_options import told_alone
from knowledge.decisions import DECISIONS, NETWORKS

_COLUMNS = {
    "network": "network",
    "network_redundancy": "redundancy",
    "virtual_switch": "virtual-switch",
    "network_role": "cluster-role",
}


def reasons(context: Context) -> Iterator[str]:
    """Per decision every option, then the reasons not told before, each with what it rests on."""
    chain = Chain(context.advice, context.language, prose, escape, context.citations.marks)
    yield context.say("appendix.about")
    chain.will_tell(decision for decision, _ in context.decided)
    for decision, names in context.decided:
        yield heading(3, chain.title(decision, names))
        yield bullets(chain.options(decision))
        yield bullets(
            context.say("appendix.reason", number=number, said=said)
            for number, said in chain.untold()
        )


def alternatives(context: Context) -> Iterator[str]:
    """Every option of the decisions on networks, storage and monitoring, with its reason.

    A table that reads like an earlier one is not printed again.
    """
    told: dict[str, str] = {}
    yield context.say("appendix.about-alternatives")
    for name in context.sites:
        yield heading(3, escape(name))
        yield from _tables(context, "site", (name,), told)
    for names in context.groups:
        blocks = list(_tables(context, "workload", names, told))
        if blocks:
            yield heading(3, context.names(names))
            yield from blocks


def _tables(
    context: Context, subject: str, names: tuple[str, ...], told: dict[str, str]
) -> Iterator[str]:
    for title, topics in _parts(context, subject, names[0]):
        decisions = [context.advice.decision(topic, names[0]) for topic in topics]
        shown = [(_label(context, one.topic), one) for one in decisions if one.shown]
        if not shown:
            continue
        yield heading(4, title)
        text = told_alone(context, shown, "item")
        if text in told:
            yield context.say("appendix.same-table", name=told[text])
        else:
            told[text] = context.names(names)
            yield text


def _label(context: Context, topic: str) -> str:
    """What a decision is called below a heading that names its network."""
    family = topic.partition(".")[0]
    key = _COLUMNS.get(family)
    return context.say(f"column.{key}") if key else context.topic(topic)


def _parts(context: Context, subject: str, name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Titles, and topics of the decisions whose options the body leaves out."""
    if subject == "site":
        yield context.say("layout.quorum"), QUORUM
        yield context.say("layout.storage"), STORAGE
        for kind in NETWORKS:
            topics = of_network(kind)
            yield context.topic(topics[0]), topics
    for topic, definition in DECISIONS.items():
        if definition.subject == subject:
            decision = context.advice.decision(topic, name)
            if told_in_brief(context, decision):
                yield context.topic(topic), (topic,)
