import abc
from collections.abc import Iterable
from typing import Any

from experta.activation import Activation
from experta.agenda import Agenda
from experta.engine import KnowledgeEngine
from experta.fact import Fact

class Matcher(metaclass=abc.ABCMeta):
    engine: KnowledgeEngine
    def __init__(self, engine: KnowledgeEngine) -> None: ...
    @abc.abstractmethod
    def changes(
        self, adding: Iterable[Fact] | None = None, deleting: Iterable[Fact] | None = None
    ) -> tuple[list[Activation], list[Activation]]: ...
    @abc.abstractmethod
    def reset(self) -> None: ...

class Strategy(metaclass=abc.ABCMeta):
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
    @abc.abstractmethod
    def _update_agenda(
        self, agenda: Agenda, added: list[Activation], removed: list[Activation]
    ) -> None: ...
    def update_agenda(
        self, agenda: Agenda, added: list[Activation], removed: list[Activation]
    ) -> None: ...
