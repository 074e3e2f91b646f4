"""A rule base as a value, the one there is or another: what the verification is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property

from knowledge import asking, release_tables, support, traits
from knowledge.advisor import runners
from knowledge.guidance import Guidance, guidance
from knowledge.inquiry import absence, points
from knowledge.predicates import Predicate
from knowledge.rule_base import TOPICS, all_rules, knowledge_version, reasoners, rules_by_name
from knowledge.rules import FieldRecord, Rule, Stage, conditions_of
from knowledge.tally import tally_runners


@dataclass(frozen=True, eq=False)
class RuleBase:
    """Rules, records and rows of the support table that belong together."""

    rules: tuple[Rule, ...]
    records: Mapping[str, Guidance]
    rows: tuple[support.SupportRow, ...]

    @cached_property
    def by_name(self) -> Mapping[str, Rule]:
        """The rules by their names; of two with one name the last."""
        return {rule.name: rule for rule in self.rules}

    @cached_property
    def conditions(self) -> Mapping[str, Mapping[str, Predicate]]:
        """All conditions on the wide fact, rule by rule; of rules whose records are there."""
        found = {}
        for rule in self.rules:
            with suppress(KeyError):
                found[rule.name] = conditions_of(rule, self.records)
        return found

    @cached_property
    def thresholds(self) -> Mapping[str, frozenset[int]]:
        """Every number that some rule compares a field with."""
        found: dict[str, set[int]] = {}
        for (_, name), tests in self.tests.items():
            found.setdefault(name, set()).update(*map(points.bounds_in, tests))
        return {name: frozenset(numbers) for name, numbers in found.items()}

    @cached_property
    def tests(self) -> Mapping[tuple[str, str], tuple[Predicate, ...]]:
        """The conditions that rules about a kind of subject put to a field of it, each once."""
        found: dict[tuple[str, str], dict[Predicate, None]] = {}
        for rule in self.rules:
            for name, test in self.conditions.get(rule.name, {}).items():
                found.setdefault((rule.stage.subject, name), {})[test] = None
        return {key: tuple(tests) for key, tests in found.items()}

    def of_stage(self, stage: Stage) -> tuple[Rule, ...]:
        """The rules of one stage in their order."""
        return tuple(rule for rule in self.rules if rule.stage is stage)

    def records_of(self, rule: Rule) -> tuple[str, ...]:
        """Records a rule may stand on: those cited by name, and those of rows it reads."""
        fields = {one.field for one in rule.cites if isinstance(one, FieldRecord)}
        of_rows = {row.record for row in self.rows if support.record_field_of(row.option) in fields}
        of_rows |= {record for name in fields for record in release_tables.records_of(name)}
        return (*rule.records, *sorted(of_rows))


def present() -> RuleBase:
    """The rule base that the advice is given by."""
    return RuleBase(all_rules(), guidance(), support.rows())


def topics() -> Mapping[str, tuple[str, ...]]:
    """The names of the rules of each topic."""
    return {
        topic.__name__.rsplit(".", 1)[1]: tuple(rule.name for rule in topic.RULES)
        for topic in TOPICS
    }


@contextmanager
def in_place(base: RuleBase) -> Iterator[None]:
    """Let ``advise`` work by another rule base for a while.

    It is put in place for the whole process: for tools that verify, not for a server.
    """
    with ExitStack() as stack:
        _forget()
        stack.callback(_forget)
        stack.enter_context(guidance.instead(base.records))
        stack.enter_context(support.rows.instead(base.rows))
        stack.enter_context(all_rules.instead(base.rules))
        yield


def _forget() -> None:
    """Forget all that is worked out from the rule base and kept."""
    for made in (reasoners, rules_by_name, knowledge_version, runners, tally_runners):
        made.cache_clear()
    traits._supported.cache_clear()
    traits._guest_support.cache_clear()
    asking._fields_of_record.cache_clear()
    # kept by the rules alone, but records and rows of the table bear on it as well
    asking._edges.cache_clear()
    asking.reason.cache_clear()
    absence._conditions.cache_clear()
    points.values_of.cache_clear()
    points._thresholds.cache_clear()
