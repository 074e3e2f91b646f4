"""The tables of the network view: what stands in their cells and below them, without language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from diagrams.model import FIRM, LegendEntry, Text


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
