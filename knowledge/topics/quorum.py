"""The quorum of a host cluster: whether it needs a witness, by nodes, release and places."""

from __future__ import annotations

from knowledge.decisions import DECISIONS
from knowledge.rules import (
    NO,
    YES,
    AtLeast,
    Below,
    Both,
    Conclusion,
    Finding,
    FromRecord,
    Merit,
    Objection,
    Rule,
    Stage,
    Task,
    one_of,
    subject,
)

_WITNESSES = tuple(one for one in DECISIONS["witness"].options if one != "nothing")
_THREE = FromRecord("three-or-four-nodes-get-a-witness", "hosts")
_FIVE = FromRecord("witness-also-from-five-nodes", "hosts")
_FOUR = FromRecord("small-pool-survives-one-node", "hosts")
_THREE_OR_FOUR = Both(AtLeast(_THREE), Below(_FIVE))
_ANY_WITNESS: tuple[Conclusion, ...] = tuple(
    Merit(decision="witness", option=option) for option in _WITNESSES
)
_STAYS_DOWN: tuple[Conclusion, ...] = (
    Objection(decision="witness", option="nothing", level="insufficient", misses="host"),
)

_WITHOUT = {"host_cluster_chosen": YES, "witness_chosen": one_of("none", "nothing")}


def _lacks(finding: str, severity: str) -> tuple[Conclusion, ...]:
    return (Finding(id=finding, severity=severity),)


NEEDED = (
    Rule(
        "two_nodes_need_a_witness",
        Stage.LAYOUT,
        when=(subject(host_count=Below(_THREE)),),
        then=_STAYS_DOWN,
        cites=("two-nodes-need-a-witness",),
    ),
    Rule(
        "two_fixed_votes_need_a_witness",
        Stage.LAYOUT,
        when=(subject(host_count=Below(_THREE)),),
        then=_STAYS_DOWN,
        cites=("two-fixed-votes-need-both-nodes",),
    ),
    Rule(
        "three_or_four_nodes_get_a_witness",
        Stage.LAYOUT,
        when=(subject(host_count=_THREE_OR_FOUR),),
        then=_ANY_WITNESS,
        cites=("three-or-four-nodes-get-a-witness",),
    ),
    Rule(
        "small_clusters_always_get_a_witness",
        Stage.LAYOUT,
        when=(subject(host_count=Below(_FIVE)),),
        then=_ANY_WITNESS,
        cites=("witness-always-from-2012r2",),
    ),
    Rule(
        "large_clusters_get_a_witness_too",
        Stage.LAYOUT,
        when=(subject(host_count=AtLeast(_FIVE)),),
        then=_ANY_WITNESS,
        cites=("witness-also-from-five-nodes",),
    ),
    Rule(
        "large_clusters_need_no_witness",
        Stage.LAYOUT,
        when=(subject(host_count=AtLeast(_FIVE)),),
        then=(
            Finding(id="witness-not-needed", severity="info", decision="witness", option="nothing"),
        ),
        cites=("no-witness-from-five-nodes",),
    ),
    Rule(
        "even_nodes_get_a_witness",
        Stage.LAYOUT,
        when=(subject(nodes_odd=NO),),
        then=tuple(Merit(decision="witness", option=one) for one in ("disk", "file-share")),
        cites=("even-nodes-get-a-witness",),
    ),
    Rule(
        "odd_nodes_go_without_a_witness",
        Stage.LAYOUT,
        when=(subject(nodes_odd=YES),),
        then=(Merit(decision="witness", option="nothing"),),
        cites=("odd-nodes-go-without-a-witness",),
    ),
)

