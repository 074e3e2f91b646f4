"""What the reader is told of the conclusions about one subject: what counts, and what matters."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from knowledge.advice import Conflict, Noted, Reason, decision_id
from knowledge.decisions import DECISIONS, Decision
from knowledge.judgement import FIRM, OPEN, OVERRULED, VERDICTS, Judgement, is_chosen
from knowledge.run import Findings
from knowledge.subjects import may_wish, wish_for


def is_shown(subject: Findings, decision: Decision) -> bool:
    """Whether the option a decision depends on is or may be taken, or one of both is wished for."""
    if decision.parent is None:
        return True
    over, options = decision.parent
    fact = subject.fact
    if wish_for(fact, decision.topic) or wish_for(fact, over) in options:
        return True
    if may_wish(fact, decision.topic) or may_wish(fact, over):
        return True
    return any(_counts(subject, over, option) for option in options)


def noted(subject: Findings) -> Iterator[Noted]:
    """Findings and tasks whose option is taken or may be, each once."""
    grouped: dict[tuple[str, str], list[tuple[str, Reason]]] = {}
    for reason in (*subject.of_kind("Finding"), *subject.of_kind("Task")):
        slots = reason.slots
        counts = _counts(subject, slots.get("decision", ""), slots.get("option", ""))
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


def conflicts(subject: Findings, shown: Collection[str]) -> Iterator[Conflict]:
    """Disagreements that bear on what is told; ``shown`` are the ids of the decisions shown."""
    met: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
    for one, reason in subject.met:
        if _matters(subject, subject.reasons[reason], shown):
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


def _matters(subject: Findings, reason: Reason, shown: Collection[str]) -> bool:
    """Whether a disputed reason bears on what the reader is shown.

    A finding does if it counts, an objection if it decides the verdict of its option or,
    overruled, would otherwise have barred an option that is open, a merit likewise.
    """
    topic, option = reason.slots.get("decision", ""), reason.slots.get("option", "")
    if reason.kind in ("Finding", "Task"):
        return bool(_counts(subject, topic, option))
    if not topic:
        return True
    judged = subject.judgements[topic].judged(option)
    acceptable = VERDICTS.index(judged.high) >= VERDICTS.index("discouraged")
    decides = reason.status != OVERRULED and reason.slots.get("level") in (judged.low, judged.high)
    is_told = decision_id(topic, subject.fact.kind, subject.fact.name) in shown
    return is_told and (acceptable or decides)


def _counts(subject: Findings, topic: str, option: str) -> str:
    """``firm``, ``open`` or empty: whether an option, and all it depends on, is taken."""
    if not topic:
        return FIRM
    status = _status(subject.judgements[topic], option)
    parent = DECISIONS[topic].parent
    if status and parent:
        above = {_counts(subject, parent[0], one) for one in parent[1]} - {""}
        return "" if not above else OPEN if OPEN in (status, *above) else FIRM
    return status


def _status(judgement: Judgement, option: str) -> str:
    return {"yes": FIRM, "unknown": OPEN, "no": ""}[is_chosen(judgement, option)]
