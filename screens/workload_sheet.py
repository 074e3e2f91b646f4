"""The table that the grid was given, and what became of it since; no streamlit in here.

The grid keeps what was edited by itself, relative to the table it was given. So that table stays
the same while somebody types, all edits are applied to it anew each time, and a new one is given
only when the design was changed elsewhere. Cells that were refused move over into the new one.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace

from facts.design import Design
from facts.design_builder import MOST_WORKLOADS
from screens.editing import is_blank
from screens.workload_cells import COLUMNS
from screens.workload_rows import Reading, Row, read, rows, site_names


@dataclass(frozen=True)
class Sheet:
    """A table given to the grid under a key of its own: of which design and in which language.

    ``table`` has the rows as they were given, empty ones for new workloads at its end; ``written``
    has them as they are with all edits, which ``reading`` is of.
    """

    key: str
    language: str
    base: Design
    table: tuple[Row, ...]
    written: tuple[Row, ...]
    reading: Reading


def new_sheet(design: Design, language: str, old: Sheet | None = None) -> Sheet:
    """A table of the design, with the cells that were refused in the old one.

    Some may be taken by now, as the site they name was added: then the design of the reading is
    another one.
    """
    table = list(rows(design, language))
    if old is not None and not is_blank(design):
        _move(old, table)
    table += [Row(dict.fromkeys(COLUMNS, ""))] * (MOST_WORKLOADS - len(table))
    given = tuple(table)
    # the browser would fill a table of the same key with the edits of the old one
    key = f"workload-table-{secrets.token_hex(4)}"
    return Sheet(key, language, design, given, given, read(given, design, language))


def _move(old: Sheet, table: list[Row]) -> None:
    """Write what was refused in the old table into the rows of a new one."""
    places = {row.origin: number for number, row in enumerate(table)}
    nameless: dict[int, None] = {}
    for one in old.reading.refused:
        name = old.reading.names[one.row]
        if not name:
            nameless[one.row] = None
        elif name in places:
            row = table[places[name]]
            cells = {**row.cells, one.column: old.written[one.row].cells[one.column]}
            table[places[name]] = replace(row, cells=cells)
    table += [Row(old.written[number].cells) for number in nameless]


def edited(sheet: Sheet, edits: Mapping[int, Mapping[str, str | None]]) -> Sheet:
    """The table with all edits of the grid: texts by row and column, None where one was deleted."""
    written = list(sheet.table)
    for number, cells in edits.items():
        texts = {column: text or "" for column, text in cells.items() if column in COLUMNS}
        written[number] = replace(written[number], cells={**written[number].cells, **texts})
    reading = read(written, sheet.base, sheet.language)
    return replace(sheet, written=tuple(written), reading=reading)


def still_of(sheet: Sheet, design: Design) -> Sheet | None:
    """The table if it is one of this design too, as only answers elsewhere changed; else None."""
    made = sheet.reading.design
    if made == design:
        return sheet
    if (made.workloads, site_names(made)) != (design.workloads, site_names(design)):
        return None
    base = replace(design, workloads=sheet.base.workloads)
    return replace(sheet, base=base, reading=replace(sheet.reading, design=design))
