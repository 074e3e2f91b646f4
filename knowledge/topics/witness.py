"""Which witness a host cluster can have: a disk, Azure storage; and where it belongs."""

from __future__ import annotations

from knowledge.rules import (
    NO,
    YES,
    AtLeast,
    Below,
    Conclusion,
    Finding,
    FromRecord,
    Merit,
    Objection,
    ReleaseBefore,
    ReleaseFrom,
    Rule,
    Stage,
    Task,
    one_of,
    subject,
    unlike,
)

_CLOUD_FROM = FromRecord("cloud-witness-from-2016", "from_release")
_DYNAMIC_FROM = FromRecord("witness-always-from-2012r2", "from_release")
_FIVE = FromRecord("witness-also-from-five-nodes", "hosts")
_THREE = FromRecord("three-or-four-nodes-get-a-witness", "hosts")
_ON_CLUSTER_DISKS = {"cluster_disks_workable": YES, "host_storage_chosen": unlike("s2d")}
"""Disks that all nodes share, and no Storage Spaces Direct that rules them out."""
_AT_ONE_PLACE = {"witness_two_places": NO}


def _merit(option: str) -> tuple[Conclusion, ...]:
    return (Merit(decision="witness", option=option),)


def _against(option: str, level: str) -> tuple[Conclusion, ...]:
    return (Objection(decision="witness", option=option, level=level),)


def _to_do(task: str, *options: str) -> tuple[Conclusion, ...]:
    return tuple(Task(id=task, decision="witness", option=option) for option in options)


def _noted(finding: str, *options: str, severity: str = "info") -> tuple[Conclusion, ...]:
    return tuple(
        Finding(id=finding, severity=severity, decision="witness", option=option)
        for option in options
    )


DISK = (
    Rule(
        "disk_witness_suits_shared_disks",
        Stage.LAYOUT,
        when=(
            subject(**_ON_CLUSTER_DISKS, **_AT_ONE_PLACE, host_release=ReleaseFrom(_DYNAMIC_FROM)),
        ),
        then=_merit("disk"),
        cites=("disk-witness-where-all-nodes-see-it",),
    ),
    Rule(
        "disk_witness_suits_shared_disks_of_even_nodes",
        Stage.LAYOUT,
        when=(
            subject(
                **_ON_CLUSTER_DISKS,
                **_AT_ONE_PLACE,
                nodes_odd=NO,
                host_release=ReleaseBefore(_DYNAMIC_FROM),
            ),
        ),
        then=_merit("disk"),
        cites=("disk-witness-where-all-nodes-see-it",),
    ),
    Rule(
        "disk_witness_needs_a_shared_disk",
        Stage.LAYOUT,
        when=(subject(cluster_disks_workable=NO, host_storage_chosen=unlike("s2d")),),
        then=_against("disk", "not-applicable"),
        cites=("disk-witness-needs-a-disk-of-its-own",),
    ),
    Rule(
        "disk_witness_is_not_for_s2d",
        Stage.LAYOUT,
        when=(subject(host_storage_chosen=one_of("s2d")),),
        then=_against("disk", "not-supported"),
        cites=("disk-witness-not-with-s2d",),
    ),
    Rule(
        "disk_witness_is_not_for_s2d_in_two_places",
        Stage.LAYOUT,
        when=(subject(host_storage_chosen=one_of("s2d"), witness_two_places=YES),),
        then=_against("disk", "not-supported"),
        cites=("disk-witness-not-with-s2d-in-two-places",),
    ),
    Rule(
        "campus_page_names_a_disk_witness",
        Stage.LAYOUT,
        when=(subject(host_storage_chosen=one_of("s2d"), witness_two_places=YES),),
        then=(Finding(id="campus-disk-witness", severity="info"),),
        cites=("campus-page-names-a-disk-witness",),
    ),
    Rule(
        "disk_witness_lies_at_one_place",
        Stage.LAYOUT,
        when=(subject(witness_two_places=YES),),
        then=(
            *_against("disk", "discouraged"),
            Finding(id="disk-at-one-place", severity="warning", decision="witness", option="disk"),
        ),
        cites=("disk-witness-lies-at-one-place",),
    ),
    Rule(
        "disk_witness_is_set_up",
        Stage.LAYOUT,
        when=(subject(),),
        then=_to_do("set-disk-witness", "disk"),
        cites=("disk-witness-needs-a-disk-of-its-own", "disk-only-is-a-single-point-of-failure"),
    ),
    Rule(
        "only_a_disk_witness_holds_the_database",
        Stage.LAYOUT,
        when=(subject(host_count=Below(_THREE)),),
        then=_noted("witness-holds-no-database", "cloud", "file-share", "usb-share"),
        cites=("only-the-disk-witness-holds-the-database",),
    ),
)

CLOUD = (
    Rule(
        "cloud_witness_needs_a_later_release",
        Stage.LAYOUT,
        when=(subject(host_release=ReleaseBefore(_CLOUD_FROM)),),
        then=_against("cloud", "not-supported"),
        cites=("cloud-witness-from-2016",),
    ),
    Rule(
        "cloud_witness_needs_azure",
        Stage.LAYOUT,
        when=(subject(witness_azure=NO),),
        then=_against("cloud", "not-applicable"),
        cites=("cloud-witness-needs-https",),
    ),
    Rule(
        "cloud_witness_suits_nodes_on_the_internet",
        Stage.LAYOUT,
        when=(subject(witness_azure=YES),),
        then=_merit("cloud"),
        cites=("cloud-witness-with-internet-access",),
    ),
    Rule(
        "cloud_witness_is_set_up",
        Stage.LAYOUT,
        when=(subject(),),
        then=_to_do("set-cloud-witness", "cloud"),
        cites=("cloud-witness-needs-https",),
    ),
    Rule(
        "cloud_witness_is_meant_for_other_clusters",
        Stage.LAYOUT,
        when=(subject(**_ON_CLUSTER_DISKS, **_AT_ONE_PLACE, host_count=AtLeast(_FIVE)),),
        then=_noted("cloud-witness-scenarios", "cloud", severity="warning"),
        cites=("cloud-witness-scenarios",),
    ),
)

TWO_PLACES = (
    Rule(
        "cloud_witness_is_a_third_place",
        Stage.LAYOUT,
        when=(
            subject(
                witness_two_places=YES, witness_azure=YES, host_release=ReleaseFrom(_CLOUD_FROM)
            ),
        ),
        then=_merit("cloud"),
        cites=("witness-at-a-third-place",),
    ),
    Rule(
        "witness_goes_to_a_third_place",
        Stage.LAYOUT,
        when=(subject(witness_two_places=YES),),
        then=_to_do("find-a-third-place", "file-share", "usb-share"),
        cites=("witness-at-a-third-place",),
    ),
)

RULES = (*DISK, *CLOUD, *TWO_PLACES)
