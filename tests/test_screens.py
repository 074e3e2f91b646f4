"""The screens without a browser: what follows from the answers, in both languages."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from documents.report import report
from knowledge.advisor import advise
from knowledge.explanation import option_label, source_text
from knowledge.guidance import guidance
from knowledge.words import LANGUAGES, word
from screens import editing
from screens.editing import Place
from tests.random_designs import random_design
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
    show_tab,
)

HOSTILE = (
    "![x](http://evil.example/x) <script>alert(1)</script> :material/x: $x$ [a](javascript:1) `b`"
)


def test_the_recommendation_follows_each_answer_at_once() -> None:
    at = opened("en", example("fci-on-vhd-set-2019"))
    protected = "Both workloads are protected against the failure of a host."
    assert protected in markdown(at)
    look_at(at, Place("site", ("Main",)))
    answer(at, key("en", "host_count", "site", "Main"), "1")
    assert protected not in markdown(at)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_language_can_be_switched_without_losing_an_answer(path: Path) -> None:
    design = example(path.stem)
    at = opened("ja", design)
    for language in ("en", "ja", "en"):
        answer(at, "lang", language)
        assert design_of(at) == design
        workload = design.workloads[0]
        shown = asking(at, key(language, "product", "workload", workload.name))
        assert shown.value == workload.answers["product"]
    labels = [one.label for one in (*at.selectbox, *at.button, *at.tabs, *at.expander)]
    japanese = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
    assert [label for label in labels if japanese.search(label)] == []


def test_the_language_is_the_browsers_at_first() -> None:
    assert "Hyper-V 高可用性設計アドバイザー" in markdown(opened("ja"))
    assert "Hyper-V HA design advisor" in markdown(opened("en"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_option_is_shown_with_its_verdict_in_words(path: Path, language: str) -> None:
    design = example(path.stem)
    advice = advise(design, str(design.answers["as_of"]))
    at = opened(language, design, details=True)
    for place in editing.entity_places(design):
        answer(at, f"look-at-{language}", place)
        texts = [markdown(at), *(one.label for one in at.expander)]
        shown = plain("\n".join(texts)).replace("**", "")
        for decision in advice.decisions:
            if (decision.subject, decision.name) != (place.entity, place.names[0]):
                continue
            for option in decision.options if decision.shown else ():
                name = option_label(decision.topic, option.id, language)
                assert f"badge[{word(f'verdict.{option.verdict}', language)}] {name}" in shown


def test_each_reason_opens_to_its_guidance_how_sure_it_is_and_its_source() -> None:
    design = example("fci-on-vhd-set-2019")
    advice = advise(design, str(design.answers["as_of"]))
    at = opened("en", design, details=True)
    shown = plain(markdown(at))
    chosen = advice.decision("pair", "SQL").option("guest-cluster+restart-and-live-migration")
    assert chosen.objections
    for name in (*chosen.objections, *chosen.merits, *chosen.overruled):
        for record in (guidance()[one] for one in advice.reasons[name].guidance):
            assert plain(record.text["en"]) in shown
            assert word(f"certainty.{record.certainty}", "en") in shown
            for _, _, address in source_text(record):
                assert address.replace("(", "%28").replace(")", "%29") in shown


def test_a_conflict_shows_both_sides() -> None:
    at = opened("en", example("fci-on-vhd-set-2019"), details=True)
    shown = plain(markdown(at))
    assert "decided by the house rule" in shown
    for side in ("combined-clustering-discouraged", "combined-clustering-recommended"):
        assert plain(guidance()[side].text["en"]) in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_drawing_carries_its_words(language: str) -> None:
    at = opened(language, example("fci-on-vhd-set-2019"), "drawings")
    (image,) = at.image
    assert "SQL" in image.proto.imgs[0].alt
    offered = {one.key for one in at.download_button}
    assert {"download-svg", "download-dot"} <= offered


def test_the_view_chosen_outlives_a_switch_of_the_language() -> None:
    at = opened("ja", example("two-workgroup-hosts-2022"), "drawings")
    for view, title in (
        ("network", "ネットワーク構成図"),
        ("replication", "レプリケーション構成図"),
    ):
        answer(at, "drawing-view-ja", view)
        (image,) = at.image
        assert image.proto.imgs[0].alt.startswith(title)
    answer(at, "lang", "en")
    (image,) = at.image
    assert image.proto.imgs[0].alt.startswith("Replication view")


def test_without_a_renderer_the_browser_draws_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("screens.pictures.render", lambda dot, kind: None)
    at = opened("en", example("fci-on-vhd-set-2019"), "drawings")
    assert at.get("graphviz_chart")
    assert any("the browser draws the picture" in one.value for one in at.info)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_is_that_of_the_documents_room(language: str) -> None:
    design = example("two-workgroup-hosts-2022")
    at = opened(language, design, "hand-over")
    at.session_state["report-preview"] = True
    at.run()
    advice = advise(design, str(design.answers["as_of"]))
    assert report(advice, language).strip() in [one.value.strip() for one in at.code]


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_names_stay_text_everywhere(language: str) -> None:
    design = example("fci-on-vhd-set-2019")
    for place in editing.entity_places(design):
        design = editing.renamed(design, place, f"{HOSTILE} {place.names[0]}")
    design = replace(design, answers={**design.answers, "project": HOSTILE})
    at = opened(language, design, details=True)
    met = 0
    for place in editing.entity_places(design):
        look_at(at, place)
        for tab in ("advice", "notes"):
            show_tab(at, tab, language)
            met += assert_nothing_is_alive(at)
    assert met >= 18


def assert_nothing_is_alive(at: AppTest) -> int:
    """Look at every text with a hostile name in it; how many there are."""
    texts = [one.value for one in (*at.markdown, *at.error, *at.info)]
    texts += [one.label for one in (*at.expander, *at.button, *at.selectbox)]
    texts += [one.help for one in at.button]
    met = [text for text in texts if text and "evil" in text]
    for text in met:
        for live in ("![x]", "<script>", ":material/x:", "$x$", "[a](", "`b`"):
            assert live not in text
    return len(met)


@pytest.mark.parametrize("seed", range(8))
def test_any_design_can_be_shown(seed: int) -> None:
    design = random_design(seed)
    language = LANGUAGES[seed % 2]
    at = opened(language, design, details=True)
    for place in editing.entity_places(design):
        answer(at, f"look-at-{language}", place)
    show_tab(at, "notes", language)
    assert design_of(at) == design
