"""Faults that show only over all combinations tried: what never happens, or always together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from facts.design import Design
from knowledge.inquiry.base import RuleBase
from knowledge.inquiry.faults import Fault
from knowledge.inquiry.structure import implies, says_no_more
from knowledge.inquiry.tried import About, Tried
from knowledge.rules import Rule


def never_fired(base: RuleBase, tried: Tried) -> Iterator[Fault]:
    """Rules that no combination tried makes fire."""
    for rule in base.rules:
        if rule.name not in tried.fired:
            yield Fault("dead", (rule.name,), "it fires in no combination tried")


def redundant(base: RuleBase, tried: Tried) -> Iterator[Fault]:
    """Rules that say nothing which another does not say each time they fire."""
    for one, other in _alike(base):
        mine, theirs = tried.fired.get(one.name, 0), tried.fired.get(other.name, 0)
        # of two that always fire together the later one is too many
        later = mine != theirs or base.rules.index(one) > base.rules.index(other)
        if mine and mine & theirs == mine and later:
            what = "the second says the same wherever it fires"
            yield Fault("redundant", (one.name, other.name), what)


def _alike(base: RuleBase) -> Iterator[tuple[Rule, Rule]]:
    """Pairs of which the first says no more than the second, by the same records.

    What is said again in a later stage has been heard in between, so it is not too much.
    """
    for one in base.rules:
        for other in base.rules:
            same_subject = one is not other and one.stage.subject == other.stage.subject
            in_time = same_subject and other.stage.position <= one.stage.position
            if in_time and says_no_more(one, other):
                yield one, other


def contradictions(
    base: RuleBase, tried: Tried, designs: Sequence[Design], *, all_tried: bool = True
) -> Iterator[Fault]:
    """Merits that always have the same objection beside them, undisputed.

    Whatever the rule recommends, another rejects in the same breath: the records disagree and
    do not say so, or the merit is in vain. An objection in some of the cases is no contradiction:
    what is recommended in general may be barred by an answer that the merit does not read.
    """
    told: set[tuple[str, str]] = set()
    for merit, objections in sorted(tried.beside.items()):
        for objection in sorted(objections if all_tried else ()):
            told.add((merit, objection))
            place = tried.first_where(merit, objection)
            shown = designs[place] if place is not None else None
            what = "the merit never stands without the objection"
            yield Fault("contradiction", (merit, objection), what, shown)
    for merit_rule, objecting in _opposed(base):
        names = (merit_rule.name, objecting.name)
        if names not in told and implies(merit_rule, objecting, base):
            place = tried.first_where(*names)
            if place is not None:
                what = "wherever the merit holds, the objection does"
                yield Fault("contradiction", names, what, designs[place])


def _opposed(base: RuleBase) -> Iterator[tuple[Rule, Rule]]:
    """A rule with a merit and one with an objection to the same option, of one stage."""
    for one in base.rules:
        merits = {(said["decision"], said["option"]) for said in one.then if said.kind == "Merit"}
        if merits:
            for other in base.rules:
                against = {
                    (said["decision"], said["option"])
                    for said in other.then
                    if said.kind == "Objection"
                }
                if merits & against and one.stage is other.stage:
                    yield one, other


def gaps(claims: Collection[About], tried: Tried) -> Iterator[Fault]:
    """Options judged by rules in every case, as claimed, of which once nothing is said."""
    for topic, option in sorted(claims):
        if (topic, option) in tried.silent:
            shown = tried.silent[topic, option]
            what = f"nothing is said of {option} of {topic}"
            yield Fault("gap", (), what, shown, (topic, option))


def spoken_of(tried: Tried) -> list[About]:
    """Options of which something was said in every design tried in which they were shown."""
    return sorted(tried.options - {*tried.silent})
