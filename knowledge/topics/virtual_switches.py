"""Which networks run through a virtual switch, and whether the host shares it."""

from __future__ import annotations

from knowledge.decisions import GUEST_NETWORKS, HOST_NETWORKS
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
    subject,
)

_CMDLET_FROM = FromRecord("switch-cmdlets-from-2012", "from_release")


def _against(kind: str, option: str, level: str) -> Conclusion:
    return Objection(decision=f"virtual_switch.{kind}", option=option, level=level)


def _own(kind: str) -> dict[str, str]:
    return {"decision": f"virtual_switch.{kind}", "option": "own-switch"}


OF_THE_GUESTS = (
    *(
        Rule(
            f"{field_of(kind)}_network_needs_a_switch",
            Stage.LAYOUT,
            when=(subject(),),
            then=(_against(kind, "no-switch", "not-applicable"),),
            cites=("guests-connect-through-a-switch",),
        )
        for kind in GUEST_NETWORKS
    ),
    *(
        Rule(
            f"{field_of(kind)}_switch_belongs_to_the_guests",
            Stage.LAYOUT,
            when=(subject(),),
            then=(Merit(**_own(kind)),),
            cites=("switch-reserved-for-guests",),
        )
        for kind in GUEST_NETWORKS
    ),
)

OF_THE_HOSTS = (
    *(
        Rule(
            f"{field_of(kind)}_network_has_no_switch",
            Stage.LAYOUT,
            when=(subject(),),
            then=(Merit(decision=f"virtual_switch.{kind}", option="no-switch"),),
            cites=("host-networks-without-switch",),
        )
        for kind in HOST_NETWORKS
    ),
    *(
        Rule(
            f"{field_of(kind)}_traffic_is_not_that_of_guests",
            Stage.LAYOUT,
            when=(subject(),),
            then=(_against(kind, "own-switch", "not-applicable"),),
            cites=("switch-reserved-for-guests",),
        )
        for kind in HOST_NETWORKS
    ),
)

SHARING = (
    *(
        Rule(
            f"{field_of(kind)}_network_would_share_a_switch",
            Stage.LAYOUT,
            when=(subject(),),
            then=(_against(kind, "shared-switch", "discouraged"),),
            cites=("guest-switch-not-shared-with-host",),
        )
        for kind in ("guest-service", "management", "csv", "live-migration")
    ),
    Rule(
        "host_iscsi_would_share_a_switch",
        Stage.LAYOUT,
        when=(subject(),),
        then=(_against("iscsi-host", "shared-switch", "discouraged"),),
        cites=("iscsi-nics-dedicated",),
    ),
)

_OWN_NETWORK = {"decision": "network.guest-service", "option": "own-network"}

VLANS = (
    Rule(
        "guests_use_vlans",
        Stage.LAYOUT,
        when=(subject(networks_guest_service_vlan=YES),),
        then=(Finding(id="vlans-of-guests", severity="info", **_OWN_NETWORK),),
        cites=("guest-vlan-compatibility",),
    ),
    Rule(
        "vlans_are_set_on_the_switch",
        Stage.LAYOUT,
        when=(subject(networks_guest_service_vlan=YES),),
        then=(Task(id="set-vlans-on-switch", **_OWN_NETWORK),),
        cites=("vlans-belong-to-the-switch",),
    ),
)

TASKS = (
    *(
        Rule(
            f"{field_of(kind)}_switch_must_be_created",
            Stage.LAYOUT,
            when=(subject(host_release=ReleaseFrom(_CMDLET_FROM)),),
            then=(Task(id="create-guest-switch", **_own(kind)),),
            cites=("switch-reserved-for-guests", "switch-cmdlets-from-2012"),
        )
        for kind in GUEST_NETWORKS
    ),
    *(
        Rule(
            f"{field_of(kind)}_switch_must_be_created_by_hand",
            Stage.LAYOUT,
            when=(subject(host_release=ReleaseBefore(_CMDLET_FROM)),),
            then=(Task(id="create-guest-switch-by-hand", **_own(kind)),),
            cites=("switch-reserved-for-guests", "switch-cmdlets-from-2012"),
        )
        for kind in GUEST_NETWORKS
    ),
)

RULES = (*OF_THE_GUESTS, *OF_THE_HOSTS, *SHARING, *VLANS, *TASKS)
