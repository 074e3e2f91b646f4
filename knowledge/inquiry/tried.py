"""Combinations of answers put through ``advise``, and what is checked of each advice."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import reduce
from itertools import accumulate
from operator import and_

from facts.design import Design
from facts.question_bank import UNKNOWN
from knowledge.advice import Advice, Reason
from knowledge.advisor import advise
from knowledge.inquiry.base import RuleBase, in_place
from knowledge.inquiry.faults import Fault
from knowledge.inquiry.second_opinion import disagreements, malformed
from knowledge.judgement import FIRM, OPEN
from knowledge.subjects import resolve_all

AS_OF = "2026-11-23"
"""How long releases are supported is judged on it, unless a design is pinned to another date."""
_CHUNK = 40

About = tuple[str, str]
"""A topic and one of its options."""


@dataclass
class Tried:
    """What came of some designs.

    ``fired`` holds for each rule a bit for each site and workload for which it surely fired,
    ``stood`` those for which it was not overruled either. ``beside`` holds for each merit the
    objections that stood beside it each time. ``silent`` are the options of shown decisions of
    which once nothing was said, and the first design in which that was so.
    """

    sizes: list[int] = field(default_factory=list)
    """How many sites and workloads each design has."""
    whole: int = 0
    decisions: int = 0
    verdicts: int = 0
    reasons: int = 0
    fired: dict[str, int] = field(default_factory=dict)
    stood: dict[str, int] = field(default_factory=dict)
    beside: dict[str, set[str]] = field(default_factory=dict)
    options: set[About] = field(default_factory=set)
    silent: dict[About, Design] = field(default_factory=dict)
    faults: dict[tuple[str, tuple[str, ...], str], Fault] = field(default_factory=dict)

    def add(self, other: Tried) -> None:
        """Take in what came of further designs."""
        subjects = sum(self.sizes)
        for mine, theirs in ((self.fired, other.fired), (self.stood, other.stood)):
            for rule, bits in theirs.items():
                mine[rule] = mine.get(rule, 0) | bits << subjects
        self.sizes += other.sizes
        for name in ("whole", "decisions", "verdicts", "reasons"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for merit, objections in other.beside.items():
            self.beside[merit] = self.beside.get(merit, objections) & objections
        self.options |= other.options
        self.silent = other.silent | self.silent
        self.faults = other.faults | self.faults

    def first_where(self, *rules: str) -> int | None:
        """The place of the first design in which some rules stood together, if there is one."""
        together = reduce(and_, (self.stood.get(rule, 0) for rule in rules))
        if not together:
            return None
        lowest = (together & -together).bit_length() - 1
        return next(place for place, end in enumerate(accumulate(self.sizes)) if end > lowest)

    def see(self, design: Design) -> None:
        """Put a design through ``advise`` and look at what comes of it.

        Where an answer is unknown it only counts which rules surely fire.
        """
        try:
            advice = advise(design, str(design.answers.get("as_of") or AS_OF))
        except Exception as error:  # noqa: BLE001 - whatever a broken rule base leads to
            fault = Fault("verdict", (), f"no advice: {type(error).__name__}", design)
            self.faults.setdefault(fault.key, fault)
            return
        self.reasons += len(advice.reasons)
        self._see_rules(advice)
        if not _is_unknown(design):
            self.whole += 1
            self._see_decisions(advice)

    def _see_decisions(self, advice: Advice) -> None:
        for fault in faults_of(advice):
            self.faults.setdefault(fault.key, fault)
        for taken in advice.decisions:
            self.decisions += 1
            self.verdicts += len(taken.options)
            for one in taken.options if taken.shown else ():
                self.options.add((taken.topic, one.id))
                if not (one.objections or one.merits or one.overruled):
                    self.silent.setdefault((taken.topic, one.id), advice.design)

    def _see_rules(self, advice: Advice) -> None:
        by_subject: dict[tuple[str, str], list[Reason]] = {}
        for reason in advice.reasons.values():
            by_subject.setdefault((reason.subject, reason.name), []).append(reason)
        before = sum(self.sizes)
        for place, (_, reasons) in enumerate(sorted(by_subject.items())):
            self._see_reasons(reasons, 1 << before + place)
        self.sizes.append(len(by_subject))

    def _see_reasons(self, reasons: Iterable[Reason], bit: int) -> None:
        merits: dict[About, list[str]] = {}
        objections: dict[About, set[str]] = {}
        for one in reasons:
            if one.status != OPEN:
                self.fired[one.rule] = self.fired.get(one.rule, 0) | bit
            if one.status == FIRM:
                self.stood[one.rule] = self.stood.get(one.rule, 0) | bit
                about = (one.slots.get("decision", ""), one.slots.get("option", ""))
                if one.kind == "Merit":
                    merits.setdefault(about, []).append(one.rule)
                elif one.kind == "Objection":
                    objections.setdefault(about, set()).add(one.rule)
        for about, rules in merits.items():
            against = objections.get(about, set())
            for rule in rules:
                self.beside[rule] = self.beside.get(rule, against) & against


def _is_unknown(design: Design) -> bool:
    """Whether some answer of a design is unknown, said so or for lack of a default."""
    answers = resolve_all(design)
    every = (answers.design, *answers.sites.values(), *answers.workloads.values())
    links = [link.answers for link in design.links]
    return any(one.status == UNKNOWN for given in every for one in given.values()) or any(
        UNKNOWN in given.values() for given in links
    )


def faults_of(advice: Advice) -> Iterator[Fault]:
    """What is wrong with the advice on a design without an unknown answer."""
    design = advice.design
    for taken, what in disagreements(advice):
        yield Fault("verdict", (), f"about a {taken.subject}: {what}", design)
    for taken in advice.decisions:
        for what in malformed(taken):
            yield Fault("verdict", (), f"about a {taken.subject}: {what}", design)
    for asked in advice.open_questions:
        yield Fault("open", (), f"{asked.question} is open though everything is answered", design)
    for one in advice.reasons.values():
        if one.status == OPEN:
            yield Fault("open", (one.rule,), "open though everything is answered", design)


def tried(designs: Sequence[Design], base: RuleBase, processes: int = 1) -> Tried:
    """Put designs through ``advise`` by a rule base, in some processes; the outcome is the same."""
    found = Tried()
    chunks = [designs[begin : begin + _CHUNK] for begin in range(0, len(designs), _CHUNK)]
    if processes < 2 or len(chunks) < 2:
        with in_place(base):
            for chunk in chunks:
                found.add(_seen(chunk))
        return found
    spawning = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, spawning, _put_in_place, (base,)) as pool:
        for part in pool.map(_seen, chunks):
            found.add(part)
    return found


_FOR_GOOD = ExitStack()
"""Keeps the rule base in place in a process of its own."""


def _put_in_place(base: RuleBase) -> None:
    _FOR_GOOD.enter_context(in_place(base))


def _seen(designs: Iterable[Design]) -> Tried:
    found = Tried()
    for design in designs:
        found.see(design)
    return found
