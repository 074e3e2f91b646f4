"""The table that the grid was given: edits add up, and what was refused moves into the next one."""

from dataclasses import replace

from facts.design import Design, Entity
from facts.design_builder import MOST_WORKLOADS
from screens.editing import blank
from screens.workload_cells import COLUMNS, NAME
from screens.workload_sheet import Sheet, edited, new_sheet, still_of

DESIGN = Design(
    sites=(Entity("Main"), Entity("DR")),
    workloads=(Entity("A", {"site": "Main"}), Entity("B", {"site": "DR"})),
)


def refused(sheet: Sheet) -> list[tuple[int, str]]:
    return [(one.row, one.column) for one in sheet.reading.refused]


def test_there_is_a_row_for_every_workload_a_design_may_have() -> None:
    sheet = new_sheet(DESIGN, "en")
    assert len(sheet.table) == MOST_WORKLOADS
    assert sheet.reading.design == DESIGN
    assert sheet.key != new_sheet(DESIGN, "en").key


def test_the_edits_of_the_grid_are_all_edits_since_it_was_given_its_table() -> None:
    sheet = new_sheet(DESIGN, "en")
    once = edited(sheet, {0: {"product": "DC"}})
    twice = edited(once, {0: {"product": "DC"}, 2: {NAME: "C", "product": "SQL", "outcome": "x"}})
    assert [one.answers.get("product") for one in twice.reading.design.workloads] == [
        *("ad-domain-controller", None, "sql-server")
    ]
    back = edited(twice, {0: {"product": None}})
    assert back.reading.design == DESIGN
    assert back.table == sheet.table


def test_answers_elsewhere_leave_the_table_as_it_is() -> None:
    sheet = edited(new_sheet(DESIGN, "en"), {0: {"product": "DC"}})
    made = sheet.reading.design
    assert still_of(sheet, made) is sheet
    answered = replace(made, answers={"environment": "production"})
    kept = still_of(sheet, answered)
    assert kept is not None
    assert (kept.key, kept.table) == (sheet.key, sheet.table)
    assert edited(kept, {0: {"product": "DC"}}).reading.design == answered
    # what the table shows has changed, or could be written in it
    assert still_of(sheet, DESIGN) is None
    assert still_of(sheet, replace(made, sites=(*made.sites, Entity("Paris")))) is None


def test_what_was_refused_moves_into_the_next_table() -> None:
    edits = {0: {"product": "sequel", "survive.host": "yes"}, 4: {"site": "Paris"}, 5: {NAME: "B"}}
    old = edited(new_sheet(DESIGN, "en"), edits)
    assert refused(old) == [(0, "product"), (4, NAME), (5, NAME)]
    new = new_sheet(old.reading.design, "ja", old)
    assert refused(new) == [(0, "product"), (2, NAME), (3, NAME)]
    assert new.table[0].cells["product"] == "sequel"
    assert new.table[0].cells["survive.host"] == "はい"
    assert new.table[2].cells["site"] == "Paris"
    assert new.table[3].cells == {**dict.fromkeys(COLUMNS, ""), NAME: "B"}
    assert new.reading.design == old.reading.design


def test_a_cell_that_was_refused_is_taken_once_its_site_is_there() -> None:
    old = edited(new_sheet(DESIGN, "en"), {1: {"site": "Paris"}})
    grown = replace(DESIGN, sites=(*DESIGN.sites, Entity("Paris")))
    new = new_sheet(grown, "en", old)
    assert not new.reading.refused
    assert new.reading.design.workload("B").answers == {"site": "Paris"}


def test_nothing_moves_into_a_blank_design_or_to_a_workload_that_is_gone() -> None:
    old = edited(new_sheet(DESIGN, "en"), {0: {"product": "sequel"}, 4: {"product": "DC"}})
    assert not new_sheet(blank("ja"), "ja", old).reading.refused
    left = replace(DESIGN, workloads=DESIGN.workloads[1:])
    assert refused(new_sheet(left, "en", old)) == [(1, NAME)]
