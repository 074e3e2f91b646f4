"""What a farm of Network Load Balancing asks of its machines, of the network and of operation."""

from __future__ import annotations

from knowledge.decisions import GUEST_NLB
from knowledge.rules import (
    YES,
    Above,
    AtLeast,
    Finding,
    FromRecord,
    Predicate,
    Rule,
    Stage,
    one_of,
    subject,
)

_LARGEST = FromRecord("nlb-hosts-at-most", "hosts")

_BARRED: tuple[tuple[str, dict[str, Predicate], str], ...] = (
    (
        "nlb_takes_no_addresses_from_dhcp",
        {"farm_addresses": one_of("dhcp")},
        "nlb-takes-static-addresses",
    ),
    (
        "nlb_does_not_reach_over_subnets",
        {"farm_addresses": one_of("several-subnets")},
        "nlb-in-one-subnet",
    ),
    ("nlb_modes_are_not_mixed", {"farm_mode": one_of("mixed")}, "nlb-one-operation-mode"),
    ("nlb_hosts_are_no_cluster_nodes", {"farm_clustered": YES}, "nlb-not-on-cluster-nodes"),
)
"""What the architect says of the farm that NLB cannot work with."""

POSSIBLE = tuple(
    Rule(
        name,
        Stage.GROUND_WORKLOAD,
        when=(subject(**said),),
        then=GUEST_NLB.objection("not-supported"),
        cites=(record,),
    )
    for name, said, record in _BARRED
)

NETWORK = (
    Rule(
        "unicast_needs_mac_address_spoofing",
        Stage.OPTIONS,
        when=(subject(farm_mode=one_of("unicast")),),
        then=GUEST_NLB.task("allow-mac-address-spoofing"),
        cites=("nlb-unicast-needs-spoofing", "nlb-unicast-floods-switches"),
    ),
    Rule(
        "multicast_needs_static_entries",
        Stage.OPTIONS,
        when=(subject(farm_mode=one_of("multicast")),),
        then=GUEST_NLB.task("enter-farm-in-switches"),
        cites=("nlb-multicast-needs-static-entries",),
    ),
    Rule(
        "igmp_multicast_needs_snooping",
        Stage.OPTIONS,
        when=(subject(farm_mode=one_of("igmp-multicast")),),
        then=GUEST_NLB.task("check-igmp-snooping"),
        cites=("nlb-igmp-needs-snooping",),
    ),
    Rule(
        "farm_over_two_places_shares_a_subnet",
        Stage.OPTIONS,
        when=(subject(witness_two_places=YES, host_cluster_chosen=YES),),
        then=GUEST_NLB.finding("farm-over-two-places", "warning"),
        cites=("nlb-in-one-subnet",),
    ),
)

OPERATION = (
    Rule(
        "farm_is_larger_than_nlb_takes",
        Stage.OPTIONS,
        when=(subject(instances_named=Above(_LARGEST)),),
        then=GUEST_NLB.finding("farm-too-large-for-nlb", "warning"),
        cites=("nlb-hosts-at-most",),
    ),
    Rule(
        "failed_application_keeps_its_share",
        Stage.OPTIONS,
        when=(subject(),),
        then=GUEST_NLB.task("take-failed-member-out"),
        cites=("nlb-watches-no-applications",),
    ),
    Rule(
        "service_failure_is_not_seen_by_nlb",
        Stage.OPTIONS,
        when=(subject(survive_service=YES),),
        then=GUEST_NLB.finding("nlb-does-not-see-the-service", "warning"),
        cites=("nlb-watches-no-applications",),
    ),
    Rule(
        "members_of_a_farm_are_kept_alike",
        Stage.OPTIONS,
        when=(subject(),),
        then=GUEST_NLB.task("keep-farm-alike"),
        cites=("nlb-hosts-run-their-own-copies", "nlb-affinity-ties-clients"),
    ),
    Rule(
        "members_of_a_farm_are_moved_one_by_one",
        Stage.OPTIONS,
        when=(subject(host_cluster_chosen=YES),),
        then=GUEST_NLB.task("move-farm-one-by-one"),
        cites=("nlb-members-moved-together",),
    ),
)

OTHERS = (
    Rule(
        "deprecated_nlb_calls_for_another_load_balancer",
        Stage.OPTIONS,
        when=(subject(),),
        then=GUEST_NLB.finding("look-for-another-load-balancer", "warning"),
        cites=("nlb-deprecated-2025", "other-load-balancers-beside-nlb"),
    ),
    Rule(
        "farm_without_windows_is_balanced_elsewhere",
        Stage.OPTIONS,
        when=(
            subject(
                stateful=one_of("no"),
                guest_system=one_of("linux", "other"),
                instances=AtLeast(FromRecord("guest-nlb-balances-stateless", "machines")),
            ),
        ),
        then=(
            Finding(
                id="balance-without-windows",
                severity="info",
                decision="guest_layer",
                option="nothing",
            ),
        ),
        cites=("slb-in-place-of-nlb-from-2016",),
    ),
)

RULES = (*POSSIBLE, *NETWORK, *OPERATION, *OTHERS)
