"""The screens without a browser: what they ask, what they show, what they never lose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from facts.answers import is_asked
from facts.design import Design, Entity, Link
from facts.design_file import load, parse, write
from facts.question_bank import UNKNOWN, Question, by_id
from knowledge.advisor import advise
from knowledge.explanation import option_label, source_text
from knowledge.guidance import guidance
from knowledge.subjects import resolve_all
from knowledge.words import LANGUAGES, word
from screens import draft, editing
from screens.editing import Place
from screens.hand_over import file_stem
from screens.markdown import escaped, link, with_code
from screens.widgets import as_typed

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
LOCALES = {"ja": "ja-JP", "en": "en-US"}
HOSTILE = (
    "![x](http://evil.example/x) <script>alert(1)</script> :material/x: $x$ [a](javascript:1) `b`"
)


def example(stem: str) -> Design:
    design = load(ROOT / "examples" / f"{stem}.yaml").design
    assert design is not None
    return design


def opened(language: str = "ja", design: Design | None = None) -> AppTest:
    """The page as a browser of that language would see it, with a design if one is given."""
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    at.context = {"locale": LOCALES[language]}
    if design is not None:
        at.session_state["design"] = design
    at.run()
    assert not at.exception
    return at


def design_of(at: AppTest) -> Design:
    found = at.session_state["design"]
    assert isinstance(found, Design)
    return found


def key(language: str, question: str, *place: str) -> str:
    return "\n".join((*place, question, language))


def asking(at: AppTest, wanted: str) -> Any:
    """The widget of that key; raises KeyError when the page does not have it."""
    for widget in (*at.selectbox, *at.button_group, *at.text_input):
        if widget.key == wanted:
            return widget
    raise KeyError(wanted)


def answer(at: AppTest, wanted: str, value: str | Place | None) -> None:
    asking(at, wanted).set_value(value)
    at.run()
    assert not at.exception


def markdown(at: AppTest) -> str:
    return "\n".join(one.value for one in at.markdown)


def plain(text: str) -> str:
    """Markdown with its backslashes and word joiners taken away."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text).replace("\u2060", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_three_answers_are_enough_for_the_first_recommendation(language: str) -> None:
    at = opened(language)
    site, workload = design_of(at).sites[0].name, design_of(at).workloads[0].name
    waiting = word("screens.waiting", language)
    assert markdown(at).count(f"gray-badge[{waiting}]") == 2
    answer(at, key(language, "host_release", "site", site), "2022")
    answer(at, key(language, "host_count", "site", site), "2")
    assert markdown(at).count(f"gray-badge[{waiting}]") == 1
    answer(at, key(language, "product", "workload", workload), "print-server")
    assert f"gray-badge[{waiting}]" not in markdown(at)
    assert design_of(at) == Design(
        sites=(Entity(site, {"host_release": "2022", "host_count": 2}),),
        workloads=(Entity(workload, {"site": site, "product": "print-server"}),),
    )


def test_the_recommendation_follows_each_answer_at_once() -> None:
    at = opened("en", example("fci-on-vhd-set-2019"))
    chosen = f"“{escaped('nothing inside the guests + restart and live migration')}” is recommended"
    assert chosen in markdown(at)
    answer(at, key("en", "host_count", "site", "Main"), "1")
    assert chosen not in markdown(at)


