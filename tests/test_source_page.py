"""Every row of the source page is at work: in a record, a rule and a scenario."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.guidance import guidance
from knowledge.judgement import OPEN
from knowledge.rule_base import all_rules
from tests.scenario_files import advice_for, scenarios

ROWS = tuple(f"S{number:02d}" for number in range(1, 54))
"""Every row of the page."""


@dataclass(frozen=True)
class Row:
    """One row of the page with everything that stands for it."""

    id: str
    records: tuple[str, ...]
    rules: tuple[str, ...]
    scenarios: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether record, rule and scenario are all there."""
        return bool(self.records and self.rules and self.scenarios)

    def line(self) -> str:
        """The row as one line of the table."""
        shown = "; ".join(self.scenarios) or "NO SCENARIO"
        rules = ", ".join(self.rules) or "NO RULE"
        return f"{self.id} | {', '.join(self.records) or 'NO RECORD'} | {rules} | {shown}"


def table() -> tuple[Row, ...]:
    """The page row by row. A rule counts if in a scenario it surely fired and cited a record."""
    rows = []
    for row in ROWS:
        records = {one.id for one in guidance().values() if row in one.seed}
        rules, shown = set(), []
        for scenario in scenarios():
            applied = {
                reason.rule
                for reason in advice_for(scenario.name).reasons.values()
                if records & set(reason.guidance) and reason.status != OPEN
            }
            if applied and records & set(scenario.covers):
                rules |= applied
                shown.append(scenario.name)
        rows.append(Row(row, tuple(sorted(records)), tuple(sorted(rules)), tuple(shown)))
    return tuple(rows)


def test_every_row_of_the_source_page_is_at_work() -> None:
    rows = table()
    gaps = [row.id for row in rows if not row.complete]
    whole = "\n".join(row.line() for row in rows)
    assert not gaps, f"rows without record, rule or scenario: {gaps}\n{whole}"


def test_every_record_of_the_page_is_known_under_its_rows() -> None:
    """A record that cites the page names its rows, and a row that it names exists."""
    for record in guidance().values():
        assert set(record.seed) <= set(ROWS), record.id
        if [one.source for one in record.sources] == ["source-page"]:
            assert record.seed, record.id


def test_rules_name_the_records_that_they_apply() -> None:
    """A row could not be traced through a rule whose records do not exist."""
    for rule in all_rules():
        assert set(rule.records) <= set(guidance()), rule.name
