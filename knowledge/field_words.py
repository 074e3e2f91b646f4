"""Fields and their values in the words of a sentence, in either language.

Many fields share a clause, such as one that says of each network how it is planned: the family
of such a field names the clause, and what the clause says of this field in particular is put in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facts.question_bank import ENTITIES, Value, field_of, questions
from knowledge import support
from knowledge.advice import Fact
from knowledge.decisions import DECISIONS, FAILURES, GUEST_LAYERS, NETWORKS, RESTARTING
from knowledge.explanation import decision_label, derived_text, option_label
from knowledge.words import LANGUAGES, listed, phrase, word

_ASKED_AS = {"copy_trust": "trust", "network_speed": "adapters_speed"}
"""Fields that stand in for answers under another name."""
_Family = tuple[str, dict[str, str]]
"""A clause, and by its placeholders what is put in: a topic and option, or another id."""


def family_of(field: str) -> str:
    """The clause of a field: its own name, or that of the family which shares one."""
    return _FAMILIES[field][0] if field in _FAMILIES else field


def named_in(field: str, language: str) -> dict[str, str]:
    """What the clause of a family says of this field, by its placeholders."""
    parts = _FAMILIES[field][1] if field in _FAMILIES else {}
    return {name: _named(name, what, language) for name, what in parts.items()}


def value_words(field: str, value: Value, language: str) -> str:
    """One value of a field; as the question bank words it where a question asks for it.

    Raises KeyError for a value without words.
    """
    topic = field.removesuffix("_chosen")
    if topic != field and topic in DECISIONS:
        return option_label(topic, str(value), language)
    own = _ASKED_AS.get(field, field.removeprefix("target_"))
    for entity in ENTITIES:
        for question in questions(entity):
            if question.field == own and value in question.words:
                return question.words[str(value)][language]
    fact = Fact(field, value, "")
    if all(derived_text(fact, one) == value for one in LANGUAGES):
        raise KeyError(f"no words for {field}: {value}")
    return derived_text(fact, language)


def failure_words(failure: str, language: str) -> str:
    """A failure as it stands inside a sentence."""
    return word(f"rule_words.failure.{failure}", language)


def quoted(text: str, language: str) -> str:
    """A label in quotation marks."""
    return phrase("rule_words.quoted", language, text=text)


def in_words(items: Sequence[str], language: str, how: str) -> str:
    """Several labels in one; ``how`` is ``and`` or ``or``."""
    return listed(items, language, f"rule_words.list.{how}", "rule_words.list.next")


def _answers() -> Iterator[tuple[str, _Family]]:
    """Fields that carry an answer about one of several storages, networks, failures, wishes."""
    for option in DECISIONS["host_storage"].options:
        for family in ("shared_storage", "persistent_reservation"):
            yield f"{family}_{field_of(option)}", (family, {"storage": f"host_storage/{option}"})
    for option in DECISIONS["guest_storage"].options:
        named = {"storage": f"guest_storage/{option}"}
        yield f"guest_storage_{field_of(option)}", ("guest_storage", named)
    for network in NETWORKS:
        for part in ("plan", "redundancy", "role", "metric", "vlan"):
            field = f"networks_{field_of(network)}_{part}"
            yield field, (f"networks.{part}", {"network": network})
    for failure in (*FAILURES, "site"):
        yield f"survive_{field_of(failure)}", ("survive", {"failure": failure})
    for topic, decision in DECISIONS.items():
        if decision.wish and not decision.planned:
            yield decision.wish_field, ("wishes", {"decision": topic})


def _worked_out() -> Iterator[tuple[str, _Family]]:
    """Fields that are worked out for each failure and layer, and of the table of products."""
    for failure in FAILURES:
        suffix = field_of(failure)
        yield f"guests_meet_{suffix}", ("guests_meet", {"failure": failure})
        for option in (*GUEST_LAYERS, *RESTARTING):
            topic = "host_layer" if option in RESTARTING else "guest_layer"
            named = {"failure": failure, "option": f"{topic}/{option}"}
            yield f"{field_of(option)}_covers_{suffix}", ("covers", named)
    for option in support.OPTIONS:
        if option != "settled-layer":
            yield support.field_of(option), ("published", {"what": option})


_FAMILIES = dict([*_answers(), *_worked_out()])


def _named(name: str, what: str, language: str) -> str:
    if name == "failure":
        return failure_words(what, language)
    if name == "what":
        return word(f"rule_words.published.{what}", language)
    if name == "network":
        return word(f"network.{what}", language)
    if name == "decision":
        return quoted(decision_label(what, language), language)
    topic, option = what.split("/")
    return quoted(option_label(topic, option, language), language)
