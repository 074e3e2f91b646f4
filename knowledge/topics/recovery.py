"""What each kind of protection loses, how long it leaves a workload down, and what is tolerated."""

from __future__ import annotations

from knowledge.decisions import COPY_LOSSES, RESTARTING, pair
from knowledge.rules import (
    YES,
    AtLeast,
    Below,
    Both,
    Finding,
    FromRecord,
    Objection,
    Predicate,
    Rule,
    Stage,
    one_of,
    subject,
)

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

_TWO_INTERVALS = "replica-may-lose-two-intervals"
WITHOUT_MARGIN = tuple(
    Rule(
        f"replica_every_{option.replace('-', '_')}_leaves_no_margin_for_the_{purpose}",
        Stage.OPTIONS,
        when=(
            subject(
                **{
                    condition: YES,
                    loss: Both(
                        AtLeast(FromRecord(_TWO_INTERVALS, f"{key}_s")),
                        Below(FromRecord(_TWO_INTERVALS, f"{key}_twice_s")),
                    ),
                }
            ),
        ),
        then=(
            Finding(
                id="loss-without-margin",
                severity="info",
                decision="replica_interval",
                option=option,
            ),
        ),
        cites=(_TWO_INTERVALS,),
    )
    for option, key in (
        ("30-seconds", "thirty_seconds"),
        ("5-minutes", "five_minutes"),
        ("15-minutes", "fifteen_minutes"),
    )
    for purpose, condition, loss in COPY_LOSSES
)

WRITTEN = (
    Rule(
        "only_written_data_survives_the_switch",
        Stage.COPIES,
        when=(
            subject(
                survive_any_failure=YES,
                tolerated_loss=Below(
                    FromRecord("restart-loses-what-was-in-memory", "shortest_loss_s")
                ),
                guest_layer_chosen=one_of("nothing", "guest-cluster"),
            ),
        ),
        then=(Finding(id="only-written-data-survives", severity="info"),),
        cites=("restart-loses-what-was-in-memory",),
    ),
)

RULES = (*RESTART, *IN_GUESTS, *BY_HAND, *WITHOUT_MARGIN, *WRITTEN)