def questions_asked(design: Design) -> Iterator[tuple[Question, tuple[str, ...]]]:
    answers = resolve_all(design)
    for place, given in (
        ((), answers.design),
        *((("site", name), found) for name, found in answers.sites.items()),
        *((("workload", name), found) for name, found in answers.workloads.items()),
    ):
        values = {name: one.value for name, one in given.items()}
        for name, one in given.items():
            if is_asked(one.question, values) == "yes":
                yield one.question, (*(place or ("design",)), name)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_question_that_is_asked_is_shown_and_no_other(path: Path, language: str) -> None:
    design = example(path.stem)
    at = opened(language, design)
    alone = len(design.sites) == 1
    wanted = {
        "\n".join((*place, language))
        for question, place in questions_asked(design)
        if not (alone and question.id == "site")
    }
    shown = {
        str(widget.key)
        for widget in (*at.selectbox, *at.button_group, *at.text_input)
        if str(widget.key).endswith(f"\n{language}")
    }
    assert shown == wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_does_not_know_can_say_so(language: str) -> None:
    at = opened(language, example("fci-on-vhd-set-2019"))
    do_not_know = word("screens.do-not-know", language)
    checked = 0
    for question, place in questions_asked(example("fci-on-vhd-set-2019")):
        if question.kind in ("text", "date") or question.id == "site":
            continue
        options = asking(at, "\n".join((*place, language))).options
        assert (do_not_know in options) == question.may_be_unknown, question.id
        checked += 1
    assert checked > 30
    answer(at, key(language, "product", "workload", "SQL"), UNKNOWN)
    assert design_of(at).workload("SQL").answers["product"] == UNKNOWN


def test_a_question_appears_and_goes_with_its_condition() -> None:
    at = opened("en", example("fci-on-vhd-set-2019"))
    edition = key("en", "host_edition", "site", "Main")
    with pytest.raises(KeyError):
        asking(at, edition)
    answer(at, key("en", "shared_storage.s2d", "site", "Main"), "yes")
    assert asking(at, edition).value == "datacenter", "an answer not asked for is kept"


def test_a_changed_early_answer_keeps_the_later_ones() -> None:
    at = opened("en", example("fci-on-vhd-set-2019"))
    product = key("en", "product", "workload", "SQL")
    answer(at, product, "exchange")
    assert design_of(at).workload("SQL").answers["deployment"] == "fci"
    assert any("does not fit the others" in one.value for one in at.caption)
    assert asking(at, key("en", "deployment", "workload", "SQL")).value is None
    answer(at, product, "sql-server")
    assert asking(at, key("en", "deployment", "workload", "SQL")).value == "fci"


@pytest.mark.parametrize(("language", "mark"), [("en", "assumed: Yes"), ("ja", "仮定: はい")])
def test_what_is_assumed_is_marked(language: str, mark: str) -> None:
    at = opened(language, editing.blank(language))
    name = design_of(at).workloads[0].name
    survives = key(language, "survive.host", "workload", name)
    assert mark in plain(asking(at, survives).label)
    answer(at, survives, "yes")
    assert mark not in plain(asking(at, survives).label)
    answer(at, survives, None)
    assert mark in plain(asking(at, survives).label)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_language_can_be_switched_without_losing_an_answer(path: Path) -> None:
    design = example(path.stem)
    at = opened("ja", design)
    for language in ("en", "ja", "en"):
        answer(at, "lang", language)
        assert design_of(at) == design
        workload = design.workloads[0]
        shown = asking(at, key(language, "product", "workload", workload.name))
        assert shown.value == workload.answers["product"]
    labels = [one.label for one in (*at.selectbox, *at.button, *at.tabs, *at.expander)]
    japanese = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
    assert [label for label in labels if japanese.search(label)] == []


