"""Clicks that come faster than the page is shown: none of them is lost."""

from __future__ import annotations

import pytest
import streamlit

from facts.design import Design
from knowledge.words import LANGUAGES
from screens import focus
from screens.editing import WHOLE, Place, renamed, without
from tests.screen_driver import answer, asking, design_of, example, key, opened

STEM = "fci-on-vhd-set-2019"
SITE, WORKLOAD = Place("site", ("Main",)), Place("workload", ("SQL",))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_name_and_an_answer_at_once(language: str) -> None:
    """The field still bears the old name when the answer is chosen."""
    at = opened(language, example(STEM))
    asking(at, f"{SITE.key}\nname").set_value("Edo")
    asking(at, key(language, "host_count", "site", "Main")).set_value("9")
    at.run()
    assert not at.exception
    site = design_of(at).sites[0]
    assert (site.name, site.answers["host_count"]) == ("Edo", 9)
    answer(at, key(language, "host_count", "site", "Edo"), "8")
    assert design_of(at).sites[0].answers["host_count"] == 8


def test_two_new_names_at_once() -> None:
    at = opened("en", example(STEM))
    asking(at, f"{SITE.key}\nname").set_value("Edo")
    asking(at, f"{WORKLOAD.key}\nname").set_value("DB")
    asking(at, key("en", "product", "workload", "SQL")).set_value("print-server")
    at.run()
    assert not at.exception
    design = design_of(at)
    assert design.sites[0].name == "Edo"
    assert design.workload("DB").answers["product"] == "print-server"
    assert design.workload("DB").answers["site"] == "Edo"


def test_a_place_is_found_by_its_earlier_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streamlit, "session_state", {})
    design = example(STEM)
    for old, new in (("Main", "Edo"), ("Edo", "Kyoto")):
        design = renamed(design, Place("site", (old,)), new)
        focus.follow(Place("site", (old,)), Place("site", (new,)))
    assert focus.now(design, SITE) == Place("site", ("Kyoto",))
    assert focus.now(design, WORKLOAD) == WORKLOAD
    assert focus.now(design, WHOLE) == WHOLE
    assert focus.now(without(design, WORKLOAD), WORKLOAD) is None
    back = renamed(design, Place("site", ("Kyoto",)), "Main")
    focus.follow(Place("site", ("Kyoto",)), SITE)
    assert focus.now(back, Place("site", ("Edo",))) == SITE
    assert focus.now(Design(), SITE) is None, "names that go round in a circle come to an end"


@pytest.mark.parametrize("broken_off", [False, True])
def test_fields_are_set_anew_after_a_run_that_was_broken_off(broken_off: bool) -> None:
    at = opened("en", example(STEM))
    at.run()
    at.session_state["run-under-way"] = broken_off
    at.run()
    field = asking(at, key("en", "host_count", "site", "Main"))
    assert field.value == "3"
    assert field.proto.set_value is broken_off
    at.run()
    assert not asking(at, key("en", "host_count", "site", "Main")).proto.set_value
