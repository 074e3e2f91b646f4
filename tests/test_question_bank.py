"""The question bank: complete in both languages, sound in its conditions, and every answer used."""

import re
from collections.abc import Iterator

import pytest

from facts.answers import resolve
from facts.question_bank import ENTITIES, KINDS, NO_LIMIT, Question, all_questions, by_id, questions
from knowledge.decisions import DECISIONS
from knowledge.rule_base import all_rules, reasoners, rules_by_name
from knowledge.rules import FieldRecord
from knowledge.support import rows
from knowledge.words import LANGUAGES

EVERY = list(all_questions())
ids = [f"{one.entity}-{one.id}" for one in EVERY]

TITLE_BLOCK = {"project", "customer", "author", "version", "as_of"}
"""Printed, not judged."""

USED_OTHERWISE = {
    "site": "says whose answers a workload inherits",
    "second_copy.site": "says which site is the target",
    "second_copy.other_host": "arrives as target_kind",
    "house_rules.combined_clustering": "decides between records in conflict",
    "product_release": "read by the ranges of the support table's records",
    "trust": "arrives as copy_trust",
    "host_trust": "arrives as host_trust and copy_trust",
    "connected": "arrives as copy_connected",
    "directory.outside": "arrives, with copies at other sites, as controller_outside",
    "instances": "drawn as the number of machines",
    "wishes.guest_layer": "arrives as guest_cluster_wanted, and breaks ties of the pair",
    **{
        one.wish: f"breaks ties of {topic}, and says what is planned"
        for topic, one in DECISIONS.items()
        if one.wish and one.wish != "wishes.guest_layer"
    },
    "s2d.drive_gb": "arrives as s2d_host_tb, s2d_pool_tb and s2d_pool_gb",
    "memory": "arrives as memory_named and memory_needed",
    "host_memory": "arrives as host_memory_named and memory_left",
    "adapters": "compared with what the networks take",
    "guests_use_iscsi": "arrives as guests_reach_iscsi",
}
"""Questions that are read in Python rather than by a rule's condition, and for what."""


@pytest.mark.parametrize("question", EVERY, ids=ids)
def test_texts_stand_in_both_languages(question: Question) -> None:
    for text in (question.label, question.title, question.help, *question.words.values()):
        assert set(text) == set(LANGUAGES)
        assert all(isinstance(one, str) and one.strip() for one in text.values())
    assert question.title["en"].endswith("?") == question.title["ja"].endswith("か"), "one asks"
    assert question.help["ja"].endswith("。")
    assert question.help["en"].endswith((".", "?"))


@pytest.mark.parametrize("question", EVERY, ids=ids)
def test_it_has_a_default_or_must_be_answered(question: Question) -> None:
    assert question.kind in KINDS
    ways = (question.required, question.default_from is not None, question.default is not None)
    assert sum(ways) == 1
    if question.kind == "word":
        assert question.words
        assert question.default in (None, *question.words)
    if question.default_from:
        assert question.default_from in by_id("site")
    if question.kind == "count":
        assert question.required or question.default == NO_LIMIT
        assert 0 < question.least < question.most


def test_at_most_five_questions_must_be_answered() -> None:
    assert len([one for one in EVERY if one.required]) <= 5


@pytest.mark.parametrize("question", EVERY, ids=ids)
def test_conditions_name_earlier_questions_and_their_words(question: Question) -> None:
    earlier = {
        one.id: one
        for one in questions(question.entity)[: questions(question.entity).index(question)]
    }
    for condition in question.ask_when:
        for other, words in condition.items():
            assert other in earlier
            assert set(words) <= set(earlier[other].words), f"{other} has no such word"
    for other, table in question.choices_for.items():
        assert set(table) <= set(earlier[other].words)
        for words in table.values():
            assert words
            assert set(words) <= set(question.words)


def test_ids_and_fields_are_unique() -> None:
    for entity in ENTITIES:
        found = questions(entity)
        assert len({one.id for one in found}) == len({one.field for one in found}) == len(found)
        assert all(re.fullmatch(r"[a-z0-9_]+(\.[a-z0-9_-]+){0,2}", one.id) for one in found)
    # site and design answers meet in one wide fact with those of the workload
    shared = {one.field for one in questions("site")} & {one.field for one in questions("workload")}
    assert shared <= set()


def fields_read() -> Iterator[str]:
    for reasoner in reasoners().values():
        yield from reasoner.fields
    for rule in all_rules():
        yield from (one.field for one in rule.cites if isinstance(one, FieldRecord))


READ = set(fields_read())


@pytest.mark.parametrize("question", EVERY, ids=ids)
def test_every_answer_is_used(question: Question) -> None:
    if question.id in TITLE_BLOCK:
        assert question.kind in ("text", "date")
        return
    used = question.field in READ or f"target_{question.field}" in READ
    conditions = any(
        question.id in condition
        for other in questions(question.entity)
        for condition in other.ask_when
    )
    assert used or conditions or question.id in USED_OTHERWISE


def test_the_list_of_other_uses_is_not_longer_than_needed() -> None:
    known = {one.id for one in EVERY}
    assert set(USED_OTHERWISE) <= known


def test_every_word_of_product_and_deployment_means_something() -> None:
    """A product or deployment that no row and no rule speaks of would be judged as if unsaid."""
    spoken = {row.product for row in rows()}
    assert spoken == set(by_id("workload")["product"].words)
    deployments = {word for row in rows() for word in row.deployments}
    assert deployments <= set(by_id("workload")["deployment"].words)
    assert set(by_id("workload")["deployment"].words) - deployments <= {"standalone"}


def test_rules_are_found_by_name() -> None:
    assert len(rules_by_name()) == len(all_rules())


def test_the_bank_resolves_without_any_answer() -> None:
    for entity in ENTITIES:
        assert set(resolve(entity, {})) == set(by_id(entity))
