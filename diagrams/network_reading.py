"""What the network view needs to know of an advice: the networks of one site, decision by decision.

A plan of the architect that the advice does not follow is kept beside what it decided instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from diagrams.model import FIRM, NONE, OPEN
from diagrams.reading import Choice, Reading
from facts.question_bank import NO_LIMIT
from knowledge.advice import DecisionTaken
from knowledge.decisions import CONVERGING, NETWORKS
from knowledge.guidance import guidance
from knowledge.rules import LEVELS
from knowledge.shared_switch import PATTERN, on_the_switch, team_below

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
    shared: Outcome | None = None
    """The decision on the pattern, where the network shares a switch with others by it."""
    left_out: bool = False
    """Whether the pattern has no place for it."""

    @property
    def is_drawn(self) -> bool:
        """Whether it has a row: it is on the shared switch, one of its own, or not settled."""
        if self.left_out:
            return False
        return (
            self.shared is not None
            or self.network.choice.status != FIRM
            or self.network.choice.option == OWN
        )

    @property
    def adapters(self) -> int:
        """Network adapters of each host that it takes for sure; 0 while that cannot be said."""
        if (
            self.shared is not None
            or not self.network.choice.is_taken(OWN)
            or self.redundancy.choice.status == NONE
        ):
            return 0
        return adapters_of(self.redundancy.choice.option)

    @property
    def is_settled(self) -> bool:
        """Whether the number of adapters is final."""
        if self.shared is not None or self.left_out:
            return True
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
        self.team = team_below(str(answers["host_release"].value))
        """How the adapters of a shared switch are joined."""
        self._on_switch = on_the_switch(reading.advice, site)
        self.pattern = self._outcome(PATTERN)
        self.networks = tuple(self._network(kind) for kind in NETWORKS)
        self.metric = self._outcome("csv_metric")

    @property
    def adapters_needed(self) -> int | None:
        """Adapters of each host for all networks; None while that is not settled."""
        if not all(one.is_settled for one in self.networks):
            return None
        shared = adapters_of(self.team) if self._on_switch else 0
        return shared + sum(one.adapters for one in self.networks)

    def numbered(self) -> Iterator[tuple[NetworkRead, tuple[int, ...], int]]:
        """Networks to be drawn, the adapters that are theirs counted from 1, and how many lack.

        Numbers run on from network to network; adapters that a host has not got have none.
        """
        last = shared = adapters_of(self.team) if self._on_switch else 0
        for one in self.networks:
            if one.shared is not None:
                there = [n for n in range(1, shared + 1) if self._is_there(n)]
                yield one, tuple(there), shared - len(there)
            elif one.is_drawn:
                wanted = range(last + 1, last + one.adapters + 1)
                there = [n for n in wanted if self._is_there(n)]
                last += one.adapters
                yield one, tuple(there), one.adapters - len(there)

    def _is_there(self, number: int) -> bool:
        return self.adapters is None or number <= self.adapters

    def _network(self, kind: str) -> NetworkRead:
        families = ("network", "network_redundancy", "virtual_switch", "network_role")
        shared = self.pattern if kind in self._on_switch else None
        own, redundancy, switch, role = (self._outcome(f"{one}.{kind}") for one in families)
        if self.pattern.choice.status == OPEN and kind in CONVERGING:
            choice = own.choice
            status = OPEN if choice.is_taken(OWN) else choice.status
            own = replace(own, choice=Choice(choice.option, status))
        left_out = shared is None and bool(self._on_switch) and kind in CONVERGING
        return NetworkRead(kind, own, redundancy, switch, role, shared, left_out)

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
