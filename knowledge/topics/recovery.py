"""How long each kind of protection leaves a workload down, against the outage it tolerates."""

from __future__ import annotations

from knowledge.decisions import RESTARTING, pair
from knowledge.rules import YES, Below, FromRecord, Objection, Rule, Stage, subject

RESTART = tuple(
    Rule(
        f"{host.replace('-', '_')}_takes_longer_than_tolerated{suffix}",
        Stage.OPTIONS,
        when=(
            subject(survive_any_failure=YES, tolerated_outage=Below(FromRecord(record, key))),
        ),
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
    for suffix, record, key, level in (
        ("", "host-cluster-restarts-machines", "shortest_outage_s", "insufficient"),
        ("_usually", "host-cluster-restart-takes-minutes", "usual_outage_s", "discouraged"),
    )
)

IN_GUESTS = tuple(
    Rule(
        name,
        Stage.GROUND_WORKLOAD,
        when=(
            subject(
                survive_any_failure=YES,
                tolerated_outage=Below(FromRecord(record, key)),
            ),
        ),
        then=(
            Objection(
                decision="guest_layer", option=option, level=level, misses="tolerated-outage"
            ),
        ),
        cites=(record,),
    )
    for name, option, record, key, level in (
        (
            "guest_cluster_detects_too_slowly",
            "guest-cluster",
            "guest-cluster-detection-2016",
            "shortest_outage_s",
            "insufficient",
        ),
        (
            "older_guest_cluster_detects_too_slowly",
            "guest-cluster",
            "guest-cluster-detection-before-2016",
            "shortest_outage_s",
            "insufficient",
        ),
        (
            "nlb_redistributes_too_slowly",
            "guest-nlb",
            "nlb-redistributes-in-ten-seconds",
            "shortest_outage_s",
            "insufficient",
        ),
        (
            "own_replication_usually_switches_too_slowly",
            "application",
            "own-replication-switch-takes-seconds",
            "usual_outage_s",
            "discouraged",
        ),
    )
)

BY_HAND = tuple(
    Rule(
        f"replica_is_switched_too_slowly_for_{purpose}{suffix}",
        Stage.COPIES,
        when=(
            subject(**{condition: YES, outage: Below(FromRecord(record, key))}),
        ),
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
