"""Failing over by Hyper-V Replica: tests, steps, what is final, health, resynchronization."""

from __future__ import annotations

from knowledge.decisions import COPY_LOSSES, HYPER_V_REPLICA
from knowledge.rules import (
    YES,
    Below,
    FromRecord,
    Rule,
    Stage,
    one_of,
    subject,
)

_UNNOTICED = Below(FromRecord("replica-health-shows-delays", "unnoticed_s"))


TESTED = (
    Rule(
        "test_failover_proves_the_copy",
        Stage.COPIES,
        when=(subject(),),
        then=HYPER_V_REPLICA.task("rehearse-test-failover"),
        cites=("replica-test-failover-beside-production", "replica-drills-are-regular"),
    ),
    Rule(
        "test_machine_stays_on_the_node_of_its_replica",
        Stage.COPIES,
        when=(subject(target_host_cluster_chosen=YES),),
        then=HYPER_V_REPLICA.finding("test-machine-beside-replica"),
        cites=("replica-test-machine-stays-with-replica",),
    ),
)

PLANNED = (
    Rule(
        "planned_failover_needs_a_primary_that_receives",
        Stage.COPIES,
        when=(subject(),),
        then=HYPER_V_REPLICA.task("prepare-primary-to-receive"),
        cites=("replica-planned-failover-prerequisites",),
    ),
    Rule(
        "planned_failover_stops_the_machine",
        Stage.COPIES,
        when=(subject(survive_maintenance=YES),),
        then=HYPER_V_REPLICA.finding("planned-failover-is-an-outage"),
        cites=("replica-planned-failover-is-an-outage",),
    ),
)

UNPLANNED = (
    Rule(
        "unplanned_failover_is_final_once_completed",
        Stage.COPIES,
        when=(subject(),),
        then=HYPER_V_REPLICA.task("decide-when-failover-is-final"),
        cites=("replica-unplanned-failover-can-be-cancelled",),
    ),
    Rule(
        "old_primary_must_not_start_beside_its_replica",
        Stage.COPIES,
        when=(subject(target_kind=one_of("other-site")),),
        then=HYPER_V_REPLICA.task("keep-old-primary-off"),
        cites=("replica-failover-asks-the-primary", "old-primary-may-start-again"),
    ),
)

HEALTH = (
    Rule(
        "health_tells_of_delays_and_forgotten_reversals",
        Stage.COPIES,
        when=(subject(),),
        then=HYPER_V_REPLICA.task("catch-delays-and-forgotten-reversals"),
        cites=("replica-health-shows-delays", "reversal-is-often-forgotten"),
    ),
    *(
        Rule(
            f"normal_health_allows_more_loss_than_tolerated_with_the_{purpose}",
            Stage.COPIES,
            when=(subject(**{condition: YES, loss: _UNNOTICED}),),
            then=HYPER_V_REPLICA.finding("normal-health-allows-delay"),
            cites=("replica-health-shows-delays",),
        )
        for purpose, condition, loss in COPY_LOSSES
    ),
)

RESYNCHRONIZATION = (
    Rule(
        "resynchronization_is_switched_on_and_timed",
        Stage.COPIES,
        when=(subject(),),
        then=HYPER_V_REPLICA.task("set-automatic-resynchronization"),
        cites=(
            "replica-resynchronization-off-by-default",
            "replica-resynchronization-conditions",
            "replica-resynchronization-costs",
        ),
    ),
    Rule(
        "resynchronization_waits_for_off_peak_hours",
        Stage.COPIES,
        when=(subject(),),
        then=HYPER_V_REPLICA.finding("resynchronization-in-off-peak-hours"),
        cites=("replica-resynchronization-scheduled-by-default",),
    ),
    Rule(
        "crash_of_a_host_stops_the_replication_of_its_machines",
        Stage.COPIES,
        when=(subject(host_cluster_chosen=YES),),
        then=HYPER_V_REPLICA.finding("host-crash-stops-replication", "warning"),
        cites=("replica-resynchronizes-after-a-host-crash", "replica-resynchronization-conditions"),
    ),
)

RULES = (*TESTED, *PLANNED, *UNPLANNED, *HEALTH, *RESYNCHRONIZATION)
