"""How the hosts of a standing site come to a later release, and what to do in which order."""

from __future__ import annotations

from knowledge.rules import (
    NO,
    YES,
    Below,
    FieldRecord,
    Finding,
    FromRecord,
    Predicate,
    ReleaseBefore,
    ReleaseFrom,
    Rule,
    Stage,
    Task,
    one_of,
    subject,
)

_MOVES = one_of("next", "further")
_ROLLING = "rolling-upgrade-from-2012r2"
_FROM = FromRecord(_ROLLING, "from_release")
_CAN_ROLL: dict[str, Predicate] = {
    "host_release": ReleaseFrom(_FROM),
    "host_cluster_chosen": YES,
}
"""A host cluster of a release from which nodes can be upgraded one by one."""
_TO: dict[str, Predicate] = {"upgrade_to": ReleaseFrom(_FROM)}
"""Where the way leads: told with it."""
_ROLLS: dict[str, Predicate] = {**_CAN_ROLL, "upgrade_step": _MOVES}

WAYS = (
    Rule(
        "host_cluster_is_rolled_to_the_next_release",
        Stage.SETTLEMENT,
        when=(subject(**_CAN_ROLL, **_TO, upgrade_step=one_of("next")),),
        then=(Finding(id="rolling-upgrade-possible", severity="info"),),
        cites=(_ROLLING,),
    ),
    Rule(
        "host_cluster_is_rolled_release_by_release",
        Stage.SETTLEMENT,
        when=(subject(**_CAN_ROLL, **_TO, upgrade_step=one_of("further")),),
        then=(Finding(id="rolling-upgrade-in-steps", severity="warning"),),
        cites=(_ROLLING, "rolling-upgrade-one-release-at-a-time"),
    ),
    Rule(
        "old_host_cluster_is_not_rolled",
        Stage.SETTLEMENT,
        when=(
            subject(
                host_release=ReleaseBefore(_FROM), host_cluster_chosen=YES, upgrade_step=_MOVES
            ),
        ),
        then=(Finding(id="no-rolling-upgrade", severity="warning"), Task(id="new-cluster-1-build")),
        cites=(_ROLLING,),
    ),
    Rule(
        "roles_of_an_old_host_cluster_are_copied",
        Stage.SETTLEMENT,
        when=(subject(host_cluster_chosen=YES, upgrade_step=_MOVES),),
        then=(Task(id="new-cluster-2-copy-roles"),),
        cites=("cluster-roles-are-copied",),
    ),
    *(
        Rule(
            f"standalone_hosts_are_{way}upgraded_in_place",
            Stage.SETTLEMENT,
            when=(subject(host_cluster_chosen=NO, in_place_path=path),),
            then=then,
            cites=(FieldRecord("in_place_path_record"),),
        )
        for way, path, then in (
            (
                "",
                YES,
                (
                    Finding(id="in-place-upgrade-possible", severity="info"),
                    Task(id="upgrade-hosts-in-place"),
                ),
            ),
            ("not_", NO, (Finding(id="no-in-place-upgrade", severity="warning"),)),
        )
    ),
)

STEPS = (
    *(
        Rule(
            f"rolling_upgrade_takes_{task.replace('-', '_')}",
            Stage.SETTLEMENT,
            when=(subject(**_ROLLS),),
            then=(Task(id=f"rolling-upgrade-{task}"),),
            cites=(_ROLLING, record),
        )
        for task, record in (
            ("1-prepare", "updating-stops-during-rolling-upgrade"),
            ("3-functional-level", "functional-level-is-final"),
            ("5-machines", "machine-version-is-raised-last"),
        )
    ),
    Rule(
        "rolling_upgrade_takes_2_nodes",
        Stage.SETTLEMENT,
        when=(subject(**_ROLLS),),
        then=(Task(id="rolling-upgrade-2-nodes"),),
        cites=(_ROLLING, "nodes-may-be-upgraded-in-place"),
    ),
    Rule(
        "nodes_are_installed_anew",
        Stage.SETTLEMENT,
        when=(subject(**_ROLLS),),
        then=(Task(id="install-nodes-anew"),),
        cites=(_ROLLING, "nodes-are-installed-anew"),
    ),
    Rule(
        "rolling_upgrade_takes_4_storage_pool",
        Stage.SETTLEMENT,
        when=(subject(**_ROLLS, host_storage_chosen=one_of("s2d")),),
        then=(Task(id="rolling-upgrade-4-storage-pool"),),
        cites=(_ROLLING, "storage-pool-is-updated-last"),
    ),
    Rule(
        "machine_manager_rolls_the_cluster",
        Stage.SETTLEMENT,
        when=(subject(**_ROLLS, vmm=YES),),
        then=(Task(id="roll-by-vmm"),),
        cites=(_ROLLING, "vmm-rolls-host-clusters"),
    ),
)

