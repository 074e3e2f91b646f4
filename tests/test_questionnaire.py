"""The questionnaire: what it asks and when, and that it never loses an answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1.element_tree import Block, ButtonGroup, Markdown, Selectbox

from facts.answers import is_asked, resolve
from facts.design import Design, Entity, Link
from facts.design_file import parse
from facts.question_bank import UNKNOWN, Question
from knowledge.decisions import NETWORKS
from knowledge.subjects import resolve_all
from knowledge.words import LANGUAGES, word
from screens import draft, editing
from tests.screen_driver import (
    EXAMPLES,
    answer,
    asking,
    design_of,
    example,
    key,
    markdown,
    opened,
    plain,
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_three_answers_are_enough_for_the_first_recommendation(language: str) -> None:
    at = opened(language)
    site, workload = design_of(at).sites[0].name, design_of(at).workloads[0].name
    waiting = word("screens.waiting", language)
    assert markdown(at).count(f"gray-badge[{waiting}]") == 2
    answer(at, key(language, "host_release", "site", site), "2022")
    answer(at, key(language, "host_count", "site", site), "2")
    assert markdown(at).count(f"gray-badge[{waiting}]") == 1
    answer(at, key(language, "product", "workload", workload), "print-server")
    assert f"gray-badge[{waiting}]" not in markdown(at)
    assert design_of(at) == Design(
        sites=(Entity(site, {"host_release": "2022", "host_count": 2}),),
        workloads=(Entity(workload, {"site": site, "product": "print-server"}),),
    )


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
    at = opened(language, design)
    alone = len(design.sites) == 1
    wanted = {
        "\n".join((*place, language))
        for question, place in questions_asked(design)
        if not (alone and question.id == "site")
    }
    shown = {
        str(widget.key)
        for widget in (*at.selectbox, *at.button_group, *at.text_input)
        if str(widget.key).endswith(f"\n{language}")
    }
    assert shown == wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_does_not_know_can_say_so(language: str) -> None:
    at = opened(language, example("fci-on-vhd-set-2019"))
    do_not_know = word("screens.do-not-know", language)
    checked = 0
    for question, place in questions_asked(example("fci-on-vhd-set-2019")):
        if question.kind in ("text", "date") or question.id == "site":
            continue
        options = asking(at, "\n".join((*place, language))).options
        assert (do_not_know in options) == question.may_be_unknown, question.id
        checked += 1
    assert checked > 30
    answer(at, key(language, "product", "workload", "SQL"), UNKNOWN)
    assert design_of(at).workload("SQL").answers["product"] == UNKNOWN


def test_a_question_appears_and_goes_with_its_condition() -> None:
    at = opened("en", example("fci-on-vhd-set-2019"))
    edition = key("en", "host_edition", "site", "Main")
    with pytest.raises(KeyError):
        asking(at, edition)
    answer(at, key("en", "shared_storage.s2d", "site", "Main"), "yes")
    assert asking(at, edition).value == "datacenter", "an answer not asked for is kept"


def test_a_changed_early_answer_keeps_the_later_ones() -> None:
    at = opened("en", example("fci-on-vhd-set-2019"))
    product = key("en", "product", "workload", "SQL")
    answer(at, product, "exchange")
    assert design_of(at).workload("SQL").answers["deployment"] == "fci"
    assert "does not fit the others" in markdown(at)
    assert asking(at, key("en", "deployment", "workload", "SQL")).value is None
    answer(at, product, "sql-server")
    assert asking(at, key("en", "deployment", "workload", "SQL")).value == "fci"


@pytest.mark.parametrize(("language", "mark"), [("en", "assumed: Yes"), ("ja", "仮定: はい")])
def test_what_is_assumed_is_marked(language: str, mark: str) -> None:
    at = opened(language, editing.blank(language))
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
    at = opened("en", example("fci-on-vhd-set-2019"))
    at.button(key="add-site").click().run()
    trust = key("en", "trust", "link", "Main", "Site 2")
    answer(at, trust, "workgroup")
    answer(at, key("en", "second_copy.site", "workload", "SQL"), "Site 2")
    assert design_of(at).links == (Link(("Main", "Site 2"), {"trust": "workgroup"}),)
    assert at.button(key="site\nMain\nremove").disabled, "workloads run there"
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
    assert names == ["SQL", "PRINT", "Workload 3", "Workload 4"]
    assert design_of(at).workload("Workload 3").answers == design_of(at).workload("SQL").answers
    for name in ("SQL", "PRINT", "Workload 3"):
        at.button(key=f"workload\n{name}\nremove").click().run()
    with pytest.raises(KeyError):
        at.button(key="workload\nWorkload 4\nremove")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_can_be_opened(path: Path) -> None:
    at = opened("ja")
    at.button(key=f"example-{path.stem}").click().run()
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
    at.button(key="clear").click().run()
    assert design_of(at) == editing.blank("ja")
    assert draft.as_text(design_of(at)) == ""


def test_what_is_typed_wrongly_stays_with_the_reason() -> None:
    at = opened("en", example("fci-on-vhd-set-2019"))
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
    assert "Site" in markdown(at).split(word("screens.waiting", "en"), 1)[1].splitlines()[0]
    assert draft.from_text(draft.as_text(design_of(at))) == design_of(at)


def shown_in(expander: Block) -> list[str]:
    """Headings and ids of the questions in a part of the questionnaire, from the top."""
    return [
        str(one.value).strip("*") if isinstance(one, Markdown) else str(one.key).split("\n")[-2]
        for one in expander
        if isinstance(one, (Markdown, Selectbox, ButtonGroup))
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_networks_of_a_site_are_asked_apart(language: str) -> None:
    at = opened(language, example("fci-on-vhd-set-2019"))
    begin = {"en": "Networks as they stand or are planned", "ja": "既存または計画中のネットワーク"}
    networks = next(one for one in at.expander if one.label.startswith(begin[language]))
    keys = shown_in(networks)
    assert keys[1:4] == ["guests_use_iscsi", "adapters", "backup_over_management"]
    assert [one for one in keys if one.endswith(".plan")] == [
        f"networks.{kind}.plan" for kind in NETWORKS
    ]
    assert not [one for one in keys if one.endswith((".redundancy", ".role", ".metric"))]
    names = {plain(one.label).strip("*") for one in networks.selectbox}
    for kind in NETWORKS:
        name = word(f"network.{kind}", language)
        assert name[:1].upper() + name[1:] in names


def test_a_planned_network_asks_for_redundancy_role_and_metric() -> None:
    at = opened("en", example("fci-on-vhd-set-2019"))
    plan = key("en", "networks.csv.plan", "site", "Main")
    answer(at, plan, "own-network")
    answer(at, key("en", "networks.csv.redundancy", "site", "Main"), "set")
    answer(at, key("en", "networks.csv.role", "site", "Main"), "1")
    answer(at, key("en", "networks.csv.metric", "site", "Main"), "by-hand")
    site = design_of(at).sites[0].answers
    assert {name: value for name, value in site.items() if name.startswith("networks.")} == {
        "networks.csv.plan": "own-network",
        "networks.csv.redundancy": "set",
        "networks.csv.role": "1",
        "networks.csv.metric": "by-hand",
    }
    answer(at, plan, None)
    with pytest.raises(KeyError):
        asking(at, key("en", "networks.csv.role", "site", "Main"))
    assert design_of(at).sites[0].answers["networks.csv.role"] == "1", "kept for another day"


@pytest.mark.parametrize(
    ("language", "layout", "monitoring"),
    [
        ("en", "Storage and placement of the machines", "Monitoring of the machine"),
        ("ja", "仮想マシンの格納と配置", "仮想マシンの監視"),
    ],
)
def test_what_belongs_together_stands_under_one_heading(
    language: str, layout: str, monitoring: str
) -> None:
    at = opened(language, example("fci-on-vhd-set-2019"))
    parts = [shown_in(one) for one in at.sidebar.expander]
    site = next(one for one in parts if "vmm" in one)
    workload = next(one for one in parts if "survive.host" in one)
    for shown, heading, together in (
        (site, layout, ("vmm", "stop_action", "wishes.placement", "wishes.disk_format")),
        (workload, monitoring, ("wishes.monitoring", "monitoring.trust", "monitoring.firewall")),
    ):
        place = shown.index(heading)
        assert tuple(shown[place + 1 : place + 1 + len(together)]) == together
