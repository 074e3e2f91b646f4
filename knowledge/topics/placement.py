"""Where machines run: pinned to the owner node of their CSV, or moved to where there is room."""

from __future__ import annotations

from knowledge.decisions import About
from knowledge.rules import (
    NO,
    YES,
    FromRecord,
    ReleaseBefore,
    ReleaseFrom,
    Rule,
    Stage,
    one_of,
    subject,
    unlike,
)

_BALANCING_FROM = FromRecord("cluster-balances-machines-from-2016", "from_release")
_ON_CSV = {"host_storage_chosen": unlike("smb3")}
"""Only a machine on a CSV has an owner node to be pinned to."""


_DYNAMIC, _PINNED = About("placement", "dynamic"), About("placement", "pinned")

PINNED_OR_NOT = (
    *(
        Rule(
            f"{either.option}_placement_has_merits",
            Stage.LAYOUT,
            when=(subject(**_ON_CSV),),
            then=either.merit(),
            cites=("both-placements-have-merits",),
        )
        for either in (_DYNAMIC, _PINNED)
    ),
    Rule(
        "machines_need_not_run_on_the_owner_node",
        Stage.LAYOUT,
        when=(subject(**_ON_CSV),),
        then=_DYNAMIC.finding("no-owner-node-needed"),
        cites=("machines-need-no-owner-node",),
    ),
    Rule(
        "pinning_works_against_the_cluster",
        Stage.LAYOUT,
        when=(subject(**_ON_CSV),),
        then=_PINNED.objection("discouraged"),
        cites=("pinning-works-against-balancing",),
    ),
    Rule(
        "machines_on_a_file_share_have_no_owner_node",
        Stage.LAYOUT,
        when=(subject(host_storage_chosen=one_of("smb3")),),
        then=_PINNED.objection("not-applicable"),
        cites=("smb-share-in-place-of-csv",),
    ),
    Rule(
        "redirected_io_favours_the_owner_node",
        Stage.LAYOUT,
        when=(subject(host_storage_chosen=one_of("s2d")),),
        then=_DYNAMIC.finding("owner-node-spares-traffic"),
        cites=("owner-node-spares-traffic",),
    ),
)

BALANCING = (
    Rule(
        "vmm_balances_the_machines",
        Stage.LAYOUT,
        when=(subject(vmm=YES),),
        then=(*_DYNAMIC.merit(), *_DYNAMIC.task("set-dynamic-optimization")),
        cites=("vmm-balances-machines",),
    ),
    Rule(
        "the_cluster_balances_the_machines",
        Stage.LAYOUT,
        when=(subject(vmm=NO, host_release=ReleaseFrom(_BALANCING_FROM)),),
        then=(*_DYNAMIC.merit(), *_DYNAMIC.task("set-load-balancing")),
        cites=("cluster-balances-machines-from-2016",),
    ),
    Rule(
        "machines_are_balanced_by_hand",
        Stage.LAYOUT,
        when=(subject(vmm=NO, host_release=ReleaseBefore(_BALANCING_FROM)),),
        then=(
            *_DYNAMIC.finding("balancing-by-hand", "warning"),
            *_DYNAMIC.task("balance-by-hand"),
        ),
        cites=("cluster-balances-machines-from-2016",),
    ),
)

RULES = (*PINNED_OR_NOT, *BALANCING)
