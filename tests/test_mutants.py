"""Scenarios and verifier notice when the rule base is broken: mutants, made mechanically.

Here those of the topics that were touched, or where nothing was a few of every kind; with
``ADVISOR_FULL=1`` all that are drawn, and the page on them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pytest

from knowledge.inquiry.base import in_place, present, topics
from knowledge.inquiry.verification import verified
from tests.mutants.judges import CAUGHT_BY, EQUIVALENT, SURVIVED, TESTS, Outcome
from tests.mutants.judging import judged
from tests.mutants.knowledge_tests import objection_of_the_tests
from tests.mutants.mutant import Mutant
from tests.mutants.page import DOCS, explanations, pages, percentage
from tests.mutants.selection import drawn, every, of_topics
from tests.mutants.touched import topics_of, touched_topics

LEAST = 95
"""Of a hundred mutants so many have to be caught."""
MOST_IN_CI = 5
ALL = every()
DRAWN = drawn(ALL)


def unexplained(outcomes: Mapping[str, Outcome]) -> list[str]:
    """Mutants that nobody caught and nobody explained."""
    left = [id_ for id_, one in outcomes.items() if one.by in (SURVIVED, TESTS)]
    return sorted(set(left) - set(explanations()))


def test_every_kind_and_every_topic_has_its_mutants() -> None:
    assert len(DRAWN) >= 40
    assert {one.topic for one in DRAWN} == {*topics()}
    kinds = Counter(one.kind for one in DRAWN)
    assert {one.kind for one in ALL} == {*kinds}
    assert len({one.id for one in ALL}) == len(ALL)


def test_a_mutant_is_another_rule_base_and_the_same_each_time() -> None:
    base = present()
    for one in DRAWN:
        broken = one.of(base)
        assert (broken.rules, dict(broken.records), broken.rows) != (
            base.rules,
            dict(base.records),
            base.rows,
        ), one.id
    assert [one.id for one in drawn(every())] == [one.id for one in DRAWN]


def test_lots_are_drawn_without_regard_to_other_mutants() -> None:
    """Knowledge that comes later changes nothing about the mutants of other topics."""
    one_topic = [one for one in ALL if one.topic == "replica"]
    assert {one.id for one in drawn(one_topic)} <= {one.id for one in DRAWN}


def test_today_nobody_objects() -> None:
    with in_place(present()):
        assert objection_of_the_tests(present()) == ""


def test_files_tell_the_topics_that_were_touched() -> None:
    files = ["knowledge/topics/replica.yaml", "knowledge/topics/__init__.py", "docs/mutants.md"]
    assert topics_of(files) == {"replica"}
    assert "products" in topics_of(["knowledge/tables/product_support.yaml"])


@pytest.mark.slow
def test_mutants_of_the_topics_touched_are_caught(full: bool) -> None:
    if full:
        pytest.skip("all of them are judged")
    mutants = of_topics(DRAWN, touched_topics() or {*topics()}, MOST_IN_CI)
    outcomes = judged(mutants)
    left = unexplained(outcomes)
    # of combinations a share is tried here: one mutant may be caught by the others alone
    assert len(left) <= max(1, len(mutants) * (100 - LEAST) // 100), left


@pytest.mark.slow
@pytest.mark.usefixtures("no_page_as_main")
def test_mutants_are_caught_and_the_page_says_so(full: bool) -> None:
    if not full:
        pytest.skip("takes long; set ADVISOR_FULL=1")
    outcomes = judged(DRAWN, 2, thorough=True)
    assert unexplained(outcomes) == []
    assert percentage(outcomes.values()) >= LEAST
    for name, text in pages(len(ALL), DRAWN, outcomes).items():
        assert (DOCS / name).read_text(encoding="utf-8") == text, "python -m tests.mutants"


@pytest.mark.slow
@pytest.mark.usefixtures("no_page_as_main")
def test_the_parts_of_the_verifier_find_what_the_whole_does(full: bool) -> None:
    """The whole verification of a few mutants, one for each way to be caught or not."""
    if not full:
        pytest.skip("takes long; set ADVISOR_FULL=1")
    wanted = {"gap": 1, "contradiction added": 1, "condition dropped": 1}
    some: list[Mutant] = []
    for one in DRAWN:
        if wanted.get(one.kind, 0):
            wanted[one.kind] -= 1
            some.append(one)
    outcomes = judged(some, thorough=True)
    for one in some:
        faults = verified(one.of(present()), processes=2).faults
        found = outcomes[one.id].by
        if found in ("structure", "combinations"):
            assert faults, one.id
        elif found in (EQUIVALENT, SURVIVED):
            assert not faults, one.id
        else:
            assert found in (*CAUGHT_BY, TESTS)
