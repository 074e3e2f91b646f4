"""Whatever ends before the architect is done: what he answered is there again afterwards.

The browser and the server are killed here as a power cut would, by SIGKILL, half a second after
an answer; where a busy machine takes longer than that, half a second after the page has it. They
run on Linux; so do these tests.
"""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from facts.question_bank import by_id
from knowledge.words import LANGUAGES, word
from tests.browser.draft_of import (
    NAME,
    draft_of,
    draft_with,
    drafts_in,
    file_of,
)
from tests.browser.driver import (
    LOCALES,
    NewContext,
    OpenPage,
    answer_the_three,
    choose,
    design_of,
    open_example,
    popover,
    settle,
    sidebar,
)
from tests.browser.kept_browser import (
    KeptBrowser,
    answer_quickly,
    field_of,
    killed_server,
    shows,
    takes_clicks,
)
from tests.browser.other_version import slow_version
from tests.screen_driver import example

pytestmark = pytest.mark.browser

ROUNDS = 20
DELAY_S = 0.5
HOSTS = by_id("site")["host_count"].title
SITE_NAME = {language: word("screens.name-of.site", language) for language in LANGUAGES}


def counts() -> list[str]:
    """A different answer for each round."""
    return [str(number) for number in range(2, ROUNDS + 2)]


def half_a_second_after(page: Page, count: str) -> None:
    """Wait as long as an answer has to be safe."""
    answered = time.monotonic()
    draft_with(page, rf"host_count: {count}\b")
    waited = time.monotonic() - answered
    time.sleep(DELAY_S - waited if waited < DELAY_S else DELAY_S)


# --- what ends: the browser, the server, the tab, the page


