"""The advisor in a real Chromium: from a blank page to the files, in both languages.

Whatever a page loads or connects to must be on this machine; each test checks that at its end.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Error, expect

from facts.design_file import parse
from facts.question_bank import UNKNOWN, Value, by_id
from knowledge.words import LANGUAGES, word
from tests.browser.draft_of import another_draft_than, draft_of, drafts_in
from tests.browser.driver import (
    OWN_NAMES,
    ROOT,
    NewContext,
    OpenPage,
    advisor,
    answer_the_three,
    choose,
    design_of,
    downloaded,
    free_port,
    look_at,
    open_example,
    popover,
    settle,
    sidebar,
    tab,
    unfold,
    upload,
)
from tests.screen_driver import example

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_a_blank_page_to_the_report(open_page: OpenPage, language: str) -> None:
    page = open_page(language)
    summary = page.locator(".st-key-summary")
    expect(page.locator(".st-key-welcome")).to_be_visible()
    expect(summary).to_have_count(0)
    answer_the_three(page, language)
    expect(page.locator(".st-key-welcome")).to_have_count(0)
    expect(summary).not_to_contain_text(word("screens.waiting", language))
    name, content = downloaded(page, "report", language)
    report = content.decode("utf-8")
    assert name == f"design.{language}.md"
    assert b"\r" not in content
    headline = {"ja": "設計根拠書", "en": "Design rationale"}[language]
    assert headline in report.splitlines()[0]
    assert word("screens.new-workload", language, number=1) in report
    product = by_id("workload")["product"].words["print-server"][language]
    assert product in report
    assert page.locator("html").get_attribute("lang") == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_verdict_opens_to_its_reason_and_its_source(open_page: OpenPage, language: str) -> None:
    page = open_page(language)
    open_example(page, language, "fci-on-vhd-set-2019")
    expect(page.locator(".st-key-summary")).to_contain_text(word("verdict.discouraged", language))
    option = page.get_by_test_id("stMain").get_by_test_id("stExpander").first
    link = option.get_by_role("link").first
    expect(link).not_to_be_visible()
    option.locator("summary").click()
    expect(link).to_be_visible()
    assert re.match("https://", link.get_attribute("href") or "")
    expect(option).to_contain_text(word("certainty.stated", language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_drawing_is_shown_with_an_alternative_text(open_page: OpenPage, language: str) -> None:
    page = open_page(language)
    open_example(page, language, "fci-on-vhd-set-2019")
    tab(page, "drawings", language)
    image = page.get_by_test_id("stImage").locator("img")
    assert "SQL" in (image.get_attribute("alt") or "")
    assert image.evaluate("one => one.complete && one.naturalWidth > 300")


def test_the_design_file_goes_down_and_up_again(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page("ja")
    open_example(page, "ja", "two-workgroup-hosts-2022")
    name, content = downloaded(page, "design", "ja")
    assert name == "Branch-office.yaml"
    assert parse(content).design == example("two-workgroup-hosts-2022")
    other = open_page("en")
    file = tmp_path / name
    file.write_bytes(content)
    upload(other, file)
    assert design_of(other, "en") == example("two-workgroup-hosts-2022")


def test_a_file_with_problems_is_refused_with_their_places(
    open_page: OpenPage, tmp_path: Path
) -> None:
    page = open_page("en")
    file = tmp_path / "bad.yaml"
    file.write_text("schema: 1\nprojct: X\n", encoding="utf-8", newline="\n")
    upload(page, file)
    shown = page.get_by_test_id("stAlert")
    expect(shown.first).to_contain_text("Line 2, column 1:")
    expect(shown.first).to_contain_text("Expected project, found projct")


def test_a_refresh_and_a_new_tab_keep_the_answers(open_page: OpenPage, address: str) -> None:
    page = open_page("ja")
    answer_the_three(page, "ja")
    choose(page, by_id("site")["host_count"].title["ja"], "4")
    page.reload()
    settle(page)
    kept = design_of(page, "ja")
    assert kept.sites[0].answers == {"host_release": "2022", "host_count": 4}
    assert kept.workloads[0].answers["product"] == "print-server"
    another = page.context.new_page()
    another.goto(address)
    settle(another)
    assert design_of(another, "ja") == kept


def test_what_is_not_answered_yet_is_not_answered_after_a_refresh(open_page: OpenPage) -> None:
    page = open_page("en")
    choose(page, by_id("site")["host_count"].title["en"], "4")
    page.reload()
    settle(page)
    expect(page.locator(".st-key-summary")).to_contain_text("Release of the hosts")
    expect(page.locator(".st-key-summary")).not_to_contain_text("Number of hosts")


def test_a_restart_of_the_server_keeps_the_answers(
    contexts: NewContext,
) -> None:
    port = free_port()
    with advisor(port) as address:
        page = contexts("en-US").new_page()
        page.goto(address)
        settle(page)
        answer_the_three(page, "en")
        choose(page, by_id("site")["host_count"].title["en"], "3")
    with advisor(port):
        kept: Mapping[str, Value] = {}
        for _ in range(10):  # until the page has found the server again, and its draft
            page.wait_for_timeout(3000)
            with suppress(Error):
                kept = design_of(page, "en").sites[0].answers
            if kept and UNKNOWN not in kept.values():
                break
        assert kept == {"host_release": "2022", "host_count": 3}


def test_everything_is_gone_after_clearing(open_page: OpenPage) -> None:
    page = open_page("en")
    open_example(page, "en", "fci-on-vhd-set-2019")
    kept = draft_of(page)
    assert kept is not None
    assert "Hospital" in kept
    popover(page, "clear", "en").get_by_role("button").click()
    settle(page)
    another_draft_than(page, kept)
    assert drafts_in(page) == []
    page.reload()
    settle(page)
    expect(page.locator(".st-key-welcome")).to_be_visible()


def test_the_language_can_be_switched_at_any_moment(open_page: OpenPage) -> None:
    page = open_page("ja")
    open_example(page, "ja", "fci-on-vhd-set-2019")
    before = design_of(page, "ja")
    for language in ("en", "ja"):
        page.get_by_role("radio", name=OWN_NAMES[language]).click()
        settle(page)
        title = by_id("workload")["product"].title[language]
        expect(sidebar(page).get_by_text(title).first).to_be_visible()
        assert design_of(page, language) == before
    page.get_by_role("radio", name=OWN_NAMES["en"]).click()
    settle(page)
    page.reload()
    settle(page)
    assert design_of(page, "en") == before, "the language outlives a refresh as well"


def test_a_duration_can_be_typed(open_page: OpenPage) -> None:
    page = open_page("ja")
    open_example(page, "ja", "fci-on-vhd-set-2019")
    unfold(page, "workload\nSQL\nmore")
    title = by_id("workload")["tolerated.outage"].title["ja"]
    box = sidebar(page).get_by_test_id("stSelectbox").filter(has_text=title).first
    for typed, kept in (("45分", 45 * 60), ("soon", 45 * 60), ("2 h", 7200)):
        field = box.get_by_role("combobox")
        field.click()
        field.fill(typed)
        field.press("Enter")
        settle(page)
        refused = sidebar(page).get_by_test_id("stAlert").filter(has_text="時間の長さ")
        expect(refused).to_have_count(1 if typed == "soon" else 0)
        assert design_of(page, "ja").workloads[0].answers["tolerated.outage"] == kept


def test_a_network_can_be_planned(open_page: OpenPage) -> None:
    page = open_page("ja")
    open_example(page, "ja", "fci-on-vhd-set-2019")
    networks = unfold(page, "site\nMain\nnetworks")
    csv = by_id("site")
    name = word("network.csv", "ja")
    choose(page, name, csv["networks.csv.plan"].words["own-network"]["ja"])
    expect(networks.locator("details")).to_have_attribute("open", "")  # an answer closes nothing
    metric = word("screens.network.metric", "ja")
    choose(page, metric, csv["networks.csv.metric"].words["by-hand"]["ja"])
    kept = design_of(page, "ja").sites[0].answers
    assert kept["networks.csv.plan"] == "own-network"
    assert kept["networks.csv.metric"] == "by-hand"
    tab(page, "advice", "ja")
    look_at(page, "Main")
    table = page.get_by_test_id("stMain").get_by_role("table").last
    expect(table).to_contain_text(word("screens.layout.plan-lost", "ja"))
    assert table.evaluate("one => one.scrollWidth <= one.parentElement.clientWidth + 1")
    options = page.get_by_test_id("stMain").get_by_test_id("stExpander").filter(has_text=name)
    options.first.locator("summary").first.click()
    settle(page)
    options.first.locator("details details summary").first.click()
    expect(options.first.get_by_role("link").first).to_be_visible()


def test_hostile_names_are_text_and_fetch_nothing(open_page: OpenPage, tmp_path: Path) -> None:
    name = "![x](http://evil.example/x) <img src=http://evil.example/y> :material/x: $x$ [a](b) `c`"
    page = open_page("en")
    file = tmp_path / "hostile.yaml"
    text = (ROOT / "examples" / "two-workgroup-hosts-2022.yaml").read_text(encoding="utf-8")
    quoted = "'" + name + "'"
    for old in ("Branch\n", "LOGISTICS", "Branch office"):
        text = text.replace(old.strip(), quoted if old != "Branch\n" else old.strip())
    file.write_text(text, encoding="utf-8", newline="\n")
    upload(page, file)
    assert design_of(page, "en").workloads[0].name == name
    for one in ("advice", "notes", "drawings", "hand-over"):
        tab(page, one, "en")
    shown = page.locator(".st-key-summary").inner_text().replace("\u2060", "")
    assert name in shown
    assert page.locator("img[src*=evil]").count() == 0
    assert (
        page.locator(".st-key-summary a, .st-key-summary code, .st-key-summary .katex").count() == 0
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_accessibility_rule_is_violated(open_page: OpenPage, language: str) -> None:
    # It reads a file without saying the encoding when it is imported, which other runs forbid.
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(language)
    open_example(page, language, "fci-on-vhd-set-2019")
    unfold(page, "site\nMain\nnetworks")
    tab(page, "advice", language)
    look_at(page, "Main")
    for one in ("advice", "notes", "drawings", "hand-over"):
        tab(page, one, language)
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]})
        violated = found.response["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in violated] == []
