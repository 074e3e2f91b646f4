"""Rules in sentences, in either language: "If ..., then ...".

The words come from the rule value: its conditions with the ranges of the records it cites, and
its conclusions. Rules that hold under the same conditions can share a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from knowledge.condition_words import clauses, together
from knowledge.decisions import RESTARTING
from knowledge.explanation import decision_label, option_label
from knowledge.field_words import failure_words, in_words, quoted
from knowledge.guidance import guidance
from knowledge.predicates import Predicate
from knowledge.rules import Absent, Conclusion, Rule, conditions_of
from knowledge.words import catalogue, listed, phrase, word


def rule_sentence(rule: Rule, language: str) -> str:
    """A rule in one sentence; raises KeyError for a field or word without a text."""
    return sentence(conditions_of(rule, guidance()), (rule,), language)


def sentence(conditions: Mapping[str, Predicate], rules: Sequence[Rule], language: str) -> str:
    """Rules that hold under the same conditions, in one sentence.

    ``conditions`` are those on the wide fact; patterns of earlier conclusions are the rules' own.
    """
    met = [*clauses(conditions, language), *_patterns(rules[0], language)]
    conclusions = [one for rule in rules for one in rule.then]
    said = listed(
        said_of(conclusions, language),
        language,
        "rule_words.conclusion.and",
        "rule_words.conclusion.and",
    )
    if not met:
        return phrase("rule_words.always", language, conclusions=said)
    return phrase(
        "rule_words.if-then", language, conditions=together(met, language), conclusions=said
    )


def _patterns(rule: Rule, language: str) -> Iterator[str]:
    """What an earlier rule of the same run has concluded, or has not."""
    for part in rule.when:
        if isinstance(part, Conclusion):
            yield phrase("rule_words.clause.concluded", language, said=_one(part, language))
        elif isinstance(part, Absent):
            said = _one(part.pattern, language)
            yield phrase("rule_words.clause.not-concluded", language, said=said)


def _one(conclusion: Conclusion, language: str) -> str:
    return said_of([conclusion], language)[0]


@dataclass(frozen=True)
class _Group:
    """Options of decisions of which the same is said; failures that are covered alike."""

    kind: str
    slots: Mapping[str, str]
    options: tuple[str, ...]
    decisions: tuple[str, ...]

    def of_the_same(self, other: _Group | None) -> bool:
        """Whether another group is about the same options."""
        return other is not None and (self.options, self.decisions) == (
            other.options,
            other.decisions,
        )


def said_of(conclusions: Iterable[Conclusion], language: str) -> list[str]:
    """What follows, without a full stop; what holds of several options is said once."""
    found: list[str] = []
    before: _Group | None = None
    for group in _groups(conclusions):
        found.append(_worded(group, group.of_the_same(before), language))
        before = group
    return found


def _groups(conclusions: Iterable[Conclusion]) -> Iterator[_Group]:
    """Conclusions that differ in option and decision, or in failure, alone: together."""
    said: dict[tuple[str, tuple[tuple[str, str], ...]], dict[str, list[str]]] = {}
    for one in conclusions:
        told = "failure" if one.kind == "Covers" else "option"
        rest = tuple(slot for slot in one.slots if slot[0] not in ("decision", told))
        options = said.setdefault((one.kind, rest), {}).setdefault(one["decision"], [])
        if one[told] not in options:
            options.append(one[told])
    for (kind, rest), by_decision in said.items():
        alike: dict[tuple[str, tuple[str, ...]], list[str]] = {}
        for decision, options in by_decision.items():
            alike.setdefault((decision.partition(".")[0], tuple(options)), []).append(decision)
        for (_, same), decisions in alike.items():
            yield _Group(kind, dict(rest), same, tuple(decisions))


def _worded(group: _Group, said_before: bool, language: str) -> str:
    slots = group.slots
    if group.kind == "Need":
        return word(f"rule_words.need.{slots['what']}", language)
    if group.kind == "Covers":
        return _covers(slots["by"], group.options, language)
    values = {"where": _where(group.decisions, language), "options": _options(group, language)}
    if group.kind in ("Finding", "Task"):
        noted = _noted(group.kind.lower(), slots, language)
        if not group.options[0]:
            return noted
        if said_before:
            return phrase(_key("noted-when-same", group.options), language, said=noted)
        return phrase("rule_words.noted-when", language, said=noted, **values)
    if group.kind == "Merit":
        return phrase(_key("merit", group.options), language, **values)
    objection, missed = f"objection.{slots.get('level', 'any')}", slots.get("misses", "")
    if f"rule_words.failure.{missed}" in catalogue():
        objection += ".uncovered"
        values["failure"] = failure_words(missed, language)
    elif missed:
        objection += ".missing"
        values["misses"] = quoted(word(f"misses.{missed}", language), language)
    return phrase(_key(objection, group.options), language, **values)


def _key(key: str, options: Sequence[str]) -> str:
    """The entry for one option or, where it has one of its own, for several."""
    several = f"rule_words.{key}.many"
    return several if len(options) > 1 and several in catalogue() else f"rule_words.{key}"


def _covers(by: str, failures: Iterable[str], language: str) -> str:
    topic = "host_layer" if by in RESTARTING else "guest_layer"
    option = quoted(option_label(topic, by, language), language)
    named = in_words([failure_words(one, language) for one in failures], language, "and")
    return phrase("rule_words.covers", language, option=option, failure=named)


def _noted(kind: str, slots: Mapping[str, str], language: str) -> str:
    """That a finding or task is told, by its heading."""
    name = quoted(word(f"{kind}.{slots['id']}.name", language), language)
    if kind == "task":
        return phrase("rule_words.task", language, name=name)
    severity = word(f"severity.{slots['severity']}", language)
    return phrase("rule_words.finding", language, name=name, severity=severity)


def _options(group: _Group, language: str) -> str:
    if not group.options[0]:
        return word("rule_words.any-option", language)
    topic = group.decisions[0]
    labels = [quoted(option_label(topic, one, language), language) for one in group.options]
    return in_words(labels, language, "and")


def _where(decisions: Sequence[str], language: str) -> str:
    """The decisions in parentheses, a space before them; nothing where none is named."""
    named = [quoted(decision_label(one, language), language) for one in decisions if one]
    if not named:
        return ""
    key = _key("where", named)
    return " " + phrase(key, language, decisions=in_words(named, language, "and"))
