"""Which pattern the networks of a site's hosts follow: each on its own, or all on one switch."""

from __future__ import annotations

from knowledge.decisions import CONVERGING, HOST_NETWORKS
from knowledge.rules import (
    NO,
    YES,
    Conclusion,
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
    unlike,
)

_ON_SWITCH = {"decision": "network_pattern", "option": "converged"}
_APART = {"decision": "network_pattern", "option": "separate"}
_SET_FROM = FromRecord("set-from-2016", "from_release")
_FAST = one_of("from-10", "rdma")
_TOO_FEW = "redundant-network-takes-two-adapters"
_TEN_GBPS = "converged-from-10-gbps"
_SLOW = "not-converged-below-10-gbps"
_SHORT = "networks-short-of-adapters"
_RDMA = one_of("rdma")
_NOTHING_PLANNED: dict[str, Predicate] = {
    f"networks_{field_of(kind)}_plan": unlike("own-network") for kind in CONVERGING
}


def _against(name: str, option: str, *cites: str, **condition: Predicate) -> Rule:
    then = (Objection(decision="network_pattern", option=option, level="discouraged"),)
    return Rule(name, Stage.LAYOUT, when=(subject(**condition),), then=then, cites=cites)


def _for(name: str, option: str, *cites: str, **condition: Predicate) -> Rule:
    then = (Merit(decision="network_pattern", option=option),)
    return Rule(name, Stage.LAYOUT, when=(subject(**condition),), then=then, cites=cites)


def _told(name: str, then: Conclusion, *cites: str, **condition: Predicate) -> Rule:
    return Rule(name, Stage.LAYOUT, when=(subject(**condition),), then=(then,), cites=cites)


def _task(name: str) -> Conclusion:
    return Task(id=name, **_ON_SWITCH)


def _finding(name: str, severity: str = "info") -> Conclusion:
    return Finding(id=name, severity=severity, **_ON_SWITCH)


PATTERN = (
    _for("networks_may_each_be_their_own", "separate", "separate-networks"),
    _against(
        "separate_networks_lack_adapters",
        "separate",
        _SHORT,
        separate_adapters_suffice=NO,
    ),
    Rule(
        "converged_networks_need_2012",
        Stage.LAYOUT,
        when=(
            subject(
                host_release=ReleaseBefore(
                    FromRecord("converged-networking-needs-2012", "from_release")
                )
            ),
        ),
        then=(Objection(decision="network_pattern", option="converged", level="not-supported"),),
        cites=("converged-networking-needs-2012",),
    ),
    _for(
        "fast_adapters_can_be_shared",
        "converged",
        "converged-networking",
        _TEN_GBPS,
        network_speed=_FAST,
    ),
    _for(
        "few_fast_adapters_are_shared",
        "converged",
        "converged-networking",
        _TEN_GBPS,
        _TOO_FEW,
        network_speed=_FAST,
        separate_adapters_suffice=NO,
    ),
    _for(
        "s2d_is_set_up_on_one_switch",
        "converged",
        "s2d-on-a-set-switch",
        host_storage_chosen=one_of("s2d"),
        host_cluster_chosen=YES,
        **_NOTHING_PLANNED,
    ),
    _against(
        "slow_adapters_are_not_shared",
        "converged",
        _SLOW,
        network_speed=one_of("below-10", "not-stated"),
    ),
    _against(
        "shared_switch_lacks_adapters",
        "converged",
        _SHORT,
        converged_adapters_suffice=NO,
    ),
    _against(
        "shared_switch_takes_rdma_away",
        "converged",
        "rdma-not-under-the-switch-before-2016",
        network_speed=_RDMA,
    ),
)

SPEED_ASKED = (
    _told(
        "few_adapters_ask_for_their_speed",
        Finding(id="state-adapter-speed", severity="info", **_APART),
        _TEN_GBPS,
        network_speed=one_of("not-stated"),
        separate_adapters_suffice=NO,
    ),
    _told(
        "wish_for_one_switch_asks_for_the_speed",
        Finding(id="state-adapter-speed", severity="info", **_APART),
        _TEN_GBPS,
        network_speed=one_of("not-stated"),
        wishes_network_pattern=one_of("converged"),
    ),
)

