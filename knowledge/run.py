"""One run of the whole inference: wide facts in, reasons out, stage after stage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice

from facts.question_bank import Value
from knowledge.advice import Fact, Reason
from knowledge.conflicts import Met, Scales, combined
from knowledge.decisions import DECISIONS
from knowledge.guidance import Guidance
from knowledge.judgement import FIRM, OPEN, OVERRULED, Judgement, Weights
from knowledge.reasoner import SURE, Derivation, Reasoner
from knowledge.rules import Absent, Conclusion, FieldRecord, Rule, Stage
from knowledge.wide_fact import WideFact


@dataclass(frozen=True, slots=True)
class Step:
    """The facts from other subjects that a step began with, and how much there was before it."""

    facts: tuple[Fact, ...]
    fields: int
    reasons: int
    met: int
    judgements: int


def name_of_findings(kind: str, name: str) -> tuple[str, str, str]:
    """Name under which the findings about a subject are kept for the next design."""
    return ("findings", kind, name)


@dataclass(eq=False)
class Findings:
    """Everything concluded so far about one subject, and what was decided about it.

    The subject is a site, or all the workloads that are described alike: ``members`` names
    them, the first of them stands in the facts and reasons. The facts it begins with follow from
    ``given``. Things are only ever added, so what there was before a step is the beginning of
    what there is now.
    """

    fact: WideFact
    members: tuple[str, ...] = ()
    given: tuple[object, ...] = ()
    reasons: dict[str, Reason] = field(default_factory=dict)
    met: list[tuple[Met, str]] = field(default_factory=list)
    judgements: dict[str, Judgement] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    weighed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Fields that are unknown, by the reasons that disagreeing records leave open for that."""
    _standing: dict[str, list[Reason]] = field(default_factory=dict)
    _opinions: list[Reason] = field(default_factory=list)
    _places: dict[tuple[str, str], list[int]] = field(default_factory=dict)

    def add(self, reason: Reason) -> None:
        """Take in one more reason."""
        if reason.kind in ("Objection", "Merit"):
            about = (reason.slots.get("decision", ""), reason.slots.get("option", ""))
            self._places.setdefault(about, []).append(len(self._opinions))
            self._opinions.append(reason)
        self.reasons[reason.id] = reason
        if reason.status != OVERRULED:
            self._standing.setdefault(reason.kind, []).append(reason)

    def begin(self, facts: tuple[Fact, ...]) -> None:
        """Begin a step with facts from other subjects."""
        sizes = (len(self.fact.origins), len(self.reasons), len(self.met), len(self.judgements))
        self.steps.append(Step(facts, *sizes))
        for fact in facts:
            self.fact.take(fact)

    def before(self, place: int) -> Findings:
        """What there was before a step, given by its place; a copy that can be added to."""
        step = self.steps[place]
        found = Findings(WideFact(self.fact.kind, self.fact.name), self.members, self.given)
        for fact in islice(self.fact.origins.values(), step.fields):
            found.fact.take(fact)
        for reason in islice(self.reasons.values(), step.reasons):
            found.add(reason)
        found.met += self.met[: step.met]
        found.weighed |= {one: some for one, some in self.weighed.items() if one in found.reasons}
        found.judgements.update(islice(self.judgements.items(), step.judgements))
        found.steps += self.steps[:place]
        return found

    def of_kind(self, kind: str) -> list[Reason]:
        """Reasons of one kind that are not overruled."""
        return self._standing.get(kind, [])

    def opinions(self, about: Iterable[tuple[str, str]]) -> list[Reason]:
        """Objections and merits, overruled ones too, on options given as (topic, option).

        They stand in the order in which they were concluded.
        """
        places = sorted(place for key in about for place in self._places.get(key, ()))
        return [self._opinions[place] for place in places]

    def weights(self, topic: str, option: str) -> Weights:
        """What speaks for and against one option."""
        levels: dict[str, list[str]] = {FIRM: [], OPEN: [], OVERRULED: []}
        merits: dict[str, set[tuple[str, ...]]] = {FIRM: set(), OPEN: set(), OVERRULED: set()}
        for one in self.opinions([(topic, option)]):
            if one.kind == "Objection":
                levels[one.status].append(one.slots["level"])
            else:
                merits[one.status].add(one.guidance)
        return Weights(
            firm_levels=tuple(levels[FIRM]),
            open_levels=tuple(levels[OPEN]),
            firm_merits=len(merits[FIRM]),
            open_merits=len(merits[OPEN]),
        )

    def all_weights(self, topic: str) -> dict[str, Weights]:
        """Weights of every option of a decision, in its order."""
        return {option: self.weights(topic, option) for option in DECISIONS[topic].options}

    def holds(self, kind: str, **slots: str) -> tuple[str, tuple[str, ...]]:
        """``yes``, ``no`` or ``unknown`` for a narrow fact, and the reasons behind it."""
        matching = [
            one
            for one in self.of_kind(kind)
            if all(one.slots.get(name) == word for name, word in slots.items())
        ]
        reasons = tuple(one.id for one in matching)
        if any(one.status == FIRM for one in matching):
            return "yes", reasons
        return ("unknown" if matching else "no"), reasons


