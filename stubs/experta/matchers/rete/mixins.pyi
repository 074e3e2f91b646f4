from collections.abc import Callable
from typing import Any, NamedTuple

from experta.matchers.rete.abstract import Node

class ChildNode(NamedTuple):
    node: Node
    callback: Callable[[Any], None]
