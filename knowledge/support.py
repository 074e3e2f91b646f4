"""The table of product support, joined with one workload into fields of its wide fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from facts.question_bank import UNKNOWN, Value
from knowledge.guidance import Guidance, read_list
from knowledge.judgement import all_of
from knowledge.rules import applies_to

_TABLE = Path(__file__).parent / "tables" / "product_support.yaml"
SILENT = "silent"
"""No record says anything about the product and this option."""
OPTIONS = (
    *("guest-cluster", "application", "guest-nlb", "host-cluster", "hyper-v-replica"),
    *("own-copy", "settled-layer", "cluster-aware"),
)


@dataclass(frozen=True)
class SupportRow:
    """What one record says of one option for a product in some deployments."""

    product: str
    deployments: tuple[str, ...]
    option: str
    says: str
    record: str


@cache
def rows() -> tuple[SupportRow, ...]:
    """All rows of the table; an empty tuple of deployments means any."""
    return tuple(
        SupportRow(
            raw["product"],
            () if raw["deployment"] == "any" else tuple(raw["deployment"]),
            raw["option"],
            raw["says"],
            raw["record"],
        )
        for raw in read_list(_TABLE)
    )


def field_of(option: str) -> str:
    """Name of the field that says what the table holds on an option."""
    return "product_" + option.replace("-", "_")


def record_field_of(option: str) -> str:
    """Name of the field that holds the record ids behind ``field_of``, joined by commas."""
    return field_of(option) + "_record"


def joined(
    facts: Mapping[str, Value], guidance: Mapping[str, Guidance]
) -> dict[str, str]:
    """Fields of the table for one workload.

    A row that surely matches decides. Where rows may match, depending on unknown answers, the
    field is ``unknown`` and names the records of all rows that are left.
    """
    fields: dict[str, str] = {}
    for option in OPTIONS:
        matches = {row: _matches(row, facts, guidance) for row in rows() if row.option == option}
        sure = [row for row, outcome in matches.items() if outcome == "yes"]
        left = [row for row, outcome in matches.items() if outcome == UNKNOWN]
        if sure:
            says, behind = sure[0].says, sure[:1]
        else:
            says, behind = (UNKNOWN, left) if left else (SILENT, [])
        fields[field_of(option)] = says
        fields[record_field_of(option)] = ",".join(sorted({row.record for row in behind}))
    return fields


def _matches(
    row: SupportRow, facts: Mapping[str, Value], guidance: Mapping[str, Guidance]
) -> str:
    outcomes = [_equals(facts["product"], (row.product,))]
    if row.deployments:
        outcomes.append(_equals(facts["deployment"], row.deployments))
    outcomes.append(applies_to(guidance[row.record], "own", facts))
    return all_of(outcomes)


def _equals(value: Value, accepted: tuple[str, ...]) -> str:
    if value == UNKNOWN:
        return UNKNOWN
    return "yes" if value in accepted else "no"
