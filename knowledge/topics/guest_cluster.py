"""When a failover cluster of guests is possible, what it covers, and where its nodes run."""

from __future__ import annotations

from knowledge.decisions import FAILURES, GUEST_CLUSTER
from knowledge.rules import (
    NO,
    YES,
    AtLeast,
    Below,
    Covers,
    FieldRecord,
    FromRecord,
    ReleaseBefore,
    ReleaseFrom,
    Rule,
    Stage,
    Task,
    one_of,
    subject,
)
from knowledge.support import record_field_of

_PLACEMENT = FromRecord("guest-nodes-on-different-hosts", "hosts")
_AFFINITY_RULES = FromRecord("affinity-rules-from-2022", "from_release")
_SEPARATED = {
    "guest-cluster": ("guest-nodes-on-different-hosts", "guest-nodes-on-different-hosts-question")
}
_SEPARATE_HOSTS = {"host_count": AtLeast(_PLACEMENT)}


POSSIBLE = (
    Rule(
        "guest_cluster_of_windows_2003_is_not_supported",
        Stage.GROUND_WORKLOAD,
        when=(subject(),),
        then=GUEST_CLUSTER.objection("not-supported"),
        cites=("guest-cluster-2003-not-supported",),
    ),
    Rule(
        "guest_cluster_needs_windows_guests",
        Stage.GROUND_WORKLOAD,
        when=(subject(guest_system=one_of("linux", "other")),),
        then=GUEST_CLUSTER.objection("not-applicable"),
        cites=("guest-cluster-is-windows-failover-clustering",),
    ),
    Rule(
        "stateless_servers_need_no_guest_cluster",
        Stage.GROUND_WORKLOAD,
        when=(subject(stateful=NO),),
        then=GUEST_CLUSTER.objection("not-applicable"),
        cites=("guest-cluster-protects-stateful",),
    ),
    Rule(
        "guest_cluster_needs_two_machines",
        Stage.GROUND_WORKLOAD,
        when=(subject(instances=Below(FromRecord("guest-cluster-protects-stateful", "machines"))),),
        then=GUEST_CLUSTER.objection("not-supported"),
        cites=("guest-cluster-protects-stateful",),
    ),
    Rule(
        "guest_cluster_suits_cluster_aware_applications_only",
        Stage.GROUND_WORKLOAD,
        when=(subject(stateful=one_of("yes"), cluster_aware=one_of("no", "generic")),),
        then=GUEST_CLUSTER.objection("discouraged"),
        cites=("guest-cluster-needs-aware-application",),
    ),
    Rule(
        "guest_cluster_on_one_host_is_for_tests",
        Stage.GROUND_WORKLOAD,
        when=(subject(environment=one_of("production"), host_count=Below(_PLACEMENT)),),
        then=GUEST_CLUSTER.objection("not-supported"),
        cites=("guest-nodes-on-different-hosts",),
    ),
)

COVERAGE = tuple(
    Rule(
        f"guest_cluster_covers_{failure.replace('-', '_')}",
        Stage.GROUND_WORKLOAD,
        when=(
            subject(
                **(
                    {"host_count": AtLeast(_PLACEMENT)}
                    if failure in ("host", "maintenance")
                    else {}
                )
            ),
        ),
        then=(Covers(failure=failure, by="guest-cluster"),),
        cites=("guest-cluster-protects-stateful",),
    )
    for failure in FAILURES
)

CHOICE = (
    Rule(
        "guest_cluster_protects_stateful_aware_applications",
        Stage.OPTIONS,
        when=(subject(survive_any_failure=YES, stateful=YES, cluster_aware=YES),),
        then=GUEST_CLUSTER.merit(),
        cites=(
            "guest-cluster-protects-stateful",
            FieldRecord(record_field_of("cluster-aware")),
        ),
    ),
    Rule(
        "one_node_serves_at_a_time",
        Stage.OPTIONS,
        when=(subject(),),
        then=GUEST_CLUSTER.finding("one-node-serves", "info"),
        cites=("guest-cluster-is-active-passive",),
    ),
    Rule(
        "several_nodes_may_serve",
        Stage.OPTIONS,
        when=(subject(),),
        then=GUEST_CLUSTER.finding("several-nodes-may-serve", "info"),
        cites=("guest-cluster-active-active-roles",),
    ),
)

PLACEMENT = (
    *(
        Rule(
            f"{option.replace('-', '_')}_machines_are_kept_apart_by_hand",
            Stage.OPTIONS,
            when=(subject(host_cluster_chosen=NO),),
            then=(Task(id="place-machines-by-hand", decision="guest_layer", option=option),),
            cites=records,
        )
        for option, records in (
            ("guest-cluster", _SEPARATED["guest-cluster"]),
            ("guest-nlb", ("nlb-redistributes-in-ten-seconds",)),
            ("application", ("own-replication-needs-second-server",)),
        )
    ),
    *(
        Rule(
            f"{option.replace('-', '_')}_machines_are_kept_apart_by_{means}",
            Stage.OPTIONS,
            when=(subject(host_cluster_chosen=YES, host_release=release),),
            then=(Task(id=task, decision="guest_layer", option=option),),
            cites=(record, *_SEPARATED.get(option, ())),
        )
        for option in ("guest-cluster", "guest-nlb", "application")
        for means, release, task, record in (
            (
                "anti_affinity",
                ReleaseBefore(_AFFINITY_RULES),
                "set-anti-affinity",
                "anti-affinity-class-names",
            ),
            (
                "an_affinity_rule",
                ReleaseFrom(_AFFINITY_RULES),
                "create-affinity-rule",
                "affinity-rules-from-2022",
            ),
        )
    ),
)

RULES = (*POSSIBLE, *COVERAGE, *CHOICE, *PLACEMENT)
