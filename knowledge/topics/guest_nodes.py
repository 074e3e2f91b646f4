"""What the nodes of a guest cluster ask for: hosts to spare, votes, patience, tests and updates."""

from __future__ import annotations

from knowledge.decisions import GUEST_CLUSTER, pair
from knowledge.rules import (
    NO,
    YES,
    AtLeast,
    Below,
    Finding,
    FromRecord,
    Predicate,
    ReleaseBefore,
    ReleaseFrom,
    Rule,
    Stage,
    Task,
    one_of,
    subject,
    unlike,
)

_AFFINITY_RULES = FromRecord("affinity-rules-from-2022", "from_release")
_UP_TO_2019: dict[str, Predicate] = {"host_release": ReleaseBefore(_AFFINITY_RULES)}
_FROM_2022: dict[str, Predicate] = {"host_release": ReleaseFrom(_AFFINITY_RULES)}
_NO_HOST_LEFT: dict[str, Predicate] = {"host_cluster_chosen": YES, "spare_host": NO}
_NEVER_ON_ONE_HOST: dict[str, Predicate] = {"nodes_on_one_host": one_of("never")}
_MOVED_ALIVE = pair("guest-cluster", "restart-and-live-migration")


HOSTS_TO_SPARE = (
    Rule(
        "guest_nodes_have_no_host_to_spare",
        Stage.OPTIONS,
        when=(subject(**_NO_HOST_LEFT),),
        then=GUEST_CLUSTER.finding("no-host-to-spare", "warning"),
        cites=("guest-nodes-plus-one-host",),
    ),
    Rule(
        "nodes_of_an_availability_group_have_no_host_to_spare",
        Stage.OPTIONS,
        when=(subject(deployment=one_of("ag"), **_NO_HOST_LEFT),),
        then=(
            Finding(
                id="no-host-to-spare",
                severity="warning",
                decision="guest_layer",
                option="application",
            ),
        ),
        cites=("guest-nodes-plus-one-host",),
    ),
    Rule(
        "enforced_anti_affinity_leaves_a_guest_node_off",
        Stage.OPTIONS,
        when=(subject(**_UP_TO_2019, **_NEVER_ON_ONE_HOST, **_NO_HOST_LEFT),),
        then=GUEST_CLUSTER.finding("node-stays-off", "warning"),
        cites=("enforced-anti-affinity-leaves-a-machine-off",),
    ),
    Rule(
        "affinity_rule_leaves_a_guest_node_off",
        Stage.OPTIONS,
        when=(subject(**_NEVER_ON_ONE_HOST, **_NO_HOST_LEFT),),
        then=GUEST_CLUSTER.finding("node-stays-off", "warning"),
        cites=("affinity-rule-holds-always",),
    ),
    Rule(
        "affinity_rule_may_be_too_strict",
        Stage.OPTIONS,
        when=(subject(nodes_on_one_host=unlike("never"), **_NO_HOST_LEFT),),
        then=GUEST_CLUSTER.finding("affinity-rule-is-strict", "info"),
        cites=("affinity-rule-holds-always",),
    ),
    Rule(
        "anti_affinity_is_enforced_for_guest_nodes",
        Stage.OPTIONS,
        when=(
            subject(host_cluster_chosen=YES, spare_host=YES, **_UP_TO_2019, **_NEVER_ON_ONE_HOST),
        ),
        then=GUEST_CLUSTER.task("enforce-anti-affinity"),
        cites=("enforced-anti-affinity-is-set-for-the-cluster",),
    ),
)

_WITH_SHARED_DISKS = ("iscsi", "virtual-fibre-channel", "shared-vhdx", "vhd-set")
_WITHOUT_SHARED_DISKS = ("smb3", "s2d")