CAUTIONS = (
    Rule(
        "mixed_releases_are_for_weeks",
        Stage.SETTLEMENT,
        when=(subject(**_ROLLS),),
        then=(Finding(id="mixed-releases-for-weeks", severity="info"),),
        cites=(_ROLLING, "mixed-releases-within-4-weeks"),
    ),
    Rule(
        "few_nodes_leave_none_to_spare",
        Stage.SETTLEMENT,
        when=(
            subject(
                **_ROLLS,
                host_count=Below(FromRecord("a-node-to-spare-during-rolling-upgrade", "hosts")),
            ),
        ),
        then=(Finding(id="no-node-to-spare", severity="warning"),),
        cites=(_ROLLING, "a-node-to-spare-during-rolling-upgrade"),
    ),
    Rule(
        "replication_outlives_the_rolling_upgrade",
        Stage.SETTLEMENT,
        when=(subject(**_ROLLS, takes_part_in_replication=YES),),
        then=(Finding(id="replication-outlives-upgrade", severity="info"),),
        cites=(_ROLLING, "replication-outlives-rolling-upgrade"),
    ),
    Rule(
        "storage_spaces_direct_of_2016_has_steps_of_its_own",
        Stage.SETTLEMENT,
        when=(
            subject(
                host_cluster_chosen=YES, upgrade_step=_MOVES, host_storage_chosen=one_of("s2d")
            ),
        ),
        then=(Finding(id="s2d-of-2016-has-own-steps", severity="warning"),),
        cites=("s2d-upgrade-from-2016",),
    ),
)

ON_THE_WAY = (
    Rule(
        "processors_need_slat_from_2016",
        Stage.SETTLEMENT,
        when=(
            subject(
                host_release=ReleaseBefore(FromRecord("slat-from-2016", "from_release")),
                upgrade_to=ReleaseFrom(FromRecord("slat-from-2016", "from_release")),
            ),
        ),
        then=(Task(id="check-slat"),),
        cites=("slat-from-2016",),
    ),
    Rule(
        "old_machine_versions_do_not_run_from_2022",
        Stage.SETTLEMENT,
        when=(
            subject(
                host_release=ReleaseBefore(
                    FromRecord("machine-version-8-before-2022", "machines_of")
                ),
                upgrade_to=ReleaseFrom(FromRecord("machine-version-8-before-2022", "from_release")),
            ),
        ),
        then=(Finding(id="machine-version-before-2022", severity="warning"),),
        cites=("machine-version-8-before-2022",),
    ),
    *(
        Rule(
            f"team_below_the_switch_goes_before_2022{where}",
            Stage.SETTLEMENT,
            when=(
                subject(
                    **{f"networks_{network}_redundancy": one_of("lbfo-team")},
                    host_release=ReleaseBefore(FromRecord("lbfo-goes-before-2022", "from_release")),
                    upgrade_to=ReleaseFrom(FromRecord("lbfo-goes-before-2022", "from_release")),
                ),
            ),
            then=(Finding(id="lbfo-before-2022", severity="warning"),),
            cites=("lbfo-goes-before-2022",),
        )
        for network, where in (("guest_service", ""), ("iscsi_guest", "_for_iscsi"))
    ),
    Rule(
        "guest_cluster_on_shared_disks_is_not_rolled",
        Stage.COPIES,
        when=(
            subject(
                guest_support=one_of("ending", "esu", "ended"),
                guest_storage_chosen=one_of("shared-vhdx"),
            ),
        ),
        then=(
            Finding(
                id="guest-cluster-is-not-rolled",
                severity="warning",
                decision="guest_layer",
                option="guest-cluster",
            ),
        ),
        cites=("guest-cluster-on-vhdx-is-not-rolled",),
    ),
)

RULES = (*WAYS, *STEPS, *CAUTIONS, *ON_THE_WAY)
