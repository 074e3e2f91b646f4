"""What the ground of a site and of a workload comes to, option by option, before any decision."""

from __future__ import annotations

from facts.question_bank import UNKNOWN
from knowledge.decisions import DECISIONS, FAILURES, GUEST_LAYERS, RESTARTING
from knowledge.judgement import all_of, any_of, best_verdict, workable
from knowledge.run import Findings
from knowledge.topics.guest_storage import ON_HOST_CLUSTER
from knowledge.topics.storage import BLOCK_STORAGE

_FREE_STORAGE = [kind for kind in DECISIONS["guest_storage"].options if kind not in ON_HOST_CLUSTER]
"""Storage of a guest cluster that does not live on storage of the host cluster."""


def judge_ground_of_site(site: Findings) -> None:
    """Roll up which storage can work, and whether a host cluster can."""
    storage = site.all_weights("host_storage")
    best = best_verdict(storage.values())
    about_storage = _objections_to(site, "host_storage")
    site.fact.put("host_storage_best", best, "reasons", reference=about_storage)
    possible = workable(site.weights("platform", "host-cluster"))
    usable = any_of([workable(one) for one in storage.values()])
    disks = any_of([workable(storage[kind]) for kind in BLOCK_STORAGE])
    site.fact.put("cluster_disks_workable", disks, "reasons", reference=about_storage)
    outcome = all_of([possible, usable])
    reasons = [one.id for one in site.of_kind("Objection")]
    site.fact.put("host_cluster_workable", outcome, "reasons", reference=reasons)


def judge_ground_of_workload(workload: Findings) -> None:
    """Roll up what the guests could do for themselves, with and without a host cluster."""
    fact = workload.fact
    storage = workload.all_weights("guest_storage")
    objections = _objections_to(workload, "guest_storage")
    best = best_verdict(storage.values())
    fact.put("guest_storage_best", best, "reasons", reference=objections)
    free = any_of([workable(storage[kind]) for kind in _FREE_STORAGE])
    fact.put("guest_storage_free_of_host_cluster", free, "reasons", reference=objections)
    wanted = [
        _equals(fact.values["product_settled_layer"], "guest-cluster"),
        _equals(fact.values["wishes_guest_layer"], "guest-cluster"),
    ]
    fact.derive(
        "guest_cluster_wanted", any_of(wanted), "product_settled_layer", "wishes_guest_layer"
    )
    alone = {
        option: all_of(
            [
                workable(workload.weights("guest_layer", option)),
                free if option == "guest-cluster" else "yes",
            ]
        )
        for option in GUEST_LAYERS
        if option != "nothing"
    }
    against = _objections_to(workload, "guest_layer")
    for failure in FAILURES:
        suffix = failure.replace("-", "_")
        meets = []
        for option in (*alone, *RESTARTING):
            covers, reasons = workload.holds("Covers", failure=failure, by=option)
            name = f"{option.replace('-', '_')}_covers_{suffix}"
            fact.put(name, covers, "reasons", reference=reasons)
            if option in alone:
                meets.append(all_of([covers, alone[option]]))
        fact.put(f"guests_meet_{suffix}", any_of(meets), "reasons", reference=against)


def _objections_to(workload: Findings, topic: str) -> list[str]:
    return [one.id for one in workload.of_kind("Objection") if one.slots["decision"] == topic]


def _equals(value: object, word: str) -> str:
    return UNKNOWN if value == UNKNOWN else "yes" if value == word else "no"
