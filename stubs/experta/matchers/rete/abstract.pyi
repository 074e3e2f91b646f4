import abc

from experta.matchers.rete.mixins import ChildNode

class Node(metaclass=abc.ABCMeta):
    children: list[ChildNode]
    def reset(self) -> None: ...
