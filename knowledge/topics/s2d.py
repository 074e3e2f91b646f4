"""What Storage Spaces Direct takes below a host cluster: servers, drives, network, room."""

from __future__ import annotations

from facts.question_bank import NOT_APPLICABLE
from knowledge.decisions import About
from knowledge.rules import (
    NO,
    YES,
    Above,
    AtLeast,
    Below,
    FromRecord,
    Predicate,
    Rule,
    Stage,
    field_of,
    one_of,
    subject,
    unlike,
)

_BLOCK_STORAGE = ("fc-san", "iscsi", "shared-sas")
_STATED = unlike(NOT_APPLICABLE)
_S2D = About("host_storage", "s2d")


def _refusal(name: str, record: str, **condition: Predicate) -> Rule:
    return Rule(
        name,
        Stage.GROUND_SITE,
        when=(subject(shared_storage_s2d=YES, **condition),),
        then=_S2D.objection("not-supported"),
        cites=(record,),
    )


REQUIREMENTS = (
    _refusal(
        "s2d_takes_16_servers_at_most",
        "s2d-at-most-16-servers",
        host_count=Above(FromRecord("s2d-at-most-16-servers", "most_hosts")),
    ),
    _refusal(
        "s2d_needs_drives_attached_directly",
        "s2d-drives-attached-directly",
        s2d_attachment=one_of("raid", "shared"),
    ),
    _refusal("s2d_needs_the_same_drives_in_every_host", "s2d-drives-alike", s2d_alike=NO),
    _refusal(
        "s2d_on_hard_disks_needs_cache_drives",
        "s2d-hdd-needs-cache",
        s2d_media=one_of("hdd-alone"),
    ),
    _refusal(
        "s2d_needs_four_capacity_drives",
        "s2d-four-capacity-drives",
        s2d_drives=Below(FromRecord("s2d-four-capacity-drives", "drives")),
    ),
    _refusal(
        "s2d_needs_10_gbps_between_the_hosts",
        "s2d-needs-10-gbps",
        s2d_network=one_of("below-10"),
    ),
    *(
        _refusal(
            f"{field_of(record)}_limits_the_{what}",
            record,
            **{f"s2d_{what}_tb": Above(FromRecord(record, f"{what}_tb"))},
        )
        for record in ("s2d-capacity-2016", "s2d-capacity-from-2019")
        for what in ("host", "pool")
    ),
)

NOTES = (
    Rule(
        "s2d_of_four_hosts_wants_rdma",
        Stage.LAYOUT,
        when=(
            subject(
                host_count=AtLeast(FromRecord("s2d-rdma-from-4-servers", "hosts")),
                s2d_network=one_of("from-10"),
            ),
        ),
        then=_S2D.finding("s2d-without-rdma", "warning"),
        cites=("s2d-rdma-from-4-servers",),
    ),
    *(
        Rule(
            f"s2d_stays_apart_from_{field_of(kind)}",
            Stage.LAYOUT,
            when=(subject(**{f"shared_storage_{field_of(kind)}": YES}),),
            then=_S2D.finding("s2d-beside-a-san", "warning"),
            cites=("s2d-beside-a-san",),
        )
        for kind in _BLOCK_STORAGE
    ),
    Rule(
        "s2d_pool_survives_one_host",
        Stage.LAYOUT,
        when=(subject(host_count=Below(FromRecord("s2d-pool-survives-two-hosts", "hosts"))),),
        then=_S2D.finding("s2d-pool-survives-one-host"),
        cites=("s2d-pool-survives-two-hosts",),
    ),
    Rule(
        "s2d_cache_takes_memory",
        Stage.LAYOUT,
        when=(subject(s2d_media=one_of("hdd-and-cache")),),
        then=_S2D.finding("s2d-memory-for-cache"),
        cites=("s2d-memory-for-cache",),
    ),
    Rule(
        "s2d_repair_speed_can_be_set",
        Stage.LAYOUT,
        when=(subject(),),
        then=_S2D.finding("s2d-repair-speed"),
        cites=("s2d-repair-speed-from-2022",),
    ),
    Rule(
        "s2d_servers_are_alike",
        Stage.LAYOUT,
        when=(subject(),),
        then=_S2D.task("enable-s2d"),
        cites=("s2d-servers-alike", "s2d-drives-attached-directly"),
    ),
    Rule(
        "s2d_room_for_repairs_is_left",
        Stage.LAYOUT,
        when=(subject(),),
        then=_S2D.task("leave-s2d-reserve"),
        cites=("s2d-reserve-for-repair",),
    ),
    Rule(
        "s2d_capacity_is_worked_out",
        Stage.SETTLEMENT,
        when=(subject(s2d_pool_gb=_STATED, s2d_reserve_gb=_STATED, s2d_usable_gb=_STATED),),
        then=_S2D.finding("s2d-capacity"),
        cites=("s2d-reserve-for-repair",),
    ),
)

RULES = (*REQUIREMENTS, *NOTES)
