"""What is still open, in which order, and the way to it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from facts.design import Design, Entity
from facts.question_bank import UNKNOWN, all_questions, by_id
from knowledge.advisor import advise
from knowledge.words import LANGUAGES, word
from screens.editing import WHOLE, Place, completed
from screens.parts import part_of
from screens.progress import Waiting, next_open
from tests.screen_driver import answer, asking, design_of, example, key, markdown, opened

AS_OF = "2026-11-22"
SITE = Place("site", ("Main",))
SQL = Place("workload", ("SQL",))


def in_turn(design: Design, count: int) -> list[tuple[str, Place, str]]:
    """What is gone to by pressing the button again and again, answering nothing."""
    advice, found, last = advise(completed(design), AS_OF), [], None
    for _ in range(count):
        last = next_open(design, advice, last)
        assert last is not None
        found.append((last.kind, last.place, last.question.id))
    return found


def with_answers(design: Design, site: dict[str, str], workload: dict[str, str]) -> Design:
    first, *others = design.workloads
    changed = (replace(first, answers={**first.answers, **workload}), *others)
    place = replace(design.sites[0], answers={**design.sites[0].answers, **site})
    return replace(design, sites=(place,), workloads=changed)


def test_what_is_required_comes_first_and_in_turn() -> None:
    blank = Design(
        sites=(Entity("Main"),), workloads=(Entity("SQL", {"site": "Main", "instances": UNKNOWN}),)
    )
    wanted = [
        (SITE, "host_release"),
        (SITE, "host_count"),
        (SQL, "product"),
        (SITE, "host_release"),
    ]
    assert in_turn(blank, 4) == [("required", *one) for one in wanted]


def test_what_is_unknown_comes_by_the_decisions_that_hang_on_it() -> None:
    """The release of the hosts settles nearly everything, the encryption of replication little."""
    design = with_answers(example("fci-on-vhd-set-2019"), {"host_release": UNKNOWN}, {})
    design = replace(design, answers={**design.answers, "replication_encryption": UNKNOWN})
    assert in_turn(design, 3) == [
        ("unknown", SITE, "host_release"),
        ("unknown", WHOLE, "replication_encryption"),
        ("unknown", SITE, "host_release"),
    ]


def test_assumptions_come_when_nothing_is_unknown() -> None:
    design = example("fci-on-vhd-set-2019")
    advice = advise(design, AS_OF)
    count = len(advice.assumptions)
    found = in_turn(design, count)
    assert {kind for kind, _, _ in found} == {"assumed"}
    assert len(set(found)) == count, "each once before the first comes again"
    weights = [len(one.decisions) for one in advice.assumptions]
    first = next(one for one in advice.assumptions if len(one.decisions) == max(weights))
    assert found[0][2] == first.question


def test_each_question_is_sought_in_the_part_where_it_stands() -> None:
    """The part is that of the form, so that a jump opens what the form will build."""
    parts = {(one.entity, one.id): part_of(one) for one in all_questions()}
    assert parts["site", "host_release"] == ""
    assert parts["site", "networks.csv.plan"] == "networks"
    assert parts["site", "adapters"] == "networks"
    assert parts["site", "vmm"] == "more"
    assert parts["design", "project"] == "title-block"
    assert parts["design", "environment"] == "environment"
    assert parts["link", "trust"] == "link"


def press(at: AppTest) -> None:
    at.button(key="next-open").click().run()
    assert not at.exception


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_button_names_the_next_question_and_goes_there(language: str) -> None:
    at = opened(language)
    button = at.button(key="next-open")
    title = by_id("site")["host_release"].label[language]
    assert title in button.label
    assert design_of(at).sites[0].name in button.label
    answer(at, key(language, "host_release", "site", design_of(at).sites[0].name), "2022")
    assert by_id("site")["host_count"].label[language] in at.button(key="next-open").label


def test_a_jump_opens_the_part_and_shows_the_place() -> None:
    design = with_answers(example("fci-on-vhd-set-2019"), {}, {})
    last = design.workloads[-1]
    changed = replace(last, answers={**last.answers, "survive.site": UNKNOWN})
    at = opened("en", replace(design, workloads=(*design.workloads[:-1], changed)))
    wanted = key("en", "survive.site", "workload", last.name)
    with pytest.raises(KeyError):
        asking(at, wanted)
    press(at)
    assert asking(at, wanted).value == UNKNOWN


@pytest.mark.parametrize(
    ("language", "missing", "complete"),
    [
        ("en", "Required answers missing: 3", "Nothing required is missing"),
        ("ja", "未回答の必須項目: 3 件", "必須項目はすべて回答済み"),
    ],
)
def test_it_says_what_is_missing_given_assumed_and_unknown(
    language: str, missing: str, complete: str
) -> None:
    said = markdown(opened(language))
    assert missing in said
    assert "26" not in said, "nothing is judged before anything is answered"
    design = Design(
        sites=(Entity("Main", {"host_release": "2022", "host_count": 2}),),
        workloads=(Entity("SQL", {"site": "Main", "product": UNKNOWN}),),
        answers={"project": "P"},
    )
    said = markdown(opened(language, design))
    assert complete in said
    rest = word(
        "screens.progress.rest",
        language,
        given=2,  # release and number of the hosts; a project is no answer about the estate
        assumed=len(advise(design, AS_OF).assumptions),
        unknown=1,
    )
    assert rest in said


def test_nothing_follows_where_everything_is_given() -> None:
    """A design without sites and workloads asks nothing but its own questions."""
    given = {"environment": "production", "replication_encryption": "no"}
    design = Design(answers={**given, "house_rules.combined_clustering": "allow"})
    assert next_open(design, advise(design, AS_OF)) is None
    open_one = Design(answers=given)
    found = next_open(open_one, advise(open_one, AS_OF))
    house_rule = by_id("design")["house_rules.combined_clustering"]
    assert found == Waiting("assumed", WHOLE, house_rule)
