"""When guests can share the load of a stateless service by Network Load Balancing."""

from __future__ import annotations

from knowledge.decisions import GUEST_NLB
from knowledge.rules import (
    YES,
    AtLeast,
    Below,
    Covers,
    FromRecord,
    Rule,
    Stage,
    one_of,
    subject,
)

_MACHINES = FromRecord("guest-nlb-balances-stateless", "machines")
_HOSTS = FromRecord("guest-nodes-on-different-hosts", "hosts")


POSSIBLE = (
    Rule(
        "nlb_does_not_suit_stateful_services",
        Stage.GROUND_WORKLOAD,
        when=(subject(stateful=YES),),
        then=GUEST_NLB.objection("not-applicable"),
        cites=("guest-nlb-stateless-only",),
    ),
    Rule(
        "nlb_needs_windows_guests",
        Stage.GROUND_WORKLOAD,
        when=(subject(guest_system=one_of("linux", "other")),),
        then=GUEST_NLB.objection("not-applicable"),
        cites=("guest-nlb-is-windows",),
    ),
    Rule(
        "nlb_needs_two_machines",
        Stage.GROUND_WORKLOAD,
        when=(subject(instances=Below(_MACHINES)),),
        then=GUEST_NLB.objection("not-applicable"),
        cites=("guest-nlb-stateless-only",),
    ),
    Rule(
        "nlb_is_deprecated_in_2025",
        Stage.GROUND_WORKLOAD,
        when=(subject(),),
        then=GUEST_NLB.objection("discouraged"),
        cites=("nlb-deprecated-2025",),
    ),
)

COVERAGE = tuple(
    Rule(
        f"nlb_covers_{failure.replace('-', '_')}",
        Stage.GROUND_WORKLOAD,
        when=(subject(**({} if failure == "guest-system" else {"host_count": AtLeast(_HOSTS)})),),
        then=(Covers(failure=failure, by="guest-nlb"),),
        cites=("nlb-redistributes-in-ten-seconds",),
    )
    for failure in ("guest-system", "host", "maintenance")
)

CHOICE = (
    Rule(
        "nlb_balances_stateless_services",
        Stage.OPTIONS,
        when=(
            subject(stateful=one_of("no"), instances=AtLeast(_MACHINES), survive_any_failure=YES),
        ),
        then=GUEST_NLB.merit(),
        cites=("guest-nlb-balances-stateless",),
    ),
)

RULES = (*POSSIBLE, *COVERAGE, *CHOICE)
