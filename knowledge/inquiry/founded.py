"""Faults of what rules and records stand on: a rule that says more than the records it applies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.guidance import Guidance
from knowledge.inquiry.base import RuleBase
from knowledge.inquiry.faults import Fault
from knowledge.predicates import Both, FromRecord, Predicate
from knowledge.rules import Conclusion, Rule
from knowledge.support import SupportRow

_SURE = ("stated", "implied")
_NEED_SURE = ("not-supported", "insufficient")
_DISCOURAGING = ("discouraged", "deprecated")
_MINUTE = 60
_SPACED = re.compile(r"(?<=[0-9]{4}) (?=R2)|(?<=[0-9]),(?=[0-9]{3})")
"""What stands within the name of a release and within a large number."""


def unfounded(base: RuleBase) -> Iterator[Fault]:
    """Thresholds, verdicts and values that no record carries, and findings of two severities."""
    for rule in base.rules:
        for what in _of_rule(rule, base):
            yield Fault("unfounded", (rule.name,), what)
    for row in base.rows:
        if row.record in base.records:
            for what in _too_much_of_row(row, base.records[row.record]):
                yield Fault("unfounded", (), f"row {row.product}, {row.option}: {what}")
    for record in base.records.values():
        for what in _not_in_text(record):
            yield Fault("unfounded", (), f"{record.id}: {what}")
    yield from _severities(base)


def _of_rule(rule: Rule, base: RuleBase) -> Iterator[str]:
    for name, test in rule.given.items():
        for bound in _bounds(test):
            yield f"the threshold {bound} of {name} is taken from no record"
    cited = [base.records[one] for one in rule.records if one in base.records]
    # without a record of its own a rule tells what a row of the table says
    for said in rule.then if cited else ():
        yield from _too_much(said["level"] or said.kind, cited)


def _bounds(test: Predicate) -> Iterator[object]:
    """Thresholds that stand in a condition itself."""
    for half in (test.one, test.other) if isinstance(test, Both) else (test,):
        bound = getattr(half, "bound", None)
        if bound is not None and not isinstance(bound, FromRecord):
            yield bound


def _too_much(says: str, cited: list[Guidance]) -> Iterator[str]:
    """What is said that none of some records carries."""
    strengths = {record.strength for record in cited}
    if says == "Merit" and "recommended" not in strengths:
        yield "a merit that no record recommends"
    if says in _NEED_SURE and not any(record.certainty in _SURE for record in cited):
        yield f"{says} by no record that is stated or implied"
    if says == "discouraged" and not strengths & {*_DISCOURAGING}:
        yield "discouraged by no record that does so"


def _too_much_of_row(row: SupportRow, record: Guidance) -> Iterator[str]:
    if row.option in ("settled-layer", "stateful", "cluster-aware"):
        return
    yield from _too_much("Merit" if row.says == "recommended" else row.says, [record])


def _not_in_text(record: Guidance) -> Iterator[str]:
    """Values of a record that its own text does not name."""
    for key, value in record.values.items():
        whole = key.endswith("_s") and isinstance(value, int) and value % _MINUTE == 0
        number = str(int(value) // _MINUTE if whole else value)
        for language, text in record.text.items():
            if not re.search(rf"(?<![0-9]){number}(?![0-9])", _SPACED.sub("", text)):
                yield f"the text ({language}) does not say {key} {number}"


def _severities(base: RuleBase) -> Iterator[Fault]:
    """Findings that two rules hold to be of different weight."""
    first: dict[str, tuple[Rule, Conclusion]] = {}
    for rule in base.rules:
        for said in rule.then:
            if said.kind == "Finding":
                other, told = first.setdefault(said["id"], (rule, said))
                if told["severity"] != said["severity"]:
                    what = f"{said['id']} is {said['severity']} and {told['severity']}"
                    yield Fault("unfounded", tuple(sorted((rule.name, other.name))), what)
