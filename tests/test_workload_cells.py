"""Cells of the table of workloads: known by ids, labels and common words of both languages."""

import pytest

from facts.question_bank import NO_LIMIT, UNKNOWN, Value, by_id, questions
from facts.scalars import ScalarProblem
from knowledge.words import LANGUAGES
from screens.pasted_workloads import headings
from screens.workload_cells import COLUMNS, NAME, answers_for, cell_text, heading, read_cell

SITES = ("東京本社", "Osaka")


@pytest.mark.parametrize(
    ("column", "text", "meant"),
    [
        ("product", "sql-server", "sql-server"),
        ("product", "SQL Server", "sql-server"),
        ("product", "ｓｑｌ", "sql-server"),
        ("product", "MICROSOFT  EXCHANGE server", "exchange"),
        ("product", "Print Server", "print-server"),
        ("product", "プリントサーバー", "print-server"),
        ("product", "ドメイン コントローラー", "ad-domain-controller"),
        ("product", "DC", "ad-domain-controller"),
        ("product", "その他のアプリケーション", "other"),
        ("product", "unknown", UNKNOWN),
        ("product", "わからない", UNKNOWN),
        ("product", "Don't know", UNKNOWN),
        ("product", "？", UNKNOWN),
        ("product_release", "2008 R2", "2008R2"),
        ("product_release", "2019", "2019"),
        ("deployment", "AG", "ag"),
        ("deployment", "Availability Group", "ag"),
        ("deployment", "可用性グループ", "ag"),
        ("deployment", "データベース可用性グループ", "dag"),
        ("deployment", "DAG", "dag"),
        ("deployment", "FCI", "fci"),
        ("guest_system", "Windows Server 2012", "2012"),
        ("guest_system", "Windows 2012", "2012"),
        ("guest_system", "2012 R2", "2012R2"),
        ("guest_system", "linux", "linux"),
        ("survive.host", "yes", "yes"),
        ("survive.host", "Y", "yes"),
        ("survive.host", "○", "yes"),
        ("survive.host", "要", "yes"),
        ("survive.host", "はい", "yes"),
        ("survive.host", "×", "no"),
        ("survive.host", "いいえ", "no"),
        ("survive.host", "不要", "no"),
        ("survive.host", "No", "no"),
        ("stateful", "Stateless", "no"),
        ("stateful", "ステートフル", "yes"),
        ("instances", "３", 3),
        ("instances", "3 台", 3),
        ("instances", "2 VMs", 2),
        ("instances", "as-needed", NO_LIMIT),
        ("instances", "設計に必要な台数", NO_LIMIT),
        ("tolerated.loss", "15 min", 900),
        ("tolerated.loss", "15min", 900),
        ("tolerated.loss", "１５分", 900),
        ("tolerated.loss", "2 Hours", 7200),
        ("tolerated.loss", "4 時間", 14400),
        ("tolerated.loss", "1日", 86400),
        ("tolerated.loss", "0", 0),
        ("tolerated.loss", "0 秒", 0),
        ("tolerated.loss", "制限なし", NO_LIMIT),
        ("tolerated.loss", "No limit", NO_LIMIT),
        ("site", "OSAKA", "Osaka"),
        ("site", "東京本社", "東京本社"),
        ("second_copy.site", "なし", "none"),
        ("second_copy.site", "osaka ", "Osaka"),
    ],
)
def test_a_cell_is_known_by_what_people_write(column: str, text: str, meant: Value) -> None:
    for language in LANGUAGES:
        assert read_cell(column, text, language, SITES) == meant


@pytest.mark.parametrize(
    ("column", "text", "code", "nearest"),
    [
        ("product", "Exchnge", "word-near", "Microsoft Exchange Server"),
        ("product", "Windows", "word", None),  # a system is no product
        ("product", "server", "word", None),  # of which there are several
        ("deployment", "cluster group", "word", None),
        ("guest_system", "Windows", "word", None),
        ("survive.host", "maybe", "word", ""),
        ("instances", "0", "count", ""),
        ("instances", "65", "count", ""),
        ("instances", "many", "count", ""),
        ("tolerated.loss", "2 weeks", "duration", ""),
        ("tolerated.loss", "15", "duration", ""),
        ("tolerated.loss", "1.5 h", "duration", ""),
        ("site", "Osakka", "no-such-site", "Osaka"),
        ("site", "unknown", "no-such-site", None),
    ],
)
def test_what_means_nothing_or_two_things_is_refused(
    column: str, text: str, code: str, nearest: str | None
) -> None:
    with pytest.raises(ScalarProblem) as caught:
        read_cell(column, text, "en", SITES)
    assert caught.value.code.removesuffix("-near") == code.removesuffix("-near")
    if nearest is not None:
        assert caught.value.nearest == nearest


def test_a_refusal_offers_words_of_the_language_that_fit_the_row() -> None:
    with pytest.raises(ScalarProblem) as caught:
        read_cell("deployment", "zzz", "ja", SITES, fitting=("standalone", "dag"))
    expected = "スタンドアロン, データベース可用性グループ (DAG), わからない"
    assert caught.value.expected == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_read_as_it_is_written(language: str) -> None:
    for question in questions("workload"):
        for one in question.words:
            value: Value = NO_LIMIT if question.kind == "count" else one
            text = cell_text(question.id, value, language, SITES)
            for reader in LANGUAGES:
                assert read_cell(question.id, text, reader, SITES) == value
        if question.may_be_unknown:
            text = cell_text(question.id, UNKNOWN, language, SITES)
            assert read_cell(question.id, text, language, SITES) == UNKNOWN


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_offered_can_be_written(language: str) -> None:
    for question in questions("workload"):
        offered = answers_for(question, language, SITES)
        assert offered
        for text in offered[1:] if question.kind == "count" else offered:
            read_cell(question.id, text, language, SITES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_site_is_not_mistaken_for_the_word_that_it_is_called(language: str) -> None:
    sites = ("Main", "No other site", "なし")
    for value in (*sites, "none"):
        text = cell_text("second_copy.site", value, language, sites)
        assert read_cell("second_copy.site", text, language, sites) == value


def test_a_cell_shows_nothing_that_hides_or_turns_its_surroundings() -> None:
    assert cell_text(NAME, "SQL\u200b\u202e", "en") == "SQL[U+200B][U+202E]"


@pytest.mark.parametrize("language", LANGUAGES)
def test_columns_have_different_headings_and_each_is_recognised(language: str) -> None:
    shown = [heading(column, language) for column in COLUMNS]
    assert len(set(shown)) == len(COLUMNS)
    for column in (NAME, *by_id("workload")):
        assert headings()[heading(column, language).casefold()] == column
