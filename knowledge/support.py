"""The table of product support, joined with one workload into fields of its wide fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from facts.once import Once
from facts.question_bank import UNKNOWN, Value
from knowledge.guidance import Guidance, read_list
from knowledge.judgement import all_of
from knowledge.rules import applies_to

_TABLES = Path(__file__).parent / "tables"
_FILES = ("product_support", "product_support_roles", "product_support_applications")
SILENT = "silent"
"""No record says anything about the product and this option."""
OPTIONS = (
    *("guest-cluster", "application", "guest-nlb", "host-cluster", "hyper-v-replica"),
    *("own-copy", "other-deployment", "settled-layer", "stateful", "cluster-aware"),
    *("live-migration", "quick-migration", "saved-state", "checkpoints", "dynamic-memory"),
    *("guest-system", "database", "unused-protection", "replica-statement"),
)


@dataclass(frozen=True)
class SupportRow:
    """What one record says of one option for a product in some deployments."""

    product: str
    deployments: tuple[str, ...]
    option: str
    says: str
    record: str


@Once
def rows() -> tuple[SupportRow, ...]:
    """All rows of the table, file by file; an empty tuple of deployments means any."""
    return tuple(
        SupportRow(
            raw["product"],
            () if raw["deployment"] == "any" else tuple(raw["deployment"]),
            raw["option"],
            raw["says"],
            raw["record"],
        )
        for name in _FILES
        for raw in read_list(_TABLES / f"{name}.yaml")
    )


def field_of(option: str) -> str:
    """Name of the field that says what the table holds on an option."""
    return "product_" + option.replace("-", "_")


def record_field_of(option: str) -> str:
    """Name of the field that holds the record ids behind ``field_of``, joined by commas."""
    return field_of(option) + "_record"


def joined(facts: Mapping[str, Value], guidance: Mapping[str, Guidance]) -> dict[str, str]:
    """Fields of the table for one workload.

    Of the rows that match, the first in the table decides. Where unknown answers leave open
    which row that is, the field is ``unknown`` unless all rows left say the same, and names the
    records of all of them.
    """
    fields: dict[str, str] = {}
    for option in OPTIONS:
        left: list[SupportRow] = []
        sayings = {SILENT}
        for row in (one for one in rows() if one.option == option):
            outcome = matches(row, facts, guidance)
            if outcome != "no":
                left.append(row)
            if outcome == "yes":
                sayings = set()
                break
        sayings |= {row.says for row in left}
        fields[field_of(option)] = sayings.pop() if len(sayings) == 1 else UNKNOWN
        fields[record_field_of(option)] = ",".join(sorted({row.record for row in left}))
    return fields


def matches(row: SupportRow, facts: Mapping[str, Value], guidance: Mapping[str, Guidance]) -> str:
    """``yes``, ``no`` or ``unknown``: whether a row speaks of a workload."""
    outcomes = [_equals(facts["product"], (row.product,))]
    if row.deployments:
        outcomes.append(_equals(facts["deployment"], row.deployments))
    outcomes.append(applies_to(guidance[row.record], "own", facts))
    return all_of(outcomes)


def _equals(value: Value, accepted: tuple[str, ...]) -> str:
    if value == UNKNOWN:
        return UNKNOWN
    return "yes" if value in accepted else "no"
