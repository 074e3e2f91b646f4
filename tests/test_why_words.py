"""What is told of reasons: whole in both languages, in words and not in names of fields."""

import re

import pytest

from documents.why import NotThere, why
from facts.design import Design, Entity
from facts.question_bank import by_id
from knowledge.advice import Fact
from knowledge.advisor import advise
from knowledge.decisions import DECISIONS
from knowledge.inquiry.behind import Behind
from knowledge.why_words import fact_words, facts_together, names_words, numbers_words
from tests.example_advice import AS_OF
from tests.test_why import NAMES, advice_on

LANGUAGES = ("ja", "en")
SOME = [one for one in NAMES if one != "large"]
IDS = [
    *(one for one in DECISIONS if "_" in one),
    *("not_applicable", "nothing+", "unknown-", "other-site", "product_"),
]


@pytest.mark.parametrize("name", SOME)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_name_of_a_field_and_no_id_is_told(name: str, language: str) -> None:
    advice = advice_on(name)
    behind = Behind(advice)
    told = why(advice, language)
    subjects = {(one.subject, one.name) for one in advice.decisions}
    fields = {field for one in subjects for field in behind.absence.origins(*one) if "_" in field}
    words = set(re.findall(r"[a-z0-9]+(?:_[a-z0-9]+)+", told))
    assert not words & fields
    for raw in IDS:
        assert raw not in told, raw
    assert not re.search(r"[{}]|\bNone\b", told)
    # brackets hold a thing each: nothing is told twice over or left empty
    assert "()" not in told
    assert ";;" not in told


@pytest.mark.parametrize("name", SOME)
def test_both_languages_tell_the_same_statements(name: str) -> None:
    numbers = []
    for language in LANGUAGES:
        told = why(advice_on(name), language)
        numbers.append(re.findall(r"^  (R\d+) |^# (D\d+) ", told, re.MULTILINE))
        named = {int(one) for one in re.findall(r"\bR(\d+)", told)}
        last = max((int(one[1:]) for one, _ in numbers[-1] if one), default=0)
        assert named <= set(range(1, last + 1))
    assert numbers[0] == numbers[1]


def fact(field: str, value: str | int, question: str, origin: str = "given") -> Fact:
    entity = "site:S" if question in by_id("site") else "workload:W"
    return Fact(field, value, origin, question, entity)


@pytest.mark.parametrize(
    ("one", "english", "japanese"),
    [
        (
            fact("host_count", 4, "host_count"),
            "the site has 4 hosts",
            "サイトのホストが 4 台である",
        ),
        (
            fact("tolerated_outage", 60, "tolerated.outage", "assumed"),
            "the tolerated outage (RTO) within the site is 1 min (assumed)",
            "サイト内の許容停止時間 (RTO) が 1 分である (仮定)",
        ),
        (
            fact("survive_host", "unknown", "survive.host", "unknown"),
            "it is not known whether the workload must survive the failure of a host",
            "ホストの障害に耐える必要があるかどうかが不明である",
        ),
        (
            fact("host_release", "unknown", "host_release", "unknown"),
            "the answer to “Release of the hosts” is unknown",
            "「ホストのバージョン」の回答が不明である",
        ),
        (
            Fact("host_cluster_chosen", "unknown", "decision"),
            "it is still open whether the site has a host cluster",
            "サイトにホスト クラスターがあるかどうかが未確定である",
        ),
        (
            fact("product_release", "not_applicable", "product_release"),
            "“Release of the product” does not arise",
            "「製品のバージョン」が質問の対象外である",
        ),
    ],
)
def test_facts_read_as_clauses(one: Fact, english: str, japanese: str) -> None:
    assert fact_words(one, "en") == english
    assert fact_words(one, "ja") == japanese


def test_clauses_are_joined_in_the_form_each_language_asks_for() -> None:
    said = [("サイトのホストが 4 台である", ""), ("計画停止に耐える必要がある (仮定)", "R1")]
    assert facts_together(said, "ja") == (
        "サイトのホストが 4 台であり、計画停止に耐える必要がある (仮定) (R1)"
    )
    assert facts_together([*said[1:], *said[:1]], "ja") == (
        "計画停止に耐える必要があり (仮定) (R1)、サイトのホストが 4 台である"
    )
    assert facts_together([("a", ""), ("b", "R1"), ("c", "")], "en") == "a, b (R1), and c"


def test_numbers_in_a_row_are_told_as_a_range() -> None:
    assert numbers_words([9, 3, 4, 5, 12, 8], "R", "en") == "R3 to R5, R8, R9, R12"
    assert numbers_words([3, 4, 5], "R", "ja") == "R3～R5"
    assert numbers_words([], "R", "en") == ""


def test_of_many_names_three_are_told() -> None:
    assert names_words(["A", "B"], "en") == "A and B"
    assert names_words(["A", "B", "C", "D", "E"], "en") == "A, B, C and 2 more"
    assert names_words(["A", "B", "C", "D"], "ja") == "A、B、C ほか 1 件"


HOSTILE = "W\n# D9 \x1b[31m\u202eR1"


def test_hostile_names_stay_names_in_findings_and_in_messages() -> None:
    site = Entity("S", {"host_release": "2022", "host_count": 3, "shared_storage.fc-san": "yes"})
    answers = {"site": "S", "product": "ad-domain-controller", "deployment": "standalone"}
    advice = advise(Design(sites=(site,), workloads=(Entity(HOSTILE, answers),)), AS_OF)
    findings = sorted({one.id for one in (*advice.findings, *advice.tasks)})
    assert "single-domain-controller" in findings
    for language in LANGUAGES:
        told = why(advice, language, noted=findings)
        assert not re.search(r"[\x00-\x09\x0b-\x1f\u202a-\u202e]", told)
        assert len(re.findall(r"^# D9 ", told, re.MULTILINE)) <= 1
    with pytest.raises(NotThere) as missing:
        why(advice, "en", f"pair/{HOSTILE[:-1]}")
    assert missing.value.kind == "decision"
    assert f"pair/{HOSTILE}" in missing.value.nearest