class _RuleRead:
    """What the reasons made of one rule have in common, whatever they are about."""

    def __init__(self, rule: Rule, reads: Iterable[str]) -> None:
        self.rule = rule
        self.reads = tuple(reads)
        self.records = rule.records
        self.guidance = tuple(sorted({*rule.records}))
        self.absent = tuple(_label(one.pattern) for one in rule.when if isinstance(one, Absent))
        self.slots = {one: dict(one.slots) for one in rule.then}
        self.suffix = {
            one: f"/{rule.name}" + (f"/{number}" if len(rule.then) > 1 else "")
            for number, one in enumerate(rule.then)
        }
        self._fields = [one.field for one in rule.cites if isinstance(one, FieldRecord)]

    def alternatives(self, values: Mapping[str, Value]) -> tuple[str, ...]:
        """Records that fields of the fact name; several while an unknown answer leaves it open."""
        if not self._fields:
            return ()
        found = {record for name in self._fields for record in str(values[name]).split(",")}
        return tuple(sorted(found - {""}))


class StageRunner:
    """Runs one stage for subjects; those that no rule can tell apart share a run.

    One instance serves all threads and all designs.
    """

    def __init__(self, stage: Stage, reasoner: Reasoner, guidance: Mapping[str, Guidance]) -> None:
        """Prepare what does not depend on the subjects."""
        self.stage = stage
        self.reasoner = reasoner
        self._scales = Scales(guidance)
        self._rules = {
            name: _RuleRead(rule, reasoner.conditions[name])
            for name, rule in reasoner.rules.items()
        }

    def run(self, subjects: Iterable[Findings]) -> None:
        """Add to each subject what the rules of this stage conclude about it."""
        for findings in subjects:
            self._add(findings, self.reasoner.run(findings.fact.values))

    def forget(self) -> None:
        """Forget earlier runs and what was weighed in them."""
        self.reasoner.forget()
        self._scales.forget()

    def _add(self, findings: Findings, derivations: Iterable[Derivation]) -> None:
        firmest: dict[tuple[str, Conclusion], Derivation] = {}
        for derivation in derivations:
            key = (derivation.rule, derivation.conclusion)
            if key not in firmest or (derivation.held == SURE and firmest[key].held != SURE):
                firmest[key] = derivation
        prefix = f"{self.stage.name.lower()}/{findings.fact.kind}:{findings.fact.name}"
        for derivation in firmest.values():
            self._add_reason(findings, derivation, self._rules[derivation.rule], prefix)

    def _add_reason(
        self, findings: Findings, derivation: Derivation, read: _RuleRead, prefix: str
    ) -> None:
        fact, conclusion = findings.fact, derivation.conclusion
        alternatives = read.alternatives(fact.values)
        weighed = (read.records, alternatives, read.rule.host_of, fact.values)
        status, met = self._scales.weigh(*weighed)
        reason = Reason(
            id=prefix + read.suffix[conclusion],
            subject=fact.kind,
            name=fact.name,
            stage=self.stage.name.lower(),
            rule=derivation.rule,
            status=combined(derivation.held == SURE, status),
            kind=conclusion.kind,
            slots=read.slots[conclusion],
            guidance=tuple(sorted({*read.guidance, *alternatives}))
            if alternatives
            else read.guidance,
            facts=tuple([fact.origins[name] for name in read.reads]),
            premises=tuple([_label(one) for one in derivation.premises]),
            absent=read.absent,
        )
        findings.add(reason)
        findings.met += [(one, reason.id) for one in met]
        if status == OPEN:
            findings.weighed[reason.id] = self._scales.unknown_fields(*weighed)


def _label(conclusion: Conclusion) -> str:
    slots = ", ".join(f"{name}={word}" for name, word in conclusion.slots)
    return f"{conclusion.kind}({slots})"
