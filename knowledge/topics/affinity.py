"""What keeps machines on different hosts, and copies of data in different racks."""

from __future__ import annotations

from knowledge.rules import (
    NO,
    YES,
    Below,
    Finding,
    FromRecord,
    Predicate,
    ReleaseBefore,
    Rule,
    Stage,
    Task,
    one_of,
    subject,
    unlike,
)

_UP_TO_2019 = {
    "host_release": ReleaseBefore(FromRecord("affinity-rules-from-2022", "from_release"))
}
_ON_TWO_HOSTS: dict[str, Predicate] = {
    "host_count": Below(
        FromRecord("enforced-anti-affinity-leaves-a-machine-off", "fewer_nodes_than")
    )
}
_TIGHT: dict[str, dict[str, Predicate]] = {
    "guest-cluster": {"spare_host": NO, "nodes_on_one_host": unlike("never")},
    "guest-nlb": _ON_TWO_HOSTS,
    "application": _ON_TWO_HOSTS,
}
"""When a machine would have no host of its own; nodes that must not share one are told apart."""

RULES = (
    *(
        Rule(
            f"anti_affinity_of_{option.replace('-', '_')}_stays_soft_on_two_hosts",
            Stage.OPTIONS,
            when=(subject(host_cluster_chosen=YES, **_UP_TO_2019, **tight),),
            then=(
                Finding(
                    id="keep-anti-affinity-soft",
                    severity="info",
                    decision="guest_layer",
                    option=option,
                ),
            ),
            cites=("enforced-anti-affinity-leaves-a-machine-off", "anti-affinity-class-names"),
        )
        for option, tight in _TIGHT.items()
    ),
    Rule(
        "racks_are_known_before_storage_spaces_direct_is_enabled",
        Stage.LAYOUT,
        when=(subject(host_storage_chosen=one_of("s2d"), witness_two_places=NO),),
        then=(Task(id="define-fault-domains", decision="host_storage", option="s2d"),),
        cites=("fault-domains-before-storage-spaces-direct",),
    ),
)
