"""What an answer changes: designs of a few lines, and what must come out of them."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from facts.design import Design, Entity, Link
from facts.question_bank import UNKNOWN, Value
from knowledge.advice import Advice
from knowledge.advisor import advise
from knowledge.inquiry.compare import Changes, Renaming, Shift, compare
from knowledge.inquiry.standing import Standing
from screens import editing
from screens.editing import Place
from tests.large_design import large_design
from tests.random_designs import random_design
from tests.screen_driver import example

RESTARTED = "nothing+restart-and-live-migration"
SITE: dict[str, Value] = {
    "host_release": "2022",
    "host_count": 3,
    "host_trust": "same-domain",
    "shared_storage.fc-san": "yes",
    "persistent_reservation.fc-san": "yes",
}
APP: dict[str, Value] = {
    "site": "Main",
    "product": "other",
    "deployment": "standalone",
    "stateful": "yes",
    "cluster_aware": "no",
    "guest_system": "2022",
    "survive.host": "yes",
    "second_copy.other_host": "no",
}


def one_site(site: dict[str, Value] | None = None, **workloads: dict[str, Value]) -> Design:
    """A site with three hosts that can be a host cluster, and APP or the workloads given."""
    named = workloads or {"APP": {}}
    return Design(
        sites=(Entity("Main", {**SITE, **(site or {})}),),
        workloads=tuple(Entity(name, {**APP, **given}) for name, given in named.items()),
    )


def advice_on(design: Design) -> Advice:
    return advise(design, "2026-11-22")


def changed(before: Design, after: Design) -> Changes:
    return compare(advice_on(before), advice_on(after))


def turns(changes: Changes) -> dict[str, tuple[Standing | None, Standing | None]]:
    return {one.decision: (one.was, one.now) for one in changes.decisions}


def test_the_same_design_changes_nothing() -> None:
    assert not changed(one_site(), one_site())


def test_a_host_cluster_of_one_host_is_given_up() -> None:
    """One host is no cluster; a host failure is then left to a copy, and none may be kept."""
    found = turns(changed(one_site(), one_site({"host_count": 1})))
    was, now = found["platform/site:Main"]
    assert was == Standing("host-cluster", "recommended", firm=True)
    assert now is not None
    assert now.option == "standalone"
    assert now.firm
    was, now = found["pair/workload:APP"]
    assert was == Standing(RESTARTED, "recommended", firm=True)
    assert now is not None
    assert now.option == "nothing+nothing"
    was, now = found["second_copy/workload:APP"]
    assert was is not None
    assert was.option == "nothing"
    assert now == Standing("none", "", firm=True)


def test_layers_are_told_by_their_pair() -> None:
    found = changed(one_site(), one_site({"host_count": 1}))
    assert "host_layer" in {one.topic for one in found.decisions}
    assert "pair" in {one.topic for one in found.told}
    assert not {"guest_layer", "host_layer"} & {one.topic for one in found.told}


def test_dependents_come_and_go_with_what_they_depend_on() -> None:
    """The host cluster has a storage and monitors its machines; standalone hosts have neither."""
    found = turns(changed(one_site({"host_count": 1}), one_site()))
    was, now = found["host_storage/site:Main"]
    assert was is None
    assert now is not None
    assert now.option == "fc-san"
    back = turns(changed(one_site(), one_site({"host_count": 1})))
    was, now = back["host_storage/site:Main"]
    assert was is not None
    assert now is None


def test_what_an_unknown_answer_leaves_open_is_told() -> None:
    found = changed(one_site(), one_site({"host_count": UNKNOWN}))
    was, now = turns(found)["platform/site:Main"]
    assert was is not None
    assert was.firm
    assert now is not None
    assert not now.firm
    assert Shift("host_count", "site", "Main", was="", now="open") in found.open_questions
    back = changed(one_site({"host_count": UNKNOWN}), one_site())
    assert Shift("host_count", "site", "Main", was="open", now="") in back.open_questions


def test_of_a_workload_that_came_nothing_else_is_told() -> None:
    one, two = one_site(APP={}), one_site(APP={}, MORE={})
    found = changed(one, two)
    assert found == Changes(added=(("workload", "MORE"),))
    assert changed(two, one) == Changes(removed=(("workload", "MORE"),))


def test_what_a_workload_brings_with_it_is_told_of_the_others() -> None:
    """Nobody needs the host cluster until MORE must survive the failure of a host."""
    idle: dict[str, Value] = {"survive.host": "no", "survive.maintenance": "no"}
    quiet = {**idle, "survive.guest-system": "no", "survive.service": "no"}
    found = changed(one_site(APP=quiet), one_site(APP=quiet, MORE={}))
    assert found.added == (("workload", "MORE"),)
    assert "platform/site:Main" in turns(found)
    assert not any(one.name == "MORE" for one in found.decisions)


def test_a_new_name_is_a_new_name_and_no_more() -> None:
    before = one_site(APP={}, WEB={"stateful": "no"})
    after = editing.renamed(before, Place("workload", ("APP",)), "業務")
    assert changed(before, after) == Changes(renamed=(Renaming("workload", "APP", "業務"),))


def test_a_site_with_a_new_name_keeps_its_workloads_and_connections() -> None:
    base = one_site(APP={"survive.site": "yes", "second_copy.site": "DR"})
    dr = Entity("DR", {**SITE, "role": "dr"})
    design = replace(
        base,
        sites=(*base.sites, dr),
        links=(Link(("Main", "DR"), {"connected": UNKNOWN, "trust": "same-domain"}),),
    )
    assert any(one.entity == "link" for one in advice_on(design).open_questions)
    after = editing.renamed(design, Place("site", ("Main",)), "横浜")
    assert changed(design, after) == Changes(renamed=(Renaming("site", "Main", "横浜"),))


def test_what_else_changed_is_told_by_the_new_name() -> None:
    before = one_site()
    after = editing.renamed(one_site({"host_count": 1}), Place("workload", ("APP",)), "NEW")
    found = changed(before, after)
    assert found.renamed == (Renaming("workload", "APP", "NEW"),)
    assert "pair/workload:NEW" in turns(found)
    names = [one.name for one in found.decisions] + [one.name for one in found.tasks]
    assert "APP" not in names


def test_a_name_that_was_another_ones_is_no_new_name() -> None:
    """Two workloads that swap their names are two that were answered anew."""
    before = one_site(ONE={}, TWO={"survive.host": "no"})
    after = one_site(TWO={}, ONE={"survive.host": "no"})
    assert changed(before, after).renamed == ()


def test_the_house_rule_turns_verdict_finding_and_conflict() -> None:
    discouraged = example("fci-on-vhd-set-2019")
    rule = "house_rules.combined_clustering"
    allowed = replace(discouraged, answers={**discouraged.answers, rule: "allow"})
    found = changed(allowed, discouraged)
    pair = "guest-cluster+restart-and-live-migration"
    assert turns(found)["pair/workload:SQL"] == (
        Standing(pair, "recommended", firm=True),
        Standing(pair, "discouraged", firm=True),
    )
    assert Shift("combined-clustering", "workload", "SQL", "", "firm") in found.findings
    sides = ("combined-clustering-discouraged", "combined-clustering-recommended")
    assert Shift(",".join(sides), "workload", "SQL", sides[1], sides[0]) in found.conflicts


def test_verdicts_of_options_that_were_not_taken_are_told_too() -> None:
    """With one host no machine can be restarted on another, so that option has a worse verdict."""
    found = changed(one_site(), one_site({"host_count": 1}))
    (restarted,) = (
        one
        for one in found.verdicts
        if (one.decision, one.option) == ("pair/workload:APP", RESTARTED)
    )
    assert restarted.was == "recommended"
    assert restarted.now in ("not-applicable", "insufficient")
    assert all(one.was != one.now for one in found.verdicts)


def test_what_is_not_to_be_told_is_left_out() -> None:
    before, after = one_site(APP={}, WEB={}), one_site({"host_count": 1}, APP={}, WEB={})
    found = changed(before, after).without({("workload", "APP")})
    told = {one.name for one in found.decisions} | {one.name for one in found.tasks}
    assert told == {"Main", "WEB"}
    assert not any(one.decision.endswith("workload:APP") for one in found.verdicts)


def test_the_order_of_the_workloads_changes_nothing() -> None:
    before, after = one_site(A={}, B={}), one_site({"host_count": 1}, A={}, B={})
    turned = [replace(one, workloads=one.workloads[::-1]) for one in (before, after)]
    assert changed(before, after) == changed(*turned)


@pytest.mark.parametrize("seed", range(12))
def test_backwards_everything_is_the_other_way_round(seed: int) -> None:
    design = random_design(seed)
    site = design.sites[0]
    other = replace(site, answers={**site.answers, "host_count": 1, "host_release": "2019"})
    another = replace(design, sites=(other, *design.sites[1:]))
    there, back = changed(design, another), changed(another, design)
    assert {(one.decision, one.was, one.now) for one in there.decisions} == {
        (one.decision, one.now, one.was) for one in back.decisions
    }
    for kind in ("findings", "tasks", "conflicts", "open_questions"):
        forth = {(one.id, one.subject, one.name, one.was, one.now) for one in getattr(there, kind)}
        assert forth == {
            (one.id, one.subject, one.name, one.now, one.was) for one in getattr(back, kind)
        }


@pytest.mark.parametrize("seed", range(6))
def test_any_two_designs_can_be_compared(seed: int) -> None:
    one, other = random_design(seed), random_design(seed + 100)
    there, back = changed(one, other), changed(other, one)
    assert set(there.added) == set(back.removed)
    assert len(there.renamed) == len(back.renamed)


def test_two_hundred_workloads_are_compared_at_once() -> None:
    """It stands between a click and its page; 10 ms on a quiet machine."""
    design = large_design()
    site = replace(design.sites[0], answers={**design.sites[0].answers, "host_release": "2012R2"})
    before = advice_on(design)
    after = advice_on(replace(design, sites=(site, *design.sites[1:])))
    took = []
    for _ in range(7):
        start = time.perf_counter()
        assert compare(before, after)
        took.append(time.perf_counter() - start)
    assert min(took) < 0.04
