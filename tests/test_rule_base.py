"""Every rule of every topic: sound, spelt right, cited, and no stronger than what it cites."""

import ast
from collections.abc import Mapping
from itertools import combinations
from pathlib import Path

import pytest

from facts.design import Design, Entity
from facts.question_bank import Value
from facts.releases import WINDOWS_SERVER
from knowledge.advisor import advise
from knowledge.decisions import DECISIONS, FAILURES, GUEST_LAYERS, RESTARTING
from knowledge.guidance import guidance, outranks
from knowledge.inquiry.base import present
from knowledge.inquiry.domains import fields_at
from knowledge.predicates import Both, FromRecord, InRange, OneOf, Predicate, Unlike
from knowledge.reasoner import Reasoner, check_rule
from knowledge.release_tables import record_fields
from knowledge.rule_base import TOPICS, all_rules, reasoners
from knowledge.rules import (
    FieldRecord,
    Rule,
    Stage,
    conditions_of,
    range_conditions,
)
from knowledge.support import OPTIONS, record_field_of, rows

ROOT = Path(__file__).parent.parent
EACH = pytest.mark.parametrize("rule", all_rules(), ids=lambda one: one.name)
SURE = ("stated", "implied")
BARRING = {"not-supported": ("required", "forbidden"), "discouraged": ("discouraged", "deprecated")}

ANOTHER_STRENGTH = {
    "guest_cluster_needs_two_machines": "a number without which there is no such cluster",
    "s2d_in_guests_takes_few_machines": "a number outside of what is published as possible",
}
"""Objections whose record does not itself require or forbid, and why they stand."""

NAMES_NO_REQUIREMENT = {
    "host_cluster_needs_another_host": "the requirement is that of the workloads, named there",
    "standalone_hosts_leave_a_need_unmet": "the requirement is that of the workloads, named there",
    "host_cluster_has_no_shared_storage": "what is missing is storage, not a requirement's measure",
    "guest_cluster_has_no_shared_storage": "as above, inside the guests",
    "guest_cluster_lacks_the_host_cluster_its_storage_needs": "as above, below the guests",
}
"""Rules that object with `insufficient` without naming what is missed, and why."""


def facts_of_a_small_design() -> dict[Stage, Mapping[str, Value]]:
    """The wide fact that each stage hands to its rules."""
    seen: dict[Stage, Mapping[str, Value]] = {}
    original = Reasoner.run
    stage_of = {id(reasoner): stage for stage, reasoner in reasoners().items()}

    def run(self: Reasoner, facts: Mapping[str, Value]) -> object:
        seen[stage_of[id(self)]] = dict(facts)
        return original(self, facts)

    patch = pytest.MonkeyPatch()
    patch.setattr(Reasoner, "run", run)
    site = Entity("A", {"host_release": "2022", "host_count": 2})
    workload = Entity("W", {"site": "A", "product": "other"})
    advise(Design(sites=(site,), workloads=(workload,)), "2026-11-22")
    patch.undo()
    return seen


WIDE = facts_of_a_small_design()


def test_names_are_unique_over_all_topics() -> None:
    assert len({rule.name for rule in all_rules()}) == len(all_rules())
    assert len(all_rules()) == sum(len(topic.RULES) for topic in TOPICS)


def test_every_topic_takes_part() -> None:
    modules = {path.stem for path in (ROOT / "knowledge" / "topics").glob("*.py")}
    assert {topic.__name__.rsplit(".", 1)[1] for topic in TOPICS} == modules - {"__init__"}


@EACH
def test_it_is_sound(rule: Rule) -> None:
    latest: dict[str, int] = {}
    for other in all_rules():
        if other.stage is rule.stage:
            for conclusion in other.then:
                latest[conclusion.kind] = max(latest.get(conclusion.kind, 0), other.phase)
    assert check_rule(rule, latest) == []


@EACH
def test_its_fields_exist(rule: Rule) -> None:
    wide = WIDE[rule.stage]
    assert set(conditions_of(rule, guidance())) <= set(wide)
    assert {one.field for one in rule.cites if isinstance(one, FieldRecord)} <= set(wide)


@EACH
def test_ranges_of_what_it_disagrees_with_can_be_read_too(rule: Rule) -> None:
    """Whether a conflicting record applies is asked of the same wide fact."""
    for record in rule.records:
        for other in guidance()[record].conflicts_with:
            fields = {name for name, _ in range_conditions(guidance()[other], rule.host_of)}
            assert fields <= set(WIDE[rule.stage])


@EACH
def test_its_thresholds_come_from_records_it_cites(rule: Rule) -> None:
    for test in rule.given.values():
        bound = getattr(test, "bound", None)
        assert not isinstance(bound, int), "a number that nobody published"
        if isinstance(bound, FromRecord):
            assert bound.key in guidance()[bound.record].values


@EACH
def test_its_words_are_words_of_the_field(rule: Rule) -> None:
    """A misspelt word would make a condition that never holds, or an `Unlike` that always does."""
    held = fields_at(rule.stage, present())
    for field, test in rule.given.items():
        for one in (test.one, test.other) if isinstance(test, Both) else (test,):
            if isinstance(one, OneOf | Unlike):
                assert {*one.words} <= {*held[field]}, f"{field}: {one.words}"


