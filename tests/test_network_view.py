"""The network view: its cells are the decisions, its NICs are those that exist."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagrams import rendering
from diagrams.model import FIRM, NONE, OPEN, say
from diagrams.network_tables import Entry, NetworkRow, NetworkTable
from diagrams.networks import networks
from diagrams.views import VIEWS
from facts.design import Design
from facts.question_bank import NO_LIMIT, Value
from knowledge.advice import Advice, DecisionTaken
from knowledge.advisor import advise
from knowledge.decisions import CONVERGING, NETWORKS
from knowledge.shared_switch import on_the_switch
from knowledge.words import LANGUAGES
from tests.drawn_designs import AS_OF, decided, designs, texts
from tests.network_designs import FAMILIES, check_words, clustered, clustered_once
from tests.random_designs import random_design

WAYS = {
    "separate-segments": ("separate segments", "2 NICs"),
    "set": ("Switch Embedded Teaming (SET)", "SET"),
    "lbfo-team": ("NIC teaming (LBFO)", "Team"),
    "vendor-team": ("teaming by the vendor's driver", "Team"),
    "mpio": ("multipath I/O (MPIO)", "MPIO"),
    "single-nic": ("no redundancy", "1 NIC"),
}
"""What the redundancy column and a host's cell say."""
SWITCHES = {"no-switch": "none", "own-switch": "guests only", "shared-switch": "shared with host"}
NAMES = {
    "guest-service": "Guest services",
    "management": "Management",
    "csv": "CSV and cluster",
    "live-migration": "Live migration",
    "iscsi-host": "iSCSI (hosts)",
    "iscsi-guest": "iSCSI (guests)",
}
ROLES = {
    "absent": ["not a cluster network"],
    "0": ["role 0", "no cluster communication"],
    "1": ["role 1", "cluster only"],
    "3": ["role 3", "cluster and clients"],
}


def english(entry: Entry) -> list[str]:
    return [say(text, "en") for text in entry.texts()]


def table_of(advice: Advice) -> NetworkTable:
    (table,) = networks(advice).tables
    return table


def row_of(advice: Advice, kind: str) -> NetworkRow:
    return next(row for row in table_of(advice).rows if row.look == f"network-{kind}")


def numbers(row: NetworkRow) -> list[int]:
    """NIC numbers in the cell of a host."""
    found = re.findall(r"NIC(\d+(?:\+\d+)*)", " ".join(english(row.adapters)))
    return [int(number) for group in found for number in group.split("+")]


def missing(row: NetworkRow) -> int:
    found = re.findall(r"(\d+) missing", " ".join(english(row.adapters)))
    return sum(map(int, found))


def status_of(decision: DecisionTaken) -> str:
    return FIRM if decision.chosen else OPEN if decision.provisional else NONE


# --- cells are decisions ---


def check_cells(advice: Advice) -> None:
    for table in networks(advice).tables:
        standalone = advice.decision("platform", table.name).chosen == "standalone"
        rows = {row.look.removeprefix("network-"): row for row in table.rows}
        assert list(rows) == [kind for kind in NETWORKS if kind in rows], "in the page's order"
        for kind in NETWORKS:
            network = advice.decision(f"network.{kind}", table.name)
            assert (kind in rows) == (network.chosen != "nothing")
            if kind in on_the_switch(advice, table.name):
                check_shared_row(advice, table.name, kind, rows[kind])
            elif kind in rows:
                check_row(advice, table.name, kind, rows[kind], standalone)


def check_shared_row(advice: Advice, site: str, kind: str, row: NetworkRow) -> None:
    """All on the switch hang on the same adapters, the first of each host."""
    assert english(row.network)[0] == NAMES[kind]
    assert english(row.switch)[0] == "shared switch"
    assert english(row.redundancy)[0] in (WAYS["set"][0], WAYS["lbfo-team"][0])
    assert numbers(row) == [1, 2][: len(numbers(row))]
    assert len(numbers(row)) + missing(row) == 2
    settled = bool(advice.decision(f"network.{kind}", site).chosen)
    assert ("still open" in english(row.network)) == (not settled)


