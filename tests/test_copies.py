"""More workloads like one: their names, their limits, one step to undo, where the page goes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from facts.design import Design, Entity
from facts.design_builder import MOST_WORKLOADS
from facts.design_file import parse, write
from facts.scalars import LONGEST_NAME
from knowledge.words import LANGUAGES, word
from screens.editing import Place, counted, with_copies
from screens.jump import class_of
from tests.screen_driver import design_of, example, opened

SQL = Place("workload", ("SQL",))


@pytest.mark.parametrize(
    ("name", "taken", "names"),
    [
        ("SQL-01", (), ["SQL-02", "SQL-03"]),
        ("SQL-01", ("sql-02",), ["SQL-03", "SQL-04"]),
        ("SQL-09", (), ["SQL-10", "SQL-11"]),
        ("SQL-99", (), ["SQL-100", "SQL-101"]),
        ("SQL", (), ["SQL 2", "SQL 3"]),
        ("ワークロード 1", (), ["ワークロード 2", "ワークロード 3"]),
        ("web1.example.com", (), ["web1.example.com 2", "web1.example.com 3"]),
        ("2", (), ["3", "4"]),
    ],
)
def test_names_go_on_counting(name: str, taken: tuple[str, ...], names: list[str]) -> None:
    assert counted(name, 2, taken) == names


def test_the_longest_name_gives_way_to_its_number() -> None:
    for name in ("x" * LONGEST_NAME, "x" * (LONGEST_NAME - 1) + "9", "9" * LONGEST_NAME):
        (following, *others) = counted(name, 12, (name,))
        assert len({name, following, *others}) == 13
        assert max(map(len, (following, *others))) <= LONGEST_NAME


def test_copies_stand_behind_what_they_are_copies_of() -> None:
    design = with_copies(example("fci-on-vhd-set-2019"), "SQL", 2)
    assert [one.name for one in design.workloads] == ["SQL", "SQL 2", "SQL 3", "PRINT"]
    assert len({tuple(one.answers.items()) for one in design.workloads[:3]}) == 1
    assert parse(write(design)).design == design


def test_no_more_copies_are_made_than_a_file_may_hold() -> None:
    few = example("fci-on-vhd-set-2019")
    full = with_copies(few, "SQL", 10 * MOST_WORKLOADS)
    assert len(full.workloads) == MOST_WORKLOADS
    assert with_copies(full, "SQL", 1) == full
    assert with_copies(few, "SQL", 0) == few


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_dozen_is_one_step_and_the_page_goes_to_the_first(language: str) -> None:
    before = example("fci-on-vhd-set-2019")
    at = opened(language, before)
    at.session_state[f"{SQL.key}\ncopies"] = True
    at.run()
    (field,) = at.number_input
    assert field.label == word("screens.copies.count", language)
    assert field.value == 12
    field.set_value(3).run()
    at.button(key=f"{SQL.key}\nadd-copies").click().run()
    assert not at.exception
    names = [one.name for one in design_of(at).workloads]
    assert names == ["SQL", "SQL 2", "SQL 3", "SQL 4", "PRINT"]
    assert at.text_input(key="workload\nSQL 2\nname").value == "SQL 2"
    assert at.session_state["undo"][-1] == before


def test_another_one_comes_into_sight() -> None:
    at = opened("en", example("fci-on-vhd-set-2019"))
    at.button(key=f"{SQL.key}\ncopy").click().run()
    assert at.text_input(key="workload\nSQL 2\nname").value == "SQL 2"


def test_nothing_is_offered_that_a_design_has_no_room_for() -> None:
    site = Entity("Main", {"host_release": "2022", "host_count": 2})
    alike = {"site": "Main", "product": "print-server"}
    workloads = tuple(Entity(f"P{number}", alike) for number in range(MOST_WORKLOADS - 1))
    design = Design(sites=(site,), workloads=workloads)
    at = opened("en", design)
    key = "workload\nP0\ncopy"
    assert not at.button(key=key).disabled
    at = opened("en", replace(design, workloads=(*workloads, Entity("P", alike))))
    assert at.button(key=key).disabled


def test_a_key_is_found_by_its_class() -> None:
    assert class_of("site\nSite 1\nhost_release\nen") == "st-key-site-Site-1-host_release-en"
    assert class_of("site\n東京 a\nname") == "st-key-site----a-name"
