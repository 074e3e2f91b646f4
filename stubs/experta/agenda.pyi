from experta.activation import Activation

class Agenda:
    activations: list[Activation]
    def get_next(self) -> Activation | None: ...
