"""What a workload is: worked out from its own answers and from what is published on its product."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from facts.question_bank import NO_LIMIT, NOT_APPLICABLE, UNKNOWN, Value
from knowledge import support
from knowledge.advice import Fact
from knowledge.guidance import guidance
from knowledge.judgement import all_of, any_of
from knowledge.lifecycle import support_facts
from knowledge.wide_fact import WideFact

_SUPPORT_READS = ("product", "deployment", "product_release", "guest_system", "host_release")
_RANGES_READ = (*_SUPPORT_READS, "host_edition")
"""What the rows of the support table and the ranges of their records can speak of."""
_SURVIVE_LOCALLY = ("guest_system", "service", "host", "maintenance")
_FEWEST_NODES = 2
"""Machines of a cluster whose number is left to the design."""
_OTHER_CONTROLLERS = ("directory_outside", "deployment", "survive_site", "target_kind")


def add_traits(fact: WideFact, as_of: str) -> None:
    """Work out what a workload is by its answers alone, with the place of its copy among them."""
    product = str(fact.values["product"])
    for one in _supported(tuple([fact.values[name] for name in _RANGES_READ])):
        fact.take(one)
    if product != "other":
        kept = fact.values["product_stateful"]
        value = UNKNOWN if product == UNKNOWN else "yes" if kept == support.SILENT else kept
        fact.derive("stateful", value, "product_stateful")
        aware = fact.values["product_cluster_aware"]
        unclear = product == UNKNOWN or aware == UNKNOWN
        value = UNKNOWN if unclear else NOT_APPLICABLE if aware == support.SILENT else aware
        fact.derive("cluster_aware", value, "product_cluster_aware")
    instances = fact.values["instances"]
    # "as many as needed" is no number that a limit could be compared with
    named = NOT_APPLICABLE if instances == NO_LIMIT else instances
    fact.derive("instances_named", named, "instances")
    for name in ("memory", "host_memory"):
        stated = fact.values[name]
        fact.derive(f"{name}_named", NOT_APPLICABLE if stated == NO_LIMIT else stated, name)
    fact.derive("fits_a_host", _fits_a_host(fact), "memory_named", "host_memory_named")
    fact.derive("spare_host", _spare_host(fact), "instances_named", "host_count")
    for one in _guest_support(fact.values["guest_system"], as_of):
        fact.take(one)
    fields = [f"survive_{failure}" for failure in _SURVIVE_LOCALLY]
    outcome = any_of([str(fact.values[one]) for one in fields])
    fact.derive("survive_any_failure", outcome, *fields)
    fact.derive("controller_outside", _controller_outside(fact.values), *_OTHER_CONTROLLERS)


def _fits_a_host(fact: WideFact) -> str:
    """Whether the memory of a host holds a machine; not applicable where either is left out."""
    taken, offered = fact.values["memory_named"], fact.values["host_memory_named"]
    if NOT_APPLICABLE in (taken, offered):
        return NOT_APPLICABLE
    if not isinstance(taken, int) or not isinstance(offered, int):
        return UNKNOWN
    return "yes" if taken <= offered else "no"


def _spare_host(fact: WideFact) -> str:
    """Whether there is a host more than machines; as many machines as needed are two at least."""
    machines, hosts = fact.values["instances_named"], fact.values["host_count"]
    if machines == NOT_APPLICABLE:
        machines = _FEWEST_NODES
    if not isinstance(machines, int) or not isinstance(hosts, int):
        return UNKNOWN
    return "yes" if hosts > machines else "no"


@lru_cache(4096)
def _guest_support(system: Value, as_of: str) -> tuple[Fact, ...]:
    """How things stand with the guest system; the same facts for workloads that share it."""
    return support_facts("guest", system, as_of)


@lru_cache(4096)
def _supported(values: tuple[Value, ...]) -> tuple[Fact, ...]:
    """What the support table says; the same facts for workloads that it cannot tell apart."""
    fields = support.joined(dict(zip(_RANGES_READ, values, strict=True)), guidance())
    return tuple(
        Fact(name, says, "knowledge", reference=_SUPPORT_READS) for name, says in fields.items()
    )


def _controller_outside(values: Mapping[str, Value]) -> Value:
    """Whether a domain controller needs no host cluster of the site: said so, or a copy elsewhere.

    Equal controllers that survive the loss of the site have one of them at the other site.
    """
    said = values["directory_outside"]
    if said == NOT_APPLICABLE:
        return said
    copied = [
        _is(values["deployment"], "multi-master"),
        _is(values["survive_site"], "yes"),
        _is(values["target_kind"], "other-site"),
    ]
    return any_of([str(said), all_of(copied)])


def _is(value: Value, word: str) -> str:
    return UNKNOWN if value == UNKNOWN else "yes" if value == word else "no"
