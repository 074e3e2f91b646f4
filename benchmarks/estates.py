"""Designs to measure with: four sites, and as many workloads as wanted, described differently.

*Distinct* is taken strictly: in every stage that is about workloads, no two of them have the same
values in the fields that the rules of the stage read. They share a run only where all values meet
the same conditions, as 20 and 25 minutes do where every bound lies elsewhere.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping

from facts.design import Design, Entity, Link
from facts.question_bank import Question, Value, questions
from knowledge.rule_base import reasoners
from knowledge.subjects import resolve_all, workload_fact

AS_OF = "2026-11-22"
_MOST_DRAWS = 50
"""Draws for each workload wanted, before the rules are said to read too little."""
_NUMBERS: Mapping[str, tuple[Value, ...]] = {
    "instances": (1, 2, 3, 4, 6, 8),
    "memory": (4, 8, 16, 32),
    "tolerated.outage": (0, 30, 300, 900, 3600, 86_400),
    "tolerated.loss": (0, 30, 300, 900, 3600),
    "disaster.outage": (300, 3600, 14_400, 86_400),
    "disaster.loss": (0, 30, 300, 900, 3600),
}
_SITES = (
    Entity("Tokyo", {"host_release": "2022", "host_count": 16, "shared_storage.fc-san": "yes"}),
    Entity("Osaka", {"host_release": "2019", "host_count": 8, "shared_storage.iscsi": "yes"}),
    Entity("Nagoya", {"host_release": "2025", "host_count": 4, "shared_storage.s2d": "yes"}),
    Entity("Sendai", {"host_release": "2016", "host_count": 2, "role": "dr"}),
)
_LINKS = tuple(
    Link((one.name, other.name), {"trust": "same-domain", "connected": "yes"})
    for place, one in enumerate(_SITES)
    for other in _SITES[place + 1 :]
)


def distinct(count: int) -> Design:
    """An estate of so many workloads, no two of which the rules of any stage see alike.

    The first workloads of a larger estate are those of a smaller one. Raises RuntimeError when
    the rules read too little to tell so many apart.
    """
    return _estate(_distinct(count))


def alike(count: int, profiles: int) -> Design:
    """An estate of so many workloads that are described in so few different ways."""
    known = [one.answers for one in _distinct(profiles)]
    return _estate(Entity(_name(place), known[place % profiles]) for place in range(count))


def with_another_answer(design: Design, place: int) -> Design:
    """The design after a click in the questionnaire: another answer about one workload."""
    workloads = list(design.workloads)
    one = workloads[place]
    survives = "no" if one.answers.get("survive.host", "yes") == "yes" else "yes"
    workloads[place] = Entity(one.name, {**one.answers, "survive.host": survives})
    return _estate(workloads)


def seen_by_the_rules(design: Design, workload: str) -> list[tuple[object, ...]]:
    """For each stage about workloads what its rules read of one that no earlier stage concludes."""
    values = workload_fact(workload, design, resolve_all(design)).values
    return [
        (stage, *(values.get(name) for name in reasoner.read))
        for stage, reasoner in reasoners().items()
        if stage.subject == "workload"
    ]


def _estate(workloads: Iterable[Entity]) -> Design:
    return Design(sites=_SITES, links=_LINKS, workloads=tuple(workloads))


def _name(place: int) -> str:
    return f"W{place:04d}"


def _distinct(count: int) -> Iterator[Entity]:
    source = random.Random(20261122)
    seen: set[tuple[object, ...]] = set()
    found = draws = 0
    while found < count:
        if draws == _MOST_DRAWS * count:
            raise RuntimeError(f"some stage tells only {found} workloads apart")
        draws += 1
        drawn = Entity(_name(found), _drawn(source))
        keys = seen_by_the_rules(_estate([drawn]), drawn.name)
        if seen.isdisjoint(keys):
            seen.update(keys)
            found += 1
            yield drawn


def _drawn(source: random.Random) -> dict[str, Value]:
    """Random answers about a workload; some questions stay unanswered."""
    answers: dict[str, Value] = {}
    for question in questions("workload"):
        values = _values(question, answers)
        if question.required or (values and source.random() < 0.8):
            answers[question.id] = source.choice(values)
    return answers


def _values(question: Question, answers: Mapping[str, Value]) -> tuple[Value, ...]:
    if question.kind == "site":
        return tuple(one.name for one in _SITES if one.name != answers.get("site"))
    return _NUMBERS.get(question.id) or question.choices(answers)
