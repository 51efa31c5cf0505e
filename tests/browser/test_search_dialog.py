"""The search dialog beyond finding: filters with counts, recent searches, help, the keyboard."""

import re
import time

import pytest
from playwright.sync_api import Page, expect

from handbook.model import Library
from tests.browser.visit import PHONE, Visit

HOMES = {"en": "/", "zh": "/zh/"}
RECORD = """() => {
  window.announced = [];
  const region = document.querySelector("[data-pagefind-announcer]");
  new MutationObserver(() => window.announced.push(region.textContent)).observe(region, {
    subtree: true, childList: true, characterData: true,
  });
}"""
REFUSE = """() => {
  for (const name of ["getItem", "setItem"]) {
    Storage.prototype[name] = () => { throw new DOMException("no", "SecurityError"); };
  }
}"""


def open_dialog(page: Page) -> None:
    page.keyboard.press("/")
    expect(page.locator("dialog[open] input")).to_be_focused()


def type_in(page: Page, words: str) -> None:
    page.locator("dialog[open] input").fill(words)
    expect(page.locator(".pf-summary")).to_contain_text(words)
    expect(page.locator(".hb-result__link").first).to_be_visible()


def hear(page: Page, words: str) -> None:
    """Wait until a screen reader has been told something, since `RECORD` listens."""
    end = time.monotonic() + 5
    while not any(words in text for text in page.evaluate("announced")):
        assert time.monotonic() < end, page.evaluate("announced")
        page.wait_for_timeout(50)


def look_for(page: Page, words: str) -> None:
    """Open the dialog, search, and close it."""
    open_dialog(page)
    type_in(page, words)
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page.locator("dialog :focus")).to_have_count(0)  # where a slash would be a letter


def recent(page: Page) -> list[str]:
    return page.locator("dialog[open] .hb-searches li button:visible").all_text_contents()


def choice(page: Page, name: str) -> dict[str, tuple[int, bool]]:
    """Return how many each option of a filter would leave, and whether it can be chosen."""
    options = page.locator(f"dialog select[data-filter={name}] option:not([value=''])")
    expect(options.first).to_contain_text(re.compile(r"\(\d+\)$"))
    return {
        option.get_attribute("value") or "": (
            int((option.text_content() or "").rpartition("(")[2].rstrip(")")),
            option.is_enabled(),
        )
        for option in options.all()
    }


@pytest.mark.parametrize("locale", HOMES)
def test_each_filter_shows_how_many_questions_an_option_leaves(
    visit: Visit, library: Library, locale: str
) -> None:
    page = visit(HOMES[locale])
    open_dialog(page)
    expected = {
        source.id: sum(source.id in question.lists for question in library.answered)
        for source in library.sources
    }
    assert {id_: count for id_, (count, _) in choice(page, "list").items()} == expected
    assert sum(count for count, _ in choice(page, "level").values()) == len(library.answered)
    assert sum(count for count, _ in choice(page, "topic").values()) == len(library.answered)


def test_a_list_narrows_to_its_questions(visit: Visit, library: Library) -> None:
    page = visit("/")
    open_dialog(page)
    page.locator("dialog select[data-filter=list]").select_option("general-12")
    expected = sum("general-12" in question.lists for question in library.answered)
    expect(page.locator(".hb-result")).to_have_count(expected)
    expect(page.locator(".pf-summary")).to_have_text(f"{expected} results")


def test_the_counts_are_those_of_the_words_and_of_the_other_filters(visit: Visit) -> None:
    page = visit("/")
    open_dialog(page)
    type_in(page, "rotary")
    every = page.locator(".hb-result").count()
    levels = choice(page, "level")
    assert sum(count for count, _ in levels.values()) == every
    topics = choice(page, "topic")
    assert any(count == 0 for count, _ in topics.values())
    assert all((count > 0) == enabled for count, enabled in topics.values())
    level, (left, _) = max(levels.items(), key=lambda entry: entry[1][0])
    page.locator("dialog select[data-filter=level]").select_option(level)
    expect(page.locator(".pf-summary")).to_contain_text(f"{left} result")
    assert page.locator(".hb-result").count() == left
    assert choice(page, "level") == levels
    assert sum(count for count, _ in choice(page, "topic").values()) == left


def test_where_only_a_filter_hides_results_it_can_be_cleared(visit: Visit) -> None:
    page = visit("/")
    open_dialog(page)
    type_in(page, "rotary")
    topics = choice(page, "topic")
    page.locator("dialog[open] input").fill("")
    expect(page.locator("pagefind-modal[data-idle]")).to_have_count(1)
    without = next(topic for topic, (count, _) in topics.items() if not count)
    page.locator("dialog select[data-filter=topic]").select_option(without)
    page.locator("dialog[open] input").fill("rotary")
    clear = page.locator(".hb-search-help").get_by_role("button", name="Clear filters")
    expect(clear).to_be_visible()
    expect(page.locator(".hb-result")).to_have_count(0)
    clear.click()
    expect(page.locator(".hb-result__link").first).to_contain_text("RoPE")
    expect(page.locator("dialog[open] input")).to_be_focused()
    expect(page.locator("dialog select[data-filter=topic]")).to_have_value("")
    expect(clear).to_be_hidden()


