"""The fields that the tables on releases write, and the records that they rest on."""

from __future__ import annotations

from collections.abc import Iterator

from facts.once import Once
from knowledge import lifecycle, upgrades

ABOUT = {"host": "site", "upgrade": "site", "guest": "workload"}
"""Whose wide fact holds the fields on the support of each subject of the table on support."""


def records_of(field: str) -> tuple[str, ...]:
    """Records that a record field of these tables can hold; none for other fields."""
    if field == upgrades.RECORD_FIELD:
        return tuple(sorted({one.record for one in upgrades.paths()}))
    return lifecycle.records_of(field)


def record_fields(kind: str) -> tuple[str, ...]:
    """The record fields in the wide fact of a site or workload."""
    found = [lifecycle.record_field_of(one) for one, whose in ABOUT.items() if whose == kind]
    return (*found, upgrades.RECORD_FIELD) if kind == "site" else tuple(found)


def follows() -> Iterator[tuple[str, list[str]]]:
    """Each field that these tables write, and the answers that it follows from, with their kind."""
    for subject, release in lifecycle.SUBJECTS.items():
        kind = ABOUT[subject]
        yield f"{kind}:{lifecycle.field_of(subject)}", [f"{kind}:{release}"]
    # a release that the hosts cannot be moved to is set aside
    yield f"site:{lifecycle.field_of('upgrade')}", ["site:host_release"]
    for field in ("upgrade_step", "in_place_path"):
        yield f"site:{field}", ["site:host_release", "site:upgrade_to"]


@Once
def records() -> frozenset[str]:
    """Every record that some row rests on."""
    return frozenset(
        {one.record for one in lifecycle.spans()} | {one.record for one in upgrades.paths()}
    )
