"""What Hyper-V Replica asks of SQL Server. Support by deployment stands in the support table."""

from __future__ import annotations

from knowledge.rules import Finding, Rule, Stage, Task, one_of, subject

RULES = (
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
