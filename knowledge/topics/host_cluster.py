"""When a site can have a host cluster, when it needs one, and what it does for machines."""

from __future__ import annotations

from knowledge.decisions import FAILURES, RESTARTING
from knowledge.rules import (
    NO,
    YES,
    AtLeast,
    Below,
    Covers,
    Finding,
    FromRecord,
    Merit,
    Need,
    Objection,
    Rule,
    Stage,
    one_of,
    subject,
    unlike,
)
from knowledge.support import field_of

_FIELD = {failure: failure.replace("-", "_") for failure in FAILURES}
_OF_ONE_MAKER = unlike("other-makers")
"""Processors between which a running or saved machine can move."""
_MOVED_BY = {
    move: {field_of(move): unlike("not-supported")}
    for move in ("live-migration", "quick-migration")
}
"""The product lets its machines be moved so."""

WHAT_A_SITE_CAN_CARRY = (
    Rule(
        "host_cluster_needs_another_host",
        Stage.GROUND_SITE,
        when=(subject(host_count=Below(FromRecord("host-cluster-restarts-machines", "hosts"))),),
        then=(Objection(decision="platform", option="host-cluster", level="insufficient"),),
        cites=("host-cluster-restarts-machines",),
    ),
    Rule(
        "host_cluster_needs_one_domain",
        Stage.GROUND_SITE,
        when=(subject(host_trust=unlike("same-domain")),),
        then=(Objection(decision="platform", option="host-cluster", level="not-supported"),),
        cites=("host-cluster-one-domain",),
    ),
    Rule(
        "machines_on_a_workgroup_cluster_are_not_supported",
        Stage.GROUND_SITE,
        when=(subject(host_trust=one_of("workgroup")),),
        then=(Objection(decision="platform", option="host-cluster", level="not-supported"),),
        cites=("workgroup-cluster-for-machines-2025",),
    ),
    Rule(
        "workgroup_cluster_is_possible",
        Stage.GROUND_SITE,
        when=(subject(host_trust=one_of("workgroup")),),
        then=(
            Finding(
                id="workgroup-cluster-possible",
                severity="info",
                decision="platform",
                option="host-cluster",
            ),
        ),
        cites=("workgroup-cluster-since-2016",),
    ),
)

WHAT_IT_COVERS = (
    *(
        Rule(
            f"{option.replace('-', '_')}_covers_a_host_failure",
            Stage.GROUND_WORKLOAD,
            when=(
                subject(host_count=AtLeast(FromRecord("host-cluster-restarts-machines", "hosts"))),
            ),
            then=(Covers(failure="host", by=option),),
            cites=("host-failure-is-watched", "host-cluster-restarts-machines"),
        )
        for option in RESTARTING
    ),
    Rule(
        "live_migration_covers_planned_maintenance",
        Stage.GROUND_WORKLOAD,
        when=(subject(host_processors=_OF_ONE_MAKER, **_MOVED_BY["live-migration"]),),
        then=(Covers(failure="maintenance", by="restart-and-live-migration"),),
        cites=("live-migration-moves-without-outage", "processors-of-one-maker"),
    ),
    Rule(
        "quick_migration_covers_planned_maintenance",
        Stage.GROUND_WORKLOAD,
        when=(
            subject(
                host_processors=_OF_ONE_MAKER,
                **_MOVED_BY["quick-migration"],
                tolerated_outage=AtLeast(
                    FromRecord("quick-migration-interrupts", "shortest_outage_s")
                ),
            ),
        ),
        then=(Covers(failure="maintenance", by="restart-only"),),
        cites=("quick-migration-interrupts", "processors-of-one-maker"),
    ),
)

WHO_NEEDS_IT = (
    *(
        Rule(
            f"surviving_{_FIELD[failure]}_needs_a_host_cluster",
            Stage.NEEDS,
            when=(
                subject(
                    **{
                        f"survive_{_FIELD[failure]}": YES,
                        f"guests_meet_{_FIELD[failure]}": NO,
                        f"restart_and_live_migration_covers_{_FIELD[failure]}": YES,
                        "host_cluster_workable": YES,
                    }
                ),
            ),
            then=(Need(what="host-cluster"),),
            cites=("host-cluster-fails-over-guests",),
        )
        for failure in FAILURES
    ),
    Rule(
        "deprecated_nlb_is_no_reason_to_do_without_a_host_cluster",
        Stage.NEEDS,
        when=(
            subject(
                survive_host=YES,
                stateful=NO,
                application_covers_host=NO,
                host_cluster_workable=YES,
            ),
        ),
        then=(Need(what="host-cluster"),),
        cites=("nlb-deprecated-2025",),
    ),
    Rule(
        "generic_role_is_no_reason_to_do_without_a_host_cluster",
        Stage.NEEDS,
        when=(
            subject(survive_host=YES, cluster_aware=one_of("generic"), host_cluster_workable=YES),
        ),
        then=(Need(what="host-cluster"),),
        cites=("host-cluster-for-unaware-applications",),
    ),
    Rule(
        "wished_host_layer_needs_a_host_cluster",
        Stage.NEEDS,
        when=(subject(wishes_host_layer=one_of(*RESTARTING), host_cluster_workable=YES),),
        then=(Need(what="host-cluster"),),
        cites=("host-cluster-fails-over-guests",),
    ),
    Rule(
        "host_failure_is_left_to_a_second_copy",
        Stage.NEEDS,
        when=(subject(survive_host=YES, guests_meet_host=NO, host_cluster_workable=NO),),
        then=(Need(what="copy-on-another-host"),),
        cites=("host-cluster-restarts-machines",),
    ),
)

PLATFORM = (
    Rule(
        "standalone_hosts_leave_a_need_unmet",
        Stage.PLATFORM,
        when=(subject(host_cluster_needed=YES),),
        then=(Objection(decision="platform", option="standalone", level="insufficient"),),
        cites=("host-failure-is-watched", "host-cluster-restarts-machines"),
    ),
    Rule(
        "host_cluster_meets_the_need",
        Stage.PLATFORM,
        when=(subject(host_cluster_needed=YES),),
        then=(Merit(decision="platform", option="host-cluster"),),
        cites=("host-cluster-fails-over-guests",),
    ),
)

FOR_ONE_WORKLOAD = (
    *(
        Rule(
            f"{option.replace('-', '_')}_needs_a_host_cluster",
            Stage.OPTIONS,
            when=(subject(host_cluster_chosen=NO),),
            then=(Objection(decision="host_layer", option=option, level="not-applicable"),),
            cites=("host-cluster-fails-over-guests",),
        )
        for option in RESTARTING
    ),
    Rule(
        "live_migration_spares_the_outage_of_planned_moves",
        Stage.OPTIONS,
        when=(subject(survive_any_failure=YES, host_processors=_OF_ONE_MAKER),),
        then=(Merit(decision="host_layer", option="restart-and-live-migration"),),
        cites=("live-migration-moves-without-outage",),
    ),
    Rule(
        "host_cluster_protects_what_is_not_cluster_aware",
        Stage.OPTIONS,
        when=(
            subject(survive_any_failure=YES, stateful=YES, cluster_aware=one_of("no", "generic")),
        ),
        then=(Merit(decision="host_layer", option="restart-and-live-migration"),),
        cites=("host-cluster-for-unaware-applications",),
    ),
)

RULES = (
    *WHAT_A_SITE_CAN_CARRY,
    *WHAT_IT_COVERS,
    *WHO_NEEDS_IT,
    *PLATFORM,
    *FOR_ONE_WORKLOAD,
)
