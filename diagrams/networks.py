"""The networks of every site's hosts as tables: what the network view shows, without language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from diagrams.descriptions import described, host_label, site_look, title
from diagrams.model import FIRM, NONE, OPEN, LegendEntry, Phrase, Text, both, phrase
from diagrams.network_reading import NetworkRead, Outcome, SiteNetworks, adapters_of
from diagrams.reading import Reading, SiteRead, worst
from knowledge.advice import Advice

MOST_HOSTS = 4
"""Hosts with a column each; more are folded into one, as all hosts of a site are alike here."""


@dataclass(frozen=True)
class Entry:
    """A cell or a note: its word, further lines, what to be warned of, whether it is settled.

    ``about`` holds the ids of the decisions that it shows.
    """

    name: Text
    lines: tuple[Text, ...] = ()
    warnings: tuple[Text, ...] = ()
    status: str = FIRM
    about: frozenset[str] = frozenset()

    def texts(self) -> tuple[Text, ...]:
        """Everything it says, in the order in which it is drawn."""
        return (self.name, *self.lines, *self.warnings)


@dataclass(frozen=True)
class NetworkRow:
    """One network; ``adapters`` holds for each host of the table, ``look`` names its colours."""

    id: str
    look: str
    network: Entry
    adapters: Entry
    redundancy: Entry
    switch: Entry
    role: Entry

    def entries(self) -> tuple[Entry, ...]:
        """All cells from the left, that of the hosts once."""
        return (self.network, self.adapters, self.redundancy, self.switch, self.role)


@dataclass(frozen=True)
class NetworkTable:
    """The networks of one site; ``hosts`` are the headings of columns, ``notes`` stand below."""

    id: str
    name: str
    lines: tuple[Text, ...]
    look: str
    status: str
    hosts: tuple[Text, ...]
    rows: tuple[NetworkRow, ...]
    notes: tuple[Entry, ...]
    about: frozenset[str] = frozenset()

    def entries(self) -> Iterator[Entry]:
        """Everything below the headings."""
        for row in self.rows:
            yield from row.entries()
        yield from self.notes


@dataclass(frozen=True)
class Networks:
    """The whole drawing, in the order in which it is drawn."""

    title: tuple[Text, ...]
    tables: tuple[NetworkTable, ...]
    legend: tuple[LegendEntry, ...]

    def decisions(self) -> frozenset[str]:
        """Ids of all decisions that something in the drawing shows."""
        entries = [entry.about for table in self.tables for entry in table.entries()]
        return frozenset[str]().union(*(table.about for table in self.tables), *entries)


def networks(advice: Advice) -> Networks:
    """The networks of all sites; equal for equal designs in any order."""
    reading = Reading(advice)
    tables = tuple(
        _table(f"s{number}", site, reading) for number, site in enumerate(reading.sites, 1)
    )
    dashed = any(
        entry.status != FIRM for table in tables for row in table.rows for entry in row.entries()
    ) or any(table.status != FIRM for table in tables)
    legend = (LegendEntry("open", phrase("legend-open")),) if dashed else ()
    return Networks(title(advice), tables, legend)


def _table(key: str, site: SiteRead, reading: Reading) -> NetworkTable:
    read = SiteNetworks(reading, site.name)
    standalone = site.platform.is_taken("standalone")
    return NetworkTable(
        id=key,
        name=site.name,
        lines=tuple(described(site)),
        look=site_look(site),
        status=worst([site.platform.status, FIRM if site.hosts_known else OPEN]),
        hosts=_hosts(site),
        rows=tuple(
            _row(f"{key}-{one.kind}", one, read, numbers, missing, standalone)
            for one, numbers, missing in read.numbered()
        ),
        notes=tuple(_notes(read)),
        about=site.about("platform"),
    )


def _hosts(site: SiteRead) -> tuple[Text, ...]:
    if site.hosts <= MOST_HOSTS:
        return tuple(host_label(site, number) for number in range(1, site.hosts + 1))
    first, last = host_label(site, 1), host_label(site, site.hosts)
    return (phrase("hosts-all", first=first, last=last, n=site.hosts),)


def _row(
    key: str,
    one: NetworkRead,
    read: SiteNetworks,
    numbers: tuple[int, ...],
    missing: int,
    standalone: bool,
) -> NetworkRow:
    remarks: list[Text] = []
    if one.kind == "guest-service" and read.carries_vlans:
        remarks.append(phrase("carries-vlans"))
    if one.kind == "management" and read.carries_backup:
        remarks.append(phrase("carries-backup"))
    metric = _metric(read.metric) if one.kind == "csv" else Entry("")
    name = _entry(
        one.network,
        lambda _: phrase(f"network-{one.kind}"),
        lambda plan: Phrase(f"option.network.{plan}"),
        nothing=phrase(f"network-{one.kind}"),
    )
    role = _entry(one.role, _role, lambda plan: _role(plan).name)
    if standalone:
        told, warnings = _plan(one.role, lambda plan: _role(plan).name)
        role = Entry(phrase("role-standalone"), told, warnings, about=one.role.about)
    return NetworkRow(
        id=key,
        look=f"network-{one.kind}",
        network=Entry(
            name.name,
            (*name.lines, *remarks, *metric.lines),
            (*name.warnings, *metric.warnings),
            worst([name.status, metric.status]),
            name.about | metric.about,
        ),
        adapters=_adapters(one, numbers, missing),
        redundancy=_entry(
            one.redundancy,
            lambda option: phrase(f"redundancy-{option}"),
            lambda plan: phrase(f"way-{plan}"),
        ),
        switch=_entry(one.switch, _switch, _switch),
        role=role,
    )


def _role(option: str) -> Entry:
    if option == "absent":
        return Entry(phrase("cluster-role-absent"))
    return Entry(phrase("cluster-role", n=option), (phrase(f"cluster-role-{option}"),))


def _switch(option: str) -> Text:
    return phrase(f"switch-{option}")


def _entry(
    outcome: Outcome,
    worded: Callable[[str], Text | Entry],
    planned: Callable[[str], Text],
    nothing: Text | None = None,
) -> Entry:
    """The cell of a decision: what stands, that it is open, the plan that does not stand."""
    choice = outcome.choice
    if choice.status == NONE:
        found = Entry(nothing, (phrase("none"),)) if nothing else Entry(phrase("none"))
    else:
        said = worded(choice.option)
        found = said if isinstance(said, Entry) else Entry(said)
    opened = (phrase("open"),) if choice.status == OPEN else ()
    lines, warnings = _plan(outcome, planned)
    told = (*found.lines, *opened, *lines)
    return Entry(found.name, told, warnings, choice.status, outcome.about)


def _plan(
    outcome: Outcome, planned: Callable[[str], Text]
) -> tuple[tuple[Text, ...], tuple[Text, ...]]:
    """The plan that does not stand: a plain line if it could have stood, else a warning."""
    warnings: tuple[Text, ...] = ()
    if outcome.verdict:
        warnings = (Phrase(f"verdict.{outcome.verdict}"),)
    if not outcome.plan:
        return (), warnings
    verdict = Phrase(f"verdict.{outcome.plan.verdict}")
    told = phrase("planned", plan=planned(outcome.plan.option), verdict=verdict)
    return ((), (*warnings, told)) if outcome.plan.refused else ((told,), warnings)


def _metric(outcome: Outcome) -> Entry:
    """Remarks on the metric of the CSV network; none where the cluster sets it by itself."""
    choice = outcome.choice
    lines: tuple[Text, ...] = ()
    if choice.status != FIRM:
        lines = (phrase(f"metric-{choice.status}"),)
    elif choice.option == "by-hand":
        lines = (phrase("metric-by-hand"),)
    told, warnings = _plan(outcome, lambda plan: phrase(f"metric-plan-{plan}"))
    said = (*lines, *told)
    about = outcome.about if said or warnings else frozenset[str]()
    return Entry("", said, warnings, choice.status, about)


def _adapters(one: NetworkRead, numbers: tuple[int, ...], missing: int) -> Entry:
    """The cell of each host: the technique and the numbers of its adapters, never one too many."""
    choice = one.redundancy.choice
    status = worst([one.network.choice.status, choice.status])
    about = one.network.about | one.redundancy.about
    if NONE in (choice.status, one.network.choice.status):
        return Entry(phrase("no-adapters"), status=status, about=about)
    lack: tuple[Text, ...] = ()
    if missing:
        lack = (phrase("adapters-missing", n=missing),)
    named = phrase("adapters", numbers="+".join(map(str, numbers)))
    if not one.adapters:
        named = phrase("no-adapters")
    technique = phrase(f"technique-{choice.option}", n=adapters_of(choice.option))
    if numbers and adapters_of(choice.option) == 1:
        return Entry(named, (), lack, status, about)
    return Entry(technique, (named,) if numbers or not one.adapters else (), lack, status, about)


def _notes(read: SiteNetworks) -> Iterator[Entry]:
    without = [one for one in read.networks if not one.is_drawn]
    about = frozenset[str]().union(*(one.network.about for one in without))
    if len(without) == len(read.networks):
        yield Entry(phrase("no-networks"), about=about)
    elif without:
        names = both(*(phrase(f"network-{one.kind}") for one in without))
        yield Entry(phrase("without-network", names=names), about=about)
    for one in without:
        if one.network.plan:
            verdict = Phrase(f"verdict.{one.network.plan.verdict}")
            plan = phrase(
                "planned", plan=Phrase(f"option.network.{one.network.plan.option}"), verdict=verdict
            )
            told = phrase("planned-network", network=phrase(f"network-{one.kind}"), plan=plan)
            yield Entry(told, about=one.network.about)
    yield from map(Entry, _counted(read))


def _counted(read: SiteNetworks) -> Iterator[Text]:
    """How many adapters there are and are needed, as far as that is known."""
    needed, there = read.adapters_needed, read.adapters
    if needed and there is not None:
        yield phrase("adapters-compared", n=there, needed=needed)
    elif there is not None:
        yield phrase("adapters-there", n=there)
    elif needed:
        yield phrase("adapters-needed", n=needed)
    if not read.adapters_known:
        yield phrase("adapters-unknown")
