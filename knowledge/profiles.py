"""Workloads that are described alike: judged once, told together, each decided for by its name."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from functools import partial

from facts.design import Design
from knowledge.recall import Recall
from knowledge.run import Findings, name_of_findings
from knowledge.subjects import Answers, other_site, seen_by, workload_fact
from knowledge.wide_fact import WideFact


def profiles(design: Design, answers: Answers, recall: Recall | None = None) -> list[Findings]:
    """One subject for all workloads that no reader could tell apart, in the order of names.

    Alike are those of one site and one target, every field of which has the same value of the
    same origin. Everything concluded about a workload follows from these; what was concluded
    about the same workloads before comes with them.
    """
    kept = recall if recall is not None else Recall()
    members: dict[Hashable, list[str]] = {}
    facts: dict[str, WideFact] = {}

    def described(name: str) -> Hashable:
        facts[name] = workload_fact(name, design, answers)
        return _described(facts[name], answers)

    for names in _answered_alike(answers):
        given = seen_by(names[0], design, answers)
        key = kept.of(("described", names[0]), given, partial(described, names[0]))
        members.setdefault(key, []).extend(names)
    found = []
    for first, *others in sorted(members.values()):
        everyone = (first, *sorted(others))
        given = (everyone, *seen_by(first, design, answers))
        one: Findings | None = kept.earlier(name_of_findings("workload", first), given)
        if one is None:
            fact = facts.get(first) or workload_fact(first, design, answers)
            one = Findings(fact, everyone, given)
        found.append(one)
    return found


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
