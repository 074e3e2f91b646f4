"""A host cluster in two places as the answer to the loss of one: what it survives and takes."""

from __future__ import annotations

from knowledge.decisions import About
from knowledge.rules import (
    NO,
    YES,
    Below,
    Finding,
    FromRecord,
    Objection,
    Predicate,
    Rule,
    Stage,
    Task,
    one_of,
    subject,
    unlike,
)

_STRETCHED: dict[str, Predicate] = {"host_cluster_chosen": YES, "witness_two_places": YES}
_NOT_REPLICATED: dict[str, Predicate] = {
    "host_storage_chosen": unlike("s2d"),
    "places_replication": one_of("none"),
    **_STRETCHED,
}
"""All storage stands in one of the places; a pool of Storage Spaces Direct stands in both."""


_BY_STRETCHING = About("second_copy", "stretched-cluster")

POSSIBLE = (
    Rule(
        "stretched_cluster_needs_two_places",
        Stage.COPIES,
        when=(subject(witness_two_places=unlike("yes")),),
        then=_BY_STRETCHING.objection("not-applicable"),
        cites=("stretched-cluster-survives-a-place",),
    ),
    Rule(
        "stretched_cluster_needs_a_host_cluster",
        Stage.COPIES,
        when=(subject(host_cluster_chosen=NO),),
        then=_BY_STRETCHING.objection("not-applicable"),
        cites=("stretched-cluster-survives-a-place",),
    ),
    Rule(
        "stretched_cluster_has_storage_in_one_place",
        Stage.COPIES,
        when=(subject(**_NOT_REPLICATED),),
        then=_BY_STRETCHING.objection("insufficient", "site"),
        cites=("storage-stands-in-both-places",),
    ),
    Rule(
        "storage_stands_in_one_of_two_places",
        Stage.LAYOUT,
        when=(subject(**_NOT_REPLICATED),),
        then=(Finding(id="storage-in-one-place", severity="warning"),),
        cites=("storage-stands-in-both-places",),
    ),
)

OUTAGE = tuple(
    Rule(
        f"restart_in_the_other_place{name}",
        Stage.COPIES,
        when=(subject(disaster_outage=Below(FromRecord(record, key)), **_STRETCHED),),
        then=_BY_STRETCHING.objection(level, "disaster-outage"),
        cites=(record,),
    )
    for name, record, key, level in (
        (
            "_takes_longer_than_tolerated",
            "host-cluster-restarts-machines",
            "shortest_outage_s",
            "insufficient",
        ),
        (
            "_usually_takes_longer",
            "host-cluster-restart-takes-minutes",
            "usual_outage_s",
            "discouraged",
        ),
    )
)

WHAT_IT_BRINGS = (
    Rule(
        "stretched_cluster_survives_the_loss_of_a_place",
        Stage.COPIES,
        when=(
            subject(
                survive_site=YES,
                places_replication=one_of("array", "storage-replica"),
                **_STRETCHED,
            ),
        ),
        then=_BY_STRETCHING.merit(),
        cites=("stretched-cluster-survives-a-place",),
    ),
    Rule(
        "loss_of_both_places_is_not_survived",
        Stage.COPIES,
        when=(subject(survive_site=YES),),
        then=_BY_STRETCHING.finding("one-place-of-two", "warning"),
        cites=("one-place-of-two-is-survived",),
    ),
    Rule(
        "isolation_delays_the_restart_in_the_other_place",
        Stage.COPIES,
        when=(
            subject(
                disaster_outage=Below(
                    FromRecord("isolated-node-keeps-its-machines", "isolation_s")
                ),
            ),
        ),
        then=_BY_STRETCHING.task("shorten-resiliency-period"),
        cites=("isolated-node-keeps-its-machines", "resiliency-period-can-be-shortened"),
    ),
)

OWN_COPIES = (
    Rule(
        "application_within_the_site_does_not_survive_it",
        Stage.COPIES,
        when=(
            subject(
                survive_site=YES,
                target_kind=one_of("other-host", "none"),
                witness_two_places=unlike("yes"),
            ),
        ),
        then=(
            Objection(
                decision="second_copy", option="application", level="insufficient", misses="site"
            ),
        ),
        cites=("own-replication-needs-second-server", "site-loss-needs-a-copy-elsewhere"),
    ),
    Rule(
        "own_copies_go_to_both_places",
        Stage.COPIES,
        when=(subject(survive_site=YES, target_kind=one_of("other-host"), witness_two_places=YES),),
        then=(Task(id="keep-copies-apart", decision="second_copy", option="application"),),
        cites=("own-copies-in-both-places",),
    ),
)

SETTING_UP = (
    Rule(
        "places_become_sites_of_the_cluster",
        Stage.LAYOUT,
        when=(subject(host_storage_chosen=unlike("s2d"), **_STRETCHED),),
        then=(Task(id="define-places-as-sites"),),
        cites=("places-are-sites-of-the-cluster",),
    ),
    Rule(
        "one_host_stands_in_a_place",
        Stage.LAYOUT,
        when=(
            subject(host_count=Below(FromRecord("two-hosts-in-each-place", "hosts")), **_STRETCHED),
        ),
        then=(Finding(id="one-host-in-a-place", severity="info"),),
        cites=("two-hosts-in-each-place",),
    ),
    Rule(
        "machines_need_addresses_in_both_places",
        Stage.LAYOUT,
        when=(subject(places_replication=unlike("none"), **_STRETCHED),),
        then=(Task(id="plan-addresses-in-both-places"),),
        cites=("addresses-in-both-places",),
    ),
)

RULES = (*POSSIBLE, *OUTAGE, *WHAT_IT_BRINGS, *OWN_COPIES, *SETTING_UP)
