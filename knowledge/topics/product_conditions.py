"""What products ask of their machines: how they are moved, saved, given memory, and copied."""

from __future__ import annotations

from knowledge.decisions import HYPER_V_REPLICA
from knowledge.rules import (
    YES,
    Conclusion,
    FieldRecord,
    Finding,
    Objection,
    Predicate,
    Rule,
    Stage,
    Task,
    one_of,
    subject,
)
from knowledge.support import field_of, record_field_of


def _said(name: str, option: str, says: str, *then: Conclusion, **given: Predicate) -> Rule:
    """A rule on what the support table says of an option."""
    return Rule(
        name,
        Stage.OPTIONS,
        when=(subject(**{field_of(option): one_of(says)}, **given),),
        then=then,
        cites=(FieldRecord(record_field_of(option)),),
    )


def _of_move(finding: str, severity: str, option: str) -> Conclusion:
    return Finding(id=finding, severity=severity, decision="host_layer", option=option)


MOVES = (
    Rule(
        "product_is_not_moved_while_it_runs",
        Stage.GROUND_WORKLOAD,
        when=(subject(**{field_of("live-migration"): one_of("not-supported")}),),
        then=(
            Objection(
                decision="host_layer", option="restart-and-live-migration", level="not-supported"
            ),
        ),
        cites=(FieldRecord(record_field_of("live-migration")),),
    ),
    _said(
        "product_may_be_moved_while_it_runs",
        "live-migration",
        "supported",
        _of_move("live-migration-supported", "info", "restart-and-live-migration"),
    ),
    _said(
        "product_is_not_moved_by_quick_migration",
        "quick-migration",
        "not-supported",
        _of_move("no-quick-migration", "warning", "restart-only"),
        Task(id="shut-down-before-moving", decision="host_layer", option="restart-only"),
    ),
)

SETTINGS = (
    _said(
        "product_state_is_not_saved",
        "saved-state",
        "not-supported",
        Finding(id="state-would-be-saved", severity="warning"),
        Task(id="shut-down-with-the-host"),
        stop_action=one_of("save"),
    ),
    _said(
        "product_takes_no_checkpoints",
        "checkpoints",
        "not-supported",
        Task(id="disable-checkpoints"),
    ),
    _said(
        "product_is_not_backed_up_by_checkpoints",
        "checkpoints",
        "not-supported",
        Finding(id="checkpoints-not-for-product", severity="critical"),
        machine_backup=one_of("checkpoints"),
    ),
    _said(
        "product_takes_no_dynamic_memory",
        "dynamic-memory",
        "not-supported",
        Task(id="give-static-memory"),
    ),
)

AROUND = (
    _said(
        "product_keeps_its_data_in_sql_server",
        "database",
        "supported",
        Task(id="plan-the-database"),
    ),
    *(
        _said(
            f"product_has_{says}_protection_of_its_own",
            "unused-protection",
            says,
            Finding(
                id="own-protection-unused",
                severity="warning",
                decision="guest_layer",
                option="nothing",
            ),
            survive_any_failure=YES,
        )
        for says in ("recommended", "supported")
    ),
)

COPIES = (
    _said(
        "product_is_listed_by_site_recovery",
        "replica-statement",
        "supported",
        *HYPER_V_REPLICA.finding("listed-by-site-recovery", "info"),
        *HYPER_V_REPLICA.task("confirm-replica-support"),
    ),
)

STORAGE = (
    Rule(
        "exchange_on_a_file_share_takes_fixed_disks",
        Stage.OPTIONS,
        when=(subject(product=one_of("exchange"), host_storage_chosen=one_of("smb3")),),
        then=(
            Finding(id="exchange-on-a-file-share", severity="warning"),
            Task(id="fixed-disks-for-exchange"),
        ),
        cites=("exchange-on-smb-takes-fixed-disks",),
    ),
)

RULES = (*MOVES, *SETTINGS, *AROUND, *COPIES, *STORAGE)
