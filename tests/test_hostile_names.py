"""Names that try to do harm: every text and drawing has the shape of its harmless twin's, and
still says each name.

The twin is the same design with names such as ``n03``, given so that they sort alike. What others
make of our files is asked of their parsers: CommonMark with GitHub's tables and bare addresses,
XML, DOT, JSON, ZIP.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import PurePosixPath
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from diagrams.rendering import render
from diagrams.views import VIEWS
from documents.bundle import bundle
from documents.hearing_sheet import hearing_sheet
from documents.json_text import json_text
from documents.markdown import visible
from documents.report import report
from documents.still_open import still_open
from documents.why import why
from facts.design import Design, Entity, Link
from facts.design_file import parse, write
from facts.question_bank import Value
from knowledge.advice import Advice
from knowledge.advisor import advise
from knowledge.words import LANGUAGES
from tests.hostile_texts import HARMFUL, HOSTILE_TEXTS
from tests.screen_driver import markdown, opened

AS_OF = "2026-11-22"
TITLES = ("project", "customer", "author", "version")
NAMES = 6
BATCHES = range(0, len(HOSTILE_TEXTS), NAMES)
READER = MarkdownIt("gfm-like", {"linkify": True})
DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")

MAIN: dict[str, Value] = {"host_release": "2019", "host_count": 3, "shared_storage.fc-san": "yes"}
OTHER: dict[str, Value] = {"host_release": "2022", "host_count": 2, "role": "dr"}
WORKLOADS: tuple[dict[str, Value], ...] = (
    {"product": "sql-server", "deployment": "fci", "guest_storage.vhd-set": "yes"},
    {"product": "print-server", "survive.site": "yes", "wishes.guest_layer": "guest-cluster"},
    {"product": "other", "stateful": "no", "instances": 2, "survive.service": "yes"},
    {"product": "unknown"},
)


def design_of(texts: list[str], titles: list[str]) -> Design:
    """Two sites and four workloads called so, with a project, a customer and so on."""
    main, other, *names = texts
    given = [
        answers
        | {"site": main}
        | ({"second_copy.site": other} if "survive.site" in answers else {})
        for answers in WORKLOADS
    ]
    return Design(
        {"as_of": AS_OF, **dict(zip(TITLES, titles, strict=True))},
        (Entity(main, MAIN), Entity(other, OTHER)),
        (Link((main, other), {"trust": "same-domain"}),),
        tuple(Entity(name, one) for name, one in zip(names, given, strict=True)),
    )


@cache
def both(start: int) -> tuple[Advice, Advice]:
    """The advice on a design of hostile names, and that on its twin."""
    rotated = [*HOSTILE_TEXTS[start:], *HOSTILE_TEXTS[:start]]
    texts, titles = rotated[:NAMES], rotated[: len(TITLES)]
    rank = {text: f"n{place:02}" for place, text in enumerate(sorted(texts))}
    designs = design_of(texts, titles), design_of([rank[one] for one in texts], ["t"] * 4)
    hostile, harmless = (advise(one, AS_OF) for one in designs)
    return hostile, harmless


def names_of(advice: Advice) -> list[str]:
    design = advice.design
    return [one.name for one in (*design.sites, *design.workloads)]


def tokens(text: str) -> Iterator[Token]:
    for token in READER.parse(text):
        yield token
        yield from token.children or []


def shape(text: str) -> list[tuple[str, str, str]]:
    """Everything of a Markdown text but its words: elements, and where links and pictures lead."""
    return [
        (token.type, token.tag, str(token.attrs.get("href") or token.attrs.get("src") or ""))
        for token in tokens(text)
        if token.type not in ("text", "text_special", "inline")
    ]


def words(text: str) -> list[str]:
    """What a reader of the Markdown text sees, block by block."""
    return [
        "".join(one.content for one in token.children or [])
        for token in READER.parse(text)
        if token.type == "inline"
    ]


DOCUMENTS = {
    "report": lambda advice, language: report(advice, language, drawings={"physical": "p.svg"}),
    "hearing sheet": lambda advice, language: hearing_sheet(language, advice.design),
    "still open": still_open,
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("start", BATCHES)
def test_documents_have_the_shape_of_their_twins(start: int, document: str, language: str) -> None:
    hostile, harmless = both(start)
    text = DOCUMENTS[document](hostile, language)
    assert shape(text) == shape(DOCUMENTS[document](harmless, language))
    assert not HARMFUL.search(text.replace("\n", ""))
    assert "\r" not in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("start", BATCHES)
def test_the_report_says_every_name(start: int, language: str) -> None:
    advice, _ = both(start)
    said = words(report(advice, language))
    titles = [str(advice.design.answers[one]) for one in TITLES]
    for name in (*names_of(advice), *titles):
        assert any(visible(name) in one for one in said), name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("start", BATCHES)
def test_the_reasons_have_the_lines_of_their_twins(start: int, language: str) -> None:
    hostile, harmless = both(start)
    text, twin = why(hostile, language), why(harmless, language)
    assert text.count("\n") == twin.count("\n")
    assert not HARMFUL.search(text.replace("\n", ""))
    for name in names_of(hostile):
        assert visible(name) in text


@pytest.mark.parametrize("start", BATCHES)
def test_data_and_design_file_keep_every_name_as_it_is(start: int) -> None:
    advice, _ = both(start)
    data = json.loads(json_text(advice))
    assert {one["name"] for one in data["decisions"]} == set(names_of(advice))
    assert parse(write(advice.design)).design == advice.design


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("start", BATCHES)
def test_drawings_have_the_boxes_and_lines_of_their_twins(
    start: int, view: str, language: str
) -> None:
    pygraphviz = pytest.importorskip("pygraphviz")
    hostile, harmless = both(start)
    drawn, twin = (VIEWS[view].dot(one, language) for one in (hostile, harmless))
    found = []
    for dot in (drawn, twin):
        with pygraphviz.AGraph(string=dot) as graph:
            subgraphs = sorted(str(one.name) for one in graph.subgraphs())
            found.append((sorted(graph.nodes()), sorted(graph.edges()), subgraphs))
    assert found[0] == found[1]
    assert not HARMFUL.search(re.sub(r"[\n\t]", "", drawn))


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("start", BATCHES)
def test_pictures_hold_nothing_but_shapes_and_words(start: int, view: str) -> None:
    hostile, harmless = both(start)
    drawn, twin = (render(VIEWS[view].dot(one, "en"), "svg") for one in (hostile, harmless))
    if drawn is None or twin is None:
        pytest.skip("nothing here draws")
    picture, other = ElementTree.fromstring(drawn), ElementTree.fromstring(twin)
    assert {one.tag for one in picture.iter()} <= {one.tag for one in other.iter()}
    assert not any(local(one.tag) in ("script", "foreignObject", "image") for one in picture.iter())
    attributes = {local(name) for one in picture.iter() for name in one.attrib}
    assert attributes <= {local(name) for one in other.iter() for name in one.attrib}
    assert not any(name.startswith("on") or name == "href" for name in attributes)
    boxes = [
        sorted(one.get("id", "") for one in root.iter() if local(one.tag) == "g")
        for root in (picture, other)
    ]
    assert boxes[0] == boxes[1]


def local(name: str) -> str:
    return name.rpartition("}")[2]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("start", BATCHES)
def test_the_physical_drawing_says_every_name(start: int, language: str) -> None:
    hostile, harmless = both(start)
    told = VIEWS["physical"].alternative_text(hostile, language)
    twin = VIEWS["physical"].alternative_text(harmless, language)
    assert told.count("\n") == twin.count("\n")
    assert not HARMFUL.search(told.replace("\n", ""))
    for name in names_of(hostile):
        assert " ".join(visible(name).split()) in " ".join(told.split())


@pytest.mark.parametrize("start", BATCHES[::4])
def test_the_bundle_holds_files_that_every_system_takes(start: int) -> None:
    hostile, harmless = both(start)
    listed = []
    for advice in (hostile, harmless):
        with zipfile.ZipFile(io.BytesIO(bundle(advice, "ja"))) as archive:
            listed.append(archive.namelist())
            assert archive.testzip() is None
            assert parse(archive.read("design.yaml")).design == advice.design
    assert listed[0] == listed[1]
    assert len({name.casefold() for name in listed[0]}) == len(listed[0])
    for name in listed[0]:
        path = PurePosixPath(name)
        assert not path.is_absolute()
        for part in path.parts:
            assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*[A-Za-z0-9]", part)
            assert not DEVICES.fullmatch(part)


@pytest.mark.parametrize("start", [BATCHES[0], BATCHES[4], BATCHES[6]])
def test_the_page_shows_nothing_that_hides_or_turns(start: int) -> None:
    hostile, _ = both(start)
    at = opened("en", hostile.design)
    shown = [markdown(at), *(one.value for one in (*at.info, *at.error, *at.code))]
    shown += [one.label for one in (*at.expander, *at.button, *at.selectbox)]
    shown += [option for one in at.selectbox for option in one.options]
    for text in shown:
        assert not HARMFUL.search(
            text.replace("\n", "").replace("\u2060", "")
        )  # the joiner is ours


def test_a_twin_differs_in_its_names_only() -> None:
    for start in BATCHES:
        hostile, harmless = both(start)
        order = [names_of(one) for one in (hostile, harmless)]
        ranks = [[sorted(names).index(one) for one in names] for names in order]
        assert ranks[0] == ranks[1]
        assert len(hostile.decisions) == len(harmless.decisions)
        assert replace(hostile.design, answers={}, sites=(), links=(), workloads=()) == Design()
