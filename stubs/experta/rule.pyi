from collections.abc import Callable
from typing import Any, Self

from experta.conditionalelement import ConditionalElement
from experta.fact import Fact

# Used as a decorator: calling it the first time takes the function and returns the rule. That
# is the only call described here, because a rule is fired by the engine and by nobody else.
class Rule(ConditionalElement):
    salience: int
    __name__: str
    def __new__(cls, *args: Fact | ConditionalElement, salience: int = 0) -> Self: ...
    def new_conditions(self, *args: Fact | ConditionalElement) -> Self: ...
    def __call__(self, function: Callable[..., object], /) -> Self: ...
    def __get__(self, instance: Any, owner: Any) -> Self: ...
