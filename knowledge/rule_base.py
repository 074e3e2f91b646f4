"""All rules of all topics, compiled stage by stage."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from facts.once import Once
from knowledge.guidance import Guidance, guidance, sources
from knowledge.lifecycle import spans
from knowledge.reasoner import Reasoner
from knowledge.rules import Rule, Stage
from knowledge.support import rows
from knowledge.topics import (
    affinity,
    applications,
    backup,
    campus_cluster,
    cluster_nodes,
    cluster_size,
    combination,
    csv_volumes,
    directory,
    disk_space,
    file_servers,
    file_shares,
    guest_cluster,
    guest_disks,
    guest_nlb,
    guest_nodes,
    guest_storage,
    host_cluster,
    host_maintenance,
    iscsi_paths,
    live_migration,
    machine_storage,
    network_pattern,
    network_redundancy,
    network_roles,
    network_traffic,
    networks,
    nlb_farm,
    own_copies,
    placement,
    product_conditions,
    product_releases,
    products,
    quorum,
    recovery,
    releases,
    replica,
    replica_addresses,
    replica_failover,
    replica_operation,
    replica_points,
    replica_setup,
    replica_transport,
    resiliency,
    s2d,
    s2d_resiliency,
    site_recovery,
    sql_server,
    start_order,
    storage,
    storage_replication,
    stretched_cluster,
    system_center,
    upgrades,
    virtual_switches,
    vm_monitoring,
    volume_services,
    windows_roles,
    witness,
    witness_share,
)
from knowledge.upgrades import paths

TOPICS = (
    *(
        host_cluster,
        cluster_size,
        cluster_nodes,
        storage,
        s2d,
        s2d_resiliency,
        file_shares,
        guest_cluster,
        guest_nodes,
        guest_storage,
        guest_disks,
        guest_nlb,
        nlb_farm,
        combination,
    ),
    *(replica, replica_operation, replica_transport, replica_setup, replica_points),
    *(replica_failover, replica_addresses, own_copies, site_recovery),
    *(recovery, vm_monitoring),
    *(products, sql_server, windows_roles, file_servers),
    *(product_conditions, product_releases, applications, system_center),
    *(networks, network_pattern, network_traffic),
    *(network_redundancy, iscsi_paths, virtual_switches, network_roles),
    *(witness, witness_share, quorum),
    *(machine_storage, csv_volumes, placement, disk_space, backup, volume_services),
    *(releases, upgrades),
    *(resiliency, start_order, host_maintenance, affinity, directory),
    *(stretched_cluster, storage_replication, campus_cluster, live_migration),
)


@Once
def all_rules() -> tuple[Rule, ...]:
    """Every rule, topic by topic, in the order in which the topics define them."""
    return tuple(rule for topic in TOPICS for rule in topic.RULES)


@Once
def reasoners() -> Mapping[Stage, Reasoner]:
    """One reasoner a stage, shared by all threads."""
    records = guidance()
    return {
        stage: Reasoner([rule for rule in all_rules() if rule.stage is stage], records)
        for stage in Stage
    }


@Once
def rules_by_name() -> Mapping[str, Rule]:
    """Every rule by its name, which is unique in the whole rule base."""
    return {rule.name: rule for rule in all_rules()}


@Once
def knowledge_version() -> tuple[str, str]:
    """Latest date on which a record was checked, and a hash over records, tables and rules."""
    records: Mapping[str, Guidance] = guidance()
    digest = hashlib.sha256()
    for part in (*records.values(), *sources().values(), *rows(), *spans(), *paths(), *all_rules()):
        digest.update(repr(part).encode("utf-8"))
    return max(record.checked for record in records.values()), digest.hexdigest()[:12]
