"""Pasted lines: what is understood is taken, the rest stays as it was written."""

import re
from dataclasses import replace

import pytest

from facts.design import Design, Entity
from facts.design_builder import MOST_WORKLOADS
from facts.question_bank import Value
from knowledge.words import LANGUAGES
from screens.editing import blank
from screens.pasted_workloads import Pasted, read_text, written
from tests.hostile_texts import HOSTILE_TEXTS
from tests.random_designs import random_design

DESIGN = Design(
    sites=(Entity("Main"), Entity("DR")),
    workloads=(
        Entity("SQL-01", {"site": "Main", "product": "sql-server", "survive.host": "no"}),
        Entity("Web", {"site": "DR", "product": "other"}),
    ),
)


def counts(pasted: Pasted) -> dict[str, int]:
    found = {what: pasted.count(what) for what in ("new", "changed", "same", "left")}
    return {what: count for what, count in found.items() if count}


def problems(pasted: Pasted) -> list[tuple[int, str, str]]:
    return [(one.number, one.name, two.code) for one in pasted.lines for two in one.problems]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("seed", range(40))
def test_what_is_saved_can_be_pasted_back(seed: int, separator: str) -> None:
    design = random_design(seed)
    for language in LANGUAGES:
        text = written(design, language, separator=separator)
        for reader in LANGUAGES:
            pasted = read_text(text, replace(design, workloads=()), reader)
            assert pasted.design == design
            assert (pasted.left, pasted.unknown) == ("", ())
        again = read_text(text, design, language)
        assert counts(again) == {"same": len(design.workloads)}
        assert again.design == design


def test_hostile_names_are_saved_and_pasted_back() -> None:
    names = [name for name in HOSTILE_TEXTS if "\u2028" not in name]
    workloads = tuple(Entity(name, {"site": "Main"}) for name in dict.fromkeys(names))
    design = replace(DESIGN, workloads=workloads)
    text = written(design, "en")
    pasted = read_text(text, design, "en")
    assert counts(pasted) == {"same": len(workloads)}
    for line in text.splitlines():
        assert not re.match('"?[=+@-]', line), "a spreadsheet would run it"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_bare_list_of_names(end: str) -> None:
    text = end.join(["", "File server", "Intranet, old", "  CRM  ", "", ""])
    pasted = read_text(text, DESIGN, "en")
    assert [one.name for one in pasted.design.workloads[2:]] == [
        *("File server", "Intranet, old", "CRM")
    ]
    assert pasted.design.workloads[2].answers == {}  # at which of the two sites is not known


def test_columns_without_headings_are_those_of_the_table() -> None:
    pasted = read_text("DC1\tmain\tDC\t\tmulti-master\t2022\t2\tyes", DESIGN, "ja")
    assert pasted.design.workloads[2] == Entity(
        "DC1",
        {
            "site": "Main",
            "product": "ad-domain-controller",
            "deployment": "multi-master",
            "guest_system": "2022",
            "instances": 2,
            "survive.host": "yes",
        },
    )


@pytest.mark.parametrize(
    "text",
    [
        "RPO,Name,Product\n15 min,Mail,Exchange",
        "許容データ損失 (RPO);名前;製品\n15 分;Mail;Exchange",
        "tolerated.loss\tワークロード\tProduct\n15分\tMail\texchange",
        '\ufeff"RPO","Name","Product"\n"15 min","Mail","Microsoft Exchange Server"\n',
    ],
)
def test_headings_are_recognised_in_any_order_and_language(text: str) -> None:
    pasted = read_text(text, DESIGN, "en")
    answers: dict[str, Value] = {"product": "exchange", "tolerated.loss": 900}
    assert pasted.design.workloads[2] == Entity("Mail", answers)
    assert pasted.heading


def test_a_column_that_is_not_known_is_told() -> None:
    pasted = read_text("Name\tOwner\tProdukt\tName\nMail\tBob\tsql\tx", DESIGN, "en")
    assert pasted.unknown == (("Owner", ""), ("Produkt", "Product"))
    assert pasted.twice == ("Name",)
    assert pasted.columns == ("name", "", "", "")
    assert pasted.design.workloads[2] == Entity("Mail")


