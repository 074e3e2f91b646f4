"""What stands around the hosts of a site: addresses and ends of copying, storage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from diagrams.descriptions import at_most
from diagrams.model import FIRM, NONE, Node, Phrase, Text, both, phrase
from diagrams.reading import Choice, SiteRead, WorkloadRead, worst

_ON_HOST_STORAGE = ("vhd-set", "shared-vhdx")
_NAMES = 3
"""Names in one line."""
_WITH_CSV = ("fc-san", "iscsi", "shared-sas", "s2d")


class Builder(Protocol):
    """What is known of a site while it is built."""

    id: str
    read: SiteRead
    own: list[WorkloadRead]
    replicas: list[WorkloadRead]
    copies: list[WorkloadRead]

    def sharing(self) -> dict[Choice, list[WorkloadRead]]:
        """Guest clusters whose data lie outside their own machines, by the storage decided on."""


def front(builder: Builder) -> Iterator[Node]:
    """From the clients to the ends of replication."""
    farms = [one for one in builder.own if one.guest.is_taken("guest-nlb")]
    if farms:
        about = _about(one.about("pair", "guest_layer") for one in farms)
        lines = _together(farms)
        yield Node(
            f"{builder.id}clients", "clients", phrase("clients"), look="guest-nlb", about=about
        )
        yield Node(
            f"{builder.id}gateway", "gateway", phrase("gateway"), lines, "guest-nlb", about=about
        )
    leaving = [one for one in builder.own if one.copied_by_itself and one.target != one.site]
    arriving = [one for one in builder.copies if one.site != builder.read.name]
    if leaving or arriving:
        yield Node(
            f"{builder.id}copy",
            "end",
            phrase("copy-end"),
            _together(leaving) or _origins(arriving),
            "copy-end",
            about=_about(one.on_copies for one in (*leaving, *arriving)),
        )
    if builder.replicas or any(one.replicated for one in builder.own):
        yield _replica_end(builder)


def _replica_end(builder: Builder) -> Node:
    names: dict[Text, list[WorkloadRead]] = {}
    sent = [one for one in builder.own if one.replicated]
    for one in sent:
        names.setdefault(one.transport, []).append(one)
    lines: list[Text] = [
        how if len(names) == 1 else phrase("transport-of", how=how, names=_together(whom)[0])
        for how, whom in names.items()
    ]
    arriving = (one for one in builder.replicas if one.site != builder.read.name)
    lines = lines or list(_origins(arriving))
    status, broker = FIRM, builder.read.broker
    name = phrase("broker" if broker.option == "broker" else "no-broker")
    if broker.status != FIRM:
        status, name = broker.status, phrase("broker")
        lines.insert(0, phrase(broker.status))
    about = _about(one.on_copies for one in (*sent, *builder.replicas))
    about |= builder.read.about("replica_broker")
    end = f"{builder.id}replica"
    return Node(end, "end", name, at_most(lines), "replica-end", status, about=about)


def storage(builder: Builder) -> Iterator[Node]:
    """The storage of the host cluster, then data of guest clusters outside their machines."""
    read = builder.read
    choice = read.storage
    if choice is not None:
        name: Text = Phrase("decision.host_storage")
        lines: list[Text] = []
        if choice.option:
            name = Phrase(f"option.host_storage.{choice.option}")
            if read.platform.is_taken("host-cluster") and choice.option in _WITH_CSV:
                lines.append(phrase("csv"))
        status = worst([choice.status, read.platform.status])
        if status != FIRM:
            lines.insert(0, phrase(status))
        about = read.about(
            "host_storage", "machine_storage", "csv_file_system", "placement", "disk_format"
        )
        key = f"{builder.id}storage"
        yield Node(key, "storage", name, tuple(lines), "storage", status, about=about)
    for number, (shared, workloads) in enumerate(builder.sharing().items(), 1):
        yield _shared(builder, f"{builder.id}shared{number}", shared, workloads)


def _shared(builder: Builder, key: str, choice: Choice, workloads: list[WorkloadRead]) -> Node:
    name: Text = Phrase("decision.guest_storage")
    if choice.status != NONE:
        name = Phrase(f"option.guest_storage.{choice.option}")
    lines: list[Text] = [phrase("shared-data", name=one) for one in _together(workloads)]
    if choice.status != FIRM:
        lines.insert(0, phrase(choice.status))
    hosted = builder.read.storage is not None and choice.is_taken(*_ON_HOST_STORAGE)
    return Node(
        id=key,
        kind="shared",
        name=name,
        lines=at_most(lines),
        look="shared",
        status=choice.status,
        within=f"{builder.id}storage" if hosted else "",
        about=_about(one.about("guest_storage") for one in workloads),
    )


def _about(shown: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*shown)


def _together(workloads: Iterable[WorkloadRead]) -> tuple[Text, ...]:
    """Names in one line, as far as there is room for them."""
    names = [one.name for one in workloads]
    return (both(*at_most(names, _NAMES)),) if names else ()


def _origins(copies: Iterable[WorkloadRead]) -> tuple[Text, ...]:
    """From which sites copies arrive; what also sends shows that by its arrow heads alone."""
    sites = sorted({one.site for one in copies})
    return at_most([phrase("received", site=site) for site in sites])
