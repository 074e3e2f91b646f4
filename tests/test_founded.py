"""The verifier finds what rules, rows and records say beyond what they stand on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.inquiry.base import RuleBase, in_place, present
from knowledge.inquiry.founded import unfounded
from knowledge.inquiry.structure import structural_faults
from knowledge.rules import Below, Finding, FromRecord, Merit, Objection, ReleaseFrom, Rule, subject


def with_rule(rule: Rule) -> RuleBase:
    return replace(present(), rules=(*present().rules, rule))


def like(name: str, **changes: object) -> Rule:
    return replace(present().by_name[name], name="planted", **changes)  # type: ignore[arg-type]


def what(base: RuleBase) -> list[tuple[tuple[str, ...], str]]:
    return [(one.rules, one.what) for one in unfounded(base)]


def test_today_everything_is_founded() -> None:
    assert what(present()) == []


@pytest.mark.parametrize("bound", [Below(3), ReleaseFrom("2019")])
def test_a_threshold_of_the_rule_itself(bound: Below | ReleaseFrom) -> None:
    field = "host_count" if isinstance(bound, Below) else "host_release"
    rule = like("replica_needs_a_connection", when=(subject(**{field: bound}),))
    assert what(with_rule(rule)) == [
        (("planted",), f"the threshold {bound.bound} of {field} is taken from no record")
    ]


def test_a_verdict_beyond_the_records_cited() -> None:
    about = {"decision": "second_copy", "option": "hyper-v-replica"}
    required = "replica_needs_a_connection"
    for said, words in (
        (Merit(**about), "no record recommends"),
        (Objection(**about, level="discouraged"), "discouraged by no record"),
    ):
        found = what(with_rule(like(required, then=(said,))))
        assert [(rules, words in told) for rules, told in found] == [(("planted",), True)]
    unsure = next(one.id for one in present().records.values() if one.certainty == "judgement")
    barred = like(required, cites=(unsure,))
    assert "stated or implied" in what(with_rule(barred))[0][1]


def test_a_row_beyond_its_record() -> None:
    place, row = next(
        (place, one) for place, one in enumerate(present().rows) if one.says == "not-supported"
    )
    rows = [*present().rows]
    rows[place] = replace(row, says="recommended")
    assert len(what(replace(present(), rows=tuple(rows)))) == 1


def test_a_value_that_its_text_does_not_say() -> None:
    record = present().records["replica-interval-2012"]
    assert dict(record.values) == {"interval_s": 300}
    changed = replace(record, values={"interval_s": 360})
    found = what(replace(present(), records={**present().records, record.id: changed}))
    assert [told for _, told in found] == [
        f"{record.id}: the text ({language}) does not say interval_s 6" for language in ("en", "ja")
    ]


def test_a_finding_of_two_severities() -> None:
    milder = like(
        "hosts_have_too_few_adapters",
        then=(Finding(id="too-few-adapters", severity="info"),),
    )
    found = what(with_rule(milder))
    assert [rules for rules, _ in found] == [("hosts_have_too_few_adapters", "planted")]


def test_a_threshold_of_a_record_is_founded() -> None:
    bound = Below(FromRecord("host-cluster-restarts-machines", "hosts"))
    rule = like("replica_needs_a_connection", when=(subject(host_count=bound),))
    assert what(with_rule(rule)) == []


def test_what_bears_on_a_question_is_worked_out_anew_for_other_records() -> None:
    """The rules are the same; the house rule is read only where two records disagree."""
    names = ("combined-clustering-discouraged", "combined-clustering-recommended")
    agreed = {name: replace(present().records[name], conflicts_with=()) for name in names}
    base = replace(present(), records={**present().records, **agreed})
    with in_place(base):
        assert "house_rules.combined_clustering" in str(structural_faults(base)[0])
    with in_place(present()):
        assert structural_faults(present()) == []


def test_a_row_without_its_record_is_told_and_does_no_harm() -> None:
    lost = {key: one for key, one in present().records.items() if key != "sql-own-copies"}
    base = replace(present(), records=lost)
    with in_place(base):
        faults = structural_faults(base)
    assert {one.kind for one in faults} == {"orphaned"}
    assert all("there is no such record" in one.what for one in faults)
