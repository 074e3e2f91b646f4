from collections.abc import Iterable

from experta.abstract import Matcher
from experta.activation import Activation
from experta.engine import KnowledgeEngine
from experta.fact import Fact
from experta.matchers.rete.nodes import BusNode, ConflictSetNode
from experta.rule import Rule

class ReteMatcher(Matcher):
    root_node: BusNode
    def __init__(self, engine: KnowledgeEngine) -> None: ...
    def _get_conflict_set_nodes(self) -> tuple[ConflictSetNode, ...]: ...
    def changes(
        self, adding: Iterable[Fact] | None = None, deleting: Iterable[Fact] | None = None
    ) -> tuple[list[Activation], list[Activation]]: ...
    def reset(self) -> None: ...
    def build_network(self) -> None: ...
    @staticmethod
    def prepare_ruleset(engine: KnowledgeEngine) -> set[Rule]: ...
