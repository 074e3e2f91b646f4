"""Whether an advice can be taken as it stands, or what stands in the way: for every front door."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from facts.design import Design
from knowledge.advice import Advice, DecisionTaken
from knowledge.decisions import DECISIONS
from knowledge.judgement import FIRM
from knowledge.subjects import Answers, answers_of, workload_fact

ADVICE_GIVEN, SOMETHING_IN_THE_WAY, UNUSABLE_INPUT = 0, 1, 2
"""Exit codes of the command line."""
_FAILING = ("not-supported", "insufficient")


@dataclass(frozen=True)
class Obstacle:
    """Something that stands in the way of the design as it was stated.

    ``kind`` is wished (an option wished for), stated (the guest layer a deployment brings with
    it), none (a decision without an acceptable option) or required (a condition is not met).
    ``decision`` is the id of the decision, empty for a condition; ``option`` the option or, for
    a condition, the id of the finding; ``name`` the site or workload.
    """

    kind: str
    name: str
    decision: str
    option: str


def exit_status(advice: Advice) -> int:
    """0 if the advice can be taken as it stands, 1 if there is any obstacle."""
    return SOMETHING_IN_THE_WAY if obstacles(advice) else ADVICE_GIVEN


def obstacles(advice: Advice) -> tuple[Obstacle, ...]:
    """Everything in the way, each thing once, in the order of the decisions, then the findings."""
    answers = answers_of(advice)
    found = [
        one for decision in advice.decisions for one in _of_decision(advice, decision, answers)
    ]
    found += [
        Obstacle("required", noted.name, "", noted.id)
        for noted in advice.findings
        if noted.severity == "critical" and noted.status == FIRM
    ]
    return tuple(dict.fromkeys(found))


def _of_decision(advice: Advice, decision: DecisionTaken, answers: Answers) -> Iterator[Obstacle]:
    if not decision.shown:
        return
    settled = _settled_layer(advice.design, decision, answers)
    for option in decision.options:
        fails = option.low in _FAILING and option.high in _FAILING
        if fails and (option.wished or option.id == settled):
            kind = "stated" if option.id == settled else "wished"
            yield Obstacle(kind, decision.name, decision.id, option.id)
    # the layers fail together with their pair, which says it once
    layer = decision.topic in ("guest_layer", "host_layer")
    if decision.outcome == "none" and not layer and _may_be_taken(advice, decision):
        yield Obstacle("none", decision.name, decision.id, "")


def _may_be_taken(advice: Advice, decision: DecisionTaken) -> bool:
    """Whether the option that a dependent decision belongs to is, or may be, chosen."""
    parent = DECISIONS[decision.topic].parent
    if parent is None:
        return True
    over = advice.decision(parent[0], decision.name)
    return not set(over.racing).isdisjoint(parent[1])


def _settled_layer(design: Design, decision: DecisionTaken, answers: Answers) -> str:
    """The guest layer that a stated deployment brings with it, if this decision is about it."""
    if decision.topic != "guest_layer":
        return ""
    fact = workload_fact(decision.name, design, answers)
    return str(fact.values["product_settled_layer"])
