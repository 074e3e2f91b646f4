"""What a report rests on: the answers given, and those assumed in place of missing ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from documents.context import Context
from documents.markdown import escape, grid, heading, table
from documents.report_checks import Checks
from facts.answers import Answer
from facts.question_bank import by_id, questions
from knowledge.advice import Assumption
from knowledge.decisions import DECISIONS
from knowledge.explanation import network_asked

_NOWHERE = "—"
_PLAN_COLUMNS = ("plan", "redundancy", "role")
_REQUIREMENTS = ("survive.", "tolerated.", "disaster.")
"""Questions whose defaults are told in the body even where no reason rests on them."""


def requirements(context: Context, number: int, checks: Checks) -> Iterator[str]:
    """The answers given: the design, the sites, connections, workloads; those assumed; checks."""
    columns = {
        "design": {context.label("entity.design"): _given(context, "design", "")},
        "site": {escape(name): _given(context, "site", name) for name in context.sites},
        "link": {escape(name): _given(context, "link", name) for name in context.links},
        "workload": {
            context.names(names): _given(context, "workload", names[0]) for names in context.groups
        },
    }
    corner = context.say("column.item")
    count = 0
    for entity, answered in columns.items():
        order = [context.question(question) for question in questions(entity)]
        tables = grid(corner, answered, order, _NOWHERE)
        if tables:
            count += 1
            yield heading(3, f"{number}.{count} {context.say(f'inputs.{entity}')}")
            yield from tables
            yield from _network_plans(context) if entity == "site" else ()
    yield heading(3, f"{number}.{count + 1} {context.say('inputs.assumed')}")
    yield from _assumed(context)
    yield heading(3, f"{number}.{count + 2} {context.say('inputs.checks')}")
    yield from checks.in_brief()


def _given(context: Context, entity: str, name: str) -> dict[str, str]:
    """Answers of one entity that have a row in its table; no title block, no defaults."""
    return {
        context.question(answer.question): context.answer(answer.question, answer.value)
        for answer in _counting(context, entity, name)
        if answer.question.kind not in ("text", "date") and not network_asked(answer.question)
    }


def _counting(context: Context, entity: str, name: str) -> Iterator[Answer]:
    """Answers of one entity as they were given, "unknown" among them."""
    written = context.given(entity, name)
    for answer in context.answers_of(entity, name).values():
        if written.get(answer.question.id) == answer.value:
            yield answer


def _network_plans(context: Context) -> Iterator[str]:
    """The networks that stand or are planned, a row for each, the same for sites alike."""
    rows: dict[tuple[str, ...], list[str]] = {}
    for site in context.sites:
        said: dict[str, dict[str, str]] = {}
        for answer in _counting(context, "site", site):
            found = network_asked(answer.question)
            if found and answer.value != "none":
                told = context.answer(answer.question, answer.value)
                said.setdefault(found[0], {})[found[1]] = told
        for kind, parts in said.items():
            rows.setdefault(_plan_row(context, kind, parts), []).append(site)
    if not rows:
        return
    yield context.say("inputs.networks")
    columns = ("whom", "network", "plan", "redundancy", "cluster-role", "remarks")
    yield table(
        [context.say(f"column.{one}") for one in columns],
        [[context.names(sites), *row] for row, sites in rows.items()],
    )


def _plan_row(context: Context, kind: str, parts: Mapping[str, str]) -> tuple[str, ...]:
    others = [
        context.say("inputs.network-part", what=context.say(f"inputs.network.{one}"), value=value)
        for one, value in parts.items()
        if one not in _PLAN_COLUMNS
    ]
    name = context.label(f"network.short.{kind}")
    cells = [parts.get(one, _NOWHERE) for one in _PLAN_COLUMNS]
    return (name, *cells, context.join(others) or " ")


def _assumed(context: Context) -> Iterator[str]:
    if not context.advice.assumptions:
        yield context.say("inputs.nothing-assumed")
        return
    weighty = [one for one in context.advice.assumptions if _weighty(one)]
    if weighty:
        yield context.say("inputs.about-assumed")
        yield _assumptions(context, weighty)
    else:
        yield context.say("inputs.assumed-in-appendix")


def without_effect(context: Context) -> str:
    """Defaults that no reason rests on at their value and that state no requirement."""
    silent = [one for one in context.advice.assumptions if not _weighty(one)]
    return _assumptions(context, silent) if silent else context.say("inputs.nothing-assumed")


def _weighty(one: Assumption) -> bool:
    reads = one.decisions or one.set_aside is not None
    return bool(reads) or one.question.startswith(_REQUIREMENTS)


def _assumptions(context: Context, assumed: Iterable[Assumption]) -> str:
    head = [context.say(f"column.{one}") for one in ("whom", "item", "assumed", "bears-on")]
    return table(head, _assumed_rows(context, assumed))


def _assumed_rows(context: Context, assumed: Iterable[Assumption]) -> Iterator[list[str]]:
    """One row for everything assumed alike for the same names and with effects alike."""
    per_question: dict[tuple[str, str, str], list[Assumption]] = {}
    for one in assumed:
        per_question.setdefault((one.entity, one.question, _value(context, one)), []).append(one)
    alike: dict[tuple[str, str, str, tuple[str, ...]], list[str]] = {}
    for (entity, asked, value), found in per_question.items():
        names = context.names(one.name for one in found)
        whom = names if entity != "design" else context.label("entity.design")
        label = context.question(by_id(entity)[asked])
        alike.setdefault((entity, whom, value, _topics(context, found)), []).append(label)
    for (_, whom, value, topics), labels in alike.items():
        effect = context.join(context.areas(topics))
        yield [whom, context.say("join.cell-items").join(labels), value, effect or _NOWHERE]


def _topics(context: Context, assumed: Iterable[Assumption]) -> tuple[str, ...]:
    """Topics of the decisions that some assumptions bear on, in the order of the report."""
    found = {topic for one in assumed for topic in context.resting.topics_on(one)}
    if found & {"guest_layer", "host_layer", "pair"}:
        found = (found - {"guest_layer", "host_layer"}) | {"pair"}
    return tuple(topic for topic in DECISIONS if topic in found)


def _value(context: Context, one: Assumption) -> str:
    question = by_id(one.entity)[one.question]
    value = context.answer(question, one.value)
    if one.set_aside is None:
        return value
    aside = context.answer(question, one.set_aside)
    return context.say("inputs.set-aside", value=value, aside=aside)
