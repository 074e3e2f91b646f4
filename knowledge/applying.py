"""Which rules apply a record: those that cite it, by name or through the table of products.

A rule that names its record by a field of the table stands for as many rules as the table has
rows that it reads. Of a record it is told with the product and the deployments of its row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from facts.question_bank import field_of
from knowledge import release_tables, support
from knowledge.guidance import guidance
from knowledge.predicates import FromRecord, OneOf, Predicate
from knowledge.rule_base import all_rules
from knowledge.rule_words import sentence
from knowledge.rules import (
    Absent,
    Conclusion,
    FieldRecord,
    Rule,
    Subject,
    conditions_of,
    subject,
)


@dataclass(frozen=True)
class Applied:
    """Rules that hold under the same conditions and cite the same records.

    ``read_as`` is what each of them says of the record in question: the rule itself, or what
    it comes to for one row of the table of products.
    """

    rules: tuple[Rule, ...]
    read_as: tuple[Rule, ...]

    @property
    def records(self) -> tuple[str, ...]:
        """Ids of the records cited, in the order of the rule."""
        return self.read_as[0].records

    def text(self, language: str) -> str:
        """The rules in one sentence."""
        conditions = conditions_of(self.read_as[0], guidance())
        return sentence(conditions, self.read_as, language)


def rows_of(record: str) -> tuple[support.SupportRow, ...]:
    """Rows of the table of products that rest on a record."""
    return tuple(row for row in support.rows() if row.record == record)


def rules_applying(record: str) -> tuple[Applied, ...]:
    """Rules that cite a record, those of the same conditions together, in the rules' order."""
    return _together(_citing(record))


def rules_measuring_by(record: str) -> tuple[Applied, ...]:
    """Rules that take a threshold from a record which they do not cite, likewise."""
    return _together(
        (rule, rule)
        for rule in all_rules()
        if record not in rule.records
        and any(_taken_from(test) == record for test in rule.given.values())
    )


def _together(pairs: Iterable[tuple[Rule, Rule]]) -> tuple[Applied, ...]:
    """Rules with what they are read as, those of the same conditions and records together."""
    found: dict[object, list[tuple[Rule, Rule]]] = {}
    for rule, read_as in pairs:
        patterns = tuple(part for part in rule.when if isinstance(part, (Conclusion, Absent)))
        conditions = tuple(conditions_of(read_as, guidance()).items())
        key = (rule.stage, conditions, patterns, frozenset(read_as.records))
        found.setdefault(key, []).append((rule, read_as))
    return tuple(
        Applied(tuple(rule for rule, _ in same), tuple(read_as for _, read_as in same))
        for same in found.values()
    )


def _citing(record: str) -> Iterator[tuple[Rule, Rule]]:
    for rule in all_rules():
        if record in rule.records:
            yield rule, rule
        for cited in rule.cites:
            if isinstance(cited, FieldRecord):
                for row in rows_of(record):
                    if support.record_field_of(row.option) == cited.field:
                        yield from _of_row(rule, cited, row)
                if record in release_tables.records_of(cited.field):
                    yield rule, _of_release(rule, cited, record)


def _of_row(rule: Rule, cited: FieldRecord, row: support.SupportRow) -> Iterator[tuple[Rule, Rule]]:
    """The rule as it reads for a row of the table, if it reads what the row says."""
    # the workload's own answer stands beside what the table says of clustering
    said_in = {support.field_of(row.option), field_of(row.option)}
    tests = [test for name, test in rule.given.items() if name in said_in]
    if not all(test.holds(row.says) for test in tests):
        return
    given: dict[str, Predicate] = {
        name: test for name, test in rule.given.items() if name not in said_in
    }
    given["product"] = OneOf((row.product,))
    if row.deployments:
        given["deployment"] = OneOf(row.deployments)
    others = tuple(part for part in rule.when if not isinstance(part, Subject))
    cites = tuple(row.record if one == cited else one for one in rule.cites)
    yield rule, replace(rule, when=(subject(**given), *others), cites=cites)


def _of_release(rule: Rule, cited: FieldRecord, record: str) -> Rule:
    """The rule as it reads for a record of the tables on releases."""
    return replace(rule, cites=tuple(record if one == cited else one for one in rule.cites))


def _taken_from(test: Predicate) -> str:
    bound = getattr(test, "bound", None)
    return bound.record if isinstance(bound, FromRecord) else ""
