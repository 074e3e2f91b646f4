"""The design: everything an architect has answered, and nothing else.

It holds given and unknown answers only, in the architect's order; what is assumed
is worked out by ``facts.answers`` each time it is needed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from facts.question_bank import Value
from facts.visible_text import folded

SCHEMA = 1


@dataclass(frozen=True)
class Entity:
    """A site or a workload: its name as the architect wrote it, and its answers by question id."""

    name: str
    answers: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True)
class Link:
    """What was answered about the connection of two sites, in either order."""

    between: tuple[str, str]
    answers: Mapping[str, Value] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The two site names, the same whichever stands first in the file."""
        return " - ".join(sorted(self.between))


@dataclass(frozen=True)
class Design:
    """All answers. Equal designs give equal advice, whatever the order of sites and workloads."""

    answers: Mapping[str, Value] = field(default_factory=dict)
    sites: tuple[Entity, ...] = ()
    links: tuple[Link, ...] = ()
    workloads: tuple[Entity, ...] = ()

    def site(self, name: str) -> Entity:
        """The site of that name; raises KeyError when there is none."""
        return self._sites[same_name(name)]

    def workload(self, name: str) -> Entity:
        """The workload of that name; raises KeyError when there is none."""
        return self._workloads[same_name(name)]

    def link(self, one: str, other: str) -> Link:
        """The link between two sites; an unanswered one when the design says nothing about it."""
        wanted = {same_name(one), same_name(other)}
        for link in self.links:
            if {same_name(name) for name in link.between} == wanted:
                return link
        return Link(between=(one, other) if one <= other else (other, one))

    @cached_property
    def _sites(self) -> Mapping[str, Entity]:
        return _by_name(self.sites)

    @cached_property
    def _workloads(self) -> Mapping[str, Entity]:
        return _by_name(self.workloads)


def _by_name(entities: tuple[Entity, ...]) -> Mapping[str, Entity]:
    # of two with one name, which the loader refuses, the first counts
    return {same_name(one.name): one for one in reversed(entities)}


def same_name(name: str) -> str:
    """Form under which names are compared, so that look-alikes collide."""
    return folded(name)
