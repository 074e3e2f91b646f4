"""docs/guidance.md and docs/guidance.ja.md: every record, every rule in words, both languages."""

import re
from functools import cache
from pathlib import Path

import pytest

from docs.guidance_pages import covering, pages, readme
from documents.guidance_record import RecordPage
from documents.markdown import prose
from documents.page_names import GUIDANCE
from knowledge.applying import rules_applying, rules_measuring_by
from knowledge.guidance import guidance, sources
from knowledge.rule_base import all_rules
from knowledge.words import LANGUAGES

DOCS = Path(__file__).parent.parent / "docs"
JAPANESE = re.compile(r"[ぁ-んァ-ヺ一-龠々]")
CODE = re.compile(r"`[^`]*`")
LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")


@cache
def page(language: str) -> str:
    return pages()[GUIDANCE[language]]


@cache
def entries(language: str) -> dict[str, str]:
    """The part of a page that is about each record."""
    _, *parts = re.split(r"^### `(.+)`$", page(language), flags=re.MULTILINE)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def own_words(text: str) -> str:
    """A page without what is quoted in the words of others: sources, scenarios, code, links."""
    lines = [
        one for one in text.splitlines() if not re.match(r"  - \[|- \*\*(Scenario|シナリオ)", one)
    ]
    return CODE.sub("", LINK.sub(r"\1", "\n".join(lines)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_are_fresh(language: str) -> None:
    written = (DOCS / GUIDANCE[language]).read_bytes()
    assert written == page(language).encode("utf-8"), "stale: python docs/refresh.py"
    assert b"\r" not in written


def test_the_readme_counts_what_is_there() -> None:
    written = (DOCS.parent / "README.md").read_text(encoding="utf-8")
    assert written == readme(written), "stale: python docs/refresh.py"
    assert f"Records: {len(guidance())}." in written


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_record_stands_there_once_with_all_that_is_known_of_it(language: str) -> None:
    headings = re.findall(r"^### `(.+)`$", page(language), re.MULTILINE)
    assert sorted(headings) == sorted(guidance())
    for record in guidance().values():
        entry = entries(language)[record.id]
        assert prose(record.text[language]) in entry, record.id
        assert record.checked in entry
        assert all(row in entry for row in record.seed), record.id
        for citation in record.sources:
            source = sources()[citation.source]
            start = f"  - [{prose(source.title)}]("
            lines = [one for one in entry.splitlines() if one.startswith(start)]
            told = (source.edition, source.read_on, prose(citation.section))
            assert any(all(what in line for what in told) for line in lines), record.id
        for other in record.conflicts_with:
            assert f"](#{other})" in entry, record.id
        if record.reasoning:
            assert prose(record.reasoning[language]) in entry
        certainty = {"en": "- **Certainty**: to be confirmed\n", "ja": "- **確度**: 要確認\n"}
        assert (certainty[language] in entry) == (record.certainty == "unconfirmed"), record.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_stands_in_the_list_of_some_record(language: str) -> None:
    listed = set()
    for record in guidance():
        for one in rules_applying(record):
            assert prose(one.text(language)) in entries(language)[record], record
            listed |= {rule.name for rule in one.rules}
    assert listed == {rule.name for rule in all_rules()}


def test_a_rule_that_cites_a_record_by_name_stands_with_it() -> None:
    for rule in all_rules():
        for record in rule.records:
            assert any(rule in one.rules for one in rules_applying(record)), (rule.name, record)


def test_what_takes_a_number_from_a_record_stands_with_it_too() -> None:
    (same,) = [
        one
        for one in rules_measuring_by("guest-nodes-on-different-hosts")
        if "guest_cluster_covers_host" in {rule.name for rule in one.rules}
    ]
    assert "at least 2 hosts" in same.text("en")


def test_a_record_without_a_rule_stands_in_the_table_of_product_support() -> None:
    idle = [record for record in guidance() if not rules_applying(record)]
    for record in idle:
        assert "Table of product support" in entries("en")[record], record
    assert idle == [], "what rows say is applied by rules that read the table"


IDS = r"restart-only|guest-nlb|fc-san|vhd-set|own-network|host-cluster|not-supported|same-domain"
"""Words of answers and options as the program writes them, which no English sentence has."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_untranslated(language: str) -> None:
    said = re.sub(r"<a id=.*>", "", own_words(page(language))).replace("\\_", "_")
    assert re.findall(rf"[a-z]+_[a-z_]+|{IDS}|{{\w+}}|\bNone\b", said) == []


def test_the_english_page_holds_no_japanese() -> None:
    rest = own_words(page("en")).replace("日本語", "")
    assert JAPANESE.findall(rest) == []


def test_the_japanese_page_is_japanese() -> None:
    """Every rule, and no English sentence outside what is quoted."""
    for record in guidance():
        for one in rules_applying(record):
            assert JAPANESE.search(one.text("ja")), record
    for line in own_words(page("ja")).splitlines():
        assert not re.search(r"\b(the|is|are|of|not|and)\b", line), line


def test_japanese_is_spaced_as_everywhere() -> None:
    japanese = "ぁ-んァ-ヺー一-龠々"
    text = "\n".join(one.text("ja") for record in guidance() for one in rules_applying(record))
    assert not re.search(rf"[{japanese}][A-Za-z0-9(]|[A-Za-z0-9)][{japanese}]", text)
    assert not re.search(r" [、。」]|[、。「] |  ", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_within_the_page_has_its_anchor(language: str) -> None:
    anchors = set(re.findall(r'<a id="(.+)"></a>', page(language))) | set(entries(language))
    targets = {address[1:] for _, address in LINK.findall(page(language)) if address[0] == "#"}
    assert len(targets) > 50
    assert targets <= anchors


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_record_names_a_scenario_that_covers_it(language: str) -> None:
    for record, scenario in covering().items():
        assert record in scenario.covers
        assert prose(scenario.name) in entries(language)[record]
        assert (DOCS / ".." / "tests" / "scenarios" / f"{scenario.file}.yaml").is_file()
    assert set(covering()) == set(guidance())


def test_the_table_counts_what_there_is() -> None:
    (total,) = [one for one in page("en").splitlines() if one.startswith("| Total ")]
    numbers = [int(one) for one in re.findall(r"\d+", total)]
    assert numbers[-1] == sum(numbers[:-1]) == len(guidance())


@pytest.mark.parametrize(
    ("record", "other", "said"),
    [
        ("replica-interval-2012", "replica-intervals-from-2012r2", "never meet"),
        ("combined-clustering-recommended", "combined-clustering-discouraged", "with “Allow” this"),
        (
            "combined-clustering-discouraged",
            "combined-clustering-recommended",
            "with “Allow” the other",
        ),
        ("guest-nlb-balances-stateless", "nlb-deprecated-2025", "the other record decides"),
        ("nlb-deprecated-2025", "guest-nlb-balances-stateless", "this record decides"),
    ],
)
def test_what_decides_between_two_records_is_said_of_either(
    record: str, other: str, said: str
) -> None:
    (line,) = [one for one in entries("en")[record].splitlines() if f"with** [`{other}`]" in one]
    assert said in line


def test_a_missing_scenario_is_an_error() -> None:
    with pytest.raises(KeyError):
        list(RecordPage("en", {}).blocks(next(iter(guidance().values()))))
