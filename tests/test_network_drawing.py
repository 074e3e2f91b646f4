"""The drawing of the networks: columns, width, words and names, and nothing lost."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

import pygraphviz
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagrams import rendering
from diagrams.model import FIRM, NONE, OPEN, say
from diagrams.network_tables import NetworkTable
from diagrams.networks import networks
from diagrams.views import VIEWS
from facts.design import Design, Entity
from facts.design_file import Loaded, parse
from facts.question_bank import Value
from knowledge.advice import Advice
from knowledge.advisor import advise
from knowledge.decisions import NETWORKS
from knowledge.rules import LEVELS
from knowledge.words import LANGUAGES
from tests.drawn_designs import AS_OF, HOSTILE, decided, designs, texts
from tests.network_designs import FAMILIES, check_words, clustered, clustered_once, pieces


def table_of(advice: Advice) -> NetworkTable:
    (table,) = networks(advice).tables
    return table


# --- hosts ---


@pytest.mark.parametrize(
    ("hosts", "columns"),
    [
        (1, ["HV-01"]),
        (4, ["HV-01", "HV-02", "HV-03", "HV-04"]),
        (5, ["HV-01 to HV-05 (5)"]),
        (64, ["HV-01 to HV-64 (64)"]),
        ("unknown", ["HV-01", "HV-02"]),
    ],
)
def test_hosts_have_columns_until_they_are_folded(hosts: Value, columns: list[str]) -> None:
    advice = clustered(hosts)
    table = table_of(advice)
    assert [say(host, "en") for host in table.hosts] == columns
    assert table.status == (OPEN if hosts == "unknown" else FIRM)
    assert rendering.render(VIEWS["network"].dot(advice, "ja"), "svg")


def width(dot: str) -> float:
    """Pixels at 96 to the inch, as a browser shows the picture."""
    plain = pygraphviz.AGraph(string=dot).draw(format="plain", prog="dot").decode("utf-8")
    return float(plain.splitlines()[0].split()[2]) * 96


@settings(max_examples=25, deadline=None)
@given(data=st.data(), language=st.sampled_from(LANGUAGES))
def test_no_drawing_is_too_wide_whatever_is_decided_and_planned(
    data: st.DataObject, language: str
) -> None:
    advice = clustered_once(data.draw(st.sampled_from((1, 2, 4, 5, 64))))
    for kind in NETWORKS:
        for family, options in FAMILIES.items():
            taken, planned = (data.draw(st.sampled_from(options)) for _ in range(2))
            status = data.draw(st.sampled_from((FIRM, OPEN, NONE)))
            advice = decided(
                advice,
                f"{family}.{kind}",
                "Main",
                chosen=taken if status == FIRM else "",
                provisional=taken if status == OPEN else "",
                wished=planned,
                verdicts={planned: data.draw(st.sampled_from(LEVELS))},
            )
    dot = VIEWS["network"].dot(advice, language)
    assert width(dot) <= 1_460
    assert "…" not in dot, "only names that people gave are ever shortened"


@pytest.mark.parametrize("hosts", [1, 2, 3, 4, 5, 16, 64])
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_ordinary_drawing_fits_a_wide_screen(hosts: int, language: str) -> None:
    assert width(VIEWS["network"].dot(clustered_once(hosts), language)) <= 1_400


# --- drawing and words ---


@settings(max_examples=15, deadline=None)
@given(design=designs(), language=st.sampled_from(LANGUAGES))
def test_the_drawing_and_its_words_hold_exactly_the_model(design: Design, language: str) -> None:
    advice = advise(design, AS_OF)
    check_words(advice, language)
    drawn = networks(advice)
    dot = VIEWS["network"].dot(advice, language)
    assert re.findall(r'PORT="(.*?)"', dot) == [table.id for table in drawn.tables]
    svg = rendering.render(dot, "svg")
    assert svg is not None
    shown = texts(svg)
    # words of a cell may be broken into two lines
    joined = "".join("".join(shown).split())
    for table in drawn.tables:
        for text in (*table.lines, *(note.name for note in table.notes), *table.hosts):
            assert shown.count(say(text, language)) >= 1
        for row in table.rows:
            for text in row.adapters.texts():
                assert shown.count(say(text, language)) >= len(table.hosts)
            for entry in (row.network, row.redundancy, row.switch, row.role):
                for text in entry.texts():
                    assert "".join(say(text, language).split()) in joined
    assert (len(drawn.legend) == 1) == ("dashed" in dot)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_render(name: str) -> None:
    site = Entity(name, {"host_release": "2022", "host_count": 2})
    advice = advise(Design({"project": name, "version": name}, (site,), (), ()), AS_OF)
    for language in LANGUAGES:
        assert rendering.render(VIEWS["network"].dot(advice, language), "svg")
        lines = VIEWS["network"].alternative_text(advice, language).split("\n")
        assert len(lines) == 1 + len(pieces(networks(advice), language))


def test_four_sites_stand_below_each_other() -> None:
    names = {"Tokyo": "main", "Osaka": "dr", "Nagoya": "main", "Fukuoka": "unknown"}
    sites = tuple(
        Entity(name, {"host_release": "2022", "host_count": 2, "role": role})
        for name, role in names.items()
    )
    advice = advise(Design({}, sites, (), ()), AS_OF)
    assert [table.name for table in networks(advice).tables] == [
        *("Nagoya", "Tokyo", "Osaka", "Fukuoka")
    ]
    svg = rendering.render(VIEWS["network"].dot(advice, "en"), "svg")
    assert svg is not None
    shown = texts(svg)
    places = [shown.index(table.name) for table in networks(advice).tables]
    assert all(upper < lower for upper, lower in pairwise(places))


@pytest.mark.parametrize("view", VIEWS)
def test_names_longer_than_a_drawing_can_hold_do_not_come_in(view: str) -> None:
    """The loader refuses them; the longest it lets in is drawn, shortened."""
    text = "sites: [{{name: {name}, host_release: 2022, host_count: 1}}]\nworkloads: []\n"
    refused = parse("schema: 1\n" + text.format(name="x" * 10_000))
    assert refused.design is None
    longest = max(n for n in range(1, 300) if parse_named(text, n).design is not None)
    design = parse_named(text, longest).design
    assert design is not None
    assert rendering.render(VIEWS[view].dot(advise(design, AS_OF), "ja"), "svg")


@cache
def parse_named(text: str, length: int) -> Loaded:
    return parse("schema: 1\n" + text.format(name="x" * length))