VOTES = (
    *(
        Rule(
            f"guest_cluster_on_{kind.replace('-', '_')}_gets_a_witness",
            Stage.OPTIONS,
            when=(subject(**{f"guest_storage_{kind.replace('-', '_')}": YES}),),
            then=(Task(id="give-guest-cluster-a-witness", decision="guest_storage", option=kind),),
            cites=("guest-cluster-has-its-own-quorum",),
        )
        for kind in _WITH_SHARED_DISKS
    ),
    *(
        Rule(
            f"guest_cluster_on_{kind}_gets_a_witness_without_a_disk",
            Stage.OPTIONS,
            when=(subject(**{f"guest_storage_{kind}": YES}),),
            then=(
                Task(
                    id="give-guest-cluster-a-share-or-cloud-witness",
                    decision="guest_storage",
                    option=kind,
                ),
            ),
            cites=(
                "guest-cluster-has-its-own-quorum",
                "no-disk-witness-with-s2d-in-guests",
                "guest-witness-apart-from-the-nodes",
            ),
        )
        for kind in _WITHOUT_SHARED_DISKS
    ),
)

_PATIENCE = FromRecord("guest-heartbeat-loosened-before-2016", "loosened_s")

MOVES = (
    Rule(
        "guest_heartbeat_is_loosened_for_live_migration",
        Stage.OPTIONS,
        when=(subject(host_cluster_chosen=YES, tolerated_outage=AtLeast(_PATIENCE)),),
        then=(Task(id="loosen-guest-heartbeat", decision="pair", option=_MOVED_ALIVE),),
        cites=("guest-heartbeat-loosened-before-2016",),
    ),
    Rule(
        "tolerated_outage_leaves_no_room_for_a_looser_heartbeat",
        Stage.OPTIONS,
        when=(subject(host_cluster_chosen=YES, tolerated_outage=Below(_PATIENCE)),),
        then=(
            Finding(
                id="heartbeat-against-live-migration",
                severity="warning",
                decision="pair",
                option=_MOVED_ALIVE,
            ),
        ),
        cites=("guest-heartbeat-loosened-before-2016",),
    ),
    Rule(
        "sql_server_nodes_may_be_moved_alive",
        Stage.OPTIONS,
        when=(subject(host_cluster_chosen=YES),),
        then=(
            Finding(
                id="nodes-may-be-live-migrated",
                severity="info",
                decision="pair",
                option=_MOVED_ALIVE,
            ),
        ),
        cites=("sql-nodes-may-be-live-migrated",),
    ),
)

UPKEEP = (
    Rule(
        "guest_cluster_is_validated",
        Stage.OPTIONS,
        when=(subject(),),
        then=GUEST_CLUSTER.task("validate-guest-cluster"),
        cites=("guest-cluster-passes-validation",),
    ),
    Rule(
        "guest_nodes_are_updated_one_by_one",
        Stage.OPTIONS,
        when=(subject(),),
        then=GUEST_CLUSTER.task("update-guest-nodes-in-turn"),
        cites=("guest-nodes-are-updated-by-cau",),
    ),
    Rule(
        "updates_of_hosts_and_guest_nodes_are_kept_apart",
        Stage.OPTIONS,
        when=(subject(host_cluster_chosen=YES),),
        then=GUEST_CLUSTER.task("keep-updates-apart"),
        cites=("updates-of-both-layers-apart",),
    ),
)

ROLES = (
    Rule(
        "generic_role_misses_a_service_that_hangs",
        Stage.OPTIONS,
        when=(subject(cluster_aware=one_of("generic"), survive_service=YES),),
        then=GUEST_CLUSTER.finding("generic-role-sees-little", "warning"),
        cites=("generic-roles-see-little",),
    ),
    Rule(
        "generic_role_is_tried_out",
        Stage.OPTIONS,
        when=(subject(cluster_aware=one_of("generic")),),
        then=GUEST_CLUSTER.task("set-up-generic-role"),
        cites=("generic-roles-ask-three-things",),
    ),
    Rule(
        "print_server_cannot_be_a_machine_of_a_guest_cluster",
        Stage.OPTIONS,
        when=(subject(wishes_guest_layer=one_of("guest-cluster")),),
        then=(Finding(id="no-machines-in-a-guest-cluster", severity="info"),),
        cites=("machine-role-not-in-a-guest-cluster", "print-spooler-not-clustered-from-2012"),
    ),
)

RULES = (*HOSTS_TO_SPARE, *VOTES, *MOVES, *UPKEEP, *ROLES)
