"""What runs on the volumes of virtual machines: antivirus software, deduplication, encryption."""

from __future__ import annotations

from knowledge.decisions import CSV
from knowledge.rules import (
    YES,
    FromRecord,
    ReleaseBefore,
    ReleaseFrom,
    Rule,
    Stage,
    Task,
    one_of,
    subject,
)

_ENCRYPTED_FROM = FromRecord("bitlocker-on-csv-from-2012", "from_release")
_VDI, _SERVERS = one_of("vdi"), one_of("servers")
_DEDUPLICATED = one_of("vdi", "servers")


SPACE_AND_SCANNING = (
    Rule(
        "scanners_leave_machine_files_alone",
        Stage.LAYOUT,
        when=(subject(),),
        then=(Task(id="exclude-machine-files-from-scanning"),),
        cites=("antivirus-exclusions",),
    ),
    Rule(
        "csvs_are_sized_with_a_reserve",
        Stage.LAYOUT,
        when=(subject(),),
        then=CSV.task("size-csvs"),
        cites=("csv-capacity-sum",),
    ),
)

DEDUPLICATION = (
    Rule(
        "deduplication_of_a_csv_needs_a_later_release",
        Stage.LAYOUT,
        when=(
            subject(
                volumes_deduplication=_DEDUPLICATED,
                host_release=ReleaseBefore(FromRecord("dedup-on-csv-from-2012r2", "from_release")),
            ),
        ),
        then=CSV.finding("dedup-not-on-csv", "critical"),
        cites=("dedup-on-csv-from-2012r2",),
    ),
    Rule(
        "deduplication_of_2012_r2_is_not_for_servers",
        Stage.LAYOUT,
        when=(subject(volumes_deduplication=_SERVERS),),
        then=CSV.finding("dedup-not-for-servers", "critical"),
        cites=("dedup-vdi-only-2012r2",),
    ),
    Rule(
        "deduplication_of_2012_r2_is_for_remote_storage",
        Stage.LAYOUT,
        when=(subject(volumes_deduplication=_VDI),),
        then=CSV.finding("dedup-on-remote-storage", "warning"),
        cites=("dedup-vdi-only-2012r2",),
    ),
    Rule(
        "deduplication_suits_vdi",
        Stage.LAYOUT,
        when=(subject(volumes_deduplication=_VDI),),
        then=CSV.task("deduplicate-vdi"),
        cites=("dedup-suits-vdi-from-2016",),
    ),
    Rule(
        "deduplication_of_servers_is_evaluated_first",
        Stage.LAYOUT,
        when=(subject(volumes_deduplication=_SERVERS),),
        then=(*CSV.finding("dedup-to-be-evaluated", "warning"), *CSV.task("evaluate-dedup")),
        cites=("dedup-of-servers-to-be-evaluated",),
    ),
)

ENCRYPTION = (
    Rule(
        "encryption_of_a_csv_needs_a_later_release",
        Stage.LAYOUT,
        when=(subject(volumes_encryption=YES, host_release=ReleaseBefore(_ENCRYPTED_FROM)),),
        then=CSV.finding("csv-not-encryptable", "critical"),
        cites=("bitlocker-on-csv-from-2012",),
    ),
    Rule(
        "csvs_are_encrypted_by_bitlocker",
        Stage.LAYOUT,
        when=(subject(volumes_encryption=YES, host_release=ReleaseFrom(_ENCRYPTED_FROM)),),
        then=CSV.task("encrypt-csvs"),
        cites=("bitlocker-on-csv-from-2012",),
    ),
    Rule(
        "encrypted_csv_waits_for_a_domain_controller",
        Stage.LAYOUT,
        when=(subject(volumes_encryption=YES),),
        then=CSV.finding("csv-waits-for-controller", "warning"),
        cites=("bitlocker-protector-in-ad",),
    ),
    Rule(
        "cluster_keeps_the_key_of_its_csvs",
        Stage.LAYOUT,
        when=(subject(volumes_encryption=YES),),
        then=CSV.task("encrypt-system-volumes"),
        cites=("bitlocker-own-key-from-2022",),
    ),
)

RULES = (*SPACE_AND_SCANNING, *DEDUPLICATION, *ENCRYPTION)