def test_the_language_is_the_browsers_at_first() -> None:
    assert "Hyper-V 高可用性設計アドバイザー" in markdown(opened("ja"))
    assert "Hyper-V HA design advisor" in markdown(opened("en"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_option_is_shown_with_its_verdict_in_words(path: Path, language: str) -> None:
    design = example(path.stem)
    advice = advise(design, str(design.answers["as_of"]))
    at = opened(language, design)
    for place in editing.entity_places(design):
        answer(at, f"look-at-{language}", place)
        shown = plain("\n".join([markdown(at), *(one.label for one in at.expander)]))
        for decision in advice.decisions:
            if (decision.subject, decision.name) != (place.entity, place.names[0]):
                continue
            for option in decision.options if decision.shown else ():
                name = option_label(decision.topic, option.id, language)
                assert f"badge[{word(f'verdict.{option.verdict}', language)}] {name}" in shown


def test_each_reason_opens_to_its_guidance_how_sure_it_is_and_its_source() -> None:
    design = example("fci-on-vhd-set-2019")
    advice = advise(design, str(design.answers["as_of"]))
    shown = plain(markdown(opened("en", design)))
    chosen = advice.decision("pair", "SQL").option("guest-cluster+restart-and-live-migration")
    assert chosen.objections
    for name in (*chosen.objections, *chosen.merits, *chosen.overruled):
        for record in (guidance()[one] for one in advice.reasons[name].guidance):
            assert plain(record.text["en"]) in shown
            assert word(f"certainty.{record.certainty}", "en") in shown
            for _, _, address in source_text(record):
                assert address.replace("(", "%28").replace(")", "%29") in shown


def test_a_conflict_shows_both_sides() -> None:
    at = opened("en", example("fci-on-vhd-set-2019"))
    shown = plain(markdown(at))
    assert any("decided by the house rule" in one.label for one in at.expander)
    for side in ("combined-clustering-discouraged", "combined-clustering-recommended"):
        assert plain(guidance()[side].text["en"]) in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_findings_tasks_and_assumptions_are_listed(language: str) -> None:
    at = opened(language, example("fci-on-vhd-set-2019"))
    labels = plain("\n".join(one.label for one in at.expander))
    assert f"[{word('severity.warning', language)}]" in labels
    assert word("finding.combined-clustering.name", language) in labels
    assert word("task.set-anti-affinity.name", language) in labels
    label = by_id("site")["shared_storage.iscsi"].label[language]
    assert f"Main - {label}: **{word('value.no', language).capitalize()}**" in plain(markdown(at))


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The name PRINT stands twice (as PRINT)."),
        ("ja", "名前 ｐｒｉｎｔ が PRINT と重複しています。"),
    ],
)
def test_a_name_that_is_taken_is_refused(language: str, sentence: str) -> None:
    at = opened(language, example("fci-on-vhd-set-2019"))
    answer(at, "workload\nSQL\nname", "PRINT" if language == "en" else "ｐｒｉｎｔ")
    assert any(sentence in plain(one.value) for one in at.error)
    assert [one.name for one in design_of(at).workloads] == ["SQL", "PRINT"]


def test_renaming_a_site_takes_everything_along() -> None:
    at = opened("en", example("fci-on-vhd-set-2019"))
    answer(at, "site\nMain\nname", "Head office")
    assert not at.error
    assert design_of(at).sites[0].name == "Head office"
    assert {one.answers["site"] for one in design_of(at).workloads} == {"Head office"}


def test_sites_come_with_links_and_go_with_them() -> None:
    at = opened("en", example("fci-on-vhd-set-2019"))
    at.button(key="add-site").click().run()
    trust = key("en", "trust", "link", "Main", "Site 2")
    answer(at, trust, "workgroup")
    answer(at, key("en", "second_copy.site", "workload", "SQL"), "Site 2")
    assert design_of(at).links == (Link(("Main", "Site 2"), {"trust": "workgroup"}),)
    assert at.button(key="site\nMain\nremove").disabled, "workloads run there"
    at.button(key="site\nSite 2\nremove").click().run()
    assert design_of(at).links == ()
    assert "second_copy.site" not in design_of(at).workload("SQL").answers
    with pytest.raises(KeyError):
        asking(at, trust)


