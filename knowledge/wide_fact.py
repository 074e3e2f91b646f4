"""The wide fact: the fields of one subject that rules may read, each with its origin."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from facts.answers import ASSUMED, GIVEN, NOT_ASKED, Answer
from facts.question_bank import UNKNOWN, Value
from knowledge.advice import Fact


@dataclass(slots=True)
class WideFact:
    """The fields of one subject, with the origin of each."""

    kind: str
    name: str
    values: dict[str, Value] = field(default_factory=dict)
    origins: dict[str, Fact] = field(default_factory=dict)

    def answer(self, name: str, answer: Answer, entity: str) -> None:
        """Take over an answer under a field name."""
        self.take(from_answer(name, answer, entity))

    def put(
        self,
        name: str,
        value: Value,
        origin: str,
        question: str = "",
        entity: str = "",
        reference: Iterable[str] = (),
    ) -> None:
        """Set a field and its origin."""
        self.take(Fact(name, value, origin, question, entity, tuple(reference)))

    def take(self, fact: Fact) -> None:
        """Set a field to a fact that others may hold too."""
        self.values[fact.field] = fact.value
        self.origins[fact.field] = fact

    def derive(self, name: str, value: Value, *sources: str) -> None:
        """Set a field worked out in Python from other fields of this fact."""
        self.put(name, value, "derived", reference=sources)


def from_answer(name: str, answer: Answer, entity: str) -> Fact:
    """An answer as a fact under a field name."""
    origin = answer.status if answer.status in (GIVEN, ASSUMED, NOT_ASKED) else UNKNOWN
    return Fact(name, answer.value, origin, answer.question.id, entity)
