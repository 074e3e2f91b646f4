from typing import Any

from experta.abstract import Strategy
from experta.activation import Activation
from experta.agenda import Agenda

class DepthStrategy(Strategy):
    def get_key(self, activation: Activation) -> Any: ...
    def _update_agenda(
        self, agenda: Agenda, added: list[Activation], removed: list[Activation]
    ) -> None: ...
