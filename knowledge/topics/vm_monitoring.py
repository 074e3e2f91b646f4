"""What the host cluster notices inside a machine: its heartbeat and its services."""

from __future__ import annotations

from knowledge.decisions import RESTARTING
from knowledge.rules import (
    YES,
    Covers,
    Finding,
    FromRecord,
    ReleaseBefore,
    Rule,
    Stage,
    Task,
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

SET_UP = tuple(
    Rule(
        f"service_monitoring_must_be_set_up_with_{option.replace('-', '_')}",
        Stage.OPTIONS,
        when=(subject(survive_service=YES),),
        then=(Task(id="set-up-service-monitoring", decision="pair", option=f"nothing+{option}"),),
        cites=("service-monitoring-restarts-service",),
    )
    for option in RESTARTING
)

DOUBTS = tuple(
    Rule(
        f"service_monitoring_may_not_reach_an_old_guest_with_{option.replace('-', '_')}",
        Stage.OPTIONS,
        when=(
            subject(
                survive_service=YES,
                guest_system=ReleaseBefore(
                    FromRecord("service-monitoring-guest-2012", "from_release")
                ),
            ),
        ),
        then=(
            Finding(
                id="service-monitoring-of-old-guest",
                severity="warning",
                decision="pair",
                option=f"nothing+{option}",
            ),
        ),
        cites=("service-monitoring-guest-2012",),
    )
    for option in RESTARTING
)

RULES = (*COVERAGE, *SET_UP, *DOUBTS)
