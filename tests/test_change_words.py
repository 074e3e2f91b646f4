"""What would have to change, in words: ranges as a person would name them, in both languages."""

from __future__ import annotations

import re

import pytest

from facts.design import Design, Entity, Link
from facts.question_bank import CHANGES, NO_LIMIT, Value
from knowledge.advisor import advise
from knowledge.change_words import (
    answered_words,
    change_words,
    effort_words,
    flip_words,
    lift_words,
    point_words,
)
from knowledge.inquiry.hangs_on import Flip
from knowledge.inquiry.points import Point
from knowledge.inquiry.what_if import Answered, Lift
from tests.example_advice import AS_OF
from tests.random_designs import values_of

LANGUAGES = ("ja", "en")
DESIGN = Design(
    answers={},
    sites=(
        Entity("Main", {"host_release": "2012R2", "host_count": 4}),
        Entity("DR", {"host_release": "2022", "host_count": 2}),
    ),
    links=(Link(("Main", "DR"), {"trust": "trusted"}),),
    workloads=(
        Entity(
            "SQL",
            {
                "site": "Main",
                "product": "sql-server",
                "product_release": "2012",
                "tolerated.outage": 3600,
            },
        ),
    ),
)
RELEASE = Point("site", ("Main",), "host_release")
HOSTS = Point("site", ("Main",), "host_count")
SAN = Point("site", ("Main",), "shared_storage.fc-san")
OUTAGE = Point("workload", ("SQL",), "tolerated.outage")
LOSS = Point("workload", ("SQL",), "tolerated.loss")
MACHINES = Point("workload", ("SQL",), "instances")
EDITION = Point("workload", ("SQL",), "product_release")
TRUST = Point("link", ("DR", "Main"), "trust")
DISASTER = Point("workload", ("SQL",), "disaster.loss")
ENCRYPTION = Point("design", (), "replication_encryption")


def test_a_point_is_named_with_whom_it_is_asked_about() -> None:
    assert point_words(RELEASE, "en") == "Release of the hosts (Main)"
    assert point_words(RELEASE, "ja") == "ホストのバージョン (Main)"
    assert point_words(TRUST, "en") == "Trust between the sites (DR - Main)"
    assert point_words(ENCRYPTION, "en") == "Encryption of replication"


_LIMITS = [value for value in values_of("workload", "tolerated.loss") if value != NO_LIMIT]


@pytest.mark.parametrize(
    ("point", "values", "english", "japanese"),
    [
        # releases: a range up to an end, between, alone
        (RELEASE, ["2016", "2019", "2022", "2025"], "Windows Server 2016 or later", "以降"),
        (RELEASE, ["2008R2", "2012"], "Windows Server 2012 or earlier", "Windows Server 2012 以前"),
        (RELEASE, ["2016", "2019"], "Windows Server 2016 to 2019", "2016 から 2019 まで"),
        (RELEASE, ["2025"], "“Windows Server 2025”", "「Windows Server 2025」"),
        (RELEASE, ["2012", "2016"], "“Windows Server 2012” or “Windows Server 2016”", "または"),
        # SQL Server has no release 2013, so 2014 follows the present 2012; it ends with 2025
        (EDITION, ["2014", "2016", "2017", "2019", "2022", "2025"], "2014 or later", "2014 以降"),
        (EDITION, ["2005", "2008", "2008R2"], "2008 R2 or earlier", "2008 R2 以前"),
        # numbers: the most there can be is 64
        (HOSTS, [1, 2], "2 or fewer", "2 以下"),
        (HOSTS, [1], "1", "1 に変更"),
        (HOSTS, [64], "64", "64 に変更"),
        (MACHINES, [3, 4, 31, 32, 33, 64], "3 or more", "3 以上"),
        (MACHINES, [2, 3], "2 to 3", "2～3"),
        (MACHINES, [4, 31, 32, 33, 64], "4 or more", "4 以上"),
        # times: by the round number beside, and both ends
        (OUTAGE, [0, 1, 2, 4, 5, 6, 9], "shorter than 10 s", "10 秒未満"),
        (OUTAGE, [901], "901 s", "901 秒"),
        (
            OUTAGE,
            [120, 121, 239, 240, 241, 899],
            "2 min or longer and shorter than 15 min",
            "2 分以上 15 分未満",
        ),
        (
            OUTAGE,
            [11, 19, 20, 21, 119, 120],
            "longer than 10 s and at most 2 min",
            "10 秒超 2 分以下",
        ),
        (OUTAGE, [NO_LIMIT], "no limit", "制限なし"),
        (OUTAGE, [31_536_000, NO_LIMIT], "365 d or longer", "365 日以上"),
        # nothing but "no limit" stands against a limit of any length
        (
            LOSS,
            _LIMITS,
            "any limit",
            "何らかの制限",
        ),
        (LOSS, [0, 1, 2, 29, 30], "at most 30 s", "30 秒以下"),
        # words
        (SAN, ["yes"], "“Yes”", "「はい」"),
        (
            TRUST,
            ["untrusted", "workgroup"],
            "“Domains without a trust” or “Workgroup”",
            "「信頼関係のない別ドメイン」または「ワークグループ」",
        ),
    ],
)
def test_values_are_told_as_a_person_would(
    point: Point, values: list[Value], english: str, japanese: str
) -> None:
    told = {one: change_words((point, values[0]), DESIGN, one, values) for one in LANGUAGES}
    assert told["en"].partition(": ")[2].partition(" instead of ")[0] == english
    assert japanese in told["ja"]


