"""How large clusters and machines may be, and the room that is kept for those of a failed host."""

from __future__ import annotations

from facts.question_bank import NOT_APPLICABLE
from knowledge.decisions import HOST_CLUSTER
from knowledge.rules import (
    NO,
    YES,
    Above,
    AtLeast,
    Finding,
    FromRecord,
    Rule,
    Stage,
    subject,
    unlike,
)

_STATED = unlike(NOT_APPLICABLE)
"""A number that is told needs to be known."""
_SEVERAL = AtLeast(FromRecord("host-cluster-restarts-machines", "hosts"))


NODES = (
    Rule(
        "cluster_of_2008r2_takes_few_nodes",
        Stage.GROUND_SITE,
        when=(subject(host_count=Above(FromRecord("cluster-scale-2008r2", "nodes"))),),
        then=(
            *HOST_CLUSTER.objection("not-supported"),
            Finding(id="too-many-nodes", severity="critical"),
        ),
        cites=("cluster-scale-2008r2",),
    ),
)

MACHINES = tuple(
    Rule(
        f"{record.replace('-', '_')}_is_exceeded",
        Stage.LAYOUT,
        when=(
            subject(
                machines_fit=NO,
                machines_least=_STATED,
                machines_bound=AtLeast(FromRecord(record, "machines_per_host")),
            ),
        ),
        then=HOST_CLUSTER.finding(finding, severity),
        cites=(record,),
    )
    for record, finding, severity in (
        ("cluster-scale-2008r2", "too-many-machines", "critical"),
        ("cluster-scale-2012-to-2022", "too-many-machines", "critical"),
        ("cluster-scale-2025", "perhaps-too-many-machines", "warning"),
    )
)

RESERVE = (
    Rule(
        "room_of_one_host_is_kept_free",
        Stage.LAYOUT,
        when=(subject(host_count=_SEVERAL, load_limit=_STATED),),
        then=HOST_CLUSTER.finding("reserve-of-one-host", "info"),
        cites=("reserve-of-one-node",),
    ),
    Rule(
        "memory_of_the_other_hosts_is_too_small",
        Stage.LAYOUT,
        when=(
            subject(
                memory_suffices=NO,
                memory_needed=_STATED,
                memory_left=_STATED,
                memory_short=_STATED,
            ),
        ),
        then=(
            *HOST_CLUSTER.finding("reserve-short", "critical"),
            *HOST_CLUSTER.task("add-reserve"),
        ),
        cites=("memory-of-the-hosts-left", "reserve-of-one-node"),
    ),
    Rule(
        "memory_of_the_other_hosts_suffices",
        Stage.LAYOUT,
        when=(subject(memory_suffices=YES, memory_needed=_STATED, memory_left=_STATED),),
        then=HOST_CLUSTER.finding("reserve-suffices", "info"),
        cites=("memory-of-the-hosts-left", "reserve-of-one-node"),
    ),
    Rule(
        "machine_is_larger_than_a_host",
        Stage.OPTIONS,
        when=(subject(fits_a_host=NO, memory_named=_STATED, host_memory_named=_STATED),),
        then=(Finding(id="machine-larger-than-a-host", severity="critical"),),
        cites=("machine-fits-a-host",),
    ),
)

LIMITS = tuple(
    Rule(
        f"{record.replace('-', '_')}_is_exceeded",
        Stage.OPTIONS,
        when=(subject(memory_named=Above(FromRecord(record, "gigabytes"))),),
        then=(Finding(id=finding, severity=severity),),
        cites=(record,),
    )
    for record, finding, severity in (
        ("machine-memory-2008r2", "machine-beyond-the-release", "critical"),
        ("machine-memory-2012-and-2012r2", "machine-beyond-the-release", "critical"),
        ("machine-memory-2016-and-2019", "machine-beyond-the-release", "critical"),
        ("more-memory-takes-generation-2", "machine-of-generation-2", "warning"),
    )
)

RULES = (*NODES, *MACHINES, *RESERVE, *LIMITS)