def test_a_workload_can_be_added_copied_and_removed() -> None:
    at = opened("en", example("fci-on-vhd-set-2019"))
    at.button(key="workload\nSQL\ncopy").click().run()
    at.button(key="add-workload").click().run()
    names = [one.name for one in design_of(at).workloads]
    assert names == ["SQL", "PRINT", "Workload 3", "Workload 4"]
    assert design_of(at).workload("Workload 3").answers == design_of(at).workload("SQL").answers
    for name in ("SQL", "PRINT", "Workload 3"):
        at.button(key=f"workload\n{name}\nremove").click().run()
    with pytest.raises(KeyError):
        at.button(key="workload\nWorkload 4\nremove")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_can_be_opened(path: Path) -> None:
    at = opened("ja")
    at.button(key=f"example-{path.stem}").click().run()
    assert not at.exception
    assert design_of(at) == example(path.stem)


def test_a_design_file_can_be_opened() -> None:
    at = opened("ja")
    content = EXAMPLES[0].read_bytes()
    at.file_uploader[0].set_value(("design.yaml", content, "application/yaml")).run()
    assert not at.exception
    assert design_of(at) == parse(content).design


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["Line 4, column 19:", "expected: 2008R2", "found: 2020", "![x](http://x)"]),
        ("ja", ["4 行 19 列:", "期待値: 2008R2", "実際の値: 2020", "![x](http://x)"]),
    ],
)
def test_the_problems_of_a_file_are_listed_with_their_places(
    language: str, said: list[str]
) -> None:
    at = opened(language)
    before = design_of(at)
    content = (
        "schema: 1\nsites:\n  - name: A\n    host_release: 2020\n    host_count: 2\n"
        '    role: "![x](http://x)"\n'
    )
    at.file_uploader[0].set_value(("bad.yaml", content.encode(), "application/yaml")).run()
    assert design_of(at) == before
    shown = at.error[0].value
    assert all(part in plain(shown) for part in said)
    assert "![x]" not in shown


def test_everything_can_be_cleared() -> None:
    at = opened("ja", example("fci-on-vhd-set-2019"))
    at.button(key="clear").click().run()
    assert design_of(at) == editing.blank("ja")
    assert draft.as_text(design_of(at)) == ""


def test_what_is_typed_wrongly_stays_with_the_reason() -> None:
    at = opened("en", example("fci-on-vhd-set-2019"))
    answer(at, key("en", "as_of", "design"), "22.11.2026")
    assert any(
        "expected a date YYYY-MM-DD; found 22.11.2026" in plain(one.value) for one in at.error
    )
    assert asking(at, key("en", "as_of", "design")).value == "22.11.2026"
    assert design_of(at).answers["as_of"] == "2026-11-22"
    answer(at, key("en", "as_of", "design"), "2026-12-01")
    assert not at.error
    assert design_of(at).answers["as_of"] == "2026-12-01"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_drawing_carries_its_words(language: str) -> None:
    at = opened(language, example("fci-on-vhd-set-2019"))
    (image,) = at.image
    assert "SQL" in image.proto.imgs[0].alt
    assert [one.key for one in at.download_button] == [
        *("download-svg", "download-dot", "download-report", "download-design")
    ]


def test_without_a_renderer_the_browser_draws_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("screens.drawings.render", lambda dot, kind: None)
    at = opened("en", example("fci-on-vhd-set-2019"))
    assert at.get("graphviz_chart")
    assert any("the browser draws the picture" in one.value for one in at.info)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_is_that_of_the_documents_room(language: str) -> None:
    from documents.report import report

    design = example("two-workgroup-hosts-2022")
    at = opened(language, design)
    advice = advise(design, str(design.answers["as_of"]))
    assert report(advice, language).strip() in [one.value.strip() for one in at.code]


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_names_stay_text_everywhere(language: str) -> None:
    design = example("fci-on-vhd-set-2019")
    for place in editing.entity_places(design):
        design = editing.renamed(design, place, f"{HOSTILE} {place.names[0]}")
    design = replace(design, answers={**design.answers, "project": HOSTILE})
    at = opened(language, design)
    texts = [one.value for one in (*at.markdown, *at.caption, *at.error, *at.info)]
    texts += [one.label for one in (*at.expander, *at.button, *at.selectbox)]
    texts += [one.help for one in at.button]
    met = [text for text in texts if text and "evil" in text]
    assert len(met) >= 5
    for text in met:
        for live in ("![x]", "<script>", ":material/x:", "$x$", "[a](", "`b`"):
            assert live not in text


