"""Where a host cluster keeps the files of its machines: CSV, a file share, a disk for each."""

from __future__ import annotations

from knowledge.decisions import CSV
from knowledge.rules import (
    Finding,
    FromRecord,
    Objection,
    ReleaseBefore,
    ReleaseFrom,
    Rule,
    Stage,
    one_of,
    subject,
    unlike,
)

_BLOCK_STORAGE = ("fc-san", "iscsi", "shared-sas")
_ON_SMB, _NOT_ON_SMB = one_of("smb3"), unlike("smb3")
_SPREAD_FROM = FromRecord("csv-owners-spread-from-2012r2", "from_release")


OPTIONS = (
    Rule(
        "csv_is_the_premise_of_a_host_cluster",
        Stage.LAYOUT,
        when=(subject(host_storage_chosen=_NOT_ON_SMB),),
        then=CSV.merit(),
        cites=("csv-is-the-premise",),
    ),
    Rule(
        "csv_lets_several_machines_share_a_lun",
        Stage.LAYOUT,
        when=(subject(host_storage_chosen=_NOT_ON_SMB),),
        then=CSV.merit(),
        cites=("several-machines-on-one-csv",),
    ),
    Rule(
        "disk_for_each_machine_is_laborious",
        Stage.LAYOUT,
        when=(subject(host_storage_chosen=_NOT_ON_SMB),),
        then=(
            Objection(decision="machine_storage", option="disk-per-machine", level="discouraged"),
        ),
        cites=("disk-for-each-machine-is-laborious",),
    ),
    Rule(
        "hosts_on_a_file_share_have_no_cluster_disks_for_machines",
        Stage.LAYOUT,
        when=(subject(host_storage_chosen=_ON_SMB),),
        then=(
            *CSV.objection("not-applicable"),
            Objection(
                decision="machine_storage", option="disk-per-machine", level="not-applicable"
            ),
            Finding(
                id="csv-behind-the-share",
                severity="info",
                decision="machine_storage",
                option="smb-share",
            ),
        ),
        cites=("smb-share-in-place-of-csv",),
    ),
    Rule(
        "machines_lie_on_the_storage_of_the_host_cluster",
        Stage.LAYOUT,
        when=(subject(host_storage_chosen=_NOT_ON_SMB),),
        then=(Objection(decision="machine_storage", option="smb-share", level="not-applicable"),),
        cites=("host-cluster-shared-storage",),
    ),
)

SET_UP = (
    Rule(
        "luns_are_added_as_csv",
        Stage.LAYOUT,
        when=(subject(host_storage_chosen=one_of(*_BLOCK_STORAGE)),),
        then=CSV.task("add-shared-volumes"),
        cites=("one-csv-for-one-lun", "csv-file-systems", "csv-same-system-drive"),
    ),
    Rule(
        "volumes_of_s2d_are_made_as_csv",
        Stage.LAYOUT,
        when=(subject(host_storage_chosen=one_of("s2d")),),
        then=CSV.task("create-s2d-volumes"),
        cites=("refs-suits-s2d", "s2d-volume-number", "csv-same-system-drive"),
    ),
    Rule(
        "volumes_of_s2d_are_fewer_on_2016",
        Stage.LAYOUT,
        when=(subject(host_storage_chosen=one_of("s2d")),),
        then=CSV.task("create-s2d-volumes-2016"),
        cites=("refs-suits-s2d", "s2d-volume-number-2016", "csv-same-system-drive"),
    ),
    Rule(
        "csv_owners_are_spread_by_hand",
        Stage.LAYOUT,
        when=(subject(host_release=ReleaseBefore(_SPREAD_FROM)),),
        then=CSV.task("spread-csv-owners"),
        cites=("csv-owners-spread-from-2012r2",),
    ),
    Rule(
        "csv_owners_spread_by_themselves",
        Stage.LAYOUT,
        when=(subject(host_release=ReleaseFrom(_SPREAD_FROM)),),
        then=CSV.finding("csv-owners-spread", "info"),
        cites=("csv-owners-spread-from-2012r2",),
    ),
)

RULES = (*OPTIONS, *SET_UP)
