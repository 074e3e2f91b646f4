"""What a product's own copies take and risk where nothing at all may be lost."""

from __future__ import annotations

from knowledge.decisions import About
from knowledge.rules import (
    YES,
    Below,
    FromRecord,
    Predicate,
    Rule,
    Stage,
    subject,
)

_OWN_COPY = About("second_copy", "application")
_COVERED: tuple[tuple[str, About, str, dict[str, Predicate]], ...] = (
    ("in_the_site", About("guest_layer", "application"), "tolerated_loss", {}),
    ("in_a_disaster", _OWN_COPY, "disaster_loss", {"survive_site": YES}),
)
"""Where a loss is asked about, the option that covers it, the field that asks, and when."""

_ASYNCHRONOUS = "ag-asynchronous-commit-can-lose"
_LAPSE = "ag-synchronous-commit-can-lapse"
_LATE = "sql-shipped-logs-come-late"
_DIAL = "dag-may-lose-logs"


def _nothing(record: str) -> Predicate:
    return Below(FromRecord(record, "shortest_loss_s"))


LOSING_NOTHING = tuple(
    Rule(
        f"{name}_{where}",
        Stage.COPIES,
        when=(subject(**conditions, **{loss: _nothing(threshold)}),),
        then=then,
        cites=records,
    )
    for where, own, loss, conditions in _COVERED
    for name, threshold, then, records in (
        (
            "availability_group_loses_nothing_by_synchronous_commit",
            _ASYNCHRONOUS,
            own.task("set-synchronous-commit"),
            ("ag-synchronous-commit-loses-nothing", _ASYNCHRONOUS),
        ),
        (
            "synchronous_commit_lapses_without_a_secondary",
            _ASYNCHRONOUS,
            own.finding("synchronous-commit-can-lapse", "warning"),
            (_LAPSE, _ASYNCHRONOUS),
        ),
        (
            "commits_can_be_made_to_wait_for_a_secondary",
            _ASYNCHRONOUS,
            own.finding("commits-can-demand-a-secondary"),
            ("ag-commits-can-demand-a-secondary", _LAPSE, _ASYNCHRONOUS),
        ),
        (
            "dag_mounts_with_logs_missing",
            _DIAL,
            own.finding("dag-may-lose-logs", "warning"),
            (_DIAL,),
        ),
        (
            "dag_can_wait_for_all_logs",
            _DIAL,
            own.task("choose-mount-dial"),
            (_DIAL,),
        ),
    )
)

LATE = (
    Rule(
        "shipped_logs_come_too_late_to_lose_nothing",
        Stage.COPIES,
        when=(subject(survive_site=YES, disaster_loss=_nothing(_LATE)),),
        then=_OWN_COPY.objection("insufficient", "disaster-loss"),
        cites=(_LATE,),
    ),
)

RULES = (*LOSING_NOTHING, *LATE)