@pytest.mark.parametrize(
    "text",
    [
        *("![x](http://x)", "<script>", ":material/x:", ":smile:", "$x$", "[a](javascript:1)"),
        *(
            "`code`",
            "a\\b",
            "**b**",
            "a -> b",
            "www.example.com",
            "1. one",
            "# head",
            "a|b",
            "&lt;",
        ),
    ],
)
def test_escaped_text_shows_as_it_is(text: str) -> None:
    assert plain(escaped(text)) == text
    assert not re.search(r"(?<!\\)[`*_\[\]<>$!|#]", escaped(text))
    assert not re.search(r"(?<!\\):", escaped(text))


def test_escaped_text_has_one_line() -> None:
    assert escaped("a\n\n- b\t c") == r"a \- b c"


def test_code_in_our_own_texts_stays_code() -> None:
    assert with_code("Run `Get-VM *` now [x]") == r"Run `Get-VM *` now \[x\]"
    assert with_code("a ` b") == r"a \` b"


def test_only_web_addresses_become_links() -> None:
    assert link("a]b", "https://example.com/x") == r"[a\]b](https://example.com/x)"
    assert link("a", "javascript:alert(1)") == "a"
    assert link("a", "https://example.com/x) ![y](http://y") == "a"
    assert link("a", "https://example.com/x(v=1)") == "[a](https://example.com/x%28v=1%29)"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("１０　分", "10 min"), ("4時間", "4 h"), (" 30 s ", "30 s"), ("２日", "2 d"), ("any", "any")],
)
def test_durations_may_be_typed_in_japanese(typed: str, meant: str) -> None:
    assert as_typed(typed) == meant


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_draft_gives_back_exactly_what_was_answered(language: str) -> None:
    blank = editing.blank(language)
    place = Place("site", (blank.sites[0].name,))
    release, count = by_id("site")["host_release"], by_id("site")["host_count"]
    once = editing.answered(blank, place, release, UNKNOWN)
    twice = editing.answered(once, place, count, 2)
    for design in (once, twice, *(example(path.stem) for path in EXAMPLES)):
        assert draft.from_text(draft.as_text(design)) == design


@pytest.mark.parametrize(
    "text", ["", "x", "[]", "{}", '{"file": "x", "unanswered": []}', "[" * 99999]
)
def test_a_draft_that_cannot_be_read_is_no_draft(text: str) -> None:
    assert draft.from_text(text) is None


def test_what_is_missing_counts_as_unknown_in_a_file() -> None:
    completed = editing.completed(editing.blank("en"))
    assert parse(write(completed)).problems == ()
    assert completed.sites[0].answers == {"host_release": UNKNOWN, "host_count": UNKNOWN}
    assert completed.workloads[0].answers == {"site": "Site 1", "product": UNKNOWN}


@pytest.mark.parametrize("name", ["", "  ", "none", "ＵＮＫＮＯＷＮ", "main", "x" * 101, "a\x07b"])
def test_names_are_checked_as_in_a_file(name: str) -> None:
    design = editing.with_site(example("fci-on-vhd-set-2019"), "en")
    assert editing.naming_problem(design, Place("site", ("Site 2",)), name) is not None
    assert editing.naming_problem(design, Place("site", ("Main",)), "MAIN") is None


@pytest.mark.parametrize(
    ("project", "stem"),
    [
        ("", "design"),
        ("基幹系 更改/第 2 期", "基幹系-更改-第-2-期"),
        ("../../etc", "etc"),
        ("...", "design"),
    ],
)
def test_the_project_names_the_files(project: str, stem: str) -> None:
    assert file_stem(Design(answers={"project": project})) == stem
