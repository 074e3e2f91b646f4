"""Lines copied from a spreadsheet, or a bare list of names, as rows of workloads and back again.

No streamlit in here. Nothing of a text is dropped unsaid: what is not understood stays in the
lines that are left, or is told as a column that is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from facts.design import Design, same_name
from facts.problems import Problem
from facts.question_bank import by_id, questions
from facts.scalars import nearest
from facts.visible_text import folded
from knowledge.words import LANGUAGES, catalogue, word
from screens.workload_cells import COLUMNS, NAME, cell_text, heading
from screens.workload_rows import Reading, Remark, Row, read, rows, site_names

_SEPARATORS = "\t;,"
_FORMULA = re.compile(r"'*[=+\-@]")
"""How a cell begins that a spreadsheet might take for a formula, apostrophes before it or not."""


@dataclass(frozen=True)
class Line:
    """One line as it was written (a quoted cell may make several of one), and its cells.

    Lines count from 1. ``name`` is that of its workload, and ``what`` becomes of it: ``new``,
    ``changed``, ``same`` or ``left``.
    """

    number: int
    text: str
    cells: tuple[str, ...]
    name: str = ""
    what: str = "left"
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class Pasted:
    """What a pasted text amounts to.

    ``design`` holds all lines without problems. ``columns`` are those of the cells, empty where
    they are not taken: ``unknown`` are the headings that name none (each with the likeliest one,
    or nothing), ``twice`` those that name one again. ``replaced`` is the untouched workload of a
    blank design, which makes way for the pasted ones.
    """

    design: Design
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    heading: str = ""
    unknown: tuple[tuple[str, str], ...] = ()
    twice: tuple[str, ...] = ()
    replaced: str = ""

    def count(self, what: str) -> int:
        """How many lines become that."""
        return sum(line.what == what for line in self.lines)

    @property
    def left(self) -> str:
        """The text that remains when the rest is taken: lines with problems under their heading."""
        left = [line.text for line in self.lines if line.what == "left"]
        return "\n".join([self.heading] * bool(left and self.heading) + left)


def read_text(text: str, design: Design, language: str) -> Pasted:
    """Read a pasted text against a design. A line whose name exists changes that workload."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    separator = _separator(text)
    lines = [line for line in _lines(text, separator) if any(map(str.strip, line.cells))]
    above = lines.pop(0) if lines and _is_heading(lines[0].cells) else Line(0, "", ())
    columns = _columns(above.cells) if above.cells else COLUMNS
    unknown, twice = _not_taken(above.cells, columns, language)
    untouched = _untouched(design)
    base = replace(design, workloads=()) if untouched else design
    placed = [_placed(line, columns, language) for line in lines]
    changed, told = _taken(placed, columns, base, language)
    if not changed.workloads:
        changed, untouched = design, ""
    return Pasted(changed, columns, told, above.text, unknown, twice, untouched)


def _untouched(design: Design) -> str:
    """Name of the workload that a blank design begins with, if it is still alone and unanswered."""
    names = [word("screens.new-workload", language, number=1) for language in LANGUAGES]
    if len(design.workloads) == 1 and design.workloads[0].name in names:
        return design.workloads[0].name if set(design.workloads[0].answers) <= {"site"} else ""
    return ""


def written(design: Design, language: str, *, separator: str = ",") -> str:
    """All workloads with every answer given, as a text that ``read_text`` reads back."""
    given = {path for one in design.workloads for path in one.answers}
    others = [one.id for one in questions("workload") if one.id in given and one.id not in COLUMNS]
    columns = (*COLUMNS, *others)
    sites = site_names(design)
    table = [[heading(column, language) for column in columns]]
    for one in design.workloads:
        texts = [cell_text(path, one.answers.get(path), language, sites) for path in columns[1:]]
        table.append([one.name, *texts])
    return "".join(separator.join(_quoted(cell) for cell in row) + "\n" for row in table)


def _quoted(text: str) -> str:
    """A cell of a file for spreadsheets: nothing in it is run as a formula there."""
    if _FORMULA.match(text):
        text = f"'{text}"
    if text != text.strip() or any(sign in text for sign in ('"', *_SEPARATORS)):
        doubled = text.replace('"', '""')
        return f'"{doubled}"'
    return text


def _unquoted(text: str) -> str:
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def _separator(text: str) -> str:
    """What stands between cells: what the headings or else all lines have; or a tab.

    Names may hold commas, so a list of names with a comma in one of them is no table.
    """
    written = [line for line in text.split("\n") if line.strip()]
    for separator in _SEPARATORS:
        if not written or separator not in written[0]:
            continue
        first = next(_lines(written[0], separator)).cells
        if _is_heading(first) or all(separator in line for line in written):
            return separator
    return "\t"


def _lines(text: str, separator: str) -> Iterator[Line]:
    """Lines and their cells; a cell in quotation marks may hold separators and line breaks."""
    stop = re.escape(separator)
    cell = re.compile(rf'[ ]*"((?:[^"]|"")*)"[ ]*(?={stop}|\n|\Z)|([^{stop}\n]*)')
    number, place, start, began = 1, 0, 0, 1
    cells: list[str] = []
    while True:
        match = cell.match(text, place)
        assert match is not None, "the second half matches an empty text"
        quoted = match[1]
        cells.append(_unquoted(match[2] if quoted is None else quoted.replace('""', '"')))
        number += match[0].count("\n")
        place = match.end()
        ends = place == len(text) or text[place] == "\n"
        place += 1
        if not ends:
            continue
        yield Line(began, text[start : place - 1], tuple(cells))
        if place > len(text):
            return
        number += 1
        start, began, cells = place, number, []


