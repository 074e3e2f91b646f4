"""The question bank: what is asked, of what kind, when, and what is assumed without an answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from facts.once import Once
from facts.own_yaml import read_own

UNKNOWN = "unknown"
NOT_APPLICABLE = "not_applicable"
NO_LIMIT = 2**31 - 1
"""Seconds that stand for "no limit" and machines that stand for "as many as needed"."""
NOT_STATED = "not-stated"
"""Word of a number that nobody has to state, such as an amount of memory: it is no assumption."""

ENTITIES = ("design", "site", "link", "workload")
KINDS = ("text", "date", "word", "count", "duration", "site")
_FOLDER = Path(__file__).parent / "questions"
_FILES = {
    "site": ("site", "site_storage", "site_volumes", "site_networks"),
    "workload": (
        *("workload", "workload_needs", "workload_storage"),
        *("workload_farm", "workload_copy", "workload_wishes"),
    ),
}
"""Files of an entity in the order of their questions, where it is more than its own."""

CHANGES = ("settings", "purchase", "release", "requirement")
"""What it takes to change an answer; ``requirement`` is one that would be given up."""

Text = Mapping[str, str]
Value = str | int


@dataclass(frozen=True)
class Question:
    """One question as the bank states it; ``id`` is also the path of its key in the design file.

    ``default_for`` gives, by another answer, the words of which the first that fits is assumed.
    ``change`` says what it takes to change the answer, one of CHANGES; it is empty for what an
    architect cannot change, such as the product.
    """

    id: str
    entity: str
    kind: str
    label: Text
    title: Text
    help: Text
    words: Mapping[str, Text]
    choices_for: Mapping[str, Mapping[str, tuple[str, ...]]]
    default: Value | None
    default_from: str | None
    default_for: Mapping[str, Mapping[str, tuple[str, ...]]]
    required: bool
    may_be_unknown: bool
    ask_when: tuple[Mapping[str, tuple[str, ...]], ...]
    least: int
    most: int
    change: str

    @property
    def field(self) -> str:
        """Name of the field that carries the answer in the facts of the rules."""
        return field_of(self.id)

    @property
    def asked_by(self) -> set[str]:
        """Questions about the same entity that say whether it is asked."""
        return {other for way in self.ask_when for other in way}

    @property
    def before(self) -> set[str]:
        """Questions about the same entity that say whether it is asked, what fits or is assumed."""
        return {*self.choices_for, *self.default_for, *self.asked_by}

    @property
    def may_be_left_out(self) -> bool:
        """Whether no answer says nothing, where elsewhere it lets a default be assumed."""
        return NOT_STATED in self.words

    def choices(self, answers: Mapping[str, Value]) -> tuple[str, ...]:
        """Words that fit the other answers, in the bank's order (``unknown`` not among them)."""
        return tuple(word for word in self.words if self.fits(word, answers) != "no")

    def fits(self, word: Value, answers: Mapping[str, Value]) -> str:
        """``yes``, ``no`` or ``unknown``: whether a word fits the other answers."""
        outcomes = {"yes"}
        for other, table in self.choices_for.items():
            if answers.get(other) == UNKNOWN:
                outcomes |= {"yes" if word in fitting else UNKNOWN for fitting in table.values()}
            elif word not in table.get(str(answers.get(other)), (word,)):
                outcomes.add("no")
        return "no" if "no" in outcomes else UNKNOWN if UNKNOWN in outcomes else "yes"


@cache
def field_of(question_id: str) -> str:
    """The field of the wide facts that carries the answer to a question, or other dotted name."""
    return question_id.replace(".", "_").replace("-", "_")


def _question(entity: str, raw: Mapping[str, Any]) -> Question:
    known = {
        *(
            "id",
            "kind",
            "label",
            "title",
            "help",
            "words",
            "choices_for",
            "default",
            "default_from",
            "default_for",
        ),
        *("required", "unknown", "ask_when", "least", "most", "change"),
    }
    if unexpected := set(raw) - known:
        raise ValueError(f"question {raw.get('id')}: unexpected keys {sorted(unexpected)}")
    kind = raw["kind"]
    if kind not in KINDS:
        raise ValueError(f"question {raw['id']}: unknown kind {kind}")
    if raw.get("change", CHANGES[0]) not in CHANGES:
        raise ValueError(f"question {raw['id']}: unknown change {raw['change']}")
    conditions = raw.get("ask_when", [])
    if isinstance(conditions, Mapping):
        conditions = [conditions]
    default: Value | None = raw.get("default")
    if kind in ("duration", "count") and default in ("any", "as-needed", NOT_STATED):
        default = NO_LIMIT
    if kind in ("text", "date"):
        default = ""
    return Question(
        id=raw["id"],
        entity=entity,
        kind=kind,
        label=raw["label"],
        title=raw["title"],
        help=raw["help"],
        words=raw.get("words", {}),
        choices_for=_words_by_answer(raw.get("choices_for", {})),
        default=default,
        default_from=raw.get("default_from"),
        default_for=_words_by_answer(raw.get("default_for", {})),
        required=raw.get("required", False),
        may_be_unknown=raw.get("unknown", kind not in ("text", "date")),
        ask_when=tuple(
            {other: tuple(values) for other, values in condition.items()}
            for condition in conditions
        ),
        least=raw.get("least", 0),
        most=raw.get("most", NO_LIMIT),
        change=raw.get("change", ""),
    )


def _words_by_answer(
    raw: Mapping[str, Mapping[str, list[str]]],
) -> dict[str, dict[str, tuple[str, ...]]]:
    return {
        other: {value: tuple(words) for value, words in table.items()}
        for other, table in raw.items()
    }


def questions(entity: str) -> tuple[Question, ...]:
    """All questions asked of one kind of entity, in the order in which they are asked."""
    if entity not in ENTITIES:
        raise ValueError(f"no such entity: {entity}")
    return _bank()[entity]


@Once
def _bank() -> Mapping[str, tuple[Question, ...]]:
    """The questions of every kind of entity."""
    return {entity: _read(entity) for entity in ENTITIES}


def _read(entity: str) -> tuple[Question, ...]:
    found = tuple(
        _question(entity, raw)
        for name in _FILES.get(entity, (entity,))
        for raw in read_own(_FOLDER / f"{name}.yaml")
    )
    for position, question in enumerate(found):
        earlier = {one.id for one in found[:position]}
        read = question.before
        if read - earlier:
            raise ValueError(f"question {question.id} reads later ones: {sorted(read - earlier)}")
    return found


@cache
def by_id(entity: str) -> Mapping[str, Question]:
    """Questions of one kind of entity by their ids."""
    return {question.id: question for question in questions(entity)}


def all_questions() -> Iterable[Question]:
    """Every question of the bank, entity by entity."""
    for entity in ENTITIES:
        yield from questions(entity)
