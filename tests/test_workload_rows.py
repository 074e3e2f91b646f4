"""The table of workloads: nothing is lost on the way there, back, or when something is wrong."""

from dataclasses import replace

import pytest

from facts.design import Design, Entity
from facts.design_builder import MOST_WORKLOADS
from facts.question_bank import by_id
from knowledge.words import LANGUAGES
from screens.workload_cells import COLUMNS, NAME
from screens.workload_rows import Reading, Row, read, rows
from tests.random_designs import random_design
from tests.screen_driver import example

ALL = (NAME, *by_id("workload"))
TWO_SITES = Design(
    sites=(Entity("Main"), Entity("DR")),
    workloads=(
        Entity("A", {"site": "Main", "product": "sql-server", "deployment": "fci"}),
        Entity("B", {"site": "Main", "product": "print-server", "second_copy.site": "DR"}),
        Entity("C", {"site": "DR", "product": "other", "wishes.second_copy": "none"}),
    ),
)


def edited(edits: dict[int, dict[str, str]], design: Design = TWO_SITES) -> Reading:
    """What becomes of a table in which some cells, also of rows below it, were written anew."""
    table = list(rows(design, "en"))
    empty = Row(dict.fromkeys(COLUMNS, ""))
    for number, cells in edits.items():
        table += [empty] * (number + 1 - len(table))
        table[number] = replace(table[number], cells={**table[number].cells, **cells})
    return read(table, design, "en")


def refused(reading: Reading) -> list[tuple[int, str, str]]:
    return [(one.row, one.column, one.problem.code) for one in reading.refused]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("seed", range(150))
def test_there_and_back_is_the_identity(language: str, seed: int) -> None:
    design = random_design(seed)
    table = rows(design, language, ALL)
    assert read(table, design, language) == Reading(
        design, names=tuple(one.name for one in design.workloads)
    )
    # and so it is where the texts are all there is, in whichever language they are read
    new = [Row(row.cells) for row in table]
    for reader in LANGUAGES:
        reading = read(new, replace(design, workloads=()), reader)
        assert (reading.design, reading.refused) == (design, ())


@pytest.mark.parametrize("seed", range(30))
def test_what_the_table_does_not_show_is_kept(seed: int) -> None:
    design = random_design(seed)
    table = [
        replace(row, cells={**row.cells, NAME: f"X{row.origin}"}) for row in rows(design, "ja")
    ]
    renamed = tuple(replace(one, name=f"X{one.name}") for one in design.workloads)
    assert read(table, design, "ja").design == replace(design, workloads=renamed)


def test_a_cell_changes_its_answer_and_an_emptied_one_takes_it_back() -> None:
    reading = edited({0: {"deployment": "AG", "survive.host": "no"}, 1: {"product": ""}})
    first, second, third = reading.design.workloads
    assert first.answers == {
        "site": "Main",
        "product": "sql-server",
        "deployment": "ag",
        "survive.host": "no",
    }
    assert second.answers == {"site": "Main", "second_copy.site": "DR"}
    assert third == TWO_SITES.workloads[2]
    assert not reading.refused


@pytest.mark.parametrize("dash", ["-", "－", "—", " "])
def test_a_dash_is_no_answer(dash: str) -> None:
    reading = edited({0: {"deployment": dash}})
    assert "deployment" not in reading.design.workloads[0].answers
    assert not reading.refused


def test_a_refused_cell_leaves_its_answer_and_the_others_are_taken() -> None:
    reading = edited({0: {"product": "sequel", "survive.site": "yes"}, 2: {"site": "Paris"}})
    assert refused(reading) == [(0, "product", "word"), (2, "site", "no-such-site")]
    assert reading.design.workloads[0].answers["product"] == "sql-server"
    assert reading.design.workloads[0].answers["survive.site"] == "yes"
    assert reading.design.workloads[2] == TWO_SITES.workloads[2]
    problem = reading.refused[0].problem
    assert (problem.path, problem.found) == ("Product", "sequel")


