"""How a decision stands: what was decided or comes first for now, its verdict, and how surely."""

from __future__ import annotations

from typing import NamedTuple

from knowledge.advice import DecisionTaken


class Standing(NamedTuple):
    """The outcome of a decision.

    ``option`` is the one chosen, or the foremost while that is open, or ``none`` where nothing is
    acceptable; ``verdict`` is that option's, empty for ``none``. ``firm`` is false while an
    unknown answer may still turn the choice.
    """

    option: str
    verdict: str
    firm: bool

    @property
    def taken(self) -> bool:
        """Whether an option is chosen for sure."""
        return self.firm and self.option != "none"


def standing(decision: DecisionTaken) -> Standing:
    """How a decision stands."""
    leading = decision.chosen or decision.provisional
    if not leading:
        return Standing("none", "", firm=True)
    return Standing(leading, decision.option(leading).verdict, firm=bool(decision.chosen))
