"""Where machines run: pinned to the owner node of their CSV, or moved to where there is room."""

from __future__ import annotations

from knowledge.rules import (
    NO,
    YES,
    Conclusion,
    Finding,
    FromRecord,
    Merit,
    Objection,
    ReleaseBefore,
    ReleaseFrom,
    Rule,
    Stage,
    Task,
    one_of,
    subject,
    unlike,
)

_BALANCING_FROM = FromRecord("cluster-balances-machines-from-2016", "from_release")
_ON_CSV = {"host_storage_chosen": unlike("smb3")}
"""Only a machine on a CSV has an owner node to be pinned to."""


def _noted(finding: str) -> Conclusion:
    return Finding(id=finding, severity="info", decision="placement", option="dynamic")


_DYNAMIC = Merit(decision="placement", option="dynamic")


def _to_do(task: str) -> Conclusion:
    return Task(id=task, decision="placement", option="dynamic")


PINNED_OR_NOT = (
    *(
        Rule(
            f"{option}_placement_has_merits",
            Stage.LAYOUT,
            when=(subject(**_ON_CSV),),
            then=(Merit(decision="placement", option=option),),
            cites=("both-placements-have-merits",),
        )
        for option in ("dynamic", "pinned")
    ),
    Rule(
        "machines_need_not_run_on_the_owner_node",
        Stage.LAYOUT,
        when=(subject(**_ON_CSV),),
        then=(_noted("no-owner-node-needed"),),
        cites=("machines-need-no-owner-node",),
    ),
    Rule(
        "pinning_works_against_the_cluster",
        Stage.LAYOUT,
        when=(subject(**_ON_CSV),),
        then=(Objection(decision="placement", option="pinned", level="discouraged"),),
        cites=("pinning-works-against-balancing",),
    ),
    Rule(
        "machines_on_a_file_share_have_no_owner_node",
        Stage.LAYOUT,
        when=(subject(host_storage_chosen=one_of("smb3")),),
        then=(Objection(decision="placement", option="pinned", level="not-applicable"),),
        cites=("smb-share-in-place-of-csv",),
    ),
    Rule(
        "redirected_io_favours_the_owner_node",
        Stage.LAYOUT,
        when=(subject(host_storage_chosen=one_of("s2d")),),
        then=(_noted("owner-node-spares-traffic"),),
        cites=("owner-node-spares-traffic",),
    ),
)

BALANCING = (
    Rule(
        "vmm_balances_the_machines",
        Stage.LAYOUT,
        when=(subject(vmm=YES),),
        then=(_DYNAMIC, _to_do("set-dynamic-optimization")),
        cites=("vmm-balances-machines",),
    ),
    Rule(
        "the_cluster_balances_the_machines",
        Stage.LAYOUT,
        when=(subject(vmm=NO, host_release=ReleaseFrom(_BALANCING_FROM)),),
        then=(_DYNAMIC, _to_do("set-load-balancing")),
        cites=("cluster-balances-machines-from-2016",),
    ),
    Rule(
        "machines_are_balanced_by_hand",
        Stage.LAYOUT,
        when=(subject(vmm=NO, host_release=ReleaseBefore(_BALANCING_FROM)),),
        then=(
            Finding(
                id="balancing-by-hand", severity="warning", decision="placement", option="dynamic"
            ),
            _to_do("balance-by-hand"),
        ),
        cites=("cluster-balances-machines-from-2016",),
    ),
)

RULES = (*PINNED_OR_NOT, *BALANCING)
