"""The recommendation above everything else, what the last answer changed, and what stays open."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from facts.design import Design
from facts.question_bank import by_id
from knowledge.words import LANGUAGES
from screens import editing
from screens.editing import Place
from tests.screen_driver import example, look_at, markdown, opened, plain, show_tab
from tests.test_compare import one_site

MAIN = Place("site", ("Main",))
APP = Place("workload", ("APP",))


def summary(at: AppTest) -> list[str]:
    """The lines of the recommendation; the first is about the whole design."""
    texts = [plain(one.value) for one in at.main.markdown if not one.value.startswith("# ")]
    below = next((one for one in texts[1:] if one.startswith((":small[**", ":small[:"))), "")
    lines = [line.strip() for line in f"{texts[0]}\n{below}".splitlines() if line.strip()]
    return [line.removeprefix(":small[").removesuffix("]") for line in lines]


def answered(design: Design, place: Place, question: str, value: str | int) -> Design:
    return editing.answered(design, place, by_id(place.entity)[question], value)


def change(at: AppTest, design: Design) -> None:
    """Give an answer, as a widget of the questionnaire would."""
    at.session_state["advice-before"] = at.session_state["advice"]
    at.session_state["design"] = design
    at.run()
    assert not at.exception


LEADS = {
    "reference-design-2022": {
        "en": "2 host clusters: Yokohama and Okayama. All 7 workloads are protected against the "
        "failure of a host. 4 workloads have a second copy at another site.",
        "ja": "Yokohama、Okayama の 2 サイトは、ホスト クラスターで構成します。"
        "ワークロード 7 件すべてを、ホストの障害から保護します。"
        "2 つ目の複製を別のサイトに持つのは 4 件です。",
    },
    "two-workgroup-hosts-2022": {
        "en": "Standalone hosts at Branch. After the failure of a host an operator switches over "
        "to the second copy on another host.",
        "ja": "Branch はスタンドアロン ホストで構成します。ホストの障害時は、運用担当者が別の"
        "ホストの複製に手動で切り替えます。",
    },
    "fci-on-vhd-set-2019": {
        "en": "A host cluster at Main. Both workloads are protected against the failure of a host.",
        "ja": "Main はホスト クラスターで構成します。ワークロード 2 件とも、ホストの障害から"
        "保護します。",
    },
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stem", LEADS)
def test_the_whole_design_comes_first_in_sentences(stem: str, language: str) -> None:
    assert summary(opened(language, example(stem)))[0] == LEADS[stem][language]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        (
            "en",
            "**AD, MAIL and SQL-ERP**: The application's own high availability, on a host cluster. "
            "Second copy at Okayama by the application itself.",
        ),
        (
            "ja",
            "**AD、MAIL、SQL-ERP**: アプリケーション独自の高可用性機能とホスト クラスターで"
            "保護します。2 つ目の複製を Okayama に持ちます (アプリケーション独自の機能)。",
        ),
    ],
)
def test_workloads_with_the_same_outcome_share_a_line(language: str, line: str) -> None:
    assert line in summary(opened(language, example("reference-design-2022")))


@pytest.mark.parametrize(
    ("language", "note"),
    [
        ("en", "**To note**: 1 workload with a discouraged configuration."),
        ("ja", "**留意点**: 推奨しない構成を採用するワークロード 1 件"),
    ],
)
def test_what_must_not_be_overlooked_follows(language: str, note: str) -> None:
    assert summary(opened(language, example("fci-on-vhd-set-2019")))[1] == note


def test_a_single_host_without_a_place_for_a_copy_protects_nobody() -> None:
    said = " ".join(summary(opened("en", one_site({"host_count": 1}))))
    assert "Standalone hosts at Main." in said
    assert "No workload is protected against the failure of a host (1 without" in said
    assert "1 decision without an acceptable option" in said


def test_what_is_open_is_not_claimed() -> None:
    said = " ".join(summary(opened("en", one_site({"host_count": "unknown"}))))
    assert "The platform of Main is still open." in said
    assert "Whether the failure of a host can be survived is still open." in said
    assert "1 unknown answer" in said
    assert "protected" not in said


def test_three_hundred_workloads_take_no_more_room_than_three() -> None:
    few = opened("ja", one_site(**{f"WEB-{number:03}": {} for number in range(3)}))
    many = opened("ja", one_site(**{f"WEB-{number:03}": {} for number in range(300)}))
    assert len(summary(few)) == len(summary(many))
    assert any("**WEB-000、WEB-001、ほか 298 件**" in line for line in summary(many))
    assert len(many.main.markdown) <= len(few.main.markdown) + 1  # the alike are named
    assert len(many.main.expander) == len(few.main.expander)


@pytest.mark.parametrize("language", LANGUAGES)
def test_before_the_required_answers_it_says_what_is_missing(language: str) -> None:
    design = editing.blank(language)
    site = editing.entity_places(design)[0]
    design = answered(design, site, "host_release", "2022")
    lines = summary(opened(language, design))
    count = by_id("site")["host_count"].label[language]
    product = by_id("workload")["product"].label[language]
    assert len(lines) == 3
    assert site.names[0] in lines[1]
    assert count in lines[1]
    assert product not in lines[1]
    assert product in lines[2]
    assert count in lines[2]


def test_nothing_is_marked_before_anything_was_answered() -> None:
    at = opened("en", one_site())
    assert "changed" not in markdown(at)
    assert not any("Your last change" in one.label for one in at.main.expander)


@pytest.mark.parametrize(
    ("language", "mark", "before"), [("en", "changed", "before:"), ("ja", "変更あり", "変更前:")]
)
def test_what_the_last_answer_changed_is_marked(language: str, mark: str, before: str) -> None:
    at = opened(language, one_site())
    change(at, one_site({"host_count": 1}))
    look_at(at, MAIN)
    assert any("**Main**" in line and f"badge[{mark}]" in line for line in summary(at))
    assert any("**APP**" in line and f"badge[{mark}]" in line for line in summary(at))
    headlines = [plain(one.value) for one in at.main.markdown if one.value.startswith("## ")]
    cluster = {"en": "host cluster, recommended", "ja": "ホスト クラスター、推奨"}[language]
    assert any(f"badge[{mark}]" in one and f"{before} {cluster}" in one for one in headlines)


def test_the_list_of_changes_is_made_when_it_is_opened() -> None:
    at = opened("en", one_site())
    change(at, one_site({"host_count": 1}))
    (line,) = [one for one in at.main.expander if "Your last change" in one.label]
    assert " decisions, " in line.label
    texts = len(at.main.markdown)
    at.session_state["changes"] = True
    at.run()
    assert len(at.main.markdown) == texts + 1
    listed = next(
        one
        for one in map(plain, (one.value for one in at.main.markdown))
        if one.startswith("**Decisions**")
    )
    assert "Platform (Main): **standalone hosts, suitable**" in listed
    assert "before: host cluster, recommended" in listed


def test_an_answer_that_turns_nothing_says_so() -> None:
    at = opened("en", one_site())
    other = one_site(APP={"tolerated.outage": 3600})
    change(at, other)
    change(at, one_site(APP={"tolerated.outage": 3660}))
    assert "Your last change affected nothing in the advice." in markdown(at)


def test_the_first_recommendation_is_no_change_of_an_earlier_one() -> None:
    design = editing.blank("en")
    site, workload = editing.entity_places(design)
    design = answered(answered(design, site, "host_release", "2022"), site, "host_count", 2)
    at = opened("en", design)
    change(at, answered(design, workload, "product", "print-server"))
    assert "badge[changed]" not in markdown(at)
    at.session_state["changes"] = True
    at.run()
    assert "first recommendation: Workload 1" in plain(markdown(at))


def test_marks_outlive_another_tab_and_another_language() -> None:
    at = opened("en", one_site())
    change(at, one_site({"host_count": 1}))
    show_tab(at, "notes", "en")
    show_tab(at, "advice", "en")
    assert "badge[changed]" in markdown(at)
    at.session_state["lang"] = "ja"
    at.run()
    assert "badge[変更あり]" in markdown(at)


def test_what_is_open_stays_open_when_its_verdict_changes() -> None:
    at = opened("en", one_site())
    look_at(at, MAIN)
    key = "platform/site:Main\nhost-cluster"
    at.session_state[key] = True
    at.run()

    def shown() -> tuple[str, bool]:
        (found,) = [
            one.proto
            for one in at.main.expander
            if "host cluster" in one.label and "badge" in one.label and "Storage" not in one.label
        ]
        return plain(found.label), found.expanded

    label, expanded = shown()
    assert "recommended" in label
    assert expanded
    change(at, one_site({"host_count": 1}))
    label, expanded = shown()
    assert "insufficient" in label
    assert expanded


def test_what_is_closed_is_not_worked_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> str:
        raise AssertionError("reasons of an option that nobody opened")

    monkeypatch.setattr("screens.options.show_option", never)
    at = opened("en", example("reference-design-2022"))
    look_at(at, Place("site", ("Yokohama",)))