def test_a_name_that_exists_changes_that_workload_and_empty_cells_change_nothing() -> None:
    pasted = read_text("sql-01\tDR\t\t2022\nWeb\tdr\tother", DESIGN, "en")
    assert counts(pasted) == {"changed": 1, "same": 1}
    first, second = pasted.design.workloads
    assert first.name == "SQL-01"
    assert first.answers == {
        "site": "DR",
        "product": "sql-server",
        "product_release": "2022",
        "survive.host": "no",
    }
    assert second == DESIGN.workloads[1]


def test_lines_with_problems_are_left_as_they_were_written() -> None:
    text = (
        "Name,Product,Site\n"
        "A,SQL Server,Main\n"
        "B,Sequel,Main\n"
        ",Exchange,Main\n"
        'C,"Another application",Paris\n'
        "a,Exchange,DR\n"
        "D,DC,DR,Berlin,Bern\n"
        "E, print server ,DR,,\n"
    )
    pasted = read_text(text, DESIGN, "en")
    assert [one.name for one in pasted.design.workloads[2:]] == ["A", "E"]
    assert problems(pasted) == [
        (3, "B", "word"),
        (4, "", "missing-name"),
        (5, "C", "no-such-site"),
        (6, "a", "name-twice"),
        (7, "D", "more-cells"),
    ]
    lines = text.splitlines()
    assert pasted.left.splitlines() == [lines[0], *lines[2:7]]
    again = read_text(pasted.left, pasted.design, "en")
    assert counts(again) == {"left": 4, "changed": 1}  # "a" means the workload that exists by now


def test_a_quoted_cell_may_hold_separators_and_a_stray_quote_swallows_nothing() -> None:
    pasted = read_text('Name\tProduct\n"A ""one""\tb"\tDC\n"B\tDC\n"C\nD"\tDC', DESIGN, "en")
    assert problems(pasted) == [
        (2, 'A "one"\tb', "control-character"),
        (4, "C\nD", "control-character"),
    ]
    assert pasted.design.workloads[2] == Entity('"B', {"product": "ad-domain-controller"})
    assert pasted.left == 'Name\tProduct\n"A ""one""\tb"\tDC\n"C\nD"\tDC'


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workload_that_a_blank_design_begins_with_makes_way(language: str) -> None:
    design = blank(language)
    pasted = read_text("A\nB", design, language)
    assert [one.name for one in pasted.design.workloads] == ["A", "B"]
    assert pasted.replaced == design.workloads[0].name
    assert {one.answers["site"] for one in pasted.design.workloads} == {design.sites[0].name}
    nothing = read_text("\t\tExchange", design, language)
    assert (nothing.design, nothing.replaced) == (design, "")
    answered = replace(
        design, workloads=(replace(design.workloads[0], answers={"product": "other"}),)
    )
    assert len(read_text("A\nB", answered, language).design.workloads) == 3


def test_lines_beyond_the_limit_stay() -> None:
    text = "\n".join(f"W{number}" for number in range(MOST_WORKLOADS))
    pasted = read_text(text, DESIGN, "en")
    assert len(pasted.design.workloads) == MOST_WORKLOADS
    assert pasted.left == f"W{MOST_WORKLOADS - 2}\nW{MOST_WORKLOADS - 1}"


@pytest.mark.parametrize("text", ["", "\n", " \t \n", ",,,", '"', '""', "\t\t\n;;"])
def test_a_text_without_anything_changes_nothing(text: str) -> None:
    pasted = read_text(text, DESIGN, "en")
    assert pasted.design == DESIGN or text == '"'


def test_what_is_pasted_in_random_pieces_is_taken_or_left_line_by_line() -> None:
    text = written(random_design(7, workloads=6), "en")
    for cut in range(0, len(text), 3):
        pasted = read_text(text[cut:], DESIGN, "en")
        kept = {line.text for line in pasted.lines if line.what == "left"}
        assert kept == {*pasted.left.split("\n")} - {pasted.heading} - {""}
        assert len(pasted.design.workloads) == 2 + pasted.count("new")
