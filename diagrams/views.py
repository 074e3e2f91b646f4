"""The views of a design: each as DOT text and in words; ``VIEWS`` is the one list of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from diagrams.alternative_text import network_text, physical_text, replication_text
from diagrams.network_view import network_dot
from diagrams.networks import networks
from diagrams.physical import PhysicalView
from diagrams.replication import replication
from diagrams.replication_view import replication_dot
from diagrams.topology import topology
from knowledge.advice import Advice


@dataclass(frozen=True)
class View:
    """How a view is drawn and told; both functions take an advice and a language.

    ``drawn`` also takes the id of a decision: what shows it stands out, all else steps back.
    """

    drawn: Callable[[Advice, str, str], str]
    alternative_text: Callable[[Advice, str], str]

    def dot(self, advice: Advice, language: str, highlight: str = "") -> str:
        """The view as DOT text."""
        return self.drawn(advice, language, highlight)


VIEWS: Mapping[str, View] = {
    "physical": View(
        lambda advice, language, highlight: PhysicalView(topology(advice), language).dot(),
        lambda advice, language: physical_text(topology(advice), language),
    ),
    "network": View(
        lambda advice, language, highlight: network_dot(networks(advice), language),
        lambda advice, language: network_text(networks(advice), language),
    ),
    "replication": View(
        lambda advice, language, highlight: replication_dot(replication(advice), language),
        lambda advice, language: replication_text(replication(advice), language),
    ),
}
"""Every view by the name its files carry, in the order in which they are shown."""
