"""The advice on a site: quorum, storage, networks as compact tables, the options one click away."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from facts.design import Design
from knowledge.advisor import advise
from knowledge.decisions import NETWORKS
from knowledge.explanation import decision_label, option_label
from knowledge.guidance import guidance
from knowledge.words import LANGUAGES, word
from screens.editing import Place
from tests.screen_driver import answer, example, markdown, opened, plain

SITE = Place("site", ("Main",))
PLAN: dict[str, str | int] = {
    "adapters": 12,
    "networks.guest-service.plan": "own-network",
    "networks.guest-service.redundancy": "single-nic",
    "networks.csv.plan": "own-network",
    "networks.csv.role": "3",
    "networks.csv.metric": "by-hand",
    "wishes.placement": "pinned",
}
TITLES = {"en": "Network", "ja": "ネットワーク"}
OPTIONS = {"en": "options and reasons", "ja": "選択肢と理由"}


def planned() -> Design:
    design = example("fci-on-vhd-set-2019")
    site = design.sites[0]
    return replace(design, sites=(replace(site, answers={**site.answers, **PLAN}),))


def looking_at_the_site(language: str, design: Design) -> AppTest:
    at = opened(language, design, details=True)
    answer(at, f"look-at-{language}", SITE)
    return at


def table(at: AppTest, head: str, title: str = "") -> dict[str, list[str]]:
    """The cells of the table whose first head is given, by the first cell of their row."""
    texts = [plain(one.value) for one in at.markdown]
    text = next(one for one in texts if f"\n| {head} |" in one and f"## {title}" in one)
    lines = [line for line in text.splitlines() if line.startswith("|")]
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines[2:]]
    return {row[0].split("**")[1] if "**" in row[0] else row[0]: row for row in rows}


@pytest.mark.parametrize("language", LANGUAGES)
def test_networks_are_one_table_with_a_row_each(language: str) -> None:
    design = planned()
    advice = advise(design, "2026-11-22")
    rows = table(looking_at_the_site(language, design), TITLES[language])
    assert list(rows) == [word(f"network.short.{kind}", language) for kind in NETWORKS]
    for kind in NETWORKS:
        row = rows[word(f"network.short.{kind}", language)]
        topics = [
            f"{one}.{kind}" for one in ("network_redundancy", "virtual_switch", "network_role")
        ]
        if advice.decision(f"network.{kind}", "Main").chosen == "nothing":
            assert row[2:] == ["", "", ""]
            assert option_label("network.csv", "nothing", language) in row[0]
            continue
        for topic, cell in zip(topics, row[2:], strict=True):
            chosen = advice.decision(topic, "Main").chosen
            assert cell.startswith(option_label(topic, chosen, language))
        assert f"[{word('verdict.recommended', language)}]" in row[1]
    metric = option_label("csv_metric", "automatic", language)
    assert metric in rows[word("network.short.csv", language)][4]


@pytest.mark.parametrize(
    ("language", "plan", "wish"),
    [("en", "[plan not taken]", "[wish not taken]"), ("ja", "[不採用の計画]", "[不採用の希望]")],
)
def test_what_is_not_taken_as_planned_is_marked(language: str, plan: str, wish: str) -> None:
    at = looking_at_the_site(language, planned())
    networks = table(at, TITLES[language])
    for kind, column, topic, lost in (
        ("guest-service", 2, "network_redundancy.guest-service", "single-nic"),
        ("csv", 4, "network_role.csv", "3"),
        ("csv", 4, "csv_metric", "by-hand"),
    ):
        cell = networks[word(f"network.short.{kind}", language)][column]
        assert f"{plan} {option_label(topic, lost, language)}" in cell
    item = {"en": "Item", "ja": "項目"}[language]
    storage = table(at, item, word("screens.layout.storage", language))
    quorum = table(at, item, word("screens.layout.quorum", language))
    witness = quorum[decision_label("witness", language)][2]
    assert witness.startswith(option_label("witness", "disk", language))
    placement = storage[decision_label("placement", language)][2]
    assert placement.endswith(f"{wish} {option_label('placement', 'pinned', language)}")
    # and in the sentence about the site, above everything else
    summary = next(plain(one.value) for one in at.markdown if "**Main**" in one.value)
    sentence = next(line for line in summary.splitlines() if "**Main**" in line)
    assert decision_label("placement", language) in sentence
    assert re.search(
        {"en": "Guest service network, ", "ja": "ゲスト サービス用ネットワーク、"}[language],
        sentence,
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_network_opens_to_its_options_reasons_and_sources(language: str) -> None:
    design = planned()
    advice = advise(design, "2026-11-22")
    at = looking_at_the_site(language, design)
    name = word("network.guest-service", language)
    begin = name[:1].upper() + name[1:]
    (opened_up,) = [
        one for one in at.expander if plain(one.label) == f"{begin}: {OPTIONS[language]}"
    ]
    texts = [one.label for one in opened_up.expander] + [one.value for one in opened_up.markdown]
    shown = plain("\n".join(texts))
    decision = advice.decision("network_redundancy.guest-service", "Main")
    for option in decision.options:
        label = option_label(decision.topic, option.id, language)
        assert f"[{word(f'verdict.{option.verdict}', language)}] {label}" in shown.replace("**", "")
        for key in option.objections:
            for record in advice.reasons[key].guidance:
                assert plain(guidance()[record].text[language]) in shown
    mark = {"en": "(planned)", "ja": "(計画)"}
    assert f"{option_label(decision.topic, 'single-nic', language)} {mark[language]}" in shown


def test_a_site_of_twenty_and_more_decisions_stays_in_sight() -> None:
    """Three tables and an expander for each network, not a section for each decision."""
    design = planned()
    shown = [
        one
        for one in advise(design, "2026-11-22").decisions
        if (one.subject, one.name) == ("site", "Main") and one.shown
    ]
    assert len(shown) >= 20
    at = looking_at_the_site("en", design)
    assert sum(OPTIONS["en"] in one.label for one in at.expander) == len(NETWORKS) + 2
    headlines = [one.value for one in at.main.markdown if one.value.startswith("## ")]
    assert [plain(one).splitlines()[0] for one in headlines] == [
        "## Platform",
        "## Storage of the host cluster",
        "## Hyper-V Replica Broker",
        "## Quorum",
        "## Storage and placement of the machines",
        "## Networks",
    ]


def test_a_workload_shows_no_networks() -> None:
    at = opened("en", planned())
    assert not [one for one in at.markdown if "| Network |" in one.value]
    assert "Monitoring by the host cluster" in markdown(at)
