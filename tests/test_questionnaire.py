"""The questionnaire: what it asks and when, and that it never loses an answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from facts.answers import is_asked, resolve
from facts.design import Design, Entity, Link
from facts.design_file import parse
from facts.question_bank import UNKNOWN, Question
from knowledge.subjects import resolve_all
from knowledge.words import LANGUAGES, word
from screens import draft_text, editing
from screens.editing import Place
from tests.screen_driver import (
    EXAMPLES,
    answer,
    asking,
    design_of,
    example,
    key,
    look_at,
    markdown,
    opened,
    plain,
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_three_answers_are_enough_for_the_first_recommendation(language: str) -> None:
    at = opened(language)
    site, workload = design_of(at).sites[0].name, design_of(at).workloads[0].name
    waiting = word("screens.waiting", language)
    answer(at, key(language, "host_release", "site", site), "2022")
    assert site in told_of(at, waiting)
    assert workload in told_of(at, waiting)
    answer(at, key(language, "host_count", "site", site), "2")
    assert site not in told_of(at, waiting)
    assert workload in told_of(at, waiting)
    answer(at, key(language, "product", "workload", workload), "print-server")
    assert told_of(at, waiting) == ""
    assert f"**{workload}**" in markdown(at)
    assert design_of(at) == Design(
        sites=(Entity(site, {"host_release": "2022", "host_count": 2}),),
        workloads=(Entity(workload, {"site": site, "product": "print-server"}),),
    )


def told_of(at: AppTest, mark: str) -> str:
    """The lines of the recommendation that carry a mark."""
    lines = plain(markdown(at)).splitlines()
    return "\n".join(line for line in lines if f"badge[{mark}]" in line)


def questions_asked(design: Design) -> Iterator[tuple[Question, tuple[str, ...]]]:
    answers = resolve_all(design)
    for place, given in (
        ((), answers.design),
        *((("site", name), found) for name, found in answers.sites.items()),
        *((("workload", name), found) for name, found in answers.workloads.items()),
        *(
            (("link", *place.names), resolve("link", editing.answers_at(design, place)))
            for place in editing.link_places(design)
        ),
    ):
        values = {name: one.value for name, one in given.items()}
        for name, one in given.items():
            if is_asked(one.question, values) == "yes":
                yield one.question, (*(place or ("design",)), name)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_question_that_is_asked_is_shown_and_no_other(path: Path, language: str) -> None:
    design = example(path.stem)
    at = opened(language, design, unfold=True)
    alone = len(design.sites) == 1
    wanted = {
        "\n".join((*place, language))
        for question, place in questions_asked(design)
        if not (alone and question.id == "site")
    }
    shown = set()
    for place in (*editing.entity_places(design), *editing.link_places(design)):
        show(at, design, place)
        found = keys_shown(at, language)
        about = {one for one in found if one.startswith(place.key)}
        assert about, place
        assert {one.split("\n")[0] for one in found - about} <= ENTITIES - {place.entity}
        shown |= found
    assert shown == wanted


ENTITIES = {"design", "site", "link", "workload"}


def keys_shown(at: AppTest, language: str) -> set[str]:
    """Keys of the questions on the page; choices of what is shown have keys of their own."""
    return {
        str(widget.key)
        for widget in (*at.selectbox, *at.button_group, *at.text_input)
        if str(widget.key).endswith(f"\n{language}") and str(widget.key).split("\n")[0] in ENTITIES
    }


def show(at: AppTest, design: Design, place: Place) -> None:
    """Show the form of a place with all of its parts open."""
    for part in ("more", "networks", "link"):
        at.session_state[f"{place.key}\n{part}"] = True
    look_at(at, place)


def test_closed_parts_are_not_built() -> None:
    at = opened("en", example("fci-on-vhd-set-2019"))
    assert {one.split("\n")[-2] for one in keys_shown(at, "en")} == {
        *("host_release", "host_count", "product")
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_does_not_know_can_say_so(language: str) -> None:
    design = example("fci-on-vhd-set-2019")
    at = opened(language, design, unfold=True)
    do_not_know = word("screens.do-not-know", language)
    checked = 0
    for question, place in questions_asked(design):
        if question.kind in ("text", "date") or question.id == "site":
            continue
        if place[1] == "PRINT" and not checked_of(at, "PRINT"):
            show(at, design, Place("workload", ("PRINT",)))
        options = asking(at, "\n".join((*place, language))).options
        assert (do_not_know in options) == question.may_be_unknown, question.id
        checked += 1
    assert checked > 30
    answer(at, key(language, "product", "workload", "PRINT"), UNKNOWN)
    assert design_of(at).workload("PRINT").answers["product"] == UNKNOWN


def checked_of(at: AppTest, workload: str) -> bool:
    return any(str(one.key).startswith(f"workload\n{workload}\n") for one in at.selectbox)


def test_a_question_appears_and_goes_with_its_condition() -> None:
    at = opened("en", example("fci-on-vhd-set-2019"), unfold=True)
    edition = key("en", "host_edition", "site", "Main")
    with pytest.raises(KeyError):
        asking(at, edition)
    answer(at, key("en", "shared_storage.s2d", "site", "Main"), "yes")
    assert asking(at, edition).value == "datacenter", "an answer not asked for is kept"


def test_a_changed_early_answer_keeps_the_later_ones() -> None:
    at = opened("en", example("fci-on-vhd-set-2019"), unfold=True)
    product = key("en", "product", "workload", "SQL")
    answer(at, product, "exchange")
    assert design_of(at).workload("SQL").answers["deployment"] == "fci"
    assert "does not fit the others" in markdown(at)
    assert asking(at, key("en", "deployment", "workload", "SQL")).value is None
    answer(at, product, "sql-server")
    assert asking(at, key("en", "deployment", "workload", "SQL")).value == "fci"


@pytest.mark.parametrize(("language", "mark"), [("en", "assumed: Yes"), ("ja", "仮定: はい")])
def test_what_is_assumed_is_marked(language: str, mark: str) -> None:
    at = opened(language, unfold=True)
    name = design_of(at).workloads[0].name
    survives = key(language, "survive.host", "workload", name)
    assert mark in plain(asking(at, survives).label)
    answer(at, survives, "yes")
    assert mark not in plain(asking(at, survives).label)
    answer(at, survives, None)
    assert mark in plain(asking(at, survives).label)


@pytest.mark.parametrize(("language", "typed"), [("en", "PRINT"), ("ja", "ｐｒｉｎｔ")])
def test_a_name_that_is_taken_is_refused(language: str, typed: str) -> None:
    at = opened(language, example("fci-on-vhd-set-2019"))
    answer(at, "workload\nSQL\nname", typed)
    (told,) = [plain(one.value) for one in at.error]
    assert typed in told
    assert "PRINT" in told
    assert [one.name for one in design_of(at).workloads] == ["SQL", "PRINT"]


def test_renaming_a_site_takes_everything_along() -> None:
    at = opened("en", example("fci-on-vhd-set-2019"))
    answer(at, "site\nMain\nname", "Head office")
    assert not at.error
    assert design_of(at).sites[0].name == "Head office"
    assert {one.answers["site"] for one in design_of(at).workloads} == {"Head office"}


def test_sites_come_with_links_and_go_with_them() -> None:
    at = opened("en", example("fci-on-vhd-set-2019"), unfold=True)
    at.button(key="add-site").click().run()
    show(at, design_of(at), Place("link", ("Main", "Site 2")))
    trust = key("en", "trust", "link", "Main", "Site 2")
    answer(at, trust, "workgroup")
    answer(at, key("en", "second_copy.site", "workload", "SQL"), "Site 2")
    assert design_of(at).links == (Link(("Main", "Site 2"), {"trust": "workgroup"}),)
    look_at(at, Place("site", ("Main",)))
    assert at.button(key="site\nMain\nremove").disabled, "workloads run there"
    look_at(at, Place("site", ("Site 2",)))
    at.button(key="site\nSite 2\nremove").click().run()
    assert design_of(at).links == ()
    assert "second_copy.site" not in design_of(at).workload("SQL").answers
    with pytest.raises(KeyError):
        asking(at, trust)


def test_a_workload_can_be_added_copied_and_removed() -> None:
    at = opened("en", example("fci-on-vhd-set-2019"))
    at.button(key="workload\nSQL\ncopy").click().run()
    at.button(key="add-workload").click().run()
    names = [one.name for one in design_of(at).workloads]
    assert names == ["SQL", "SQL 2", "PRINT", "Workload 4"]
    assert design_of(at).workload("SQL 2").answers == design_of(at).workload("SQL").answers
    for name in ("SQL", "PRINT", "SQL 2"):
        look_at(at, Place("workload", (name,)))
        at.button(key=f"workload\n{name}\nremove").click().run()
    with pytest.raises(KeyError):
        at.button(key="workload\nWorkload 4\nremove")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_can_be_opened(path: Path) -> None:
    at = opened("ja")
    at.button(key=f"example-{path.stem}-welcome").click().run()
    assert not at.exception
    assert design_of(at) == example(path.stem)


def test_a_design_file_can_be_opened() -> None:
    at = opened("ja")
    content = EXAMPLES[0].read_bytes()
    at.file_uploader[0].set_value(("design.yaml", content, "application/yaml")).run()
    assert not at.exception
    assert design_of(at) == parse(content).design


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["Line 4, column 19:", "2008R2", "found 2020", "![x](http://x)"]),
        ("ja", ["4 行 19 列:", "2008R2", "2020", "![x](http://x)"]),
    ],
)
def test_the_problems_of_a_file_are_listed_with_their_places(
    language: str, said: list[str]
) -> None:
    at = opened(language)
    before = design_of(at)
    content = (
        "schema: 1\nsites:\n  - name: A\n    host_release: 2020\n    host_count: 2\n"
        '    role: "![x](http://x)"\n'
    )
    at.file_uploader[0].set_value(("bad.yaml", content.encode(), "application/yaml")).run()
    assert design_of(at) == before
    shown = at.error[0].value
    assert all(part in plain(shown) for part in said)
    assert "![x]" not in shown


def test_everything_can_be_cleared() -> None:
    at = opened("ja", example("fci-on-vhd-set-2019"))
    at.session_state["clear-everything"] = True
    at.run()
    at.button(key="clear").click().run()
    assert design_of(at) == editing.blank("ja")
    assert draft_text.as_text(design_of(at)) == ""


def test_what_is_typed_wrongly_stays_with_the_reason() -> None:
    at = opened("en", example("fci-on-vhd-set-2019"), unfold=True)
    answer(at, key("en", "as_of", "design"), "22.11.2026")
    assert any(
        "expected a date YYYY-MM-DD; found 22.11.2026" in plain(one.value) for one in at.error
    )
    assert asking(at, key("en", "as_of", "design")).value == "22.11.2026"
    assert design_of(at).answers["as_of"] == "2026-11-22"
    answer(at, key("en", "as_of", "design"), "2026-12-01")
    assert not at.error
    assert design_of(at).answers["as_of"] == "2026-12-01"


def test_a_required_answer_can_be_taken_back() -> None:
    at = opened("en", example("fci-on-vhd-set-2019"))
    answer(at, key("en", "host_count", "site", "Main"), None)
    assert "host_count" not in design_of(at).sites[0].answers
    at.button(key="add-site").click().run()
    answer(at, key("en", "site", "workload", "SQL"), None)
    (line,) = [
        one
        for one in told_of(at, word("screens.waiting", "en")).splitlines()
        if one.split("**")[1] == "SQL"
    ]
    assert line.rstrip("] ").endswith(": Site")
    assert draft_text.from_text(draft_text.as_text(design_of(at))) == design_of(at)
