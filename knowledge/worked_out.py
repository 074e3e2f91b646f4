"""What is worked out in Python between the rules: which fields and decisions each thing rests on.

Kept beside ``subjects``, ``inference`` and ``sizing``, where it is worked out, by hand.
"""

from __future__ import annotations

from collections.abc import Iterator

from facts.question_bank import all_questions, field_of
from knowledge import release_tables, support
from knowledge.decisions import FAILURES, GUEST_LAYERS, NETWORKS, RESTARTING
from knowledge.guidance import guidance
from knowledge.rules import Stage, range_conditions

_DECISION = "decision"
_TARGET = ("role", "host_release", "host_edition", "host_count")
_HANDED_DOWN = ("host_cluster_workable", "host_cluster_chosen")


def opinion(stage: Stage, topic: str, kind: str = "Objection") -> str:
    """Name for what is said of the options of a topic in a stage."""
    return f"{stage.name} {kind} {topic}"


def from_python() -> Iterator[tuple[str, str, int]]:
    """What ``subjects`` and ``advisor`` work out from answers, conclusions and decisions."""
    by_hand = (*_about_answers(), *_about_sites(), *_about_workloads())
    for target, sources in (*by_hand, *release_tables.follows()):
        for source in sources:
            yield source, target, 0
    for layer in ("guest_layer", "host_layer"):
        yield f"{_DECISION}:{layer}", f"{_DECISION}:pair", 1
        yield f"{_DECISION}:pair", f"{_DECISION}:{layer}", 1


def _about_answers() -> Iterator[tuple[str, list[str]]]:
    """Fields of a workload that stand for answers, its own or those of the sites it is at."""
    for question in all_questions():
        if question.entity != "workload":
            at = f"{question.entity}:{question.field}"
            yield f"site:{question.field}", [at] if question.entity == "design" else []
            moved = ["workload:site"] if question.entity == "site" else []
            yield f"workload:{question.field}", [at, *moved]
    where = ["workload:second_copy_site", "workload:second_copy_other_host", "workload:site"]
    for field in _TARGET:
        yield f"workload:target_{field}", [f"site:{field}", *where]
    yield "workload:target_kind", where
    yield "workload:copy_trust", ["site:host_trust", "link:trust", *where]
    yield "workload:copy_connected", ["link:connected", *where]
    for row in support.rows():
        ranges = range_conditions(guidance()[row.record], "own")
        read = {
            "product",
            *(["deployment"] if row.deployments else []),
            *(one for one, _ in ranges),
        }
        for field in (support.field_of(row.option), support.record_field_of(row.option)):
            yield f"workload:{field}", [f"workload:{one}" for one in sorted(read)]
    yield "workload:stateful", ["workload:product", "workload:product_stateful"]
    yield "workload:cluster_aware", ["workload:product_cluster_aware"]
    yield "workload:instances_named", ["workload:instances"]
    yield "workload:memory_named", ["workload:memory"]
    yield "workload:host_memory_named", ["workload:host_memory"]
    yield "workload:fits_a_host", ["workload:memory_named", "workload:host_memory_named"]
    yield "workload:spare_host", ["workload:instances_named", "workload:host_count"]
    survived = [f"workload:survive_{field_of(failure)}" for failure in FAILURES]
    yield "workload:survive_any_failure", survived
    elsewhere = ("directory_outside", "deployment", "survive_site", "target_kind")
    yield "workload:controller_outside", [f"workload:{one}" for one in elsewhere]


