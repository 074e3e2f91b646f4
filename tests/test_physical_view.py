"""The physical view: its DOT holds the model, its boxes keep apart, its lines cross no box."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations, pairwise

import pygraphviz
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagrams.alternative_text import physical_text
from diagrams.arrangement import in_rows
from diagrams.geometry import Box, Point
from diagrams.model import FoldedHosts, Host, Node, Phrase, Site, Topology, say
from diagrams.physical import PhysicalView
from diagrams.reading import Reading
from diagrams.routes import Routes
from diagrams.topology import topology
from facts.design import Design
from knowledge.advisor import advise
from knowledge.words import LANGUAGES
from tests.drawn_designs import AS_OF, designs, estate, protected_design
from tests.large_design import large_design
from tests.random_designs import random_design

ESTATES = {
    "one machine": estate(1, 1, 1),
    "two hosts": estate(1, 2, 3),
    "no machines": estate(2, 3, 0),
    "two sites": estate(2, 4, 30),
    "two sites, folded": estate(2, 5, 60),
    "three sites": estate(3, 4, 40),
    "four sites": estate(4, 16, 300),
    "sixty-four hosts": estate(1, 64, 300),
    "three hundred on two": estate(1, 2, 300),
    "many kinds": large_design(),
    "farm and cluster": protected_design(6, 3),
}
PIXELS = 96 / 72
"""Pixels of a picture at 96 dpi for each point."""


def drawn_of(design: Design) -> Topology:
    return topology(advise(design, AS_OF))


def graph_of(view: PhysicalView) -> pygraphviz.AGraph:
    return pygraphviz.AGraph(string=view.dot())


def further_nodes(drawn: Topology) -> set[str]:
    """Nodes that are no boxes of the model: words that stand somewhere."""
    found = {"title"} | ({"legend"} if drawn.legend else set())
    for site in drawn.sites:
        found.add(f"{site.id}heading")
        for host in site.boxes():
            found |= {f"{host.id}reserve"} if host.reserve else set()
            found |= {f"{host.id}more"} if host.more or not host.machines else set()
    return found


def nested(graph: pygraphviz.AGraph) -> Iterator[pygraphviz.AGraph]:
    for one in graph.subgraphs():
        yield one
        yield from nested(one)


def check_dot(drawn: Topology, language: str) -> None:
    graph = graph_of(PhysicalView(drawn, language))
    boxes = {box.id for box in drawn.nodes() if not isinstance(box, Site)}
    assert {str(one) for one in graph.nodes()} == boxes | further_nodes(drawn)
    told = Counter((str(one[0]), str(one[1])) for one in graph.edges())
    assert told == Counter((edge.source, edge.target) for edge in drawn.edges)
    clusters = {one.get_name() for one in nested(graph)}
    outer = {box.id for box in drawn.nodes() if isinstance(box, (Site, Host, FoldedHosts))}
    assert clusters == {f"cluster_{one}" for one in outer}


@settings(max_examples=25, deadline=None)
@given(design=designs(), language=st.sampled_from(LANGUAGES))
def test_dot_holds_exactly_the_model(design: Design, language: str) -> None:
    check_dot(drawn_of(design), language)


def check_words(drawn: Topology, language: str) -> None:
    """Every box and every connection has one line of its own, and nothing else has one."""
    _, *lines = physical_text(drawn, language).split("\n")
    boxes = list(drawn.nodes())
    assert len(lines) == len(boxes) + len(drawn.edges)
    heads = {}
    for box, line in zip(boxes, lines, strict=False):
        said = [box.label] if isinstance(box, (Host, FoldedHosts)) else [box.name, *box.lines]
        assert all(say(text, language) in line for text in said)
        heads[box.id] = line.split(": ")[0]
    for edge, line in zip(drawn.edges, lines[len(boxes) :], strict=True):
        assert heads[edge.source] in line
        assert heads[edge.target] in line
    # a machine and its replica on one host are called the same, and told apart by what they are
    assert len(set(lines)) == len(lines)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**20), language=st.sampled_from(LANGUAGES))
def test_words_tell_every_box_and_connection_once(seed: int, language: str) -> None:
    check_words(drawn_of(random_design(seed, workloads=3)), language)


@pytest.mark.parametrize("name", ESTATES)
def test_words_and_dot_of_estates_tell_the_model(name: str) -> None:
    drawn = drawn_of(ESTATES[name])
    for language in LANGUAGES:
        check_words(drawn, language)
        check_dot(drawn, language)


# --- where things stand ---


def overlap(one: Box, other: Box) -> bool:
    return (
        one.left < other.right - 0.5
        and other.left < one.right - 0.5
        and one.top < other.bottom - 0.5
        and other.top < one.bottom - 0.5
    )


def inside(inner: Box, outer: Box) -> bool:
    return (
        inner.left >= outer.left - 0.5
        and inner.right <= outer.right + 0.5
        and inner.top >= outer.top - 0.5
        and inner.bottom <= outer.bottom + 0.5
    )


def neighbours(view: PhysicalView) -> Iterator[tuple[Box, list[str]]]:
    """Boxes that hold others, and what stands directly in them."""
    boxes = view.placed.boxes
    for site in view.topology.sites:
        held = [node.id for node in (*site.front, *site.storage) if node.kind != "clients"]
        held = [one for one in held if not within(site, one)]
        yield boxes[site.id], [f"{site.id}heading", *held, *site.host_ids()]
        for host in site.boxes():
            parts = [f"{host.id}more", f"{host.id}reserve", *(one.id for one in host.machines)]
            yield boxes[host.id], [one for one in parts if one in boxes]
        for node in site.storage:
            if node.within:
                yield boxes[node.within], [node.id]


def within(site: Site, key: str) -> bool:
    return any(node.id == key and node.within for node in site.storage)


def check_places(view: PhysicalView) -> None:
    boxes = view.placed.boxes
    for outer, held in neighbours(view):
        for one in held:
            assert inside(boxes[one], outer), one
        for one, other in combinations(held, 2):
            assert not overlap(boxes[one], boxes[other]), (one, other)
    sites = [one.id for one in view.topology.sites]
    clients = [one.id for site in view.topology.sites for one in site.front]
    clients = [one for one in clients if one.endswith("clients")]
    for one, other in combinations([*sites, *clients], 2):
        assert not overlap(boxes[one], boxes[other]), (one, other)
    for row in in_rows(view.topology.sites):
        assert len({boxes[site.hosts[0].id].top for site in row}) == 1, "one height in a row"
        for left, right in pairwise(row):
            assert boxes[left.id].right < boxes[right.id].left
    for upper, lower in pairwise(in_rows(view.topology.sites)):
        assert max(boxes[one.id].bottom for one in upper) < min(boxes[one.id].top for one in lower)
    for site in view.topology.sites:
        lefts = [boxes[host].left for host in site.host_ids()]
        assert lefts == sorted(lefts)


def check_lines(view: PhysicalView) -> None:
    """No line crosses a box that it does not begin or end at."""
    boxes = view.placed.boxes
    routes = Routes(view.topology, view.layout)
    host_of = {
        machine.id: host.id
        for site in view.topology.sites
        for host in site.boxes()
        for machine in host.machines
    }
    obstacles = {box.id for box in view.topology.nodes() if not isinstance(box, Site)}
    obstacles |= {f"{site.id}heading" for site in view.topology.sites}
    for edge in view.topology.edges:
        ends = {edge.source, edge.target}
        ends |= {host_of[one] for one in ends if one in host_of}
        way = routes.ways[edge.source, edge.target]
        for piece in pairwise(way):
            area = around(*piece)
            for key in obstacles - ends - set(host_of):
                assert not overlap(area, boxes[key]), (edge, key)


def around(one: Point, other: Point) -> Box:
    left, right = sorted((one[0], other[0]))
    top, bottom = sorted((one[1], other[1]))
    assert left == right or top == bottom, "lines run straight"
    return Box(left - 1, top - 1, right - left + 2, bottom - top + 2)


@settings(max_examples=30, deadline=None)
@given(design=designs(), language=st.sampled_from(LANGUAGES))
def test_boxes_and_lines_keep_apart(design: Design, language: str) -> None:
    view = PhysicalView(drawn_of(design), language)
    check_places(view)
    check_lines(view)


@settings(max_examples=15, deadline=None)
@given(design=designs(hostile=True), language=st.sampled_from(LANGUAGES))
def test_boxes_and_lines_keep_apart_whatever_the_names(design: Design, language: str) -> None:
    view = PhysicalView(drawn_of(design), language)
    check_places(view)
    check_lines(view)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ESTATES)
def test_estates_stay_readable(name: str, language: str) -> None:
    drawn = drawn_of(ESTATES[name])
    view = PhysicalView(drawn, language)
    check_places(view)
    check_lines(view)
    assert view.layout.width * PIXELS <= 1420
    one_row = len(drawn.sites) <= 2
    # everything that can stand around hosts stands around those of four sites
    assert view.layout.height * PIXELS <= (1300 if one_row else 1600)


@pytest.mark.parametrize("name", ESTATES)
def test_every_machine_is_drawn_or_counted(name: str) -> None:
    advice = advise(ESTATES[name], AS_OF)
    expected: Counter[str] = Counter()
    for one in Reading(advice).workloads:
        expected[one.site] += one.count
        # Hyper-V Replica copies every machine; an application has one more where its copy is
        expected[one.target] += one.count if one.replicated else one.copied_by_itself
    told: Counter[str] = Counter()
    for site in topology(advice).sites:
        for host in site.boxes():
            told[site.name] += host.more + sum(map(machines_in, host.machines))
    assert told == expected


def machines_in(box: Node) -> int:
    """How many machines a box stands for."""
    if box.kind == "machines" and isinstance(box.name, Phrase) and box.name.key.endswith("times"):
        return int(str(dict(box.name.values)["n"]))
    return 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_boxes_are_drawn_as_large_as_they_were_laid_out(language: str) -> None:
    """Fonts differ a little from system to system; here they must not by more than that."""
    for design in (estate(4, 16, 300), estate(2, 4, 30)):
        view = PhysicalView(drawn_of(design), language)
        plain = graph_of(view).draw(format="plain", prog="dot").decode("utf-8")
        nodes = [line.split() for line in plain.splitlines() if line.startswith("node ")]
        boxes = view.placed.boxes
        for _, key, _, _, width, height, *_ in nodes:
            if key in boxes and not key.endswith("heading"):
                assert float(width) * 72 <= boxes[key].width * 1.1 + 2, key
                assert float(height) * 72 <= boxes[key].height * 1.1 + 2, key


def test_sites_keep_their_order_in_rows_of_two() -> None:
    drawn = drawn_of(estate(4, 3, 12))
    boxes = PhysicalView(drawn, "en").placed.boxes
    places = [(boxes[site.id].top, boxes[site.id].left) for site in drawn.sites]
    assert places == sorted(places)
    assert len({top for top, _ in places}) == 2
    assert len({left for _, left in places}) == 2


def test_an_applications_own_copy_draws_no_line_to_a_host() -> None:
    drawn = drawn_of(estate(2, 3, 18))
    hosts = {host for site in drawn.sites for host in site.host_ids()}
    ends = {node.id for site in drawn.sites for node in site.front if node.look == "copy-end"}
    assert ends
    for edge in drawn.edges:
        if ends & {edge.source, edge.target}:
            assert edge.kind == "replicates"
            assert not hosts & {edge.source, edge.target}
    said = [
        say(line, "en")
        for box in drawn.nodes()
        if isinstance(box, Node) and box.look in ("application", "copy")
        for line in box.lines
    ]
    assert any("own copy" in line for line in said)


def test_what_copies_is_told_apart_without_colour() -> None:
    graph = graph_of(PhysicalView(drawn_of(estate(2, 3, 18)), "en"))
    styles = {
        str(edge[0])[2:]: edge.attr["style"]
        for edge in graph.edges()
        if str(edge[0])[:1] == "s" and str(edge[0])[2:] in ("copy", "replica")
        if str(edge[1])[2:] in ("copy", "replica")
    }
    assert styles == {"copy": "solid", "replica": "dashed"}
