"""Workloads described alike are judged once; each is told by its own name, in any company."""

import json
import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from documents.why import why
from facts.design import Design, Entity
from knowledge.advice import Advice, Assumption, DecisionTaken, OpenPoint, as_data
from knowledge.advisor import advise, runners
from knowledge.reasoner import Reasoner
from tests.random_designs import asked_places, random_design, unknown_at

AS_OF = "2026-11-22"
COPIES = ("aa copy", "mm copy", "zz copy")
"""Names that sort before, between and after those of random designs."""


def with_copies(design: Design) -> Design:
    """Each workload four times, under names that mix those of different workloads."""
    copies = tuple(
        Entity(f"{copy} of {one.name}", dict(reversed(list(one.answers.items()))))
        for copy in COPIES
        for one in design.workloads
    )
    return replace(design, workloads=(*copies, *design.workloads))


def opened(seed: int, workloads: int = 2) -> Design:
    """A random design with some answers unknown."""
    design = random_design(seed, workloads=workloads)
    return unknown_at(design, random.Random(seed).sample(asked_places(design), 3))


def outcomes(advice: Advice, name: str) -> dict[str, object]:
    def said(one: DecisionTaken) -> object:
        options = [(o.id, o.verdict, o.low, o.high, o.wished) for o in one.options]
        return one.chosen, one.provisional, one.contenders, options, one.shown, one.rests_on

    found = [one for one in advice.decisions if (one.subject, one.name) == ("workload", name)]
    return {one.topic: said(one) for one in found}


def notes(advice: Advice, name: str) -> list[object]:
    noted = [
        (one.id, one.severity, one.status, one.decision, one.option)
        for one in (*advice.findings, *advice.tasks)
        if (one.subject, one.name) == ("workload", name)
    ]
    met = [
        (one.winner, one.loser, one.decided_by, one.status)
        for one in advice.conflicts
        if (one.subject, one.name) == ("workload", name)
    ]
    return [noted, met]


def answers(advice: Advice, name: str) -> list[object]:
    """Open questions and assumptions about a workload, its name in them replaced."""
    points: list[OpenPoint | Assumption] = [*advice.open_questions, *advice.assumptions]
    return [
        (one.question, [key.replace(f"/workload:{name}", "/own") for key in one.decisions])
        for one in points
        if (one.entity, one.name) == ("workload", name)
    ]


@pytest.mark.parametrize("seed", range(30))
def test_copies_are_judged_like_their_original_and_change_nothing(seed: int) -> None:
    design = opened(seed)
    before, after = advise(design, AS_OF), advise(with_copies(design), AS_OF)
    for one in design.workloads:
        names = (one.name, *(f"{copy} of {one.name}" for copy in COPIES))
        assert {*names} <= {*after.alike("workload", one.name)}
        for name in names:
            assert outcomes(after, name) == outcomes(before, one.name), name
            assert notes(after, name) == notes(before, one.name), name
            assert answers(after, name) == answers(after, names[0]), name
    for site in design.sites:
        platform = after.decision("platform", site.name)
        assert platform.outcome == before.decision("platform", site.name).outcome


@pytest.mark.parametrize("seed", range(10))
def test_everything_is_said_of_every_copy_and_reasons_name_the_first(seed: int) -> None:
    advice = advise(with_copies(opened(seed)), AS_OF)
    firsts = {names[0] for names in advice.profiles}
    assert all(names == tuple(sorted(names)) for names in advice.profiles)
    assert {one.name for one in advice.reasons.values() if one.subject == "workload"} == firsts
    for one in advice.decisions:
        assert one.id == f"{one.topic}/{one.subject}:{one.name}"
        assert one.parent in ("", f"{one.parent.partition('/')[0]}/{one.subject}:{one.name}")
    listed = {key for one in advice.assumptions for key in one.decisions}
    assert listed <= {one.id for one in advice.decisions}
    named = {key.partition("workload:")[2] for key in listed} - {""}
    assert any(name not in firsts for name in named)


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("language", ["ja", "en"])
def test_why_speaks_of_the_workload_asked_about(seed: int, language: str) -> None:
    """Where another one that is alike is named, all of them are: a site decided for them all."""
    advice = advise(with_copies(opened(seed)), AS_OF)
    for names in advice.profiles:
        for asked in names:
            told = why(advice, language, f"pair/{asked}")
            for line in told.splitlines():
                assert asked in line or not any(name in line for name in names), line


def test_a_site_and_a_workload_of_one_name_are_not_mistaken_for_each_other() -> None:
    site = Entity("HQ", {"host_release": "2022", "host_count": 2, "shared_storage.iscsi": "yes"})
    answers = {"site": "HQ", "product": "print-server"}
    workloads = (Entity("HQ", answers), Entity("AA", answers))
    advice = advise(Design(sites=(site,), workloads=workloads), AS_OF)
    assert advice.alike("site", "HQ") == ("HQ",)
    assert advice.alike("workload", "HQ") == ("AA", "HQ")
    assert why(advice, "en", "platform/HQ").count("AA, HQ") > 0


def test_what_is_remembered_changes_no_byte_in_any_thread() -> None:
    designs = [opened(seed) for seed in range(12)]
    for runner in runners().values():
        runner.forget()

    def told(design: Design) -> bytes:
        return json.dumps(as_data(advise(design, AS_OF)), ensure_ascii=False).encode()

    afresh = []
    for design in designs:
        afresh.append(told(design))
        for runner in runners().values():
            runner.forget()
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(told, [*designs, *reversed(designs)])) == [*afresh, *afresh[::-1]]
    assert [told(one) for one in designs] == afresh


def test_no_name_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: set[object] = set()
    original = Reasoner.run

    def run(self: Reasoner, facts: dict[str, str | int]) -> object:
        seen.update(facts[name] for name in self.read)
        return original(self, facts)

    monkeypatch.setattr(Reasoner, "run", run)
    for seed in range(5):
        design = with_copies(opened(seed))
        advise(design, AS_OF)
        names = {one.name for one in (*design.sites, *design.workloads)}
        assert not names & seen
    assert seen
