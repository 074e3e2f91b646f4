"""The screen of drawings: what is highlighted, what is kept, what is made only when asked for."""

from __future__ import annotations

import pytest

from diagrams import rendering
from diagrams.style import MARK
from diagrams.views import VIEWS
from facts.design import Design, Entity
from knowledge.advisor import advise
from knowledge.words import LANGUAGES, word
from screens import pictures
from tests.screen_driver import answer, asking, example, markdown, opened, show_tab

MAIL = "second_copy/workload:MAIL"


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Formats in the order in which pictures were drawn."""
    drawn: list[str] = []

    def counting(dot: str, form: rendering.Format) -> bytes | None:
        drawn.append(form)
        return rendering.render(dot, form)

    monkeypatch.setattr(pictures, "render", counting)
    return drawn


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_decision_is_highlighted_and_the_choice_outlives_language_and_view(language: str) -> None:
    at = opened(language, example("reference-design-2022"), "drawings")
    other = next(one for one in LANGUAGES if one != language)
    answer(at, f"drawing-view-{language}", "replication")
    choices = asking(at, f"drawing-highlight-{language}")
    assert choices.value is None
    assert any(label.startswith("MAIL: ") for label in choices.options)
    answer(at, f"drawing-highlight-{language}", MAIL)
    assert at.session_state["drawing-highlight"] == MAIL
    answer(at, "lang", other)
    assert asking(at, f"drawing-highlight-{other}").value == MAIL
    answer(at, f"drawing-view-{other}", "network")
    assert asking(at, f"drawing-highlight-{other}").value is None, "that view does not show it"
    answer(at, f"drawing-view-{other}", "replication")
    assert asking(at, f"drawing-highlight-{other}").value == MAIL
    answer(at, f"drawing-highlight-{other}", None)
    answer(at, "lang", language)
    assert asking(at, f"drawing-highlight-{language}").value is None


def test_labels_say_place_decision_and_outcome() -> None:
    at = opened("en", example("reference-design-2022"), "drawings")
    answer(at, "drawing-view-en", "network")
    options = asking(at, "drawing-highlight-en").options
    assert "Yokohama: CSV and cluster network: cluster role - role 1 (cluster only)" in options
    assert not [one for one in options if one.startswith("MAIL")], "not in this view"


def test_with_many_workloads_the_place_is_chosen_first() -> None:
    names = [f"APP-{number:03}" for number in range(1, 301)]
    site = Entity("Main", {"host_release": "2022", "host_count": 4, "shared_storage.fc-san": "yes"})
    workloads = tuple(Entity(name, {"site": "Main", "product": "print-server"}) for name in names)
    at = opened("en", Design({}, (site,), (), workloads), "drawings")
    assert asking(at, "drawing-highlight-en").options == []
    places = asking(at, "drawing-place-en").options
    assert "Site: Main" in places
    asking(at, "drawing-place-en").set_value(("site", "Main")).run()
    labels = asking(at, "drawing-highlight-en").options
    assert 0 < len(labels) < 60
    assert any(label.endswith("host cluster") for label in labels)


def test_a_rerun_draws_nothing_anew(counted: list[str]) -> None:
    at = opened("en", example("fci-on-vhd-set-2019"), "drawings")
    assert counted == ["svg"], "pixels only when they are asked for"
    at.run()
    show_tab(at, "advice", "en")
    show_tab(at, "drawings", "en")
    assert counted == ["svg"]
    answer(at, "drawing-view-en", "network")
    answer(at, "drawing-view-en", "physical")
    assert counted == ["svg", "svg"]


def test_nothing_is_drawn_while_another_screen_is_open(counted: list[str]) -> None:
    opened("en", example("fci-on-vhd-set-2019"), "advice")
    assert counted == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_stand_below_when_they_are_wanted(language: str) -> None:
    design = example("two-workgroup-hosts-2022")
    at = opened(language, design, "drawings")
    advice = advise(design, str(design.answers["as_of"]))
    _, first, *_ = VIEWS["physical"].alternative_text(advice, language).splitlines()
    start = first.split(":")[0]
    assert start not in markdown(at)
    at.session_state["drawing-text"] = True
    at.run()
    assert start in markdown(at).replace("\\", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_notice_stands_beside_pixels_that_cannot_show_japanese(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    notice = word("screens.drawing-png-glyphs", language)
    design = example("two-workgroup-hosts-2022")
    monkeypatch.setattr("diagrams.rendering.japanese_glyphs", lambda: False)
    said = markdown(opened(language, design, "drawings"))
    assert (notice in said) == (language == "ja"), "the English drawing holds no Japanese"
    monkeypatch.setattr("diagrams.rendering.japanese_glyphs", lambda: True)
    assert notice not in markdown(opened(language, design, "drawings"))


def test_every_form_is_offered_and_pixels_are_pixels() -> None:
    at = opened("ja", example("two-workgroup-hosts-2022"), "drawings")
    keys = [one.key for one in at.download_button]
    assert keys[-3:] == ["download-svg", "download-png", "download-dot"]
    design = example("two-workgroup-hosts-2022")
    advice = advise(design, str(design.answers["as_of"]))
    assert pictures.Picture(advice, "network", "ja", "").png.startswith(b"\x89PNG")
    assert MARK not in pictures.Picture(advice, "network", "ja", "").dot
