"""How the disks of a guest cluster are set up, and what they keep the nodes from doing."""

from __future__ import annotations

from knowledge.decisions import GUEST_CLUSTER
from knowledge.rules import (
    YES,
    AtLeast,
    Conclusion,
    Finding,
    FromRecord,
    Objection,
    Predicate,
    ReleaseBefore,
    Rule,
    Stage,
    Task,
    one_of,
    subject,
)

_FIBRE_CHANNEL: dict[str, Predicate] = {"guest_storage_virtual_fibre_channel": YES}
_SHARED_VHDX: dict[str, Predicate] = {"guest_storage_shared_vhdx": YES}
_VHD_SET: dict[str, Predicate] = {"guest_storage_vhd_set": YES}
_S2D: dict[str, Predicate] = {"guest_storage_s2d": YES}
_BY_ALUA: dict[str, Predicate] = {"fibre_channel_paths": one_of("alua")}
_BLOCK_STORAGE = one_of("fc-san", "iscsi", "shared-sas")
_THREE = FromRecord("s2d-of-three-guests-survives-one", "machines")
_VHD_SET_FROM = FromRecord("guest-storage-kinds-by-release", "vhd_set")


def _noted(finding: str, severity: str, kind: str) -> tuple[Conclusion, ...]:
    return (Finding(id=finding, severity=severity, decision="guest_storage", option=kind),)


def _to_do(task: str, kind: str) -> tuple[Conclusion, ...]:
    return (Task(id=task, decision="guest_storage", option=kind),)


FIBRE_CHANNEL = (
    Rule(
        "virtual_fibre_channel_takes_two_adapters",
        Stage.OPTIONS,
        when=(subject(**_FIBRE_CHANNEL),),
        then=_to_do("set-up-virtual-fibre-channel", "virtual-fibre-channel"),
        cites=("virtual-fibre-channel-adapters", "guest-storage-virtual-fibre-channel"),
    ),
    Rule(
        "both_sets_of_names_are_zoned",
        Stage.OPTIONS,
        when=(subject(host_cluster_chosen=YES, **_FIBRE_CHANNEL),),
        then=_to_do("zone-both-wwn-sets", "virtual-fibre-channel"),
        cites=("virtual-fibre-channel-has-two-wwn-sets",),
    ),
    Rule(
        "paths_are_counted_before_a_move",
        Stage.OPTIONS,
        when=(subject(host_cluster_chosen=YES, **_FIBRE_CHANNEL),),
        then=_to_do("keep-fibre-channel-path-check", "virtual-fibre-channel"),
        cites=("virtual-fibre-channel-paths-at-the-destination",),
    ),
    Rule(
        "virtual_fibre_channel_by_alua_hinders_live_migration",
        Stage.OPTIONS,
        when=(subject(host_cluster_chosen=YES, **_FIBRE_CHANNEL, **_BY_ALUA),),
        then=(
            Objection(
                decision="guest_storage", option="virtual-fibre-channel", level="discouraged"
            ),
        ),
        cites=("virtual-fibre-channel-on-alua-is-passed-over",),
    ),
    Rule(
        "nodes_by_alua_are_not_moved_alive",
        Stage.COPIES,
        when=(
            subject(
                guest_storage_chosen=one_of("virtual-fibre-channel"),
                host_layer_chosen=one_of("restart-and-live-migration"),
                **_BY_ALUA,
            ),
        ),
        then=(
            *GUEST_CLUSTER.finding("no-live-migration-with-alua", "critical"),
            *GUEST_CLUSTER.task("do-without-alua"),
        ),
        cites=("no-live-migration-with-alua-in-guests",),
    ),
)

VIRTUAL_DISKS = (
    Rule(
        "shared_vhdx_is_created",
        Stage.OPTIONS,
        when=(subject(**_SHARED_VHDX),),
        then=_to_do("share-a-vhdx", "shared-vhdx"),
        cites=("shared-disk-is-a-data-disk",),
    ),
    Rule(
        "shared_vhdx_does_not_grow",
        Stage.OPTIONS,
        when=(subject(host_release=ReleaseBefore(_VHD_SET_FROM), **_SHARED_VHDX),),
        then=_to_do("size-shared-vhdx-for-good", "shared-vhdx"),
        cites=("guest-storage-shared-vhdx",),
    ),
    Rule(
        "shared_vhdx_loads_the_network_of_the_hosts",
        Stage.OPTIONS,
        when=(subject(host_storage_chosen=_BLOCK_STORAGE, **_SHARED_VHDX),),
        then=_noted("shared-vhdx-over-the-network", "info", "shared-vhdx"),
        cites=("shared-vhdx-is-synchronised-over-the-network",),
    ),
    Rule(
        "shared_vhdx_is_converted",
        Stage.OPTIONS,
        when=(subject(**_SHARED_VHDX),),
        then=_to_do("convert-shared-vhdx", "shared-vhdx"),
        cites=("shared-vhdx-superseded", "vhd-set-is-made-by-its-extension"),
    ),
    Rule(
        "vhd_set_is_created",
        Stage.OPTIONS,
        when=(subject(**_VHD_SET),),
        then=_to_do("create-vhd-set", "vhd-set"),
        cites=("vhd-set-is-made-by-its-extension",),
    ),
    Rule(
        "pass_through_disks_are_no_way_out",
        Stage.OPTIONS,
        when=(subject(guest_cluster_wanted=YES, guest_storage_best=one_of("not-applicable")),),
        then=(Finding(id="pass-through-is-not-shared", severity="info"),),
        cites=("pass-through-disk-belongs-to-one-machine",),
    ),
)

STORAGE_SPACES_DIRECT = (
    Rule(
        "s2d_in_guests_gets_plain_disks",
        Stage.OPTIONS,
        when=(subject(**_S2D),),
        then=_to_do("give-s2d-guests-data-disks", "s2d"),
        cites=("s2d-in-guests-takes-plain-disks",),
    ),
    Rule(
        "s2d_in_guests_gets_a_longer_time_out",
        Stage.OPTIONS,
        when=(subject(**_S2D),),
        then=_to_do("raise-hwtimeout", "s2d"),
        cites=("s2d-in-guests-waits-longer-for-disks",),
    ),
    Rule(
        "s2d_of_three_guests_stops_without_two",
        Stage.OPTIONS,
        when=(subject(instances_named=AtLeast(_THREE), **_S2D),),
        then=_noted("s2d-guests-survive-one", "info", "s2d"),
        cites=("s2d-of-three-guests-survives-one",),
    ),
    Rule(
        "s2d_in_guests_needs_the_datacenter_edition",
        Stage.OPTIONS,
        when=(subject(**_S2D),),
        then=_to_do("license-s2d-guests", "s2d"),
        cites=("s2d-datacenter-only",),
    ),
)

RULES = (*FIBRE_CHANNEL, *VIRTUAL_DISKS, *STORAGE_SPACES_DIRECT)
