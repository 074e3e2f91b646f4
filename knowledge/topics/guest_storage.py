"""Which shared storage a guest cluster can use, by release of the host and by what is offered."""

from __future__ import annotations

from knowledge.rules import (
    NO,
    YES,
    Above,
    Conclusion,
    Finding,
    FromRecord,
    Merit,
    Need,
    Objection,
    ReleaseBefore,
    ReleaseFrom,
    Rule,
    Stage,
    one_of,
    subject,
)

KINDS = ("iscsi", "virtual-fibre-channel", "smb3", "shared-vhdx", "vhd-set", "s2d")
ON_HOST_CLUSTER = {
    "shared-vhdx": "shared-vhdx-needs-host-cluster",
    "vhd-set": "vhd-set-needs-host-cluster",
}
"""Kinds that live on storage of the host cluster, and the record that says so."""
_FROM_RELEASE = {
    "virtual-fibre-channel": FromRecord("guest-storage-virtual-fibre-channel", "from_release"),
    **{
        kind: FromRecord("guest-storage-kinds-by-release", kind.replace("-", "_"))
        for kind in ("smb3", "shared-vhdx", "vhd-set", "s2d")
    },
}

_GUESTS_ON_FIBRE_CHANNEL = "virtual-fibre-channel-guests"
_SHARED_DISK = FromRecord("shared-disk-guests-from-2012", "from_release")
_FROM_GUEST_RELEASE = {
    **{kind: _FROM_RELEASE[kind] for kind in ("smb3", "s2d")},
    **dict.fromkeys(ON_HOST_CLUSTER, _SHARED_DISK),
}
"""Release from which the guests themselves can take part."""


def _field(kind: str) -> str:
    return "guest_storage_" + kind.replace("-", "_")


def _against(kind: str, level: str) -> tuple[Conclusion, ...]:
    return (Objection(decision="guest_storage", option=kind, level=level),)


OFFERED = tuple(
    Rule(
        f"{_field(kind)}_is_not_offered",
        Stage.GROUND_WORKLOAD,
        when=(subject(**{_field(kind): one_of("no", "not_applicable")}),),
        then=_against(kind, "not-applicable"),
        cites=("guest-cluster-needs-shared-storage",),
    )
    for kind in KINDS
)

BY_RELEASE = (
    *(
        Rule(
            f"{_field(kind)}_does_not_exist_yet",
            Stage.GROUND_WORKLOAD,
            when=(subject(host_release=ReleaseBefore(bound)),),
            then=_against(kind, "not-supported"),
            cites=(bound.record,),
        )
        for kind, bound in _FROM_RELEASE.items()
    ),
    *(
        Rule(
            f"{_field(kind)}_does_not_exist_in_the_guests",
            Stage.GROUND_WORKLOAD,
            when=(subject(guest_system=ReleaseBefore(bound)),),
            then=_against(kind, "not-supported"),
            cites=(bound.record,),
        )
        for kind, bound in _FROM_GUEST_RELEASE.items()
    ),
    Rule(
        "virtual_fibre_channel_on_later_hosts_takes_later_guests",
        Stage.GROUND_WORKLOAD,
        when=(
            subject(
                host_release=ReleaseFrom(FromRecord(_GUESTS_ON_FIBRE_CHANNEL, "host_release")),
                guest_system=ReleaseBefore(FromRecord(_GUESTS_ON_FIBRE_CHANNEL, "guest_release")),
            ),
        ),
        then=_against("virtual-fibre-channel", "not-supported"),
        cites=(_GUESTS_ON_FIBRE_CHANNEL,),
    ),
    *(
        Rule(
            f"page_allows_no_{_field(kind)}_on_2008_r2",
            Stage.GROUND_WORKLOAD,
            when=(subject(),),
            then=_against(kind, "not-supported"),
            cites=("guest-cluster-iscsi-only",),
        )
        for kind in KINDS
        if kind != "iscsi"
    ),
    *(
        Rule(
            f"page_names_no_{_field(kind)}",
            Stage.GROUND_WORKLOAD,
            when=(subject(),),
            then=_against(kind, "not-supported"),
            cites=("guest-cluster-iscsi-and-san",),
        )
        for kind in KINDS
        if kind not in ("iscsi", "virtual-fibre-channel")
    ),
)

