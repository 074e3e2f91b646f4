"""The workloads of a design as rows of text, and back again; no streamlit in here.

What cannot be taken stays where it was written, with what is wrong with it: a cell that means
nothing leaves the answer as it was, a row without a usable name waits until it has one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from facts.answers import NOT_ASKED, Answer, resolve
from facts.design import Design, Entity, same_name
from facts.design_builder import MOST_WORKLOADS
from facts.problems import Problem
from facts.question_bank import Value, by_id
from facts.scalars import ScalarProblem, check_name
from knowledge.explanation import answer_text
from screens.workload_cells import COLUMNS, NAME, cell_text, heading, read_cell

_OWN, _COPY = "site", "second_copy.site"
_NOTHING = ("", *"-－–—―")


def says_nothing(text: str) -> bool:
    """Whether a cell is not answered: empty, or with the dash that stands for that in lists."""
    return text.strip() in _NOTHING


@dataclass(frozen=True)
class Row:
    """One row: its cells by column, and the name of the workload it stands for (empty: a new one).

    A column that is not among the cells is left as it is.
    """

    cells: Mapping[str, str]
    origin: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written in it."""
        return all(map(says_nothing, self.cells.values()))


@dataclass(frozen=True)
class Refusal:
    """A cell that was not taken: which, and what is wrong with it. Rows count from 0."""

    row: int
    column: str
    problem: Problem


@dataclass(frozen=True)
class Remark:
    """Something taken that does not count for now: ``set-aside`` or ``not-asked``."""

    row: int
    column: str
    kind: str
    answer: str


@dataclass(frozen=True)
class Reading:
    """What rows amount to. ``names`` says for each row which workload it has become, if any."""

    design: Design
    refused: tuple[Refusal, ...] = ()
    remarks: tuple[Remark, ...] = ()
    names: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def rows(design: Design, language: str, columns: Sequence[str] = COLUMNS) -> tuple[Row, ...]:
    """One row for each workload, in the design's order."""
    sites = site_names(design)
    return tuple(Row(_texts(one, language, sites, columns), one.name) for one in design.workloads)


def site_names(design: Design) -> tuple[str, ...]:
    """Names of the sites, in the design's order."""
    return tuple(site.name for site in design.sites)


def _texts(
    workload: Entity, language: str, sites: tuple[str, ...], columns: Sequence[str]
) -> dict[str, str]:
    answers: Mapping[str, Value] = {NAME: workload.name, **workload.answers}
    return {one: cell_text(one, answers.get(one), language, sites) for one in columns}


def read(table: Sequence[Row], design: Design, language: str) -> Reading:
    """The design whose workloads are the rows: each as it was, but for the cells that say else.

    A workload without a row, or whose row was emptied, is removed. A new row takes the only site.
    """
    reader = _Reader(table, design, language)
    return reader.reading()


