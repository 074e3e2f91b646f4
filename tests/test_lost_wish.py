"""A wish or plan that is not taken says so beside itself, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from documents.wording import first_sentence
from facts.design import Design, Entity
from facts.question_bank import Value
from knowledge.guidance import guidance
from knowledge.words import LANGUAGES
from tests.screen_driver import answer, example, key, markdown, opened, plain

NOT_TAKEN = {"en": "**Not taken.**", "ja": "**採用しません。**"}


def site_with(answers: Mapping[str, Value]) -> Design:
    """The example with more answers about its site."""
    design = example("fci-on-vhd-set-2019")
    site = design.sites[0]
    return replace(design, sites=(replace(site, answers={**site.answers, **answers}),))


def said(at: AppTest) -> str:
    return plain(markdown(at))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plan_that_loses_names_what_is_taken_and_the_reason(language: str) -> None:
    design = site_with({"networks.csv.plan": "own-network", "networks.csv.role": "3"})
    told = said(opened(language, design, unfold=True))
    assert told.count(NOT_TAKEN[language]) == 1
    line = next(one for one in told.splitlines() if NOT_TAKEN[language] in one)
    taken = {"en": "role 1 (cluster only)", "ja": "役割 1 (クラスター通信のみ)"}[language]
    assert taken in line
    records = guidance().values()
    assert any(plain(first_sentence(one.text[language], language)) in line for one in records)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plan_that_stands_says_nothing(language: str) -> None:
    design = site_with({"networks.csv.plan": "own-network", "networks.csv.role": "1"})
    assert NOT_TAKEN[language] not in said(opened(language, design, unfold=True))


def test_it_goes_with_the_wish() -> None:
    at = opened("en", example("fci-on-vhd-set-2019"), unfold=True)
    wish = key("en", "wishes.platform", "site", "Main")
    assert NOT_TAKEN["en"] not in said(at)
    answer(at, wish, "standalone")
    assert NOT_TAKEN["en"] + " “host cluster” is chosen instead. Reason:" in said(at)
    answer(at, wish, "none")
    assert NOT_TAKEN["en"] not in said(at)


def test_nothing_is_said_while_no_recommendation_is_given() -> None:
    at = opened("en", site_with({}), unfold=True)
    answer(at, key("en", "wishes.platform", "site", "Main"), "standalone")
    answer(at, key("en", "host_count", "site", "Main"), None)
    assert NOT_TAKEN["en"] not in said(at)


def test_while_it_is_open_it_says_what_comes_first() -> None:
    """Without the SAN there may be no storage for a host cluster."""
    design = site_with({"shared_storage.fc-san": "unknown", "wishes.platform": "standalone"})
    told = said(opened("en", design, unfold=True))
    assert "Not decided yet; it comes first for now." in told
    assert NOT_TAKEN["en"] not in told


def test_a_wish_below_a_decision_that_went_otherwise_comes_to_nothing() -> None:
    """The wish for a storage is granted, but a single host makes no cluster that would use it."""
    answers: dict[str, Value] = {
        "host_release": "2022",
        "host_count": 1,
        "shared_storage.fc-san": "yes",
        "wishes.host_storage": "fc-san",
    }
    workload = Entity("APP", {"site": "Main", "product": "other", "survive.host": "no"})
    design = Design(sites=(Entity("Main", answers),), workloads=(workload,))
    told = said(opened("en", design, unfold=True))
    assert "It comes to nothing as long as this is decided: Platform, “standalone hosts”." in told
    assert NOT_TAKEN["en"] not in told
