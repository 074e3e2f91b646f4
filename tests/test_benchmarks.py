"""The benchmark measures what it says; how long things take is not asserted anywhere."""

import pytest

from benchmarks import estates
from benchmarks.inference import Measured, Results, forget, in_a_process_of_its_own, page, runs
from facts.design import Design
from knowledge.advisor import advise
from knowledge.rule_base import reasoners


def runs_for(design: Design) -> int:
    forget()
    advise(design, estates.AS_OF)
    return runs()


@pytest.mark.parametrize("case", ["distinct", "alike", "changed", "plain"])
def test_a_small_case_is_measured_in_its_own_process(case: str) -> None:
    found = in_a_process_of_its_own(case, 3, 2)
    assert len(found.milliseconds) == 2
    assert all(one > 0 for one in found.milliseconds)
    assert found.runs > 0
    assert (found.differing is not None) == (case == "plain")


def test_no_stage_sees_two_distinct_workloads_alike() -> None:
    design = estates.distinct(60)
    seen = [key for one in design.workloads for key in estates.seen_by_the_rules(design, one.name)]
    stages = sum(stage.subject == "workload" for stage in reasoners())
    assert len(seen) == len(set(seen)) == 60 * stages
    # the sites are the same, so a larger estate only adds workloads
    assert estates.distinct(80).workloads[:60] == design.workloads


def test_every_distinct_workload_is_a_profile_and_alike_ones_are_few() -> None:
    assert len(advise(estates.distinct(30), estates.AS_OF).profiles) == 30
    profiles = advise(estates.alike(60, 5), estates.AS_OF).profiles
    assert [len(names) for names in profiles] == [12] * 5


def test_runs_grow_with_profiles_and_not_with_workloads() -> None:
    stages = sum(stage.subject == "workload" for stage in reasoners())
    none, ten, twenty = (runs_for(estates.distinct(count)) for count in (0, 10, 20))
    about_sites = none
    assert about_sites <= ten - 10 * stages <= 2 * about_sites
    assert about_sites <= twenty - 20 * stages <= 2 * about_sites
    assert runs_for(estates.alike(10, 10)) == ten
    assert runs_for(estates.alike(100, 10)) == ten


def test_one_changed_answer_runs_no_more_than_what_reads_it() -> None:
    design = estates.distinct(20)
    first = runs_for(design)
    changed = estates.with_another_answer(design, 7)
    advise(changed, estates.AS_OF)
    stages = len(reasoners())
    assert 0 < runs() - first <= stages + 4  # the other sites' copies are judged at most once more
    again = runs()
    advise(changed, estates.AS_OF)
    assert runs() == again


def test_verdicts_follow_from_what_was_measured() -> None:
    def results(hundred: float, thousand: float, alike: float, memory: float | None) -> Results:
        ours = {
            1: Measured((1.0,), 1.0, 1),
            100: Measured((hundred, hundred, 10_000.0), 1.0, 1),
            1000: Measured((thousand,), memory, 1),
        }
        return Results(ours, {1: Measured((2.0,), 1.0, 9, 4)}, Measured((alike,), 1.0, 1), ours[1])

    good = results(100, 1100, 110, 150).verdicts()
    assert [one.endswith(": met.") for one in good] == [True] * 3
    bad = results(100, 1101, 111, 151).verdicts()
    assert [one.endswith(": NOT met.") for one in bad] == [True] * 3
    assert "not measured" in results(100, 100, 1, None).verdicts()[2]
    text = page(results(100, 1100, 110, None))
    assert "| 1,000 distinct | 1,100.0 | 1,100.0 | not measured | 1 |" in text
    assert "1 distinct: 2.0 times our time; 4 of 9 runs with other conclusions." in text
