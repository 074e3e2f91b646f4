"""Why a question is asked and why it is not: by the rules, whole, and in both languages."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from facts.answers import Answer, resolve
from facts.question_bank import Question, Value, all_questions, by_id
from knowledge.advice import Assumption, OpenPoint
from knowledge.asking import bearings, reason
from knowledge.decisions import DECISIONS
from knowledge.not_asked import because, not_asked
from knowledge.resting import Resting
from knowledge.rule_base import all_rules
from knowledge.rules import YES, Objection, Rule, Stage, subject
from knowledge.words import LANGUAGES
from tests.scenario_files import advice_for, scenarios

BANK = [(one.entity, one.id) for one in all_questions()]


def nearest(entity: str, question: str) -> set[str]:
    """The topics of the decisions that lie nearest to a question."""
    found = bearings(by_id(entity)[question])
    return {one.name for one in found if one.distance == found[0].distance}


@pytest.mark.parametrize(
    ("entity", "question", "topics"),
    [
        # the rule on certificates is about encryption, nothing else is
        ("design", "replication_encryption", {"replica_authentication"}),
        # both placements are judged by whether VMM balances the machines
        ("site", "vmm", {"placement"}),
        ("site", "persistent_reservation.fc-san", {"host_storage"}),
        ("site", "host_edition", {"host_storage", "platform", "second_copy"}),
        ("site", "wishes.disk_format", {"disk_format"}),
        ("site", "networks.csv.metric", {"csv_metric"}),
        ("link", "trust", {"replica_authentication"}),
        ("workload", "guest_storage.vhd-set", {"guest_storage"}),
        ("workload", "tolerated.loss", {"replica_interval", "second_copy"}),
        ("workload", "disaster.outage", {"second_copy"}),
    ],
)
def test_hand_picked_questions_bear_on_the_right_decisions(
    entity: str, question: str, topics: set[str]
) -> None:
    found = nearest(entity, question)
    assert {one for one in found if one in DECISIONS} == topics


def test_findings_and_tasks_count_where_no_decision_does() -> None:
    found = bearings(by_id("site")["backup_over_management"])
    assert {(one.kind, one.name) for one in found} == {("finding", "backup-over-management")}
    said = reason("site", "backup_over_management", "en")
    assert "the finding “Backup over the management network”" in said
    # where a decision is borne on as well, it is named
    names = {one.name for one in bearings(by_id("site")["adapters"])}
    assert {"network_pattern", "too-few-adapters", "one-adapter-alone"} <= names


def test_what_is_far_is_found_through_the_stages_between() -> None:
    """Storage of the hosts settles the platform, that the host layer of every workload."""
    distances = {
        one.name: one.distance for one in bearings(by_id("site")["shared_storage.shared-sas"])
    }
    assert distances["host_storage"] < distances["platform"] < distances["monitoring"]
    assert "disk_format" not in distances


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("entity", "question"), BANK)
def test_no_question_lacks_a_reason(entity: str, question: str, language: str) -> None:
    asked = by_id(entity)[question]
    said = reason(entity, question, language)
    titled = {"en": "title block", "ja": "表題欄"}[language]
    assert (titled in said) == (asked.kind in ("text", "date"))
    assert titled in said or bearings(asked)
    assert said.endswith({"en": ".", "ja": "。"}[language])


def test_a_rule_that_reads_an_answer_gives_it_another_reason() -> None:
    question = by_id("site")["backup_over_management"]
    assert not any(one.name in DECISIONS for one in bearings(question))
    rule = Rule(
        name="backup_speaks_against_vhd",
        stage=Stage.LAYOUT,
        when=(subject(backup_over_management=YES),),
        then=(Objection(decision="disk_format", option="vhd", level="discouraged"),),
        cites=(all_rules()[0].records[0],),
    )
    found = bearings(question, (*all_rules(), rule))
    assert ("decision", "disk_format", 1) in {(one.kind, one.name, one.distance) for one in found}


def test_no_reason_is_missing_that_some_advice_rests_on() -> None:
    """Whatever an advice rests on an answer must be among what the question is asked for."""
    known: dict[tuple[str, str], set[str]] = {}
    for scenario in scenarios():
        advice = advice_for(scenario.name)
        resting = Resting(advice)
        points: list[Assumption | OpenPoint] = [*advice.assumptions, *advice.open_questions]
        for point in points:
            topics = resting.topics_on(point)
            known.setdefault((point.entity, point.question), set()).update(topics)
    assert len(known) > 40
    for (entity, question), rest in known.items():
        found = {one.name for one in bearings(by_id(entity)[question])}
        assert rest <= found, (entity, question, rest - found)


# --- what is not asked


def told(entity: str, given: Mapping[str, Value], language: str = "en") -> dict[str, str]:
    """Why each question is not asked, by its id."""
    answers = resolve(entity, given, {"host_release": "2022"})
    return {
        question.id: because(one, language)
        for one in not_asked(answers)
        for question in one.questions
    }


def test_the_answer_in_the_way_is_named() -> None:
    said = told("workload", {"site": "A", "product": "sql-server", "survive.site": "no"})
    assert said["disaster.loss"] == "Because “Survives the loss of the site” is “No”"
    assert said["stateful"] == "Because “Product” is “Microsoft SQL Server”"
    assert "deployment" not in said


def test_an_assumption_in_the_way_is_called_so() -> None:
    said = told("site", {"host_release": "2022", "host_count": 2})
    assert said["host_edition"] == (
        "Because “Storage Spaces Direct” is assumed to be “No”"
        " and “Release of the hosts” is “Windows Server 2022”"
        " and “Shared FC-SAN” is assumed to be “No”"
        " and “Shared iSCSI storage” is assumed to be “No”"
        " and “Shared SAS storage” is assumed to be “No”"
        " and “SMB 3 share for machines” is assumed to be “No”"
    )
    assert said["upgrade_to"] == "Because “Standing site” is assumed to be “No”"
    assert said["networks.csv.role"] == "Because “CSV and cluster network” is “Not decided yet”"


def test_every_way_to_be_asked_has_something_in_it() -> None:
    said = told("workload", {"site": "A", "product": "other", "cluster_aware": "no"})
    wanted = "Because “Product” is “Another application” and “Cluster-aware” is “No”"
    assert said["guest_storage.iscsi"] == wanted


def test_what_was_not_asked_itself_is_followed_to_its_reason() -> None:
    """Whether it is cluster-aware is not asked of a stateless application."""
    said = told("workload", {"site": "A", "product": "other", "stateful": "no"})
    assert said["cluster_aware"] == "Because “State” is “Stateless”"
    assert "“State” is “Stateless”" in said["guest_storage.s2d"]
    assert "Cluster-aware" not in said["guest_storage.s2d"]


def test_what_hangs_on_an_unknown_answer_may_still_be_asked() -> None:
    said = told("site", {"standing": "unknown"})
    assert said["upgrade_to"] == "Not clear yet, because “Standing site” is not known"
    said = told("workload", {"site": "A"})
    assert said["cluster_aware"] == "Not clear yet, because “Product” is not known"


@pytest.mark.parametrize(
    ("given", "question", "wanted"),
    [
        ({"survive.site": "no"}, "disaster.loss", "「サイトの喪失への備え」が「いいえ」のため"),
        ({}, "disaster.loss", "「サイトの喪失への備え」が「いいえ (仮定)」のため"),
        ({"product": "unknown"}, "stateful", "「製品」が未回答または不明のため未定"),
    ],
)
def test_it_is_said_in_japanese_too(given: Mapping[str, Value], question: str, wanted: str) -> None:
    assert (
        told("workload", {"site": "A", "product": "sql-server", **given}, "ja")[question] == wanted
    )


def test_every_question_is_asked_or_has_a_reason_not_to_be() -> None:
    for design in (scenario.design for scenario in scenarios()):
        for one in design.workloads:
            site = design.site(str(one.answers["site"])).answers
            answers = resolve("workload", one.answers, site)
            silent = {question.id for found in not_asked(answers) for question in found.questions}
            assert silent == {
                name for name, answer in answers.items() if hidden(answer.question, answers)
            }


def hidden(question: Question, answers: Mapping[str, Answer]) -> bool:
    values = {name: answer.value for name, answer in answers.items()}
    ways = [
        all(values[other] in accepted for other, accepted in way.items())
        for way in question.ask_when
    ]
    return bool(ways) and not any(ways)
