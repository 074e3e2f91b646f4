"""A decision highlighted in the physical view: what shows it stands out, all else steps back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings

from diagrams.frame import highlight_name
from diagrams.model import Node, Topology
from diagrams.physical import PhysicalView
from diagrams.style import HEADER, LOOKS, MARK, PAPER, header_of, look_of, mark_of
from diagrams.topology import topology
from diagrams.views import VIEWS
from facts.design import Design
from facts.design_file import load
from knowledge.advice import Advice
from knowledge.advisor import advise
from knowledge.words import LANGUAGES
from tests.drawn_designs import AS_OF, designs

REFERENCE = Path(__file__).parent.parent / "examples" / "reference-design-2022.yaml"
ON_THE_DRAWING = {
    "platform/site:Okayama",
    "host_storage/site:Yokohama",
    "machine_storage/site:Yokohama",
    "placement/site:Okayama",
    "replica_broker/site:Okayama",
    "pair/workload:SQL-ERP",
    "guest_layer/workload:WEB-PORTAL",
    "host_layer/workload:PRINT",
    "monitoring/workload:PRINT",
    "second_copy/workload:MAIL",
    "replica_interval/workload:APP-MES",
}


@pytest.fixture(scope="module")
def advice() -> Advice:
    design = load(REFERENCE).design
    assert design is not None
    return advise(design, AS_OF)


@pytest.fixture(scope="module")
def drawn(advice: Advice) -> Topology:
    return topology(advice)


def contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


@settings(max_examples=25, deadline=None)
@given(design=designs())
def test_what_is_shown_was_decided(design: Design) -> None:
    found = advise(design, AS_OF)
    drawing = topology(found)
    shown = frozenset[str]().union(*(one.about for one in (*drawing.nodes(), *drawing.edges)))
    assert shown <= {one.id for one in found.decisions}
    for box in drawing.nodes():
        assert box.about, "every box shows some decision"


def test_decisions_of_the_reference_design_are_shown(advice: Advice, drawn: Topology) -> None:
    assert set(VIEWS["physical"].decisions(advice)) >= ON_THE_DRAWING
    about = {box.id: box.about for box in drawn.nodes()}
    assert {key for key, ids in about.items() if "second_copy/workload:APP-MES" in ids} == {
        "s1replica",
        "s2replica",
        *(
            box.id
            for box in drawn.nodes()
            if isinstance(box, Node) and box.name == "APP-MES" and box.kind == "machine"
        ),
    }
    lines = {(one.kind, one.source) for one in drawn.edges if "platform/site:Yokohama" in one.about}
    assert lines == set()
    gateway = next(key for key in about if key.endswith("gateway"))
    assert "guest_layer/workload:WEB-PORTAL" in about[gateway]
    assert "guest_layer/workload:SQL-ERP" not in about[gateway]


@pytest.mark.parametrize("highlight", sorted(ON_THE_DRAWING))
def test_only_what_shows_the_decision_is_marked(drawn: Topology, highlight: str) -> None:
    dot = PhysicalView(drawn, "en", highlight).dot()
    # an entry of the legend, boxes (hosts and sites among them), lines
    boxes = [box for box in drawn.nodes() if highlight in box.about]
    lines = [edge for edge in drawn.edges if highlight in edge.about]
    assert boxes
    assert dot.count(MARK) == 1 + len(boxes) + len(lines)
    assert highlight_name(highlight, "en").split(":")[0] in dot


def test_without_a_decision_nothing_is_marked(drawn: Topology) -> None:
    plain = PhysicalView(drawn, "ja").dot()
    assert MARK not in plain
    # what the drawing does not show cannot stand out in it
    for unknown in ("network.csv/site:Yokohama", "pair/workload:nobody", "nonsense"):
        assert PhysicalView(drawn, "ja", unknown).dot() == plain


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_legend_names_the_decision(advice: Advice, language: str) -> None:
    dot = VIEWS["physical"].dot(advice, language, "host_storage/site:Yokohama")
    legend = next(line for line in dot.splitlines() if line.strip().startswith("legend "))
    said = {"en": "Storage of the host cluster", "ja": "ホスト クラスターのストレージ"}
    assert said[language] in legend
    assert "Yokohama" in legend


@pytest.mark.parametrize("name", LOOKS)
def test_looks_come_forward_and_step_back(name: str) -> None:
    about = frozenset({"a"})
    plain, strong, pale = LOOKS[name], look_of(name, about, "a"), look_of(name, about, "b")
    assert look_of(name, about) == plain
    assert strong.width >= plain.width + 2
    assert (strong.stroke, strong.fill) == (plain.stroke, plain.fill)
    assert contrast(pale.stroke, PAPER) <= contrast(plain.stroke, PAPER)
    # words stay readable however far their box steps back
    assert contrast(pale.ink, pale.fill) >= 4.5
    assert contrast(strong.ink, strong.fill) >= 4.5
    assert (mark_of(about, "a").strip(), mark_of(about, "b"), mark_of(about, "")) == (MARK, "", "")


def test_bands_step_back_and_stay_readable() -> None:
    assert header_of(frozenset({"a"}), "a") == header_of(frozenset(), "") == HEADER
    assert header_of(frozenset(), "a") != HEADER
    assert contrast(header_of(frozenset(), "a"), PAPER) >= 4.5


def test_a_highlight_does_not_move_the_sites(drawn: Topology) -> None:
    plain = PhysicalView(drawn, "en")
    marked = PhysicalView(drawn, "en", "pair/workload:SQL-ERP")
    for site in drawn.sites:
        assert plain.placed.boxes[site.id].left == marked.placed.boxes[site.id].left


def test_fills_stay_opaque(drawn: Topology) -> None:
    dot = PhysicalView(drawn, "en", "pair/workload:SQL-ERP").dot()
    assert f'bgcolor="{PAPER}"' in dot
    assert not re.search(r"transparent|#[0-9A-F]{8}", dot)
