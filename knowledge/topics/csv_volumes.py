"""The volumes of a host cluster: file system, read cache, what they ask of the nodes."""

from __future__ import annotations

from knowledge.decisions import CSV, About
from knowledge.rules import (
    YES,
    FromRecord,
    ReleaseBefore,
    Rule,
    Stage,
    Task,
    one_of,
    subject,
)

_BLOCK_STORAGE = ("fc-san", "iscsi", "shared-sas")
_ON_SAN = {"host_storage_chosen": one_of(*_BLOCK_STORAGE)}
_ON_S2D = {"host_storage_chosen": one_of("s2d")}
_ON_CSV = {"host_storage_chosen": one_of(*_BLOCK_STORAGE, "s2d")}


_NTFS, _REFS = About("csv_file_system", "ntfs"), About("csv_file_system", "refs")

FILE_SYSTEM = (
    Rule(
        "san_volumes_are_formatted_with_ntfs",
        Stage.LAYOUT,
        when=(subject(**_ON_SAN),),
        then=_NTFS.merit(),
        cites=("csv-file-systems",),
    ),
    Rule(
        "s2d_volumes_are_formatted_with_refs",
        Stage.LAYOUT,
        when=(subject(**_ON_S2D),),
        then=_REFS.merit(),
        cites=("refs-suits-s2d", "csv-takes-ntfs-or-refs"),
    ),
    Rule(
        "refs_on_a_san_is_redirected",
        Stage.LAYOUT,
        when=(subject(**_ON_SAN),),
        then=_REFS.objection("discouraged"),
        cites=("refs-on-san-is-redirected",),
    ),
    Rule(
        "refs_on_a_san_lacks_unmap",
        Stage.LAYOUT,
        when=(subject(**_ON_SAN),),
        then=_REFS.objection("discouraged"),
        cites=("refs-on-san-lacks-unmap",),
    ),
    Rule(
        "refs_on_a_csv_needs_a_later_release",
        Stage.LAYOUT,
        when=(
            subject(
                host_release=ReleaseBefore(FromRecord("refs-on-csv-from-2012r2", "from_release"))
            ),
        ),
        then=_REFS.objection("not-supported"),
        cites=("refs-on-csv-from-2012r2",),
    ),
    Rule(
        "every_csv_must_be_formatted_with_ntfs",
        Stage.LAYOUT,
        when=(subject(),),
        then=_REFS.objection("not-supported"),
        cites=("csv-needs-ntfs",),
    ),
    Rule(
        "refs_cannot_be_deduplicated_yet",
        Stage.LAYOUT,
        when=(
            subject(
                volumes_deduplication=one_of("vdi", "servers"),
                host_release=ReleaseBefore(FromRecord("dedup-on-refs-from-2019", "from_release")),
            ),
        ),
        then=_REFS.objection("not-supported"),
        cites=("dedup-on-refs-from-2019",),
    ),
)

CACHE = (
    Rule(
        "csv_cache_of_2012_is_off",
        Stage.LAYOUT,
        when=(subject(**_ON_CSV),),
        then=CSV.task("set-csv-cache-2012"),
        cites=("csv-cache-recommended", "csv-cache-off-2012"),
    ),
    *(
        Rule(
            rule,
            Stage.LAYOUT,
            when=(subject(**_ON_CSV),),
            then=CSV.task("set-csv-cache"),
            cites=("csv-cache-recommended", record),
        )
        for rule, record in (
            ("csv_cache_of_2012_r2_has_no_memory", "csv-cache-empty-2012r2"),
            ("csv_cache_of_2016_is_off", "csv-cache-off-2016"),
        )
    ),
    Rule(
        "csv_cache_takes_memory",
        Stage.LAYOUT,
        when=(subject(**_ON_CSV),),
        then=CSV.finding("csv-cache-takes-memory"),
        cites=("csv-cache-on-from-2016",),
    ),
)

NODES = (
    Rule(
        "csv_needs_ntlm_up_to_2016",
        Stage.LAYOUT,
        when=(subject(**_ON_CSV),),
        then=CSV.finding("csv-needs-ntlm"),
        cites=("csv-needs-ntlm",),
    ),
    Rule(
        "filter_of_2012_r2_disturbs_guest_clusters",
        Stage.COPIES,
        when=(subject(guest_layer_chosen=one_of("guest-cluster"), host_cluster_chosen=YES),),
        then=(Task(id="disable-netft-filter", decision="guest_layer", option="guest-cluster"),),
        cites=("netft-filter-2012r2",),
    ),
)

RULES = (*FILE_SYSTEM, *CACHE, *NODES)
