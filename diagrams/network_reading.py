"""What the network view needs to know of an advice: the networks of one site, decision by decision.

A plan of the architect that the advice does not follow is kept beside what it decided instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from diagrams.model import FIRM, NONE, OPEN
from diagrams.reading import Choice, Reading
from facts.question_bank import NO_LIMIT
from knowledge.advice import DecisionTaken
from knowledge.decisions import NETWORKS
from knowledge.guidance import guidance
from knowledge.rules import LEVELS

OWN, SINGLE = "own-network", "single-nic"
_WARNED_OF = "discouraged"


@dataclass(frozen=True)
class Plan:
    """An option that the architect has planned and its verdict, where another stands."""

    option: str
    verdict: str

    @property
    def refused(self) -> bool:
        """Whether it could not have stood, or only against advice."""
        return self.verdict in LEVELS


@dataclass(frozen=True)
class Outcome:
    """A decision for drawing: what stands, the plan that does not, and a warning word.

    ``verdict`` is that of the option that stands if it is one to be warned of, else empty;
    ``about`` holds the id of the decision.
    """

    choice: Choice
    plan: Plan | None = None
    verdict: str = ""
    about: frozenset[str] = frozenset()


@dataclass(frozen=True)
class NetworkRead:
    """The decisions about one kind of network at one site."""

    kind: str
    network: Outcome
    redundancy: Outcome
    switch: Outcome
    role: Outcome

    @property
    def is_drawn(self) -> bool:
        """Whether it has a row: it is one of its own, or that is not settled."""
        return self.network.choice.status != FIRM or self.network.choice.option == OWN

    @property
    def adapters(self) -> int:
        """Network adapters of each host that it takes for sure; 0 while that cannot be said."""
        if not self.network.choice.is_taken(OWN) or self.redundancy.choice.status == NONE:
            return 0
        return adapters_of(self.redundancy.choice.option)

    @property
    def is_settled(self) -> bool:
        """Whether the number of adapters is final."""
        if self.network.choice.status != FIRM:
            return False
        return not self.is_drawn or self.redundancy.choice.status == FIRM


def adapters_of(redundancy: str) -> int:
    """Network adapters of a host that a way of redundancy takes."""
    record = guidance()["redundant-network-takes-two-adapters"]
    return 1 if redundancy == SINGLE else int(record.values["adapters"])


class SiteNetworks:
    """All networks of one site, read once."""

    def __init__(self, reading: Reading, site: str) -> None:
        self.site = site
        self._reading = reading
        answers = reading.site_answers(site)
        self.carries_vlans = answers["networks.guest-service.vlan"].value == "yes"
        self.carries_backup = answers["backup_over_management"].value == "yes"
        there = answers["adapters"].value
        self.adapters_known = isinstance(there, int)
        self.adapters = there if isinstance(there, int) and there != NO_LIMIT else None
        self.networks = tuple(self._network(kind) for kind in NETWORKS)
        self.metric = self._outcome("csv_metric")

    @property
    def adapters_needed(self) -> int | None:
        """Adapters of each host for all networks; None while that is not settled."""
        if not all(one.is_settled for one in self.networks):
            return None
        return sum(one.adapters for one in self.networks)

    def numbered(self) -> Iterator[tuple[NetworkRead, tuple[int, ...], int]]:
        """Networks to be drawn, the adapters that are theirs counted from 1, and how many lack.

        Numbers run on from network to network; adapters that a host has not got have none.
        """
        last = 0
        for one in self.networks:
            if one.is_drawn:
                wanted = range(last + 1, last + one.adapters + 1)
                there = [n for n in wanted if self.adapters is None or n <= self.adapters]
                last += one.adapters
                yield one, tuple(there), one.adapters - len(there)

    def _network(self, kind: str) -> NetworkRead:
        families = ("network", "network_redundancy", "virtual_switch", "network_role")
        return NetworkRead(kind, *(self._outcome(f"{family}.{kind}") for family in families))

    def _outcome(self, topic: str) -> Outcome:
        decision = self._reading.decision(topic, self.site)
        choice = self._reading.choice(topic, self.site)
        told = _plan(decision, choice), _warning(decision, choice)
        return Outcome(choice, *told, frozenset({decision.id}))


def _plan(decision: DecisionTaken, choice: Choice) -> Plan | None:
    for option in decision.options:
        if option.wished and (option.id != choice.option or choice.status == NONE):
            return Plan(option.id, option.verdict)
    return None


def _warning(decision: DecisionTaken, choice: Choice) -> str:
    if choice.status == OPEN or not choice.option:
        return ""
    verdict = decision.option(choice.option).verdict
    return verdict if verdict == _WARNED_OF else ""
