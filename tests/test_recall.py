"""Advice that takes over what did not change says the same, byte for byte, as advice worked out."""

import json
import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from facts.design import Design, Entity
from knowledge.advice import Advice, as_data
from knowledge.advisor import advise
from knowledge.reasoner import Reasoner
from knowledge.recall import Recall
from knowledge.rule_base import reasoners
from knowledge.rules import Stage
from tests.random_designs import random_design

AS_OF = "2026-11-22"


def told(advice: Advice) -> str:
    return json.dumps(as_data(advice), ensure_ascii=False)


def with_workload(design: Design, place: int, one: Entity) -> Design:
    before, after = design.workloads[:place], design.workloads[place + 1 :]
    return replace(design, workloads=(*before, one, *after))


def another_answer_about_a_workload(design: Design, source: random.Random) -> Design:
    place = source.randrange(len(design.workloads))
    one, other = design.workloads[place], random_design(source.randrange(10**6)).workloads[0]
    question = source.choice([key for key in other.answers if "site" not in key.split(".")])
    return with_workload(
        design, place, Entity(one.name, {**one.answers, question: other.answers[question]})
    )


def an_answer_taken_back(design: Design, source: random.Random) -> Design:
    place = source.randrange(len(design.workloads))
    one = design.workloads[place]
    loose = [key for key in one.answers if key not in ("site", "product")]
    if not loose:
        return design
    gone = source.choice(loose)
    kept = {key: value for key, value in one.answers.items() if key != gone}
    return with_workload(design, place, Entity(one.name, kept))


def another_answer_about_a_site(design: Design, source: random.Random) -> Design:
    place = source.randrange(len(design.sites))
    one, other = design.sites[place], random_design(source.randrange(10**6)).sites[0]
    question = source.choice(list(other.answers))
    changed = Entity(one.name, {**one.answers, question: other.answers[question]})
    return replace(design, sites=(*design.sites[:place], changed, *design.sites[place + 1 :]))


def another_answer_about_a_link(design: Design, source: random.Random) -> Design:
    if not design.links:
        return design
    trust = source.choice(("same-domain", "trusted", "untrusted", "unknown"))
    first = design.links[0]
    changed = replace(first, answers={**first.answers, "trust": trust})
    return replace(design, links=(changed, *design.links[1:]))


def another_answer_about_the_whole(design: Design, source: random.Random) -> Design:
    other = random_design(source.randrange(10**6)).answers
    if not other:
        return design
    question = source.choice(list(other))
    return replace(design, answers={**design.answers, question: other[question]})


def a_copy(design: Design, source: random.Random) -> Design:
    like = source.choice(design.workloads)
    name = f"A{len(design.workloads)}{like.name}"  # sorts before it: another stands for both
    return replace(design, workloads=(*design.workloads, Entity(name, like.answers)))


def one_less(design: Design, source: random.Random) -> Design:
    if len(design.workloads) < 2:
        return design
    gone = source.choice(design.workloads)
    return replace(design, workloads=tuple(one for one in design.workloads if one is not gone))


def another_name(design: Design, source: random.Random) -> Design:
    place = source.randrange(len(design.workloads))
    one = design.workloads[place]
    return with_workload(design, place, Entity(f"{one.name}x", one.answers))


def another_order(design: Design, source: random.Random) -> Design:
    return replace(
        design,
        sites=tuple(source.sample(design.sites, len(design.sites))),
        workloads=tuple(source.sample(design.workloads, len(design.workloads))),
    )


CLICKS: tuple[Callable[[Design, random.Random], Design], ...] = (
    *(another_answer_about_a_workload,) * 4,
    *(an_answer_taken_back, another_answer_about_a_site, another_answer_about_a_link),
    *(another_answer_about_the_whole, a_copy, one_less, another_name, another_order),
)


@pytest.mark.slow
@pytest.mark.parametrize("group", range(4))
def test_advice_after_a_click_is_the_advice_on_what_is_there_now(group: int, full: bool) -> None:
    taken = 0
    for seed in range(group * 1000, group * 1000 + (60 if full else 10)):
        source = random.Random(seed)
        design = random_design(seed, workloads=4)
        advice = advise(design, AS_OF)
        for _ in range(12):
            click = source.choice(CLICKS)
            changed = click(design, source)
            advice, before = advise(changed, AS_OF, advice), advice
            assert told(advice) == told(advise(changed, AS_OF)), (seed, click.__name__)
            assert told(before) == told(advise(design, AS_OF)), (seed, "what was said has changed")
            design = changed
            taken += 1
    print({"clicks": taken})


def test_advice_may_follow_any_other_advice() -> None:
    """An opened file follows a design that has nothing to do with it, perhaps with equal names."""
    first, second = random_design(1, workloads=3), random_design(2, workloads=3)
    assert {one.name for one in first.sites} & {one.name for one in second.sites}
    after = advise(second, AS_OF, advise(first, AS_OF))
    assert told(after) == told(advise(second, AS_OF))


def test_only_what_changed_is_judged_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """One answer about one of five workloads of a site that has no copies elsewhere."""
    site = Entity("HQ", {"host_release": "2022", "host_count": 4, "shared_storage.iscsi": "yes"})
    products = ("print-server", "exchange", "sql-server", "ad-domain-controller", "other")
    design = Design(
        sites=(site,),
        workloads=tuple(Entity(one, {"site": "HQ", "product": one}) for one in products),
    )
    advice = advise(design, AS_OF)
    stages: list[Stage] = []
    original = Reasoner.run
    name_of = {id(reasoner): stage for stage, reasoner in reasoners().items()}

    def run(self: Reasoner, facts: dict[str, str | int]) -> object:
        stages.append(name_of[id(self)])
        return original(self, facts)

    monkeypatch.setattr(Reasoner, "run", run)
    first = design.workloads[0]
    more = Entity(first.name, {**first.answers, "survive.service": "yes"})
    advise(with_workload(design, 0, more), AS_OF, advice)
    about_workloads = [one for one in stages if one.subject == "workload"]
    assert sorted(about_workloads, key=list(Stage).index) == [
        *(Stage.GROUND_WORKLOAD, Stage.NEEDS, Stage.OPTIONS, Stage.COPIES)
    ]
    stages.clear()
    advise(design, AS_OF, advice)
    assert stages == []


def test_what_is_the_same_is_taken_again_and_nothing_else_is_kept() -> None:
    made: list[str] = []

    def make(what: str) -> str:
        made.append(what)
        return what

    first = Recall()
    assert first.of("a", (1, "x"), lambda: make("one")) == "one"
    assert first.of("b", (), lambda: make("two")) == "two"
    first.end()
    second = Recall(first)
    assert second.of("a", (1, "x"), lambda: make("three")) == "one"
    second.end()
    third = Recall(second)
    assert third.of("a", (2, "x"), lambda: make("four")) == "four"
    assert third.of("b", (), lambda: make("five")) == "five"  # the second had no use for it
    assert third.earlier("a", (1, "x")) == "one"
    assert third.earlier("a", (2, "x")) is None
    assert made == ["one", "two", "four", "five"]
