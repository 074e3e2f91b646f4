"""The views of a design as DOT text; ``VIEWS`` names them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from diagrams.physical import PhysicalView
from diagrams.topology import topology
from knowledge.advice import Advice


def physical_dot(advice: Advice, language: str) -> str:
    """The physical view: sites, hosts, machines, storage and replication, as DOT text."""
    return PhysicalView(topology(advice), language).dot()


VIEWS: Mapping[str, Callable[[Advice, str], str]] = {"physical": physical_dot}
"""Every view by the name its files carry."""
