"""Domain controllers in machines of the cluster that needs them, and managing without VMM."""

from __future__ import annotations

from knowledge.decisions import RESTARTING
from knowledge.rules import (
    NO,
    YES,
    Finding,
    FromRecord,
    Predicate,
    ReleaseBefore,
    Rule,
    Stage,
    Task,
    one_of,
    subject,
    unlike,
)

_CONTROLLER: dict[str, Predicate] = {"product": one_of("ad-domain-controller")}
_ALL_INSIDE: dict[str, Predicate] = {
    **_CONTROLLER,
    "host_layer_chosen": one_of(*RESTARTING),
    "host_trust": unlike("workgroup"),
    "controller_outside": NO,
}
"""The cluster carries the controllers of the domain that it belongs to, and there is no other."""
_SAFE_FROM = FromRecord("checkpoints-roll-the-directory-back-before-2012", "from_release")

START = (
    Rule(
        "cluster_and_its_controllers_cannot_start",
        Stage.COPIES,
        when=(subject(**_ALL_INSIDE),),
        then=(
            Finding(id="no-start-without-controller", severity="critical"),
            Task(id="keep-a-controller-outside"),
        ),
        cites=("cluster-start-needs-a-controller-before-2012", "controller-outside-the-platform"),
    ),
    Rule(
        "cluster_starts_without_its_controllers",
        Stage.COPIES,
        when=(subject(**_ALL_INSIDE, host_storage_chosen=unlike("smb3")),),
        then=(
            Finding(id="all-controllers-inside", severity="warning"),
            Task(id="keep-a-controller-outside"),
        ),
        cites=(
            "cluster-starts-without-a-controller-from-2012",
            "controller-outside-the-platform",
            "cluster-without-a-controller-is-not-guaranteed",
        ),
    ),
    Rule(
        "controller_on_a_file_server_loses_its_disk",
        Stage.COPIES,
        when=(subject(**_ALL_INSIDE, host_storage_chosen=one_of("smb3")),),
        then=(
            Finding(id="controller-on-file-share", severity="critical"),
            Task(id="keep-a-controller-outside"),
        ),
        cites=("controller-on-file-server-2012r2", "controller-outside-the-platform"),
    ),
    Rule(
        "controller_on_a_file_share_depends_on_itself",
        Stage.COPIES,
        when=(
            subject(
                **_ALL_INSIDE,
                host_storage_chosen=one_of("smb3"),
                host_release=unlike("2012R2"),
            ),
        ),
        then=(
            Finding(id="controller-in-a-circle", severity="warning"),
            Task(id="keep-a-controller-outside"),
        ),
        cites=("controller-on-file-share-in-a-circle", "controller-outside-the-platform"),
    ),
)

IN_MACHINES = (
    Rule(
        "controller_does_not_take_its_time_from_the_host",
        Stage.OPTIONS,
        when=(subject(**_CONTROLLER),),
        then=(Task(id="take-controller-time-from-domain"),),
        cites=("controller-time-from-the-domain",),
    ),
    Rule(
        "controller_may_be_left_to_choose_its_clock",
        Stage.OPTIONS,
        when=(subject(**_CONTROLLER),),
        then=(Finding(id="controller-chooses-its-clock", severity="info"),),
        cites=("guest-chooses-its-clock-from-2016",),
    ),
    Rule(
        "controller_keeps_its_database_apart_and_is_backed_up_inside",
        Stage.OPTIONS,
        when=(subject(**_CONTROLLER),),
        then=(Task(id="set-up-virtual-controller"),),
        cites=("directory-database-on-scsi-disk", "controllers-are-backed-up-inside"),
    ),
    *(
        Rule(
            f"checkpoints_roll_a_controller_back_in_{where}",
            Stage.OPTIONS,
            when=(subject(**_CONTROLLER, **{field: ReleaseBefore(_SAFE_FROM)}),),
            then=(Finding(id="no-checkpoints-of-controllers", severity="warning"),),
            cites=("checkpoints-roll-the-directory-back-before-2012",),
        )
        for where, field in (("an_old_guest", "guest_system"), ("an_old_host", "host_release"))
    ),
)

MANAGEMENT = (
    Rule(
        "cluster_is_managed_without_vmm_too",
        Stage.LAYOUT,
        when=(subject(vmm=YES, host_cluster_chosen=YES),),
        then=(Task(id="manage-without-vmm"),),
        cites=("cluster-runs-without-vmm",),
    ),
)

RULES = (*START, *IN_MACHINES, *MANAGEMENT)
