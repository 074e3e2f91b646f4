"""The screens without a browser: what follows from the answers, in both languages."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from documents.report import report
from facts.question_bank import by_id
from knowledge.advisor import advise
from knowledge.explanation import option_label, source_text
from knowledge.guidance import guidance
from knowledge.words import LANGUAGES, word
from screens import editing
from screens.markdown import escaped
from tests.random_designs import random_design
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

HOSTILE = (
    "![x](http://evil.example/x) <script>alert(1)</script> :material/x: $x$ [a](javascript:1) `b`"
)


def test_the_recommendation_follows_each_answer_at_once() -> None:
    at = opened("en", example("fci-on-vhd-set-2019"))
    chosen = f"“{escaped('host cluster (restart and live migration)')}” is recommended"
    assert chosen in markdown(at)
    answer(at, key("en", "host_count", "site", "Main"), "1")
    assert chosen not in markdown(at)


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
    at = opened(language, design)
    for place in editing.entity_places(design):
        answer(at, f"look-at-{language}", place)
        shown = plain("\n".join([markdown(at), *(one.label for one in at.expander)]))
        for decision in advice.decisions:
            if (decision.subject, decision.name) != (place.entity, place.names[0]):
                continue
            for option in decision.options if decision.shown else ():
                name = option_label(decision.topic, option.id, language)
                assert f"badge[{word(f'verdict.{option.verdict}', language)}] {name}" in shown


def test_each_reason_opens_to_its_guidance_how_sure_it_is_and_its_source() -> None:
    design = example("fci-on-vhd-set-2019")
    advice = advise(design, str(design.answers["as_of"]))
    shown = plain(markdown(opened("en", design)))
    chosen = advice.decision("pair", "SQL").option("guest-cluster+restart-and-live-migration")
    assert chosen.objections
    for name in (*chosen.objections, *chosen.merits, *chosen.overruled):
        for record in (guidance()[one] for one in advice.reasons[name].guidance):
            assert plain(record.text["en"]) in shown
            assert word(f"certainty.{record.certainty}", "en") in shown
            for _, _, address in source_text(record):
                assert address.replace("(", "%28").replace(")", "%29") in shown


def test_a_conflict_shows_both_sides() -> None:
    at = opened("en", example("fci-on-vhd-set-2019"))
    shown = plain(markdown(at))
    assert any("decided by the house rule" in one.label for one in at.expander)
    for side in ("combined-clustering-discouraged", "combined-clustering-recommended"):
        assert plain(guidance()[side].text["en"]) in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_findings_tasks_and_assumptions_are_listed(language: str) -> None:
    at = opened(language, example("fci-on-vhd-set-2019"))
    labels = plain("\n".join(one.label for one in at.expander))
    assert f"[{word('severity.warning', language)}]" in labels
    assert word("finding.combined-clustering.name", language) in labels
    assert word("task.set-anti-affinity.name", language) in labels
    label = by_id("site")["shared_storage.iscsi"].label[language]
    assert f"Main - {label}: **{word('value.no', language).capitalize()}**" in plain(markdown(at))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_drawing_carries_its_words(language: str) -> None:
    at = opened(language, example("fci-on-vhd-set-2019"))
    (image,) = at.image
    assert "SQL" in image.proto.imgs[0].alt
    assert [one.key for one in at.download_button] == [
        *("download-svg", "download-dot", "download-report", "download-design")
    ]


def test_the_view_chosen_outlives_a_switch_of_the_language() -> None:
    at = opened("ja", example("two-workgroup-hosts-2022"))
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
    monkeypatch.setattr("screens.drawings.render", lambda dot, kind: None)
    at = opened("en", example("fci-on-vhd-set-2019"))
    assert at.get("graphviz_chart")
    assert any("the browser draws the picture" in one.value for one in at.info)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_is_that_of_the_documents_room(language: str) -> None:
    design = example("two-workgroup-hosts-2022")
    at = opened(language, design)
    advice = advise(design, str(design.answers["as_of"]))
    assert report(advice, language).strip() in [one.value.strip() for one in at.code]


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_names_stay_text_everywhere(language: str) -> None:
    design = example("fci-on-vhd-set-2019")
    for place in editing.entity_places(design):
        design = editing.renamed(design, place, f"{HOSTILE} {place.names[0]}")
    design = replace(design, answers={**design.answers, "project": HOSTILE})
    at = opened(language, design)
    texts = [one.value for one in (*at.markdown, *at.error, *at.info)]
    texts += [one.label for one in (*at.expander, *at.button, *at.selectbox)]
    texts += [one.help for one in at.button]
    met = [text for text in texts if text and "evil" in text]
    assert len(met) >= 5
    for text in met:
        for live in ("![x]", "<script>", ":material/x:", "$x$", "[a](", "`b`"):
            assert live not in text


@pytest.mark.parametrize("seed", range(8))
def test_any_design_can_be_shown(seed: int) -> None:
    design = random_design(seed)
    language = LANGUAGES[seed % 2]
    at = opened(language, design)
    for place in editing.entity_places(design):
        answer(at, f"look-at-{language}", place)
    assert design_of(at) == design
