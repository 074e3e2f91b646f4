"""The benchmark measures what it says; how long things take is not asserted anywhere."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from benchmarks import bare_app, browser, clicked_designs, estates, inquiry, results
from benchmarks.clicks import Compared, Series, percentile
from benchmarks.crowd import Crowd
from benchmarks.inference import Measured, Results, forget, in_a_process_of_its_own, page, runs
from benchmarks.pages import Click
from benchmarks.starts import Starts
from facts.design import Design, Entity
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
    # a stage that sees two of them alike runs once for both, which is seldom
    assert 9 * stages < ten - none <= 10 * stages
    assert 9 * stages < twenty - ten <= 10 * stages
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


@pytest.mark.slow
def test_the_inquiries_are_measured_and_say_which_goals_are_met() -> None:
    found = inquiry.in_a_process_of_its_own("small", 60)
    assert 0 < len(found.lifts) == len(found.runs) <= found.options
    assert all(one > 0 for one in (*found.lifts, *found.runs, found.flips, found.click))
    assert 0 <= found.lifted + found.never <= found.complete <= len(found.lifts)
    assert found.decisions > 0
    assert 0 < found.asked <= found.total
    slow = replace(found, lifts=(1001.0,) * 20, flips=3001.0)
    assert ["NOT met" in one for one in inquiry.verdicts(slow)] == [True, False, True]
    quick = replace(found, lifts=(*(1000.0,) * 19, 9000.0), flips=3000.0, megabytes=None)
    assert [one.endswith(": met.") for one in inquiry.verdicts(quick)] == [True, False, True]
    assert "within 1,000 ms: 95 % of the options" in inquiry.verdicts(quick)[1]
    text = inquiry.page({"reference": quick})
    assert f"| reference | {found.options} | 20 | 1,000 | 1,000 | 9,000 |" in text
    assert "not measured" in text


def test_each_benchmark_replaces_its_own_part_of_the_results(tmp_path: Path) -> None:
    file = tmp_path / "results.md"
    results.put("# One\n\nfirst\n", file)
    results.put("# Two\n\n## Below\n\nsecond\n", file)
    results.put("# One\n\nthird\n", file)
    assert file.read_text(encoding="utf-8") == "# One\n\nthird\n\n# Two\n\n## Below\n\nsecond\n"


def test_the_bare_app_has_as_many_widgets_as_it_is_told(tmp_path: Path) -> None:
    told = tmp_path / "told.json"
    wanted = {"stSelectbox": 3, "stTextInput": 2, "stButtonGroup": 4, "stButton": 5, "stTab": 2}
    picture = '<svg xmlns="http://www.w3.org/2000/svg"></svg>'
    told.write_text(
        json.dumps({"widgets": wanted, "picture": picture, "picture_follows": True}), "utf-8"
    )
    at = AppTest.from_function(_bare, args=(str(told),)).run()
    assert not at.exception
    shown = (at.selectbox, at.text_input, at.button_group, at.button, at.tabs)
    assert [len(one) for one in shown] == [*wanted.values()]
    at.button_group(key=bare_app.ANSWER).set_value("no").run()
    assert at.markdown[1].value == "The answer is **no**."


def _bare(told: str) -> None:
    import json
    from pathlib import Path

    from benchmarks import bare_app

    what = json.loads(Path(told).read_text(encoding="utf-8"))
    bare_app.show(what["widgets"], what["picture"], picture_follows=what["picture_follows"])


def test_an_answer_to_click_changes_the_advice_on_every_design() -> None:
    for design in clicked_designs.designs().values():
        told = []
        for question, values in (
            (clicked_designs.QUESTION, ("yes", "no")),
            (clicked_designs.TYPED, (5, 5400)),
        ):
            for value in values:
                first = design.workloads[0]
                changed = Entity(first.name, {**first.answers, question: value})
                asked = replace(design, workloads=(changed, *design.workloads[1:]))
                found = advise(asked, estates.AS_OF)
                told.append([(one.outcome, one.options) for one in found.decisions])
        assert told[0] != told[1]
        assert told[2] != told[3]


def test_percentiles() -> None:
    hundred = list(range(1, 101))
    assert [percentile(hundred, share) for share in (50, 95, 100)] == [50, 95, 100]
    assert [percentile([3.0, 1.0, 2.0], share) for share in (50, 95)] == [2.0, 3.0]
    assert percentile([7.0], 1) == 7.0


def _series(whole: float) -> Series:
    return Series([Click(whole, whole / 2, 10, 1000, changed=True) for _ in range(3)])


def test_the_page_on_the_browser_says_which_goals_are_met() -> None:
    def measured(click: float, start: float) -> browser.Results:
        compared = Compared("reference", "advice", 50, (900, 700))
        compared.bare, compared.known, compared.fresh = map(_series, (100, click, 100))
        begun = {"advisor": Starts([start], [1.0]), "bare": Starts([1.0], [1.0])}
        crowd = Crowd(20, 60, [200.0, 300.0], [], 100.0, 140.0, 150.0)
        return browser.Results(browser.Extent(), "1.2", [compared], begun, crowd)

    good = measured(120, 1.3).verdicts()
    assert [one.endswith(": met.") for one in good] == [True] * 4
    bad = measured(121, 1.31).verdicts()
    assert [one.endswith(": met.") for one in bad] == [False, True, False, True]
    text = browser.page(measured(120, 1.3), 90.0)
    assert "| reference | advice | known | 120 | 120 | 1.20 | 60 | 1 | 10 | 0 |" in text
    assert "100 MB with one user, 140 MB with 20 more (2.0 MB each)" in text


@pytest.mark.browser
@pytest.mark.slow
def test_the_browser_is_measured() -> None:
    extent = browser.Extent(designs=("reference",), clicks=2, starts=1, users=2, seconds=6)
    # a thread of its own: Playwright has one loop to a thread, and other tests run one here
    with ThreadPoolExecutor(1) as other:
        found = other.submit(browser.all_measured, extent).result()
    assert [one.tab for one in found.clicks] == ["advice", "drawings"]
    for one in found.clicks:
        for series in (one.bare, one.known, one.fresh):
            assert len(series.clicks) == 2
            assert all(0 < click.server < click.whole for click in series.clicks)
            assert series.idle == 0
    for start in found.starts.values():
        assert all(0 < one < two for one, two in zip(start.content, start.complete, strict=True))
    assert len(found.crowd.times) >= 2
    assert not found.crowd.problems
    assert "| reference | drawings | new |" in browser.page(found, 60.0)
