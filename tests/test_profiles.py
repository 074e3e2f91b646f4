"""A workload is judged the same alone and in company, and order changes nothing."""

import json
import random
from collections.abc import Mapping
from dataclasses import replace

import pytest

from facts.answers import NOT_ASKED, resolve
from facts.design import Design, Entity, Link
from facts.question_bank import Value
from knowledge.advice import Advice, as_data
from knowledge.advisor import advise
from knowledge.guidance import guidance
from knowledge.reasoner import Derivation, Reasoner
from knowledge.rule_base import reasoners
from knowledge.rules import Stage
from knowledge.run import Findings, StageRunner
from knowledge.subjects import resolve_all, workload_fact
from tests.random_designs import asked_places, random_design, unknown_at

AS_OF = "2026-11-22"


def alone(design: Design, name: str) -> Design:
    return replace(design, workloads=(design.workload(name),))


def judged(advice: Advice, subject: str, name: str) -> dict[str, object]:
    """Everything decided about one subject, without names of reasons of other subjects."""
    return {
        one.topic: (one.chosen, one.provisional, one.contenders, one.options, one.shown)
        for one in advice.decisions
        if (one.subject, one.name) == (subject, name)
    }


def told(advice: Advice, name: str) -> set[tuple[str, str, str]]:
    noted = (*advice.findings, *advice.tasks)
    return {(one.id, one.severity, one.status) for one in noted if one.name == name}


def same_platform(one: Advice, other: Advice) -> bool:
    """Whether the two designs decide the same about every site before workloads are judged."""
    platform = [
        [(d.name, d.outcome) for d in advice.decisions if d.topic == "platform"]
        for advice in (one, other)
    ]
    return platform[0] == platform[1]


@pytest.mark.slow
@pytest.mark.parametrize("group", range(4))
def test_a_workload_in_company_is_judged_as_alone(group: int, full: bool) -> None:
    compared = influenced = 0
    for seed in range(group * 1000, group * 1000 + (200 if full else 40)):
        design = random_design(seed, workloads=3)
        together = advise(design, AS_OF)
        for workload in design.workloads:
            by_itself = advise(alone(design, workload.name), AS_OF)
            if not same_platform(together, by_itself):
                influenced += 1
                continue
            compared += 1
            expected = judged(by_itself, "workload", workload.name)
            assert judged(together, "workload", workload.name) == expected, (seed, workload.name)
            assert told(together, workload.name) == told(by_itself, workload.name), seed
    print({"compared": compared, "under another platform": influenced})
    assert compared > influenced


def test_a_companion_at_another_site_changes_nothing() -> None:
    """Its site is not the target of anybody's copy, so nothing at all can reach across."""
    for seed in range(60):
        design = random_design(seed, workloads=1)
        lonely = _without_copy(design)
        far = Entity("Far away", {"host_release": "2022", "host_count": 2})
        companion = random_design(seed + 500, workloads=1).workloads[0]
        guest = Entity("Stranger", {**_without_copy_answers(companion.answers), "site": "Far away"})
        company = replace(lonely, sites=(*lonely.sites, far), workloads=(guest, *lonely.workloads))
        one, other = advise(lonely, AS_OF), advise(company, AS_OF)
        name = lonely.workloads[0].name
        assert judged(one, "workload", name) == judged(other, "workload", name), seed
        for site in lonely.sites:
            assert judged(one, "site", site.name) == judged(other, "site", site.name), seed
        assert told(one, name) == told(other, name), seed


def _without_copy(design: Design) -> Design:
    workloads = tuple(
        replace(one, answers=_without_copy_answers(one.answers)) for one in design.workloads
    )
    return replace(design, workloads=workloads)


def _without_copy_answers(answers: Mapping[str, Value]) -> dict[str, Value]:
    return {key: value for key, value in answers.items() if key != "second_copy.site"}


@pytest.mark.parametrize("stage", [one for one in Stage if one.subject == "workload"])
def test_subjects_that_rules_cannot_tell_apart_share_a_run(stage: Stage) -> None:
    reasoner = reasoners()[stage]
    alike = [Entity(name, {"site": "A", "product": "other"}) for name in "XY"]
    unlike = [
        Entity(product, {"site": "A", "product": product})
        for product in ("sql-server", "print-server", "exchange")
    ]
    runs = []
    for workloads in (alike, unlike):
        site = Entity("A", {"host_release": "2022", "host_count": 2})
        design = Design(sites=(site,), workloads=tuple(workloads))
        answers = resolve_all(design)
        subjects = [Findings(workload_fact(one.name, design, answers)) for one in workloads]
        for findings in subjects:  # what earlier stages would have handed down
            for name in reasoner.fields - findings.fact.values.keys():
                findings.fact.put(name, "no", "reasons")
        reasoner.forget()
        StageRunner(stage, reasoner, guidance()).run(subjects)
        runs.append(reasoner.runs)
    # what a workload needs does not depend on its product, every other stage reads it
    assert runs == [1, 1 if stage is Stage.NEEDS else 3]


