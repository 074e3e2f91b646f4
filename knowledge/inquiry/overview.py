"""What an advice amounts to as a whole: who is protected how, what is open, what is not taken."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from facts.question_bank import by_id
from knowledge.advice import Advice, DecisionTaken
from knowledge.decisions import DECISIONS
from knowledge.inquiry.standing import Standing, standing
from knowledge.judgement import FIRM, UNDETERMINED
from knowledge.layers import layer_of

PROTECTED, BY_HAND, NOT_ASKED, OPEN, NONE = "protected", "by-hand", "not-asked", "open", "none"
HOST_FAILURE = (PROTECTED, BY_HAND, NOT_ASKED, OPEN, NONE)
"""What becomes of a workload when its host fails, as far as is sure."""
DISCOURAGED = "discouraged"
_NOT_ELSEWHERE = ("none", "nothing", "stretched-cluster")
"""Second copies that are none of their own: a stretched cluster restarts the machine itself."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was decided for a workload; workloads with the same outcome are told together.

    ``copy`` is None where nothing is to be said of it, because the pair itself is not settled.
    ``copy_to`` is the site of the second copy, empty where it stays at the site or there is none.
    """

    pair: Standing
    copy: Standing | None = None
    copy_to: str = ""

    @property
    def verdict(self) -> str:
        """The worst of it: ``none`` without an acceptable option, else undetermined, else its own.

        A discouraged copy is as worth knowing as a discouraged pair.
        """
        parts = [one for one in (self.pair, self.copy) if one is not None]
        if any(one.option == "none" for one in parts):
            return NONE
        if not all(one.firm for one in parts):
            return UNDETERMINED
        return DISCOURAGED if any(one.verdict == DISCOURAGED for one in parts) else parts[0].verdict


@dataclass(frozen=True)
class Overview:
    """The advice in figures, without the sites and workloads that are left out of it."""

    advice: Advice
    left_out: Collection[tuple[str, str]] = frozenset()

    @cached_property
    def sites(self) -> dict[str, Standing]:
        """How the platform of each site stands; main sites first."""
        roles = {one.name: one.answers.get("role", "main") for one in self.advice.design.sites}
        return {
            name: standing(self.advice.decision("platform", name))
            for name in sorted(roles, key=lambda one: (roles[one] != "main", one))
            if ("site", name) not in self.left_out
        }

    @cached_property
    def workloads(self) -> dict[str, Outcome]:
        """The outcome of each workload."""
        return {
            one.name: self._outcome(one.name)
            for one in self.advice.design.workloads
            if ("workload", one.name) not in self.left_out
        }

    @cached_property
    def groups(self) -> tuple[tuple[Outcome, tuple[str, ...]], ...]:
        """Workloads by their outcome: what is not settled first, then the larger groups."""
        found: dict[Outcome, list[str]] = {}
        for name, outcome in self.workloads.items():
            found.setdefault(outcome, []).append(name)
        return tuple(
            (outcome, tuple(sorted(names)))
            for outcome, names in sorted(
                found.items(), key=lambda one: (_grave(one[0]), -len(one[1]), min(one[1]))
            )
        )

    @cached_property
    def at_host_failure(self) -> dict[str, tuple[str, ...]]:
        """Names of the workloads by what becomes of them when their host fails."""
        found: dict[str, list[str]] = {one: [] for one in HOST_FAILURE}
        for name, outcome in self.workloads.items():
            found[self._at_host_failure(name, outcome)].append(name)
        return {one: tuple(names) for one, names in found.items()}

    @property
    def copied(self) -> dict[str, tuple[str, ...]]:
        """Workloads with a second copy by whether it is at another ``site`` or another ``host``.

        Those for which that is not settled stand under ``open``.
        """
        found: dict[str, list[str]] = {"site": [], "host": [], "open": []}
        for name in self.workloads:
            copy = standing(self.advice.decision("second_copy", name))
            if not copy.firm:
                found["open"].append(name)
            elif copy.option not in _NOT_ELSEWHERE:
                found["site" if self._copy_to(name) else "host"].append(name)
        return {one: tuple(names) for one, names in found.items()}

    @cached_property
    def not_taken(self) -> tuple[DecisionTaken, ...]:
        """Decisions in which what was wished for or planned is out of the race."""
        return tuple(
            one
            for one in self.advice.decisions
            if one.shown and self._told(one.subject, one.name) and lost_wish(one)
        )

    @cached_property
    def without_option(self) -> tuple[DecisionTaken, ...]:
        """Decisions for which no option is acceptable; the layers of a pair are not named again."""
        return tuple(
            one
            for one in self.advice.decisions
            if one.shown
            and one.outcome == "none"
            and one.topic not in ("guest_layer", "host_layer")
            and self._told(one.subject, one.name)
            and self._may_be_taken(one)
        )

    @cached_property
    def discouraged(self) -> tuple[str, ...]:
        """Workloads whose protection is discouraged, and chosen for want of a better one."""
        return tuple(
            name
            for name, outcome in self.workloads.items()
            if outcome.pair.taken and outcome.pair.verdict == DISCOURAGED
        )

    def findings(self, severity: str) -> int:
        """How many findings of a severity there are, each counted once for all it concerns."""
        return len(
            {
                one.id
                for one in self.advice.findings
                if one.severity == severity and self._told(one.subject, one.name)
            }
        )

    def _told(self, subject: str, name: str) -> bool:
        return (subject, name) not in self.left_out

    def _outcome(self, name: str) -> Outcome:
        pair = standing(self.advice.decision("pair", name))
        if not pair.firm:
            # what is not decided has no verdict that would be worth a group of its own
            return Outcome(pair._replace(verdict=UNDETERMINED))
        if not pair.taken:
            return Outcome(pair)
        copy = standing(self.advice.decision("second_copy", name))
        worth = copy.verdict if copy.verdict == DISCOURAGED else ""
        place = "" if copy.option in _NOT_ELSEWHERE else self._copy_to(name)
        return Outcome(pair, copy._replace(verdict=worth), place)

    def _copy_to(self, name: str) -> str:
        answers = self.advice.design.workload(name).answers
        site = str(answers.get("second_copy.site", "none"))
        return "" if site in ("none", str(answers.get("site"))) else site

    def _at_host_failure(self, name: str, outcome: Outcome) -> str:
        if outcome.pair.option == "none":
            return NONE
        if not outcome.pair.taken:
            return OPEN
        if self._covered(name, outcome.pair.option):
            return PROTECTED
        if self._asked_to_survive(name) == "no":
            return NOT_ASKED
        # only a copy is left, which somebody has to start
        copy = outcome.copy
        if copy is None or not copy.firm:
            return OPEN
        return NONE if copy.option in _NOT_ELSEWHERE else BY_HAND

    def _covered(self, name: str, pair: str) -> bool:
        first = self.advice.alike("workload", name)[0]
        layers = {layer_of("guest_layer", pair), layer_of("host_layer", pair)}
        return not layers.isdisjoint(self._covering.get(first, ()))

    @cached_property
    def _covering(self) -> dict[str, set[str]]:
        """Layers that surely cover the failure of a host, by the first workload of a profile."""
        found: dict[str, set[str]] = {}
        for one in self.advice.reasons.values():
            if one.kind == "Covers" and one.status == FIRM and one.slots["failure"] == "host":
                found.setdefault(one.name, set()).add(one.slots["by"])
        return found

    def _asked_to_survive(self, name: str) -> str:
        given = self.advice.design.workload(name).answers.get("survive.host")
        return str(given if given is not None else by_id("workload")["survive.host"].default)

    def _may_be_taken(self, decision: DecisionTaken) -> bool:
        parent = DECISIONS[decision.topic].parent
        if parent is None:
            return True
        return not set(self.advice.decision(parent[0], decision.name).racing).isdisjoint(parent[1])


def lost_wish(decision: DecisionTaken) -> str:
    """The option that was wished for or planned and is out of the race, or an empty string."""
    return next(
        (one.id for one in decision.options if one.wished and one.id not in decision.racing), ""
    )


def _grave(outcome: Outcome) -> int:
    """Where an outcome stands among the others: what needs attention first."""
    order = (NONE, UNDETERMINED, DISCOURAGED)
    return order.index(outcome.verdict) if outcome.verdict in order else len(order)
