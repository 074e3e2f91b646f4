from typing import Self

class Bindable:
    __bind__: str | None
    def __rlshift__(self, other: str) -> Self: ...
