"""The nodes of a why: what a verdict, a reason, a fact rests on, as ids and values only.

Nothing is worded here. ``knowledge.why_words`` says the nodes in either language.
"""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.advice import Fact


@dataclass(frozen=True, slots=True)
class Because:
    """Rests on a reason, by its id."""

    reason: str


@dataclass(frozen=True, slots=True)
class Decided:
    """Rests on an earlier decision, by its id."""

    decision: str


@dataclass(frozen=True, slots=True)
class Nothing:
    """Rests on a conclusion that no rule drew about some subjects alike.

    ``facts`` keep the rules from it that would draw it: in each of them one of the facts is
    another than the rule asks for. Without facts there is no such rule. The kind ``workload``
    says that a site has no workloads at all.
    """

    subject: str
    names: tuple[str, ...]
    kind: str
    slots: tuple[tuple[str, str], ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class More:
    """Further workloads of which the same can be said, in the order of their names."""

    names: tuple[str, ...]


Link = Because | Decided | Nothing | More | Fact
"""What a fact rests on directly. A fact rests on others in turn unless it is an answer."""


@dataclass(frozen=True, slots=True)
class Again:
    """A statement told before: ``kind`` is reason or decision, ``number`` that of the statement."""

    kind: str
    number: int


@dataclass(frozen=True, slots=True)
class FactRead:
    """A field that a rule read, and what it rests on; nothing for an answer."""

    fact: Fact
    beneath: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Absent:
    """A conclusion that no rule drew, and the facts that kept the rules from it."""

    nothing: Nothing
    because: tuple[FactRead, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A reason by its id, its rule, records and status, and every fact the rule read."""

    number: int
    reason: str
    rule: str
    status: str
    records: tuple[str, ...]
    facts: tuple[FactRead, ...]


@dataclass(frozen=True, slots=True)
class Lost:
    """Why an option was not taken: the criterion that decided, and the option before it.

    ``criterion`` is barred (the verdict lets nobody take it), verdict, planned, merits, wished or
    order, in the order in which they are applied; unacceptable where no option can be taken, so
    that ``to`` is empty; open where the option may still be taken.
    """

    criterion: str
    to: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """One option of a decision, with every reason for and against it, overruled ones too.

    ``lost`` is None for the option chosen, or foremost while none is.
    """

    decision: str
    option: str
    verdict: str
    low: str
    high: str
    against: tuple[Statement | Again, ...]
    merits: tuple[Statement | Again, ...]
    overruled: tuple[Statement | Again, ...]
    lost: Lost | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A decision by its id, and its options in the topic's order."""

    number: int
    decision: str
    outcome: str
    options: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A finding or task, and the reasons for it."""

    id: str
    subject: str
    name: str
    reasons: tuple[Statement | Again, ...]
    option: Outcome | Again | None


Node = FactRead | Absent | Statement | Outcome | Again | More
