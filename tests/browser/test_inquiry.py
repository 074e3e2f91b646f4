"""Why, what would have to change, what choices hang on: with mouse and keyboard, in a browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from knowledge.change_words import point_words
from knowledge.inquiry.points import Point
from knowledge.words import LANGUAGES, word
from screens.editing import Place
from screens.jump import class_of
from tests.browser.driver import OpenPage, design_of, open_example, settle, tab, unfold, widget
from tests.browser.test_accessibility import none_in, sideways, violations, wrong_when_narrow

pytestmark = pytest.mark.browser

EXAMPLE = "two-workgroup-hosts-2022"
DECISION = "second_copy/workload:LOGISTICS"
LOST = f"{DECISION}\nnothing"
CHANGE, CHECK = f"change\n{LOST}", f"check\n{DECISION}"
DEPLOYMENT = Point("workload", ("LOGISTICS",), "deployment")
APPLY, TAKE_BACK = f"apply\n{LOST}\n{DEPLOYMENT}", "applied-undo"


def lost_option(open_page: OpenPage, language: str, **options: str) -> Page:
    """The advice on two hosts in a workgroup; having no second copy is lost, and is opened."""
    page = open_page(language, **options)
    open_example(page, language, EXAMPLE)
    unfold(page, LOST)
    return page


def head(page: Page, key: str) -> str:
    """What is said of an option beside the mark that opens it."""
    return widget(page, key).locator("summary").first.inner_text()


def unfold_why(page: Page) -> None:
    """Unfold all that the first reason of the lost option rests on."""
    closed = page.locator('[class*="st-key-why-"] details:not([open]) > summary')
    while closed.count():
        closed.first.click()
        settle(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lost_option_is_won_with_one_click_and_lost_again(
    open_page: OpenPage, language: str
) -> None:
    page = lost_option(open_page, language)
    before = design_of(page, language)
    tab(page, "advice", language)
    assert word("verdict.insufficient", language) in head(page, LOST)
    if not widget(page, CHANGE).count():
        unfold(page, LOST)
    part = unfold(page, CHANGE)
    expect(part).to_contain_text(point_words(DEPLOYMENT, language))
    widget(page, APPLY).get_by_role("button").first.click()
    settle(page)
    assert word("verdict.suitable", language) in head(page, LOST)
    notice = page.locator(f".{class_of('applied')}")
    expect(notice).to_contain_text(point_words(DEPLOYMENT, language))
    expect(notice).to_be_in_viewport()
    widget(page, TAKE_BACK).get_by_role("button").first.click()
    settle(page)
    assert word("verdict.insufficient", language) in head(page, LOST)
    expect(notice).to_have_count(0)
    assert design_of(page, language) == before


def test_it_is_done_with_the_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page("en")
    open_example(page, "en", EXAMPLE)
    for key in (LOST, CHANGE):
        widget(page, key).locator("summary").first.focus()
        page.keyboard.press("Enter")
        settle(page)
    for _ in range(5):
        page.keyboard.press("Tab")
        if focused_in(page, APPLY):
            break
    assert focused_in(page, APPLY)
    page.keyboard.press("Enter")
    settle(page)
    page.wait_for_function(
        "(name) => document.activeElement.closest('.' + name)", arg=TAKE_BACK_CLASS
    )
    page.keyboard.press("Enter")
    settle(page)
    page.wait_for_function(
        "(name) => document.activeElement.closest('.' + name)", arg=class_of(CHANGE)
    )
    assert word("verdict.insufficient", "en") in head(page, LOST)


TAKE_BACK_CLASS = class_of(TAKE_BACK)


def focused_in(page: Page, key: str) -> bool:
    found: bool = page.evaluate(
        "(name) => Boolean(document.activeElement.closest('.' + CSS.escape(name)))", class_of(key)
    )
    return found


def test_an_answer_behind_a_verdict_leads_to_its_question(open_page: OpenPage) -> None:
    page = lost_option(open_page, "en")
    unfold_why(page)
    answer = page.locator('[class*="st-key-why-"] .stButton button').filter(visible=True).first
    said = answer.inner_text()
    assert "must survive the failure of a host" in said
    answer.click()
    settle(page)
    field = widget(page, f"{Place('workload', ('LOGISTICS',)).key}\nsurvive.host\nen")
    expect(field).to_be_in_viewport()
    assert focused_in(page, f"{Place('workload', ('LOGISTICS',)).key}\nsurvive.host\nen")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_rule_is_violated(open_page: OpenPage, language: str, theme: str) -> None:
    page = lost_option(open_page, language, color_scheme=theme)
    unfold_why(page)
    unfold(page, CHANGE)
    unfold(page, CHECK)
    found = {"the advice": [*violations(page), *sideways(page)]}
    widget(page, APPLY).get_by_role("button").first.click()
    settle(page)
    page.wait_for_timeout(2500)  # the mark around what was gone to fades away
    found["applied"] = [*violations(page), *sideways(page)]
    tab(page, "hand-over", language)
    unfold(page, "check-all")
    found["the whole design"] = [*violations(page), *sideways(page)]
    none_in(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_can_be_read_on_a_phone(open_page: OpenPage, language: str) -> None:
    page = open_page(language)
    open_example(page, language, EXAMPLE)
    unfold(page, LOST)
    unfold_why(page)
    unfold(page, CHANGE)
    unfold(page, CHECK)
    page.set_viewport_size({"width": 390, "height": 844})
    settle(page)
    page.wait_for_timeout(500)
    none_in({"the advice": wrong_when_narrow(page)})
