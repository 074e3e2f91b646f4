"""Records, sources and the support table: complete, used, and only as strong as they are sure."""

import datetime
import re
from pathlib import Path

import pytest

from facts.question_bank import by_id
from facts.releases import WINDOWS_SERVER, within
from knowledge.guidance import CERTAINTIES, STRENGTHS, Guidance, guidance, outranks, sources
from knowledge.release_tables import records as records_of_tables
from knowledge.rule_base import all_rules, knowledge_version
from knowledge.rules import LEVELS, range_conditions
from knowledge.support import OPTIONS, SILENT, SupportRow, rows
from knowledge.vsphere import vsphere_words

RECORDS = list(guidance().values())
EACH = pytest.mark.parametrize("record", RECORDS, ids=lambda one: one.id)
EACH_ROW = pytest.mark.parametrize(
    "row", rows(), ids=lambda row: f"{row.product}-{row.option}-{row.says}-{row.record}"
)
SURE = ("stated", "implied")
BARRING = {"not-supported": ("required", "forbidden"), "discouraged": ("discouraged", "deprecated")}


def cited_by_rules() -> set[str]:
    """Records that rules cite by name, or by a field of the tables on releases."""
    return {record for rule in all_rules() for record in rule.records} | records_of_tables()


@EACH
def test_a_record_is_cited(record: Guidance) -> None:
    assert record.id in cited_by_rules() | {row.record for row in rows()}


def test_what_is_cited_exists() -> None:
    assert cited_by_rules() | {row.record for row in rows()} <= set(guidance())


@EACH
def test_a_record_is_complete(record: Guidance) -> None:
    assert record.strength in STRENGTHS
    assert record.certainty in CERTAINTIES
    assert 0 < len(record.text["en"]) <= 320
    assert 0 < len(record.text["ja"]) <= 200
    assert (record.certainty == "judgement") == bool(record.reasoning)
    if record.reasoning:
        assert set(record.reasoning) == {"en", "ja"}
        assert all(record.reasoning.values())
    assert record.sources
    for citation in record.sources:
        assert citation.source in sources()
        assert citation.section.strip()
    assert datetime.date.fromisoformat(record.checked) <= datetime.date(2100, 1, 1)


@EACH
def test_numbers_of_a_record_stand_in_its_text(record: Guidance) -> None:
    for key, value in record.values.items():
        number = str(value)
        if key.endswith("_s") and int(value) % 60 == 0:
            number = str(int(value) // 60)
        for language in ("en", "ja"):
            text = record.text[language].replace("2012 R2", "2012R2").replace("2008 R2", "2008R2")
            text = re.sub(r"(?<=[0-9]),(?=[0-9]{3})", "", text)
            found = re.search(rf"(?<![0-9]){number}(?![0-9])", text)
            assert found, f"{key}: {number} is not in {language}"


@EACH
def test_ranges_are_ranges(record: Guidance) -> None:
    for name in ("host", "guest"):
        if name in record.applies:
            inside = [one for one in WINDOWS_SERVER if within(one, record.applies[name])]
            assert 0 < len(inside) < len(WINDOWS_SERVER)
    products = by_id("workload")["product"].words
    assert set(record.applies.get("product", {})) <= set(products)
    deployments = by_id("workload")["deployment"].words
    assert set(record.applies.get("deployment", ())) <= set(deployments)
    assert record.applies.get("edition", "datacenter") in by_id("site")["host_edition"].words
    for span in record.applies.get("product", {}).values():
        assert within("2019", span) in (True, False)
    for _, test in range_conditions(record, "both"):
        assert test.possibly("unknown")


@EACH
def test_conflicts_are_mutual(record: Guidance) -> None:
    for other in record.conflicts_with:
        assert other != record.id
        assert record.id in guidance()[other].conflicts_with


@EACH
def test_a_conflict_is_decided_one_way_at_most(record: Guidance) -> None:
    for other in record.conflicts_with:
        for rules in ({}, {"combined_clustering": "allow"}, {"combined_clustering": "discourage"}):
            ways = (
                outranks(record, guidance()[other], rules),
                outranks(guidance()[other], record, rules),
            )
            assert None in ways


@EACH
def test_a_house_rule_is_one_of_the_design(record: Guidance) -> None:
    for rule, word in record.house_rule.items():
        question = by_id("design")[f"house_rules.{rule}"]
        assert word in question.words
        assert not question.may_be_unknown
        assert record.conflicts_with, "a house rule decides between records"


def test_each_word_of_a_house_rule_is_backed_by_a_record() -> None:
    backed = {(rule, word) for one in RECORDS for rule, word in one.house_rule.items()}
    for question in by_id("design").values():
        if question.id.startswith("house_rules."):
            name = question.id.removeprefix("house_rules.")
            assert {(name, word) for word in question.words} == {
                pair for pair in backed if pair[0] == name
            }


def test_a_source_is_cited() -> None:
    used = {citation.source for record in RECORDS for citation in record.sources}
    used |= {source for one in vsphere_words() for source in one.sources}
    assert set(sources()) == used


@pytest.mark.parametrize("source", list(sources().values()), ids=lambda one: one.id)
def test_a_source_can_be_found_again(source: object) -> None:
    found = vars(source)
    assert all(found[key] for key in ("id", "title", "publisher", "url", "edition", "read_on"))
    assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", found["edition"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", found["read_on"])
    assert found["edition"][:4] <= found["read_on"][:4]
    assert found["url"].startswith(("https://", "http://"))
    assert not re.search(r"/(en-us|ja-jp)/", found["url"], re.IGNORECASE)


@EACH_ROW
def test_a_row_of_the_support_table_is_spelt_right(row: SupportRow) -> None:
    assert row.product in by_id("workload")["product"].words
    fitting = by_id("workload")["deployment"].choices_for["product"].get(row.product, ())
    assert set(row.deployments) <= set(fitting)
    assert row.option in OPTIONS
    assert row.says != SILENT
    if row.option == "settled-layer":
        assert row.says in ("guest-cluster", "application", "guest-nlb")
    elif row.option in ("stateful", "cluster-aware"):
        assert row.says in ("yes", "no")
    else:
        assert row.says in (*LEVELS, "supported", "recommended")


@EACH_ROW
def test_a_row_says_no_more_than_its_record(row: SupportRow) -> None:
    record = guidance()[row.record]
    assert set(record.applies.get("product", {row.product: "any"})) == {row.product}
    if row.option in ("settled-layer", "stateful", "cluster-aware"):
        return
    if row.says == "not-supported":
        assert record.certainty in SURE
    if row.says in BARRING:
        assert record.strength in BARRING[row.says]
    if row.says == "recommended":
        assert record.strength == "recommended"


def test_no_two_rows_are_the_same() -> None:
    keys = [(row.product, row.deployments, row.option, row.record) for row in rows()]
    assert len(set(keys)) == len(keys)


def test_version_and_hash_of_the_knowledge() -> None:
    version, digest = knowledge_version()
    assert version == max(record.checked for record in RECORDS)
    assert re.fullmatch(r"[0-9a-f]{12}", digest)


def test_no_record_is_forgotten_in_another_folder() -> None:
    knowledge = Path(__file__).parent.parent / "knowledge"
    stems = {path.stem for path in (knowledge / "topics").glob("*.yaml")}
    assert {record.topic for record in RECORDS} == stems
    modules = {path.stem for path in (knowledge / "topics").glob("*.py")} - {"__init__"}
    assert stems <= modules
