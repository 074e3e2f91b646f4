"""Decisions highlighted in the views that are tables: network view and replication view."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagrams import rendering
from diagrams.networks import networks
from diagrams.replication import replication
from diagrams.style import MARK
from diagrams.views import VIEWS
from facts.design import Design
from knowledge.advice import Advice
from knowledge.advisor import advise
from knowledge.explanation import decision_label
from knowledge.words import LANGUAGES
from tests.drawn_designs import AS_OF, decided, designs, texts
from tests.network_designs import clustered, clustered_once
from tests.random_designs import random_design
from tests.screen_driver import example

TABLES = ("network", "replication")


def marks(dot: str) -> int:
    """How many things are marked; the legend's own mark is not counted."""
    return max(0, dot.count(MARK) - 1)


def plain(svg: bytes | None) -> list[str]:
    """What a picture says, without marks and breaks of lines."""
    assert svg is not None
    joined = "".join(texts(svg)).replace(MARK, "")
    return sorted("".join(joined.split()))


@pytest.mark.parametrize("view", TABLES)
@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_offered_marks_something_and_hides_nothing(view: str, seed: int) -> None:
    advice = advise(random_design(seed), AS_OF)
    language = LANGUAGES[seed % 2]
    drawing = VIEWS[view]
    before = drawing.dot(advice, language)
    assert MARK not in before
    order = [one.id for one in advice.decisions]
    offered = drawing.decisions(advice)
    assert list(offered) == [one for one in order if one in set(offered)], "in the advice's order"
    for name in offered[:: max(1, len(offered) // 6)]:
        dot = drawing.dot(advice, language, name)
        assert marks(dot) >= 1
        decision = next(one for one in advice.decisions if one.id == name)
        said = plain(rendering.render(dot, "svg"))
        lost = list(plain(rendering.render(before, "svg")))
        for sign in said:
            if sign in lost:
                lost.remove(sign)
        assert lost == [], "the words stay"
        label = decision_label(decision.topic, language)
        assert label in dot.replace("&#x27;", "'"), "the legend names it"


@pytest.mark.parametrize("view", TABLES)
@settings(max_examples=10, deadline=None)
@given(design=designs(), language=st.sampled_from(LANGUAGES))
def test_a_decision_that_is_not_shown_changes_nothing(
    view: str, design: Design, language: str
) -> None:
    advice = advise(design, AS_OF)
    offered = set(VIEWS[view].decisions(advice))
    hidden = [one.id for one in advice.decisions if one.id not in offered]
    plain_dot = VIEWS[view].dot(advice, language)
    for name in (*hidden[:2], "nothing/site:Nowhere", ""):
        assert VIEWS[view].dot(advice, language, name) == plain_dot


def offered_about(advice: Advice, view: str, name: str) -> set[str]:
    ids = VIEWS[view].decisions(advice)
    return {one.partition("/")[0] for one in ids if one.endswith(f":{name}")}


def test_the_network_view_offers_the_decisions_of_its_cells() -> None:
    advice = clustered_once()
    kinds = ("guest-service", "management", "csv", "live-migration", "iscsi-host", "iscsi-guest")
    families = ("network", "network_redundancy", "virtual_switch", "network_role")
    expected = {f"{family}.{kind}" for family in families for kind in kinds}
    assert offered_about(advice, "network", "Main") == expected | {"platform"}
    by_hand = decided(advice, "csv_metric", "Main", chosen="by-hand")
    assert "csv_metric" in offered_about(by_hand, "network", "Main"), "now it is said in a cell"
    assert offered_about(advice, "network", "APP") == set()


@pytest.mark.parametrize(
    ("topic", "expected"),
    [
        ("network_role.csv", 1),  # its cell
        ("virtual_switch.management", 1),
        ("network_redundancy.csv", 1 + 3),  # its cell, and that of each of three hosts
        ("network.csv", 1 + 3),  # its name, and the hosts
        ("platform", 1),  # the site
    ],
)
def test_a_decision_on_a_network_marks_its_cells(topic: str, expected: int) -> None:
    advice = clustered()
    dot = VIEWS["network"].dot(advice, "en", f"{topic}/site:Main")
    assert marks(dot) == expected
    (table,) = networks(advice).tables
    abouts = [table.about, *(entry.about for entry in table.entries())]
    concerned = [one for one in abouts if f"{topic}/site:Main" in one]
    assert len(concerned) == (1 if expected == 1 else 2), "hosts share a cell in the model"


def test_a_network_that_is_not_there_marks_the_note_that_says_so() -> None:
    advice = decided(clustered(), "network.iscsi-host", "Main", chosen="nothing")
    dot = VIEWS["network"].dot(advice, "en", "network.iscsi-host/site:Main")
    assert marks(dot) == 1
    assert re.search(rf"{MARK}\s*No network of its own", dot)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("second_copy/workload:MAIL", 3),  # original, way, copy
        ("second_copy/workload:APP-MES", 3),  # primary, way, replica
        ("replica_interval/workload:APP-MES", 1),  # the way
        ("replica_broker/site:Okayama", 1),
        ("platform/site:Okayama", 1),
    ],
)
def test_a_decision_on_a_copy_marks_its_way(name: str, expected: int) -> None:
    advice = advise(example("reference-design-2022"), AS_OF)
    assert marks(VIEWS["replication"].dot(advice, "ja", name)) == expected


def test_lines_of_a_highlighted_copy_are_thicker_than_the_rest() -> None:
    advice = advise(example("reference-design-2022"), AS_OF)
    drawn = replication(advice)
    dot = VIEWS["replication"].dot(advice, "en", "second_copy/workload:MAIL")
    widths = {
        (source, target): int(width)
        for source, target, width in re.findall(
            r"\w+:(\w+):e -> \w+:(\w+):w \[.*?penwidth=(\d+)", dot
        )
    }
    assert len(widths) == len(drawn.edges)
    for edge in drawn.edges:
        concerned = "second_copy/workload:MAIL" in edge.about
        assert (widths[edge.source, edge.target] == 4) == (concerned or edge.kind == "carries")
