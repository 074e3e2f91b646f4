"""How long machines wait before the host cluster fails them over, and what that means for them."""

from __future__ import annotations

from knowledge.decisions import RESTARTING
from knowledge.rules import (
    YES,
    Below,
    Conclusion,
    Finding,
    FromRecord,
    Predicate,
    Rule,
    Stage,
    Task,
    one_of,
    subject,
)

_BLOCK = ("fc-san", "shared-sas", "iscsi")
_WAITS: dict[str, Predicate] = {
    "survive_host": YES,
    "guest_layer_chosen": one_of("nothing"),
    "host_layer_chosen": one_of(*RESTARTING),
}
"""Only the restart by the host cluster brings the service back."""
_ISOLATION = Below(FromRecord("isolated-node-keeps-its-machines", "isolation_s"))
_PAUSE = Below(FromRecord("lost-storage-pauses-for-half-an-hour", "pause_s"))


def _noted(finding: str, severity: str) -> Conclusion:
    return Finding(id=finding, severity=severity)


ISOLATION = (
    Rule(
        "isolation_of_a_lost_host_outlasts_the_tolerated_outage",
        Stage.COPIES,
        when=(subject(**_WAITS, tolerated_outage=_ISOLATION),),
        then=(_noted("isolation-delays-failover", "warning"), Task(id="shorten-resiliency-period")),
        cites=("isolated-node-keeps-its-machines", "resiliency-period-can-be-shortened"),
    ),
    Rule(
        "resiliency_level_says_which_lost_hosts_are_isolated",
        Stage.COPIES,
        when=(subject(**_WAITS, tolerated_outage=_ISOLATION),),
        then=(Task(id="check-resiliency-level"),),
        cites=("isolated-node-keeps-its-machines", "resiliency-level-to-be-checked"),
    ),
    *(
        Rule(
            f"{name}_when_its_host_is_isolated",
            Stage.COPIES,
            when=(
                subject(
                    **_WAITS, tolerated_outage=_ISOLATION, host_storage_chosen=one_of(*storage)
                ),
            ),
            then=(_noted(finding, "info"),),
            cites=(
                "isolated-machines-on-block-storage-pause",
                "isolated-node-keeps-its-machines",
            ),
        )
        for name, finding, storage in (
            ("machine_on_block_storage_pauses", "isolated-machine-pauses", _BLOCK),
            ("machine_on_a_file_share_runs_on", "isolated-machine-runs-on", ("smb3",)),
        )
    ),
)

LOST_STORAGE = (
    Rule(
        "pause_for_lost_storage_outlasts_the_tolerated_outage",
        Stage.COPIES,
        when=(subject(**_WAITS, tolerated_outage=_PAUSE),),
        then=(_noted("lost-storage-holds-the-machine", "info"), Task(id="set-storage-timeout")),
        cites=("lost-storage-pauses-the-machine", "lost-storage-pauses-for-half-an-hour"),
    ),
)

QUARANTINE = (
    Rule(
        "quarantined_node_is_missing_in_the_cluster",
        Stage.LAYOUT,
        when=(subject(),),
        then=(Task(id="watch-for-quarantined-nodes", decision="platform", option="host-cluster"),),
        cites=("flapping-node-is-quarantined",),
    ),
)

RULES = (*ISOLATION, *LOST_STORAGE, *QUARANTINE)
