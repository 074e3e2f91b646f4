"""Faults planted beside the rules: shadows, contradictions, orphans, gaps, circles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from knowledge.inquiry.base import RuleBase, topics
from knowledge.predicates import YES, OneOf
from knowledge.rules import Conclusion, Rule
from tests.mutants.mutant import Mutant
from tests.mutants.of_rules import held, reading


def planted(base: RuleBase) -> Iterator[Mutant]:
    """Every fault that is planted by the example of a rule."""
    for topic, names in topics().items():
        for rule in (base.by_name[name] for name in names):
            for kind, plant in (
                ("rule shadowed", _shadows),
                ("contradiction added", _contradictions),
                ("orphan added", _orphans),
                ("circle added", _circles),
            ):
                for what, added in plant(rule):
                    yield Mutant(kind, topic, f"{rule.name}: {what}", added=added)
    yield from _gaps(base)


def _shadows(rule: Rule) -> Iterator[tuple[str, tuple[Rule, ...]]]:
    """A copy that holds in fewer cases, in the same or in more."""
    copy = replace(rule, name=f"{rule.name}_shadow")
    yield "again", (copy,)
    for name in rule.given:
        yield f"again without {name}", (reading(copy, name, None),)
    unread = [name for name in sorted(held(rule.stage)) if name not in rule.given]
    # the fields that answers carry come first in every stage, so that the choice stays the same
    for name in [one for one in unread if len(held(rule.stage)[one]) > 1][:: len(unread) // 3]:
        word = held(rule.stage)[name][0]
        yield f"again where {name} is {word}", (reading(copy, name, OneOf((word,))),)


def _contradictions(rule: Rule) -> Iterator[tuple[str, tuple[Rule, ...]]]:
    """A rule for an option wherever another is against it, and the reverse."""
    name = f"{rule.name}_contradicted"
    for said in rule.then:
        about = (("decision", said["decision"]), ("option", said["option"]))
        if said.kind == "Objection":
            yield "a merit", (replace(rule, name=name, then=(Conclusion("Merit", about),)),)
        elif said.kind == "Merit":
            for level in ("not-supported", "discouraged"):
                against = Conclusion("Objection", (*about, ("level", level)))
                yield level, (replace(rule, name=name, then=(against,)),)


def _orphans(rule: Rule) -> Iterator[tuple[str, tuple[Rule, ...]]]:
    """A conclusion that nobody hears, a field that nobody supplies, a record nobody knows."""
    copy = replace(rule, name=f"{rule.name}_orphan")
    unheard = Conclusion("Finding", (("id", "nobody-words-this"), ("severity", "info")))
    yield "a finding without words", (replace(copy, then=(unheard,)),)
    need = Conclusion("Need", (("what", "a-miracle"),))
    yield "a need nobody asks for", (replace(copy, then=(need,)),)
    yield "a field nobody supplies", (reading(copy, "weather", YES),)
    yield "a record that does not exist", (replace(copy, cites=("no-such-record",)),)


def _circles(rule: Rule) -> Iterator[tuple[str, tuple[Rule, ...]]]:
    """A rule that waits for its own conclusion, and two that wait for each other's."""
    for said in rule.then[:1]:
        copy = replace(rule, name=f"{rule.name}_circle")
        yield "waits for itself", (replace(copy, when=(*rule.when, said)),)
        other = Conclusion("Task", (("id", "add-adapters"),))
        there = replace(copy, when=(*rule.when, said), then=(other,))
        back = replace(copy, name=f"{rule.name}_back", when=(*rule.when, other))
        yield "two wait for each other", (there, back)


def _gaps(base: RuleBase) -> Iterator[Mutant]:
    """Nothing is said any more against an option, or nothing at all."""
    topic_of = {name: topic for topic, names in topics().items() for name in names}
    about: dict[tuple[str, str], list[Rule]] = {}
    for rule in base.rules:
        for said in rule.then:
            if said.kind == "Objection":
                key = (said["decision"], said["option"])
                if rule not in about.setdefault(key, []):
                    about[key].append(rule)
    for (decision, option), rules in about.items():
        left: dict[str, Rule | None] = {}
        for rule in rules:
            then = tuple(
                said
                for said in rule.then
                if said.kind != "Objection"
                or (said["decision"], said["option"]) != (decision, option)
            )
            left[rule.name] = replace(rule, then=then) if then else None
        for topic in dict.fromkeys(topic_of[rule.name] for rule in rules):
            yield Mutant("gap", topic, f"no objection to {option} of {decision}", left)
