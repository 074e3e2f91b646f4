"""Runs the scenarios in tests/scenarios: designs and what published guidance makes of them.

What ``expect`` may say, always with the name of the site or workload it is about:

* ``decisions``: ``guest_layer of SQL: guest-cluster``; ``none`` where nothing is acceptable,
  ``unknown`` where an answer is missing; then ``provisional`` names the foremost option
* ``verdicts``: ``hyper-v-replica of second_copy of SQL: not-supported``; both ends of an
  undetermined one as ``insufficient..suitable``
* ``reasons``: ids of rules or records that must be among the reasons of an option, overruled
  ones included
* ``findings``, ``tasks``, ``open_questions``, ``hidden`` (decisions not shown): ``id of SQL``
* ``conflicts``: ``winner over loser of SQL by house-rule`` (or ``certainty``, ``edition``), and
  ``one against another of SQL`` where nothing decides
* ``severities``: ``id of SQL: warning``, of a finding
* ``applied``, ``not_applied``: rules or records that stand behind anything that is concluded
  about somebody for sure, or behind nothing at all: ``replica-runs-over-http of SQL``
* ``absent_findings``, ``absent_tasks``; ``absent_conflicts``: ``one with another of SQL``
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pytest

from knowledge.advice import Advice, DecisionTaken, Noted, Option
from knowledge.conflicts import ranges_meet
from knowledge.guidance import guidance
from knowledge.judgement import FIRM, OPEN
from knowledge.rule_base import all_rules
from knowledge.rules import LEVELS
from tests.scenario_files import Scenario, advice_for, scenarios

EACH = pytest.mark.parametrize("scenario", scenarios(), ids=lambda one: one.name)
_MAPPINGS = ("decisions", "provisional", "verdicts", "reasons", "severities")
_NOTED = ("findings", "tasks", "absent_findings", "absent_tasks")
_APPLIED = ("applied", "not_applied")
_LISTS = (*_NOTED, *_APPLIED, "conflicts", "absent_conflicts", "open_questions", "hidden")


def _decision(advice: Advice, wanted: str) -> DecisionTaken:
    topic, name = wanted.split(" of ", 1)
    return advice.decision(topic, name)


def _option(advice: Advice, wanted: str) -> Option:
    option, decision = wanted.split(" of ", 1)
    return _decision(advice, decision).option(option)


def _verdict(option: Option) -> str:
    return f"{option.low}..{option.high}" if option.low != option.high else option.verdict


def _reasons_of(advice: Advice, wanted: str) -> set[str]:
    """Rules and records among the reasons of an option, overruled ones too."""
    option = _option(advice, wanted)
    reasons = (*option.objections, *option.merits, *option.overruled)
    found = [advice.reasons[one] for one in reasons]
    return {id_ for one in found for id_ in (one.rule, *one.guidance)}


def _noted(advice: Advice, part: str, wanted: str) -> list[Noted]:
    every = advice.findings if part.endswith("findings") else advice.tasks
    return [one for one in every if f"{one.id} of {one.name}" == wanted]


def _conflicts(advice: Advice) -> list[str]:
    return [
        f"{one.winner} over {one.loser} of {one.name} by {one.decided_by}"
        if one.winner
        else f"{one.loser.replace(',', ' against ')} of {one.name}"
        for one in advice.conflicts
    ]


def _pair(sentence: str) -> frozenset[str]:
    """The two records of a line on conflicts; the first one is the winner, if there is one."""
    return frozenset(re.split(" over | against | with ", sentence.split(" of ", 1)[0]))


def _pairs(advice: Advice) -> set[tuple[frozenset[str], str]]:
    records = ((*one.loser.split(","), one.winner, one.name) for one in advice.conflicts)
    return {(frozenset(filter(None, one)), name) for *one, name in records}


def _behind(advice: Advice, reasons: Iterable[str]) -> Iterator[str]:
    """Records cited by reasons, and by the reasons that these rest on within the inference."""
    waiting, seen = list(reasons), set()
    while waiting:
        reason = advice.reasons[waiting.pop()]
        if reason.id not in seen:
            seen.add(reason.id)
            yield from reason.guidance
            for fact in reason.facts:
                waiting += [one for one in fact.reference if one in advice.reasons]


def _applied(advice: Advice, *, surely: bool = False) -> Iterator[str]:
    """Rules and records behind all conclusions about each site and workload."""
    for one in advice.reasons.values():
        if one.status != OPEN or not surely:
            for name in advice.alike(one.subject, one.name):
                yield from (f"{id_} of {name}" for id_ in (one.rule, *one.guidance))


def _reasons_expected(advice: Advice, expect: Mapping[str, Any]) -> Iterator[str]:
    for wanted in expect.get("decisions", {}):
        for option in _decision(advice, wanted).options:
            yield from (*option.objections, *option.merits)
    for part in ("verdicts", "reasons"):
        for wanted in expect.get(part, {}):
            option = _option(advice, wanted)
            yield from (*option.objections, *option.merits)
            if part == "reasons":
                yield from option.overruled
    for part in ("findings", "tasks"):
        for wanted in expect.get(part, ()):
            yield from (reason for one in _noted(advice, part, wanted) for reason in one.reasons)


@EACH
def test_scenario_holds(scenario: Scenario) -> None:
    advice, expect = advice_for(scenario.name), scenario.expect
    assert expect, "nothing is expected"
    assert set(expect) <= {*_MAPPINGS, *_LISTS}, "a word of expect is unknown"
    decided = {one: _decision(advice, one) for one in expect.get("decisions", {})}
    assert {key: one.outcome for key, one in decided.items()} == expect.get("decisions", {})
    assert all(one.shown for one in decided.values())
    first = {one: _decision(advice, one).provisional for one in expect.get("provisional", {})}
    assert first == expect.get("provisional", {})
    judged = {one: _verdict(_option(advice, one)) for one in expect.get("verdicts", {})}
    assert judged == expect.get("verdicts", {})
    for wanted, ids in expect.get("reasons", {}).items():
        assert set(ids) <= _reasons_of(advice, wanted), wanted
    assert not [one for one in expect.get("hidden", ()) if _decision(advice, one).shown]


@EACH
def test_scenario_notes_what_it_should(scenario: Scenario) -> None:
    advice, expect = advice_for(scenario.name), scenario.expect
    for part in _NOTED:
        for wanted in expect.get(part, ()):
            assert bool(_noted(advice, part, wanted)) != part.startswith("absent"), (part, wanted)
    assert set(expect.get("applied", ())) <= set(_applied(advice, surely=True))
    assert not set(expect.get("not_applied", ())) & set(_applied(advice))
    for wanted, severity in expect.get("severities", {}).items():
        assert {one.severity for one in _noted(advice, "findings", wanted)} == {severity}, wanted
    assert set(expect.get("conflicts", ())) <= set(_conflicts(advice)), _conflicts(advice)
    absent = {(_pair(one), one.rsplit(" of ", 1)[1]) for one in expect.get("absent_conflicts", ())}
    assert not absent & _pairs(advice)
    asked = {f"{one.question} of {one.name}" for one in advice.open_questions}
    assert set(expect.get("open_questions", ())) <= asked


@EACH
def test_scenario_covers_what_it_says(scenario: Scenario) -> None:
    advice = advice_for(scenario.name)
    cited = set(_behind(advice, _reasons_expected(advice, scenario.expect)))
    for conflict in scenario.expect.get("conflicts", ()):
        cited |= _pair(conflict)
    assert scenario.covers
    assert set(scenario.covers) <= cited


def test_names_are_sentences_and_unique() -> None:
    names = [one.name for one in scenarios()]
    assert len(set(names)) == len(names)
    assert [one for one in names if " " not in one or not one.endswith(".")] == []


def test_every_record_has_a_scenario() -> None:
    covered = {record for one in scenarios() for record in one.covers}
    assert sorted(covered - set(guidance())) == []
    assert sorted(set(guidance()) - covered) == []


def test_every_rule_fires_in_a_scenario() -> None:
    """Fires for sure: what unknown answers leave open shows nothing."""
    fired = {
        reason.rule
        for one in scenarios()
        for reason in advice_for(one.name).reasons.values()
        if reason.status != OPEN
    }
    assert sorted({rule.name for rule in all_rules()} - fired) == []


def test_every_finding_has_its_severity_expected() -> None:
    expected = {
        wanted.split(" of ")[0]
        for one in scenarios()
        for wanted in one.expect.get("severities", {})
    }
    # those that a younger record overrules each time are told to nobody
    told = {
        noted.id
        for one in scenarios()
        for noted in advice_for(one.name).findings
        if noted.status == FIRM
    }
    assert sorted(told - expected) == []


def test_no_option_is_worse_than_suitable_without_a_reason() -> None:
    """A layer too, which may fail by the other layer of every pair that holds it."""
    worst = set(LEVELS)
    silent = {
        (scenario.name, decision.id, option.id)
        for scenario in scenarios()
        for decision in advice_for(scenario.name).decisions
        for option in decision.options
        if decision.shown and worst & {option.low, option.high} and not option.objections
    }
    assert silent == set()


def test_both_sides_of_every_conflict_are_shown() -> None:
    """A pair is met in one scenario; in another it decides the other way or does not arise.

    Records whose releases have nothing in common cannot meet: each decides where it applies.
    """
    pairs = {
        frozenset((one.id, other)) for one in guidance().values() for other in one.conflicts_with
    }
    won, absent = set(), set()
    for scenario in scenarios():
        for line in scenario.expect.get("conflicts", ()):
            won.add((_pair(line), line.split(" over ")[0]))
        absent |= {_pair(line) for line in scenario.expect.get("absent_conflicts", ())}
    sides = {pair: {winner for one, winner in won if one == pair} for pair in pairs}
    apart = {pair for pair in pairs if not ranges_meet(*(guidance()[one] for one in pair))}
    covered = {record for one in scenarios() for record in one.covers}
    assert apart <= absent
    assert {record for pair in apart for record in pair} <= covered
    assert {pair for pair, winners in sides.items() if not winners} == apart
    one_sided = {pair for pair, winners in sides.items() if len(winners) < 2}
    assert sorted(map(sorted, one_sided - absent)) == []
