"""``docs/certificate.md`` and its Japanese twin: what the verification did, in figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from facts.question_bank import all_questions
from knowledge.decisions import DECISIONS
from knowledge.inquiry.base import RuleBase, topics
from knowledge.inquiry.rows import read_claims
from knowledge.inquiry.verification import Verified
from knowledge.rule_base import knowledge_version
from knowledge.words import word

PAGES = {"en": "certificate.md", "ja": "certificate.ja.md"}
_CHECKS = ("verdict", "choice", "second", "contradiction", "fired", "redundant", "gap")
_WRITTEN = ("dead", "subsumed", "cyclic", "orphaned", "unfounded")


def certificates(
    base: RuleBase, found: Verified, held: Sequence[tuple[int, int]]
) -> dict[str, str]:
    """The page in each language by its file name; the same figures give the same bytes.

    ``held`` says of each file of rows how many tuples it holds, of how many that there are.
    """
    return {
        page: "\n\n".join(_Page(language, base, found, held).parts()) + "\n"
        for language, page in PAGES.items()
    }


def identity(language: str, found_hashes: Iterable[str]) -> str:
    """The line that says of which knowledge and questions a certificate speaks."""
    version, digest = knowledge_version()
    bank = ", ".join(found_hashes)
    return word("certificate.knowledge", language, version=version, digest=digest, bank=bank)


class _Page:
    def __init__(
        self, language: str, base: RuleBase, found: Verified, held: Sequence[tuple[int, int]]
    ) -> None:
        self.language, self.base, self.found, self.held = language, base, found, held

    def parts(self) -> list[str]:
        parts = [
            f"# {self._word('title')}",
            self._word("other"),
            self._word("intro"),
            identity(self.language, [one.hash for one in self.found.rows]),
            self._word("faults", n=len(self.found.faults)),
            f"## {self._word('heading.subject')}",
            self._subject(),
            f"## {self._word('heading.tried')}",
            self._word("tried"),
            self._tried(),
            self._judged(),
            self._checks(),
            f"## {self._word('heading.written')}",
            self._word("written"),
            "\n".join(f"- {self._word(f'written.{one}')}" for one in _WRITTEN),
            f"## {self._word('heading.topics')}",
            *self._topics(),
        ]
        if self.found.faults:
            listed = "\n".join(map(str, self.found.faults))
            parts += [f"## {self._word('heading.faults')}", f"```\n{listed}\n```"]
        return parts

    def _word(self, key: str, **values: object) -> str:
        shown = {
            name: f"{value:,}" if isinstance(value, int) else value
            for name, value in values.items()
        }
        return word(f"certificate.{key}", self.language, **shown)

    def _table(self, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
        head = [self._word(f"column.{one}") for one in columns]
        lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
        return "\n".join(f"| {' | '.join(line)} |" for line in lines)

    def _subject(self) -> str:
        varied = [one for one in all_questions() if one.kind in ("word", "count", "duration")]
        numbers = {
            "rules": len(self.base.rules),
            "records": len(self.base.records),
            "table": len(self.base.rows),
            "decisions": len(DECISIONS),
            "options": sum(len(one.options) for one in DECISIONS.values()),
            "questions": len(varied),
        }
        rows = [[self._word(key), f"{number:,}"] for key, number in numbers.items()]
        return self._table(("subject", "number"), rows)

    def _tried(self) -> str:
        rows = []
        for one, (held, possible) in zip(self.found.rows, self.held, strict=True):
            values = sum(len(each.values) for each in one.space.parameters)
            tuples = self._word(f"tuples.{one.space.strength}", held=held, possible=possible)
            numbers = (len(one.space.parameters), values, len(one.rows))
            name = self._word(f"space.{one.space.name}")
            rows.append([name, *[f"{number:,}" for number in numbers], tuples])
        rows.append([self._word("space.shown"), "", "", f"{self.found.shown:,}", ""])
        return self._table(("designs", "answers", "values", "rows", "tuples"), rows)

    def _judged(self) -> str:
        tried = self.found.tried
        return self._word(
            "judged", advices=tried.whole, decisions=tried.decisions, verdicts=tried.verdicts
        )

    def _checks(self) -> str:
        tried = self.found.tried
        values: dict[str, dict[str, object]] = {
            "fired": {
                "fired": len(tried.fired),
                "rules": len(self.base.rules),
                "overruled": len(tried.fired.keys() - tried.stood.keys()),
            },
            "gap": {"claims": len(read_claims())},
        }
        return "\n".join(
            f"- {self._word(f'check.{one}', **values.get(one, {}))}" for one in _CHECKS
        )

    def _topics(self) -> Iterable[str]:
        count = sum(one.combinations for one in self.found.evaluated)
        yield self._word("topics", combinations=count)
        rows = []
        for topic, rules in topics().items():
            own = [one for one in self.found.evaluated if one.topic == topic]
            extent = "all" if all(one.all_of_them for one in own) else "triples"
            numbers = (len(rules), sum(one.combinations for one in own))
            name = word(f"guidance_pages.topic.{topic}", self.language)
            rows.append([name, *[f"{n:,}" for n in numbers], self._word(f"extent.{extent}")])
        yield self._table(("topic", "topic-rules", "combinations", "extent"), rows)
        different = sum(one.kind == "difference" for one in self.found.faults)
        yield self._word("asked", asked=self.found.asked, different=different)
