"""How many machines a site runs and how much memory they take, and what one cluster bears."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from facts.question_bank import NO_LIMIT, NOT_APPLICABLE, UNKNOWN, Value, by_id
from facts.releases import is_release, within
from knowledge.advice import Fact, decision_id
from knowledge.guidance import guidance
from knowledge.judgement import is_chosen
from knowledge.run import Findings

SCALE = ("cluster-scale-2008r2", "cluster-scale-2012-to-2022", "cluster-scale-2025")
"""Records of how many machines a cluster and a host may run, each for releases of its own."""


def machines_of(workload: Findings) -> tuple[int, int]:
    """Machines of a workload, at least and at most; of several described alike, all together.

    Where the design is to say how many there are, protection by more than one machine takes two.
    """
    named = workload.fact.values["instances_named"]
    if isinstance(named, int):
        least = most = named
    elif named == UNKNOWN:
        least, most = 1, by_id("workload")["instances"].most
    else:
        alone = is_chosen(workload.judgements["guest_layer"], "nothing")
        least, most = (2 if alone == "no" else 1), (1 if alone == "yes" else 2)
    count = len(workload.members)
    return count * least, count * most


def sizes(workloads: Iterable[Findings]) -> Iterator[Fact]:
    """What the workloads of a site take together, at least and at most."""
    every = list(workloads)
    machines = [machines_of(one) for one in every]
    # who asks where the numbers come from is led to the workloads that they were added up from
    behind = tuple(decision_id("guest_layer", "workload", one.fact.name) for one in every)
    bounds = [sum(one) for one in zip(*machines, strict=True)] or [NOT_APPLICABLE] * 2
    memory = [one.fact.values["memory_named"] for one in every]
    stated = [one for one in memory if isinstance(one, int)]
    taken = sum(
        least * each
        for (least, _), each in zip(machines, memory, strict=True)
        if isinstance(each, int)
    )
    at_most: Value = sum(
        most * each
        for (_, most), each in zip(machines, memory, strict=True)
        if isinstance(each, int)
    )
    # what is not known may yet be stated, and too much, whatever else is left out
    unclear = UNKNOWN if UNKNOWN in memory else NOT_APPLICABLE
    if len(stated) < len(every):
        at_most = unclear
    for name, value in (
        ("machines_least", bounds[0]),
        ("machines_most", bounds[1]),
        ("memory_needed", taken if stated else unclear),
        ("memory_at_most", at_most if every else NOT_APPLICABLE),
    ):
        yield Fact(name, value, "decision", reference=behind)


def put_sizes(site: Findings) -> None:
    """Add to the facts of a site whether one cluster of its hosts bears what runs there."""
    fact, values = site.fact, site.fact.values
    count = values["host_count"]
    left: Value = count - 1 if isinstance(count, int) else UNKNOWN
    limit: Value = (count - 1) * 100 // count if isinstance(count, int) else UNKNOWN
    limit = limit or NOT_APPLICABLE  # a host that stands alone has no others
    fact.derive("load_limit", limit, "host_count")
    bound = _bound(values["host_release"], left)
    fact.derive("machines_bound", bound, "host_release", "host_count")
    fits = _within(values["machines_least"], values["machines_most"], bound)
    fact.derive("machines_fit", fits, "machines_least", "machines_most", "machines_bound")
    memory = _named(values["host_memory"])
    offered = memory
    if isinstance(memory, int):
        offered = left * memory if isinstance(left, int) else UNKNOWN
    fact.derive("memory_left", offered, "host_memory", "host_count")
    needed, at_most = values["memory_needed"], values["memory_at_most"]
    suffices = _within(needed, at_most, offered)
    fact.derive("memory_suffices", suffices, "memory_needed", "memory_at_most", "memory_left")
    short: Value = NOT_APPLICABLE if suffices != UNKNOWN else UNKNOWN
    if suffices == "no" and isinstance(needed, int) and isinstance(offered, int):
        short = needed - offered
    fact.derive("memory_short", short, "memory_needed", "memory_left")


def _named(value: Value) -> Value:
    """A number that was stated; not applicable where it was left out."""
    return NOT_APPLICABLE if value == NO_LIMIT else value


def _bound(release: Value, left: Value) -> Value:
    """Machines that a cluster of a release may run while one of its hosts is down."""
    if not isinstance(left, int) or not is_release(str(release)):
        return UNKNOWN
    records = (guidance()[one] for one in SCALE)
    values = next(one.values for one in records if within(str(release), one.applies["host"]))
    return min(int(values["most_machines"]), left * int(values["machines_per_host"]))


def _within(least: Value, most: Value, bound: Value) -> str:
    """Whether what lies between two numbers stays within a bound; an end may not be known."""
    if NOT_APPLICABLE in (least, bound):
        return NOT_APPLICABLE
    if isinstance(least, int) and isinstance(bound, int):
        if least > bound:
            return "no"
        if isinstance(most, int) and most <= bound:
            return "yes"
        return NOT_APPLICABLE if most == NOT_APPLICABLE else UNKNOWN
    return UNKNOWN
