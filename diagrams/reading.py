"""What a drawing needs to know of an advice: each site and each workload in phrases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from diagrams.model import FIRM, NONE, OPEN, Phrase, Text, both, phrase
from facts.answers import Answer
from facts.question_bank import UNKNOWN
from knowledge.advice import Advice, DecisionTaken, decision_id
from knowledge.decisions import RESTARTING
from knowledge.guidance import guidance
from knowledge.subjects import answers_of, machines

REPLICA = "hyper-v-replica"
_PROTECTED = ("guest-cluster", "guest-nlb", "application")
"""Guest layers that need several machines, on different hosts."""
_BY_REPLICA = ("replica_interval", "replica_authentication")
_ASSUMED_HOSTS = 2
"""Hosts drawn while their number is unknown: enough to show machines kept apart."""


@dataclass(frozen=True)
class Choice:
    """What a decision came to: the option taken or foremost, and whether that is settled."""

    option: str
    status: str

    def is_taken(self, *options: str) -> bool:
        """Whether one of these options is chosen for sure."""
        return self.status == FIRM and self.option in options


@dataclass(frozen=True)
class SiteRead:
    """Answers and decisions of one site."""

    name: str
    role: str
    release: str
    hosts: int
    hosts_known: bool
    platform: Choice
    storage: Choice | None
    broker: Choice
    witness: Choice | None

    def about(self, *topics: str) -> frozenset[str]:
        """Ids of the decisions on these topics for the site."""
        return frozenset(decision_id(topic, "site", self.name) for topic in topics)

    @property
    def keeps_reserve(self) -> bool:
        """Whether its hosts need room for machines of a failed one."""
        return self.platform.is_taken("host-cluster") and self.hosts > 1


@dataclass(frozen=True)
class WorkloadRead:
    """Answers and decisions of one workload."""

    name: str
    site: str
    target: str
    deployment: str
    count: int
    pair: Choice
    guest: Choice
    host: Choice
    copy: Choice
    storage: Choice
    interval: Choice
    authentication: Choice

    def about(self, *topics: str) -> frozenset[str]:
        """Ids of the decisions on these topics for the workload."""
        return frozenset(decision_id(topic, "workload", self.name) for topic in topics)

    @property
    def on_machines(self) -> frozenset[str]:
        """Decisions that the boxes of its machines show."""
        topics = ["pair", "guest_layer", "host_layer", "second_copy"]
        if self.guest.option == "guest-cluster":
            topics.append("guest_storage")
        if self.host.option in RESTARTING:
            topics.append("monitoring")
        if self.copy.option == REPLICA:
            topics += _BY_REPLICA
        return self.about(*topics)

    @property
    def on_copies(self) -> frozenset[str]:
        """Decisions that whatever carries or holds its second copy shows."""
        return self.about("second_copy", *(_BY_REPLICA if self.copy.option == REPLICA else ()))

    @property
    def kept_apart(self) -> bool:
        """Whether its machines stand in for each other and so belong on different hosts."""
        return self.guest.is_taken(*_PROTECTED)

    @property
    def replicated(self) -> bool:
        """Whether Hyper-V Replica copies its machines."""
        return self.copy.is_taken(REPLICA)

    @property
    def copied_by_itself(self) -> bool:
        """Whether the application keeps a copy that is no member of its own protection."""
        return self.copy.is_taken("application") and not self.settled_here

    @property
    def settled_here(self) -> bool:
        """Whether copies of the application are members of its protection at its own site."""
        return self.guest.is_taken("application") and self.target == self.site

    @property
    def copied(self) -> bool:
        """Whether a second copy is drawn."""
        return self.replicated or self.copied_by_itself

    @property
    def status(self) -> str:
        """Settled, open, or without an acceptable option, for the machines as a whole."""
        choices = (self.pair, self.guest, self.host, self.copy)
        return worst(one.status for one in choices if one is not self.pair or one.status == NONE)

    @property
    def look(self) -> str:
        """How its machines are drawn: by the protection nearest to the application."""
        if self.kept_apart:
            return self.guest.option
        if self.replicated:
            return "replicated"
        if self.status != FIRM:
            return "open"
        return "restart" if self.host.is_taken(*RESTARTING) else "plain"

    def lines(self, number: int | None) -> tuple[Text, ...]:
        """Protection of one machine, or of any: inside the guests first, then by host and copy."""
        if NONE in (self.pair.status, self.guest.status):
            first, outside = [phrase("protection-none")], self._by_copy()
        elif self.guest.status == self.host.status == OPEN:
            first, outside = [phrase("protection-open")], self._by_copy()
        else:
            first, outside = self._inside(number), self._by_host() + self._by_copy()
        if not first and not outside:
            return (phrase("unprotected"),)
        return (*first, both(*outside)) if outside else tuple(first)

    def _inside(self, number: int | None) -> list[Phrase]:
        if self.guest.status == OPEN:
            return [phrase("guest-open")]
        if self.guest.option == "guest-cluster":
            role = "node" if number is None else "node-stands-by" if number else "node-serves"
            inside = [Phrase("option.guest_storage.s2d")] if self.storage.is_taken("s2d") else []
            return [phrase(role), *inside]
        if self.guest.option == "nothing":
            return []
        return [phrase(f"member-of-{self.guest.option}")]

    def _by_host(self) -> list[Phrase]:
        if self.host.status == OPEN:
            return [phrase("host-open")]
        if self.host.is_taken(*RESTARTING):
            return [phrase("restarted")]
        return []

    def _by_copy(self) -> list[Phrase]:
        if self.copy.status == OPEN:
            return [phrase("copy-open")]
        if self.copy.status == NONE:
            return [phrase("copy-none")]
        if self.replicated:
            return [phrase("replicated")]
        if self.copy.is_taken("stretched-cluster"):
            return [phrase("stretched")]
        return [phrase("copied")] if self.copied_by_itself else []

    @property
    def transport(self) -> Text:
        """How Hyper-V Replica carries the changes: frequency, authentication, port."""
        return both(*self.transports)

    @property
    def transports(self) -> tuple[Text, ...]:
        """The same in two parts: frequency, then authentication with its port."""
        return self._frequency(), self._authentication()

    def _frequency(self) -> Phrase:
        if self.interval.status != FIRM:
            return phrase(f"interval-{self.interval.status}")
        chosen = Phrase(f"option.replica_interval.{self.interval.option}")
        return phrase("interval", interval=chosen)

    def _authentication(self) -> Phrase:
        if self.authentication.status != FIRM:
            return phrase(f"authentication-{self.authentication.status}")
        ports = guidance()["replica-runs-over-http"].values
        secure = self.authentication.option == "certificate"
        port = ports["https_port" if secure else "http_port"]
        return phrase(self.authentication.option, port=str(port))


def worst(statuses: Iterable[str]) -> str:
    """None acceptable before open before decided."""
    found = set(statuses)
    return NONE if NONE in found else OPEN if OPEN in found else FIRM


class Reading:
    """An advice read once for drawing."""

    def __init__(self, advice: Advice) -> None:
        self.advice = advice
        self._answers = answers_of(advice)
        self._decisions: dict[tuple[str, str], DecisionTaken] = {
            (one.topic, one.name): one for one in advice.decisions
        }

    @cached_property
    def sites(self) -> tuple[SiteRead, ...]:
        """Main sites first, then DR sites, then those whose role is unknown; by name."""
        roles = ("main", "dr", UNKNOWN)
        found = [self._site(name) for name in self._answers.sites]
        return tuple(sorted(found, key=lambda one: (roles.index(one.role), one.name)))

    @cached_property
    def workloads(self) -> tuple[WorkloadRead, ...]:
        """All workloads by name."""
        return tuple(self._workload(name) for name in sorted(self._answers.workloads))

    def site_answers(self, name: str) -> Mapping[str, Answer]:
        """The answers about a site by the ids of their questions."""
        return self._answers.sites[name]

    def decision(self, topic: str, name: str) -> DecisionTaken:
        """The decision on a topic for the site or workload of that name; raises KeyError."""
        return self._decisions[topic, name]

    def choice(self, topic: str, name: str) -> Choice:
        """What that decision came to."""
        decision = self.decision(topic, name)
        if decision.chosen:
            return Choice(decision.chosen, FIRM)
        return Choice(decision.provisional, OPEN if decision.provisional else NONE)

    def _site(self, name: str) -> SiteRead:
        answers = self._answers.sites[name]
        hosts = answers["host_count"].value
        platform = self.choice("platform", name)
        possible = self.decision("host_storage", name).shown and platform.status == OPEN
        clustered = platform.is_taken("host-cluster")
        return SiteRead(
            name=name,
            role=str(answers["role"].value),
            release=str(answers["host_release"].value),
            hosts=hosts if isinstance(hosts, int) else _ASSUMED_HOSTS,
            hosts_known=isinstance(hosts, int),
            platform=platform,
            storage=self.choice("host_storage", name) if clustered or possible else None,
            broker=self.choice("replica_broker", name),
            witness=self.choice("witness", name) if clustered else None,
        )

    def _workload(self, name: str) -> WorkloadRead:
        answers = self._answers.workloads[name]
        site, other = str(answers["site"].value), str(answers["second_copy.site"].value)
        guest = self.choice("guest_layer", name)
        return WorkloadRead(
            name=name,
            site=site,
            target=site if other == "none" else other,
            deployment=str(answers["deployment"].value),
            count=machines(answers["instances"].value, guest.is_taken(*_PROTECTED)),
            pair=self.choice("pair", name),
            guest=guest,
            host=self.choice("host_layer", name),
            copy=self.choice("second_copy", name),
            storage=self.choice("guest_storage", name),
            interval=self.choice("replica_interval", name),
            authentication=self.choice("replica_authentication", name),
        )
