"""How many network adapters the networks of a site take on each host, and whether there are."""

from __future__ import annotations

from collections.abc import Iterable

from facts.question_bank import NO_LIMIT, NOT_APPLICABLE, UNKNOWN, Value
from knowledge.advice import decision_id
from knowledge.decisions import CONVERGING, NEEDED_WHERE, NETWORKS
from knowledge.guidance import guidance
from knowledge.judgement import Judgement, is_chosen
from knowledge.run import Findings

_RECORD = "redundant-network-takes-two-adapters"
PATTERN = "network_pattern"
_RDMA = {"rdma-25": "rdma"}
"""Speeds of the network of S2D by what they are called elsewhere."""


def adapters_needed(judgements: dict[str, Judgement]) -> tuple[int, int]:
    """Adapters of each host for the networks in their pattern: at least, and at most.

    The two differ while the pattern is open, or whether a network is one of its own or made
    redundant. The number for a redundant network is that of the record on redundancy; a
    virtual switch that carries several kinds of traffic takes as many.
    """
    converged = is_chosen(judgements[PATTERN], "converged")
    apart = [kind for kind in NETWORKS if kind not in CONVERGING]
    found = []
    if converged != "yes":
        found.append(_separate(judgements, NETWORKS))
    if converged != "no":
        least, most = _separate(judgements, apart)
        found.append((least + _redundant(), most + _redundant()))
    return min(least for least, _ in found), max(most for _, most in found)


def put_patterns(site: Findings) -> None:
    """Add how fast the adapters are, and for which patterns of networks they suffice."""
    fact, values = site.fact, site.fact.values
    storage = values["s2d_network"]
    speed = values["adapters_speed"] if storage == NOT_APPLICABLE else storage
    fact.derive("network_speed", _RDMA.get(str(speed), speed), "adapters_speed", "s2d_network")
    needed = {kind: str(values[field]) for kind, field in NEEDED_WHERE.items()}
    apart = [kind for kind in NETWORKS if kind not in CONVERGING]
    for pattern, kinds, shared in (("separate", NETWORKS, 0), ("converged", apart, _redundant())):
        every = [needed.get(kind, "yes") for kind in kinds]
        least = shared + _redundant() * every.count("yes")
        most = least + _redundant() * every.count(UNKNOWN)
        outcome = _suffice(values["adapters"], least, most)
        fields = dict.fromkeys(NEEDED_WHERE[kind] for kind in kinds if kind in NEEDED_WHERE)
        fact.derive(f"{pattern}_adapters_suffice", outcome, "adapters", *fields)


def put_adapters(site: Findings) -> None:
    """Add to the facts of a site how many adapters it takes and whether each host has them."""
    least, most = adapters_needed(site.judgements)
    topics = [
        PATTERN,
        *(f"{family}.{kind}" for kind in NETWORKS for family in ("network", "network_redundancy")),
    ]
    behind = [decision_id(topic, "site", site.fact.name) for topic in topics]
    needed = least if least == most else UNKNOWN
    site.fact.put("adapters_needed", needed, "decision", reference=behind)
    suffice = _suffice(site.fact.values["adapters"], least, most)
    site.fact.derive("adapters_suffice", suffice, "adapters", "adapters_needed")


def _redundant() -> int:
    return int(guidance()[_RECORD].values["adapters"])


def _separate(judgements: dict[str, Judgement], kinds: Iterable[str]) -> tuple[int, int]:
    """Adapters for networks of their own, at least and at most."""
    least = most = 0
    for kind in kinds:
        own = is_chosen(judgements[f"network.{kind}"], "own-network")
        single = is_chosen(judgements[f"network_redundancy.{kind}"], "single-nic")
        if own == "yes":
            least += _redundant() if single == "no" else 1
        if own != "no":
            most += 1 if single == "yes" else _redundant()
    return least, most


def _suffice(there: Value, least: int, most: int) -> str:
    if not isinstance(there, int):
        return UNKNOWN
    if there == NO_LIMIT or there >= most:
        return "yes"
    return "no" if there < least else UNKNOWN
