from experta.activation import Activation
from experta.fact import Fact
from experta.matchers.rete.abstract import Node
from experta.rule import Rule

class BusNode(Node):
    def add(self, fact: Fact) -> None: ...
    def remove(self, fact: Fact) -> None: ...

class ConflictSetNode(Node):
    rule: Rule
    added: set[Activation]
    removed: set[Activation]
    def __init__(self, rule: Rule) -> None: ...
    def get_activations(self) -> tuple[set[Activation], set[Activation]]: ...
