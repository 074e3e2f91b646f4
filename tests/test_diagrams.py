"""What holds for every view and its pictures."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagrams import rendering
from diagrams.alternative_text import physical_text
from diagrams.html_label import columns, shortened, wrapped
from diagrams.model import Node, Site, say
from diagrams.style import INK, LOOKS
from diagrams.topology import topology
from diagrams.views import VIEWS
from facts.design import Design, Entity
from facts.visible_text import visible
from knowledge.advice import Advice
from knowledge.advisor import advise
from knowledge.words import LANGUAGES, catalogue, word
from tests.drawn_designs import AS_OF, HOSTILE, SVG, designs, protected_design, texts

ROOT = Path(__file__).parent.parent


def physical_dot(advice: Advice, language: str) -> str:
    return VIEWS["physical"].dot(advice, language)


def squeezed(text: str) -> str:
    """The text without spaces: where a line is broken, there is none."""
    return "".join(text.split())


def tooltips(svg: bytes) -> list[str]:
    """Texts shown when the pointer rests on something."""
    root = ElementTree.fromstring(svg)
    return [
        value for one in root.iter() for key, value in one.attrib.items() if key.endswith("title")
    ]


@pytest.mark.parametrize("view", VIEWS)
@settings(max_examples=12, deadline=None)
@given(design=designs(hostile=True), language=st.sampled_from(LANGUAGES))
def test_hostile_names_stay_text(view: str, design: Design, language: str) -> None:
    svg = rendering.render(VIEWS[view].dot(advise(design, AS_OF), language), "svg")
    assert svg is not None
    root = ElementTree.fromstring(svg)
    assert {one.tag.removeprefix(SVG) for one in root.iter()} <= {
        *("svg", "g", "title", "text", "polygon", "path", "polyline", "ellipse", "a"),
    }
    shown = squeezed("".join(texts(svg)))
    # the replication view has only the sites with copies
    for site in design.sites if view != "replication" else ():
        name = squeezed(visible(site.name))
        # a long name is broken into lines, and its middle left out
        assert name in shown or (name[:8] in shown and "…" in shown)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_shown_in_full_somewhere(name: str) -> None:
    site = Entity(name, {"host_release": "2022", "host_count": 1})
    workload = Entity(name, {"site": name, "product": "print-server"})
    advice = advise(Design({}, (site,), (), (workload,)), AS_OF)
    svg = rendering.render(physical_dot(advice, "en"), "svg")
    assert svg is not None
    shown, name_shown = squeezed("".join(texts(svg))), squeezed(visible(name))
    assert name_shown in shown or (name_shown[:8] in shown and "…" in shown)
    assert any(tip.startswith(f"{visible(name)} / ") for tip in tooltips(svg))
    assert f'virtual machine "{visible(name)}"' in physical_text(topology(advice), "en")
    assert rendering.render(physical_dot(advice, "ja"), "png")


def test_hidden_characters_are_spelt_out() -> None:
    assert visible("ab\u202etxt") == "ab[U+202E]txt"
    assert visible("a\x00b") == "a[U+0000]b"
    assert visible("a\nb\tc") == "a b c"
    assert visible("\ufffe") == "[U+FFFE]"
    assert visible("\ud800") == "[U+D800]"
    assert visible("\u200b") == "[U+200B]"
    family = "\U0001f469\u200d\U0001f4bb"
    assert visible(family) == family


@given(text=st.text(max_size=120), widest=st.integers(20, 60))
def test_long_names_fit_their_boxes(text: str, widest: int) -> None:
    assert columns(shortened(text, widest)) <= widest
    lines = wrapped(text, widest)
    assert len(lines) <= 2
    assert all(columns(line) <= widest for line in lines)
    if columns(visible(text)) <= widest:
        assert lines == (visible(text),)


def test_both_ends_of_a_long_name_stay() -> None:
    assert shortened("A" * 50 + "-1").startswith("AAAA")
    assert shortened("A" * 50 + "-1").endswith("A-1")
    assert wrapped("one two three four five six") == ("one two three four five", "six")


@settings(max_examples=8, deadline=None)
@given(design=designs(hostile=True))
def test_bytes_do_not_depend_on_the_order(design: Design) -> None:
    turned = Design(design.answers, design.sites[::-1], design.links[::-1], design.workloads[::-1])
    one, other = advise(design, AS_OF), advise(turned, AS_OF)
    for language in LANGUAGES:
        for view in VIEWS.values():
            assert view.dot(one, language) == view.dot(other, language)
            assert view.alternative_text(one, language) == view.alternative_text(other, language)


def test_bytes_do_not_depend_on_the_hash_seed() -> None:
    program = (
        "from tests.drawn_designs import protected_design\n"
        "from diagrams.views import VIEWS\n"
        "from knowledge.advisor import advise\n"
        "import sys\n"
        "advice = advise(protected_design(6, 3), '2026-11-22')\n"
        "told = [part(advice, 'ja') for view in VIEWS.values()"
        " for part in (view.dot, view.alternative_text)]\n"
        "sys.stdout.buffer.write('\\n'.join(told).encode('utf-8'))\n"
    )
    outputs = set()
    for seed in ("0", "1"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, check=True, env=environment
        )
        outputs.add(done.stdout)
    assert len(outputs) == 1
    assert "ゲスト クラスター (稼働)" in outputs.pop().decode("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_look_carries_its_word(language: str) -> None:
    advice = advise(protected_design(3, 2), AS_OF)
    svg = rendering.render(physical_dot(advice, language), "svg")
    assert svg is not None
    shown = texts(svg)
    expected = {
        "ja": ["ゲスト クラスター (稼働)", "NLB メンバー", "独自の高可用性", "再起動で保護"],
        "en": [
            "guest cluster (active)",
            "NLB member",
            "application HA",
            "cluster restart",
        ],
    }
    for text in expected[language]:
        assert text in shown
    for entry in topology(advice).legend:
        assert say(entry.text, language) in shown


def test_views_are_named() -> None:
    assert list(VIEWS) == ["physical", "network", "replication"]
    advice = advise(protected_design(2, 2), AS_OF)
    for name, view in VIEWS.items():
        for language in LANGUAGES:
            title = word(f"diagrams.view-{name}", language)
            assert title in view.dot(advice, language).replace("&#160;", " ")
            assert view.alternative_text(advice, language).startswith(f"{title}: ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_name_the_same_placeholders(language: str) -> None:
    for key, entry in catalogue().items():
        if key.startswith("diagrams.") and not key.startswith("diagrams.as-of"):
            fields = [sorted(re.findall(r"\{(\w+)\}", entry[one])) for one in LANGUAGES]
            assert fields[0] == fields[1], key
            assert entry[language].strip() == entry[language], key


def test_ink_can_be_read_on_every_fill() -> None:
    def light(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [
            one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for look in LOOKS.values():
        assert (light(look.fill) + 0.05) / (light(INK) + 0.05) >= 7
        assert (light(look.fill) + 0.05) / (light(look.ink) + 0.05) >= 4.5


def test_what_cannot_be_drawn_is_none() -> None:
    assert rendering.render("digraph { a [label=<<b>] }", "svg") is None
    assert rendering.render("nonsense {", "png") is None


def test_without_a_renderer_there_is_no_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "pygraphviz", None)
    monkeypatch.setenv("PATH", "")
    assert rendering.renderer() == "none"
    assert rendering.render("digraph { a }", "svg") is None


def test_the_library_is_the_renderer_here() -> None:
    assert rendering.renderer() == "pygraphviz"
    svg, png = (rendering.render("digraph { a }", form) for form in ("svg", "png"))
    assert svg is not None
    assert b"<svg" in svg
    assert png is not None
    assert png.startswith(b"\x89PNG")
    assert rendering.japanese_glyphs() in (True, False)


def test_sites_have_no_look_of_their_own_making() -> None:
    drawn = topology(advise(protected_design(2, 2), AS_OF))
    looks = {box.look for box in drawn.nodes() if isinstance(box, (Node, Site))}
    assert looks | {edge.look for edge in drawn.edges} <= set(LOOKS)
