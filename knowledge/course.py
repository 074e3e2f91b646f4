"""The way of one subject through the stages, taken up where it differs from the design before."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from knowledge.advice import Fact
from knowledge.run import Findings

Step = Callable[[Findings], None]


class Course:
    """One subject on its way: steps that each begin with facts from other subjects.

    While those are what they were for the design before, the findings of that one stand in, later
    steps and all. Nobody can tell: a field, a judgement and a kind of conclusion are set in one
    step only, and are read after it. At the first difference the findings are cut back to where
    they still hold, and the rest is worked out again.
    """

    def __init__(self, findings: Findings) -> None:
        """Begin with findings without steps, or with those of the design before."""
        self.findings = findings
        self._taken = 0

    def go(self, step: Step, facts: Iterable[Fact] = ()) -> None:
        """Take the next step, unless it was taken from the same facts before."""
        given, place = tuple(facts), self._taken
        self._taken += 1
        if place < len(self.findings.steps):
            if self.findings.steps[place].facts == given:
                return
            self.findings = self.findings.before(place)
        self.findings.begin(given)
        step(self.findings)
