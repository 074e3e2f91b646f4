"""A mutant: today's rule base with one thing broken, as what was put in the place of what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from knowledge.guidance import Guidance
from knowledge.inquiry.base import RuleBase
from knowledge.rules import Rule
from knowledge.support import SupportRow

SEED = "20261123"


@dataclass(frozen=True, eq=False)
class Mutant:
    """What differs from today's rule base; nothing else does.

    ``rules`` and ``records`` give for names of today what stands in their place, None for what
    is lost. ``rows`` are all rows of the support table, if one of them was touched.
    """

    kind: str
    topic: str
    about: str
    rules: Mapping[str, Rule | None] = field(default_factory=dict)
    added: tuple[Rule, ...] = ()
    records: Mapping[str, Guidance | None] = field(default_factory=dict)
    rows: tuple[SupportRow, ...] | None = None

    @property
    def id(self) -> str:
        """By what it is known again, also when other rules come and go."""
        return f"{self.kind}: {self.about}"

    def lot(self, seed: str = SEED) -> str:
        """Its place in the drawing of lots, the same each time."""
        return sha256(f"{seed}/{self.id}".encode()).hexdigest()

    def of(self, base: RuleBase) -> RuleBase:
        """The rule base that is broken in this way."""
        rules = [self.rules.get(rule.name, rule) for rule in base.rules]
        records = {**base.records, **self.records}
        return RuleBase(
            (*(rule for rule in rules if rule is not None), *self.added),
            {name: one for name, one in sorted(records.items()) if one is not None},
            base.rows if self.rows is None else self.rows,
        )
