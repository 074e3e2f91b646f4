from collections.abc import Iterable
from typing import Any

from experta.fact import Fact
from experta.rule import Rule

class Activation:
    rule: Rule
    facts: set[Fact]
    key: Any
    context: dict[str, Any]
    def __init__(
        self, rule: Rule, facts: Iterable[Fact], context: dict[str, Any] | None = None
    ) -> None: ...
    def __lt__(self, other: Activation) -> bool: ...
    def __hash__(self) -> int: ...
