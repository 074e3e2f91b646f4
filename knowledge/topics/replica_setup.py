"""What setting up Hyper-V Replica takes: hosts, releases, certificates, broker, the first copy."""

from __future__ import annotations

from knowledge.decisions import HYPER_V_REPLICA
from knowledge.rules import (
    NO,
    YES,
    Finding,
    Predicate,
    Rule,
    Stage,
    Task,
    one_of,
    subject,
)

_APART = (("2012R2", ("2022", "2025")), ("2022", ("2012R2",)), ("2025", ("2012R2",)))
"""Releases of the primary, and those of the replica with which no machine runs on both."""
_OLDER = (
    ("2016", ("2012R2",)),
    ("2019", ("2012R2", "2016")),
    ("2022", ("2016", "2019")),
    ("2025", ("2016", "2019", "2022")),
)
"""Releases of the primary, and older ones of the replica that know some of its versions."""
_YOUNGER = (
    ("2012R2", ("2016", "2019")),
    ("2016", ("2019", "2022", "2025")),
    ("2019", ("2022", "2025")),
    ("2022", ("2025",)),
)
_FROM_2016 = ("2016", "2019", "2022", "2025")


def _ends(primary: tuple[str, ...], replica: tuple[str, ...]) -> dict[str, Predicate]:
    return {"host_release": one_of(*primary), "target_host_release": one_of(*replica)}


RELEASES = (
    *(
        Rule(
            f"no_machine_runs_on_{own.lower()}_and_the_release_of_the_replica",
            Stage.COPIES,
            when=(subject(**_ends((own,), others)),),
            then=HYPER_V_REPLICA.objection("not-supported"),
            cites=("no-machine-version-for-2012r2-and-2022",),
        )
        for own, others in _APART
    ),
    *(
        Rule(
            f"replica_of_{own}_machines_lies_on_an_older_release",
            Stage.COPIES,
            when=(subject(**_ends((own,), others)),),
            then=(
                *HYPER_V_REPLICA.finding("replica-on-an-older-release", "warning"),
                *HYPER_V_REPLICA.task("keep-machine-version"),
            ),
            cites=("replica-host-runs-the-machine-version",),
        )
        for own, others in _OLDER
    ),
    *(
        Rule(
            f"way_back_to_{own.lower()}_takes_the_older_version",
            Stage.COPIES,
            when=(subject(**_ends((own,), others)),),
            then=HYPER_V_REPLICA.task("keep-machine-version"),
            cites=("replica-host-runs-the-machine-version",),
        )
        for own, others in _YOUNGER
    ),
    Rule(
        "replica_of_2012_can_lie_on_2012r2",
        Stage.COPIES,
        when=(subject(**_ends(("2012",), ("2012R2",))),),
        then=HYPER_V_REPLICA.finding("replica-from-2012-to-2012r2", "info"),
        cites=("replica-from-2012-to-2012r2",),
    ),
    *(
        Rule(
            f"replica_between_2012_and_a_later_release_is_not_described_{way}",
            Stage.COPIES,
            when=(subject(**ends),),
            then=HYPER_V_REPLICA.objection("discouraged"),
            cites=("replica-with-2012-unstated",),
        )
        for way, ends in (
            ("to_2012", _ends(("2012R2", *_FROM_2016), ("2012",))),
            ("from_2012", _ends(("2012",), _FROM_2016)),
        )
    ),
)

HOSTS = (
    Rule(
        "replica_between_standalone_hosts_gives_no_high_availability",
        Stage.COPIES,
        when=(
            subject(
                environment=one_of("production"),
                target_kind=one_of("other-site"),
                host_cluster_chosen=NO,
                target_host_cluster_chosen=NO,
            ),
        ),
        then=HYPER_V_REPLICA.finding("replica-between-standalone-hosts", "info"),
        cites=("replica-between-standalone-hosts",),
    ),
    Rule(
        "replica_server_is_prepared",
        Stage.COPIES,
        when=(subject(),),
        then=HYPER_V_REPLICA.task("prepare-replica-server"),
        cites=("replica-server-names-its-primaries", "replicas-land-on-one-volume"),
    ),
)

