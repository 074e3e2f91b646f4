"""What the host cluster notices inside a machine: its heartbeat and its services."""

from __future__ import annotations

from knowledge.decisions import GUEST_LAYERS, RESTARTING, pair
from knowledge.rules import (
    NO,
    YES,
    Conclusion,
    Covers,
    Finding,
    FromRecord,
    Objection,
    Predicate,
    ReleaseBefore,
    Rule,
    Stage,
    Task,
    one_of,
    subject,
    unlike,
)

_WITH_SERVICES = "heartbeat-and-services"
_FROM = FromRecord("service-monitoring-from-2012", "from_release")
_NO_TRUST = ("untrusted", "workgroup")

IN_THE_WAY: dict[str, tuple[dict[str, Predicate], str]] = {
    "an_old_host": ({"host_release": ReleaseBefore(_FROM)}, "service-monitoring-from-2012"),
    "no_trust": ({"monitoring_trust": one_of(*_NO_TRUST)}, "service-monitoring-needs-trust"),
    "a_closed_firewall": ({"monitoring_firewall": NO}, "service-monitoring-needs-firewall"),
    "fixed_recovery_options": (
        {"monitoring_recovery_options": NO},
        "service-monitoring-needs-recovery-options",
    ),
}
"""What keeps the hosts from watching services: when it does, and the record that says so."""

BY_SERVICE = {
    "monitoring_trust": unlike(*_NO_TRUST),
    "monitoring_firewall": unlike("no"),
    "monitoring_recovery_options": unlike("no"),
}
"""Nothing is in the way; where nobody asked for services to be watched, nothing is known to be."""


def _named(words: str) -> str:
    return words.replace("+", "_and_").replace("-", "_")


COVERAGE = tuple(
    rule
    for option in RESTARTING
    for rule in (
        Rule(
            f"{_named(option)}_covers_guest_system_by_monitoring",
            Stage.GROUND_WORKLOAD,
            when=(subject(),),
            then=(Covers(failure="guest-system", by=option),),
            cites=("heartbeat-monitoring-restarts-machine",),
        ),
        Rule(
            f"{_named(option)}_covers_service_by_monitoring",
            Stage.GROUND_WORKLOAD,
            when=(subject(**BY_SERVICE),),
            then=(Covers(failure="service", by=option),),
            cites=("service-monitoring-restarts-service",),
        ),
    )
)

WATCHED = ("nothing", "guest-nlb")
"""Guest layers that do not notice a failing service."""

LOST = (
    *(
        Rule(
            f"service_goes_unwatched_by_{why}",
            Stage.COPIES,
            when=(
                subject(
                    survive_service=YES, guest_layer_chosen=one_of(*WATCHED, "none"), **condition
                ),
            ),
            then=(Finding(id=f"service-unwatched-{why.replace('_', '-')}", severity="warning"),),
            cites=(record,),
        )
        for why, (condition, record) in IN_THE_WAY.items()
    ),
    *(
        Rule(
            f"{_named(pair(guest, host))}_cannot_watch_the_service_by_{why}",
            Stage.OPTIONS,
            when=(
                subject(
                    survive_service=YES,
                    **({} if guest == "nothing" else {f"{_named(guest)}_covers_service": NO}),
                    **condition,
                ),
            ),
            then=(
                Objection(
                    decision="pair",
                    option=pair(guest, host),
                    level="insufficient",
                    misses="service",
                ),
            ),
            cites=(record,),
        )
        for guest in GUEST_LAYERS
        if guest != "guest-cluster"  # it always notices a failing service itself
        for host in RESTARTING
        for why, (condition, record) in IN_THE_WAY.items()
    ),
)


def _against(level: str) -> tuple[Conclusion, ...]:
    return (Objection(decision="monitoring", option=_WITH_SERVICES, level=level),)


OPTIONS = (
    *(
        Rule(
            f"services_are_not_watched_by_{why}",
            Stage.COPIES,
            when=(subject(**condition),),
            then=_against("not-supported"),
            cites=(record,),
        )
        for why, (condition, record) in IN_THE_WAY.items()
    ),
    Rule(
        "heartbeat_alone_misses_the_service",
        Stage.COPIES,
        when=(subject(survive_service=YES, guest_layer_chosen=one_of(*WATCHED)),),
        then=(
            Objection(
                decision="monitoring", option="heartbeat", level="insufficient", misses="service"
            ),
        ),
        cites=("service-monitoring-restarts-service",),
    ),
    *(
        Rule(
            f"service_monitoring_may_not_reach_{which}_guest",
            Stage.COPIES,
            when=(subject(guest_system=guest),),
            then=(
                *_against("discouraged"),
                Finding(
                    id="service-monitoring-of-old-guest",
                    severity="warning",
                    decision="monitoring",
                    option=_WITH_SERVICES,
                ),
            ),
            cites=("service-monitoring-guest-2012",),
        )
        for which, guest in (
            ("an_old", ReleaseBefore(FromRecord("service-monitoring-guest-2012", "from_release"))),
            ("another", one_of("linux", "other")),
        )
    ),
)

SET_UP = (
    *(
        Rule(
            f"{_named(option)}_needs_the_heartbeat_setting",
            Stage.COPIES,
            when=(subject(),),
            then=(Task(id="check-heartbeat-monitoring", decision="monitoring", option=option),),
            cites=("heartbeat-monitoring-is-a-setting",),
        )
        for option in ("heartbeat", _WITH_SERVICES)
    ),
    *(
        Rule(
            f"service_monitoring_takes_{_named(task)}",
            Stage.COPIES,
            when=(subject(),),
            then=(Task(id=task, decision="monitoring", option=_WITH_SERVICES),),
            cites=(record,),
        )
        for task, record in (
            ("set-up-service-monitoring", "service-monitoring-restarts-service"),
            ("open-monitoring-firewall", "service-monitoring-needs-firewall"),
            ("set-service-recovery-options", "service-monitoring-needs-recovery-options"),
        )
    ),
    Rule(
        "service_monitoring_is_no_failover",
        Stage.COPIES,
        when=(subject(survive_service=YES),),
        then=(
            Finding(
                id="monitoring-is-no-failover",
                severity="info",
                decision="monitoring",
                option=_WITH_SERVICES,
            ),
        ),
        cites=("service-monitoring-is-no-failover",),
    ),
)

RULES = (*COVERAGE, *LOST, *OPTIONS, *SET_UP)