VOTES = (
    Rule(
        "votes_are_fixed",
        Stage.LAYOUT,
        when=(subject(host_cluster_chosen=YES),),
        then=(
            Finding(id="votes-are-fixed", severity="info"),
            Task(id="look-at-the-witness-again"),
        ),
        cites=("votes-are-fixed-before-2012",),
    ),
    Rule(
        "witness_is_looked_at_again",
        Stage.LAYOUT,
        when=(subject(host_cluster_chosen=YES),),
        then=(Task(id="look-at-the-witness-again"),),
        cites=("dynamic-quorum-without-dynamic-witness",),
    ),
    Rule(
        "witness_votes_when_it_is_needed",
        Stage.LAYOUT,
        when=(subject(host_cluster_chosen=YES),),
        then=tuple(
            Finding(id="dynamic-witness", severity="info", decision="witness", option=option)
            for option in _WITNESSES
        ),
        cites=("dynamic-witness-from-2012r2",),
    ),
    Rule(
        "quorum_is_validated",
        Stage.LAYOUT,
        when=(subject(host_cluster_chosen=YES),),
        then=(Task(id="validate-quorum"),),
        cites=("quorum-is-validated",),
    ),
)

POOL = (
    *(
        Rule(
            name,
            Stage.SETTLEMENT,
            when=(
                subject(host_storage_chosen=one_of("s2d"), host_count=Below(_THREE), **_WITHOUT),
            ),
            then=_lacks("pool-of-two-nodes", "info"),
            cites=(record,),
        )
        for name, record in (
            ("pool_of_two_nodes_survives_alone", "pool-of-two-nodes-survives-alone"),
            ("pool_of_two_nodes_fails_alone", "pool-of-two-nodes-fails-alone"),
        )
    ),
    Rule(
        "small_pool_survives_one_node",
        Stage.LAYOUT,
        when=(
            subject(
                host_storage_chosen=one_of("s2d"), host_count=Both(AtLeast(_THREE), Below(_FOUR))
            ),
        ),
        then=(
            Finding(
                id="small-pool",
                severity="warning",
                decision="host_storage",
                option="s2d",
            ),
        ),
        cites=("small-pool-survives-one-node",),
    ),
)

TWO_PLACES = (
    Rule(
        "votes_are_balanced_over_two_places",
        Stage.LAYOUT,
        when=(subject(host_cluster_chosen=YES, witness_two_places=YES),),
        then=(Task(id="balance-votes"),),
        cites=("votes-over-two-places",),
    ),
    Rule(
        "removing_votes_takes_a_hotfix",
        Stage.LAYOUT,
        when=(subject(host_cluster_chosen=YES, witness_two_places=YES),),
        then=(Task(id="install-vote-hotfix"),),
        cites=("node-weight-by-hotfix",),
    ),
    Rule(
        "forced_start_is_rehearsed",
        Stage.LAYOUT,
        when=(subject(host_cluster_chosen=YES, witness_two_places=YES),),
        then=(Task(id="rehearse-forced-start"),),
        cites=("forced-start-after-a-disaster",),
    ),
)

WITHOUT_A_WITNESS = (
    Rule(
        "two_nodes_are_left_without_a_witness",
        Stage.SETTLEMENT,
        when=(subject(host_count=Below(_THREE), **_WITHOUT),),
        then=_lacks("two-nodes-without-witness", "critical"),
        cites=("two-nodes-need-a-witness",),
    ),
    Rule(
        "few_nodes_are_left_without_a_witness",
        Stage.SETTLEMENT,
        when=(subject(host_count=_THREE_OR_FOUR, **_WITHOUT),),
        then=_lacks("few-nodes-without-witness", "warning"),
        cites=("witness-always-from-2012r2",),
    ),
    Rule(
        "even_nodes_are_left_without_a_witness",
        Stage.SETTLEMENT,
        when=(subject(host_count=AtLeast(_THREE), nodes_odd=NO, **_WITHOUT),),
        then=_lacks("few-nodes-without-witness", "warning"),
        cites=("even-nodes-get-a-witness",),
    ),
    Rule(
        "many_nodes_are_left_without_a_witness",
        Stage.SETTLEMENT,
        when=(subject(host_count=AtLeast(_FIVE), **_WITHOUT),),
        then=_lacks("many-nodes-without-witness", "info"),
        cites=("witness-also-from-five-nodes",),
    ),
)

RULES = (*NEEDED, *VOTES, *POOL, *TWO_PLACES, *WITHOUT_A_WITNESS)