def test_a_browser_killed_after_an_answer_has_it(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    kept = KeptBrowser(browser.browser_type, tmp_path)
    page = kept.open(address)
    there = []
    for count in counts():
        answer_quickly(page, HOSTS["en"], count)
        half_a_second_after(page, count)
        kept.kill()
        page = kept.open(address)
        if shows(page, HOSTS["en"], count):
            there.append(count)
    kept.close()
    assert there == counts()


def test_a_server_killed_after_an_answer_loses_nothing(contexts: NewContext) -> None:
    with killed_server() as server:
        page = contexts(LOCALES["en"]).new_page()
        page.goto(server.address)
        there = []
        for count in counts():
            answer_quickly(page, HOSTS["en"], count)
            half_a_second_after(page, count)
            server.kill()
            server.start()
            if shows(page, HOSTS["en"], count):
                there.append(count)
        assert there == counts()
        assert len(drafts_in(page)) == 1


def test_without_a_server_nothing_can_be_answered_and_what_is_typed_stays(
    contexts: NewContext,
) -> None:
    """So no answer can be given that would be lost; see docs/architecture.md."""
    with killed_server() as server:
        page = contexts(LOCALES["en"]).new_page()
        page.goto(server.address)
        settle(page)
        answer_quickly(page, HOSTS["en"], "4")
        settle(page)
        name = sidebar(page).get_by_label(SITE_NAME["en"])
        name.fill("Typed, not entered")
        server.kill()
        expect(name).to_be_disabled(timeout=500)
        expect(field_of(page, HOSTS["en"])).to_be_disabled()
        server.start()
        expect(name).to_be_enabled(timeout=30_000)
        expect(name).to_have_value("Typed, not entered")
        takes_clicks(page)
        name.press("Enter")
        settle(page)
        kept = design_of(page, "en").sites[0]
        assert (kept.name, kept.answers["host_count"]) == ("Typed, not entered", 4)


def test_a_refresh_and_a_new_tab_bring_everything_back(open_page: OpenPage, address: str) -> None:
    page = open_page("ja")
    answer_the_three(page, "ja")
    choose(page, HOSTS["ja"], "4")
    kept = design_of(page, "ja")
    page.reload()
    settle(page)
    assert design_of(page, "ja") == kept
    page.close(run_before_unload=True)
    new = page.context.new_page()
    new.goto(address)
    settle(new)
    assert design_of(new, "ja") == kept
    assert len(drafts_in(new)) == 1, "a tab that is closed leaves its place to the next"


def test_a_click_does_not_break_off_the_change_before_it(
    contexts: NewContext, tmp_path: Path
) -> None:
    """The second answer comes while the first is still on its way into the design."""
    release = by_id("site")["host_release"]
    with killed_server(slow_version(tmp_path, seconds=0.5)) as server:
        page = contexts(LOCALES["en"]).new_page()
        page.goto(server.address)
        settle(page)
        answer_quickly(page, release.title["en"], release.words["2022"]["en"])
        answer_quickly(page, HOSTS["en"], "9")
        settle(page)
        kept = design_of(page, "en").sites[0].answers
        assert kept == {"host_release": "2022", "host_count": 9}


# --- where drafts lie: one place for each design, of each tab


def test_two_tabs_never_overwrite_each_other(open_page: OpenPage, address: str) -> None:
    one = open_page("en")
    choose(one, HOSTS["en"], "2")
    other = one.context.new_page()
    other.goto(address)
    settle(other)
    assert shows(other, HOSTS["en"], "2"), "a new tab takes up the newest draft"
    choose(other, HOSTS["en"], "3")
    choose(one, HOSTS["en"], "4")
    for page, count in ((one, "4"), (other, "3"), (one, "4")):
        page.reload()
        settle(page)
        assert shows(page, HOSTS["en"], count)
        assert f"host_count: {count}" in file_of(page)
    assert len(drafts_in(one)) == 2


def test_a_duplicated_tab_gets_a_place_of_its_own(open_page: OpenPage, address: str) -> None:
    one = open_page("en")
    choose(one, HOSTS["en"], "2")
    name = one.evaluate(f"sessionStorage.getItem('{NAME}')")
    other = one.context.new_page()  # a browser copies what belongs to the tab
    other.add_init_script(f"sessionStorage['{NAME}'] ??= '{name}'")
    other.goto(address)
    settle(other)
    choose(other, HOSTS["en"], "3")
    one.reload()
    settle(one)
    assert shows(one, HOSTS["en"], "2")


def test_an_earlier_draft_is_listed_and_can_be_opened(open_page: OpenPage) -> None:
    page = open_page("en")
    choose(page, HOSTS["en"], "7")
    mine = design_of(page, "en")
    open_example(page, "en", "fci-on-vhd-set-2019")
    assert len(drafts_in(page)) == 2, "an example does not take the place of what was answered"
    opened = popover(page, "open", "en")
    expect(opened).to_contain_text(word("screens.drafts-others", "en"))
    of_mine = opened.get_by_role("button").filter(
        has_text=word("screens.new-workload", "en", number=1)
    )
    of_mine.click()
    assert shows(page, HOSTS["en"], "7")
    page.keyboard.press("Escape")
    settle(page)
    assert design_of(page, "en") == mine
    opened = popover(page, "open", "en")
    expect(opened.get_by_role("button").filter(has_text="Core systems")).to_have_count(1)


def test_ten_drafts_are_kept_and_the_oldest_goes(open_page: OpenPage) -> None:
    page = open_page("en")
    choose(page, HOSTS["en"], "2")
    page.evaluate(
        f"""async () => {{
          const database = await new Promise((done) => {{
            const request = indexedDB.open("{NAME}");
            request.onsuccess = () => done(request.result);
          }});
          const drafts = database.transaction("drafts", "readwrite").objectStore("drafts");
          for (let number = 0; number < 10; number++)
            drafts.put({{ slot: `old-${{number}}`, text: `${{number}}`, name: "", when: number }});
          await new Promise((done) => (drafts.transaction.oncomplete = done));
          database.close();
        }}"""
    )
    open_example(page, "en", "fci-on-vhd-set-2019")
    page.wait_for_timeout(200)
    slots = [one["slot"] for one in drafts_in(page)]
    assert len(slots) == 10
    assert slots[2:] == [f"old-{number}" for number in range(9, 1, -1)]


def test_the_draft_of_an_earlier_version_is_taken_over(open_page: OpenPage, address: str) -> None:
    page = open_page("en")
    open_example(page, "en", "fci-on-vhd-set-2019")
    text = draft_of(page)
    other = page.context.browser.new_context(locale=LOCALES["en"])  # type: ignore[union-attr]
    fresh = other.new_page()
    once = f"if (!sessionStorage.done) localStorage['{NAME}'] = {json.dumps(text)};"
    fresh.add_init_script(f"{once} sessionStorage.done = 1;")
    fresh.goto(address)
    settle(fresh)
    assert design_of(fresh, "en") == example("fci-on-vhd-set-2019")
    assert fresh.evaluate(f"localStorage.getItem('{NAME}')") is None
    assert draft_of(fresh) == text
    other.close()


def test_where_there_is_no_database_the_local_storage_serves(
    contexts: NewContext, address: str
) -> None:
    page = _page_without(contexts, address, "indexedDB")
    answer_quickly(page, HOSTS["en"], "5")
    page.wait_for_function("JSON.stringify(localStorage).includes('host_count: 5')")
    page.reload()
    assert shows(page, HOSTS["en"], "5")
    expect(page.get_by_text(word("screens.draft-not-kept", "en"))).to_have_count(0)


def test_a_browser_that_keeps_nothing_says_so(contexts: NewContext, address: str) -> None:
    page = _page_without(contexts, address, "indexedDB", "localStorage", language="ja")
    expect(page.get_by_text(word("screens.draft-not-kept", "ja"))).to_be_visible()
    answer_quickly(page, HOSTS["ja"], "5")
    settle(page)
    expect(page.get_by_text(word("screens.draft-not-kept", "ja"))).to_be_visible()


def _page_without(contexts: NewContext, address: str, *missing: str, language: str = "en") -> Page:
    page = contexts(LOCALES[language]).new_page()
    for name in missing:
        refuse = "{ get() { throw new DOMException('no', 'SecurityError'); } }"
        page.add_init_script(f"Object.defineProperty(window, '{name}', {refuse})")
    page.goto(address)
    settle(page)
    return page


# --- what goes: everything, and only on request


def test_clearing_leaves_nothing_behind(open_page: OpenPage, address: str) -> None:
    page = open_page("ja")
    choose(page, HOSTS["ja"], "6")
    other = page.context.new_page()
    other.goto(address)
    settle(other)
    open_example(other, "ja", "fci-on-vhd-set-2019")
    page.evaluate(f"localStorage['{NAME}.x'] = '{{}}'")
    clear = popover(page, "clear", "ja")
    clear.get_by_role("button", name=word("screens.clear-now", "ja")).click()
    settle(page)
    assert drafts_in(page) == []
    stores = page.evaluate("JSON.stringify([localStorage, sessionStorage])")
    assert "Hospital" not in stores
    assert f"{NAME}." not in stores
    expect(page.locator(".st-key-undo-button button").first).to_be_disabled()
    other.close()
    page.reload()
    settle(page)
    expect(field_of(page, HOSTS["ja"])).to_have_value("")
