"""What the layer in the guests and the layer of the hosts amount to together."""

from __future__ import annotations

from itertools import product

from knowledge.decisions import FAILURES, GUEST_LAYERS, HOST_LAYERS, RESTARTING, pair
from knowledge.rules import (
    NO,
    YES,
    Conclusion,
    FieldRecord,
    Finding,
    Merit,
    Objection,
    Predicate,
    Rule,
    Stage,
    one_of,
    subject,
    unlike,
)
from knowledge.support import field_of, record_field_of

PROTECTION_BEHIND = {
    "guest-system": ("heartbeat-monitoring-restarts-machine",),
    "service": ("service-failure-must-be-noticed",),
    "host": ("host-failure-is-watched", "host-cluster-restarts-machines"),
    "maintenance": ("quick-migration-interrupts",),
}
"""Records that say what protects against a failure, for the pairs that hold none of it."""

CAN_MISS = {
    "application": FAILURES,
    "nothing": FAILURES,
    "guest-nlb": ("service", "maintenance"),
    "guest-cluster": ("maintenance",),
    "restart-and-live-migration": ("service",),
    "restart-only": ("service", "maintenance"),
}
"""Failures that a layer covers on a condition or not at all; it covers the others always.

A host failure is missing here for layers that need two hosts: with one, it is left to a copy.
"""

_QUICK = field_of("quick-migration")

MOVED_BY_THE_HOSTS = ("nothing", "application")
"""Guest layers that may leave planned maintenance to the hosts wherever there are two of them."""


def _uncovered(guest: str, host: str, failure: str) -> dict[str, Predicate]:
    suffix = failure.replace("-", "_")
    conditions: dict[str, Predicate] = {f"survive_{suffix}": YES}
    for layer in (guest, host):
        if layer != "nothing":
            conditions[f"{layer.replace('-', '_')}_covers_{suffix}"] = NO
    if failure == "host":
        conditions["host_need_on_copy"] = NO
    if failure == "maintenance" and host in RESTARTING and guest in MOVED_BY_THE_HOSTS:
        conditions["host_processors"] = unlike("other-makers")
        if host == "restart-only":
            conditions[_QUICK] = unlike("not-supported")
    return conditions


def _against(guest: str, host: str, failure: str) -> tuple[Conclusion, ...]:
    option = pair(guest, host)
    return (Objection(decision="pair", option=option, level="insufficient", misses=failure),)


REQUIREMENTS = tuple(
    Rule(
        f"{guest}_with_{host}_does_not_cover_{failure}".replace("-", "_"),
        Stage.OPTIONS,
        when=(subject(**_uncovered(guest, host, failure)),),
        then=_against(guest, host, failure),
        cites=PROTECTION_BEHIND[failure],
    )
    for guest, host in product(GUEST_LAYERS, HOST_LAYERS)
    for failure in FAILURES
    if failure in CAN_MISS[guest] and failure in CAN_MISS[host]
)

BETWEEN_MAKERS = tuple(
    Rule(
        f"{guest}_with_{host}_does_not_move_between_makers".replace("-", "_"),
        Stage.OPTIONS,
        when=(
            subject(
                **{
                    **_uncovered(guest, host, "maintenance"),
                    "host_processors": one_of("other-makers"),
                }
            ),
        ),
        then=_against(guest, host, "maintenance"),
        cites=("processors-of-one-maker",),
    )
    for guest, host in product(MOVED_BY_THE_HOSTS, RESTARTING)
)
"""Where processors are of different makers, machines do not move at all while they run."""

NOT_SAVED = tuple(
    Rule(
        f"{guest}_with_restart_only_may_not_be_moved".replace("-", "_"),
        Stage.OPTIONS,
        when=(
            subject(
                **{
                    **_uncovered(guest, "restart-only", "maintenance"),
                    _QUICK: one_of("not-supported"),
                }
            ),
        ),
        then=_against(guest, "restart-only", "maintenance"),
        cites=(FieldRecord(record_field_of("quick-migration")),),
    )
    for guest in MOVED_BY_THE_HOSTS
)
"""Where the product may not be saved and resumed, quick migration does not move it."""

TWO_CLUSTERS = (
    *(
        Rule(
            f"guest_cluster_with_{host.replace('-', '_')}_on_a_host_cluster_is_complex",
            Stage.OPTIONS,
            when=(subject(host_cluster_chosen=YES),),
            then=(
                Objection(decision="pair", option=pair("guest-cluster", host), level="discouraged"),
            ),
            cites=("combined-clustering-discouraged",),
        )
        for host in HOST_LAYERS
    ),
    *(
        Rule(
            f"guest_cluster_with_{host.replace('-', '_')}_gives_two_layers_of_protection",
            Stage.OPTIONS,
            when=(subject(host_cluster_chosen=YES, environment=one_of("production")),),
            then=(Merit(decision="pair", option=pair("guest-cluster", host)),),
            cites=("combined-clustering-recommended",),
        )
        for host in RESTARTING
    ),
    Rule(
        "guest_cluster_stands_on_a_host_cluster",
        Stage.OPTIONS,
        when=(subject(host_cluster_chosen=YES),),
        then=(
            Finding(
                id="combined-clustering",
                severity="warning",
                decision="guest_layer",
                option="guest-cluster",
            ),
        ),
        cites=("combined-clustering-discouraged",),
    ),
)

LAYERS_COMBINE = tuple(
    Rule(
        f"{guest.replace('-', '_')}_and_{host.replace('-', '_')}_work_together",
        Stage.OPTIONS,
        when=(subject(host_cluster_chosen=YES),),
        then=(
            Finding(
                id="layers-combine", severity="info", decision="pair", option=pair(guest, host)
            ),
        ),
        cites=("layers-combine",),
    )
    for guest in ("guest-nlb", "application")
    for host in RESTARTING
)

RULES = (*REQUIREMENTS, *BETWEEN_MAKERS, *NOT_SAVED, *TWO_CLUSTERS, *LAYERS_COMBINE)
