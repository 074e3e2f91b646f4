"""Bad input handed to a real browser: it is told what is wrong, and what was answered stays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from facts.design_file import parse
from knowledge.explanation import problem_text
from tests.bad_input import BAD_INPUT
from tests.browser.draft_of import draft_of
from tests.browser.driver import OpenPage, design_of, open_example, upload
from tests.hostile_texts import DIRECTION, DRAWING, MARKDOWN, MARKUP
from tests.screen_driver import example

pytestmark = pytest.mark.browser

CASES = ("alias bomb", "UTF-16", "markup as a word", "key that turns the line", "near: key")
HOSTILE = """\
schema: 1
sites: [{{name: {site}, host_release: 2019, host_count: 2}}]
workloads: [{{name: {workload}, site: {site}, product: print-server}}]
"""


def test_bad_files_are_refused_and_the_draft_stays(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page("en")
    open_example(page, "en", "two-workgroup-hosts-2022")
    before = draft_of(page)
    for case in (one for one in BAD_INPUT if one.name in CASES):
        file = tmp_path / "bad.yaml"
        file.write_bytes(case.content)
        upload(page, file)
        shown = page.get_by_test_id("stAlert").first
        expect(shown).to_contain_text(f"Line {case.line}, column {case.column}:")
        said = problem_text(parse(case.content).problems[0], "en")
        assert said in shown.inner_text().replace("\u2060", "")
        assert shown.locator("script, img, iframe").count() == 0
        assert draft_of(page) == before
    assert design_of(page, "en") == example("two-workgroup-hosts-2022")


def test_a_file_of_hostile_names_is_shown_as_it_reads(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page("en")
    for site, workload in ((MARKUP[1], MARKDOWN[1]), (DIRECTION[0], DRAWING[0])):
        file = tmp_path / "hostile.yaml"
        content = HOSTILE.format(site=json.dumps(site), workload=json.dumps(workload))
        file.write_text(content, encoding="utf-8", newline="\n")
        upload(page, file)
        summary = page.locator(".st-key-summary")
        expect(summary).to_contain_text(workload.replace("http://", "http:\u2060//"))
        assert page.locator("img[src=x], img[src*='example.com'], iframe").count() == 0
        assert "\u202e" not in summary.inner_text()
        assert design_of(page, "en") == parse(content).design
