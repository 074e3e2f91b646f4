"""What Hyper-V Replica asks of SQL Server. Support by deployment stands in the support table."""

from __future__ import annotations

from knowledge.decisions import COPY_LOSSES
from knowledge.rules import (
    YES,
    AtLeast,
    Below,
    Finding,
    FromRecord,
    Objection,
    Rule,
    Stage,
    Task,
    one_of,
    subject,
)

WITH_REPLICA = (
    Rule(
        "sql_server_with_replica_needs_configuration",
        Stage.COPIES,
        when=(subject(product=one_of("sql-server")),),
        then=(
            Finding(
                id="sql-replica-needs-configuration",
                severity="info",
                decision="second_copy",
                option="hyper-v-replica",
            ),
        ),
        cites=("sql-replica-needs-configuration",),
    ),
    Rule(
        "sql_server_needs_write_order_kept",
        Stage.COPIES,
        when=(subject(product=one_of("sql-server")),),
        then=(Task(id="keep-write-order", decision="second_copy", option="hyper-v-replica"),),
        cites=("sql-write-order-flag",),
    ),
    Rule(
        "sql_server_has_its_write_order_kept",
        Stage.COPIES,
        when=(subject(product=one_of("sql-server")),),
        then=(
            Finding(
                id="write-order-always-kept",
                severity="info",
                decision="second_copy",
                option="hyper-v-replica",
            ),
        ),
        cites=("sql-write-order-always-on",),
    ),
)

_ASYNCHRONOUS = "ag-asynchronous-commit-can-lose"
DEPLOYMENTS = (
    Rule(
        "database_mirroring_is_deprecated",
        Stage.OPTIONS,
        when=(subject(),),
        then=(Finding(id="mirroring-deprecated", severity="warning"),),
        cites=("sql-mirroring-deprecated",),
    ),
    Rule(
        "availability_group_is_set_to_fail_over_by_itself",
        Stage.OPTIONS,
        # where nothing may be lost, the task on synchronous commit says it all
        when=(
            subject(
                survive_any_failure=YES,
                tolerated_loss=AtLeast(FromRecord(_ASYNCHRONOUS, "shortest_loss_s")),
            ),
        ),
        then=(Task(id="set-automatic-failover", decision="guest_layer", option="application"),),
        cites=("sql-synchronous-group", _ASYNCHRONOUS),
    ),
    *(
        Rule(
            f"copies_of_the_databases_lag_too_far_for_the_{purpose}",
            Stage.COPIES,
            when=(
                subject(
                    **{need: YES, loss: Below(FromRecord("sql-copies-lag", "shortest_loss_s"))}
                ),
            ),
            then=(
                Objection(
                    decision="second_copy",
                    option="application",
                    level="insufficient",
                    misses=loss.replace("_", "-"),
                ),
            ),
            cites=("sql-copies-lag",),
        )
        for purpose, need, loss in COPY_LOSSES
    ),
    *(
        Rule(
            f"edition_of_sql_server_allows_{what}",
            Stage.OPTIONS,
            when=(subject(),),
            then=(Task(id="check-sql-edition"),),
            cites=(record,),
        )
        for what, record in (
            ("the_group", "sql-standard-has-basic-groups"),
            ("an_early_group", "sql-basic-groups-not-before-2016"),
            ("the_nodes", "sql-standard-has-two-nodes"),
        )
    ),
    Rule(
        "sql_server_is_saved_through_vss",
        Stage.OPTIONS,
        when=(subject(machine_backup=one_of("checkpoints")),),
        then=(Finding(id="sql-snapshots-need-vss", severity="warning"),),
        cites=("sql-snapshots-need-vss",),
    ),
)

RULES = (*WITH_REPLICA, *DEPLOYMENTS)
