"""Storage Spaces Direct over two places: the campus cluster of 2025, and what it takes."""

from __future__ import annotations

from knowledge.rules import (
    NO,
    YES,
    Above,
    AtLeast,
    Below,
    Conclusion,
    Finding,
    FromRecord,
    Merit,
    Objection,
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

_FROM = FromRecord("campus-cluster-from-2025", "from_release")
_FOUR = FromRecord("campus-volumes-keep-four-copies", "hosts")
_BY_STORAGE_REPLICA = one_of("storage-replica", "storage-replica-asynchronous")
_IN_TWO_PLACES: dict[str, Predicate] = {"shared_storage_s2d": YES, "witness_two_places": YES}
_CAMPUS: dict[str, Predicate] = {
    "host_storage_chosen": one_of("s2d"),
    "witness_two_places": YES,
    "host_cluster_chosen": YES,
}


def _refusal(name: str, record: str, finding: str, **condition: Predicate) -> tuple[Rule, Rule]:
    """The objection to the storage, and the finding that tells of it where nothing else is left."""
    conditions = {**_IN_TWO_PLACES, **condition}
    return (
        Rule(
            name,
            Stage.GROUND_SITE,
            when=(subject(**conditions),),
            then=(Objection(decision="host_storage", option="s2d", level="not-supported"),),
            cites=(record,),
        ),
        Rule(
            f"{name}_at_the_site",
            Stage.LAYOUT,
            when=(subject(**conditions),),
            then=(Finding(id=finding, severity="critical"),),
            cites=(record,),
        ),
    )


POSSIBLE = (
    *_refusal(
        "campus_cluster_needs_a_later_release",
        "campus-cluster-from-2025",
        "s2d-over-two-places",
        host_release=ReleaseBefore(_FROM),
    ),
    *_refusal(
        "storage_replica_does_not_stretch_s2d",
        "s2d-not-in-a-stretched-cluster",
        "s2d-with-storage-replica",
        places_replication=_BY_STORAGE_REPLICA,
    ),
    *_refusal(
        "campus_cluster_takes_no_hard_disks",
        "campus-cluster-takes-flash",
        "campus-with-hard-disks",
        s2d_media=one_of("hdd-and-cache"),
    ),
    *_refusal(
        "campus_cluster_takes_as_many_hosts_in_each_room",
        "campus-cluster-has-as-many-hosts-in-each-room",
        "campus-with-odd-hosts",
        nodes_odd=YES,
    ),
    Rule(
        "topology_page_stretches_s2d",
        Stage.LAYOUT,
        when=(subject(places_replication=_BY_STORAGE_REPLICA, **_IN_TWO_PLACES),),
        then=(Finding(id="s2d-stretch-described", severity="info"),),
        cites=("topology-page-has-an-s2d-stretch-cluster",),
    ),
)


def _to_do(task: str) -> tuple[Conclusion, ...]:
    return (Task(id=task),)


SETTING_UP = (
    Rule(
        "campus_cluster_needs_an_update",
        Stage.LAYOUT,
        when=(subject(host_release=ReleaseFrom(_FROM), **_CAMPUS),),
        then=_to_do("install-campus-update"),
        cites=("campus-cluster-from-2025",),
    ),
    Rule(
        "rooms_become_racks_of_the_cluster",
        Stage.LAYOUT,
        when=(subject(**_CAMPUS),),
        then=_to_do("define-rooms-as-racks"),
        cites=("campus-cluster-has-two-racks",),
    ),
    Rule(
        "rooms_of_a_campus_are_near",
        Stage.LAYOUT,
        when=(subject(places_round_trip=unlike("up-to-1"), **_CAMPUS),),
        then=(Finding(id="rooms-too-far-apart", severity="warning"),),
        cites=("campus-cluster-within-1-ms",),
    ),
)


def _no_four_copies(level: str) -> tuple[Conclusion, ...]:
    return (Objection(decision="pool_resiliency", option="four-copy-mirror", level=level),)


VOLUMES = (
    Rule(
        "four_copies_are_for_two_places",
        Stage.LAYOUT,
        when=(subject(witness_two_places=NO),),
        then=_no_four_copies("not-applicable"),
        cites=("campus-cluster-from-2025",),
    ),
    Rule(
        "four_copies_need_a_later_release",
        Stage.LAYOUT,
        when=(subject(host_release=ReleaseBefore(_FROM)),),
        then=_no_four_copies("not-supported"),
        cites=("campus-cluster-from-2025",),
    ),
    Rule(
        "four_copies_need_two_hosts_in_each_room",
        Stage.LAYOUT,
        when=(subject(host_count=Below(_FOUR)),),
        then=_no_four_copies("not-applicable"),
        cites=("campus-volumes-keep-four-copies",),
    ),
    Rule(
        "four_copies_survive_a_room_and_a_host",
        Stage.LAYOUT,
        when=(subject(witness_two_places=YES, host_count=AtLeast(_FOUR)),),
        then=(Merit(decision="pool_resiliency", option="four-copy-mirror"),),
        cites=("campus-volumes-keep-four-copies",),
    ),
)

WHAT_IT_BRINGS = (
    Rule(
        "campus_cluster_survives_the_loss_of_a_room",
        Stage.COPIES,
        when=(subject(survive_site=YES, **_CAMPUS),),
        then=(Merit(decision="second_copy", option="stretched-cluster"),),
        cites=("campus-cluster-survives-a-room",),
    ),
)

_SIXTEEN = FromRecord("s2d-at-most-16-servers", "most_hosts")
CLUSTER_SETS = tuple(
    Rule(
        name,
        Stage.LAYOUT,
        when=(subject(shared_storage_s2d=YES, host_count=Above(_SIXTEEN)),),
        then=(Finding(id=finding, severity="info"),),
        cites=(record,),
    )
    for name, finding, record in (
        ("cluster_set_joins_several_pools", "cluster-set", "cluster-sets-join-clusters"),
        ("cluster_set_is_no_way_on_2025", "no-cluster-set", "cluster-sets-deprecated-2025"),
    )
)

RULES = (*POSSIBLE, *SETTING_UP, *VOLUMES, *WHAT_IT_BRINGS, *CLUSTER_SETS)
