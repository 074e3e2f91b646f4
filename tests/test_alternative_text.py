"""The words of the network view and the replication view: exactly what the model holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagrams.model import Edge, Node, Text, say
from diagrams.network_tables import NetworkTable
from diagrams.networks import networks
from diagrams.replication import Replication, replication
from diagrams.replication_lane import Lane, Place
from diagrams.style import MARK
from diagrams.views import VIEWS
from facts.visible_text import visible
from knowledge.advice import Advice
from knowledge.advisor import advise
from knowledge.words import LANGUAGES, word
from tests.drawn_designs import AS_OF, decided
from tests.random_designs import random_design

QUOTES = {"en": '"{}"', "ja": "「{}」"}


def copied(seed: int) -> Advice:
    """A random design in which most workloads have a copy, whatever the rules say."""
    advice = advise(random_design(seed, workloads=1 + seed % 4), AS_OF)
    options = ("hyper-v-replica", "application", "hyper-v-replica", "")
    for number, one in enumerate(advice.design.workloads):
        option = options[(seed + number) % len(options)]
        if option:
            advice = decided(advice, "second_copy", one.name, chosen=option)
    return advice


def lines_of(view: str, advice: Advice, language: str) -> list[str]:
    title, *lines = VIEWS[view].alternative_text(advice, language).split("\n")
    assert title.startswith(word(f"diagrams.view-{view}", language))
    return lines


def take(lines: list[str], start: str, parts: Sequence[str]) -> None:
    """Take away the one line that begins so and says all that; fails where there is none."""
    found = [line for line in lines if line.startswith(start) and all(one in line for one in parts)]
    assert found, (start, parts, lines)
    lines.remove(found[0])


def said(texts: Sequence[Text], language: str) -> list[str]:
    return [say(text, language, visible) for text in texts]


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000), language=st.sampled_from(LANGUAGES))
def test_the_network_view_is_told_cell_by_cell(seed: int, language: str) -> None:
    advice = advise(random_design(seed), AS_OF)
    lines = lines_of("network", advice, language)
    for table in networks(advice).tables:
        site = word("diagrams.alt-site", language, name=visible(table.name))
        take(lines, f"{site}: ", said([*table.lines, *table.hosts], language))
        for note in table.notes:
            take(lines, f"{site}: ", said([note.name], language))
        told = [line for line in lines if QUOTES[language].format(visible(table.name)) in line]
        assert len(told) == len(table.rows), "a line for each network, and no other of this site"
        for row, line in zip(table.rows, told, strict=True):
            check_row(table, line, said(row.network.texts()[:1], language)[0], language)
            assert cells(line, language) == [
                Counter(said(entry.texts(), language))
                for entry in (row.adapters, row.redundancy, row.switch, row.role)
            ]
            for text in said(row.network.texts(), language):
                assert text in line
            lines.remove(line)
    assert lines == []


def check_row(table: NetworkTable, line: str, name: str, language: str) -> None:
    place = word("diagrams.alt-at-site", language, site=visible(table.name))
    assert line.startswith(word("diagrams.alt-network", language, name=name, place=place))


def cells(line: str, language: str) -> list[Counter[str]]:
    """What the line says of hosts, redundancy, virtual switch and role, in this order."""
    columns = [word(f"diagrams.column-{one}", language) for one in ("redundancy", "switch", "role")]
    each = word("diagrams.alt-each-host", language, said="")
    joint = {"en": ", ", "ja": "、"}[language]
    parts = line.split("; ")
    hosts = next(part.partition(each)[2] for part in parts if each in part)
    rest = [part.partition(": ")[2] for part in parts if starts(part, columns)]
    assert len(rest) == 3
    return [rejoined(text.split(joint), language) for text in (hosts, *rest)]


def starts(part: str, columns: Sequence[str]) -> bool:
    return any(part.startswith(f"{column}: ") for column in columns)


def rejoined(pieces: Sequence[str], language: str) -> Counter[str]:
    """Pieces that belong together ("planned: role 3, discouraged") joined again."""
    joint = {"en": ", ", "ja": "、"}[language]
    planned = {"en": "planned:", "ja": "計画:"}[language]
    found: list[str] = []
    for piece in pieces:
        if found and found[-1].startswith(planned) and language == "en" and joint not in found[-1]:
            found[-1] += joint + piece
        else:
            found.append(piece)
    return Counter(found)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000), language=st.sampled_from(LANGUAGES))
def test_the_replication_view_is_told_box_by_box_and_line_by_line(seed: int, language: str) -> None:
    advice = copied(seed)
    drawn = replication(advice)
    lines = lines_of("replication", advice, language)
    boxes = list(drawn.nodes())
    assert len(lines) == len(boxes) + len(drawn.edges) + len(drawn.notes)
    named = dict(zip([box.id for box in boxes], lines, strict=False))
    assert len(named) == len(boxes), "each box has an id of its own"
    for lane in drawn.lanes:
        check_lane(lane, named, language)
    for edge, line in zip(drawn.edges, lines[len(boxes) :], strict=False):
        assert line == told_edge(
            edge, {key: name_in(line) for key, line in named.items()}, language
        )
    assert lines[len(boxes) + len(drawn.edges) :] == said(drawn.notes, language)
    assert held(drawn) == {box.id for box in boxes}


def check_lane(lane: Lane, named: dict[str, str], language: str) -> None:
    for place in (lane.source, lane.target):
        site = QUOTES[language].format(say(place.name, language, visible))
        held_there: list[Place | Node] = [place, *place.boxes()]
        for box in held_there:
            texts = said([box.name, *box.lines], language)
            assert all(text in named[box.id] for text in (*texts, site))
    for link in (lane.way, *lane.links):
        ends = [
            QUOTES[language].format(say(end.name, language)) for end in (lane.source, lane.target)
        ]
        texts = said([link.name, *link.lines], language)
        assert all(text in named[link.id] for text in (*texts, *ends))


def name_in(line: str) -> str:
    """The name at the beginning of a line, before what is said of it."""
    return line.partition(": ")[0]


def told_edge(edge: Edge, names: dict[str, str], language: str) -> str:
    ends = {"one": names[edge.source], "other": names[edge.target]}
    return word(f"diagrams.alt-{edge.kind}", language, **ends)


def held(drawn: Replication) -> set[str]:
    """Ids of everything that a lane holds."""
    found: set[str] = set()
    for lane in drawn.lanes:
        parts: list[Place | Node] = [lane.source, lane.target, lane.way, *lane.links]
        parts += [*lane.source.boxes(), *lane.target.boxes()]
        found |= {part.id for part in parts}
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("seed", [3, 8])
def test_marks_in_the_words_are_those_of_the_drawing(view: str, seed: int, language: str) -> None:
    advice = copied(seed)
    plain = VIEWS[view].alternative_text(advice, language)
    assert MARK not in plain
    for name in VIEWS[view].decisions(advice)[::5]:
        title, *lines = VIEWS[view].alternative_text(advice, language, name).split("\n")
        assert MARK in title
        marked = [line for line in lines if line.startswith(MARK)]
        assert 1 <= len(marked) <= len(lines)
        unmarked = [line.removeprefix(f"{MARK}\u2002") for line in lines]
        assert unmarked == plain.split("\n")[1:], "nothing else changes"
