"""The tables on releases: whole, in step with their records, read on the right side of a date."""

from __future__ import annotations

import datetime

import pytest

from facts.question_bank import by_id
from facts.releases import HOST_RELEASES, WINDOWS_SERVER
from knowledge.advisor import advise, facts_of
from knowledge.explanation import noted_text
from knowledge.guidance import guidance
from knowledge.lifecycle import STATES, Span, span_of, spans, state_on, support_facts
from knowledge.release_words import date_words, span_words
from knowledge.upgrades import between, paths, upgrade_facts
from knowledge.words import LANGUAGES
from tests.scenario_files import scenarios

EACH = pytest.mark.parametrize("span", spans(), ids=lambda one: one.record)


def day(date: str, days: int) -> str:
    return (datetime.date.fromisoformat(date) + datetime.timedelta(days)).isoformat()


def test_every_release_that_can_be_answered_has_a_row() -> None:
    assert {one.release for one in spans()} == set(WINDOWS_SERVER)
    asked = set(by_id("workload")["guest_system"].words) | set(by_id("site")["upgrade_to"].words)
    assert asked - {"linux", "other", "none"} == set(WINDOWS_SERVER)


@EACH
@pytest.mark.parametrize("language", LANGUAGES)
def test_dates_of_a_row_stand_in_its_record(span: Span, language: str) -> None:
    text = guidance()[span.record].text[language]
    assert date_words(span.mainstream, language) in text
    assert date_words(span.extended, language) in text
    if span.esu:
        assert (date_words(span.esu, language) if len(span.esu) > 7 else span.esu[:4]) in text


@EACH
def test_a_last_day_still_counts_and_the_next_one_does_not(span: Span) -> None:
    near = day(span.extended, -365)
    assert state_on(span, span.mainstream) == "mainstream"
    assert state_on(span, day(span.mainstream, 1)) == "extended"
    assert (state_on(span, near), state_on(span, day(near, 1))) == ("extended", "ending")
    assert state_on(span, span.extended) == "ending"
    assert state_on(span, day(span.extended, 1)) == ("esu" if span.esu else "ended")
    if len(span.esu) > 7:
        assert state_on(span, span.esu) == "esu"
        assert state_on(span, day(span.esu, 1)) == "ended"


def test_a_month_of_paid_updates_counts_to_its_end() -> None:
    assert state_on(span_of("2016"), "2030-01-31") == "esu"
    assert state_on(span_of("2016"), "2030-02-01") == "ended"


def test_states_follow_each_other() -> None:
    for release in WINDOWS_SERVER:
        days = [f"{year}-{month:02}-15" for year in range(2003, 2043) for month in range(1, 13)]
        order = [STATES.index(state_on(span_of(release), one)) for one in days]
        assert order == sorted(order)


def test_of_two_rows_the_one_counts_whose_record_decides() -> None:
    assert span_of("2025").record == "support-of-2025"
    assert "to be confirmed" in span_words(span_of("2025"), "en")
    assert "to be confirmed" not in span_words(span_of("2022"), "en")


def test_without_a_date_or_a_release_nothing_is_known_and_linux_has_no_support() -> None:
    assert next(one.value for one in support_facts("host", "2022", "")) == "unknown"
    state, record = support_facts("guest", "unknown", "2026-11-22")
    assert (state.value, len(str(record.value).split(","))) == ("unknown", len(WINDOWS_SERVER))
    assert [one.value for one in support_facts("guest", "linux", "2026-11-22")] == [
        "not_applicable",
        "",
    ]


@pytest.mark.parametrize(
    ("release", "target", "known"),
    [
        ("2012R2", "2016", ["next", "yes", "in-place-paths"]),
        ("2012R2", "2022", ["further", "no", "in-place-paths"]),
        ("2012R2", "2025", ["further", "yes", "in-place-paths"]),
        ("2008R2", "2012", ["next", "yes", "in-place-from-2008r2"]),
        ("2008R2", "2016", ["further", "no", "in-place-from-2008r2"]),
        ("2022", "2025", ["next", "yes", "in-place-paths"]),
        ("2025", "none", ["none", "not_applicable", ""]),
        ("unknown", "none", ["none", "not_applicable", ""]),
        ("unknown", "2016", ["unknown", "unknown", "in-place-from-2008r2,in-place-paths"]),
    ],
)
def test_how_far_a_move_goes(release: str, target: str, known: list[str]) -> None:
    assert [one.value for one in upgrade_facts(release, target)] == known


def test_paths_lead_to_later_releases() -> None:
    for one in paths():
        assert set(one.to) <= set(between(one.release, HOST_RELEASES[-1]))
    assert between("2012R2", "2025") == ("2016", "2019", "2022", "2025")
    offered = by_id("site")["upgrade_to"].choices_for["host_release"]
    assert {name: words[1:] for name, words in offered.items()} == {
        one: between(one, HOST_RELEASES[-1]) for one in HOST_RELEASES
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_finding_tells_the_dates_and_the_way(language: str) -> None:
    name = (
        "From 2012 R2 to 2025 no rolling upgrade leads in one step, and old machines stop at 2022."
    )
    advice = advise(next(one for one in scenarios() if one.name == name).design, "2026-11-22")
    said = {one.id: noted_text(one, language, advice.reasons) for one in advice.findings}
    until = {"en": "10 October 2023", "ja": "2023 年 10 月 10 日まで"}[language]
    way = {
        "en": "Windows Server 2019, then Windows Server 2022, then Windows Server 2025",
        "ja": "Windows Server 2019、Windows Server 2022、Windows Server 2025",
    }[language]
    assert until in said["hosts-out-of-support-until-moved"]
    assert way in said["rolling-upgrade-in-steps"]


def test_while_the_release_is_open_no_date_is_told() -> None:
    name = "While the release is unknown, how long it is supported is open too."
    advice = advise(next(one for one in scenarios() if one.name == name).design, "2026-11-22")
    said = {one.id: noted_text(one, "en", advice.reasons) for one in advice.findings}
    assert "still open" in said["new-hosts-out-of-support"]
    assert "2023" not in said["new-hosts-out-of-support"]


def test_advice_on_another_day_is_not_taken_from_the_day_before() -> None:
    name = "On the last day of paid updates 2012 R2 may stand with them."
    design = next(one for one in scenarios() if one.name == name).design
    first = advise(design, "2026-10-13")
    second = advise(design, "2026-10-14", first)
    assert second == advise(design, "2026-10-14")
    assert facts_of(first, "site", "Main")["host_support"].value == "esu"
    assert facts_of(second, "site", "Main")["host_support"].value == "ended"
