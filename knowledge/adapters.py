"""How many network adapters the networks of a site take on each host, and whether there are."""

from __future__ import annotations

from facts.question_bank import NO_LIMIT, UNKNOWN
from knowledge.advice import decision_id
from knowledge.decisions import NETWORKS
from knowledge.guidance import guidance
from knowledge.judgement import Judgement, is_chosen
from knowledge.run import Findings

_RECORD = "redundant-network-takes-two-adapters"


def adapters_needed(judgements: dict[str, Judgement]) -> tuple[int, int]:
    """Adapters of each host for the networks of their own: at least, and at most.

    The two differ while it is open whether a network is one of its own or made redundant.
    The number for a redundant network is that of the record on redundancy.
    """
    redundant = int(guidance()[_RECORD].values["adapters"])
    least = most = 0
    for kind in NETWORKS:
        own = is_chosen(judgements[f"network.{kind}"], "own-network")
        single = is_chosen(judgements[f"network_redundancy.{kind}"], "single-nic")
        if own == "yes":
            least += redundant if single == "no" else 1
        if own != "no":
            most += 1 if single == "yes" else redundant
    return least, most


def put_adapters(site: Findings) -> None:
    """Add to the facts of a site how many adapters it takes and whether each host has them."""
    least, most = adapters_needed(site.judgements)
    there = site.fact.values["adapters"]
    if not isinstance(there, int):
        suffice = UNKNOWN
    elif there == NO_LIMIT or there >= most:
        suffice = "yes"
    else:
        suffice = "no" if there < least else UNKNOWN
    behind = [
        decision_id(f"{family}.{kind}", "site", site.fact.name)
        for kind in NETWORKS
        for family in ("network", "network_redundancy")
    ]
    needed = least if least == most else UNKNOWN
    site.fact.put("adapters_needed", needed, "decision", reference=behind)
    site.fact.derive("adapters_suffice", suffice, "adapters", "adapters_needed")