def check_row(advice: Advice, site: str, kind: str, row: NetworkRow, standalone: bool) -> None:
    assert english(row.network)[0] == NAMES[kind]
    redundancy = advice.decision(f"network_redundancy.{kind}", site)
    switch = advice.decision(f"virtual_switch.{kind}", site)
    role = advice.decision(f"network_role.{kind}", site)
    for decision, entry, words in (
        (redundancy, row.redundancy, {way: full for way, (full, _) in WAYS.items()}),
        (switch, row.switch, SWITCHES),
    ):
        taken = decision.chosen or decision.provisional
        assert english(entry)[0] == (words[taken] if taken else "no acceptable option")
        assert entry.status == status_of(decision)
        assert ("still open" in english(entry)) == (entry.status == OPEN)
    if standalone:
        assert english(row.role)[0] == "not a cluster"
    elif role.chosen or role.provisional:
        wanted = ROLES[role.chosen or role.provisional]
        assert english(row.role)[: len(wanted)] == wanted
        assert ("still open" in english(row.role)) == (not role.chosen)
    way = redundancy.chosen or redundancy.provisional
    pattern = advice.decision("network_pattern", site)
    settled = bool(pattern.chosen) or kind not in CONVERGING
    if advice.decision(f"network.{kind}", site).chosen and way and settled:
        count = 1 if way == "single-nic" else 2
        assert len(numbers(row)) + missing(row) == count
        if way != "single-nic":
            assert english(row.adapters)[0] == WAYS[way][1]
    else:
        assert numbers(row) == [], "what is not settled takes no NIC"


@pytest.mark.parametrize("seed", range(30))
def test_cells_are_the_decisions_of_random_designs(seed: int) -> None:
    check_cells(advise(random_design(seed), AS_OF))


@settings(max_examples=20, deadline=None)
@given(design=designs())
def test_cells_are_the_decisions_of_any_design(design: Design) -> None:
    advice = advise(design, AS_OF)
    check_cells(advice)
    for table in networks(advice).tables:
        site = next(one for one in design.sites if one.name == table.name)
        there = site.answers.get("adapters")
        shared = [f"network-{kind}" for kind in on_the_switch(advice, table.name)]
        rows = [row for row in table.rows if row.look not in shared[1:]]
        given_numbers = [number for row in rows for number in numbers(row)]
        assert given_numbers == list(range(1, len(given_numbers) + 1)), "numbered on, each once"
        lack = sum(missing(row) for row in rows)
        if isinstance(there, int) and there != NO_LIMIT:
            assert len(given_numbers) <= there
            assert not lack or len(given_numbers) == there
        else:
            assert lack == 0


@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_cells_follow_whatever_is_decided(data: st.DataObject) -> None:
    advice = clustered_once()
    for kind in NETWORKS:
        for family, options in FAMILIES.items():
            option = data.draw(st.sampled_from(options))
            status = data.draw(st.sampled_from((FIRM, FIRM, OPEN, NONE)))
            advice = decided(
                advice,
                f"{family}.{kind}",
                "Main",
                chosen=option if status == FIRM else "",
                provisional=option if status == OPEN else "",
            )
    check_cells(advice)
    check_words(advice, data.draw(st.sampled_from(LANGUAGES)))


# --- numbers of NICs ---


def test_nics_are_numbered_on_through_the_rows() -> None:
    advice = decided(clustered(), "network_redundancy.csv", "Main", chosen="single-nic")
    assert [numbers(row) for row in table_of(advice).rows] == [
        *([1, 2], [3, 4], [5], [6, 7], [8, 9], [10, 11])
    ]
    assert english(row_of(advice, "csv").adapters) == ["NIC5"]
    assert "NICs needed on each host: 11" in [say(one.name, "en") for one in table_of(advice).notes]


def test_nics_that_a_host_has_not_got_are_missing_in_words() -> None:
    rows = table_of(clustered(adapters=5)).rows
    assert [english(row.adapters)[1:] for row in rows] == [
        *(["NIC1+2"], ["NIC3+4"], ["NIC5", "1 missing"]),
        *(["2 missing"], ["2 missing"], ["2 missing"]),
    ]
    notes = [say(one.name, "en") for one in table_of(clustered(adapters=5)).notes]
    assert notes == ["NICs on each host: 5, needed: 12"]