def _about_sites() -> Iterator[tuple[str, list[str]]]:
    storage = opinion(Stage.GROUND_SITE, "host_storage")
    yield "site:host_storage_best", [storage]
    platform = opinion(Stage.GROUND_SITE, "platform")
    yield "site:host_cluster_workable", [storage, platform]
    yield "site:cluster_disks_workable", [storage]
    yield "site:nodes_odd", ["site:host_count"]
    yield "site:witness_chosen", [f"{_DECISION}:witness"]
    yield "site:host_cluster_needed", ["Need host-cluster"]
    yield "site:host_cluster_chosen", [f"{_DECISION}:platform"]
    yield "site:host_storage_chosen", [f"{_DECISION}:host_storage"]
    yield "site:takes_part_in_replication", [f"{_DECISION}:second_copy"]
    clusters = [f"{_DECISION}:guest_layer", f"{_DECISION}:guest_storage"]
    yield "site:guests_reach_iscsi", ["site:guests_use_iscsi", *clusters]
    networks = [
        f"{_DECISION}:{family}.{kind}"
        for kind in NETWORKS
        for family in ("network", "network_redundancy")
    ]
    yield from _about_sizes()
    yield from _about_pools()
    yield "site:network_speed", ["site:adapters_speed", "site:s2d_network"]
    apart = ["site:shared_storage_iscsi", "site:guests_reach_iscsi"]
    yield "site:converged_adapters_suffice", ["site:adapters", *apart]
    cluster = "site:host_cluster_chosen"
    yield "site:separate_adapters_suffice", ["site:adapters", cluster, *apart]
    yield "site:adapters_needed", [f"{_DECISION}:network_pattern", *networks]
    yield "site:adapters_suffice", ["site:adapters", "site:adapters_needed"]


def _about_sizes() -> Iterator[tuple[str, list[str]]]:
    """What the machines of a site take together, and what one cluster of its hosts bears."""
    machines = ["workload:instances", f"{_DECISION}:guest_layer", "workload:site"]
    memory = ["workload:memory", "site:host_memory", "site:host_count", *machines]
    yield "site:load_limit", ["site:host_count"]
    yield "site:machines_least", machines
    yield "site:machines_bound", ["site:host_release", "site:host_count"]
    yield "site:machines_fit", [*machines, "site:host_release", "site:host_count"]
    for field in ("memory_needed", "memory_left", "memory_short", "memory_suffices"):
        yield f"site:{field}", memory


def _about_pools() -> Iterator[tuple[str, list[str]]]:
    """Raw capacity of S2D, and what of it can be used."""
    drives = ["site:s2d_drives", "site:s2d_drive_gb"]
    yield "site:s2d_host_tb", drives
    for field in ("s2d_pool_tb", "s2d_pool_gb", "s2d_reserve_gb"):
        yield f"site:{field}", [*drives, "site:host_count"]
    used = [*drives, "site:host_count", f"{_DECISION}:pool_resiliency"]
    yield "site:s2d_usable_gb", used


def _about_workloads() -> Iterator[tuple[str, list[str]]]:
    for field in _HANDED_DOWN:
        yield f"workload:{field}", [f"site:{field}"]
        yield f"workload:target_{field}", [f"site:{field}"]
    yield "workload:host_storage_chosen", ["site:host_storage_chosen"]
    storage = opinion(Stage.GROUND_WORKLOAD, "guest_storage")
    free = "workload:guest_storage_free_of_host_cluster"
    yield "workload:guest_storage_best", [storage]
    yield free, [storage]
    wanted = ["workload:product_settled_layer", "workload:wishes_guest_layer"]
    yield "workload:guest_cluster_wanted", wanted
    yield "workload:host_need_on_copy", ["Need copy-on-another-host"]
    alone = [option for option in GUEST_LAYERS if option != "nothing"]
    against = opinion(Stage.GROUND_WORKLOAD, "guest_layer")
    for failure in FAILURES:
        for option in (*alone, *RESTARTING):
            covers = f"workload:{field_of(option)}_covers_{field_of(failure)}"
            yield covers, [f"Covers {failure} {option}"]
        met = [f"Covers {failure} {option}" for option in alone]
        yield f"workload:guests_meet_{field_of(failure)}", [*met, against, free]
    for topic in ("guest_layer", "host_layer", "guest_storage"):
        yield f"workload:{topic}_chosen", [f"{_DECISION}:{topic}"]
    yield "workload:replica_interval_best", [f"{_DECISION}:replica_interval"]
