"""How long each kind of protection leaves a workload down, against the outage it tolerates."""

from __future__ import annotations

from knowledge.decisions import RESTARTING, pair
from knowledge.rules import YES, Below, FromRecord, Objection, Predicate, Rule, Stage, subject

FAILURES = ("guest-system", "service", "host")
"""Failures that end in an outage. Planned maintenance does not: a live migration serves it."""


def _failing(failure: str) -> dict[str, Predicate]:
    return {f"survive_{failure.replace('-', '_')}": YES}


def _after(failure: str) -> str:
    return f"_after_a_{failure.replace('-', '_')}_failure"


RESTART = tuple(
    Rule(
        f"{host.replace('-', '_')}{name}{_after(failure)}",
        Stage.OPTIONS,
        when=(subject(**_failing(failure), tolerated_outage=Below(FromRecord(record, key))),),
        then=(
            Objection(
                decision="pair",
                option=pair("nothing", host),
                level=level,
                misses="tolerated-outage",
            ),
        ),
        cites=(record,),
    )
    for host in RESTARTING
    for failure in FAILURES
    for name, record, key, level in (
        (
            "_takes_longer_than_tolerated",
            "host-cluster-restarts-machines",
            "shortest_outage_s",
            "insufficient",
        ),
        (
            "_usually_takes_longer",
            "host-cluster-restart-takes-minutes",
            "usual_outage_s",
            "discouraged",
        ),
    )
)

LOSS_OF_A_NODE = ("guest-system", "host")
IN_GUESTS = tuple(
    Rule(
        name + _after(failure),
        Stage.GROUND_WORKLOAD,
        when=(subject(**_failing(failure), tolerated_outage=Below(FromRecord(record, key))),),
        then=(
            Objection(
                decision="guest_layer", option=option, level=level, misses="tolerated-outage"
            ),
        ),
        cites=(record,),
    )
    for name, option, failures, record, key, level in (
        (
            "guest_cluster_detects_too_slowly",
            "guest-cluster",
            LOSS_OF_A_NODE,
            "guest-cluster-detection-2016",
            "shortest_outage_s",
            "insufficient",
        ),
        (
            "older_guest_cluster_detects_too_slowly",
            "guest-cluster",
            LOSS_OF_A_NODE,
            "guest-cluster-detection-before-2016",
            "shortest_outage_s",
            "insufficient",
        ),
        (
            "nlb_redistributes_too_slowly",
            "guest-nlb",
            LOSS_OF_A_NODE,
            "nlb-redistributes-in-ten-seconds",
            "shortest_outage_s",
            "insufficient",
        ),
        (
            "own_replication_usually_switches_too_slowly",
            "application",
            FAILURES,
            "own-replication-switch-takes-seconds",
            "usual_outage_s",
            "discouraged",
        ),
    )
    for failure in failures
)

BY_HAND = tuple(
    Rule(
        f"replica_is_switched_too_slowly_for_{purpose}{suffix}",
        Stage.COPIES,
        when=(subject(**{condition: YES, outage: Below(FromRecord(record, key))}),),
        then=(
            Objection(
                decision="second_copy",
                option="hyper-v-replica",
                level=level,
                misses=outage.replace("_", "-"),
            ),
        ),
        cites=(record,),
    )
    for purpose, condition, outage in (
        ("the_site", "survive_site", "disaster_outage"),
        ("the_host", "host_need_on_copy", "tolerated_outage"),
    )
    for suffix, record, key, level in (
        ("", "replica-is-started-by-hand", "shortest_outage_s", "insufficient"),
        ("_usually", "replica-switch-by-hand-takes-time", "usual_outage_s", "discouraged"),
    )
)

RULES = (*RESTART, *IN_GUESTS, *BY_HAND)
