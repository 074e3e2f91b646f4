"""What options lose and how long they are down: the table, and how the report tells it."""

from __future__ import annotations

import pytest

from documents.report import report
from facts.design_file import parse
from facts.question_bank import UNKNOWN
from knowledge.advisor import advise
from knowledge.decisions import DECISIONS
from knowledge.guidance import guidance
from knowledge.recovery_classes import RecoveryClass, classes, classes_of
from knowledge.words import catalogue

EACH = pytest.mark.parametrize("row", classes(), ids=lambda row: f"{row.option}-{row.records[0]}")
FACTS = {
    "host_release": "2022",
    "guest_system": "2022",
    "product": "other",
    "deployment": "standalone",
    "product_release": "2022",
}
TEXT = """
schema: 1
sites:
  - {name: Main, host_release: 2022, host_count: 2, shared_storage: {fc-san: yes}}
  - {name: Sub, role: dr, host_release: 2022, host_count: 1}
workloads:
  - {name: A, site: Main, product: other, tolerated: {loss: 0, outage: 10 min},
     survive: {site: yes}, disaster: {loss: 5 min, outage: 4 h}, second_copy: {site: Sub}}
  - {name: B, site: Main, product: other, tolerated: {outage: 1 h}}
"""


@EACH
def test_a_row_speaks_of_an_option_and_has_words(row: RecoveryClass) -> None:
    assert row.option in DECISIONS[row.topic].options
    assert f"documents.recovery.loss.{row.loss}" in catalogue()
    assert f"documents.recovery.outage.{row.outage}" in catalogue()
    assert row.records
    assert all(record in guidance() for record in row.records)


@EACH
def test_each_number_is_put_into_the_words(row: RecoveryClass) -> None:
    texts = [
        catalogue()[f"documents.recovery.{what}"]["en"]
        for what in (f"loss.{row.loss}", f"outage.{row.outage}")
    ]
    for name, _ in row.numbers:
        assert any(f"{{{name}}}" in text for text in texts), name


def test_the_release_decides_which_row_counts() -> None:
    new = classes_of("host_layer", "restart-only", FACTS)["failure"]
    old = classes_of("host_layer", "restart-only", {**FACTS, "host_release": "2012R2"})["failure"]
    assert [one.outage for one in (*new, *old)] == ["isolation", "experience"]
    assert dict(new[0].numbers)["wait"] == 240


def test_an_unknown_release_leaves_both_rows() -> None:
    open_ones = classes_of("host_layer", "restart-only", {**FACTS, "host_release": UNKNOWN})
    assert [one.outage for one in open_ones["failure"]] == ["isolation", "experience"]


def test_an_availability_group_is_told_apart_from_other_own_replication() -> None:
    group = {**FACTS, "product": "sql-server", "deployment": "ag"}
    assert classes_of("guest_layer", "application", group)["failure"][0].loss == "synchronous"
    assert classes_of("guest_layer", "application", FACTS)["failure"][0].loss == "product"


def test_the_report_sets_what_is_reached_beside_what_was_asked() -> None:
    design = parse(TEXT).design
    assert design is not None
    text = report(advise(design, "2026-11-22"), "en").split("## Appendix I: ")[1]
    first = text.split("### ")[1]
    assert "| **Asked for within the site** | 0 s | 10 min |" in first
    assert "| **Asked for in a disaster** | 5 min | 4 h |" in first
    assert (
        "Hyper-V Replica, every 5 minutes – chosen | up to 5 min; by experience up to 10 min |"
        in first
    )
    assert "restart and live migration – chosen" in first
    assert "| Hyper-V Replica, as planned – chosen | none | from shutdown to start" in first


def test_a_copy_that_could_be_taken_is_told_in_all_its_cases_and_not_as_chosen() -> None:
    """A domain controller copies its data itself; Replica beside it keeps its intervals."""
    design = parse(
        """
schema: 1
sites:
  - {name: Main, host_release: 2022, host_count: 2, shared_storage: {fc-san: yes}}
  - {name: DR, role: dr, host_release: 2022, host_count: 2}
links:
  - {between: [Main, DR], connected: yes, trust: same-domain}
workloads:
  - name: AD
    site: Main
    product: ad-domain-controller
    deployment: multi-master
    instances: 2
    survive: {site: yes}
    second_copy: {site: DR}
"""
    ).design
    assert design is not None
    advice = advise(design, "2026-11-22")
    assert advice.decision("second_copy", "AD").chosen == "application"
    told = report(advice, "en").split("## Appendix I: ")[1]
    assert "| the application's own copy – chosen |" in told
    for case in ("as planned", "every 30 seconds", "every 5 minutes", "every 15 minutes"):
        assert f"| Hyper-V Replica, {case} |" in told