@dataclass
class _Reader:
    table: Sequence[Row]
    design: Design
    language: str
    refused: list[Refusal] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.sites = site_names(self.design)
        self.bank = by_id("workload")

    def reading(self) -> Reading:
        names = self._names()
        workloads = [
            self._workload(number, row, names[number])
            for number, row in enumerate(self.table)
            if names[number]
        ]
        kept = {row.origin for row in self.table if not row.is_blank}
        return Reading(
            replace(self.design, workloads=tuple(workloads)),
            tuple(sorted(self.refused, key=lambda one: one.row)),
            tuple(self.remarks),
            tuple(names),
            tuple(one.name for one in self.design.workloads if one.name not in kept),
        )

    def _names(self) -> list[str]:
        """The name that each row gets; empty for a row that is no workload (yet)."""
        wanted = [self._wanted(number, row) for number, row in enumerate(self.table)]
        names = list(wanted)
        while True:
            # A row that may not have its new name goes back to its old one, which another row
            # may have been given: until nothing is refused any more.
            clashes = self._clashes(names)
            if not clashes:
                return self._limited(names)
            for number, other in clashes.items():
                self._refuse(number, NAME, "duplicate-name", wanted[number], other)
                names[number] = self.table[number].origin

    def _wanted(self, number: int, row: Row) -> str:
        if row.is_blank:
            return ""
        written = row.cells.get(NAME, row.origin)
        if row.origin and written == cell_text(NAME, row.origin, self.language):
            return row.origin
        try:
            return check_name(written.strip())
        except ScalarProblem as problem:
            self._refuse(number, NAME, problem.code, written, problem.expected)
            return row.origin

    def _clashes(self, names: list[str]) -> dict[int, str]:
        """Rows whose new name another row has: one that keeps its own, or that stands before."""
        kept = [name == row.origin for name, row in zip(names, self.table, strict=True)]
        taken: dict[str, int] = {}
        clashes: dict[int, str] = {}
        for number in sorted(range(len(names)), key=lambda one: not kept[one]):
            if not names[number]:
                continue
            first = taken.setdefault(same_name(names[number]), number)
            if first != number and not kept[number]:
                clashes[number] = names[first]
        return clashes

    def _limited(self, names: list[str]) -> list[str]:
        """No more rows than a design may have workloads; new ones beyond that are refused."""
        room = MOST_WORKLOADS - sum(bool(row.origin) for row in self.table)
        total = str(sum(map(bool, names)))
        for number, row in enumerate(self.table):
            if not names[number] or row.origin:
                continue
            room -= 1
            if room < 0:
                names[number] = ""
                self._refuse(number, NAME, "too-many-entries", total, str(MOST_WORKLOADS))
        return names

    def _workload(self, number: int, row: Row, name: str) -> Entity:
        own = self._own(row)
        written = _texts(own, self.language, self.sites, list(row.cells)) if row.origin else {}
        changed = [
            column
            for column in self.bank
            if column in row.cells and row.cells[column] != written.get(column, "")
        ]
        if not changed:
            return own if name == own.name else replace(own, name=name)
        answers = dict(own.answers)
        for column in changed:
            self._take(number, column, row.cells[column], answers)
        self._keep_copy_away(number, row, changed, answers, own.answers)
        self._remark(number, changed, answers)
        return Entity(name, {path: answers[path] for path in self.bank if path in answers})

    def _own(self, row: Row) -> Entity:
        """The workload as it was: for a new row one at the only site, if there is only one."""
        if row.origin:
            return self.design.workload(row.origin)
        return Entity("", {_OWN: self.sites[0]} if len(self.sites) == 1 else {})

    def _take(self, number: int, column: str, text: str, answers: dict[str, Value]) -> None:
        """Put what a cell says into the answers, or note what is wrong with it."""
        if says_nothing(text):
            answers.pop(column, None)
            return
        fitting = self.bank[column].choices(answers)
        try:
            answers[column] = read_cell(column, text, self.language, self.sites, fitting)
        except ScalarProblem as problem:
            self._refuse(number, column, problem.code, text, problem.expected, problem.nearest)

    def _keep_copy_away(
        self,
        number: int,
        row: Row,
        changed: Sequence[str],
        answers: dict[str, Value],
        before: Mapping[str, Value],
    ) -> None:
        """Refuse a copy at the workload's own site, whichever of the two cells was changed."""
        for column in (_COPY, _OWN):
            if column in changed and answers.get(_OWN) == answers.get(_COPY) is not None:
                self._refuse(number, column, "copy-at-own-site", row.cells[column])
                answers.pop(column)
                answers.update({column: before[column]} if column in before else {})

    def _remark(self, number: int, changed: Sequence[str], answers: Mapping[str, Value]) -> None:
        """Tell which answers of a changed row do not count."""
        for column, answer in resolve("workload", answers).items():
            given = answers.get(column)
            kind = _kind(answer)
            if given is not None and (kind == "set-aside" or (kind and column in changed)):
                shown = answer_text(self.bank[column], given, self.language)
                self.remarks.append(Remark(number, column, kind, shown))

    def _refuse(
        self,
        number: int,
        column: str,
        code: str,
        found: str,
        expected: str = "",
        close: str = "",
    ) -> None:
        path = heading(column, self.language)
        problem = Problem(code, number + 1, 1, expected, found, path, close)
        self.refused.append(Refusal(number, column, problem))


def _kind(answer: Answer) -> str:
    if answer.set_aside is not None:
        return "set-aside"
    return "not-asked" if answer.status == NOT_ASKED else ""