SWITCH = (
    _told(
        "shared_switch_is_created_with_set",
        _task("create-converged-switch"),
        "set-takes-identical-adapters",
        "set-balances-by-hyper-v-port",
        host_release=ReleaseFrom(_SET_FROM),
    ),
    _told(
        "shared_switch_is_created_on_a_team",
        _task("create-converged-team"),
        "lbfo-under-the-switch-sample",
        host_release=ReleaseBefore(_SET_FROM),
    ),
    _told(
        "host_reaches_the_switch_by_virtual_adapters",
        _task("create-host-adapters"),
        "converged-networking",
    ),
    _told("virtual_adapters_take_subnets", _task("separate-subnets"), "one-address-per-subnet"),
    _told(
        "shared_switch_carries_vlans_of_guests",
        _task("set-vlans-on-switch"),
        "vlans-belong-to-the-switch",
        networks_guest_service_vlan=YES,
    ),
    _told(
        "shared_switch_carries_cluster_networks",
        _task("set-network-roles"),
        "management-network-role-3",
        "csv-network-role-1",
        "live-migration-network-role-1",
        host_cluster_chosen=YES,
    ),
    _told(
        "virtual_adapter_of_csv_keeps_smb",
        _task("keep-smb-on-cluster-networks"),
        "cluster-nics-keep-smb",
        host_cluster_chosen=YES,
    ),
    _told(
        "virtual_adapter_of_live_migration_is_chosen",
        _task("exclude-migration-networks"),
        "migration-networks-by-cmdlet",
        host_cluster_chosen=YES,
    ),
)

BANDWIDTH = (
    _told(
        "shared_switch_divides_by_weights",
        _task("set-bandwidth-weights"),
        "bandwidth-weights",
        "qos-controls-outbound-traffic",
        network_speed=unlike("rdma"),
    ),
    _told(
        "shared_switch_without_rdma_divides_by_weights",
        _task("set-bandwidth-weights"),
        "bandwidth-weights",
        "rdma-not-under-the-switch-before-2016",
        network_speed=_RDMA,
    ),
    _told(
        "weights_may_not_hold_with_set",
        _finding("weights-with-set"),
        "vm-qos-with-set-unpredictable",
        network_speed=unlike("rdma"),
    ),
    _told(
        "rdma_on_the_shared_switch_takes_dcb",
        _task("set-up-dcb"),
        "dcb-before-roce",
        "dcb-priorities",
        network_speed=_RDMA,
    ),
    _told(
        "rdma_on_the_shared_switch_passes_weights",
        _finding("weights-miss-rdma"),
        "weights-do-not-bind-rdma",
        network_speed=_RDMA,
    ),
    _told(
        "rdma_for_s2d_has_a_usual_split",
        _finding("bandwidth-split"),
        "bandwidth-split-of-two-adapters",
        network_speed=_RDMA,
        host_storage_chosen=one_of("s2d"),
    ),
)

NOTES = (
    _told(
        "network_atc_can_set_up_the_switch",
        _finding("network-atc"),
        "network-atc-from-2025",
        host_cluster_chosen=YES,
    ),
    _told(
        "machines_leave_a_switch_without_network",
        _finding("protected-network"),
        "protected-network",
        host_cluster_chosen=YES,
    ),
    *(
        _told(
            f"{field_of(kind)}_network_is_planned_beside_the_switch",
            _finding("mixed-network-plan", "warning"),
            "one-pattern-of-networks",
            **{f"networks_{field_of(kind)}_plan": one_of("own-network")},
        )
        for kind in CONVERGING
    ),
    *(
        _told(
            f"virtual_adapters_of_{field_of(kind)}_are_no_team",
            _finding("no-team-of-virtual-adapters", "warning"),
            "no-team-of-virtual-adapters",
            **{f"networks_{field_of(kind)}_redundancy": one_of("lbfo-team")},
        )
        for kind in CONVERGING
        if kind in HOST_NETWORKS
    ),
)

RULES = (*PATTERN, *SPEED_ASKED, *SWITCH, *BANDWIDTH, *NOTES)
