"""The published schemas hold for what the project reads and writes, and refuse what it refuses."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from facts.design import Design
from facts.design_file import load, parse, write
from facts.design_schema import PUBLISHED, schema_text
from facts.question_bank import UNKNOWN, all_questions
from knowledge.advice import as_data
from knowledge.advisor import advise
from knowledge.rule_base import all_rules
from knowledge.rules import Rule
from knowledge.rules import as_data as rule_as_data
from tests.random_designs import asked_places, random_design, unknown_at

ROOT = Path(__file__).parent.parent
SCHEMAS = ROOT / "docs" / "schemas"
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
TOPICS = sorted((ROOT / "knowledge" / "topics").glob("*.yaml"))


@cache
def validator(name: str) -> Draft202012Validator:
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def faults(name: str, value: object) -> list[str]:
    found = validator(name).iter_errors(value)
    return [f"{one.json_path}: {one.message}"[:200] for one in found]


def as_text(text: str) -> Any:
    """The file as the loader sees it: every scalar is text."""
    return yaml.load(text, Loader=yaml.BaseLoader)


@pytest.mark.parametrize("name", ["design", "advice", "guidance", "rule"])
def test_it_is_a_schema(name: str) -> None:
    assert validator(name)
    assert b"\r" not in (SCHEMAS / f"{name}.schema.json").read_bytes()


def test_the_schema_of_designs_is_fresh() -> None:
    assert PUBLISHED.read_text(encoding="utf-8") == schema_text(), "python -m facts.design_schema"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_are_designs(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert faults("design", as_text(text)) == []
    assert faults("design", as_text(write(load(path).design or Design()))) == []


@pytest.mark.parametrize("seed", range(30))
def test_whatever_is_written_is_valid(seed: int) -> None:
    design = random_design(seed)
    opened = unknown_at(design, asked_places(design)[::3])
    assert faults("design", as_text(write(opened))) == []


BASE: Mapping[str, Any] = {
    "schema": "1",
    "sites": [{"name": "A", "host_release": "2022", "host_count": "2"}],
    "workloads": [{"name": "W", "site": "A", "product": "other"}],
}


def changed(path: str, value: object) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(json.dumps(BASE))
    inner: Any = data
    *steps, last = path.split("/")
    for step in steps:
        inner = inner[int(step)] if step.isdigit() else inner.setdefault(step, {})
    if value is None:
        del inner[last]
    else:
        inner[last] = value
    return data


@pytest.mark.parametrize(
    ("path", "value", "good"),
    [
        ("schema", "1", True),
        ("schema", 1, True),
        ("schema", "2", False),
        ("schema", None, False),
        ("sites/0/host_release", "2021", False),
        ("sites/0/host_release", UNKNOWN, True),
        ("sites/0/host_release", 2022, True),
        ("sites/0/host_release", None, False),
        ("sites/0/host_count", "0", True),  # that it is too few only the loader sees in a text
        ("sites/0/host_count", 0, False),
        ("sites/0/host_count", "many", False),
        ("sites/0/name", " ", False),
        ("sites/0/name", None, False),
        ("sites/0/shared_storage/fc-san", "yes", True),
        ("sites/0/shared_storage/floppy", "yes", False),
        ("workloads/0/tolerated/outage", "5 min", True),
        ("workloads/0/tolerated/outage", "5 minutes", False),
        ("workloads/0/wishes/guest_layer", UNKNOWN, False),
        ("workloads/0/second_copy/site", "none", True),
        ("workloads/0/hosts", "1", False),
        ("as_of", "2026-11-22", True),
        ("as_of", "22.11.2026", False),
        ("links", [{"between": ["A", "B"]}], True),
        ("links", [{"between": ["A"]}], False),
    ],
)
def test_the_schema_of_designs_says_what_the_loader_says(
    path: str, value: object, good: bool
) -> None:
    data = changed(path, value)
    assert (faults("design", data) == []) is good
    excused = {"links", "sites/0/host_count"}  # the schema knows no names, nor numbers in texts
    if path not in excused:
        assert (parse(json.dumps(data)).problems == ()) is good


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_advice_on_examples(path: Path) -> None:
    design = load(path).design
    assert design is not None
    data = json.loads(json.dumps(as_data(advise(design, "2026-11-22"))))
    assert faults("advice", data) == []


@pytest.mark.parametrize("seed", range(20))
def test_advice_on_random_designs(seed: int) -> None:
    design = random_design(seed)
    opened = unknown_at(design, asked_places(design)[seed % 5 :: 5])
    assert faults("advice", as_data(advise(opened, "2026-11-22"))) == []


def test_references_in_the_advice_lead_somewhere() -> None:
    for seed in range(20):
        design = random_design(seed)
        data = as_data(advise(unknown_at(design, asked_places(design)[::4]), "2026-11-22"))
        reasons = {one["id"] for one in data["reasons"]}
        decisions = {one["id"] for one in data["decisions"]}
        for decision in data["decisions"]:
            options = [one["id"] for one in decision["options"]]
            assert {decision["chosen"], decision["provisional"]} <= {"", *options}
            assert decision["parent"] in ("", *decisions)
            assert set(decision["rests_on"]) <= decisions
            for option in decision["options"]:
                named = (*option["objections"], *option["merits"], *option["overruled"])
                assert set(named) <= reasons
        for part in ("findings", "tasks", "conflicts"):
            assert all(set(one["reasons"]) <= reasons for one in data[part])
        for part in ("open_questions", "assumptions"):
            assert all(set(one["decisions"]) <= decisions for one in data[part])
        answered = {one.field for one in all_questions()}
        for reason in data["reasons"]:
            for fact in reason["facts"]:
                rests = fact["origin"] in ("reasons", "decision")
                # decisions of workloads, or the answer that they have already done so
                told = answered if fact["origin"] == "decision" else set()
                assert not rests or set(fact["reference"]) <= reasons | decisions | told


@pytest.mark.parametrize("path", TOPICS, ids=lambda path: path.stem)
def test_guidance(path: Path) -> None:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    for record in content:
        record["checked"] = str(record["checked"])
    assert faults("guidance", content) == []


@pytest.mark.parametrize(
    "damage",
    [
        {"strength": "must"},
        {"certainty": "judgement"},
        {
            "certainty": "stated",
            "reasoning": {"en": "Because of it.", "ja": "そのためである。理由。"},
        },
        {"applies": {"host": "2012 R2"}},
        {"applies": {"hosts": "2012"}},
        {"values": {"limit": 1.5}},
        {"sources": []},
        {"ja": ""},
        {"extra": "x"},
        {"en": "x" * 321 + "."},
        {"checked": "today"},
    ],
    ids=str,
)
def test_a_damaged_record_is_refused(damage: dict[str, object]) -> None:
    good = {
        "id": "a-record",
        "en": "A claim is made here.",
        "ja": "ここで 1 つの主張をする。",
        "sources": [{"id": "page", "section": "1"}],
        "strength": "required",
        "certainty": "stated",
        "checked": "2026-11-22",
    }
    assert faults("guidance", [good]) == []
    assert faults("guidance", [{**good, **damage}]) != []


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_rules(rule: Rule) -> None:
    data = rule_as_data(rule)
    assert faults("rule", data) == []
    assert json.loads(json.dumps(data)) == data


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(all_rules()), st.sampled_from(["name", "stage", "when", "then", "cites"]))
def test_a_rule_with_a_part_missing_is_refused(rule: Rule, part: str) -> None:
    data = rule_as_data(rule)
    assert faults("rule", {**data, part: []}) != []
    del data[part]
    assert faults("rule", data) != []
