"""What hangs in the air: conclusions nobody hears, fields nobody fills, records nobody applies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import product

from facts.question_bank import Value, all_questions, by_id
from knowledge import asking, release_tables, support
from knowledge.decisions import DECISIONS, FAILURES, GUEST_LAYERS, RESTARTING
from knowledge.guidance import Guidance
from knowledge.inquiry.base import RuleBase
from knowledge.inquiry.domains import fields_at, values_of
from knowledge.inquiry.faults import Fault
from knowledge.predicates import FromRecord
from knowledge.rules import LEVELS, Conclusion, FieldRecord, Rule, Stage, range_conditions
from knowledge.words import catalogue

_KINDS_ASKED = ("word", "count", "duration")
_SEVERITIES = ("critical", "warning", "info")
_NEEDS = ("host-cluster", "copy-on-another-host")
"""What is rolled up of the needs."""
_SAID = {
    "settled-layer": ("guest-cluster", "application", "guest-nlb"),
    **dict.fromkeys(("stateful", "cluster-aware"), ("yes", "no")),
}
_VERDICTS_SAID = (*LEVELS, "supported", "recommended")
"""What rows of the support table may say of an option."""
_COVERING = tuple(one for one in (*GUEST_LAYERS, *RESTARTING) if one != "nothing")


def orphans(base: RuleBase) -> Iterator[Fault]:
    """Every loose end of a rule base; it has to be the one in place."""
    whole = True
    for rule in base.rules:
        for what in _loose(rule, base):
            whole = False
            yield Fault("orphaned", (rule.name,), what)
    yield from _records(base)
    if whole:
        yield from _rows(base)
    if whole and all(row.record in base.records for row in base.rows):
        yield from _questions(base)


def _loose(rule: Rule, base: RuleBase) -> Iterator[str]:
    """What is loose about one rule: what it cites, reads and concludes."""
    missing = [one for one in rule.records if one not in base.records]
    yield from (f"the record {one} does not exist" for one in missing)
    for name, test in rule.given.items():
        bound = getattr(test, "bound", None)
        if isinstance(bound, FromRecord):
            record = base.records.get(bound.record)
            if record is None or bound.key not in record.values:
                missing.append(bound.record)
                yield f"{bound.record} has no value {bound.key} for {name}"
    if not missing:
        yield from _unread(rule, base)
    for one in rule.then:
        yield from _unheard(rule, one)


def _unread(rule: Rule, base: RuleBase) -> Iterator[str]:
    fields = fields_at(rule.stage, base)
    read = {*base.conditions[rule.name]}
    read |= {one.field for one in rule.cites if isinstance(one, FieldRecord)}
    for name in sorted(read - {*fields}):
        later = [
            stage
            for stage in Stage
            if stage.subject == rule.stage.subject and name in fields_at(stage, base)
        ]
        yield f"{name} is there from {later[0].value} on" if later else f"nobody supplies {name}"


def _unheard(rule: Rule, said: Conclusion) -> Iterator[str]:
    """Why nobody hears a conclusion."""
    topic, option, subject = said["decision"], said["option"], rule.stage.subject
    if topic:
        decision = DECISIONS.get(topic)
        if decision is None or option not in decision.options:
            yield f"there is no option {option} of {topic}"
        elif decision.subject != subject:
            yield f"{topic} is not decided about a {subject}"
        elif said.kind in ("Objection", "Merit") and rule.stage.position > decision.stage.position:
            yield f"{topic} has been decided before"
    elif said.kind in ("Objection", "Merit"):
        yield f"{said.kind} to no option"
    yield from _misspelt(said)
    yield from _unheard_within(rule, said)


def _misspelt(said: Conclusion) -> Iterator[str]:
    """Words of a conclusion that mean nothing to whoever tells of it."""
    if said.kind == "Objection":
        if said["level"] not in LEVELS:
            yield f"there is no level {said['level']}"
        if said["misses"] and f"misses.{said['misses']}" not in catalogue():
            yield f"no words for what is missed: {said['misses']}"
    if said.kind in ("Finding", "Task"):
        if f"{said.kind.lower()}.{said['id']}.name" not in catalogue():
            yield f"no words for the {said.kind.lower()} {said['id']}"
        if said.kind == "Finding" and said["severity"] not in _SEVERITIES:
            yield f"there is no severity {said['severity']}"


def _unheard_within(rule: Rule, said: Conclusion) -> Iterator[str]:
    """Conclusions that only roll-ups hear."""
    if said.kind == "Need" and (rule.stage is not Stage.NEEDS or said["what"] not in _NEEDS):
        yield f"nobody asks for the need {said['what']} here"
    if said.kind == "Covers" and (
        rule.stage is not Stage.GROUND_WORKLOAD
        or said["failure"] not in FAILURES
        or said["by"] not in _COVERING
    ):
        yield f"nobody asks whether {said['by']} covers {said['failure']} here"
    if said.kind == "OpenQuestion":
        yield "nobody hears an open question"


def _records(base: RuleBase) -> Iterator[Fault]:
    cited = {one for rule in base.rules for one in rule.records}
    cited |= {row.record for row in base.rows} | release_tables.records()
    for one in base.records:
        if one not in cited:
            yield Fault("orphaned", (), f"nothing applies the record {one}")
    for record in base.records.values():
        for other in record.conflicts_with:
            if other not in base.records:
                yield Fault("orphaned", (), f"{record.id} conflicts with {other}: not there")
            elif record.id not in base.records[other].conflicts_with:
                yield Fault("orphaned", (), f"{record.id} conflicts with {other}, not vice versa")


def _questions(base: RuleBase) -> Iterator[Fault]:
    for question in all_questions():
        if question.kind in _KINDS_ASKED and not asking.bearings(question, base.rules):
            what = f"no rule reads the question {question.entity} {question.id}"
            yield Fault("orphaned", (), what)


def _rows(base: RuleBase) -> Iterator[Fault]:
    """Rows of the support table that no workload is judged by."""
    bank = by_id("workload")
    rows = base.rows
    base = replace(base, rows=tuple(row for row in rows if row.record in base.records))
    for row in rows:
        said = f"row {row.product}, {row.option}, {row.says}, {row.record}"
        known = {"product": bank["product"].words, "deployment": bank["deployment"].words}
        if row.option not in support.OPTIONS or row.product not in known["product"]:
            yield Fault("orphaned", (), f"{said}: there is no such product or option")
        elif row.record not in base.records:
            yield Fault("orphaned", (), f"{said}: there is no such record")
        elif {*row.deployments} - {*known["deployment"]}:
            yield Fault("orphaned", (), f"{said}: there is no such deployment")
        elif not any(map(partial(_decides, row, base), _workloads(row, base))):
            yield Fault("orphaned", (), f"{said}: rows before it always decide")
        elif row.says not in _SAID.get(row.option, _VERDICTS_SAID):
            yield Fault("orphaned", (), f"{said}: nobody understands what it says")


def _workloads(row: support.SupportRow, base: RuleBase) -> Iterator[Mapping[str, Value]]:
    """Workloads of the row's product, in all that rows on it can tell apart."""
    bank = by_id("workload")
    product_known: dict[str, Value] = {"product": row.product}
    read: dict[str, None] = {}
    for other in base.rows:
        if other.product == row.product and other.option == row.option:
            read |= dict.fromkeys(name for name, _ in range_conditions(_of(other, base), "own"))
    read.pop("product", None)
    read.pop("deployment", None)
    values = [_values(name, product_known, base) for name in read]
    deployments = bank["deployment"].choices(product_known) or ("standalone",)
    for deployment in deployments:
        for held in product(*values):
            yield {**product_known, "deployment": deployment, **dict(zip(read, held, strict=True))}


def _of(row: support.SupportRow, base: RuleBase) -> Guidance:
    return base.records[row.record]


def _values(name: str, known: Mapping[str, Value], base: RuleBase) -> tuple[Value, ...]:
    if name.startswith("host_"):
        return values_of(by_id("site")[name], base)
    return by_id("workload")[name].choices(known)


def _decides(row: support.SupportRow, base: RuleBase, workload: Mapping[str, Value]) -> bool:
    """Whether a row is the first of its option that matches."""
    for other in base.rows:
        if other.option == row.option and support.matches(other, workload, base.records) == "yes":
            return other is row or other == row
    return False
