"""What an advice amounts to: never more than what is sure."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from facts.design import Design, Entity
from facts.question_bank import UNKNOWN
from knowledge.inquiry.overview import BY_HAND, NONE, NOT_ASKED, OPEN, PROTECTED, Overview
from knowledge.inquiry.standing import Standing
from tests.random_designs import (
    random_completion,
    random_design,
    unknown_at,
    unknown_places,
)
from tests.screen_driver import example
from tests.test_compare import RESTARTED, advice_on, one_site


def overview(design: Design) -> Overview:
    return Overview(advice_on(design))


def fates(design: Design) -> dict[str, tuple[str, ...]]:
    found = overview(design).at_host_failure
    return {fate: names for fate, names in found.items() if names}


def test_the_reference_design() -> None:
    """Two host clusters; the four workloads that must survive the loss of the site have a copy."""
    found = overview(example("reference-design-2022"))
    assert {name: one.option for name, one in found.sites.items()} == {
        "Yokohama": "host-cluster",
        "Okayama": "host-cluster",
    }
    assert list(found.sites) == ["Yokohama", "Okayama"]  # the main site first
    assert len(found.at_host_failure[PROTECTED]) == 7
    assert set(found.copied["site"]) == {"SQL-ERP", "MAIL", "AD", "APP-MES"}
    assert found.copied["host"] == found.copied["open"] == ()
    assert not found.not_taken
    assert not found.without_option
    assert not found.discouraged


def test_workloads_of_one_outcome_are_one_group() -> None:
    names = [f"APP-{number}" for number in range(12)]
    design = one_site(**{name: {} for name in names}, WEB={"stateful": "no"})
    groups = {names for _, names in overview(design).groups}
    assert groups == {tuple(sorted(names)), ("WEB",)}


def test_a_host_cluster_protects() -> None:
    assert fates(one_site()) == {PROTECTED: ("APP",)}


def test_two_hosts_without_a_cluster_are_switched_by_hand() -> None:
    """Workgroup hosts of 2022 carry no cluster of machines; Replica to the other host is left."""
    found = overview(example("two-workgroup-hosts-2022"))
    assert found.at_host_failure[BY_HAND] == ("LOGISTICS",)
    assert found.at_host_failure[PROTECTED] == ()
    assert found.copied["host"] == ("LOGISTICS",)


def test_one_host_and_no_copy_leave_nothing() -> None:
    design = one_site({"host_count": 1})
    assert fates(design) == {NONE: ("APP",)}
    (without,) = overview(design).without_option
    assert without.id == "second_copy/workload:APP"


def test_what_need_not_survive_is_said_to_be_so() -> None:
    nothing_asked = {f"survive.{one}": "no" for one in ("guest-system", "service", "host")}
    design = one_site({"host_count": 1}, APP={**nothing_asked, "survive.maintenance": "no"})
    assert fates(design) == {NOT_ASKED: ("APP",)}


def test_while_the_number_of_hosts_is_unknown_nobody_is_protected() -> None:
    design = one_site({"host_count": UNKNOWN})
    assert fates(design) == {OPEN: ("APP",)}
    ((outcome, names),) = overview(design).groups
    assert names == ("APP",)
    assert outcome.verdict == "undetermined"


def test_the_gravest_group_stands_first() -> None:
    design = one_site(
        GOOD={},
        ALSO={},
        OPEN={"survive.site": UNKNOWN},
        # a copy is asked for, and there is no place for it
        NOWHERE={"survive.site": "yes"},
    )
    verdicts = [outcome.verdict for outcome, _ in overview(design).groups]
    assert verdicts[0] == NONE
    assert overview(design).groups[-1] == (
        overview(design).workloads["GOOD"],
        ("ALSO", "GOOD"),
    )


def test_wishes_and_plans_that_lost_are_counted_once() -> None:
    design = one_site({"wishes.platform": "standalone", "networks.csv.plan": "nothing"})
    lost = {one.topic for one in overview(design).not_taken}
    assert "platform" in lost
    assert lost <= {"platform", "network.csv"}


def test_what_is_left_out_is_not_counted() -> None:
    advice = advice_on(one_site(APP={}, WEB={"stateful": "no"}))
    found = Overview(advice, {("workload", "WEB")})
    assert list(found.workloads) == ["APP"]
    assert found.at_host_failure[PROTECTED] == ("APP",)


def test_a_discouraged_protection_is_named() -> None:
    assert overview(example("fci-on-vhd-set-2019")).discouraged == ("SQL",)


def test_a_copy_at_the_site_itself_is_no_copy_elsewhere() -> None:
    """The loader refuses it; whoever builds a design otherwise gets no false claim."""
    design = one_site(APP={"survive.site": "yes", "second_copy.site": "Main"})
    assert overview(design).copied["site"] == ()


def test_names_of_the_chosen_pair() -> None:
    found = overview(one_site()).workloads["APP"]
    assert found.pair == Standing(RESTARTED, "recommended", firm=True)
    assert found.copy == Standing("nothing", "", firm=True)


@pytest.mark.parametrize("seed", range(30))
def test_whoever_is_called_protected_is_so_whatever_the_unknown_answers_are(seed: int) -> None:
    design = random_design(seed)
    places = unknown_places(design, seed, 64)
    source = random.Random(seed)
    protected = set(overview(unknown_at(design, places)).at_host_failure[PROTECTED])
    for _ in range(3):
        complete = overview(random_completion(design, places, source))
        assert protected <= set(complete.at_host_failure[PROTECTED])


def test_the_sites_without_an_answer_about_their_role_are_main_sites() -> None:
    base = one_site()
    design = replace(
        base,
        sites=(
            Entity("Z", {**base.sites[0].answers, "role": "dr"}),
            Entity("Main", base.sites[0].answers),
        ),
    )
    assert list(overview(design).sites) == ["Main", "Z"]
