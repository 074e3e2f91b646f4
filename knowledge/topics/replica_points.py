"""What a replica keeps: data in virtual disks, recovery points, and a copy of it further on."""

from __future__ import annotations

from knowledge.decisions import HYPER_V_REPLICA
from knowledge.rules import (
    YES,
    Below,
    Finding,
    FromRecord,
    Predicate,
    ReleaseBefore,
    ReleaseFrom,
    Rule,
    Stage,
    one_of,
    subject,
)

_GOES_BACK: dict[str, Predicate] = {
    "second_copy_back_to": one_of("up-to-15", "up-to-24", "longer"),
}
_LINUX_FROM = FromRecord("linux-points-from-2012r2", "from_release")

DATA = (
    Rule(
        "replica_leaves_out_data_beside_the_virtual_disks",
        Stage.COPIES,
        when=(subject(second_copy_data=one_of("pass-through", "virtual-fibre-channel", "iscsi")),),
        then=HYPER_V_REPLICA.objection("insufficient", "data-outside"),
        cites=("replica-copies-virtual-disks-only",),
    ),
)

POINTS = (
    Rule(
        "replica_keeps_the_points_it_is_told_to",
        Stage.COPIES,
        when=(subject(),),
        then=HYPER_V_REPLICA.task("set-recovery-points"),
        cites=("recovery-points-cost-storage", "application-consistent-points-by-vss"),
    ),
    *(
        Rule(
            f"replica_of_2012_goes_back_too_little_{side}",
            Stage.COPIES,
            when=(subject(second_copy_back_to=one_of("up-to-24", "longer")),),
            then=HYPER_V_REPLICA.objection("insufficient", "recovery-points"),
            cites=("recovery-points-of-2012",),
            host_of=side,
        )
        for side in ("own", "target")
    ),
    Rule(
        "replica_goes_back_a_day_at_most",
        Stage.COPIES,
        when=(subject(second_copy_back_to=one_of("longer")),),
        then=HYPER_V_REPLICA.objection("insufficient", "recovery-points"),
        cites=("recovery-points-from-2012r2",),
    ),
    Rule(
        "recovery_points_of_2012_cost_much",
        Stage.COPIES,
        when=(subject(**_GOES_BACK),),
        then=HYPER_V_REPLICA.finding("recovery-points-as-snapshots", "warning"),
        cites=("recovery-points-are-snapshots-on-2012",),
        host_of="target",
    ),
    Rule(
        "recovery_points_cost_what_changes",
        Stage.COPIES,
        when=(subject(**_GOES_BACK),),
        then=HYPER_V_REPLICA.finding("recovery-points-as-undo-logs", "info"),
        cites=("recovery-points-are-undo-logs-from-2012r2",),
        host_of="target",
    ),
    Rule(
        "linux_points_keep_the_file_system_consistent",
        Stage.COPIES,
        when=(
            subject(
                guest_system=one_of("linux"),
                host_release=ReleaseFrom(_LINUX_FROM),
                **_GOES_BACK,
            ),
        ),
        then=HYPER_V_REPLICA.finding("linux-points-of-the-file-system", "info"),
        cites=("linux-points-from-2012r2",),
    ),
    Rule(
        "linux_points_of_2012_are_inconsistent",
        Stage.COPIES,
        when=(
            subject(
                guest_system=one_of("linux"),
                host_release=ReleaseBefore(_LINUX_FROM),
                **_GOES_BACK,
            ),
        ),
        then=HYPER_V_REPLICA.finding("linux-points-without-consistency", "warning"),
        cites=("linux-points-from-2012r2",),
    ),
    Rule(
        "deduplication_slows_replicas_with_recovery_points",
        Stage.SETTLEMENT,
        when=(
            subject(
                takes_part_in_replication=YES,
                host_cluster_chosen=YES,
                volumes_deduplication=one_of("vdi", "servers"),
            ),
        ),
        then=(Finding(id="replicas-on-deduplicated-volumes", severity="info"),),
        cites=("deduplication-slows-recovery-points",),
    ),
)

_FURTHER: dict[str, Predicate] = {"second_copy_third_place": YES}
_EXTENDED_FROM = FromRecord("extended-replication-from-2012r2", "from_release")

THIRD_PLACE = (
    *(
        Rule(
            f"no_third_place_without_a_later_release_at_{side}",
            Stage.COPIES,
            when=(subject(**{field: ReleaseBefore(_EXTENDED_FROM)}, **_FURTHER),),
            then=HYPER_V_REPLICA.objection("insufficient", "third-place"),
            cites=("extended-replication-from-2012r2",),
        )
        for side, field in (
            ("the_primary_site", "host_release"),
            ("the_replica_site", "target_host_release"),
        )
    ),
    Rule(
        "replica_is_replicated_on_to_a_third_place",
        Stage.COPIES,
        when=(subject(**_FURTHER),),
        then=(
            *HYPER_V_REPLICA.finding("third-place-lags-behind", "info"),
            *HYPER_V_REPLICA.task("set-up-extended-replication"),
        ),
        cites=(
            "extended-replication-from-2012r2",
            "extended-replication-is-slower",
            "extended-replica-has-no-application-consistency",
        ),
    ),
    Rule(
        "third_place_is_decided_on_before_reversal",
        Stage.COPIES,
        when=(subject(**_FURTHER),),
        then=HYPER_V_REPLICA.finding("third-place-before-reversal", "warning"),
        cites=("third-place-before-reversal",),
    ),
    Rule(
        "third_place_loses_more_than_tolerated",
        Stage.COPIES,
        when=(
            subject(
                survive_site=YES,
                disaster_loss=Below(FromRecord("extended-replication-is-slower", "shortest_s")),
                **_FURTHER,
            ),
        ),
        then=HYPER_V_REPLICA.finding("third-place-loses-more", "warning"),
        cites=("extended-replication-is-slower",),
    ),
)

RULES = (*DATA, *POINTS, *THIRD_PLACE)
