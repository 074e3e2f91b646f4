"""One run of the whole inference: wide facts in, reasons out, stage after stage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from facts.question_bank import Value
from knowledge.advice import Reason
from knowledge.conflicts import Met, combined, weigh
from knowledge.decisions import DECISIONS
from knowledge.guidance import Guidance
from knowledge.judgement import FIRM, OPEN, OVERRULED, Judgement, Weights
from knowledge.reasoner import SURE, Derivation, Reasoner
from knowledge.rules import Absent, Conclusion, FieldRecord, Rule, Stage
from knowledge.subjects import WideFact


@dataclass
class Findings:
    """Everything concluded so far about one subject, and what was decided about it."""

    fact: WideFact
    reasons: dict[str, Reason] = field(default_factory=dict)
    met: list[tuple[Met, str]] = field(default_factory=list)
    judgements: dict[str, Judgement] = field(default_factory=dict)

    def of_kind(self, kind: str) -> list[Reason]:
        """Reasons of one kind that are not overruled."""
        return [
            one for one in self.reasons.values() if one.kind == kind and one.status != OVERRULED
        ]

    def weights(self, topic: str, option: str) -> Weights:
        """What speaks for and against one option."""
        objections, merits = (
            [
                one
                for one in self.of_kind(kind)
                if one.slots["decision"] == topic and one.slots["option"] == option
            ]
            for kind in ("Objection", "Merit")
        )
        return Weights(
            firm_levels=tuple(one.slots["level"] for one in objections if one.status == FIRM),
            open_levels=tuple(one.slots["level"] for one in objections if one.status == OPEN),
            firm_merits=len({one.guidance for one in merits if one.status == FIRM}),
            open_merits=len({one.guidance for one in merits if one.status == OPEN}),
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


@dataclass
class StageRunner:
    """Runs one stage for many subjects; those that no rule can tell apart share a run."""

    stage: Stage
    reasoner: Reasoner
    guidance: Mapping[str, Guidance]
    runs: int = 0

    def run(self, subjects: Iterable[Findings]) -> None:
        """Add to each subject what the rules of this stage conclude about it."""
        shared: dict[tuple[Value, ...], tuple[Derivation, ...]] = {}
        read = sorted(self.reasoner.fields)
        for findings in subjects:
            values = findings.fact.values
            profile = tuple(values[name] for name in read)
            if profile not in shared:
                shared[profile] = self.reasoner.run(values)
                self.runs += 1
            self._add(findings, shared[profile])

    def _add(self, findings: Findings, derivations: Iterable[Derivation]) -> None:
        firmest: dict[tuple[str, Conclusion], Derivation] = {}
        for derivation in derivations:
            key = (derivation.rule, derivation.conclusion)
            if key not in firmest or (derivation.held == SURE and firmest[key].held != SURE):
                firmest[key] = derivation
        prefix = f"{self.stage.name.lower()}/{findings.fact.kind}:{findings.fact.name}"
        for derivation in firmest.values():
            rule = self.reasoner.rules[derivation.rule]
            number = rule.then.index(derivation.conclusion)
            reason_id = f"{prefix}/{rule.name}" + (f"/{number}" if len(rule.then) > 1 else "")
            self._add_reason(findings, derivation, rule, reason_id)

    def _add_reason(
        self, findings: Findings, derivation: Derivation, rule: Rule, reason_id: str
    ) -> None:
        fact = findings.fact
        alternatives = _alternatives(rule, fact)
        status, met = weigh(rule.records, alternatives, rule.host_of, fact.values, self.guidance)
        findings.met += [(one, reason_id) for one in met]
        findings.reasons[reason_id] = Reason(
            id=reason_id,
            subject=fact.kind,
            name=fact.name,
            stage=self.stage.name.lower(),
            rule=rule.name,
            status=combined(derivation.held == SURE, status),
            kind=derivation.conclusion.kind,
            slots=dict(derivation.conclusion.slots),
            guidance=tuple(sorted({*rule.records, *alternatives})),
            facts=tuple(fact.origins[name] for name in self.reasoner.conditions[rule.name]),
            premises=tuple(_label(one) for one in derivation.premises),
            absent=tuple(_label(one.pattern) for one in rule.when if isinstance(one, Absent)),
        )


def _label(conclusion: Conclusion) -> str:
    slots = ", ".join(f"{name}={word}" for name, word in conclusion.slots)
    return f"{conclusion.kind}({slots})"


def _alternatives(rule: Rule, fact: WideFact) -> tuple[str, ...]:
    """Records that a field of the fact names; several while an unknown answer leaves it open."""
    fields = (one.field for one in rule.cites if isinstance(one, FieldRecord))
    found = (record for name in fields for record in str(fact.values[name]).split(","))
    return tuple(sorted({record for record in found if record}))
