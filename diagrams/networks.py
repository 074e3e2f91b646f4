"""The networks of every site's hosts as tables: what the network view shows, without language."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from diagrams.descriptions import described, host_label, site_look, title
from diagrams.model import FIRM, NONE, OPEN, LegendEntry, Phrase, Text, both, phrase
from diagrams.network_reading import NetworkRead, Outcome, SiteNetworks, adapters_of
from diagrams.network_tables import Entry, NetworkRow, Networks, NetworkTable
from diagrams.reading import Reading, SiteRead, worst
from knowledge.advice import Advice

MOST_HOSTS = 4
"""Hosts with a column each; more are folded into one, as all hosts of a site are alike here."""


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
    if one.shared is not None:
        return _shared_row(key, one, one.shared, read, numbers, missing, standalone)
    remarks = tuple(_remarks(one, read))
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


def _shared_row(
    key: str,
    one: NetworkRead,
    shared: Outcome,
    read: SiteNetworks,
    numbers: tuple[int, ...],
    missing: int,
    standalone: bool,
) -> NetworkRow:
    """A network on the switch that it shares: the adapters below it are those of the others."""
    about = shared.about
    settled = one.role.choice.status == FIRM
    role = _role(one.role.choice.option) if settled else Entry(phrase("open"))
    if standalone:
        role = Entry(phrase("role-standalone"))
    lack: tuple[Text, ...] = (phrase("adapters-missing", n=missing),) if missing else ()
    named = phrase("adapters", numbers="+".join(map(str, numbers)))
    remarks = tuple(_remarks(one, read))
    reach = "guests" if one.kind == "guest-service" else "host"
    team = phrase(f"technique-{read.team}", n=adapters_of(read.team))
    status = one.network.choice.status
    opened = (phrase("open"),) if status == OPEN else ()
    return NetworkRow(
        id=key,
        look=f"network-{one.kind}",
        network=Entry(phrase(f"network-{one.kind}"), (*opened, *remarks), (), status, about),
        adapters=Entry(team, (named,) if numbers else (), lack, about=about),
        redundancy=Entry(phrase(f"redundancy-{read.team}"), about=about),
        switch=Entry(phrase("switch-converged"), (phrase(f"converged-{reach}"),), about=about),
        role=Entry(role.name, role.lines, about=about),
    )


def _remarks(one: NetworkRead, read: SiteNetworks) -> Iterator[Text]:
    """What a network carries besides its own traffic."""
    if one.kind == "guest-service" and read.carries_vlans:
        yield phrase("carries-vlans")
    if one.kind == "management" and read.carries_backup:
        yield phrase("carries-backup")


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
    if read.pattern.choice.status == NONE:
        yield Entry(phrase("pattern-none"), about=read.pattern.about)
    elif read.pattern.choice.option and not read.pattern.choice.is_taken("separate"):
        pattern = phrase(f"pattern-{read.pattern.choice.option}")
        opened = both(pattern, phrase("open")) if read.pattern.choice.status == OPEN else pattern
        yield Entry(opened, status=read.pattern.choice.status, about=read.pattern.about)
    without = [one for one in read.networks if not one.is_drawn and not one.left_out]
    about = frozenset[str]().union(*(one.network.about for one in without))
    if not any(one.is_drawn for one in read.networks):
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
