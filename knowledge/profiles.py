"""Workloads that are described alike: judged once, told together, each decided for by its name."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from facts.design import Design
from knowledge.run import Findings
from knowledge.subjects import Answers, WideFact, other_site, workload_fact


def profiles(design: Design, answers: Answers) -> list[Findings]:
    """One subject for all workloads that no reader could tell apart, in the order of names.

    Alike are those of one site and one target, every field of which has the same value of the
    same origin. Everything concluded about a workload follows from these.
    """
    facts: dict[Hashable, WideFact] = {}
    members: dict[Hashable, list[str]] = {}
    for names in _answered_alike(answers):
        fact = workload_fact(names[0], design, answers)
        key = _described(fact, answers)
        facts.setdefault(key, fact)
        members.setdefault(key, []).extend(names)
    found = [Findings(fact, tuple(sorted(members[key]))) for key, fact in facts.items()]
    return sorted(found, key=lambda one: one.fact.name)


def _answered_alike(answers: Answers) -> Iterator[list[str]]:
    """Names of workloads that share their resolved answers, ordered by the first of them."""
    names: dict[int, list[str]] = {}
    for name in sorted(answers.workloads):
        names.setdefault(id(answers.workloads[name]), []).append(name)
    yield from names.values()


def _described(fact: WideFact, answers: Answers) -> Hashable:
    own = answers.workloads[fact.name]
    origins = tuple([one.origin for one in fact.origins.values()])
    return own["site"].value, other_site(answers, fact.name), *fact.values.values(), *origins
