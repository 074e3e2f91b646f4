"""Which decisions hang on an answer: listed in brief by the advice, followed where asked for."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from benchmarks import estates
from facts.design import Design, Entity
from facts.question_bank import Value
from knowledge.advice import Advice
from knowledge.advisor import advise
from knowledge.resting import Resting

AS_OF = "2026-11-22"
SITE = Entity("Main", {"host_release": "2022", "host_count": 3, "shared_storage.fc-san": "yes"})
FILES = {"site": "Main", "product": "print-server", "survive.host": "unknown"}
IDLE = {
    "site": "Main",
    "product": "other",
    **{f"survive.{one}": "no" for one in ("host", "service", "guest-system", "maintenance")},
}


def advice(**workloads: Mapping[str, Value]) -> Advice:
    named = tuple(Entity(name, answers) for name, answers in workloads.items())
    return advise(Design(sites=(SITE,), workloads=named), AS_OF)


def test_one_workload_bears_on_another_through_their_site() -> None:
    """Whether there is a host cluster hangs on FILES alone, and on that what restarts IDLE."""
    found = advice(FILES=FILES, IDLE=IDLE)
    point = next(one for one in found.open_questions if one.name == "FILES")
    assert "platform/site:Main" in point.decisions
    assert not any(key.endswith(":IDLE") for key in point.decisions)
    host_layer = found.decision("host_layer", "IDLE")
    assert host_layer.rests_on == ("platform/site:Main",)
    assert host_layer.provisional
    resting = Resting(found)
    assert host_layer.id in resting.decisions_on(point)
    assert "host_layer" in resting.topics_on(point)
    assert resting.points_behind(host_layer) == [point]


def test_an_answer_that_settles_nothing_more_is_behind_nothing() -> None:
    """FILES needs a host cluster whatever happens, so the platform leaves nothing open."""
    found = advice(FILES={**FILES, "survive.host": "yes"}, IDLE={**IDLE, "instances": "unknown"})
    assert found.decision("platform", "Main").chosen == "host-cluster"
    resting = Resting(found)
    point = next(one for one in found.open_questions if one.name == "IDLE")
    assert not any(key.endswith(":FILES") for key in resting.decisions_on(point))


def test_defaults_bear_on_decisions_that_are_settled_too() -> None:
    found = advice(FILES={"site": "Main", "product": "print-server"})
    resting = Resting(found)
    assumed = next(one for one in found.assumptions if one.question == "survive.host")
    settled = found.decision("pair", "FILES")
    assert settled.chosen
    assert settled.id in resting.decisions_on(assumed)


@pytest.mark.parametrize("unknown", [False, True])
def test_what_is_listed_grows_with_the_estate_and_not_with_its_square(unknown: bool) -> None:
    def listed(count: int) -> int:
        design = estates.distinct(count)
        if unknown:
            opened = (
                replace(one, answers={**one.answers, "survive.host": "unknown"})
                for one in design.workloads
            )
            design = replace(design, workloads=tuple(opened))
        found = advise(design, AS_OF)
        listed = [one.decisions for one in found.open_questions]
        listed += [one.decisions for one in found.assumptions]
        return sum(map(len, listed))

    sizes = [listed(count) for count in (20, 40, 80)]
    assert sizes[2] - sizes[1] < 2.5 * (sizes[1] - sizes[0])


def test_an_answer_unknown_through_its_condition_is_followed_to_the_condition() -> None:
    """Trust, firewall and recovery options are asked where the service has to survive."""
    found = advice(FILES={"site": "Main", "product": "other", "survive.service": "unknown"})
    monitoring = found.decision("monitoring", "FILES")
    assert monitoring.provisional
    behind = Resting(found).points_behind(monitoring)
    assert [one.question for one in behind] == ["survive.service"]
