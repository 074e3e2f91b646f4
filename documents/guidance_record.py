"""One record of guidance as Markdown: its claim, its sources and the rules that apply it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from documents.markdown import bullets, heading, link, prose
from documents.wording import sentences
from facts.question_bank import Value, by_id
from facts.releases import is_release
from knowledge.applying import Applied, rows_of, rules_applying, rules_measuring_by
from knowledge.condition_words import clauses, together
from knowledge.conflicts import ranges_meet
from knowledge.explanation import duration_text, guidance_text
from knowledge.field_words import in_words, quoted, value_words
from knowledge.guidance import Guidance, guidance, outranks, sources
from knowledge.rules import range_conditions
from knowledge.support import SupportRow, field_of
from knowledge.words import listed, phrase, word

_MANY_RULES = 8
"""From so many sentences on, the rules of a record are folded away."""
_HOUSE_RULE = "house_rules."


class RecordPage:
    """Writes records in one language; ``scenarios`` gives the name and address of one of each."""

    def __init__(self, language: str, scenarios: Mapping[str, tuple[str, str]]) -> None:
        """Take the language, and by record ids the scenario that shows each at work."""
        self.language = language
        self.scenarios = scenarios

    def blocks(self, record: Guidance) -> Iterator[str]:
        """The record as blocks of Markdown; its id is the heading and so the anchor."""
        yield heading(3, f"`{record.id}`")
        yield f"> {prose(guidance_text(record, self.language))}"
        yield "\n".join(self._lines(record))
        yield from self._rules(record)

    def say(self, key: str, /, **values: object) -> str:
        """A text of the pages with its values, which are Markdown already."""
        return phrase(f"guidance_pages.{key}", self.language, **values)

    def _lines(self, record: Guidance) -> Iterator[str]:
        yield from (f"- {one}" for one in self._properties(record))
        yield f"- {self.say('sources')}"
        for citation in record.sources:
            source = sources()[citation.source]
            said = self.say(
                "source",
                title=link(prose(source.title), source.url),
                publisher=prose(source.publisher),
                section=prose(citation.section),
                edition=prose(source.edition),
                read_on=source.read_on,
            )
            yield f"  - {said}"
        rows = rows_of(record.id)
        if rows:
            yield f"- {self.say('table')}"
            yield from (f"  - {self._row(row)}" for row in rows)
        name, address = self.scenarios[record.id]
        yield f"- {self.say('scenario', link=link(prose(name), address))}"

    def _properties(self, record: Guidance) -> Iterator[str]:
        yield self.say("strength", word=word(f"strength.{record.strength}", self.language))
        yield self.say("certainty", word=word(f"certainty.{record.certainty}", self.language))
        if record.reasoning:
            yield self.say("reasoning", text=prose(record.reasoning[self.language]))
        yield self._holds(record)
        if record.values:
            values = [self._value(*one) for one in record.values.items()]
            yield self.say("values", values=self._and_so_on(values))
        for rule, answer in record.house_rule.items():
            question = by_id("design")[_HOUSE_RULE + rule]
            yield self.say(
                "house-rule",
                word=quoted(question.words[answer][self.language], self.language),
                question=question.label[self.language],
            )
        if record.replaced_by:
            yield self.say("replaced", record=to_record(record.replaced_by))
        for other in record.conflicts_with:
            decided = self._decided(record, guidance()[other])
            yield self.say("conflict", record=to_record(other), decided=decided)
        if record.seed:
            yield self.say("seed", rows=self._and_so_on(record.seed))
        yield self.say("checked", date=record.checked)

    def _holds(self, record: Guidance) -> str:
        conditions = dict(range_conditions(record, "own"))
        if not conditions:
            return self.say("holds-always")
        said = together(clauses(conditions, self.language), self.language)
        return self.say("holds", conditions=prose(said))

    def _value(self, key: str, value: Value) -> str:
        if key.endswith("_s") and isinstance(value, int):
            said = duration_text(value, self.language)
        elif isinstance(value, str) and is_release(value):
            first = value_words("host_release", value, self.language)
            said = phrase("rule_words.release.from", self.language, first=first)
        elif key == "gbps":
            said = self.say("unit.gbps", n=value)
        else:
            said = str(value)
        label = word(f"guidance_pages.value.{key}", self.language)
        return self.say("value", label=label, value=said)

    def _decided(self, record: Guidance, other: Guidance) -> str:
        """What decides between two records that disagree."""
        if not ranges_meet(record, other):
            return self.say("conflict.never-meet")
        for rule in {**record.house_rule, **other.house_rule}:
            words = by_id("design")[_HOUSE_RULE + rule].words
            mine = [one for one in words if outranks(record, other, {rule: one}) == "house-rule"]
            theirs = [one for one in words if outranks(other, record, {rule: one}) == "house-rule"]
            sides = {"mine": mine, "theirs": theirs}
            named = {
                side: self._either(words[one][self.language] for one in answers)
                for side, answers in sides.items()
            }
            return self.say("conflict.house-rule", **named)
        for side, by in (
            ("mine", outranks(record, other, {})),
            ("theirs", outranks(other, record, {})),
        ):
            if by:
                return self.say(f"conflict.{side}", by=word(f"decided.{by}", self.language))
        return self.say("conflict.undecided")

    def _row(self, row: SupportRow) -> str:
        deployments = [value_words("deployment", one, self.language) for one in row.deployments]
        return self.say(
            "table-row",
            product=prose(value_words("product", row.product, self.language)),
            deployments=self._either(deployments) if deployments else self.say("table-any"),
            what=word(f"rule_words.published.{row.option}", self.language),
            says=quoted(value_words(field_of(row.option), row.says, self.language), self.language),
        )

    def _rules(self, record: Guidance) -> Iterator[str]:
        applied = rules_applying(record.id)
        said = [self._applied(record, one) for one in applied]
        if not said:
            yield self.say("rules-none")
        elif len(said) < _MANY_RULES:
            yield self.say("rules")
            yield bullets(said)
        else:
            yield f"<details><summary>{self.say('rules-many', n=len(said))}</summary>"
            yield bullets(said)
            yield "</details>"
        measured = rules_measuring_by(record.id)
        if measured:
            yield self.say("measures")
            yield bullets(self._applied(record, one) for one in measured)

    def _applied(self, record: Guidance, applied: Applied) -> str:
        said = prose(applied.text(self.language))
        others = [to_record(one) for one in applied.records if one != record.id]
        if not others:
            return said
        return sentences(
            [said, self.say("together", records=self._and_so_on(others))], self.language
        )

    def _and_so_on(self, items: Iterable[str]) -> str:
        return listed(items, self.language, "rule_words.list.next", "rule_words.list.next")

    def _either(self, items: Iterable[str]) -> str:
        return in_words([quoted(one, self.language) for one in items], self.language, "or")


def to_record(record: str) -> str:
    """A link to a record on the same page."""
    return link(f"`{record}`", f"#{record}")
