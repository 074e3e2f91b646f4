"""experta's matcher and strategy as the reasoner needs them: exact, ordered, and not in vain.

experta's own strategy withdraws activations by bisection and leaves some whose NOT has become
false; ``ExactStrategy`` compares them one by one and orders the agenda totally.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from facts.experta_compat import (
    Activation,
    Agenda,
    Fact,
    KnowledgeEngine,
    ReteMatcher,
    Rule,
    Strategy,
)


class QuietMatcher(ReteMatcher):
    """Looks for activations where a fact has come or gone, not again after every firing.

    The rules have to begin with a fact, followed by facts and NOTs of facts: experta's rewriting
    to that form, most of the time that an engine takes to build, changes nothing about them.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Build the network, and walk through it once."""
        super().__init__(*args, **kwargs)
        self._nodes = [*_nodes_below(self.root_node, set())]
        self._ends = super()._get_conflict_set_nodes()

    def _get_conflict_set_nodes(self) -> tuple[Any, ...]:
        # experta remembers them for one matcher of the process alone, and looks for them anew
        return self._ends

    def reset(self) -> None:
        """Forget all facts: each node once, where experta comes by as often as paths lead to it."""
        for node in self._nodes:
            node._reset()

    @staticmethod
    def prepare_ruleset(engine: KnowledgeEngine) -> set[Rule]:
        """The rules as they are, shared by all engines of their kind."""
        return set(engine.get_rules())

    def changes(
        self, adding: Iterable[Fact] | None = None, deleting: Iterable[Fact] | None = None
    ) -> tuple[list[Activation], list[Activation]]:
        """What the facts added and removed bring about: activations added and withdrawn."""
        if not adding and not deleting:
            return [], []
        return super().changes(adding, deleting)


def _nodes_below(node: Any, seen: set[int]) -> Iterator[Any]:
    if id(node) not in seen:
        seen.add(id(node))
        yield node
        for child in node.children:
            yield from _nodes_below(child.node, seen)


class ExactStrategy(Strategy):
    """Exact withdrawal and a total order: phase, rule as defined, then the facts matched."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Start with no activation about to fire."""
        super().__init__(*args, **kwargs)
        self.current: Activation | None = None

    def _update_agenda(
        self, agenda: Agenda, added: Iterable[Activation], removed: Iterable[Activation]
    ) -> None:
        withdrawn = list(removed)
        if withdrawn:
            agenda.activations = [
                one
                for one in agenda.activations
                if not any(_same(one, other) for other in withdrawn)
            ]
        new = list(added)
        for activation in new:
            activation.key = _agenda_key(activation)
        if new:
            agenda.activations = sorted([*agenda.activations, *new], key=lambda one: one.key)
        self.current = agenda.activations[-1] if agenda.activations else None


def _same(one: Activation, other: Activation) -> bool:
    return (
        one.rule.__name__ == other.rule.__name__
        and one.facts == other.facts
        and one.context == other.context
    )


def _agenda_key(activation: Activation) -> tuple[int, int, list[int]]:
    # experta fires the last one, so what is to fire first sorts highest
    facts = sorted((-fact["__factid__"] for fact in activation.facts), reverse=True)
    return (activation.rule.salience, -_position(activation.rule.__name__), facts)


def _position(compiled_name: str) -> int:
    """Place of a compiled rule in the order of definition, which its name begins with."""
    return int(compiled_name[1:6])
