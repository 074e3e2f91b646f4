"""The replication view: every copy in one lane, from its machine to where it arrives."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

import pygraphviz
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagrams import rendering
from diagrams.model import FIRM, OPEN, Node, say
from diagrams.reading import Reading
from diagrams.replication import Replication, replication
from diagrams.replication_lane import Lane, Place
from diagrams.views import VIEWS
from facts.design import Design, Entity
from facts.question_bank import Value
from knowledge.advice import Advice
from knowledge.advisor import advise
from knowledge.words import LANGUAGES
from tests.drawn_designs import AS_OF, HOSTILE, decided, designs, texts
from tests.random_designs import random_design

SITES = ("Tokyo", "Osaka", "Nagoya", "Fukuoka")


def estate(copies: Mapping[str, tuple[str, str]], **answers: Value) -> Design:
    """Workloads by name with their site and the site of their copy."""
    sites = tuple(
        Entity(name, {"host_release": "2022", "host_count": 2, "role": role})
        for name, role in zip(SITES, ("main", "dr", "main", "dr"), strict=True)
    )
    workloads = []
    for name, (site, target) in copies.items():
        given: dict[str, Value] = {"site": site, "product": "other", "stateful": "yes", **answers}
        if target != site:
            given |= {"survive.site": "yes", "second_copy.site": target}
        workloads.append(Entity(name, given))
    return Design({}, sites, (), tuple(workloads))


def replicated(copies: Mapping[str, tuple[str, str]], brokers: tuple[str, ...] = SITES) -> Advice:
    """An advice in which all of them are copied by Hyper-V Replica, whatever the rules say."""
    advice = advise(estate(copies), AS_OF)
    for name in copies:
        advice = decided(advice, "second_copy", name, chosen="hyper-v-replica")
        advice = decided(advice, "replica_interval", name, chosen="5-minutes")
        advice = decided(advice, "replica_authentication", name, chosen="kerberos")
    for site in SITES:
        chosen = "broker" if site in brokers else "nothing"
        advice = decided(advice, "replica_broker", site, chosen=chosen)
    return advice


def words(node: Node | Place) -> list[str]:
    return [say(text, "en") for text in (node.name, *node.lines)]


def ways(lane: Lane) -> tuple[str, str]:
    return say(lane.source.name, "en"), say(lane.target.name, "en")


def edges_by_name(drawn: Replication) -> list[tuple[str, str, str]]:
    named = {box.id: say(box.name, "en") for box in drawn.nodes()}
    return [(edge.kind, named[edge.source], named[edge.target]) for edge in drawn.edges]


def test_a_copy_passes_both_brokers() -> None:
    drawn = replication(replicated({"FILE": ("Tokyo", "Osaka")}))
    (lane,) = drawn.lanes
    assert ways(lane) == ("Tokyo", "Osaka")
    assert [words(one) for one in lane.source.machines] == [["FILE", "primary"]]
    assert words(lane.way) == ["WAN"]
    assert [words(one) for one in lane.links] == [["every 5 minutes", "Kerberos, HTTP 80"]]
    assert [words(one) for one in lane.target.machines] == [
        ["FILE", "replica (off until failover)"]
    ]
    assert edges_by_name(drawn) == [
        ("sends", "FILE", "Replica Broker"),
        ("delivers", "Replica Broker", "FILE"),
        ("carries", "Replica Broker", "every 5 minutes"),
        ("carries", "every 5 minutes", "Replica Broker"),
    ]
    assert drawn.notes == ()


def test_without_brokers_machines_are_joined_to_the_link() -> None:
    drawn = replication(replicated({"FILE": ("Tokyo", "Osaka")}, brokers=()))
    assert drawn.lanes[0].source.broker is drawn.lanes[0].target.broker is None
    assert edges_by_name(drawn) == [
        *(("sends", "FILE", "every 5 minutes"), ("delivers", "every 5 minutes", "FILE"))
    ]


def test_a_copy_on_another_host_of_the_site_crosses_no_wan() -> None:
    (lane,) = replication(replicated({"FILE": ("Tokyo", "Tokyo")}, brokers=())).lanes
    assert ways(lane) == ("Tokyo", "Tokyo, another host")
    assert words(lane.way) == ["Network of the site"]


def test_each_direction_between_four_sites_has_a_lane() -> None:
    copies = {
        "A": ("Tokyo", "Osaka"),
        "B": ("Osaka", "Tokyo"),
        "C": ("Nagoya", "Fukuoka"),
        "D": ("Tokyo", "Fukuoka"),
        "E": ("Tokyo", "Osaka"),
    }
    advice = replicated(copies)
    lanes = replication(advice).lanes
    assert [ways(lane) for lane in lanes] == [
        *(("Nagoya", "Fukuoka"), ("Tokyo", "Fukuoka"), ("Tokyo", "Osaka"), ("Osaka", "Tokyo"))
    ]
    assert [say(one.name, "en") for one in lanes[2].source.machines] == ["A", "E"]
    for language in LANGUAGES:
        assert rendering.render(VIEWS["replication"].dot(advice, language), "svg")


def test_each_way_of_carrying_has_a_box_that_names_its_workloads() -> None:
    copies = dict.fromkeys(("A", "B", "C"), ("Tokyo", "Osaka"))
    advice = decided(replicated(copies), "replica_interval", "B", chosen="30-seconds")
    (lane,) = replication(advice).lanes
    assert sorted(words(one) for one in lane.links) == [
        ["every 30 seconds", "Kerberos, HTTP 80", "B"],
        ["every 5 minutes", "Kerberos, HTTP 80", "A", "C"],
    ]


@pytest.mark.parametrize(("count", "boxes"), [(8, 8), (9, 1), (300, 1)])
def test_many_workloads_are_folded(count: int, boxes: int) -> None:
    copies = {f"W-{number:03}": ("Tokyo", "Osaka") for number in range(count)}
    drawn = replication(replicated(copies))
    (lane,) = drawn.lanes
    for place in (lane.source, lane.target):
        assert len(place.machines) == boxes
    if boxes == 1:
        told = words(lane.source.machines[0])
        assert told == ["W-000", f"+ {count - 1} more", "primary", f"{count} virtual machines"]
    # each machine or box of machines in and out, and two broker's ends
    assert len(drawn.edges) == 2 * boxes + 2


def test_workloads_named_alike_but_for_a_number_share_a_box() -> None:
    names = [*(f"WEB-{number:02}" for number in range(1, 41)), "ERP", "経理1", "経理2", "MAIL 7"]
    drawn = replication(replicated(dict.fromkeys(names, ("Tokyo", "Osaka"))))
    (lane,) = drawn.lanes
    assert [words(one)[:2] for one in lane.target.machines] == [
        ["ERP", "replica (off until failover)"],
        ["MAIL 7", "replica (off until failover)"],
        ["WEB-01", "+ 39 more"],
        ["経理1", "+ 1 more"],
    ]


def test_a_drawing_of_many_lanes_folds_earlier() -> None:
    """Every pair of sites in both directions, ten workloads each with names of their own."""
    copies = {
        f"{letter}{source}{target}": (source, target)
        for source in SITES
        for target in SITES
        for letter in ("A", "B", "C", "D", "E", "F")
        if source != target
    }
    drawn = replication(replicated(copies))
    assert len(drawn.lanes) == 12
    assert [lane.rows for lane in drawn.lanes] == [(1,)] * 12
    few = {name: ends for name, ends in copies.items() if ends == ("Tokyo", "Osaka")}
    assert [lane.rows for lane in replication(replicated(few)).lanes] == [(6,)]


def test_an_application_copies_by_itself_beside_the_broker() -> None:
    design = estate(
        {"SQL": ("Tokyo", "Osaka"), "APP": ("Tokyo", "Osaka")},
        product="sql-server",
        deployment="log-shipping",
    )
    advice = advise(design, AS_OF)
    advice = decided(advice, "second_copy", "SQL", chosen="application")
    advice = decided(advice, "second_copy", "APP", chosen="hyper-v-replica")
    advice = decided(advice, "replica_broker", "Tokyo", chosen="broker")
    (lane,) = replication(advice).lanes
    assert [node.look for node in lane.source.machines] == ["replicated", "application"]
    assert [node.look for node in lane.target.machines] == ["replica", "copy"]
    assert words(lane.links[1]) == ["log shipping"]
    by_name = edges_by_name(replication(advice))
    assert ("sends", "SQL", "log shipping") in by_name
    assert ("sends", "SQL", "Replica Broker") not in by_name
    looks = {edge.look for edge in replication(advice).edges}
    assert looks == {"replica", "copy"}


def test_what_is_open_is_drawn_as_open() -> None:
    advice = replicated({"A": ("Tokyo", "Osaka"), "B": ("Tokyo", "Osaka"), "C": ("Tokyo", "Osaka")})
    advice = decided(advice, "second_copy", "A", provisional="hyper-v-replica")
    advice = decided(advice, "second_copy", "B", provisional="nothing")
    advice = decided(advice, "second_copy", "C")
    advice = decided(advice, "replica_broker", "Osaka", provisional="nothing")
    drawn = replication(advice)
    (lane,) = drawn.lanes
    assert words(lane.source.machines[0]) == ["A", "primary", "still open"]
    assert lane.target.broker is not None
    assert words(lane.target.broker) == ["Replica Broker", "still open"]
    assert lane.target.broker.status == lane.links[0].status == OPEN
    assert [say(note, "en") for note in drawn.notes] == [
        *("Second copy still open: B", "No acceptable second copy: C")
    ]
    assert [entry.look for entry in drawn.legend][-1] == "open"


@pytest.mark.parametrize("copies", [{}, {"A": ("Tokyo", "Tokyo")}])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_copied_is_said_in_the_picture(
    copies: dict[str, tuple[str, str]], language: str
) -> None:
    advice = advise(estate(copies), AS_OF)
    for name in copies:
        advice = decided(advice, "second_copy", name, chosen="nothing")
    said = say(replication(advice).notes[0], language)
    svg = rendering.render(VIEWS["replication"].dot(advice, language), "svg")
    assert svg is not None
    assert said in texts(svg)
    assert said in VIEWS["replication"].alternative_text(advice, language)


# --- any design ---


def check(advice: Advice, language: str) -> None:
    drawn = replication(advice)
    expected = {}
    for one in Reading(advice).workloads:
        decision = advice.decision("second_copy", one.name)
        taken = decision.chosen or decision.provisional
        settled = one.settled_here and taken == "application"
        if taken in ("hyper-v-replica", "application") and not settled:
            expected[one.name] = (one.site, one.target)
    lanes = {(lane.source.name, lane.target.name) for lane in drawn.lanes}
    assert len(lanes) == len(drawn.lanes) == len(set(expected.values()))
    drawn_ways: Counter[tuple[str, str]] = Counter()
    for lane in drawn.lanes:
        assert len(lane.source.machines) == len(lane.target.machines)
        site = str(lane.source.name)
        ended = say(lane.target.name, "en").removesuffix(", another host")
        for node in lane.source.machines:
            assert node.kind == "workloads" or expected[str(node.name)] == (site, ended)
            drawn_ways[site, ended] += 1
    assert set(drawn_ways) == set(expected.values())
    check_brokers(advice, drawn)
    check_words(advice, drawn, language)


def check_brokers(advice: Advice, drawn: Replication) -> None:
    for lane in drawn.lanes:
        by_replica = any(node.look == "replicated" for node in lane.source.machines)
        for place, name in (
            (lane.source, str(lane.source.name)),
            (lane.target, say(lane.target.name, "en").removesuffix(", another host")),
        ):
            decision = advice.decision("replica_broker", name)
            assert (place.broker is not None) == (by_replica and decision.chosen != "nothing")
            if place.broker:
                assert (place.broker.status == FIRM) == (decision.chosen == "broker")


def check_words(advice: Advice, drawn: Replication, language: str) -> None:
    """Every box, edge and note is a line, and a node or edge of the graph."""
    _, *lines = VIEWS["replication"].alternative_text(advice, language).split("\n")
    boxes = list(drawn.nodes())
    assert len(lines) == len(boxes) + len(drawn.edges) + len(drawn.notes)
    for box, line in zip(boxes, lines, strict=False):
        for text in (box.name, *box.lines):
            assert say(text, language) in line
    for note, line in zip(drawn.notes, lines[len(boxes) + len(drawn.edges) :], strict=True):
        assert line == say(note, language)
    ids = [box.id for box in boxes]
    assert len(ids) == len(set(ids))
    dot = VIEWS["replication"].dot(advice, language)
    # a link has a port of its own, and one for each line that runs straight through it
    cells = {box.id for box in boxes if isinstance(box, Node) and box.kind != "way"}
    ports = [port for port in re.findall(r'PORT="(.*?)"', dot) if box_of(port) == port]
    assert sorted(ports) == sorted(cells)
    ends = re.findall(r"\w+:(\w+):e -> \w+:(\w+):w", dot)
    assert sorted((box_of(one), box_of(other)) for one, other in ends) == sorted(
        (edge.source, edge.target) for edge in drawn.edges
    )


def box_of(port: str) -> str:
    return re.sub(r"(link\d+)[we]\d+$", r"\1", port)


def visible(edge: pygraphviz.Edge) -> bool:
    return bool(edge.attr["style"] != "invis")


@pytest.mark.parametrize("seed", range(30))
def test_random_designs_are_drawn_as_decided(seed: int) -> None:
    check(advise(random_design(seed), AS_OF), LANGUAGES[seed % 2])


@settings(max_examples=20, deadline=None)
@given(design=designs(), language=st.sampled_from(LANGUAGES))
def test_any_design_is_drawn_as_decided(design: Design, language: str) -> None:
    check(advise(design, AS_OF), language)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_render(name: str) -> None:
    sites = (
        Entity(name, {"host_release": "2022", "host_count": 2}),
        Entity("Other", {"host_release": "2022", "host_count": 2, "role": "dr"}),
    )
    given: dict[str, Value] = {"site": name, "product": "other", "second_copy.site": "Other"}
    design = Design({"project": name}, sites, (), (Entity(name, given),))
    advice = decided(advise(design, AS_OF), "second_copy", name, chosen="hyper-v-replica")
    for language in LANGUAGES:
        check_words_count = len(VIEWS["replication"].alternative_text(advice, language).split("\n"))
        drawn = replication(advice)
        assert check_words_count == 1 + len(list(drawn.nodes())) + len(drawn.edges)
        assert rendering.render(VIEWS["replication"].dot(advice, language), "svg")


def test_lines_run_straight_and_lanes_stand_in_the_order_of_the_model() -> None:
    """Boxes of a row lie at one height, and both sites of a lane end at the same heights."""
    copies = {
        **{f"A{number}": ("Tokyo", "Osaka") for number in range(3)},
        **{f"B{number:02}": ("Osaka", "Tokyo") for number in range(12)},
        "長い名前のワークロードその一でございます": ("Nagoya", "Fukuoka"),
        "C": ("Fukuoka", "Fukuoka"),
    }
    advice = replicated(copies)
    for name in ("A1", "A2"):
        advice = decided(advice, "second_copy", name, chosen="application")
    drawn = replication(advice)
    for language in LANGUAGES:
        graph = pygraphviz.AGraph(string=VIEWS["replication"].dot(advice, language))
        graph.layout(prog="dot")
        heights = [edge_heights(edge) for edge in graph.edges() if visible(edge)]
        assert len(heights) == len(drawn.edges)
        assert all(max(along) - min(along) <= 2 for along in heights), "points"
        middles = [
            [middle(graph, f"{place.id}boxes") for place in (lane.source, lane.target)]
            for lane in drawn.lanes
        ]
        for left, right in middles:
            assert abs(left - right) <= 1
        tops = [left for left, _ in middles]
        assert tops == sorted(tops, reverse=True), "from the top"


def edge_heights(edge: pygraphviz.Edge) -> list[float]:
    return [float(point.rpartition(",")[2]) for point in edge.attr["pos"].split()]


def middle(graph: pygraphviz.AGraph, node: str) -> float:
    return float(graph.get_node(node).attr["pos"].split(",")[1])
