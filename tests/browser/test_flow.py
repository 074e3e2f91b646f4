"""How little it takes: every widget changed is counted, in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from facts.question_bank import Question, by_id
from knowledge.advisor import advise
from knowledge.words import LANGUAGES, word
from screens.editing import Place, missing
from screens.jump import class_of
from tests.browser.driver import OpenPage, design_of, open_example, settle, sidebar

pytestmark = pytest.mark.browser

MOST_CHANGES, MOST_ANSWERS = 25, 5


class Hand:
    """Somebody at the page: whatever is clicked open, chosen, typed or pressed counts as one."""

    def __init__(self, page: Page, language: str) -> None:
        self.page = page
        self.language = language
        self.changed = 0

    def field(self, place: Place, question: str) -> Locator:
        return self.widget("\n".join((place.key, question, self.language)))

    def widget(self, key: str) -> Locator:
        return sidebar(self.page).locator(f".{class_of(key)}")

    def answer(self, place: Place, question_id: str, value: str) -> None:
        question = by_id(place.entity)[question_id]
        field, label = self.field(place, question_id), self.label(question, value)
        field.scroll_into_view_if_needed()
        if field.get_by_role("combobox").count():
            self.page.wait_for_timeout(300)  # a list closes when what is below it scrolls
            field.get_by_role("combobox").click()
            self.page.get_by_role("option", name=label, exact=True).click()
            self.done()
            expect(field.get_by_role("combobox")).to_have_value(label)
        else:
            field.get_by_role("radio", name=label, exact=True).click()
            self.done()
            expect(field.get_by_role("radio", name=label, exact=True)).to_be_checked()

    def label(self, question: Question, value: str) -> str:
        return question.words[value][self.language] if value in question.words else value

    def write(self, key: str, text: str) -> None:
        box = self.widget(key).get_by_role("textbox")
        box.fill(text)
        box.press("Enter")
        self.done()

    def rename(self, place: Place, name: str) -> Place:
        self.write(f"{place.key}\nname", name)
        return Place(place.entity, (name,))

    def unfold(self, place: Place, part: str) -> None:
        self.widget(f"{place.key}\n{part}").locator("summary").click()
        self.done()
        self.page.wait_for_timeout(500)  # what is in it moves while it unfolds

    def press(self, key: str) -> None:
        self.widget(key).get_by_role("button").click()
        self.done()

    def done(self) -> None:
        self.changed += 1
        settle(self.page)

    def named(self, entity: str, number: int = 1) -> Place:
        return Place(entity, (word(f"screens.new-{entity}", self.language, number=number),))


@pytest.mark.parametrize("language", LANGUAGES)
def test_three_answers_bring_the_first_recommendation(open_page: OpenPage, language: str) -> None:
    page = open_page(language)
    hand = Hand(page, language)
    site, workload = hand.named("site"), hand.named("workload")
    waiting = word("screens.waiting", language)
    hand.answer(site, "host_release", "2022")
    summary = page.locator(".st-key-summary")
    hand.answer(site, "host_count", "2")
    expect(summary).to_contain_text(waiting)
    hand.answer(workload, "product", "print-server")
    expect(summary).not_to_contain_text(waiting)
    expect(summary).to_contain_text(workload.names[0])
    assert hand.changed == 3 <= MOST_ANSWERS


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_small_design_takes_few_changes(open_page: OpenPage, language: str) -> None:
    """One site, two hosts with iSCSI storage, three workloads with a requirement or two each."""
    hand = Hand(open_page(language), language)
    site = hand.rename(hand.named("site"), "Nagoya")
    hand.answer(site, "host_release", "2022")
    hand.answer(site, "host_count", "2")
    hand.unfold(site, "more")
    hand.answer(site, "shared_storage.iscsi", "yes")

    orders = hand.rename(hand.named("workload"), "ORDERS-01")
    hand.answer(orders, "product", "sql-server")
    hand.unfold(orders, "more")
    hand.answer(orders, "deployment", "ag")
    hand.answer(orders, "survive.maintenance", "yes")

    hand.press("add-workload")
    stock = hand.rename(hand.named("workload", 2), "STOCK-01")
    hand.answer(stock, "product", "other")
    hand.answer(stock, "survive.guest-system", "yes")
    hand.answer(stock, "survive.maintenance", "yes")

    hand.press(f"{stock.key}\ncopy")
    printing = hand.rename(Place("workload", ("STOCK-02",)), "PRINT-01")
    hand.answer(printing, "product", "print-server")

    hand.unfold(Place("design"), "title-block")
    hand.write(f"design\nproject\n{language}", "Nagoya 2026")
    assert hand.changed <= MOST_CHANGES
    assert hand.changed == 20

    progress = word("screens.progress.complete", language)
    expect(sidebar(hand.page)).to_contain_text(progress)
    design = design_of(hand.page, language)
    assert [one.name for one in design.workloads] == ["ORDERS-01", "STOCK-01", "PRINT-01"]
    assert missing(design) == ()
    assert design.answers["project"] == "Nagoya 2026"
    advice = advise(design, "2026-11-22")
    shown = [one for one in advice.decisions if one.shown]
    assert len(shown) > 20
    assert [one.id for one in shown if not one.chosen] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_next_open_question_gets_the_focus(open_page: OpenPage, language: str) -> None:
    page = open_page(language)
    hand = Hand(page, language)
    site = hand.named("site")
    hand.press("next-open")
    for question, value in (("host_release", "2022"), ("host_count", "2")):
        field = hand.field(site, question)
        expect(field.get_by_role("combobox")).to_be_focused()
        expect(field).to_be_in_viewport()
        label = hand.label(by_id("site")[question], value)
        page.keyboard.type(label)
        page.keyboard.press("Enter")
        settle(page)
        hand.press("next-open")
    product = hand.field(hand.named("workload"), "product")
    expect(product.get_by_role("combobox")).to_be_focused()
    expect(product).to_be_in_viewport()


def test_the_way_leads_into_a_closed_part(open_page: OpenPage) -> None:
    page = open_page("en")
    open_example(page, "en", "two-workgroup-hosts-2022")
    hand = Hand(page, "en")
    # settles most of what is undetermined there: whether a second copy must outlive the site
    field = hand.field(Place("workload", ("LOGISTICS",)), "survive.site")
    assert field.count() == 0
    hand.press("next-open")
    expect(field).to_be_in_viewport()
    assert field.evaluate("element => element.contains(document.activeElement)")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_needs_no_answer_opens_to_a_list(open_page: OpenPage, language: str) -> None:
    page = open_page(language)
    open_example(page, language, "two-workgroup-hosts-2022")
    listed = page.locator(".st-key-needless")
    label = word("screens.progress.needless", language, count=13, total=48)
    expect(listed.locator("summary")).to_have_text(re.compile(re.escape(label)))
    vmm = by_id("site")["vmm"].label[language]
    expect(listed.get_by_text(vmm)).to_have_count(0)
    listed.locator("summary").click()
    expect(listed.get_by_text(vmm)).to_be_visible()


def test_a_new_workload_can_be_named_at_once(open_page: OpenPage) -> None:
    page = open_page("en")
    hand = Hand(page, "en")
    hand.press("add-workload")
    added = hand.named("workload", 2)
    expect(hand.widget(f"{added.key}\nname").get_by_role("textbox")).to_be_focused()