def test_an_open_network_takes_no_nic_from_the_others() -> None:
    advice = decided(clustered(), "network.guest-service", "Main", provisional="own-network")
    rows = table_of(advice).rows
    assert english(rows[0].network) == ["Guest services", "still open"]
    assert english(rows[0].adapters) == ["Team", "not assigned"]
    assert rows[0].network.status == rows[0].adapters.status == OPEN
    assert numbers(rows[1]) == [1, 2]
    assert not any("needed" in say(one.name, "en") for one in table_of(advice).notes)


# --- plans, marks, remarks ---


def test_a_plan_that_is_refused_stands_in_its_row() -> None:
    advice = decided(
        clustered(),
        "network_redundancy.guest-service",
        "Main",
        chosen="set",
        wished="lbfo-team",
        verdicts={"lbfo-team": "not-supported", "set": "recommended"},
    )
    row = row_of(advice, "guest-service")
    assert english(row.redundancy) == [
        *("Switch Embedded Teaming (SET)", "planned: LBFO team, not supported")
    ]
    assert english(row.adapters) == ["SET", "NIC1+2"]
    svg = rendering.render(VIEWS["network"].dot(advice, "ja"), "svg")
    assert svg is not None
    shown = texts(svg)
    first = shown.index("計画: LBFO チーム")
    assert shown[first + 1] == "(サポート対象外)", "broken where the column ends"


def test_a_plan_that_was_outdone_is_named_without_a_warning() -> None:
    advice = decided(
        clustered(),
        "network_role.csv",
        "Main",
        chosen="1",
        wished="3",
        verdicts={"3": "suitable", "1": "recommended"},
    )
    role = row_of(advice, "csv").role
    assert english(role) == ["role 1", "cluster only", "planned: role 3, suitable"]
    assert role.warnings == ()


def test_a_plan_that_is_followed_is_no_remark_unless_it_is_discouraged() -> None:
    for verdict, said in (("suitable", []), ("discouraged", ["discouraged"])):
        advice = decided(
            clustered(),
            "network_redundancy.csv",
            "Main",
            chosen="lbfo-team",
            wished="lbfo-team",
            verdicts={"lbfo-team": verdict},
        )
        assert english(row_of(advice, "csv").redundancy) == ["NIC teaming (LBFO)", *said]


def test_a_network_that_was_planned_in_vain_is_noted() -> None:
    advice = decided(
        clustered(),
        "network.iscsi-host",
        "Main",
        chosen="nothing",
        wished="own-network",
        verdicts={"own-network": "not-applicable"},
    )
    notes = [say(one.name, "en") for one in table_of(advice).notes]
    assert notes[0] == "No network of its own: iSCSI (hosts)"
    assert notes[1] == "iSCSI (hosts) - planned: a network of its own, not applicable"


def test_no_networks_at_all_is_said() -> None:
    advice = clustered()
    for kind in NETWORKS:
        advice = decided(advice, f"network.{kind}", "Main", chosen="nothing")
    table = table_of(advice)
    assert table.rows == ()
    assert "no networks of their own" in say(table.notes[0].name, "en")
    assert rendering.render(VIEWS["network"].dot(advice, "ja"), "png")


def test_a_standalone_site_has_no_roles() -> None:
    advice = decided(clustered(), "platform", "Main", chosen="standalone")
    advice = decided(
        advice,
        "network_role.csv",
        "Main",
        chosen="absent",
        wished="1",
        verdicts={"1": "not-applicable"},
    )
    assert english(row_of(advice, "management").role) == ["not a cluster"]
    assert english(row_of(advice, "csv").role) == [
        *("not a cluster", "planned: role 1, not applicable")
    ]


def test_remarks_tell_metric_vlan_and_backup() -> None:
    answers: dict[str, Value] = {
        "networks.guest-service.plan": "own-network",
        "networks.guest-service.vlan": "yes",
        "backup_over_management": "yes",
    }
    fine = {"by-hand": "recommended"}
    advice = decided(clustered(**answers), "csv_metric", "Main", chosen="by-hand", verdicts=fine)
    assert english(row_of(advice, "guest-service").network)[1:] == ["VLANs of the machines"]
    assert english(row_of(advice, "management").network)[1:] == ["carries host backup"]
    assert english(row_of(advice, "csv").network)[1:] == ["smallest metric set by hand"]
    advice = decided(advice, "csv_metric", "Main", chosen="automatic")
    assert english(row_of(advice, "csv").network)[1:] == []
