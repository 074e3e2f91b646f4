"""How the storage of a host cluster reaches both of its places: what bars it, and what it takes.

What bars the replication that is planned is said of the site, whatever its workloads ask for, and
against the stretched cluster as the second copy of each of them.
"""

from __future__ import annotations

from knowledge.rules import (
    YES,
    Above,
    Below,
    Finding,
    FromRecord,
    Objection,
    Predicate,
    ReleaseBefore,
    Rule,
    Stage,
    Task,
    one_of,
    subject,
    unlike,
)

_STRETCHED: dict[str, Predicate] = {"host_cluster_chosen": YES, "witness_two_places": YES}
_BY_STORAGE_REPLICA: dict[str, Predicate] = {
    "places_replication": one_of("storage-replica", "storage-replica-asynchronous"),
    **_STRETCHED,
}
_BY_ARRAY: dict[str, Predicate] = {
    "places_replication": one_of("array", "array-asynchronous"),
    "host_storage_chosen": unlike("s2d"),
    **_STRETCHED,
}
_ASYNCHRONOUS: dict[str, Predicate] = {
    "places_replication": one_of("array-asynchronous", "storage-replica-asynchronous"),
    "host_storage_chosen": unlike("s2d"),
    **_STRETCHED,
}
_BETWEEN_DISKS: dict[str, Predicate] = {
    "host_storage_chosen": one_of("fc-san", "iscsi", "shared-sas"),
    **_BY_STORAGE_REPLICA,
}
_FLAWS: tuple[tuple[str, str, str, str, str, dict[str, Predicate]], ...] = (
    (
        "storage_replica_needs_a_later_release",
        "storage-replica-from-2016",
        "storage-replica-missing",
        "critical",
        "not-supported",
        {
            "host_release": ReleaseBefore(FromRecord("storage-replica-from-2016", "from_release")),
            **_BY_STORAGE_REPLICA,
        },
    ),
    (
        "storage_replica_of_2016_needs_datacenter",
        "storage-replica-2016-datacenter",
        "storage-replica-needs-datacenter",
        "critical",
        "not-supported",
        _BY_STORAGE_REPLICA,
    ),
    (
        "storage_replica_of_standard_is_too_small",
        "storage-replica-standard-from-2019",
        "storage-replica-too-small",
        "critical",
        "not-supported",
        {
            "places_replicated_tb": Above(
                FromRecord("storage-replica-standard-from-2019", "volume_tb")
            ),
            **_BY_STORAGE_REPLICA,
        },
    ),
    (
        "places_are_too_far_apart_for_storage_replica",
        "storage-replica-needs-5-ms",
        "places-too-far-apart",
        "critical",
        "not-supported",
        {
            "places_round_trip": one_of("more"),
            **_BY_STORAGE_REPLICA,
            "places_replication": one_of("storage-replica"),
        },
    ),
    (
        "storage_replica_needs_a_domain",
        "storage-replica-needs-a-domain",
        "storage-replica-without-a-domain",
        "critical",
        "not-supported",
        {"host_trust": one_of("workgroup"), **_BY_STORAGE_REPLICA},
    ),
    (
        "stretched_file_server_is_a_detour",
        "file-server-in-a-stretched-cluster",
        "file-server-over-two-places",
        "warning",
        "discouraged",
        {"host_storage_chosen": one_of("smb3"), **_BY_STORAGE_REPLICA},
    ),
    (
        "asynchronous_replication_suits_clusters_less",
        "asynchronous-replication-loses-writes",
        "replication-is-asynchronous",
        "warning",
        "discouraged",
        _ASYNCHRONOUS,
    ),
)
"""Name, record, finding and its severity, level of the objection, conditions."""

OF_THE_SITE = tuple(
    Rule(
        f"{name}_at_the_site",
        Stage.LAYOUT,
        when=(subject(**conditions),),
        then=(Finding(id=finding, severity=severity),),
        cites=(record,),
    )
    for name, record, finding, severity, _, conditions in _FLAWS
)

OF_A_COPY = (
    *(
        Rule(
            name,
            Stage.COPIES,
            when=(subject(**conditions),),
            then=(Objection(decision="second_copy", option="stretched-cluster", level=level),),
            cites=(record,),
        )
        for name, record, _, _, level, conditions in _FLAWS
    ),
    Rule(
        "asynchronous_replication_loses_more_than_tolerated",
        Stage.COPIES,
        when=(
            subject(
                disaster_loss=Below(
                    FromRecord("asynchronous-replication-loses-writes", "shortest_loss_s")
                ),
                **_ASYNCHRONOUS,
            ),
        ),
        then=(
            Objection(
                decision="second_copy",
                option="stretched-cluster",
                level="insufficient",
                misses="disaster-loss",
            ),
        ),
        cites=("asynchronous-replication-loses-writes",),
    ),
)

SETTING_UP = (
    Rule(
        "storage_replica_is_set_up",
        Stage.LAYOUT,
        when=(subject(**_BETWEEN_DISKS),),
        then=(Task(id="set-up-storage-replica"),),
        cites=("storage-replica-between-shared-disks",),
    ),
    Rule(
        "validation_reports_disks_of_one_place",
        Stage.LAYOUT,
        when=(subject(**_BETWEEN_DISKS),),
        then=(Finding(id="validation-of-asymmetric-storage", severity="info"),),
        cites=("validation-reports-asymmetric-storage",),
    ),
    Rule(
        "storage_replica_of_standard_takes_one_volume",
        Stage.LAYOUT,
        when=(subject(**_BY_STORAGE_REPLICA),),
        then=(Task(id="keep-to-one-volume"),),
        cites=("storage-replica-standard-from-2019",),
    ),
    Rule(
        "vendor_of_the_storage_is_asked",
        Stage.LAYOUT,
        when=(subject(**_BY_ARRAY),),
        then=(Task(id="ask-the-storage-vendor"),),
        cites=("array-replication-is-the-vendors",),
    ),
)

RULES = (*OF_THE_SITE, *OF_A_COPY, *SETTING_UP)
