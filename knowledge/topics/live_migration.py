"""How machines are moved between hosts: how many at once, by which transport, as whom."""

from __future__ import annotations

from knowledge.decisions import HOST_CLUSTER
from knowledge.rules import (
    NO,
    YES,
    AtLeast,
    Finding,
    FromRecord,
    Predicate,
    ReleaseBefore,
    Rule,
    Stage,
    Task,
    one_of,
    subject,
    unlike,
)

_CLUSTER_DECIDES = FromRecord("cluster-sets-the-number-of-live-migrations", "from_release")
_ON_A_POOL: dict[str, Predicate] = {"host_storage_chosen": one_of("s2d")}
_ON_OTHER_STORAGE: dict[str, Predicate] = {"host_storage_chosen": unlike("s2d")}


AT_ONCE = (
    Rule(
        "one_machine_moves_at_a_time",
        Stage.LAYOUT,
        when=(subject(),),
        then=HOST_CLUSTER.finding("one-live-migration-at-a-time"),
        cites=("one-live-migration-at-a-time-2008r2",),
    ),
    Rule(
        "number_of_moves_is_set_on_each_host",
        Stage.LAYOUT,
        when=(subject(),),
        then=HOST_CLUSTER.task("set-simultaneous-migrations"),
        cites=("several-live-migrations-from-2012",),
    ),
    Rule(
        "default_of_two_moves_is_replaced",
        Stage.LAYOUT,
        when=(subject(host_release=ReleaseBefore(_CLUSTER_DECIDES)),),
        then=HOST_CLUSTER.task("set-simultaneous-migrations"),
        cites=("two-live-migrations-by-default",),
    ),
    Rule(
        "number_of_moves_is_set_for_the_cluster",
        Stage.LAYOUT,
        when=(subject(),),
        then=HOST_CLUSTER.task("set-parallel-migrations"),
        cites=("cluster-sets-the-number-of-live-migrations",),
    ),
    Rule(
        "default_of_moves_is_told_differently",
        Stage.LAYOUT,
        when=(subject(),),
        then=HOST_CLUSTER.finding("default-of-live-migrations"),
        cites=("one-live-migration-by-default-2025",),
    ),
)

TRANSPORT = tuple(
    rule
    for where, fast, slow in (
        (
            "",
            {"live_migration_rdma": YES, **_ON_OTHER_STORAGE},
            {"live_migration_rdma": unlike("yes"), **_ON_OTHER_STORAGE},
        ),
        (
            "_on_a_pool",
            {"s2d_network": one_of("rdma-25"), **_ON_A_POOL},
            {"s2d_network": unlike("rdma-25"), **_ON_A_POOL},
        ),
    )
    for rule in (
        Rule(
            f"moves_run_over_smb{where}",
            Stage.LAYOUT,
            when=(subject(**fast),),
            then=HOST_CLUSTER.task("move-over-smb"),
            cites=("smb-with-rdma",),
        ),
        Rule(
            f"moves_over_smb_are_limited_for_the_cluster{where}",
            Stage.LAYOUT,
            when=(subject(**fast),),
            then=HOST_CLUSTER.task("limit-live-migration"),
            cites=("live-migration-limit-from-2022",),
        ),
        Rule(
            f"moves_over_smb_are_limited_node_by_node{where}",
            Stage.LAYOUT,
            when=(subject(**fast),),
            then=HOST_CLUSTER.task("limit-live-migration-by-hand"),
            cites=("live-migration-limit-by-hand",),
        ),
        Rule(
            f"moves_are_compressed{where}",
            Stage.LAYOUT,
            when=(subject(**slow),),
            then=HOST_CLUSTER.task("keep-compression"),
            cites=("compression-without-rdma",),
        ),
    )
)

_SEVERAL_HOSTS: dict[str, Predicate] = {
    "host_cluster_chosen": NO,
    "host_count": AtLeast(FromRecord("host-cluster-restarts-machines", "hosts")),
}
_TRUSTING: dict[str, Predicate] = {
    "host_trust": one_of("same-domain", "trusted"),
    **_SEVERAL_HOSTS,
}

WITHOUT_A_CLUSTER = (
    Rule(
        "machines_move_without_a_cluster",
        Stage.LAYOUT,
        when=(subject(**_TRUSTING),),
        then=(Finding(id="moves-without-a-cluster", severity="info"),),
        cites=("moves-without-a-cluster-from-2012", "moves-between-hosts-of-trusting-domains"),
    ),
    Rule(
        "machines_do_not_move_between_strangers",
        Stage.LAYOUT,
        when=(subject(host_trust=one_of("untrusted", "workgroup"), **_SEVERAL_HOSTS),),
        then=(Finding(id="no-moves-between-strangers", severity="info"),),
        cites=("moves-between-hosts-of-trusting-domains",),
    ),
    Rule(
        "authentication_of_moves_is_chosen",
        Stage.LAYOUT,
        when=(subject(**_TRUSTING),),
        then=(Task(id="choose-migration-authentication"),),
        cites=("kerberos-or-credssp-for-moves",),
    ),
    Rule(
        "moves_are_delegated_by_kerberos",
        Stage.LAYOUT,
        when=(subject(**_TRUSTING),),
        then=(Task(id="delegate-migrations"),),
        cites=("credential-guard-bars-credssp-2025",),
    ),
)

RULES = (*AT_ONCE, *TRANSPORT, *WITHOUT_A_CLUSTER)
