"""Texts: one for every code and both languages, the same placeholders, Japanese by the glossary."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from facts.question_bank import ENTITIES, all_questions, questions
from knowledge.decisions import DECISIONS, FAILURES
from knowledge.guidance import guidance
from knowledge.rule_base import all_rules, reasoners
from knowledge.rules import Conclusion
from knowledge.words import LANGUAGES, catalogue

ROOT = Path(__file__).parent.parent
ROOMS = ("facts", "knowledge", "diagrams", "documents", "screens")


TYPED = "screens.workloads.also."
"""What somebody may type for a heading or an answer; it is shown to nobody."""


def texts() -> Iterator[tuple[str, str, str]]:
    """Where a text stands, the Japanese and the English."""
    for key, entry in catalogue().items():
        if not key.startswith(TYPED):
            yield f"wording/{key}", entry["ja"], entry["en"]
    for record in guidance().values():
        yield f"record/{record.id}", record.text["ja"], record.text["en"]
        if record.reasoning:
            yield f"reasoning/{record.id}", record.reasoning["ja"], record.reasoning["en"]
    for question in all_questions():
        place = f"question/{question.entity}/{question.id}"
        for part in ("label", "title", "help"):
            yield f"{place}/{part}", getattr(question, part)["ja"], getattr(question, part)["en"]
        for word, entry in question.words.items():
            yield f"{place}/{word}", entry["ja"], entry["en"]


ALL = list(texts())


def placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"\{(\w*)\}", text))


PARTS_OF_A_DATE = {"diagrams.as-of"}
"""Japanese writes the parts of a date, English the date."""


def test_placeholders_are_the_same_in_both_languages() -> None:
    wrong = [
        key
        for key, entry in catalogue().items()
        if len({tuple(placeholders(entry[language])) for language in LANGUAGES}) > 1
        and key not in PARTS_OF_A_DATE
    ]
    assert wrong == []


PIECES = ("wording/documents.", "wording/diagrams.", "wording/screens.", "wording/cli.")
"""Texts that others are joined to, so that they may begin or end with a space."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_blank_or_framed_by_spaces(language: str) -> None:
    for place, ja, en in ALL:
        text = ja if language == "ja" else en
        assert text, place
        assert text == text.strip() or place.startswith(PIECES), place
        assert "  " not in text.strip() or place.startswith(PIECES), place


JAPANESE = "ぁ-んァ-ヺー一-龠々〆"
STYLE = {
    "full-width digits or letters": r"[０-９Ａ-Ｚａ-ｚ]",
    "full-width parentheses or punctuation": r"[（），．：；！？～](?<!～)",
    "no space between Japanese and Latin": rf"[{JAPANESE}][A-Za-z0-9`(]|[A-Za-z0-9`)][{JAPANESE}]",
    "space beside Japanese punctuation": r" [、。」]|[、。「] ",
    "a word without its long vowel": (
        r"サーバ(?!ー)|ユーザ(?!ー)|コンピュータ(?!ー)|コントローラ(?!ー)|フォルダ(?!ー)"
        r"|ブローカ(?!ー)|アダプタ(?!ー)|マネージャ(?!ー)|クラスタ(?!ー|リ)|メンバ(?!ー)"
    ),
    "a long vowel too much": r"メモリー|プロセッサー|セキュリティー|トポロジー|ディレクトリー",
    "another spelling": r"フェイルオ|フェールオーバ(?!ー)|ライブ移行|ライブマイグレ|デフォルト",
    "bare role": r"ロール(?!ア|バック|アウト)",
    "stacked modality": r"かもしれない|と思われ|することができ|を行うことが",
    "kanji where hiragana is wanted": r"出来る|全て|及び|又は|下さい|為に|することが可能",
    "withdrawn word": r"却下|死活監視|ウィットネス(?!\))",
}


@pytest.mark.parametrize("rule", STYLE)
def test_japanese_keeps_to_the_style(rule: str) -> None:
    wrong = [f"{place}: {ja}" for place, ja, _ in ALL if re.search(STYLE[rule], ja)]
    assert wrong == []


def test_a_witness_is_never_bare_monitoring() -> None:
    named = r"(クォーラム|ディスク|ファイル共有|クラウド|動的|ミラーリング)監視"
    for place, ja, en in ALL:
        if "witness" in en.lower():
            assert re.search(named, ja), place
            assert not re.search(r"監視", re.sub(named, "", ja)), place


def test_deprecated_is_not_discouraged() -> None:
    """非推奨 is Microsoft's word for a feature; what we advise against is 推奨しない."""
    for place, ja, en in ALL:
        if "非推奨" in ja.replace("非推奨ではなく", ""):
            assert "deprecat" in en.lower(), place