def test_recent_searches_are_offered_newest_first_and_once(visit: Visit) -> None:
    page = visit("/")
    for words in ("rotary", "quantization", "rotary"):
        look_for(page, words)
    page.reload()
    open_dialog(page)
    assert recent(page) == ["rotary", "quantization"]
    page.get_by_role("button", name="quantization", exact=True).click()
    expect(page.locator("dialog[open] input")).to_have_value("quantization")
    expect(page.locator(".hb-result__link").first).to_contain_text("quantize")
    assert recent(page) == []


def test_the_last_eight_searches_are_kept(visit: Visit) -> None:
    page = visit("/")
    words = ["lora", "rope", "bert", "gelu", "adam", "softmax", "perplexity", "beam", "token"]
    for each in words:
        look_for(page, each)
    page.reload()
    open_dialog(page)
    expect(page.locator(".hb-searches li button").first).to_be_visible()
    assert recent(page) == words[:0:-1]


def test_what_finds_nothing_or_is_one_letter_is_not_kept(visit: Visit) -> None:
    page = visit("/")
    look_for(page, "x")
    open_dialog(page)
    page.locator("dialog[open] input").fill("蒸溜蒸溜蒸溜")
    expect(page.locator(".pf-summary")).to_contain_text("No results")
    page.keyboard.press("Escape")
    page.reload()
    open_dialog(page)
    expect(page.locator(".hb-searches")).to_be_hidden()


def test_opening_a_result_keeps_the_search_in_its_language(visit: Visit) -> None:
    page = visit("/zh/")
    open_dialog(page)
    type_in(page, "知识蒸馏")
    page.locator(".hb-result__link").first.click()
    page.wait_for_url("**/knowledge-distillation/")
    open_dialog(page)
    assert recent(page) == ["知识蒸馏"]
    page.goto("/")
    open_dialog(page)
    expect(page.locator(".hb-searches")).to_be_hidden()


def test_recent_searches_can_be_cleared(visit: Visit) -> None:
    page = visit("/zh/")
    look_for(page, "注意力")
    page.reload()
    open_dialog(page)
    assert recent(page) == ["注意力"]
    page.get_by_role("button", name="清除搜索记录").click()
    expect(page.locator(".hb-searches")).to_be_hidden()
    expect(page.locator("dialog[open] input")).to_be_focused()
    page.reload()
    open_dialog(page)
    expect(page.locator(".hb-searches")).to_be_hidden()


def test_the_arrows_reach_recent_searches(visit: Visit) -> None:
    page = visit("/")
    for words in ("rotary", "quantization"):
        look_for(page, words)
    open_dialog(page)
    page.locator("dialog[open] input").fill("")
    expect(page.get_by_role("button", name="rotary", exact=True)).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("button", name="quantization", exact=True)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("button", name="rotary", exact=True)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("dialog[open] input")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("dialog[open] input")).to_have_value("quantization")
    expect(page.locator(".hb-result__link").first).to_contain_text("quantize")


def test_a_browser_that_keeps_nothing_can_still_search(visit: Visit) -> None:
    page = visit("/")
    page.evaluate(REFUSE)
    look_for(page, "rotary")
    open_dialog(page)
    page.locator("dialog[open] input").fill("")
    expect(page.locator("pagefind-modal[data-idle]")).to_have_count(1)
    expect(page.locator(".hb-searches")).to_be_hidden()


def test_the_keyboard_reaches_everything_in_the_dialog(visit: Visit) -> None:
    page = visit("/")
    button = page.get_by_role("button", name="Search")
    button.focus()
    open_dialog(page)
    page.evaluate(RECORD)
    page.keyboard.type("rotary")
    expect(page.locator(".pf-summary")).to_have_text(re.compile(r"^\d+ results for rotary$"))
    expect(page.locator(".hb-result__link").first).to_contain_text("RoPE")
    every = page.locator(".hb-result").count()
    hear(page, f"{every} results")
    links = page.locator("pagefind-results a")
    page.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("dialog[open] input")).to_be_focused()
    page.keyboard.press("Tab")  # to the button that empties the input
    for name in ("tag", "level", "topic", "list"):
        page.keyboard.press("Tab")
        expect(page.locator(f"dialog select[data-filter={name}]")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    left = choice(page, "level")["Intermediate"][0]
    assert 0 < left < every
    page.keyboard.type("Int")
    expect(page.locator(".pf-summary")).to_contain_text(f"{left} result")
    hear(page, f"{left} result")
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(button).to_be_focused()


@pytest.mark.parametrize("home", HOMES.values())
def test_the_dialog_fits_a_phone(visit: Visit, home: str) -> None:
    page = visit(home, viewport=PHONE)
    look_for(page, "transformer")
    page.reload()
    open_dialog(page)
    expect(page.locator(".hb-searches li button")).to_be_visible()
    assert page.evaluate(
        "[...document.querySelectorAll('dialog[open] *')].every("
        "(each) => each.getBoundingClientRect().right <= innerWidth)"
    )
