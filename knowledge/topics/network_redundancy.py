"""How networks are made redundant: teaming by release, separate segments, or not at all."""

from __future__ import annotations

from knowledge.decisions import GUEST_NETWORKS, HOST_NETWORKS, NETWORKS
from knowledge.rules import (
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
    field_of,
    one_of,
    subject,
)

_LBFO_FROM = FromRecord("lbfo-from-2012", "from_release")
_SET_FROM = FromRecord("set-from-2016", "from_release")
_CARRY_NO_DISKS = ("guest-service", "management", "csv", "live-migration")
_MAY_CONVERGE = ("management", "csv", "live-migration")


def _against(kind: str, option: str, level: str) -> Conclusion:
    return Objection(decision=f"network_redundancy.{kind}", option=option, level=level)


def _for(kind: str, option: str) -> Conclusion:
    return Merit(decision=f"network_redundancy.{kind}", option=option)


def _with(kind: str, option: str) -> dict[str, str]:
    return {"decision": f"network_redundancy.{kind}", "option": option}


EVERY_NETWORK = (
    *(
        Rule(
            f"{field_of(kind)}_network_hangs_on_one_adapter",
            Stage.LAYOUT,
            when=(subject(),),
            then=(_against(kind, "single-nic", "discouraged"),),
            cites=("single-adapter-discouraged",),
        )
        for kind in NETWORKS
    ),
    *(
        Rule(
            f"{field_of(kind)}_network_has_no_lbfo_yet",
            Stage.LAYOUT,
            when=(subject(host_release=ReleaseBefore(_LBFO_FROM)),),
            then=(_against(kind, "lbfo-team", "not-supported"),),
            cites=("lbfo-from-2012",),
        )
        for kind in NETWORKS
    ),
    *(
        Rule(
            f"{field_of(kind)}_network_needs_no_vendor_team",
            Stage.LAYOUT,
            when=(subject(),),
            then=(_against(kind, "vendor-team", "discouraged"),),
            cites=("vendor-teaming-superseded",),
        )
        for kind in NETWORKS
    ),
    *(
        Rule(
            f"{field_of(kind)}_network_is_no_case_for_mpio",
            Stage.LAYOUT,
            when=(subject(),),
            then=(_against(kind, "mpio", "not-applicable"),),
            cites=("mpio-is-for-block-storage",),
        )
        for kind in _CARRY_NO_DISKS
    ),
    *(
        Rule(
            f"{field_of(kind)}_network_has_no_switch_for_set",
            Stage.LAYOUT,
            when=(subject(),),
            then=(_against(kind, "set", "not-applicable"),),
            cites=("set-lives-in-the-switch",),
        )
        for kind in HOST_NETWORKS
    ),
)

UNDER_THE_SWITCH = (
    *(
        Rule(
            f"{field_of(kind)}_switch_has_no_set_yet",
            Stage.LAYOUT,
            when=(subject(host_release=ReleaseBefore(_SET_FROM)),),
            then=(_against(kind, "set", "not-supported"),),
            cites=("set-from-2016",),
        )
        for kind in GUEST_NETWORKS
    ),
    *(
        Rule(
            f"{field_of(kind)}_switch_takes_no_lbfo_any_more",
            Stage.LAYOUT,
            when=(subject(),),
            then=(_against(kind, "lbfo-team", "not-supported"),),
            cites=("no-lbfo-under-the-switch-from-2022",),
        )
        for kind in GUEST_NETWORKS
    ),
)

GUEST_SERVICE = (
    *(
        Rule(
            f"guest_service_network_is_not_teamed_with_{field_of(option)}",
            Stage.LAYOUT,
            when=(subject(),),
            then=(_against("guest-service", option, "not-supported"),),
            cites=("guest-service-network-teamed",),
        )
        for option in ("separate-segments", "single-nic")
    ),
    Rule(
        "guest_service_segments_protect_no_machine",
        Stage.LAYOUT,
        when=(subject(),),
        then=(_against("guest-service", "separate-segments", "discouraged"),),
        cites=("guest-service-segments-unprotected",),
    ),
    Rule(
        "guest_service_network_teamed_by_set",
        Stage.LAYOUT,
        when=(subject(),),
        then=(_for("guest-service", "set"),),
        cites=("network-teaming-recommended", "set-under-the-switch-from-2016"),
    ),
    Rule(
        "guest_service_network_teamed_by_lbfo",
        Stage.LAYOUT,
        when=(subject(),),
        then=(_for("guest-service", "lbfo-team"),),
        cites=("network-teaming-recommended", "lbfo-under-the-switch-sample"),
    ),
    Rule(
        "guest_service_network_teamed_by_the_vendor",
        Stage.LAYOUT,
        when=(subject(),),
        then=(_for("guest-service", "vendor-team"),),
        cites=("networks-without-single-point-of-failure", "vendor-teaming-before-2012"),
    ),
)

