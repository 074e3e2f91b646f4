"""The pages of all guidance, one in each language: every record by topic, with its rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from documents.guidance_record import RecordPage
from documents.markdown import document, heading, link, table
from documents.page_names import GUIDANCE, VSPHERE
from knowledge.guidance import CERTAINTIES, STRENGTHS, Guidance, guidance, sources
from knowledge.rule_base import TOPICS, all_rules, knowledge_version
from knowledge.words import LANGUAGE_NAMES, LANGUAGES, word


def guidance_page(language: str, scenarios: Mapping[str, tuple[str, str]]) -> str:
    """The page in a language.

    ``scenarios`` holds for every record the name and address of a scenario that covers it.
    Raises KeyError where one is missing, or a field, word or value has no text.
    """
    records = RecordPage(language, scenarios)
    by_topic = _by_topic()
    return document(
        [
            *_opening(records),
            heading(2, records.say("chapter.counts")),
            *_counts(records, by_topic),
            *_reading(records),
            *(
                block
                for topic, found in by_topic.items()
                for block in _topic(records, topic, found)
            ),
        ]
    )


def counted_by_topic(language: str, page: str) -> str:
    """The table of how many records are how sure, topic by topic, with links into a page."""
    return document(_counts(RecordPage(language, {}), _by_topic(), page))


def _by_topic() -> Mapping[str, list[Guidance]]:
    """Records by topic, in the order of the rule base; within a topic by their ids."""
    order = [topic.__name__.rpartition(".")[2] for topic in TOPICS]
    found: dict[str, list[Guidance]] = {topic: [] for topic in order}
    for record in guidance().values():
        found.setdefault(record.topic, []).append(record)
    return {topic: records for topic, records in found.items() if records}


def _opening(page: RecordPage) -> Iterator[str]:
    other = next(one for one in LANGUAGES if one != page.language)
    version, digest = knowledge_version()
    yield heading(1, page.say("title"))
    yield link(LANGUAGE_NAMES[other], GUIDANCE[other])
    yield page.say("about")
    yield link(word("vsphere.title", page.language), VSPHERE[page.language])
    yield page.say("version", version=version, hash=digest)


def _counts(
    page: RecordPage, by_topic: Mapping[str, list[Guidance]], address: str = ""
) -> Iterator[str]:
    yield page.say(
        "counted", records=len(guidance()), rules=len(all_rules()), sources=len(sources())
    )
    rows = [
        [link(_title(page, topic), f"{address}#{_anchor(topic)}"), *_by_certainty(found)]
        for topic, found in by_topic.items()
    ]
    total = [page.say("column.total"), *_by_certainty([*guidance().values()])]
    named = [word(f"certainty.{one}", page.language) for one in CERTAINTIES]
    yield table([page.say("column.topic"), *named, page.say("column.total")], [*rows, total])


def _by_certainty(records: list[Guidance]) -> list[str]:
    counted = Counter(record.certainty for record in records)
    return [*(str(counted[one]) for one in CERTAINTIES), str(len(records))]


def _reading(page: RecordPage) -> Iterator[str]:
    yield heading(2, page.say("chapter.reading"))
    for kind, words in (("strength", STRENGTHS), ("certainty", CERTAINTIES)):
        yield page.say(f"reading.{kind}")
        rows = [[word(f"{kind}.{one}", page.language), page.say(f"{kind}.{one}")] for one in words]
        yield table([page.say(f"column.{kind}"), page.say("column.meaning")], rows)
    for what in ("rules", "seed", "scenario"):
        yield page.say(f"reading.{what}")


def _topic(page: RecordPage, topic: str, records: list[Guidance]) -> Iterator[str]:
    yield f'<a id="{_anchor(topic)}"></a>'
    yield heading(2, _title(page, topic))
    for record in records:
        yield from page.blocks(record)


def _title(page: RecordPage, topic: str) -> str:
    return page.say(f"topic.{topic}")


def _anchor(topic: str) -> str:
    """The anchor of a topic, the same in both languages; no record has an id like it."""
    return f"topic-{topic.replace('_', '-')}"
