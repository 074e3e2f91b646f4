"""The table of workloads: what is typed or pasted into its cells becomes answers at once."""

from __future__ import annotations

import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from facts.question_bank import by_id
from screens import focus, session, workload_keyboard
from screens.editing import Place
from screens.language import current, say
from screens.markdown import escaped, small
from screens.workload_cells import COLUMNS, NAME, answers_for, cell_text, heading
from screens.workload_outcomes import outcomes
from screens.workload_rows import Reading, Refusal, site_names
from screens.workload_sheet import Sheet, edited, new_sheet, still_of
from screens.workload_words import bullets, named, problem_words

_SHEET = "workload-sheet"
_OUTCOME = "outcome"
_HEIGHT = 390
_WIDTHS = {NAME: 150, "product": 150, "deployment": 140, "guest_system": 150, _OUTCOME: 320}
_WIDTH = 110


def show() -> None:
    """Show the table, its state above it and what was not taken of it below."""
    sheet = _sheet()
    refused = len(sheet.reading.refused)
    state = [say("workloads.count", count=len(session.design().workloads))]
    state += [say("workloads.cells-left", count=refused)] if refused else []
    st.markdown(small(f"{say('workloads.how')}  \n{' | '.join(state)}"))
    workload_keyboard.watch(len(COLUMNS), len(sheet.table))
    st.data_editor(
        _frame(sheet),
        key=sheet.key,
        # a fixed number of rows, most of them empty: only then may the outcome change beside
        # what is typed, and lines pasted at the end have rows to go to
        num_rows="fixed",
        hide_index=True,
        height=_HEIGHT,
        placeholder="",
        column_config=_columns(),
        on_change=_edited,
        alt=say("workloads.table"),
    )
    _tell(sheet)


def _sheet() -> Sheet:
    """The table at present, or a new one if the design, the language or the screen changed."""
    design = session.design()
    kept = st.session_state.get(_SHEET)
    old = kept if isinstance(kept, Sheet) else None
    sheet = None
    if old is not None and old.key in st.session_state and old.language == current():
        sheet = still_of(old, design)
    if sheet is None:
        sheet = new_sheet(design, current(), old)
    st.session_state[_SHEET] = sheet
    if sheet.reading.design != design:
        session.keep(sheet.reading.design)
        st.rerun()
    return sheet


def _edited() -> None:
    """Take what can be taken of all that was edited since the grid was given its table."""
    before = st.session_state[_SHEET]
    sheet = edited(before, st.session_state[before.key]["edited_rows"])
    _follow(before, sheet.reading)
    st.session_state[_SHEET] = sheet
    session.keep(sheet.reading.design)


def _follow(sheet: Sheet, reading: Reading) -> None:
    """Keep the questions of a workload in sight when it gets another name."""
    shown = focus.place_of(session.design(), "workload")
    for before, after in zip(sheet.reading.names, reading.names, strict=True):
        if shown is not None and (before,) == shown.names and after and after != before:
            focus.show(Place("workload", (after,)))


def _frame(sheet: Sheet) -> dict[str, list[str]]:
    """What the grid is given: the table, the sites that new rows took, and the outcomes."""
    site = by_id("workload")["site"].id
    design, language = session.design(), current()
    columns = {column: [row.cells[column] for row in sheet.table] for column in COLUMNS}
    ends = outcomes(design, session.advice(), language)
    left: dict[int, list[str]] = {}
    for one in sheet.reading.refused:
        left.setdefault(one.row, []).append(heading(one.column, language))
    columns[_OUTCOME] = [""] * len(sheet.table)
    for number, name in enumerate(sheet.reading.names):
        if name:
            columns[_OUTCOME][number] = ends[name]
            if not sheet.table[number].origin and not sheet.written[number].cells[site]:
                # never where it was typed: an edit that says what the table says is forgotten
                own = design.workload(name).answers.get(site)
                columns[site][number] = cell_text(site, own, language, site_names(design))
        if number in left:
            what = say("list-comma").join(left[number])
            columns[_OUTCOME][number] = say("workloads.outcome.left", what=what)
    return columns


def _columns() -> dict[str, ColumnConfig]:
    """Headings with what may be written below them."""
    sites, language = site_names(session.design()), current()
    configured: dict[str, ColumnConfig] = {}
    for column in COLUMNS:
        question = by_id("workload").get(column)
        explained = say("workloads.answers-name")
        if question is not None:
            answers = say("list-comma").join(map(escaped, answers_for(question, language, sites)))
            title = escaped(question.title[language])
            explained = say("workloads.answers", title=title, answers=answers)
        configured[column] = st.column_config.TextColumn(
            heading(column, language),
            help=explained,
            width=_WIDTHS.get(column, _WIDTH),
        )
    configured[_OUTCOME] = st.column_config.TextColumn(
        say("workloads.outcome"),
        help=say("workloads.outcome-help"),
        width=_WIDTHS[_OUTCOME],
        disabled=True,
    )
    return configured


def _tell(sheet: Sheet) -> None:
    """Say what was not taken, what does not count and what was removed."""
    refused = [_line(sheet, one) for one in sheet.reading.refused]
    if refused:
        st.warning("\n".join((say("workloads.left"), "", *bullets(refused))))
    told = [
        say(
            f"workloads.{one.kind}",
            name=escaped(sheet.reading.names[one.row]),
            column=heading(one.column, current()),
            answer=escaped(one.answer),
        )
        for one in sheet.reading.remarks
    ]
    if sheet.reading.removed:
        told.append(say("workloads.removed", names=named(sheet.reading.removed)))
    if told:
        st.info("\n".join(bullets(told)))


def _line(sheet: Sheet, one: Refusal) -> str:
    name = sheet.reading.names[one.row]
    where = escaped(name) if name else say("workloads.row", row=one.row + 1)
    return say("workloads.problem-at", where=where, text=problem_words(one.problem, current()))