HOST_CLUSTER_BELOW = (
    *(
        Rule(
            f"{_field(kind)}_cannot_get_a_host_cluster",
            Stage.GROUND_WORKLOAD,
            when=(subject(host_cluster_workable=NO),),
            then=_against(kind, "not-supported"),
            cites=(record,),
        )
        for kind, record in ON_HOST_CLUSTER.items()
    ),
    *(
        Rule(
            f"{_field(kind)}_has_no_host_cluster",
            Stage.OPTIONS,
            when=(subject(host_cluster_chosen=NO),),
            then=_against(kind, "not-supported"),
            cites=(record,),
        )
        for kind, record in ON_HOST_CLUSTER.items()
    ),
    *(
        Rule(
            f"wished_{_field(kind)}_needs_a_host_cluster",
            Stage.NEEDS,
            when=(subject(wishes_guest_storage=one_of(kind), host_cluster_workable=YES),),
            then=(Need(what="host-cluster"),),
            cites=(record,),
        )
        for kind, record in ON_HOST_CLUSTER.items()
    ),
    *(
        Rule(
            f"guest_cluster_wanted_with_{_field(kind)}_needs_a_host_cluster",
            Stage.NEEDS,
            when=(
                subject(
                    guest_cluster_wanted=YES,
                    guest_storage_free_of_host_cluster=NO,
                    host_cluster_workable=YES,
                    **{_field(kind): YES},
                ),
            ),
            then=(Need(what="host-cluster"),),
            cites=(record,),
        )
        for kind, record in ON_HOST_CLUSTER.items()
    ),
    Rule(
        "guest_cluster_lacks_the_host_cluster_its_storage_needs",
        Stage.OPTIONS,
        when=(
            subject(
                host_cluster_chosen=NO,
                guest_storage_free_of_host_cluster=NO,
                guest_storage_best=one_of("discouraged", "suitable", "recommended"),
            ),
        ),
        then=(Objection(decision="guest_layer", option="guest-cluster", level="insufficient"),),
        cites=("shared-vhdx-needs-host-cluster", "vhd-set-needs-host-cluster"),
    ),
)

PREFERENCES = (
    Rule(
        "iscsi_in_guests_works_on_every_release",
        Stage.OPTIONS,
        when=(subject(guest_storage_iscsi=YES),),
        then=(
            Finding(
                id="guest-iscsi-hidden-from-host",
                severity="info",
                decision="guest_storage",
                option="iscsi",
            ),
        ),
        cites=("guest-storage-iscsi",),
    ),
    Rule(
        "vhd_set_can_be_resized_and_backed_up",
        Stage.OPTIONS,
        when=(subject(guest_storage_vhd_set=YES),),
        then=(Merit(decision="guest_storage", option="vhd-set"),),
        cites=("guest-storage-vhd-set",),
    ),
    Rule(
        "shared_vhdx_is_superseded_by_vhd_set",
        Stage.GROUND_WORKLOAD,
        when=(subject(),),
        then=_against("shared-vhdx", "discouraged"),
        cites=("shared-vhdx-superseded",),
    ),
    Rule(
        "shared_vhdx_is_older_than_vhd_set",
        Stage.OPTIONS,
        when=(subject(guest_storage_shared_vhdx=YES),),
        then=(
            Finding(
                id="shared-vhdx-limits",
                severity="info",
                decision="guest_storage",
                option="shared-vhdx",
            ),
        ),
        cites=("guest-storage-shared-vhdx",),
    ),
    Rule(
        "smb3_carries_application_data",
        Stage.OPTIONS,
        when=(subject(guest_storage_smb3=YES),),
        then=(
            Finding(
                id="guest-smb3-continuously-available",
                severity="info",
                decision="guest_storage",
                option="smb3",
            ),
        ),
        cites=("guest-storage-smb3",),
    ),
    Rule(
        "s2d_in_guests_takes_few_machines",
        Stage.GROUND_WORKLOAD,
        when=(
            subject(
                guest_storage_s2d=YES,
                instances_named=Above(FromRecord("guest-storage-s2d", "most_machines")),
            ),
        ),
        then=_against("s2d", "not-supported"),
        cites=("guest-storage-s2d",),
    ),
    Rule(
        "s2d_in_guests_is_described_for_2016_and_2019",
        Stage.GROUND_WORKLOAD,
        when=(subject(guest_storage_s2d=YES),),
        then=_against("s2d", "discouraged"),
        cites=("guest-storage-s2d-after-2019",),
    ),
)

NOTHING_LEFT = (
    Rule(
        "guest_cluster_has_no_shared_storage",
        Stage.OPTIONS,
        when=(subject(guest_storage_best=one_of("not-applicable")),),
        then=(Objection(decision="guest_layer", option="guest-cluster", level="insufficient"),),
        cites=("guest-cluster-needs-shared-storage",),
    ),
    Rule(
        "guest_cluster_has_only_unsupported_storage",
        Stage.OPTIONS,
        when=(subject(guest_storage_best=one_of("not-supported")),),
        then=(Objection(decision="guest_layer", option="guest-cluster", level="not-supported"),),
        cites=("guest-cluster-needs-shared-storage",),
    ),
)

RULES = (*OFFERED, *BY_RELEASE, *HOST_CLUSTER_BELOW, *PREFERENCES, *NOTHING_LEFT)
