"""The boxes of one site."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from diagrams.descriptions import at_most, described, host_label, site_look
from diagrams.model import (
    FIRM,
    NONE,
    OPEN,
    FoldedHosts,
    Host,
    Node,
    Phrase,
    Site,
    Text,
    both,
    phrase,
)
from diagrams.placement import Group, Member, place
from diagrams.reading import Choice, SiteRead, WorkloadRead, worst

MOST_HOSTS = 4
"""Hosts of a site that are drawn one by one."""
MOST_MACHINES = 6
"""Machines drawn in one host."""
_ON_HOST_STORAGE = ("vhd-set", "shared-vhdx")
_WITH_CSV = ("fc-san", "iscsi", "shared-sas", "s2d")


class SiteBuilder:
    """Builds one site; ``number`` counts the sites from 1 in the order of the drawing."""

    def __init__(self, number: int, read: SiteRead, workloads: Sequence[WorkloadRead]) -> None:
        self.id = f"s{number}"
        self.number = number
        self.read = read
        self.own = [one for one in workloads if one.site == read.name]
        self.replicas = [one for one in workloads if one.replicated and one.target == read.name]
        self.copies = [one for one in workloads if one.copied_by_itself and one.target == read.name]
        self.workloads = {one.name: one for one in workloads}
        # what is replicated stands near its end of replication, which faces the other sites
        leaving = any(one.copied and one.target != one.site for one in self.own)
        self.columns = place(
            self._groups(), read.hosts, MOST_HOSTS, from_right=number == 1 and leaving
        )

    def _groups(self) -> Iterator[Group]:
        """Own machines first, larger groups before smaller ones, then what is copied here."""
        for one in sorted(self.own, key=lambda own: (-own.count, own.name)):
            yield Group(f"own/{one.name}", one.count)
        for one in self.replicas:
            primary = f"own/{one.name}" if one.site == self.read.name else ""
            yield Group(f"replica/{one.name}", one.count, primary)
        for one in self.copies:
            yield Group(f"copy/{one.name}", 1)

    def _of(self, member: Member) -> tuple[str, WorkloadRead]:
        kind, _, name = member[0].partition("/")
        return kind, self.workloads[name]

    def site(self) -> Site:
        """The site with everything in it."""
        drawn = self.columns[:MOST_HOSTS]
        sized = FIRM if self.read.hosts_known else OPEN
        front = list(self._front())
        return Site(
            id=self.id,
            name=self.read.name,
            lines=tuple(described(self.read)),
            look=site_look(self.read),
            status=worst([self.read.platform.status, sized]),
            hosts=tuple(self._host(number, column) for number, column in enumerate(drawn, 1)),
            folded=self._folded() if len(self.columns) > MOST_HOSTS else None,
            # ends of replication face the neighbouring site
            front=tuple(front if self.number == 1 else front[::-1]),
            storage=tuple(self._storage()),
        )

    def _host(self, number: int, column: Sequence[Member]) -> Host:
        key = f"{self.id}h{number}"
        return Host(
            id=key,
            label=host_label(self.read, number),
            machines=tuple(
                self._machine(f"{key}m{place}", member, key)
                for place, member in enumerate(column[:MOST_MACHINES], 1)
            ),
            more=max(0, len(column) - MOST_MACHINES),
            reserve=self.read.keeps_reserve,
            status=FIRM if self.read.hosts_known else OPEN,
        )

    def _machine(self, key: str, member: Member, host: str) -> Node:
        kind, workload = self._of(member)
        name: Text = workload.name
        if kind == "copy":
            return Node(key, "machine", name, (phrase("copy"),), "copy", within=host)
        if workload.count > 1:
            name = phrase("numbered", name=workload.name, n=member[1] + 1)
        if kind == "replica":
            return Node(key, "machine", name, (phrase("replica-off"),), "replica", within=host)
        lines = workload.lines(member[1])
        return Node(key, "machine", name, lines, workload.look, workload.status, host)

    def _folded(self) -> FoldedHosts:
        """The hosts that are not drawn; their machines counted by workload."""
        first, last = MOST_HOSTS + 1, len(self.columns)
        key = f"{self.id}rest"
        counts = Counter(member[0] for column in self.columns[MOST_HOSTS:] for member in column)
        return FoldedHosts(
            id=key,
            label=phrase(
                "one-host-more" if first == last else "hosts-more",
                first=host_label(self.read, first),
                last=host_label(self.read, last),
                n=last - MOST_HOSTS,
            ),
            machines=tuple(
                self._counted(f"{key}m{place}", group, counts[group], key)
                for place, group in enumerate(sorted(counts)[:MOST_MACHINES], 1)
            ),
            more=sum(counts[group] for group in sorted(counts)[MOST_MACHINES:]),
            reserve=self.read.keeps_reserve,
        )

    def _counted(self, key: str, group: str, count: int, within: str) -> Node:
        kind, workload = self._of((group, 0))
        name: Text = workload.name
        if count > 1:
            name = phrase("times", name=workload.name, n=count)
        if kind != "own":
            line = phrase("replica-off" if kind == "replica" else "copy")
            return Node(key, "machines", name, (line,), kind, within=within)
        lines = workload.lines(None)
        return Node(key, "machines", name, lines, workload.look, workload.status, within)

    def _front(self) -> Iterator[Node]:
        farms = [one.name for one in self.own if one.guest.is_taken("guest-nlb")]
        if farms:
            lines = at_most(farms)
            yield Node(f"{self.id}clients", "clients", phrase("clients"))
            yield Node(f"{self.id}gateway", "gateway", phrase("gateway"), lines, "guest-nlb")
        sent = [one for one in self.own if one.copied_by_itself]
        if sent or self.copies:
            lines = at_most([*(one.name for one in sent), *_origins(self.copies, self.read.name)])
            yield Node(f"{self.id}copy", "end", phrase("copy-end"), lines, "copy-end")
        if self.replicas or any(one.replicated for one in self.own):
            yield self._replica_end()

    def _replica_end(self) -> Node:
        names: dict[Text, list[WorkloadRead]] = {}
        for one in self.own:
            if one.replicated:
                names.setdefault(one.transport, []).append(one)
        lines: list[Text] = [
            how
            if len(names) == 1
            else phrase("transport-of", how=how, names=both(*at_most([one.name for one in whom])))
            for how, whom in names.items()
        ]
        lines += _origins(self.replicas, self.read.name)
        status, broker = FIRM, self.read.broker
        name = phrase("broker" if broker.option == "broker" else "no-broker")
        if broker.status != FIRM:
            status, name = broker.status, phrase("broker")
            lines.insert(0, phrase(broker.status))
        return Node(f"{self.id}replica", "end", name, at_most(lines), "replica-end", status)

    def _storage(self) -> Iterator[Node]:
        choice = self.read.storage
        if choice is not None:
            name: Text = Phrase("decision.host_storage")
            lines: list[Text] = []
            if choice.option:
                name = Phrase(f"option.host_storage.{choice.option}")
                if self.read.platform.is_taken("host-cluster") and choice.option in _WITH_CSV:
                    lines.append(phrase("csv"))
            status = worst([choice.status, self.read.platform.status])
            if status != FIRM:
                lines.insert(0, phrase(status))
            yield Node(f"{self.id}storage", "storage", name, tuple(lines), "storage", status)
        for number, (choice, workloads) in enumerate(self.sharing().items(), 1):
            yield self._shared(f"{self.id}shared{number}", choice, workloads)

    def _shared(self, key: str, choice: Choice, workloads: list[WorkloadRead]) -> Node:
        name: Text = Phrase("decision.guest_storage")
        if choice.status != NONE:
            name = Phrase(f"option.guest_storage.{choice.option}")
        lines: list[Text] = [phrase("shared-data", name=one.name) for one in workloads]
        if choice.status != FIRM:
            lines.insert(0, phrase(choice.status))
        hosted = self.read.storage is not None and choice.is_taken(*_ON_HOST_STORAGE)
        within = f"{self.id}storage" if hosted else ""
        return Node(key, "shared", name, at_most(lines), "shared", choice.status, within)

    def sharing(self) -> dict[Choice, list[WorkloadRead]]:
        """Guest clusters whose data lie outside their own machines, by the storage decided on."""
        found: dict[Choice, list[WorkloadRead]] = {}
        for one in self.own:
            if one.guest.is_taken("guest-cluster") and not one.storage.is_taken("s2d"):
                found.setdefault(one.storage, []).append(one)
        return found

    def box_of(self, host: int) -> str:
        """Id of the box in which a host is drawn; hosts count from 0."""
        return f"{self.id}h{host + 1}" if host < MOST_HOSTS else f"{self.id}rest"


def _origins(copies: Iterable[WorkloadRead], own: str) -> list[Text]:
    """From which other sites copies arrive."""
    return [phrase("received", site=site) for site in sorted({one.site for one in copies} - {own})]