def test_the_run_depends_on_the_fields_read_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[set[str]] = []
    original = Reasoner.run

    def run(self: Reasoner, facts: Mapping[str, Value]) -> tuple[Derivation, ...]:
        derivations = original(self, facts)
        noise = {name: "noise" for name in facts if name not in self.fields}
        self.forget()
        assert original(self, {**facts, **noise}) == derivations
        seen.append(set(noise))
        return derivations

    monkeypatch.setattr(Reasoner, "run", run)
    advise(random_design(3, workloads=2), AS_OF)
    assert any(seen)


def shuffled(design: Design, seed: int) -> Design:
    """The same design said in another order, links the other way round included."""
    source = random.Random(seed)

    def mixed(answers: Mapping[str, Value]) -> dict[str, Value]:
        items = list(answers.items())
        source.shuffle(items)
        return dict(items)

    def mixed_all(entities: tuple[Entity, ...]) -> tuple[Entity, ...]:
        found = [replace(one, answers=mixed(one.answers)) for one in entities]
        source.shuffle(found)
        return tuple(found)

    return Design(
        answers=mixed(design.answers),
        sites=mixed_all(design.sites),
        links=tuple(
            Link((one.between[1], one.between[0]), mixed(one.answers))
            for one in reversed(design.links)
        ),
        workloads=mixed_all(design.workloads),
    )


def as_json(design: Design) -> bytes:
    return json.dumps(as_data(advise(design, AS_OF)), ensure_ascii=False).encode()


def three_sites(seed: int) -> Design:
    """A random design with a third site and links between all of them, some answers unknown."""
    design = random_design(seed, workloads=3)
    names = [site.name for site in design.sites]
    third = Entity("gamma ガンマ", random_design(seed + 77).sites[0].answers)
    links = tuple(
        Link((name, third.name), {"trust": "trusted", "connected": "yes"}) for name in names
    )
    places = asked_places(design)
    opened = unknown_at(design, random.Random(seed).sample(places, 4))
    return replace(opened, sites=(*opened.sites, third), links=(*opened.links, *links))


@pytest.mark.parametrize("seed", range(25))
def test_order_changes_no_byte(seed: int) -> None:
    design = three_sites(seed)
    expected = as_json(design)
    for variant in range(3):
        assert as_json(shuffled(design, variant)) == expected


def not_asked(kind: str, answers: Mapping[str, Value], around: Mapping[str, Value]) -> set[str]:
    return {
        name
        for name, one in resolve(kind, answers, around).items()
        if one.status == NOT_ASKED and name in answers
    }


def pruned(design: Design) -> tuple[Design, int]:
    """The design without answers to questions that are not asked, and how many those were."""
    dropped = 0

    def keep(kind: str, one: Entity, around: Mapping[str, Value]) -> Entity:
        nonlocal dropped
        idle = not_asked(kind, one.answers, around)
        dropped += len(idle)
        return replace(one, answers={k: v for k, v in one.answers.items() if k not in idle})

    around = {
        site.name: {name: one.value for name, one in resolve("site", site.answers).items()}
        for site in design.sites
    }
    pruned_design = replace(
        design,
        sites=tuple(keep("site", one, {}) for one in design.sites),
        workloads=tuple(
            keep("workload", one, around[str(one.answers["site"])]) for one in design.workloads
        ),
    )
    return pruned_design, dropped


def test_answers_to_questions_that_are_not_asked_change_nothing() -> None:
    total = 0
    for seed in range(80):
        source = random.Random(seed)
        design = random_design(seed)
        answers = dict(design.workloads[0].answers)
        # questions that may come into play once others are answered differently, left unknown
        for name in source.sample(["cluster_aware", "disaster.loss", "guest_storage.s2d"], 2):
            answers[name] = "unknown"
        first = replace(design.workloads[0], answers=answers)
        design = replace(design, workloads=(first, *design.workloads[1:]))
        without, dropped = pruned(design)
        total += dropped
        assert as_json(without) == as_json(design), seed
    assert total > 100


def test_an_answer_that_does_not_fit_is_set_aside_and_noted() -> None:
    base = Design(
        sites=(Entity("A", {"host_release": "2022", "host_count": 2}),),
        workloads=(Entity("W", {"site": "A", "product": "sql-server"}),),
    )
    odd = replace(
        base,
        workloads=(Entity("W", {"site": "A", "product": "sql-server", "deployment": "dag"}),),
    )
    plain, noted = advise(base, AS_OF), advise(odd, AS_OF)
    assert plain.decisions == noted.decisions
    aside = [one for one in noted.assumptions if one.set_aside is not None]
    assert [(one.question, one.value, one.set_aside) for one in aside] == [
        ("deployment", "standalone", "dag")
    ]
    assert [one for one in plain.assumptions if one.set_aside is not None] == []
