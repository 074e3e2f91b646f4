"""The connections of a drawing, inside sites and between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from diagrams.model import Edge, Site
from diagrams.reading import WorkloadRead
from diagrams.sites import SiteBuilder


def connections(builder: SiteBuilder, site: Site) -> Iterator[Edge]:
    """Everything that is connected inside a site, each two boxes once."""
    farms = [one for one in builder.own if one.guest.is_taken("guest-nlb")]
    about = _about(one.about("pair", "guest_layer") for one in farms)
    ends = (f"{builder.id}clients", f"{builder.id}gateway")
    if farms:
        yield Edge("access", *ends, "guest-nlb", about=about)
    for box, served in _boxes_with(builder, "own", farms).items():
        about = _about(one.about("pair", "guest_layer") for one in served)
        yield Edge("balances", ends[1], box, "guest-nlb", about=about)
    yield from _apart(builder)
    yield from _replicated(builder)
    yield from _storage(builder, site)


def _about(shown: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*shown)


def _boxes_with(
    builder: SiteBuilder, kind: str, workloads: Iterable[WorkloadRead]
) -> dict[str, list[WorkloadRead]]:
    """Boxes of the hosts on which machines of these workloads run, from the left; with whose."""
    wanted = {f"{kind}/{one.name}": one for one in workloads}
    found: dict[str, list[WorkloadRead]] = {}
    for host, column in enumerate(builder.columns):
        for stack in column:
            if stack.key in wanted:
                found.setdefault(builder.box_of(host), []).append(wanted[stack.key])
    return found


def _apart(builder: SiteBuilder) -> Iterator[Edge]:
    """Neighbouring members of what has to be kept apart, as far as they are drawn."""
    places: dict[str, list[str]] = {}
    for host, column in enumerate(builder.columns[: builder.plan.hosts]):
        for row, stack in enumerate(builder.drawn(column), 1):
            places.setdefault(stack.key, []).append(f"{builder.box_of(host)}m{row}")
    for one in builder.own:
        if one.kept_apart:
            about = one.about("pair", "guest_layer")
            for left, right in pairwise(places.get(f"own/{one.name}", [])):
                yield Edge("apart", left, right, "apart", both_ways=True, about=about)


def _replicated(builder: SiteBuilder) -> Iterator[Edge]:
    """Between the hosts and this site's end of Hyper-V Replica.

    What an application copies by itself goes from machine to machine, past the hosts.
    """
    end = f"{builder.id}replica"
    sent = [one for one in builder.own if one.replicated]
    leaving = _boxes_with(builder, "own", sent)
    arriving = _boxes_with(builder, "replica", builder.replicas)
    for box in sorted({*leaving, *arriving}, key=builder.boxes().index):
        concerned = (*leaving.get(box, ()), *arriving.get(box, ()))
        about = _about(one.on_copies for one in concerned) | builder.read.about("replica_broker")
        if box in leaving:
            yield Edge("sends", box, end, "replica", both_ways=box in arriving, about=about)
        else:
            yield Edge("delivers", end, box, "replica", about=about)


def _storage(builder: SiteBuilder, site: Site) -> Iterator[Edge]:
    """From every host to the shared storage, and from guest clusters to data outside of it."""
    for node in site.storage:
        if node.kind == "storage":
            for box in site.host_ids():
                yield Edge("stores", box, node.id, "storage", about=node.about)
    outside = [node for node in site.storage if node.kind == "shared"]
    for node, workloads in zip(outside, builder.sharing().values(), strict=True):
        if not node.within:
            for box, using in _boxes_with(builder, "own", workloads).items():
                about = _about(one.about("guest_storage") for one in using)
                yield Edge("shares", box, node.id, "shared", about=about)


def between(builders: Sequence[SiteBuilder], workloads: Sequence[WorkloadRead]) -> Iterator[Edge]:
    """Between sites: one edge for each two ends that copy one way or both ways."""
    ids = {one.read.name: one.id for one in builders}
    order = list(ids)
    for look, copies in (
        ("replica", [one for one in workloads if one.replicated]),
        ("copy", [one for one in workloads if one.copied_by_itself]),
    ):
        ways: dict[tuple[int, int], list[WorkloadRead]] = {}
        for one in copies:
            way = order.index(one.site), order.index(one.target)
            ways.setdefault(way, []).append(one)
        for source, target in sorted(ways):
            back = ways.get((target, source), [])
            if source < target or (source > target and not back):
                ends = (f"{ids[order[source]]}{look}", f"{ids[order[target]]}{look}")
                about = _about(one.on_copies for one in (*ways[source, target], *back))
                yield Edge("replicates", *ends, look, bool(back), about)
