"""A page that is open while the advisor behind it is replaced by another version."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from facts.question_bank import by_id
from knowledge.words import LANGUAGES, word
from tests.browser.draft_of import drafts_in, file_of
from tests.browser.driver import LOCALES, NewContext, open_example, popover, settle, sidebar
from tests.browser.kept_browser import KilledServer, field_of, killed_server, takes_clicks
from tests.browser.other_version import GONE, next_version
from tests.screen_driver import example

pytestmark = pytest.mark.browser

STEM = "fci-on-vhd-set-2019"
HOSTS = by_id("site")["host_count"].title


def open_in(server: KilledServer, contexts: NewContext, language: str) -> Page:
    page = contexts(LOCALES[language]).new_page()
    page.goto(server.address)
    settle(page)
    open_example(page, language, STEM)
    return page


def replace(server: KilledServer, root: Path, page: Page) -> None:
    """Another version stands at the address of the page, which stays open."""
    server.kill()
    server.start(root)
    takes_clicks(page)
    settle(page)


def misfit(page: Page) -> str:
    return page.get_by_test_id("stMain").get_by_test_id("stAlert").first.inner_text()


def taken(page: Page, language: str) -> str:
    """The draft as it was, as the page hands it over."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=word("screens.draft-download", language)).click()
    return Path(waiting.value.path()).read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_still_fits_is_taken_up_and_the_rest_is_told(
    contexts: NewContext, tmp_path: Path, language: str
) -> None:
    with killed_server() as server:
        page = open_in(server, contexts, language)
        before = file_of(page)
        assert f"{GONE}: " in before
        replace(server, next_version(tmp_path), page)
        said = misfit(page)
        assert word("screens.draft-misfit", language).split("**")[1] in said
        place = {"en": "Line 4, column 1:", "ja": "4 行 1 列:"}[language]
        assert place in said
        assert GONE in said
        expect(field_of(page, HOSTS[language])).to_have_value("3")
        role = by_id("site")["role"].title[language]
        asked = sidebar(page).get_by_test_id("stButtonGroup").filter(has_text=role)
        expect(asked).to_contain_text(word("screens.required", language))
        assert taken(page, language) == before
        fitting = [line for line in before.splitlines() if not line.startswith(GONE)]
        fitting.insert(fitting.index("- name: Main") + 1, "  role: unknown")
        assert file_of(page).splitlines() == fitting
        assert before in [str(json.loads(one["text"])["file"]) for one in drafts_in(page)], (
            "as it was"
        )
        page.get_by_role("button", name=word("screens.file-understood", language)).click()
        settle(page)
        expect(
            page.get_by_role("button", name=word("screens.draft-download", language))
        ).to_have_count(0)


def test_what_cannot_be_read_is_kept_and_told(contexts: NewContext, tmp_path: Path) -> None:
    with killed_server() as server:
        page = open_in(server, contexts, "ja")
        before = drafts_in(page)
        text = file_of(page)
        replace(server, next_version(tmp_path, schema=2), page)
        for _ in range(2):  # the second time after a refresh
            assert word("screens.draft-unreadable", "ja").split("**")[1] in misfit(page)
            assert taken(page, "ja") == text
            assert drafts_in(page) == before
            page.reload()
            settle(page)
        open_example(page, "ja", "two-workgroup-hosts-2022")
        assert before[0] in drafts_in(page), "another design does not take its place"


def test_a_later_version_opens_what_an_earlier_one_could_not(
    contexts: NewContext, tmp_path: Path
) -> None:
    with killed_server() as server:
        page = open_in(server, contexts, "en")
        text = file_of(page)
        root = server.root
        replace(server, next_version(tmp_path, schema=2), page)
        replace(server, root, page)
        assert file_of(page) == text
        assert example(STEM).sites[0].name in text
        opened = popover(page, "open", "en")
        expect(opened).not_to_contain_text(word("screens.drafts-others", "en"))