@EACH
def test_what_it_concludes_is_heard(rule: Rule) -> None:
    for conclusion in rule.then:
        topic, option = conclusion["decision"], conclusion["option"]
        if topic:
            assert option in DECISIONS[topic].options
            assert DECISIONS[topic].subject == rule.stage.subject
        if conclusion.kind in ("Objection", "Merit"):
            assert topic
            assert rule.stage.position <= DECISIONS[topic].stage.position, "said too late"
        if conclusion.kind == "Need":
            assert rule.stage is Stage.NEEDS
            assert conclusion["what"] in ("host-cluster", "copy-on-another-host")
        if conclusion.kind == "Covers":
            assert rule.stage is Stage.GROUND_WORKLOAD
            assert conclusion["failure"] in FAILURES
            assert conclusion["by"] in (*GUEST_LAYERS, *RESTARTING)


@EACH
def test_it_cites_records_that_hold_together(rule: Rule) -> None:
    for one, other in combinations(rule.records, 2):
        assert other not in guidance()[one].conflicts_with
    for field, test in conditions_of(rule, guidance()).items():
        if field.endswith("host_release") or field == "guest_system":
            words = (*WINDOWS_SERVER, "linux", "other")
            assert any(test.holds(word) for word in words), f"no {field} meets all ranges"


@EACH
def test_needs_do_not_rest_on_records_that_may_be_overruled(rule: Rule) -> None:
    if not any(conclusion.kind == "Need" for conclusion in rule.then):
        return
    for record in (guidance()[one] for one in rule.records):
        for other in (guidance()[one] for one in record.conflicts_with):
            assert outranks(record, other, {})
            assert not record.house_rule
            assert not other.house_rule


@EACH
def test_it_is_no_stronger_than_what_it_cites(rule: Rule) -> None:
    cited = [guidance()[record] for record in rule.records]
    if not cited:  # a row of the support table, which has a test of its own
        return
    strengths = {record.strength for record in cited}
    for conclusion in rule.then:
        level = conclusion["level"]
        if conclusion.kind == "Merit":
            assert "recommended" in strengths
        if level in ("not-supported", "insufficient"):
            assert any(record.certainty in SURE for record in cited)
        if level in BARRING and rule.name not in ANOTHER_STRENGTH:
            assert strengths & set(BARRING[level]), f"{level} by {strengths}"
        if level == "insufficient" and rule.name not in NAMES_NO_REQUIREMENT:
            assert conclusion["misses"]


def test_exceptions_are_still_needed() -> None:
    names = {rule.name for rule in all_rules()}
    assert names >= ANOTHER_STRENGTH.keys() | NAMES_NO_REQUIREMENT.keys()


def test_merits_of_the_table_are_not_given_again_by_name() -> None:
    """Merits are counted by record; a record left open in the table must not count twice."""
    table = {row.record for row in rows() if row.says == "recommended"}
    for rule in all_rules():
        if any(conclusion.kind == "Merit" for conclusion in rule.then):
            assert not table & set(rule.records), rule.name


def syntax_of(folder: str) -> dict[Path, ast.Module]:
    return {
        path: ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted((ROOT / folder).rglob("*.py"))
    }


def test_topics_hold_no_code() -> None:
    for path, tree in syntax_of("knowledge/topics").items():
        for node in ast.walk(tree):
            assert not isinstance(node, ast.Lambda | ast.While | ast.Try | ast.ClassDef), path
            if isinstance(node, ast.FunctionDef):
                assert node.name.startswith("_"), f"{path}: {node.name}"


def test_what_is_wrong_in_experta_is_not_used() -> None:
    wrong = {"EXISTS", "FORALL", "OR", "TEST", "DefFacts", "retract", "modify", "duplicate"}
    for folder in ("facts", "knowledge"):
        for path, tree in syntax_of(folder).items():
            for node in ast.walk(tree):
                names = {getattr(node, "id", ""), getattr(node, "attr", "")}
                if isinstance(node, ast.ImportFrom):
                    names |= {one.name for one in node.names}
                assert not names & wrong, f"{path}:{getattr(node, 'lineno', 0)}"


@EACH
def test_predicates_are_false_of_unknown(rule: Rule) -> None:
    def parts(test: Predicate) -> list[Predicate]:
        return [*parts(test.one), *parts(test.other)] if isinstance(test, Both) else [test]

    for test in conditions_of(rule, guidance()).values():
        for one in (test, *parts(test)):
            assert not one.holds("unknown")
            assert one.possibly("unknown")
            assert isinstance(one, InRange) <= (not one.holds("linux"))


def test_record_fields_of_the_table_belong_to_it() -> None:
    known = {record_field_of(option) for option in OPTIONS}
    known |= {*record_fields("site"), *record_fields("workload")}
    for rule in all_rules():
        fields = {one.field for one in rule.cites if isinstance(one, FieldRecord)}
        assert fields <= known
        # the rule reads the field whose records it cites, or what is worked out from it
        read = {*rule.given, *(f"product_{name}" for name in rule.given)}
        assert {field.removesuffix("_record") for field in fields} <= read
