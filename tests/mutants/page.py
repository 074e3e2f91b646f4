"""``docs/mutants.md`` and its Japanese twin: who caught which mutant, in figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

import yaml

from knowledge.inquiry.base import topics
from knowledge.rule_base import knowledge_version
from knowledge.words import word
from tests.mutants.judges import CAUGHT_BY, EQUIVALENT, SURVIVED, TESTS, Outcome
from tests.mutants.mutant import SEED, Mutant

PAGES = {"en": "mutants.md", "ja": "mutants.ja.md"}
DOCS = Path(__file__).resolve().parent.parent.parent / "docs"
_EXPLAINED = Path(__file__).parent / "survivors.yaml"
_BY = (*CAUGHT_BY, TESTS, EQUIVALENT, SURVIVED)


@cache
def explanations() -> Mapping[str, Mapping[str, str]]:
    """Why mutants survive, by their ids and in both languages."""
    found: Mapping[str, Mapping[str, str]] = yaml.safe_load(_EXPLAINED.read_text(encoding="utf-8"))
    return found or {}


def percentage(outcomes: Iterable[Outcome]) -> float:
    """How many of a hundred mutants that are not equivalent scenarios or verifier caught."""
    counted = [one.by for one in outcomes if one.by != EQUIVALENT]
    caught = sum(by in CAUGHT_BY for by in counted)
    return 100 * caught / len(counted) if counted else 100.0


def pages(made: int, mutants: Sequence[Mutant], outcomes: Mapping[str, Outcome]) -> dict[str, str]:
    """The page in each language by its file name; ``made`` is how many mutants there could be."""
    return {
        page: "\n\n".join(_Page(language, made, mutants, outcomes).parts()) + "\n"
        for language, page in PAGES.items()
    }


class _Page:
    def __init__(
        self,
        language: str,
        made: int,
        mutants: Sequence[Mutant],
        outcomes: Mapping[str, Outcome],
    ) -> None:
        self.language, self.made, self.mutants, self.outcomes = language, made, mutants, outcomes

    def parts(self) -> list[str]:
        version, digest = knowledge_version()
        kinds = [*dict.fromkeys(one.kind for one in self.mutants)]
        judged = ("structure", "scenarios", "combinations", "tests", "equivalent")
        return [
            f"# {self._word('title')}",
            self._word("other"),
            self._word("intro"),
            self._word("knowledge", version=version, digest=digest, seed=SEED),
            self._result(),
            f"## {self._word('heading.judges')}",
            "\n".join(f"- {self._word(f'judge.{one}')}" for one in judged),
            f"## {self._word('heading.kinds')}",
            self._counts("kind", {self._kind(one): ("kind", one) for one in sorted(kinds)}),
            f"## {self._word('heading.topics')}",
            self._counts("topic", {self._topic(one): ("topic", one) for one in topics()}),
            *self._uncaught(),
            f"## {self._word('heading.all')}",
            self._all(),
        ]

    def _word(self, key: str, **values: object) -> str:
        return word(f"mutants.{key}", self.language, **values)

    def _kind(self, kind: str) -> str:
        return self._word(f"kind.{kind.replace(' ', '-')}")

    def _topic(self, topic: str) -> str:
        return word(f"guidance_pages.topic.{topic}", self.language)

    def _result(self) -> str:
        every = [self.outcomes[one.id].by for one in self.mutants]
        equivalent = every.count(EQUIVALENT)
        return self._word(
            "result",
            caught=sum(by in CAUGHT_BY for by in every),
            judged=len(every) - equivalent,
            percent=f"{percentage(self.outcomes[one.id] for one in self.mutants):.1f}",
            made=f"{self.made:,}",
            drawn=len(every),
            equivalent=equivalent,
        )

    def _counts(self, column: str, groups: Mapping[str, tuple[str, str]]) -> str:
        rows = []
        for name, (slot, value) in groups.items():
            own = [self.outcomes[one.id].by for one in self.mutants if getattr(one, slot) == value]
            rows.append([name, *(str(own.count(by)) for by in _BY)])
        every = [self.outcomes[one.id].by for one in self.mutants]
        rows.append(["", *(f"**{every.count(by)}**" for by in _BY)])
        return self._table((column, *_BY), rows)

    def _uncaught(self) -> Iterable[str]:
        for heading, kinds in (("survivors", (SURVIVED, TESTS)), ("equivalent", (EQUIVALENT,))):
            rows = [
                [self._mutant(one), self._why(one, self.outcomes[one.id])]
                for one in self.mutants
                if self.outcomes[one.id].by in kinds
            ]
            if rows:
                yield f"## {self._word(f'heading.{heading}')}"
                yield self._table(("mutant", "why"), rows)

    def _why(self, mutant: Mutant, outcome: Outcome) -> str:
        explained = explanations().get(mutant.id, {}).get(self.language, "")
        if outcome.by == TESTS:
            noticed = self._word("by-tests", what=outcome.what)
            return f"{explained} {noticed}".strip()
        if outcome.by == EQUIVALENT:
            return explained or self._word("judge.equivalent").partition(": ")[2]
        return explained or self._word("unexplained")

    def _mutant(self, mutant: Mutant) -> str:
        return f"{self._kind(mutant.kind)}: `{mutant.about}`"

    def _all(self) -> str:
        rows = []
        for one in self.mutants:
            outcome = self.outcomes[one.id]
            said = outcome.what.replace("|", "\\|").replace("\n", " ")
            by = self._word(f"column.{outcome.by}")
            rows.append([self._topic(one.topic), self._mutant(one), by, said])
        return self._table(("topic", "mutant", "by", "what"), rows)

    def _table(self, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
        head = [self._word(f"column.{one}") for one in columns]
        lines = [head, ["---"] * len(head), *rows]
        return "\n".join(f"| {' | '.join(line)} |" for line in lines)
