"""What one virtual switch carries where the networks of a site converge, for whoever shows it."""

from __future__ import annotations

from facts.releases import is_release, order
from knowledge.advice import Advice
from knowledge.decisions import CONVERGING
from knowledge.guidance import guidance

PATTERN = "network_pattern"
OWN = "own-network"


def is_converged(advice: Advice, site: str) -> bool:
    """Whether the converged pattern is taken for sure."""
    return advice.decision(PATTERN, site).chosen == "converged"


def on_the_switch(advice: Advice, site: str) -> tuple[str, ...]:
    """Kinds of networks that share the switch, or may; none where the pattern is not converged."""
    if not is_converged(advice, site):
        return ()
    # what would need a network of its own elsewhere has a virtual adapter here
    return tuple(
        kind for kind in CONVERGING if OWN in advice.decision(f"network.{kind}", site).racing
    )


def may_be_on_their_own(advice: Advice, site: str) -> tuple[str, ...]:
    """Kinds of networks that the pattern does not put on the switch for sure."""
    return tuple(
        one.topic.partition(".")[2]
        for one in advice.decisions
        if one.name == site and one.topic.startswith("network.") and one.shown
    )


def team_below(release: str) -> str:
    """How the adapters below the switch are joined on a release; SET where that is unknown."""
    from_release = str(guidance()["set-from-2016"].values["from_release"])
    early = is_release(release) and order(release) < order(from_release)
    return "lbfo-team" if early else "set"
