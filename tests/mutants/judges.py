"""Who may catch a mutant, cheapest first: the verifier, the scenarios, the tests of the knowledge.

The verifier is taken apart here: what it reads off the rules comes first, what it tries comes
last and only for designs that the mutant can reach. Of the others it would see what it sees of
today's rule base. That the parts find what the whole does is tested.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from unittest.mock import patch

from facts.design import Design
from knowledge.advice import Advice
from knowledge.advisor import advise
from knowledge.inquiry.base import RuleBase, in_place, present, topics
from knowledge.inquiry.direct import differ_on_the_same, topics_and_stages
from knowledge.inquiry.faults import Fault
from knowledge.inquiry.over_all import contradictions, gaps, never_fired, redundant
from knowledge.inquiry.parameters import spaces
from knowledge.inquiry.rows import read_claims, read_rows
from knowledge.inquiry.structure import structural_faults
from knowledge.inquiry.tried import Tried
from knowledge.rule_base import reasoners
from tests import test_scenarios, test_source_page
from tests.mutants.knowledge_tests import objection_of_the_tests
from tests.mutants.mutant import Mutant
from tests.mutants.reach import Reach
from tests.scenario_files import AS_OF, Scenario, scenarios

CAUGHT_BY = ("structure", "scenarios", "combinations")
TESTS, EQUIVALENT, SURVIVED = "tests", "equivalent", "survived"
_OF_ONE = (
    test_scenarios.test_scenario_holds,
    test_scenarios.test_scenario_notes_what_it_should,
    test_scenarios.test_scenario_covers_what_it_says,
)
_OF_ALL = (
    test_scenarios.test_every_record_has_a_scenario,
    test_scenarios.test_every_rule_fires_in_a_scenario,
    test_scenarios.test_both_sides_of_every_conflict_are_shown,
    test_source_page.test_every_row_of_the_source_page_is_at_work,
    test_source_page.test_every_record_of_the_page_is_known_under_its_rows,
)


@dataclass(frozen=True)
class Outcome:
    """Who caught a mutant, or that nobody did, and what was said."""

    by: str
    what: str
    reached: int = 0
    """Combinations whose advice the mutant may change."""


class Judges:
    """All who judge, with what is known of today's rule base."""

    def __init__(self, share: int = 1) -> None:
        """Put the scenarios, and one of so many combinations, through today's rules.

        A share of the combinations cannot say what never happens, as in ``verification``.
        """
        self.base = present()
        self.quick = share > 1
        self.scenarios = scenarios()
        rows = [
            one.space.design(row)
            for one in (read_rows(space) for space in spaces(self.base))
            for row in one.rows[::share]
        ]
        # the verifier tries the scenarios as well; they stand first among what it is shown
        self.designs: Sequence[Design] = [*(one.design for one in self.scenarios), *rows]
        self.examples = len(self.scenarios)
        self.reach = Reach(self.base, self.designs)
        self.advices: list[Advice] = []
        self.seen: list[Tried] = []
        with in_place(self.base), self.reach.recording() as at_work:
            for place, design in enumerate(self.designs):
                at_work[0] = place
                seen = Tried()
                seen.see(design)
                self.seen.append(seen)
                if place < self.examples:
                    self.advices.append(advise(design, AS_OF))
        self.claims = read_claims()

    def judge(self, mutant: Mutant) -> Outcome:
        """Who catches a mutant first."""
        broken = mutant.of(self.base)
        with in_place(broken):
            if what := _said(structural_faults(broken)):
                return Outcome("structure", what)
            try:
                reasoners()
            except Exception as error:  # noqa: BLE001 - whatever a broken rule base leads to
                return Outcome("structure", f"cannot be compiled: {type(error).__name__}")
            reached = self.reach.of(mutant, broken)
            count = len([one for one in reached if one >= self.examples])
            if what := self._scenarios(reached):
                return Outcome("scenarios", what, count)
            if what := _said(self._tried(broken, reached)):
                return Outcome("combinations", what, count)
            if what := objection_of_the_tests(broken):
                return Outcome(TESTS, what, count)
        if not reached:
            return Outcome(EQUIVALENT, f"{len(self.designs):,}", 0)
        return Outcome(SURVIVED, "", count)

    def _scenarios(self, reached: set[int]) -> str:
        """What the first scenario says that does not hold any more."""
        advices: dict[str, Advice] = {}

        def advice_for(name: str) -> Advice:
            if name not in advices:
                place = next(at for at, one in enumerate(self.scenarios) if one.name == name)
                scenario = self.scenarios[place]
                new = place in reached
                advices[name] = advise(scenario.design, AS_OF) if new else self.advices[place]
            return advices[name]

        with (
            patch.object(test_scenarios, "advice_for", advice_for),
            patch.object(test_source_page, "advice_for", advice_for),
        ):
            for place in sorted(one for one in reached if one < self.examples):
                scenario: Scenario = self.scenarios[place]
                for check in _OF_ONE:
                    if objects(check, scenario):
                        return scenario.name
            for collective in _OF_ALL:
                if objects(collective):
                    return collective.__name__.replace("_", " ")
        return ""

    def _tried(self, broken: RuleBase, reached: set[int]) -> Iterator[Fault]:
        """What the verifier finds by trying; of designs out of reach it has seen enough."""
        together = Tried()
        for place, before in enumerate(self.seen):
            if place not in reached:
                together.add(before)
                continue
            seen = Tried()
            seen.see(self.designs[place])
            yield from seen.faults.values()
            together.add(seen)
        yield from gaps(self.claims, together)
        yield from contradictions(broken, together, self.designs, all_tried=not self.quick)
        if not self.quick:
            yield from never_fired(broken, together)
            yield from redundant(broken, together)
        yield from self._overlaps(broken)

    def _overlaps(self, broken: RuleBase) -> Iterator[Fault]:
        """Overlaps of rules that were changed; the others overlap no more than today."""
        changed = [
            rule
            for rule in broken.rules
            if self.base.by_name.get(rule.name) != rule
            or self.base.conditions.get(rule.name) != broken.conditions.get(rule.name)
            or self.base.records_of(rule) != broken.records_of(rule)
        ]
        topic_of = {name: topic for topic, names in topics().items() for name in names}
        by_topic: dict[str, list[str]] = {}
        for rule in broken.rules:
            by_topic.setdefault(topic_of.get(rule.name, ""), []).append(rule.name)
        for topic in dict.fromkeys(topic_of.get(rule.name, "") for rule in changed):
            rules = [broken.by_name[name] for name in by_topic[topic]]
            about = {rule.name for rule in changed}
            if any(
                {one.name, two.name} & about and differ_on_the_same(one, two, broken)
                for one, two in combinations(rules, 2)
                if one.stage is two.stage
            ):
                for part in topics_and_stages(broken, {topic: by_topic[topic]}):
                    yield from part.overlaps()[0]


def objects(check: Callable[..., object], *about: object) -> str:
    """What a test says against something; empty where it says nothing."""
    try:
        check(*about)
    except Exception as error:  # noqa: BLE001 - a test may fail by any of them
        return f"{type(error).__name__}: {error}".partition("\n")[0]
    return ""


def _said(faults: Iterator[Fault] | Sequence[Fault]) -> str:
    """The first fault in a line."""
    for fault in faults:
        return f"{fault.kind}: {fault.what}"
    return ""
