"""How machines are reached after a failover by Hyper-V Replica: switch, address and name."""

from __future__ import annotations

from knowledge.decisions import HYPER_V_REPLICA
from knowledge.rules import (
    FromRecord,
    Predicate,
    ReleaseBefore,
    ReleaseFrom,
    Rule,
    Stage,
    one_of,
    subject,
    unlike,
)

_ELSEWHERE: dict[str, Predicate] = {"target_kind": one_of("other-site")}
_FOR_LINUX = FromRecord("replica-injects-addresses-into-linux", "from_release")


CONNECTED = (
    Rule(
        "adapters_of_a_replica_are_connected_by_hand",
        Stage.COPIES,
        when=(subject(),),
        then=HYPER_V_REPLICA.task("connect-replica-adapters"),
        cites=("replica-adapters-start-disconnected",),
    ),
)

INJECTED = tuple(
    Rule(
        f"{name}_take_another_address_at_the_other_site",
        Stage.COPIES,
        when=(subject(**_ELSEWHERE, **guests),),
        then=HYPER_V_REPLICA.task("set-failover-addresses"),
        cites=("replica-injects-addresses", "failover-address-is-set-on-both-sides", *records),
        host_of="target",
    )
    for name, guests, records in (
        ("windows_guests", {"guest_system": unlike("linux", "other")}, ()),
        (
            "linux_guests",
            {"guest_system": one_of("linux"), "target_host_release": ReleaseFrom(_FOR_LINUX)},
            ("replica-injects-addresses-into-linux",),
        ),
    )
)

KEPT = tuple(
    Rule(
        f"{name}_keep_their_address_at_the_other_site",
        Stage.COPIES,
        when=(subject(**_ELSEWHERE, **guests),),
        then=HYPER_V_REPLICA.finding("no-address-injection", "warning"),
        cites=("address-stays-without-integration-services", *records),
    )
    for name, guests, records in (
        (
            "linux_guests_of_older_hosts",
            {"guest_system": one_of("linux"), "target_host_release": ReleaseBefore(_FOR_LINUX)},
            ("replica-injects-addresses-into-linux",),
        ),
        ("guests_without_integration_services", {"guest_system": one_of("other")}, ()),
    )
)

NAMED = (
    Rule(
        "names_follow_the_machine_to_the_other_site",
        Stage.COPIES,
        when=(subject(**_ELSEWHERE),),
        then=HYPER_V_REPLICA.task("plan-names-after-failover"),
        cites=("names-follow-the-failover",),
    ),
)

RULES = (*CONNECTED, *INJECTED, *KEPT, *NAMED)
