"""The views of a design: each as DOT text and in words; ``VIEWS`` is the one list of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from diagrams.alternative_text import network_text, physical_text, replication_text
from diagrams.model import Topology
from diagrams.network_tables import Networks
from diagrams.network_view import network_dot
from diagrams.networks import networks
from diagrams.physical import PhysicalView
from diagrams.replication import Replication, replication
from diagrams.replication_view import replication_dot
from diagrams.topology import topology
from knowledge.advice import Advice


@dataclass(frozen=True)
class View:
    """How a view is drawn and told, in a language and with the id of a decision to highlight.

    ``shown`` gives the ids of all decisions that something in the view shows.
    """

    drawn: Callable[[Advice, str, str], str]
    told: Callable[[Advice, str, str], str]
    shown: Callable[[Advice], frozenset[str]]

    def dot(self, advice: Advice, language: str, highlight: str = "") -> str:
        """The view as DOT text; what shows the decision stands out, all else steps back.

        A decision that nothing in the view shows is not highlighted.
        """
        return self.drawn(advice, language, highlight)

    def alternative_text(self, advice: Advice, language: str, highlight: str = "") -> str:
        """The view in words, a line for each thing that is drawn, below the title."""
        return self.told(advice, language, highlight)

    def decisions(self, advice: Advice) -> tuple[str, ...]:
        """Ids of the decisions that can be highlighted, in the order of the advice."""
        shown = self.shown(advice)
        return tuple(one.id for one in advice.decisions if one.id in shown)


def _physical(advice: Advice, language: str, highlight: str) -> str:
    return PhysicalView(_topology(advice), language, highlight).dot()


def _topology(advice: Advice) -> Topology:
    return advice.once("topology", partial(topology, advice))


def _networks(advice: Advice) -> Networks:
    return advice.once("networks", partial(networks, advice))


def _replication(advice: Advice) -> Replication:
    return advice.once("replication", partial(replication, advice))


def _shown(drawn: Topology) -> frozenset[str]:
    return frozenset[str]().union(*(one.about for one in (*drawn.nodes(), *drawn.edges)))


VIEWS: Mapping[str, View] = {
    "physical": View(
        _physical,
        lambda advice, *how: physical_text(_topology(advice), *how),
        lambda advice: _shown(_topology(advice)),
    ),
    "network": View(
        lambda advice, *how: network_dot(_networks(advice), *how),
        lambda advice, *how: network_text(_networks(advice), *how),
        lambda advice: _networks(advice).decisions(),
    ),
    "replication": View(
        lambda advice, *how: replication_dot(_replication(advice), *how),
        lambda advice, *how: replication_text(_replication(advice), *how),
        lambda advice: _replication(advice).decisions(),
    ),
}
"""Every view by the name its files carry, in the order in which they are shown."""
