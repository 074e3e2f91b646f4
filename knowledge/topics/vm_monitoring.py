"""What the host cluster notices inside a machine: its heartbeat and its services."""

from __future__ import annotations

from knowledge.decisions import RESTARTING, pair
from knowledge.rules import (
    YES,
    Covers,
    Finding,
    FromRecord,
    ReleaseBefore,
    Rule,
    Stage,
    Task,
    one_of,
    subject,
)

COVERAGE = tuple(
    Rule(
        f"{option.replace('-', '_')}_covers_{failure.replace('-', '_')}_by_monitoring",
        Stage.GROUND_WORKLOAD,
        when=(subject(),),
        then=(Covers(failure=failure, by=option),),
        cites=(record,),
    )
    for option in RESTARTING
    for failure, record in (
        ("guest-system", "heartbeat-monitoring-restarts-machine"),
        ("service", "service-monitoring-restarts-service"),
    )
)

WATCHED = tuple(pair(guest, host) for guest in ("nothing", "guest-nlb") for host in RESTARTING)
"""Pairs in which nothing inside the guests notices a failing service."""


def _with(option: str) -> str:
    return option.replace("+", "_and_").replace("-", "_")


SET_UP = tuple(
    Rule(
        f"service_monitoring_must_be_set_up_with_{_with(option)}",
        Stage.OPTIONS,
        when=(subject(survive_service=YES),),
        then=(Task(id="set-up-service-monitoring", decision="pair", option=option),),
        cites=("service-monitoring-restarts-service",),
    )
    for option in WATCHED
)

DOUBTS = tuple(
    Rule(
        f"service_monitoring_may_not_reach_{which}_guest_with_{_with(option)}",
        Stage.OPTIONS,
        when=(subject(survive_service=YES, guest_system=guest),),
        then=(
            Finding(
                id="service-monitoring-of-old-guest",
                severity="warning",
                decision="pair",
                option=option,
            ),
        ),
        cites=("service-monitoring-guest-2012",),
    )
    for option in WATCHED
    for which, guest in (
        ("an_old", ReleaseBefore(FromRecord("service-monitoring-guest-2012", "from_release"))),
        ("another", one_of("linux", "other")),
    )
    if (which, option.split("+")[0]) != ("another", "guest-nlb")  # NLB takes Windows guests only
)

RULES = (*COVERAGE, *SET_UP, *DOUBTS)
