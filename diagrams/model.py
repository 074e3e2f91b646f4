"""The topology: everything that a drawing of a design shows, without language, colour or place.

Names that people gave are plain text; everything else is a phrase of the wording catalogue.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from knowledge.words import word

FIRM, OPEN, NONE = "firm", "open", "none"
"""Decided; still open; decided that no option is acceptable."""


@dataclass(frozen=True)
class Phrase:
    """An entry of the wording catalogue and what fills its placeholders."""

    key: str
    values: tuple[tuple[str, Text | int], ...] = ()


Text = str | Phrase


def phrase(key: str, **values: Text | int) -> Phrase:
    """An entry of this room's wording with its placeholders filled."""
    return Phrase(f"diagrams.{key}", tuple(sorted(values.items())))


def both(*parts: Text) -> Text:
    """Several texts in one line."""
    joined = parts[0]
    for part in parts[1:]:
        joined = phrase("both", one=joined, other=part)
    return joined


def say(text: Text, language: str, name: Callable[[str], str] = str) -> str:
    """A text in a language; ``name`` is applied to every name that people gave."""
    if isinstance(text, str):
        return name(text)
    values = {
        key: value if isinstance(value, int) else say(value, language, name)
        for key, value in text.values
    }
    return word(text.key, language, **values)


@dataclass(frozen=True)
class Node:
    """A box: a machine, storage, shared data, an NLB address, an end of replication, clients.

    ``look`` names an entry of the style table, ``within`` the box that holds this one, ``about``
    the ids of the decisions that it shows.
    """

    id: str
    kind: str
    name: Text
    lines: tuple[Text, ...] = ()
    look: str = "neutral"
    status: str = FIRM
    within: str = ""
    about: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Host:
    """A host with the machines drawn in it; ``more`` counts those that are not drawn."""

    id: str
    label: str
    machines: tuple[Node, ...]
    more: int = 0
    reserve: bool = False
    status: str = FIRM
    about: frozenset[str] = frozenset()


@dataclass(frozen=True)
class FoldedHosts:
    """Hosts that are not drawn one by one, with how many machines of each workload run there."""

    id: str
    label: Phrase
    machines: tuple[Node, ...]
    more: int = 0
    reserve: bool = False
    status: str = FIRM
    about: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Site:
    """A site: its hosts, what stands before them and the storage behind them."""

    id: str
    name: str
    lines: tuple[Text, ...]
    look: str
    status: str
    hosts: tuple[Host, ...]
    folded: FoldedHosts | None
    front: tuple[Node, ...]
    storage: tuple[Node, ...]
    about: frozenset[str] = frozenset()

    def boxes(self) -> tuple[Host | FoldedHosts, ...]:
        """The row of hosts from the left, folded ones last."""
        return (*self.hosts, *([self.folded] if self.folded else []))

    def host_ids(self) -> tuple[str, ...]:
        """Ids of the boxes in the row of hosts, from the left."""
        return tuple(one.id for one in self.boxes())


@dataclass(frozen=True)
class Edge:
    """A connection of two boxes by their ids; ``both_ways`` means it works in either direction.

    ``kind`` is access, balances, apart, stores, shares, sends (from a host to its end of
    replication), delivers (from that end to a host) or replicates (between ends).
    """

    kind: str
    source: str
    target: str
    look: str = "neutral"
    both_ways: bool = False
    about: frozenset[str] = frozenset()


@dataclass(frozen=True)
class LegendEntry:
    """A look or a kind of edge that occurs in the drawing, and what it stands for."""

    look: str
    text: Phrase


@dataclass(frozen=True)
class Topology:
    """The whole drawing, in the order in which it is drawn."""

    title: tuple[Text, ...]
    sites: tuple[Site, ...]
    edges: tuple[Edge, ...]
    legend: tuple[LegendEntry, ...]

    def nodes(self) -> Iterator[Site | Host | FoldedHosts | Node]:
        """Every box, sites and hosts before what they hold."""
        for site in self.sites:
            yield site
            yield from site.front
            for host in site.boxes():
                yield host
                yield from host.machines
            yield from site.storage
