"""What a product's own copies take and risk where nothing at all may be lost."""

from __future__ import annotations

from knowledge.rules import (
    YES,
    Below,
    Conclusion,
    Finding,
    FromRecord,
    Objection,
    Predicate,
    Rule,
    Stage,
    Task,
    subject,
)

_COVERED: tuple[tuple[str, str, str, dict[str, Predicate]], ...] = (
    ("in_the_site", "guest_layer", "tolerated_loss", {}),
    ("in_a_disaster", "second_copy", "disaster_loss", {"survive_site": YES}),
)
"""Where a loss is asked about, the decision that covers it, the field that asks, and when."""

_ASYNCHRONOUS = "ag-asynchronous-commit-can-lose"
_LAPSE = "ag-synchronous-commit-can-lapse"
_LATE = "sql-shipped-logs-come-late"
_DIAL = "dag-may-lose-logs"


def _nothing(record: str) -> Predicate:
    return Below(FromRecord(record, "shortest_loss_s"))


def _noted(finding: str, severity: str, decision: str) -> Conclusion:
    return Finding(id=finding, severity=severity, decision=decision, option="application")


def _to_do(task: str, decision: str) -> Conclusion:
    return Task(id=task, decision=decision, option="application")


LOSING_NOTHING = tuple(
    Rule(
        f"{name}_{where}",
        Stage.COPIES,
        when=(subject(**conditions, **{loss: _nothing(threshold)}),),
        then=(then,),
        cites=records,
    )
    for where, decision, loss, conditions in _COVERED
    for name, threshold, then, records in (
        (
            "availability_group_loses_nothing_by_synchronous_commit",
            _ASYNCHRONOUS,
            _to_do("set-synchronous-commit", decision),
            ("ag-synchronous-commit-loses-nothing", _ASYNCHRONOUS),
        ),
        (
            "synchronous_commit_lapses_without_a_secondary",
            _ASYNCHRONOUS,
            _noted("synchronous-commit-can-lapse", "warning", decision),
            (_LAPSE, _ASYNCHRONOUS),
        ),
        (
            "commits_can_be_made_to_wait_for_a_secondary",
            _ASYNCHRONOUS,
            _noted("commits-can-demand-a-secondary", "info", decision),
            ("ag-commits-can-demand-a-secondary", _LAPSE, _ASYNCHRONOUS),
        ),
        (
            "dag_mounts_with_logs_missing",
            _DIAL,
            _noted("dag-may-lose-logs", "warning", decision),
            (_DIAL,),
        ),
        (
            "dag_can_wait_for_all_logs",
            _DIAL,
            _to_do("choose-mount-dial", decision),
            (_DIAL,),
        ),
    )
)

LATE = (
    Rule(
        "shipped_logs_come_too_late_to_lose_nothing",
        Stage.COPIES,
        when=(subject(survive_site=YES, disaster_loss=_nothing(_LATE)),),
        then=(
            Objection(
                decision="second_copy",
                option="application",
                level="insufficient",
                misses="disaster-loss",
            ),
        ),
        cites=(_LATE,),
    ),
)

RULES = (*LOSING_NOTHING, *LATE)
