"""What running Hyper-V Replica takes: somebody who switches, a way back, a broker a cluster."""

from __future__ import annotations

from knowledge.decisions import HYPER_V_REPLICA
from knowledge.rules import NO, YES, Objection, Rule, Stage, Task, subject

OPERATION = (
    Rule(
        "replica_is_started_by_an_operator",
        Stage.COPIES,
        when=(subject(),),
        then=HYPER_V_REPLICA.task("write-failover-runbook"),
        cites=("replica-is-started-by-hand", "replica-fails-over-each-machine"),
    ),
    Rule(
        "replica_covers_a_host_failure_by_hand",
        Stage.COPIES,
        when=(subject(host_need_on_copy=YES),),
        then=HYPER_V_REPLICA.finding("host-failure-switched-by-hand", "warning"),
        cites=("replica-is-started-by-hand",),
    ),
    Rule(
        "planned_failover_swaps_the_roles",
        Stage.COPIES,
        when=(subject(),),
        then=HYPER_V_REPLICA.task("rehearse-planned-failover"),
        cites=(
            "replica-planned-swaps-roles",
            "replica-planned-failover-in-steps",
            "replica-drills-are-regular",
        ),
    ),
    Rule(
        "unplanned_failover_discards_the_primary",
        Stage.COPIES,
        when=(subject(),),
        then=HYPER_V_REPLICA.task("plan-full-copy-after-failover"),
        cites=("replica-unplanned-discards-primary",),
    ),
    Rule(
        "unplanned_failover_is_followed_by_reverse_replication",
        Stage.COPIES,
        when=(subject(),),
        then=HYPER_V_REPLICA.task("plan-reverse-replication"),
        cites=("replica-reverses-after-unplanned",),
    ),
)

BROKER = (
    Rule(
        "replica_needs_a_broker_at_a_clustered_site",
        Stage.SETTLEMENT,
        when=(subject(host_cluster_chosen=YES, takes_part_in_replication=YES),),
        then=(
            Objection(decision="replica_broker", option="nothing", level="not-supported"),
            Task(id="create-replica-broker", decision="replica_broker", option="broker"),
        ),
        cites=("replica-broker-per-clustered-site",),
    ),
    *(
        Rule(
            f"no_broker_without_{what}",
            Stage.SETTLEMENT,
            when=(subject(**{field: NO}),),
            then=(Objection(decision="replica_broker", option="broker", level="not-applicable"),),
            cites=("replica-broker-per-clustered-site",),
        )
        for what, field in (
            ("a_host_cluster", "host_cluster_chosen"),
            ("replication", "takes_part_in_replication"),
        )
    ),
)

RULES = (*OPERATION, *BROKER)
