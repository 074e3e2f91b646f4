"""What is still open, in which order, and the way to it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from facts.design import Design, Entity
from facts.question_bank import UNKNOWN, all_questions, by_id
from knowledge.advisor import advise
from knowledge.explanation import decision_label
from knowledge.inquiry.ranking import as_last_ranked, ranked
from knowledge.inquiry.worth import open_questions
from knowledge.words import LANGUAGES, word
from screens.editing import Place, completed
from screens.parts import part_of
from screens.progress import Waiting, next_open
from tests.screen_driver import (
    answer,
    asking,
    design_of,
    example,
    key,
    markdown,
    opened,
    plain,
)

AS_OF = "2026-11-22"
SITE = Place("site", ("Main",))
SQL = Place("workload", ("SQL",))


def next_one(design: Design, last: Waiting | None = None) -> Waiting | None:
    found = open_questions(advise(completed(design), AS_OF))
    return next_open(design, [one.question for one in ranked(found)], last)


def in_turn(design: Design, count: int) -> list[tuple[str, Place, str]]:
    """What is gone to by pressing the button again and again, answering nothing."""
    found, last = [], None
    for _ in range(count):
        last = next_one(design, last)
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


def test_what_is_worth_answering_comes_by_what_it_settles() -> None:
    """Workgroup hosts of 2022 without shared storage: no host cluster, whatever is said.

    Whether the loss of the site must be survived settles the second copy. That the guests reach
    iSCSI storage settles one network and nothing else; the tolerances rule nothing out by
    themselves.
    """
    design = example("two-workgroup-hosts-2022")
    found = in_turn(design, 12)
    assert found[0] == ("assumed", Place("workload", ("LOGISTICS",)), "survive.site")
    assert found[1] == ("assumed", Place("site", ("Branch",)), "guests_use_iscsi")
    assert found[11] == found[0], "each once before the first comes again"
    assert len(set(found[:11])) == 11


def test_what_is_unknown_and_what_is_assumed_come_in_one_order() -> None:
    """The trust of the hosts is unknown here and settles most; what else is open is assumed."""
    given = {"host_trust": UNKNOWN, "host_roles": "none"}
    design = with_answers(example("fci-on-vhd-set-2019"), given, {})
    first, second = in_turn(design, 2)
    assert first == ("unknown", SITE, "host_trust")
    assert second[0] == "assumed"


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
    """Two workloads that are not alike; the one shown last is gone to, its part is closed."""
    design = example("two-workgroup-hosts-2022")
    answered = Entity("FILES", {**design.workloads[0].answers, "survive.site": "no"})
    at = opened("en", replace(design, workloads=(answered, *design.workloads)))
    wanted = key("en", "survive.site", "workload", "LOGISTICS")
    with pytest.raises(KeyError):
        asking(at, wanted)
    press(at)
    assert asking(at, wanted).value is None


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


def test_nothing_follows_where_no_answer_would_turn_a_choice() -> None:
    """A design without sites and workloads has questions of its own, but nothing to choose."""
    assert next_one(Design()) is None


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "11 of 63 questions were not asked, because no answer to them would change what"),
        ("ja", "63 問中 11 問は、どう回答しても推奨内容が変わらないため、お尋ねしていません"),
    ],
)
def test_it_says_when_the_asking_is_over(language: str, said: str) -> None:
    """What is left bears on findings and tasks, or on nothing. No workload can be a guest cluster,
    so a house rule on them has nothing to decide; without a second copy nothing is encrypted."""
    at = opened(language, example("planned-networks-2022"), details=True)
    assert word("screens.progress.over", language) in markdown(at)
    assert any(one.label.startswith(said) for one in at.expander)
    assert "next-open" not in {one.key for one in at.button}
    told = plain(needless_list(at))
    for question in ("replication_encryption", "house_rules.combined_clustering"):
        assert f"**{by_id('design')[question].label[language]}**" in told


def needless_list(at: AppTest) -> str:
    """What the list of questions that need no answer says; empty while it is closed."""
    return "\n".join(one.value for one in at.markdown if "\n- :small[**" in one.value)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_needs_no_answer_is_listed_with_its_reason_when_it_is_opened(language: str) -> None:
    design = example("two-workgroup-hosts-2022")
    at = opened(language, design)
    assert needless_list(at) == ""
    at = opened(language, design, details=True)
    told = plain(needless_list(at))
    labels = by_id("site")
    assert f"**{labels['vmm'].label[language]}** (Branch)" in told
    assert word("asking.needless-notes", language) in told
    # the placement of machines on a host cluster, which two workgroup hosts cannot be
    assert decision_label("placement", language) in told
    for worthy in ("guests_use_iscsi", "host_trust"):
        assert f"**{labels[worthy].label[language]}**" not in told
    assert word("screens.progress.later", language, count=7) in told
    assert word("screens.progress.over", language) not in markdown(at)


def test_an_answer_leaves_the_others_in_their_places() -> None:
    """What answers are worth is worked out anew when the button is pressed, not at each answer."""
    at = opened("en", example("two-workgroup-hosts-2022"))
    order = [one.question for one in ranked(at.session_state["open-questions"])]
    assert order[0].point.question == "survive.site"
    button = at.button(key="next-open").label
    assert by_id("workload")["survive.site"].label["en"] in button
    before = at.session_state["open-questions-ranked"]
    press(at)
    answer(at, key("en", "survive.site", "workload", "LOGISTICS"), "no")
    after = at.session_state["open-questions-ranked"]
    assert by_id("site")["guests_use_iscsi"].label["en"] in at.button(key="next-open").label
    assert after[1] == before[1]
    left = as_last_ranked(at.session_state["open-questions"], after[1])
    assert left[0].point.question == "guests_use_iscsi"