CERTIFICATES = (
    Rule(
        "https_inspection_has_to_spare_replication",
        Stage.OPTIONS,
        when=(subject(),),
        then=(
            Task(
                id="spare-replication-from-inspection",
                decision="replica_authentication",
                option="certificate",
            ),
        ),
        cites=("https-inspection-breaks-replication",),
    ),
    Rule(
        "replication_between_sites_travels_in_the_clear",
        Stage.OPTIONS,
        when=(subject(replication_encryption=NO, target_kind=one_of("other-site")),),
        then=(
            Finding(
                id="replication-in-the-clear",
                severity="info",
                decision="replica_authentication",
                option="kerberos",
            ),
        ),
        cites=("certificates-recommended-for-replication",),
    ),
)

_IN_A_CLUSTER: dict[str, Predicate] = {
    "host_cluster_chosen": YES,
    "takes_part_in_replication": YES,
}

BROKER = (
    Rule(
        "replica_broker_needs_name_and_address",
        Stage.SETTLEMENT,
        when=(subject(**_IN_A_CLUSTER),),
        then=(Task(id="create-replica-broker", decision="replica_broker", option="broker"),),
        cites=("replica-broker-needs-name-and-address",),
    ),
    Rule(
        "replication_reaches_each_node_itself",
        Stage.SETTLEMENT,
        when=(subject(**_IN_A_CLUSTER),),
        then=(Task(id="let-replication-reach-nodes", decision="replica_broker", option="broker"),),
        cites=("replica-broker-names-the-node",),
    ),
    Rule(
        "replica_broker_of_a_workgroup_cluster_is_not_described",
        Stage.SETTLEMENT,
        when=(subject(host_trust=one_of("workgroup"), **_IN_A_CLUSTER),),
        then=(
            Finding(
                id="replica-broker-without-a-domain",
                severity="warning",
                decision="replica_broker",
                option="broker",
            ),
        ),
        cites=("replica-broker-without-a-domain-unstated",),
    ),
    Rule(
        "replica_of_a_workgroup_cluster_is_not_described",
        Stage.COPIES,
        when=(subject(host_trust=one_of("workgroup"), host_cluster_chosen=YES),),
        then=HYPER_V_REPLICA.objection("discouraged"),
        cites=("replica-broker-without-a-domain-unstated",),
    ),
)

_ALWAYS = (
    ("initial_replication_is_planned", "plan-initial-replication", ("initial-replication-ways",)),
    ("page_file_disk_is_left_out", "choose-disks-to-replicate", ("page-file-disk-may-stay-out",)),
    (
        "replication_logs_need_space",
        "plan-space-for-replication-logs",
        ("replication-log-grows-beside-the-disk",),
    ),
    (
        "replication_needs_bandwidth",
        "measure-changes-to-replicate",
        ("replication-needs-bandwidth-for-the-changes",),
    ),
    (
        "replication_is_watched",
        "watch-replication-health",
        ("replication-health-is-watched", "replica-health-shows-delays"),
    ),
    (
        "settings_of_the_replica_follow_by_hand",
        "repeat-settings-on-the-replica",
        ("machine-settings-are-not-replicated",),
    ),
    (
        "capacity_planner_measures_machines",
        "run-replica-capacity-planner",
        ("replica-capacity-planner-2012",),
    ),
    (
        "disks_of_the_replica_are_resized_too",
        "resize-disks-at-both-ends",
        ("replicated-disks-are-resized-at-both-ends",),
    ),
)
"""Name, task and records; the ranges of the records say from which release to which."""

COURSE = (
    *(
        Rule(name, Stage.COPIES, when=(subject(),), then=HYPER_V_REPLICA.task(task), cites=records)
        for name, task, records in _ALWAYS
    ),
    Rule(
        "resizing_a_replicated_disk_is_costly_on_2012",
        Stage.COPIES,
        when=(subject(),),
        then=HYPER_V_REPLICA.finding("resizing-takes-a-resynchronization", "info"),
        cites=("resizing-on-2012-takes-a-resynchronization",),
    ),
)

RULES = (*RELEASES, *HOSTS, *CERTIFICATES, *BROKER, *COURSE)
