"""Which machines a host cluster starts and moves first: priorities, and sets in an order."""

from __future__ import annotations

from knowledge.decisions import RESTARTING
from knowledge.rules import (
    YES,
    Below,
    Finding,
    FromRecord,
    Rule,
    Stage,
    Task,
    one_of,
    subject,
)

_CLUSTERED = {"host_layer_chosen": one_of(*RESTARTING)}
_CONTROLLER = {"product": one_of("ad-domain-controller"), **_CLUSTERED}

CONTROLLERS = (
    Rule(
        "domain_controllers_have_the_highest_priority",
        Stage.COPIES,
        when=(subject(**_CONTROLLER),),
        then=(Task(id="give-high-priority"),),
        cites=("machines-have-a-priority-from-2012",),
    ),
    Rule(
        "other_machines_wait_for_domain_controllers",
        Stage.COPIES,
        when=(subject(**_CONTROLLER),),
        then=(Task(id="start-controllers-first"),),
        cites=("sets-order-the-start-from-2016",),
    ),
)

OTHERS = (
    Rule(
        "machines_that_must_be_back_soon_have_a_high_priority",
        Stage.COPIES,
        when=(
            subject(
                **_CLUSTERED,
                survive_host=YES,
                guest_layer_chosen=one_of("nothing"),
                tolerated_outage=Below(FromRecord("soon-back-means-first", "soon_s")),
            ),
        ),
        then=(Task(id="give-high-priority"),),
        cites=("soon-back-means-first", "machines-have-a-priority-from-2012"),
    ),
    Rule(
        "low_priority_interrupts_machines_in_maintenance",
        Stage.COPIES,
        when=(
            subject(
                host_layer_chosen=one_of("restart-and-live-migration"), survive_maintenance=YES
            ),
        ),
        then=(Finding(id="no-low-priority", severity="info"),),
        cites=("low-priority-machines-are-quick-migrated",),
    ),
)

RULES = (*CONTROLLERS, *OTHERS)
