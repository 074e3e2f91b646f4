"""From what the stages concluded to the advice: decisions, findings, tasks, conflicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from facts.design import Design
from knowledge.advice import (
    Advice,
    Conflict,
    DecisionTaken,
    Noted,
    Option,
    Reason,
    decision_id,
)
from knowledge.decisions import DECISIONS, decisions_of
from knowledge.grounds import Grounds
from knowledge.judgement import FIRM, OPEN, OVERRULED, UNDETERMINED, VERDICTS, Judgement
from knowledge.layers import best_pair
from knowledge.rule_base import knowledge_version
from knowledge.run import Findings
from knowledge.subjects import Answers, wish_for
from knowledge.unanswered import assumptions, open_points

_SEVERITIES = ("critical", "warning", "info", "")


def assemble(
    design: Design,
    answers: Answers,
    sites: Mapping[str, Findings],
    workloads: Mapping[str, Findings],
    as_of: str,
) -> Advice:
    """The advice from all subjects, ordered by kind and name."""
    return _Assembly(design, answers, [*sites.values(), *workloads.values()]).advice(as_of)


class _Assembly:
    def __init__(self, design: Design, answers: Answers, subjects: list[Findings]) -> None:
        self.design = design
        self.answers = answers
        self.subjects = subjects

    def advice(self, as_of: str) -> Advice:
        version, digest = knowledge_version()
        conflicts = tuple(self._conflicts())
        given, rests = (self.design, self.answers), self.grounds.decisions_on()
        return Advice(
            design=self.design,
            as_of=as_of,
            knowledge_version=version,
            knowledge_hash=digest,
            decisions=tuple(self.decisions.values()),
            findings=tuple(one for one in self.noted if one.severity),
            tasks=tuple(one for one in self.noted if not one.severity),
            open_questions=tuple(open_points(*given, rests, self.still_open)),
            assumptions=tuple(assumptions(*given, rests)),
            conflicts=conflicts,
            guidance=self._guidance(conflicts),
            reasons=dict(sorted(self.reasons.items())),
            profiles=self._profiles(),
        )

    @cached_property
    def reasons(self) -> dict[str, Reason]:
        return {key: one for subject in self.subjects for key, one in subject.reasons.items()}

    @cached_property
    def noted(self) -> list[Noted]:
        """Findings and tasks of all subjects, the gravest first."""
        found = [one for subject in self.subjects for one in self._noted(subject)]
        return sorted(found, key=lambda one: (_SEVERITIES.index(one.severity), one.id, one.name))

    @cached_property
    def decisions(self) -> dict[str, DecisionTaken]:
        taken: dict[str, DecisionTaken] = {}
        for subject in self.subjects:
            for decision in decisions_of(subject.fact.kind):
                one = self._decision(subject, decision.topic)
                taken[one.id] = one
        return taken

    def _decision(self, subject: Findings, topic: str) -> DecisionTaken:
        definition = DECISIONS[topic]
        judgement = subject.judgements[topic]
        wish = wish_for(subject.fact, topic)
        parent, shown = "", True
        if definition.parent:
            over, options = definition.parent
            parent = _decision_id(over, subject)
            wished = wish != "" or wish_for(subject.fact, over) in options
            taken = [_status(subject.judgements[over], option) for option in options]
            shown = any(taken) or wished
        return DecisionTaken(
            id=_decision_id(topic, subject),
            topic=topic,
            subject=subject.fact.kind,
            name=subject.fact.name,
            chosen=judgement.chosen,
            provisional=judgement.provisional,
            contenders=judgement.contenders,
            options=tuple(
                Option(
                    one.option,
                    one.verdict,
                    one.low,
                    one.high,
                    *self._behind(subject, topic, one.option),
                    wished=one.option == wish,
                )
                for one in judgement.options
            ),
            shown=shown,
            parent=parent,
        )

    @staticmethod
    def _behind(
        subject: Findings, topic: str, option: str
    ) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """Ids of the objections, merits and overruled reasons that concern an option."""
        concerned = {(topic, option)}
        if topic in ("guest_layer", "host_layer"):
            concerned.add(("pair", best_pair(topic, option, subject.judgements["pair"])))
        if topic == "pair":
            guest, host = option.split("+")
            concerned |= {("guest_layer", guest), ("host_layer", host)}
        found: dict[str, list[str]] = {"Objection": [], "Merit": [], OVERRULED: []}
        for reason in subject.reasons.values():
            if (reason.slots.get("decision"), reason.slots.get("option")) not in concerned:
                continue
            if reason.kind in ("Objection", "Merit"):
                found[OVERRULED if reason.status == OVERRULED else reason.kind].append(reason.id)
        return (tuple(found["Objection"]), tuple(found["Merit"]), tuple(found[OVERRULED]))

    def _counts(self, subject: Findings, topic: str, option: str) -> str:
        """``firm``, ``open`` or empty: whether an option, and all it depends on, is taken."""
        if not topic:
            return FIRM
        status = _status(subject.judgements[topic], option)
        parent = DECISIONS[topic].parent
        if status and parent:
            above = {self._counts(subject, parent[0], one) for one in parent[1]} - {""}
            return "" if not above else OPEN if OPEN in (status, *above) else FIRM
        return status

    def _noted(self, subject: Findings) -> Iterator[Noted]:
        """Findings and tasks whose option is taken or may be, each once for a subject."""
        grouped: dict[tuple[str, str], list[tuple[str, Reason]]] = {}
        for reason in (*subject.of_kind("Finding"), *subject.of_kind("Task")):
            slots = reason.slots
            counts = self._counts(subject, slots.get("decision", ""), slots.get("option", ""))
            if counts:
                key = (slots["id"], slots.get("severity", ""))
                grouped.setdefault(key, []).append((counts, reason))
        for (name, severity), counted in grouped.items():
            firm = any(counts == FIRM == reason.status for counts, reason in counted)
            first = counted[0][1].slots
            yield Noted(
                id=name,
                subject=subject.fact.kind,
                name=subject.fact.name,
                severity=severity,
                status=FIRM if firm else OPEN,
                decision=first.get("decision", ""),
                option=first.get("option", ""),
                reasons=tuple(reason.id for _, reason in counted),
            )

    def _conflicts(self) -> Iterator[Conflict]:
        for subject in self.subjects:
            met: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
            for one, reason in subject.met:
                if self._matters(subject, self.reasons[reason]):
                    key = (one.winner, one.loser, one.decided_by)
                    met.setdefault(key, []).append((one.status, reason))
            for (winner, loser, decided_by), found in sorted(met.items()):
                yield Conflict(
                    subject.fact.kind,
                    subject.fact.name,
                    winner,
                    loser,
                    decided_by,
                    FIRM if any(status == FIRM for status, _ in found) else OPEN,
                    tuple(sorted({reason for _, reason in found})),
                )

    def _matters(self, subject: Findings, reason: Reason) -> bool:
        """Whether a disputed reason bears on what the reader is shown.

        A finding does if it counts, an objection if it decides the verdict of its option or,
        overruled, would otherwise have barred an option that is open, a merit likewise.
        """
        topic, option = reason.slots.get("decision", ""), reason.slots.get("option", "")
        if reason.kind in ("Finding", "Task"):
            return bool(self._counts(subject, topic, option))
        if not topic:
            return True
        judged = subject.judgements[topic].judged(option)
        shown = self.decisions[_decision_id(topic, subject)].shown
        acceptable = VERDICTS.index(judged.high) >= VERDICTS.index("discouraged")
        decides = reason.status != OVERRULED and reason.slots.get("level") in (
            judged.low,
            judged.high,
        )
        return shown and (acceptable or decides)

    @cached_property
    def grounds(self) -> Grounds:
        return Grounds(self.subjects, self.reasons, self.decisions)

    @cached_property
    def still_open(self) -> frozenset[str]:
        return frozenset(
            one.id
            for one in self.decisions.values()
            if one.provisional or any(option.verdict == UNDETERMINED for option in one.options)
        )

    def _guidance(self, conflicts: Iterable[Conflict]) -> tuple[str, ...]:
        cited = {
            record
            for decision in self.decisions.values()
            if decision.shown
            for reason in self.grounds.reasons_of(decision)
            for record in reason.guidance
        }
        for noted in self.noted:
            cited |= {record for key in noted.reasons for record in self.reasons[key].guidance}
        for conflict in conflicts:
            cited |= {one for one in (conflict.winner, *conflict.loser.split(",")) if one}
        return tuple(sorted(cited))

    def _profiles(self) -> tuple[tuple[str, ...], ...]:
        """Names of workloads, those that every reader would find described alike together."""
        groups: dict[str, list[str]] = {}
        for subject in self.subjects:
            if subject.fact.kind == "workload":
                name = subject.fact.name
                told = [
                    (f.field, f.value, f.origin, f.entity.replace(f"workload:{name}", "self"))
                    for f in subject.fact.origins.values()
                ]
                groups.setdefault(repr(told), []).append(name)
        return tuple(sorted(tuple(names) for names in groups.values()))


def _decision_id(topic: str, subject: Findings) -> str:
    return decision_id(topic, subject.fact.kind, subject.fact.name)


def _status(judgement: Judgement, option: str) -> str:
    if judgement.chosen:
        return FIRM if judgement.chosen == option else ""
    return OPEN if option in (judgement.provisional, *judgement.contenders) else ""