@pytest.mark.parametrize(
    ("prefix", "never"),
    [
        ("record/", r"(です|ます|ません|でした|ました|ください)[。、]"),
        ("reasoning/", r"(です|ます|ません|でした|ました|ください)[。、]"),
        ("wording/finding.", r"(です|ます|ません|でした|ました|ください)[。、]"),
        ("wording/task.", r"(です|ます|ません|でした|ました|ください)[。、]"),
        ("wording/problems.", r"(である|できない|した|する)。"),
        ("question/", r"(である|できない|した|する)。"),
    ],
)
def test_each_surface_has_one_voice(prefix: str, never: str) -> None:
    found = [place for place, ja, _ in ALL if place.startswith(prefix)]
    assert found
    wrong = [place for place, ja, _ in ALL if place.startswith(prefix) and re.search(never, ja)]
    assert wrong == []


def test_english_holds_no_japanese_and_the_other_way_round() -> None:
    for place, ja, en in ALL:
        shown = en.replace("[日本語]", "")  # the way to the Japanese page
        assert not re.search(f"[{JAPANESE}]", shown) or place.startswith("wording/screens."), place
        assert ja != en or re.search(r"[A-Za-z0-9{,;]", ja), place


def words_of(conclusion: Conclusion) -> set[str]:
    if conclusion.kind in ("Finding", "Task"):
        key = f"{conclusion.kind.lower()}.{conclusion['id']}"
        return {key, f"{key}.name"}
    return {f"misses.{conclusion['misses']}"} if conclusion["misses"] else set()


def test_whatever_is_concluded_has_words_and_whatever_has_words_is_concluded() -> None:
    needed = {key for rule in all_rules() for one in rule.then for key in words_of(one)}
    worded = {key for key in catalogue() if key.startswith(("finding.", "task.", "misses."))}
    assert needed - worded == set()
    # the failures are also named where nothing misses them
    assert worded - needed - {f"misses.{failure}" for failure in FAILURES} == set()


def test_options_and_decisions_have_words() -> None:
    needed = {f"decision.{one.family}" for one in DECISIONS.values()}
    for topic, decision in DECISIONS.items():
        if topic != "pair":
            needed |= {f"option.{decision.family}.{option}" for option in decision.options}
    worded = {key for key in catalogue() if key.startswith(("decision.", "option."))}
    assert needed <= worded
    others = {"option.none", "option.unknown", "option.pair.nothing", "option.pair.host-cluster"}
    assert worded - needed == others


def test_fields_that_no_question_answers_have_words() -> None:
    answered = {question.field for entity in ENTITIES for question in questions(entity)}
    for reasoner in reasoners().values():
        for field in reasoner.fields - answered:
            suffixes = tuple("_" + failure.replace("-", "_") for failure in FAILURES)
            composed = field.endswith(suffixes) or field.startswith("target_")
            assert f"fields.{field}" in catalogue() or composed, field


def raised_codes() -> set[str]:
    """Every code of a problem that facts can raise, read from the source."""
    found: set[str] = set()
    for path in (ROOT / "facts").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = getattr(node.func, "attr", getattr(node.func, "id", ""))
                position = {"Problem": 0, "problem": 0, "ScalarProblem": 0, "_at": 1}.get(called)
                if position is not None and len(node.args) > position:
                    found |= constants(node.args[position])
            if isinstance(node, ast.FunctionDef) and node.name == "_fault":
                for inner in ast.walk(node):
                    if isinstance(inner, ast.Return) and inner.value is not None:
                        found |= constants(inner.value)
    return found - {""}


def constants(node: ast.expr) -> set[str]:
    if isinstance(node, ast.IfExp):
        return constants(node.body) | constants(node.orelse)
    if isinstance(node, ast.Tuple) and node.elts:
        return constants(node.elts[0])
    return {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


def test_every_problem_that_facts_raise_has_words() -> None:
    worded = {key.removeprefix("problems.") for key in catalogue() if key.startswith("problems.")}
    codes = raised_codes()
    assert len(codes) > 25
    assert codes - worded == set()
    elsewhere = "\n".join(
        path.read_text(encoding="utf-8")
        for room in ("screens", "documents", "diagrams")
        for path in (ROOT / room).glob("*.py")
    ) + (ROOT / "advise.py").read_text(encoding="utf-8")
    assert {code for code in worded - codes if f'"{code}"' not in elsewhere} == set()


def test_no_key_is_used_that_has_no_words() -> None:
    """Keys that stand in the code as they are; those put together are met by the other tests."""
    rooms = {key.split(".", 1)[0] for key in catalogue() if "." in key}
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if not isinstance(node, ast.Call) or not node.args:
                    continue
                called = getattr(node.func, "attr", getattr(node.func, "id", ""))
                for key in constants(node.args[0]) if called == "word" else ():
                    if key.split(".", 1)[0] in rooms:
                        assert key in catalogue(), f"{path}:{node.lineno}: {key}"