def _is_heading(cells: Sequence[str]) -> bool:
    """Whether cells are headings: at least half of them, one of which may be the name's."""
    used = [cell for cell in cells if cell.strip()]
    known = [cell for cell in used if _meant(cell)]
    return bool(known) and 2 * len(known) >= len(used)


def _columns(cells: Sequence[str]) -> tuple[str, ...]:
    """The column that each heading names; empty where there is none, or it stands twice."""
    columns: list[str] = []
    for cell in cells:
        columns.append("" if _meant(cell) in columns else _meant(cell))
    return tuple(columns)


def _not_taken(
    cells: Sequence[str], columns: Sequence[str], language: str
) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Headings that name no column, each with the likeliest one, and those that stand twice."""
    left = [one for place, one in enumerate(cells) if one.strip() and not columns[place]]
    unknown = tuple((one, _likeliest(one, columns, language)) for one in left if not _meant(one))
    return unknown, tuple(one for one in left if _meant(one))


def _meant(cell: str) -> str:
    """The column that a heading names, or an empty string."""
    return headings().get(folded(cell), "")


def _likeliest(cell: str, columns: Sequence[str], language: str) -> str:
    """The heading of the column that was likely meant, if there is one that is not there yet."""
    column = _meant(nearest(folded(cell), list(headings())))
    return heading(column, language) if column and column not in columns else ""


@cache
def headings() -> Mapping[str, str]:
    """The column that each heading means: its short name, label, title or id, and common words."""
    known: dict[str, str] = {}
    for column in (NAME, *by_id("workload")):
        question = by_id("workload").get(column)
        also = catalogue().get(f"screens.workloads.also.column.{column}", {})
        for language in LANGUAGES:
            meant = [column, heading(column, language), *also.get(language, "").split("|")]
            if question is not None:
                meant += [question.label[language], question.title[language]]
            for text in filter(None, meant):
                if known.setdefault(folded(text), column) != column:
                    raise ValueError(f"{text} heads {known[folded(text)]} and {column}")
    return known


def _placed(line: Line, columns: Sequence[str], language: str) -> Line:
    """The line with what is wrong with it as a line: cells beyond the last column, no name."""
    problems = []
    beyond = [cell for cell in line.cells[len(columns) :] if cell.strip()]
    if beyond:
        problems.append(Problem("more-cells", line.number, 1, str(len(columns)), beyond[0]))
    name = _cell(line, columns, NAME).strip()
    if not name:
        path = heading(NAME, language)
        problems.append(Problem("missing-name", line.number, 1, path))
    return replace(line, name=name, problems=tuple(problems))


def _cell(line: Line, columns: Sequence[str], column: str) -> str:
    place = columns.index(column) if column in columns else len(line.cells)
    return line.cells[place] if place < len(line.cells) else ""


def _taken(
    lines: Sequence[Line], columns: Sequence[str], design: Design, language: str
) -> tuple[Design, tuple[Line, ...]]:
    """The design with all lines in it that have no problem, and what becomes of each line."""
    first: dict[str, int] = {}
    marked = list(lines)
    for number, line in enumerate(lines):
        twin = lines[first.setdefault(same_name(line.name), number)] if line.name else line
        if twin is not line:
            problem = Problem("name-twice", line.number, 1, str(twin.number), line.name)
            marked[number] = replace(line, problems=(*line.problems, problem))
    reading, places = _reading(marked, columns, design, language)
    told = [_told(line, reading, places.get(number)) for number, line in enumerate(marked)]
    good = [line for line in told if not line.problems]
    if len(good) != len(told):
        reading, _ = _reading(good, columns, design, language)
    return reading.design, tuple(_outcome(line, design, reading) for line in told)


def _reading(
    lines: Sequence[Line], columns: Sequence[str], design: Design, language: str
) -> tuple[Reading, dict[int, int]]:
    """The table of the design with the lines written into it, and the row that each came to."""
    table = list(rows(design, language, (NAME,)))
    row_of = {same_name(row.origin): number for number, row in enumerate(table)}
    places: dict[int, int] = {}
    for number, line in enumerate(lines):
        if line.problems:
            continue
        pairs = zip(columns, line.cells, strict=False)
        cells = {column: cell.strip() for column, cell in pairs if column and cell.strip()}
        place = row_of.get(same_name(line.name))
        if place is None:
            place = len(table)
            table.append(Row(cells))
        else:
            table[place] = replace(table[place], cells={**cells, **table[place].cells})
        places[number] = place
    return read(table, design, language), places


def _told(line: Line, reading: Reading, row: int | None) -> Line:
    """The line with what was refused of its row, and what does not count."""
    if row is None:
        return line
    problems = (replace(one.problem, line=line.number) for one in reading.refused if one.row == row)
    remarks = tuple(one for one in reading.remarks if one.row == row)
    return replace(line, problems=(*line.problems, *problems), remarks=remarks)


def _outcome(line: Line, before: Design, after: Reading) -> Line:
    """The line with what becomes of it."""
    if line.problems:
        return line
    try:
        old = before.workload(line.name)
    except KeyError:
        return replace(line, what="new")
    same = old == after.design.workload(line.name)
    return replace(line, name=old.name, what="same" if same else "changed")