def test_a_change_names_what_stands_and_whether_it_was_assumed() -> None:
    assert change_words((HOSTS, 5), DESIGN, "en") == "Number of hosts (Main): 5 instead of 4"
    assert change_words((HOSTS, 5), DESIGN, "ja") == "ホストの台数 (Main): 4 を 5 に変更"
    assert change_words((SAN, "yes"), DESIGN, "en") == (
        "Shared FC-SAN (Main): “Yes” instead of “No” (assumed)"
    )
    assert change_words((SAN, "yes"), DESIGN, "ja") == (
        "共有 FC-SAN (Main): 「いいえ」 (仮定) を「はい」に変更"
    )
    # asked only of a workload that must survive the loss of its site
    assert change_words((DISASTER, 900), DESIGN, "en").endswith(": 15 min (not asked at present)")


def test_a_set_of_changes_says_what_it_takes_the_worst_first() -> None:
    both = Lift(((TRUST, "same-domain"), (SAN, "yes")))
    assert lift_words(both, DESIGN, "en") == (
        "Trust between the sites (DR - Main): “Same domain” instead of “Domains that trust each "
        "other”, and also Shared FC-SAN (Main): “Yes” instead of “No” (assumed), "
        "which takes other equipment or licences and a change of settings"
    )
    alone = Lift(((RELEASE, "2016"),), ("2016", "2019", "2022", "2025"))
    assert lift_words(alone, DESIGN, "ja") == (
        "ホストのバージョン (Main): 「Windows Server 2012 R2」を Windows Server 2016 以降に変更"
        " (バージョンの変更が必要)"
    )


def test_every_effort_has_words() -> None:
    for language in LANGUAGES:
        assert len({effort_words(one, language) for one in (*CHANGES, "")}) == len(CHANGES) + 1


def test_what_was_searched_is_said() -> None:
    lift = Lift(((SAN, "yes"),))
    assert answered_words(Answered((), 17, never=True), "en") == (
        "Nothing that can be changed helps: proven"
    )
    assert answered_words(Answered((), 2, never=False), "en") == (
        "No change of up to 2 answers helps; larger sets were not searched"
    )
    assert answered_words(Answered((lift,), 2, never=False), "en").startswith("One way; sets of")
    assert answered_words(Answered((lift, lift), 2, never=False), "ja") == (
        "方法は 2 通りで、どれか 1 つで十分 (2 件までの回答の組み合わせを探索)"
    )


def test_a_flip_says_how_the_answer_stands_and_what_comes_instead() -> None:
    platform = advise(DESIGN, AS_OF).decision("platform", "Main")
    assert platform.outcome == "standalone"  # no shared storage
    assumed = Flip(SAN, "assumed", {"yes": "host-cluster"})
    assert flip_words(assumed, platform, DESIGN, "en") == (
        "Shared FC-SAN (Main), assumed “No”: with “Yes”, host cluster instead of standalone hosts"
    )
    assert flip_words(assumed, platform, DESIGN, "ja") == (
        "共有 FC-SAN (Main) は「いいえ」と仮定: 「はい」の場合は「スタンドアロン ホスト」ではなく"
        "「ホスト クラスター」"
    )
    given = Flip(HOSTS, "given", {1: "none", 2: "host-cluster", 3: "host-cluster"})
    assert flip_words(given, platform, DESIGN, "en") == (
        "Number of hosts (Main), answered 4: with 1, no acceptable option instead of standalone "
        "hosts; with 2 to 3, host cluster"
    )


def test_a_word_that_does_not_fit_the_other_answers_is_not_told() -> None:
    decision = advise(DESIGN, AS_OF).decision("pair", "SQL")
    deployment = Point("workload", ("SQL",), "deployment")
    found = Flip(deployment, "assumed", {"fci": "none", "dag": "none"})  # a DAG is Exchange's
    told = flip_words(found, decision, DESIGN, "en")
    assert "“Failover cluster instance (FCI)”" in told
    assert "DAG" not in told


def test_what_nobody_thought_of_is_told_all_the_same() -> None:
    """Every status and every kind of question gives a sentence without gaps."""
    decision = advise(DESIGN, AS_OF).decision("pair", "SQL")
    target = Point("workload", ("SQL",), "second_copy.site")
    cases: list[tuple[Point, dict[Value, str]]] = [
        (target, {"DR": "unknown"}),
        (OUTAGE, {NO_LIMIT: "none", 0: "unknown"}),
        (MACHINES, {NO_LIMIT: "none"}),
    ]
    for language in LANGUAGES:
        for status in ("given", "assumed", "unknown", "not asked"):
            for point, outcomes in cases:
                told = flip_words(Flip(point, status, outcomes), decision, DESIGN, language)
                assert told
                assert not re.search(r"[{}]|\bNone\b|\x00|2147483647", told)
