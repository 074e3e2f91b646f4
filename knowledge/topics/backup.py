"""How virtual machines are backed up, what that leaves out, and what checkpoints are good for."""

from __future__ import annotations

from knowledge.decisions import CSV
from knowledge.rules import (
    YES,
    Conclusion,
    Finding,
    FromRecord,
    ReleaseBefore,
    Rule,
    Stage,
    Task,
    one_of,
    subject,
)

_ON_CSV = {"host_storage_chosen": one_of("fc-san", "iscsi", "shared-sas", "s2d")}
_BY_A_PRODUCT, _BY_WINDOWS = one_of("from-host"), one_of("server-backup")
_FROM_HOST = one_of("from-host", "server-backup")
_PRODUCTION = {"environment": one_of("production")}
_VHD_SET = FromRecord("guest-storage-kinds-by-release", "vhd_set")


FROM_THE_HOST = (
    Rule(
        "backup_from_the_host_must_know_csv",
        Stage.LAYOUT,
        when=(subject(machine_backup=_BY_A_PRODUCT, **_ON_CSV),),
        then=CSV.task("choose-csv-backup"),
        cites=("host-backup-of-csv",),
    ),
    Rule(
        "change_tracking_spares_snapshots_of_the_host",
        Stage.LAYOUT,
        when=(subject(machine_backup=_BY_A_PRODUCT),),
        then=(Finding(id="backup-with-change-tracking", severity="info"),),
        cites=("change-tracking-from-2016",),
    ),
    Rule(
        "backup_redirects_the_csv_of_2008_r2",
        Stage.LAYOUT,
        when=(subject(machine_backup=_FROM_HOST, **_ON_CSV),),
        then=CSV.finding("backup-redirects-csv", "warning"),
        cites=("csv-backup-redirects-2008r2",),
    ),
    Rule(
        "server_backup_of_a_csv_is_crash_consistent",
        Stage.LAYOUT,
        when=(subject(machine_backup=_BY_WINDOWS, **_ON_CSV),),
        then=(
            *CSV.finding("server-backup-crash-consistent", "warning"),
            *CSV.task("replace-server-backup"),
        ),
        cites=("server-backup-crash-consistent",),
    ),
    Rule(
        "server_backup_takes_no_machines_on_a_csv",
        Stage.LAYOUT,
        when=(subject(machine_backup=_BY_WINDOWS, **_ON_CSV),),
        then=CSV.finding("server-backup-not-on-csv", "critical"),
        cites=("server-backup-not-on-csv",),
    ),
    Rule(
        "backup_of_machines_on_a_share_needs_the_file_server",
        Stage.LAYOUT,
        when=(subject(machine_backup=_BY_A_PRODUCT, host_storage_chosen=one_of("smb3")),),
        then=(Task(id="set-up-vss-for-shares", decision="host_storage", option="smb3"),),
        cites=("vss-on-file-server",),
    ),
)

NO_BACKUP = (
    Rule(
        "checkpoints_alone_are_no_backup",
        Stage.LAYOUT,
        when=(subject(machine_backup=one_of("checkpoints")),),
        then=(
            Finding(id="checkpoints-are-no-backup", severity="critical"),
            Task(id="plan-backup"),
        ),
        cites=("checkpoints-are-no-backup",),
    ),
    Rule(
        "high_availability_is_no_backup",
        Stage.LAYOUT,
        when=(subject(machine_backup=one_of("none")),),
        then=(Finding(id="nothing-is-backed-up", severity="warning"), Task(id="plan-backup")),
        cites=("high-availability-is-no-backup",),
    ),
)

CHECKPOINTS = tuple(
    Rule(
        rule,
        Stage.LAYOUT,
        when=(subject(**_PRODUCTION),),
        then=(Task(id=task),),
        cites=(record, "checkpoints-fill-the-volume"),
    )
    for rule, task, record in (
        (
            "standard_checkpoints_are_not_for_production",
            "avoid-checkpoints",
            "standard-checkpoints-for-tests",
        ),
        (
            "production_checkpoints_are_for_production",
            "use-production-checkpoints",
            "production-checkpoints-from-2016",
        ),
    )
)


def _left_out(kind: str) -> tuple[Conclusion, ...]:
    return (
        Finding(
            id="shared-data-not-in-host-backup",
            severity="warning",
            decision="guest_storage",
            option=kind,
        ),
        Task(id="back-up-inside-guests", decision="guest_storage", option=kind),
    )


def _offered(kind: str) -> str:
    return f"guest_storage_{kind.replace('-', '_')}"


GUEST_CLUSTERS = (
    *(
        Rule(
            f"backup_from_the_host_leaves_out_{_offered(kind)}",
            Stage.OPTIONS,
            when=(subject(shared_data_backup=_FROM_HOST, **{_offered(kind): YES}),),
            then=_left_out(kind),
            cites=(record,),
        )
        for kind, record in (
            *(
                (kind, "host-backup-sees-virtual-disks-only")
                for kind in ("iscsi", "virtual-fibre-channel", "smb3")
            ),
            ("s2d", "guest-storage-s2d"),
            ("shared-vhdx", "no-checkpoints-of-shared-disks"),
        )
    ),
    Rule(
        "shared_vhdx_of_2012_r2_is_not_backed_up_from_the_host",
        Stage.OPTIONS,
        when=(
            subject(
                shared_data_backup=_FROM_HOST,
                guest_storage_shared_vhdx=YES,
                host_release=ReleaseBefore(_VHD_SET),
            ),
        ),
        then=_left_out("shared-vhdx"),
        cites=("guest-storage-shared-vhdx",),
    ),
    Rule(
        "backup_of_a_vhd_set_has_conditions",
        Stage.OPTIONS,
        when=(subject(shared_data_backup=_FROM_HOST, guest_storage_vhd_set=YES),),
        then=(Task(id="prepare-vhd-set-backup", decision="guest_storage", option="vhd-set"),),
        cites=("vhd-set-backup-conditions",),
    ),
)

RULES = (*FROM_THE_HOST, *NO_BACKUP, *CHECKPOINTS, *GUEST_CLUSTERS)
