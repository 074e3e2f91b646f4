"""Which shared storage can carry a host cluster at a site."""

from __future__ import annotations

from knowledge.rules import (
    NO,
    YES,
    Below,
    Conclusion,
    FromRecord,
    Objection,
    ReleaseBefore,
    Rule,
    Stage,
    one_of,
    subject,
    unlike,
)

BLOCK_STORAGE = ("fc-san", "iscsi", "shared-sas")
KINDS = (*BLOCK_STORAGE, "smb3", "s2d")

_SMB3_FROM = FromRecord("smb3-host-storage-from-2012", "from_release")


def _against(option: str, level: str) -> tuple[Conclusion, ...]:
    return (Objection(decision="host_storage", option=option, level=level),)


def _field(prefix: str, kind: str) -> str:
    return f"{prefix}_{kind.replace('-', '_')}"


NOT_PRESENT = tuple(
    Rule(
        f"{_field('host_storage', kind)}_is_not_there",
        Stage.GROUND_SITE,
        when=(subject(**{_field("shared_storage", kind): NO}),),
        then=_against(kind, "not-applicable"),
        cites=("host-cluster-shared-storage",),
    )
    for kind in KINDS
)

WITHOUT_RESERVATIONS = tuple(
    Rule(
        f"{_field('host_storage', kind)}_lacks_persistent_reservations",
        Stage.GROUND_SITE,
        when=(subject(**{_field("persistent_reservation", kind): NO}),),
        then=_against(kind, "not-supported"),
        cites=(
            "shared-block-storage-needs-persistent-reservation",
            *(("iscsi-needs-persistent-reservation",) if kind == "iscsi" else ()),
        ),
    )
    for kind in BLOCK_STORAGE
)

BY_RELEASE_AND_EDITION = (
    Rule(
        "smb3_host_storage_needs_a_later_release",
        Stage.GROUND_SITE,
        when=(
            subject(
                shared_storage_smb3=YES,
                host_release=ReleaseBefore(
                    FromRecord("smb3-host-storage-from-2012", "from_release")
                ),
            ),
        ),
        then=_against("smb3", "not-supported"),
        cites=("smb3-host-storage-from-2012",),
    ),
    Rule(
        "s2d_needs_a_later_release",
        Stage.GROUND_SITE,
        when=(
            subject(
                shared_storage_s2d=YES,
                host_release=ReleaseBefore(FromRecord("s2d-from-2016", "from_release")),
            ),
        ),
        then=_against("s2d", "not-supported"),
        cites=("s2d-from-2016",),
    ),
    Rule(
        "s2d_needs_the_datacenter_edition",
        Stage.GROUND_SITE,
        when=(subject(shared_storage_s2d=YES, host_edition=unlike("datacenter")),),
        then=_against("s2d", "not-supported"),
        cites=("s2d-datacenter-only",),
    ),
    Rule(
        "s2d_needs_several_hosts",
        Stage.GROUND_SITE,
        when=(
            subject(shared_storage_s2d=YES, host_count=Below(FromRecord("s2d-from-2016", "hosts"))),
        ),
        then=_against("s2d", "not-supported"),
        cites=("s2d-from-2016",),
    ),
)

NO_STORAGE_LEFT = (
    Rule(
        "host_cluster_has_no_shared_storage",
        Stage.PLATFORM,
        when=(subject(host_storage_best=one_of("not-applicable")),),
        then=(Objection(decision="platform", option="host-cluster", level="insufficient"),),
        cites=("host-cluster-shared-storage",),
    ),
    Rule(
        "host_cluster_has_only_unsupported_storage",
        Stage.PLATFORM,
        when=(subject(host_storage_best=one_of("not-supported")),),
        then=(Objection(decision="platform", option="host-cluster", level="not-supported"),),
        cites=("host-cluster-shared-storage",),
    ),
)

RULES = (*NOT_PRESENT, *WITHOUT_RESERVATIONS, *BY_RELEASE_AND_EDITION, *NO_STORAGE_LEFT)
