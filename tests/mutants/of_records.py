"""Records and rows of the support table broken one at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from facts.question_bank import Value, by_id
from facts.releases import WINDOWS_SERVER
from knowledge.guidance import CERTAINTIES, Guidance
from knowledge.inquiry.base import RuleBase
from knowledge.rules import FromRecord
from knowledge.support import OPTIONS, SupportRow
from tests.mutants.mutant import Mutant
from tests.mutants.of_rules import beside, following, neighbours

_RELEASE = re.compile(r"[0-9]{4}(?:R2)?")


def of_records(base: RuleBase) -> Iterator[Mutant]:
    """Every way to break each record."""
    for one in base.records.values():
        yield Mutant("record lost", one.topic, one.id, records={one.id: None})
        for kind, changes in (("value shifted", _values(one)), ("range shifted", _ranges(one))):
            for what, other in changes:
                yield Mutant(kind, one.topic, f"{one.id}: {what}", records={one.id: other})
        yield from _conflicts(one, base)


def _values(record: Guidance) -> Iterator[tuple[str, Guidance]]:
    for key, value in record.values.items():
        for other in neighbours(FromRecord(record.id, key)):
            values = {**record.values, key: other}
            yield f"{key} from {value} to {other}", replace(record, values=values)


def _ranges(record: Guidance) -> Iterator[tuple[str, Guidance]]:
    """A release of a range one step earlier or later, and a range that is lost."""
    for key, span in record.applies.items():
        if key == "product":
            for product, releases in span.items():
                question = by_id("workload")["product_release"]
                known = question.choices({"product": product})
                for other in _shifted(releases, tuple(known)):
                    applies = {**record.applies, key: {**span, product: other}}
                    yield f"{product} {releases} to {other}", replace(record, applies=applies)
            continue
        if isinstance(span, str):
            for other in _shifted(span, WINDOWS_SERVER):
                applies = {**record.applies, key: other}
                yield f"{key} {span} to {other}", replace(record, applies=applies)
        applies = {name: one for name, one in record.applies.items() if name != key}
        yield f"{key} lost", replace(record, applies=applies)


def _shifted(span: str, among: tuple[Value, ...]) -> Iterator[str]:
    for found in _RELEASE.finditer(span):
        for other in beside(found[0], among):
            yield f"{span[: found.start()]}{other}{span[found.end() :]}"


def _conflicts(record: Guidance, base: RuleBase) -> Iterator[Mutant]:
    """What decides between records that disagree."""
    for other in record.conflicts_with:
        if record.id < other:
            pair = (record, base.records[other])
            apart = {
                one.id: replace(one, conflicts_with=tuple(sorted({*one.conflicts_with} - {two.id})))
                for one, two in (pair, pair[::-1])
            }
            about = f"{record.id} and {other}"
            yield Mutant("conflict lost", record.topic, about, records=apart)
    if record.conflicts_with:
        for certainty in beside(record.certainty, CERTAINTIES):
            changed = replace(record, certainty=str(certainty))
            about = f"{record.id}: {record.certainty} to {certainty}"
            yield Mutant("certainty changed", record.topic, about, records={record.id: changed})
    if record.house_rule:
        changed = replace(record, house_rule={})
        yield Mutant(
            "certainty changed",
            record.topic,
            f"{record.id}: house rule",
            records={record.id: changed},
        )


def of_rows(base: RuleBase) -> Iterator[Mutant]:
    """Every way to break each row of the support table."""
    for place, row in enumerate(base.rows):
        topic = base.records[row.record].topic
        where = f"{row.product} {'/'.join(row.deployments) or 'any'} {row.option} {row.says}"
        for what, rows in _rows(place, row, base):
            about = f"{where} by {row.record}: {what}"
            yield Mutant("table changed", topic, about, rows=rows)


def _rows(
    place: int, row: SupportRow, base: RuleBase
) -> Iterator[tuple[str, tuple[SupportRow, ...]]]:
    before, after = base.rows[:place], base.rows[place + 1 :]
    yield "lost", (*before, *after)
    words: Mapping[str, None] = dict.fromkeys(
        one.says for one in base.rows if one.option == row.option
    )
    says = following(row.says, tuple(words), (row.says,))
    if says is not None:
        yield f"says {says}", (*before, replace(row, says=str(says)), *after)
    option = str(following(row.option, OPTIONS, (row.option,)))
    yield f"on {option}", (*before, replace(row, option=option), *after)
    for one in row.deployments if len(row.deployments) > 1 else ():
        fewer = tuple(each for each in row.deployments if each != one)
        yield f"without {one}", (*before, replace(row, deployments=fewer), *after)
    for further, other in enumerate(after):
        if (other.product, other.option) == (row.product, row.option):
            yield (
                f"after {other.record}",
                (*before, *after[: further + 1], row, *after[further + 1 :]),
            )
