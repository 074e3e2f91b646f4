"""The networks of a site's hosts: which of them have a network of their own, and what may share."""

from __future__ import annotations

from knowledge.decisions import NEEDED_WHERE, NETWORKS
from knowledge.rules import (
    NO,
    YES,
    Finding,
    FromRecord,
    Merit,
    Objection,
    Predicate,
    ReleaseBefore,
    ReleaseFrom,
    Rule,
    Stage,
    Task,
    field_of,
    one_of,
    subject,
)

_SEPARATE = {"decision": "network_pattern", "option": "separate"}


def _where_needed(kind: str) -> dict[str, Predicate]:
    return {NEEDED_WHERE[kind]: YES} if kind in NEEDED_WHERE else {}


NEEDED = tuple(
    Rule(
        f"{field_of(kind)}_network_is_needed",
        Stage.LAYOUT,
        when=(subject(**_where_needed(kind)),),
        then=(Merit(decision=f"network.{kind}", option="own-network"),),
        cites=(f"{kind}-network",),
    )
    for kind in NETWORKS
)

NOT_NEEDED = tuple(
    Rule(
        f"{field_of(kind)}_network_is_not_needed",
        Stage.LAYOUT,
        when=(subject(**{field: NO}),),
        then=(Objection(decision=f"network.{kind}", option="own-network", level="not-applicable"),),
        cites=(f"{kind}-network",),
    )
    for kind, field in NEEDED_WHERE.items()
)

SHARED = tuple(
    Rule(
        f"{field_of(kind)}_traffic_would_share_a_network",
        Stage.LAYOUT,
        when=(subject(**_where_needed(kind)),),
        then=(Objection(decision=f"network.{kind}", option="nothing", level="discouraged"),),
        cites=("iscsi-nics-dedicated" if kind == "iscsi-host" else "mixed-traffic-discouraged",),
    )
    for kind in NETWORKS
)

SHARED_ON_PURPOSE = tuple(
    Rule(
        f"{field_of(kind)}_network_may_be_converged",
        Stage.LAYOUT,
        when=(
            subject(
                **_where_needed(kind), **{f"networks_{field_of(kind)}_plan": one_of("nothing")}
            ),
        ),
        then=(Finding(id="shared-network-planned", severity="info", **_SEPARATE),),
        cites=("converged-networking",),
    )
    for kind in NETWORKS
    if kind != "iscsi-host"
)
"""What is planned without a network of its own, where kinds may share one on purpose."""

IN_GENERAL = (
    Rule(
        "vmm_configures_the_networks",
        Stage.LAYOUT,
        when=(subject(vmm=YES),),
        then=(Finding(id="networks-set-up-in-vmm", severity="info"),),
        cites=("vmm-configures-networks",),
    ),
    Rule(
        "backup_uses_the_management_network",
        Stage.LAYOUT,
        when=(subject(backup_over_management=YES),),
        then=(Finding(id="backup-over-management", severity="warning"),),
        cites=("management-network-carries-backup",),
    ),
)


def _of_own(kind: str) -> dict[str, str]:
    return {"decision": f"network.{kind}", "option": "own-network"}


SUBNETS = (
    *(
        Rule(
            f"{field_of(kind)}_network_takes_subnets_of_its_own",
            Stage.LAYOUT,
            when=(subject(),),
            then=(Task(id="separate-subnets", **_of_own(kind)),),
            cites=("one-address-per-subnet",),
        )
        for kind in ("csv", "live-migration")
    ),
    Rule(
        "csv_segments_may_share_a_subnet",
        Stage.LAYOUT,
        when=(subject(),),
        then=(Finding(id="nics-share-a-subnet", severity="info", **_of_own("csv")),),
        cites=("several-nics-per-subnet-from-2016",),
    ),
)

CLUSTER_TRAFFIC = (
    Rule(
        "csv_network_keeps_smb",
        Stage.LAYOUT,
        when=(subject(),),
        then=(Task(id="keep-smb-on-cluster-networks", **_of_own("csv")),),
        cites=("cluster-nics-keep-smb",),
    ),
    Rule(
        "live_migration_network_must_be_fast",
        Stage.LAYOUT,
        when=(subject(),),
        then=(Finding(id="live-migration-speed", severity="info", **_of_own("live-migration")),),
        cites=("live-migration-network-speed",),
    ),
    Rule(
        "live_migration_networks_are_chosen",
        Stage.LAYOUT,
        when=(subject(),),
        then=(Task(id="choose-live-migration-networks", **_of_own("live-migration")),),
        cites=("live-migration-networks-chosen-in-manager",),
    ),
    Rule(
        "live_migration_networks_are_chosen_by_cmdlet",
        Stage.LAYOUT,
        when=(subject(),),
        then=(Task(id="exclude-migration-networks", **_of_own("live-migration")),),
        cites=("migration-networks-by-cmdlet",),
    ),
)

_SWITCH_SHARED_FROM = FromRecord("lbfo-from-2012", "from_release")
_TOO_FEW = ("redundant-network-takes-two-adapters",)

TOTALS = (
    Rule(
        "hosts_have_too_few_adapters",
        Stage.SETTLEMENT,
        when=(subject(adapters_suffice=NO),),
        then=(Finding(id="too-few-adapters", severity="warning"),),
        cites=_TOO_FEW,
    ),
    Rule(
        "few_adapters_can_carry_converged_networks",
        Stage.SETTLEMENT,
        when=(subject(adapters_suffice=NO, host_release=ReleaseFrom(_SWITCH_SHARED_FROM)),),
        then=(Task(id="converge-networks", **_SEPARATE),),
        cites=(*_TOO_FEW, "converged-networking", "lbfo-from-2012"),
    ),
    Rule(
        "shared_adapters_must_become_more",
        Stage.SETTLEMENT,
        when=(subject(adapters_suffice=NO),),
        then=(
            Task(
                id="add-adapters-beside-the-switch", decision="network_pattern", option="converged"
            ),
        ),
        cites=(*_TOO_FEW, "iscsi-nics-dedicated"),
    ),
    Rule(
        "few_adapters_must_become_more",
        Stage.SETTLEMENT,
        when=(subject(adapters_suffice=NO, host_release=ReleaseBefore(_SWITCH_SHARED_FROM)),),
        then=(Task(id="add-adapters"),),
        cites=(*_TOO_FEW, "lbfo-from-2012"),
    ),
)

RULES = (
    *(*NEEDED, *NOT_NEEDED, *SHARED, *SHARED_ON_PURPOSE),
    *(*IN_GENERAL, *SUBNETS, *CLUSTER_TRAFFIC, *TOTALS),
)
