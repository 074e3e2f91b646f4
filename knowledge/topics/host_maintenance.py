"""How a host of a cluster is taken out of service: drained, shut down, updated."""

from __future__ import annotations

from knowledge.decisions import HOST_CLUSTER
from knowledge.rules import (
    Below,
    FromRecord,
    Rule,
    Stage,
    one_of,
    subject,
    unlike,
)

_ONE_DOMAIN = one_of("same-domain")


OUT_OF_SERVICE = (
    Rule(
        "machines_are_moved_by_hand_before_maintenance",
        Stage.LAYOUT,
        when=(subject(),),
        then=HOST_CLUSTER.task("empty-node-by-hand"),
        cites=("maintenance-by-hand-before-2012", "no-cluster-aware-updating-before-2012"),
    ),
    Rule(
        "node_is_drained_before_maintenance",
        Stage.LAYOUT,
        when=(subject(),),
        then=HOST_CLUSTER.task("drain-before-maintenance"),
        cites=("nodes-are-drained-from-2012",),
    ),
    Rule(
        "shutdown_drains_a_node_that_nobody_drained",
        Stage.LAYOUT,
        when=(subject(),),
        then=HOST_CLUSTER.task("drain-before-maintenance"),
        cites=("shutdown-drains-from-2012r2",),
    ),
    Rule(
        "restart_of_a_csv_owner_can_restart_machines",
        Stage.LAYOUT,
        when=(subject(host_storage_chosen=unlike("smb3", "none")),),
        then=HOST_CLUSTER.finding("csv-owner-restarted", "info"),
        cites=("restart-of-csv-owner-2019",),
    ),
    Rule(
        "shutdown_of_one_of_two_nodes_can_stop_the_cluster",
        Stage.LAYOUT,
        when=(
            subject(
                host_count=Below(
                    FromRecord("shutdown-of-one-of-two-nodes-2025", "fewer_nodes_than")
                )
            ),
        ),
        then=HOST_CLUSTER.finding("two-nodes-shut-down", "warning"),
        cites=("shutdown-of-one-of-two-nodes-2025",),
    ),
)

UPDATING = (
    Rule(
        "cluster_updates_itself_node_by_node",
        Stage.LAYOUT,
        when=(subject(host_trust=_ONE_DOMAIN),),
        then=HOST_CLUSTER.task("set-up-cluster-aware-updating"),
        cites=("cluster-aware-updating-from-2012", "one-way-of-updating-nodes"),
    ),
    Rule(
        "updates_wait_for_the_storage_to_be_repaired",
        Stage.LAYOUT,
        when=(subject(host_trust=_ONE_DOMAIN, host_storage_chosen=one_of("s2d")),),
        then=HOST_CLUSTER.task("set-up-cluster-aware-updating"),
        cites=("updates-wait-for-storage-spaces-direct",),
    ),
    Rule(
        "nodes_of_several_domains_are_updated_by_hand",
        Stage.LAYOUT,
        when=(subject(host_trust=unlike("same-domain")),),
        then=(
            *HOST_CLUSTER.finding("no-cluster-aware-updating", "warning"),
            *HOST_CLUSTER.task("update-node-by-node"),
        ),
        cites=("cluster-aware-updating-needs-one-domain",),
    ),
)

RULES = (*OUT_OF_SERVICE, *UPDATING)