def test_a_new_row_is_a_workload_as_soon_as_it_has_a_name() -> None:
    reading = edited({4: {"product": "Exchange"}, 6: {NAME: "D", "product": "zzz"}})
    assert refused(reading) == [(4, NAME, "blank-name"), (6, "product", "word")]
    assert [one.name for one in reading.design.workloads] == ["A", "B", "C", "D"]
    assert reading.design.workloads[3].answers == {}
    assert reading.names == ("A", "B", "C", "", "", "", "D")


def test_a_new_row_is_at_the_only_site() -> None:
    design = Design(sites=(Entity("Main"),))
    reading = read([Row({NAME: " SQL-01 "})], design, "en")
    assert reading.design.workloads == (Entity("SQL-01", {"site": "Main"}),)


def test_an_emptied_row_is_removed() -> None:
    reading = edited({1: dict.fromkeys(COLUMNS, "")})
    assert [one.name for one in reading.design.workloads] == ["A", "C"]
    assert reading.removed == ("B",)


def test_an_emptied_name_alone_removes_nothing() -> None:
    reading = edited({1: {NAME: ""}})
    assert reading.design == TWO_SITES
    assert refused(reading) == [(1, NAME, "blank-name")]


def test_names_can_be_exchanged() -> None:
    reading = edited({0: {NAME: "B"}, 1: {NAME: "A"}})
    assert [one.name for one in reading.design.workloads] == ["B", "A", "C"]
    assert not reading.refused


@pytest.mark.parametrize("same", ["A", "a", "ａ", " A "])
def test_a_name_is_given_once(same: str) -> None:
    reading = edited({2: {NAME: same}, 3: {NAME: same}})
    assert [one.name for one in reading.design.workloads] == ["A", "B", "C"]
    assert refused(reading) == [(2, NAME, "duplicate-name"), (3, NAME, "duplicate-name")]
    assert reading.refused[0].problem.expected == "A"


def test_a_name_that_was_not_given_up_after_all_is_not_given_away() -> None:
    # A would become C, which it may not; so it keeps its name, which B then may not have
    reading = edited({0: {NAME: "C"}, 1: {NAME: "A"}})
    assert reading.design == TWO_SITES
    assert refused(reading) == [(0, NAME, "duplicate-name"), (1, NAME, "duplicate-name")]


@pytest.mark.parametrize(
    ("name", "code"), [("x" * 101, "too-long"), ("two\nlines", "control-character")]
)
def test_a_name_is_one_line_that_can_be_read(name: str, code: str) -> None:
    assert refused(edited({0: {NAME: name}})) == [(0, NAME, code)]


def test_a_copy_stays_away_from_the_workload_whichever_is_moved() -> None:
    moved = edited({1: {"site": "DR"}})
    assert moved.design == TWO_SITES
    assert refused(moved) == [(1, "site", "copy-at-own-site")]
    table = [Row({NAME: "A", "second_copy.site": "main"}, "A")]
    design = replace(TWO_SITES, workloads=TWO_SITES.workloads[:1])
    copied = read(table, design, "en")
    assert copied.design == design
    assert refused(copied) == [(0, "second_copy.site", "copy-at-own-site")]


def test_an_answer_that_does_not_fit_is_kept_and_told() -> None:
    reading = edited({0: {"product": "Exchange"}, 1: {"product_release": "2019"}})
    assert reading.design.workloads[0].answers["deployment"] == "fci"
    told = [(one.row, one.column, one.kind, one.answer) for one in reading.remarks]
    assert told == [
        (0, "deployment", "set-aside", "Failover cluster instance (FCI)"),
        (1, "product_release", "not-asked", "2019"),
    ]


def test_there_are_no_more_workloads_than_a_file_may_have() -> None:
    new = {number: {NAME: f"W{number}"} for number in range(3, MOST_WORKLOADS + 2)}
    reading = edited(new)
    assert len(reading.design.workloads) == MOST_WORKLOADS
    over = [(number, NAME, "too-many-entries") for number in (MOST_WORKLOADS, MOST_WORKLOADS + 1)]
    assert refused(reading) == over


def test_examples_pass_through_the_table_unchanged() -> None:
    design = example("reference-design-2022")
    for language in LANGUAGES:
        assert read(rows(design, language), design, language).design == design
