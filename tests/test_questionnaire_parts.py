"""The parts of the questionnaire: what stands in them, how it is marked, that they stay open."""

from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1.element_tree import Block, ButtonGroup, Markdown, Selectbox

from facts.design import Design
from facts.question_bank import UNKNOWN, by_id
from knowledge.asking import reason
from knowledge.decisions import NETWORKS
from knowledge.words import LANGUAGES, word
from screens.editing import Place
from tests.screen_driver import (
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

SITE, SQL, PRINT = (
    Place("site", ("Main",)),
    Place("workload", ("SQL",)),
    Place("workload", ("PRINT",)),
)


def shown_in(expander: Block) -> list[str]:
    """Headings and ids of the questions in a part of the questionnaire, from the top."""
    return [
        str(one.value).strip("*") if isinstance(one, Markdown) else str(one.key).split("\n")[-2]
        for one in expander
        if isinstance(one, (Markdown, Selectbox, ButtonGroup))
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_networks_of_a_site_are_asked_apart(language: str) -> None:
    at = opened(language, example("fci-on-vhd-set-2019"), unfold=True)
    begin = {"en": "Networks as they stand or are planned", "ja": "既存または計画中のネットワーク"}
    networks = next(one for one in at.expander if one.label.startswith(begin[language]))
    keys = shown_in(networks)
    asked = (
        "guests_use_iscsi",
        "adapters",
        "adapters_speed",
        "wishes.network_pattern",
        "live_migration.rdma",
    )
    assert keys[1:7] == [*asked, "backup_over_management"]
    assert [one for one in keys if one.endswith(".plan")] == [
        f"networks.{kind}.plan" for kind in NETWORKS
    ]
    assert not [one for one in keys if one.endswith((".redundancy", ".role", ".metric"))]
    names = {plain(one.label).strip("*") for one in networks.selectbox}
    for kind in NETWORKS:
        name = word(f"network.{kind}", language)
        assert name[:1].upper() + name[1:] in names


def test_a_planned_network_asks_for_redundancy_role_and_metric() -> None:
    at = opened("en", example("fci-on-vhd-set-2019"), unfold=True)
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
    at = opened(language, example("fci-on-vhd-set-2019"), unfold=True)
    parts = [shown_in(one) for one in at.sidebar.expander]
    site = next(one for one in parts if "vmm" in one)
    workload = next(one for one in parts if "survive.host" in one)
    for shown, heading, together in (
        (site, layout, ("vmm", "stop_action", "wishes.placement", "wishes.disk_format")),
        (workload, monitoring, ("wishes.monitoring", "monitoring.trust", "monitoring.firewall")),
    ):
        place = shown.index(heading)
        assert tuple(shown[place + 1 : place + 1 + len(together)]) == together


def unknown_host_failure() -> Design:
    design = example("fci-on-vhd-set-2019")
    first, *others = design.workloads
    changed = replace(first, answers={**first.answers, "survive.host": UNKNOWN})
    return replace(design, workloads=(changed, *others))


@pytest.mark.parametrize(
    ("language", "assumed", "unknown", "required"),
    [
        ("en", "assumed: no limit", "violet-badge[unknown]", "orange-badge[required]"),
        ("ja", "仮定: 制限なし", "violet-badge[不明]", "orange-badge[必須]"),
    ],
)
def test_assumed_unknown_and_missing_carry_a_word_each(
    language: str, assumed: str, unknown: str, required: str
) -> None:
    at = opened(language, unknown_host_failure(), unfold=True)
    host = asking(at, key(language, "survive.host", "workload", "SQL"))
    assert unknown in host.label
    loss = key(language, "tolerated.loss", "workload", "SQL")
    answer(at, loss, None)
    assert asking(at, loss).placeholder == assumed
    assert "badge" not in asking(at, loss).label
    product = key(language, "product", "workload", "SQL")
    assert "badge" not in asking(at, product).label, "given is plain"
    answer(at, product, None)
    assert required in asking(at, product).label
    answer(at, product, UNKNOWN)
    assert unknown in asking(at, product).label


def test_no_wish_is_no_assumption() -> None:
    at = opened("en", example("fci-on-vhd-set-2019"), unfold=True)
    wish = asking(at, key("en", "wishes.second_copy", "workload", "SQL"))
    assert wish.placeholder == "No preference"
    plan = asking(at, key("en", "networks.management.plan", "site", "Main"))
    assert plan.placeholder == "Not decided yet"


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_explains_and_gives_the_reason(language: str) -> None:
    at = opened(language, example("fci-on-vhd-set-2019"), unfold=True)
    checked = 0
    for widget in (*at.selectbox, *at.button_group, *at.text_input):
        *_, question, spoken = ["", "", *str(widget.key).split("\n")]
        entity = str(widget.key).split("\n", 1)[0]
        if spoken != language or entity not in ("design", "site", "workload"):
            continue
        said = plain(widget.help)
        assert by_id(entity)[question].help[language] in said
        assert said.endswith(reason(entity, question, language))
        checked += 1
    assert checked > 60


@pytest.mark.parametrize(
    ("language", "line"),
    [
        (
            "en",
            "Because “Shared iSCSI storage” is assumed to be “No”: Persistent reservations",
        ),
        (
            "ja",
            "「共有 iSCSI ストレージ」が「いいえ (仮定)」のため: iSCSI ストレージの永続的な予約",
        ),
    ],
)
def test_what_is_not_asked_stands_at_the_end_with_its_reason(language: str, line: str) -> None:
    at = opened(language, example("fci-on-vhd-set-2019"))
    assert line not in plain(markdown(at)), "closed, it is not worked out"
    at.session_state[f"{SITE.key}\nnot-asked"] = True
    at.run()
    assert line in plain(markdown(at))


def test_what_is_not_asked_is_counted_and_stays_open_when_the_count_changes() -> None:
    """13 about networks not planned, 2 about storage, 2 about shares, 7 on S2D, 3 on two places,
    edition, move.
    """
    at = opened("en", example("fci-on-vhd-set-2019"), unfold=True)
    at.session_state[f"{SITE.key}\nnot-asked"] = True
    at.run()
    before = [one.label for one in at.sidebar.expander]
    assert "Not asked (29)" in before
    answer(at, key("en", "shared_storage.iscsi", "site", "Main"), "yes")
    assert "Not asked (28)" in [one.label for one in at.sidebar.expander]
    told = plain(markdown(at))
    assert ": Edition of the hosts" in told, "still open"
    assert ": Persistent reservations of the iSCSI storage" not in told


def test_a_part_stays_open_from_one_workload_to_the_next() -> None:
    at = opened("en", example("fci-on-vhd-set-2019"))
    at.session_state[f"{SQL.key}\nmore"] = True
    at.run()
    look_at(at, PRINT)
    assert asking(at, key("en", "survive.host", "workload", "PRINT")) is not None
    with pytest.raises(KeyError):
        asking(at, key("en", "vmm", "site", "Main"))
