"""What a decision would come to after some changes, and which answers it can rest on at all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from facts.design import Design
from facts.question_bank import UNKNOWN, Value
from knowledge.advice import Advice, DecisionTaken
from knowledge.advisor import advise
from knowledge.guidance import guidance
from knowledge.inquiry.points import Change, Point, changed
from knowledge.recall import Recall
from knowledge.resting import Resting
from knowledge.rules import range_conditions
from knowledge.variations import Group, Trial, Variations, group_of
from knowledge.varied import Altered, Asked


class Trials:
    """Variations of one design; what they have in common is judged once. For one thread."""

    def __init__(self, design: Design, as_of: str) -> None:
        """Take the design that is to be varied."""
        self.design, self.as_of = design, as_of
        self._variations = Variations(design, as_of)
        self._resting: dict[frozenset[Point], tuple[Advice, Resting]] = {}

    def of(self, changes: Iterable[Change], decision: DecisionTaken) -> Trial:
        """What a decision would come to."""
        return self.of_group(changes, group_of(decision.topic, decision.name))[decision.topic]

    def of_group(self, changes: Iterable[Change], group: Group) -> Mapping[str, Trial]:
        """What each decision of a group would come to, by its topic."""
        return self._variations.trials(self._by_entity(changes), group)

    def within_reach(self, points: Iterable[Point], group: Group) -> list[Point]:
        """Those points that a group of decisions can rest on by the way subjects hang together."""
        reach = self._variations.reach(group)
        return [one for one in points if self._asked(one) in reach]

    def relevant(self, points: Collection[Point], decision: DecisionTaken) -> list[Point]:
        """Those points that a decision can rest on at all, whatever all of them are changed to.

        With all of them unknown at once every conclusion comes up that any change could bring. By
        what conclusions are weighed against each other is not among the facts they name.
        """
        behind = self._behind(points, decision)
        weighed = _weighed()
        return [
            one
            for one in self.within_reach(points, group_of(decision.topic, decision.name))
            if self._asked(one) in behind or one.asks.field in weighed
        ]

    def _by_entity(self, changes: Iterable[Change]) -> Altered:
        found: dict[str, dict[str, Value]] = {}
        for point, value in changes:
            found.setdefault(self._asked(point)[0], {})[point.question] = value
        return {
            entity: tuple(sorted(found[entity].items(), key=_question)) for entity in sorted(found)
        }

    def _asked(self, point: Point) -> Asked:
        """The question of a point, asked about its entity as facts and open questions name it."""
        name = self.design.link(*point.names).name if point.entity == "link" else point.label
        return f"{point.entity}:{name}", point.question

    def _behind(self, points: Collection[Point], decision: DecisionTaken) -> set[Asked]:
        key = frozenset(points)
        if key not in self._resting:
            unknown = changed(self.design, [(one, UNKNOWN) for one in points])
            advice = advise(unknown, self.as_of)
            # without all that it takes to say why
            bare = replace(advice, reasons={}, findings=(), tasks=(), recall=Recall())
            self._resting = {key: (bare, Resting(bare))}
        advice, resting = self._resting[key]
        rests_on = resting.points_behind(advice.decision(decision.topic, decision.name))
        return {(f"{one.entity}:{one.name}", one.question) for one in rests_on}


def _question(answered: tuple[str, Value]) -> str:
    return answered[0]


def _weighed() -> set[str]:
    """Fields that say whether a record applies which another one disagrees with."""
    return {
        field
        for record in guidance().values()
        if record.conflicts_with
        for field, _ in range_conditions(record, "own")
    }