OF_THE_HOSTS = (
    Rule(
        "management_network_teamed_by_lbfo",
        Stage.LAYOUT,
        when=(subject(host_release=ReleaseFrom(_LBFO_FROM)),),
        then=(_for("management", "lbfo-team"),),
        cites=("management-network-teamed", "lbfo-from-2012"),
    ),
    Rule(
        "management_network_teamed_by_the_vendor",
        Stage.LAYOUT,
        when=(subject(),),
        then=(_for("management", "vendor-team"),),
        cites=("management-network-teamed", "vendor-teaming-before-2012"),
    ),
    *(
        Rule(
            f"{field_of(kind)}_network_lies_in_several_segments",
            Stage.LAYOUT,
            when=(subject(),),
            then=(_for(kind, "separate-segments"),),
            cites=(f"{kind}-network-in-several-segments",),
        )
        for kind in ("csv", "live-migration")
    ),
)

ABOUT_PLANS = (
    *(
        Rule(
            f"{field_of(kind)}_network_reaches_set_as_a_host_adapter",
            Stage.LAYOUT,
            when=(
                subject(
                    **{f"networks_{field_of(kind)}_redundancy": one_of("set")},
                    host_release=ReleaseFrom(_SET_FROM),
                ),
            ),
            then=(
                Finding(
                    id="set-for-a-host-network",
                    severity="info",
                    decision="network_pattern",
                    option="separate",
                ),
            ),
            cites=("converged-networking", "set-from-2016"),
        )
        for kind in _MAY_CONVERGE
    ),
    Rule(
        "csv_network_may_be_teamed",
        Stage.LAYOUT,
        when=(subject(networks_csv_redundancy=one_of("lbfo-team"), host_cluster_chosen=YES),),
        then=(Finding(id="csv-team-as-well", severity="info", **_with("csv", "lbfo-team")),),
        cites=("csv-network-may-be-teamed",),
    ),
)

SET_ADVISED = tuple(
    Rule(
        f"{field_of(kind)}_team_could_be_set",
        Stage.LAYOUT,
        when=(subject(),),
        then=(Finding(id="set-in-place-of-lbfo", severity="info", **_with(kind, "lbfo-team")),),
        cites=("set-under-the-switch-from-2016",),
    )
    for kind in GUEST_NETWORKS
)

TASKS = (
    *(
        Rule(
            f"{field_of(kind)}_switch_must_be_created_with_set",
            Stage.LAYOUT,
            when=(subject(),),
            then=(Task(id="create-set-switch", **_with(kind, "set")),),
            cites=("set-takes-identical-adapters",),
        )
        for kind in GUEST_NETWORKS
    ),
    Rule(
        "guest_service_team_must_be_created",
        Stage.LAYOUT,
        when=(subject(),),
        then=(Task(id="create-lbfo-team-under-switch", **_with("guest-service", "lbfo-team")),),
        cites=("lbfo-under-the-switch-sample",),
    ),
    Rule(
        "management_team_must_be_created",
        Stage.LAYOUT,
        when=(subject(host_release=ReleaseFrom(_LBFO_FROM)),),
        then=(Task(id="create-lbfo-team", **_with("management", "lbfo-team")),),
        cites=("lbfo-from-2012",),
    ),
    Rule(
        "management_team_stays_beside_the_switch",
        Stage.LAYOUT,
        when=(subject(),),
        then=(
            Finding(
                id="lbfo-beside-the-switch", severity="info", **_with("management", "lbfo-team")
            ),
        ),
        cites=("no-lbfo-under-the-switch-from-2022",),
    ),
    *(
        Rule(
            f"{field_of(kind)}_team_comes_from_the_vendor",
            Stage.LAYOUT,
            when=(subject(),),
            then=(
                Task(id="set-up-vendor-team", **_with(kind, "vendor-team")),
                Finding(id="vendor-supports-team", severity="info", **_with(kind, "vendor-team")),
            ),
            cites=("vendor-teaming-supported-by-vendor",),
        )
        for kind in ("guest-service", "management")
    ),
)

RULES = (
    *(*EVERY_NETWORK, *UNDER_THE_SWITCH, *GUEST_SERVICE),
    *(*OF_THE_HOSTS, *ABOUT_PLANS, *SET_ADVISED, *TASKS),
)
