"""The boxes of one site: its hosts with what runs on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeVar

from diagrams.around import front, storage
from diagrams.arrangement import Around, Plan
from diagrams.descriptions import described, host_label, site_look, witnessed
from diagrams.model import FIRM, OPEN, FoldedHosts, Host, Node, Site, Text, phrase
from diagrams.placement import Group, Stack, place
from diagrams.reading import Choice, SiteRead, WorkloadRead, worst

_KINDS = ("own", "replica", "copy")
Drawn = TypeVar("Drawn")


class SiteBuilder:
    """Builds one site; ``number`` counts the sites from 1 in the order of the drawing."""

    def __init__(
        self, number: int, read: SiteRead, workloads: Sequence[WorkloadRead], plan: Plan
    ) -> None:
        self.id = f"s{number}"
        self.read = read
        self.plan = plan
        self.own = [one for one in workloads if one.site == read.name]
        self.replicas = [one for one in workloads if one.replicated and one.target == read.name]
        self.copies = [one for one in workloads if one.copied_by_itself and one.target == read.name]
        self.workloads = {one.name: one for one in workloads}
        self.columns = place(self._groups(), read.hosts, plan.hosts)
        self.most = 0

    def _groups(self) -> Iterator[Group]:
        """What is replicated stands on the side of the neighbouring site, the rest on the other.

        Of the others larger groups come before smaller ones.
        """
        near, far = self.plan.facing, -self.plan.facing
        own = sorted(self.own, key=lambda one: (-one.count, one.name))
        first = [one for one in own if one.replicated and one.count == 1]
        for one in first:
            yield Group(f"own/{one.name}", 1, side=near)
        for one in self.replicas:
            if one.site != self.read.name:
                yield Group(f"replica/{one.name}", one.count, side=near)
        for one in own:
            if one not in first:
                yield Group(f"own/{one.name}", one.count, side=near if one.replicated else far)
        for one in self.replicas:
            if one.site == self.read.name:
                yield Group(f"replica/{one.name}", one.count, f"own/{one.name}")
        for one in self.copies:
            yield Group(f"copy/{one.name}", 1, side=near)

    def _of(self, group: str) -> tuple[str, WorkloadRead]:
        kind, _, name = group.partition("/")
        return kind, self.workloads[name]

    def around(self) -> Around:
        """What takes room around the hosts."""
        front_of = {node.look for node in front(self)}
        behind = {node.kind for node in storage(self) if not node.within}
        return Around(
            farms="guest-nlb" in front_of,
            copies="copy-end" in front_of,
            replicas="replica-end" in front_of,
            shared="shared" in behind,
            stored="storage" in behind,
        )

    def site(self, most: int) -> Site:
        """The site with everything in it, and so many boxes of machines in one host at most."""
        self.most = most
        drawn = self.columns[: self.plan.hosts]
        return Site(
            id=self.id,
            name=self.read.name,
            lines=(*described(self.read), *witnessed(self.read)),
            look=site_look(self.read),
            status=worst([self.read.platform.status, self._sized]),
            hosts=tuple(self._host(number, column) for number, column in enumerate(drawn, 1)),
            folded=self._folded() if len(self.columns) > len(drawn) else None,
            front=tuple(front(self)),
            storage=tuple(storage(self)),
            about=self.read.about("platform", "witness"),
        )

    @property
    def _sized(self) -> str:
        return FIRM if self.read.hosts_known else OPEN

    @property
    def _on_hosts(self) -> frozenset[str]:
        """Decisions that a box of a host shows."""
        return self.read.about("platform", "placement", "disk_format")

    def _host(self, number: int, column: Sequence[Stack]) -> Host:
        key = f"{self.id}h{number}"
        drawn = self.drawn(column)
        return Host(
            id=key,
            label=host_label(self.read, number),
            machines=tuple(
                self._machine(f"{key}m{number}", stack, key)
                for number, stack in enumerate(drawn, 1)
            ),
            more=sum(len(stack.numbers) for stack in column if stack not in drawn),
            reserve=self.read.keeps_reserve,
            status=self._sized,
            about=self._on_hosts,
        )

    def drawn(self, column: Sequence[Stack]) -> list[Stack]:
        """What is drawn of a host, from the top: one of each look before a second one."""
        return self._varied(column, [stack.key for stack in column])

    def _varied(self, found: Sequence[Drawn], groups: Sequence[str]) -> list[Drawn]:
        """As many of these as are drawn, in their order; ``groups`` are the groups of each."""
        seen: Counter[str] = Counter()
        rounds = []
        for number, group in enumerate(groups):
            kind, workload = self._of(group)
            look = workload.look if kind == "own" else kind
            rounds.append((seen[look], number))
            seen[look] += 1
        return [found[number] for number in sorted(one for _, one in sorted(rounds)[: self.most])]

    def _machine(self, key: str, stack: Stack, host: str) -> Node:
        if len(stack.numbers) > 1:
            return self._counted(key, stack.key, len(stack.numbers), host)
        kind, workload = self._of(stack.key)
        name: Text = workload.name
        if kind != "copy" and workload.count > 1:
            name = phrase("numbered", name=workload.name, n=stack.numbers[0] + 1)
        lines = workload.lines(stack.numbers[0]) if kind == "own" else ()
        return self._node(key, "machine", name, lines, stack.key, host)

    def _counted(self, key: str, group: str, count: int, within: str) -> Node:
        """Several machines of one workload in one box."""
        kind, workload = self._of(group)
        name: Text = workload.name
        if count > 1:
            name = phrase("times", name=workload.name, n=count)
        lines = workload.lines(None) if kind == "own" else ()
        return self._node(key, "machines", name, lines, group, within)

    def _node(
        self, key: str, box: str, name: Text, lines: tuple[Text, ...], group: str, within: str
    ) -> Node:
        kind, workload = self._of(group)
        if kind == "own":
            look, status, about = workload.look, workload.status, workload.on_machines
        else:
            lines = (phrase("replica-off" if kind == "replica" else "copy"),)
            look, status, about = kind, FIRM, workload.on_copies
        return Node(key, box, name, lines, look, status, within, about)

    def _folded(self) -> FoldedHosts:
        """The hosts that are not drawn; their machines counted by workload."""
        first, last = self.plan.hosts + 1, len(self.columns)
        key = f"{self.id}rest"
        counts: Counter[str] = Counter()
        for column in self.columns[self.plan.hosts :]:
            for stack in column:
                counts[stack.key] += len(stack.numbers)
        groups = sorted(counts, key=lambda one: (_KINDS.index(self._of(one)[0]), -counts[one], one))
        drawn = self._varied(groups, groups)
        return FoldedHosts(
            id=key,
            label=phrase(
                "one-host-more" if first == last else "hosts-more",
                first=host_label(self.read, first),
                last=host_label(self.read, last),
                n=last - self.plan.hosts,
            ),
            machines=tuple(
                self._counted(f"{key}m{number}", group, counts[group], key)
                for number, group in enumerate(drawn, 1)
            ),
            more=sum(counts[group] for group in groups if group not in drawn),
            reserve=self.read.keeps_reserve,
            about=self._on_hosts,
        )

    def sharing(self) -> dict[Choice, list[WorkloadRead]]:
        """Guest clusters whose data lie outside their own machines, by the storage decided on."""
        found: dict[Choice, list[WorkloadRead]] = {}
        for one in self.own:
            if one.guest.is_taken("guest-cluster") and not one.storage.is_taken("s2d"):
                found.setdefault(one.storage, []).append(one)
        return found

    def boxes(self) -> list[str]:
        """Ids of the boxes of hosts from the left."""
        hosts = range(min(len(self.columns), self.plan.hosts + 1))
        return [self.box_of(host) for host in hosts]

    def box_of(self, host: int) -> str:
        """Id of the box in which a host is drawn; hosts count from 0."""
        return f"{self.id}h{host + 1}" if host < self.plan.hosts else f"{self.id}rest"
