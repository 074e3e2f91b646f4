"""What crosses the networks of a site's hosts: RDMA, SMB storage, Replica, and what limits it."""

from __future__ import annotations

from knowledge.decisions import GUEST_NETWORKS
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
    field_of,
    one_of,
    subject,
)

_CLUSTER_TRAFFIC = ("csv", "live-migration")
_ON_S2D = {"decision": "host_storage", "option": "s2d"}
_ON_SMB = {"decision": "host_storage", "option": "smb3"}


def _told(name: str, then: Conclusion, *cites: str, **condition: Predicate) -> Rule:
    return Rule(name, Stage.LAYOUT, when=(subject(**condition),), then=(then,), cites=cites)


ADAPTERS = (
    _told(
        "host_has_one_adapter_alone",
        Finding(id="one-adapter-alone", severity="warning"),
        "more-than-one-adapter",
        adapters=Below(FromRecord("more-than-one-adapter", "adapters")),
    ),
    *(
        Rule(
            f"{field_of(kind)}_team_{how}",
            Stage.LAYOUT,
            when=(subject(**condition),),
            then=(
                Objection(
                    decision=f"network_redundancy.{kind}", option="lbfo-team", level="discouraged"
                ),
            ),
            cites=(record,),
        )
        for kind in _CLUSTER_TRAFFIC
        for how, record, condition in (
            ("would_lose_rdma", "lbfo-disables-rdma", {"network_speed": one_of("rdma")}),
            (
                "would_carry_s2d",
                "s2d-teams-by-set-alone",
                {"host_storage_chosen": one_of("s2d"), "host_cluster_chosen": YES},
            ),
        )
    ),
    *(
        _told(
            f"{field_of(kind)}_switch_on_lbfo_is_{how}",
            Finding(id=finding, severity="warning"),
            record,
            **{f"networks_{field_of(kind)}_redundancy": one_of("lbfo-team")},
        )
        for kind in GUEST_NETWORKS
        for how, finding, record in (
            ("not_forced", "do-not-force-lbfo", "lbfo-switch-refused-in-2022"),
            ("blocked", "lbfo-is-blocked", "lbfo-switch-blocked-in-2025"),
        )
    ),
)

STORAGE = (
    _told(
        "smb_storage_takes_networks",
        Task(id="set-up-smb-networks", **_ON_SMB),
        "smb-storage-on-two-adapters",
        "smb-storage-network-role-0",
    ),
    _told(
        "smb_storage_adapters_are_kept_apart",
        Task(id="separate-storage-subnets", **_ON_SMB),
        "storage-adapters-in-subnets-of-their-own",
    ),
    _told(
        "s2d_adapters_are_kept_apart",
        Task(id="separate-storage-subnets", **_ON_S2D),
        "storage-adapters-in-subnets-of-their-own",
    ),
    _told(
        "s2d_networks_stay_with_the_cluster",
        Finding(id="s2d-network-in-the-cluster", severity="info", **_ON_S2D),
        "s2d-network-open-to-the-cluster",
    ),
    _told(
        "jumbo_frames_match_to_the_storage",
        Finding(id="jumbo-frames", severity="info"),
        "jumbo-frames-end-to-end",
        host_storage_chosen=one_of("iscsi", "s2d", "smb3"),
        host_cluster_chosen=YES,
    ),
)

REPLICA = (
    _told(
        "replica_traffic_is_kept_apart",
        Task(id="isolate-replica-traffic"),
        "replica-traffic-isolated",
        takes_part_in_replication=YES,
    ),
    _told(
        "replica_network_has_role_3",
        Task(id="set-replica-network-role"),
        "replica-network-role-3",
        takes_part_in_replication=YES,
        host_cluster_chosen=YES,
    ),
)

IN_THE_CLEAR = tuple(
    _told(
        name,
        Finding(id="cluster-traffic-in-the-clear", severity="info"),
        "live-migration-is-not-encrypted",
        "cluster-traffic-is-signed-by-default",
        host_cluster_chosen=YES,
        **condition,
    )
    for name, condition in (
        ("traffic_in_the_cluster_is_less_secret_than_replication", {"replication_encryption": YES}),
        ("traffic_between_two_places_is_not_secret", {"witness_two_places": YES}),
    )
)

RULES = (*ADAPTERS, *STORAGE, *REPLICA, *IN_THE_CLEAR)
