"""Reading: two languages, two colour schemes, two widths, and everybody."""

import re

import pytest
from playwright.sync_api import expect

from handbook.model import LOCALES, Library
from tests.browser.visit import PHONE, Visit

QUESTION = "normalization-and-activations/rmsnorm/"

TOO_WIDE = """async (addresses) => {
  const found = [];
  for (const address of addresses) {
    const html = await (await fetch(address)).text();
    const page = new DOMParser().parseFromString(html, "text/html");
    document.querySelector("article").replaceWith(page.querySelector("article"));
    if (document.documentElement.scrollWidth > innerWidth) found.push(address);
  }
  return found;
}"""
"""Shows other pages' content in this one: as wide as there, in a fraction of the time."""


@pytest.mark.parametrize("start", ["/", "/zh/"])
def test_the_language_switch_keeps_question_and_section(visit: Visit, start: str) -> None:
    there = "/zh/" if start == "/" else "/"
    page = visit(f"{start}{QUESTION}#common-mistakes")
    page.locator("#language-switch").click()
    expect(page).to_have_url(f"{there}{QUESTION}#common-mistakes")
    expect(page.locator("#common-mistakes")).to_be_in_viewport()
    page.locator("#worked-example").evaluate("heading => heading.scrollIntoView()")
    page.locator("#language-switch").click()
    expect(page).to_have_url(f"{start}{QUESTION}#worked-example")


def test_the_language_switch_at_the_top_of_a_page_leads_to_the_top(visit: Visit) -> None:
    page = visit(f"/{QUESTION}")
    page.locator("#language-switch").click()
    expect(page).to_have_url(f"/zh/{QUESTION}")


def test_the_language_switch_keeps_the_filters(visit: Visit) -> None:
    page = visit("/questions/?level=basic")
    page.locator("#language-switch").click()
    expect(page).to_have_url("/zh/questions/?level=basic")
    expect(page.get_by_label("难度")).to_have_value("basic")


def test_the_chosen_colour_scheme_persists_in_both_languages(visit: Visit) -> None:
    page = visit("/")
    scheme = "data-md-color-scheme"
    expect(page.locator("body")).to_have_attribute(scheme, "default")
    page.get_by_title("Switch to dark mode").click()
    expect(page.locator("body")).to_have_attribute(scheme, "slate")
    page.reload()
    expect(page.locator("body")).to_have_attribute(scheme, "slate")
    page.goto(f"/zh/{QUESTION}")
    expect(page.locator("body")).to_have_attribute(scheme, "slate")
    expect(page.get_by_title("切换到浅色模式")).to_be_visible()


@pytest.mark.parametrize("prefix", ["/", "/zh/"])
def test_no_question_is_wider_than_a_phone(visit: Visit, library: Library, prefix: str) -> None:
    page = visit(prefix + QUESTION, viewport=PHONE)
    locale = "en" if prefix == "/" else "zh"
    pages = [prefix + q.address for q in library.answered if locale in q.pages]
    assert page.evaluate(TOO_WIDE, pages) == []


def test_the_menu_of_a_phone_opens_and_closes_by_keyboard(visit: Visit) -> None:
    page = visit(f"/{QUESTION}", viewport=PHONE)
    topic = page.get_by_role("navigation", name="Navigation").get_by_text("Math for LLMs")
    expect(topic).to_be_hidden()
    page.get_by_role("button", name="Menu").focus()
    page.keyboard.press("Enter")
    expect(topic).to_be_visible()
    expect(page.get_by_role("link", name="Home", exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    expect(topic).to_be_hidden()
    expect(page.get_by_role("button", name="Menu")).to_be_focused()


def test_a_chinese_browser_is_offered_the_chinese_site_until_it_declines(visit: Visit) -> None:
    page = visit("/", locale="zh-CN")
    offer = page.get_by_text("这本手册有中文版。")
    expect(offer).to_be_visible()
    page.get_by_role("button", name="不再提示").click()
    expect(offer).to_be_hidden()
    page.reload()
    expect(offer).to_be_hidden()


def test_the_offer_leads_to_the_chinese_site_and_others_do_not_see_it(visit: Visit) -> None:
    page = visit("/", locale="zh-CN")
    page.get_by_role("link", name="阅读中文版").click()
    expect(page).to_have_url("/zh/")
    expect(visit("/", locale="de-DE").get_by_text("这本手册有中文版。")).to_be_hidden()


@pytest.mark.parametrize("locale", LOCALES)
def test_home_leads_to_a_random_question_of_the_language(
    visit: Visit, library: Library, locale: str
) -> None:
    page = visit("/" if locale == "en" else "/zh/")
    page.locator("#random").click()
    prefix = "/" if locale == "en" else "/zh/"
    every = "|".join(re.escape(question.address) for question in library.answered)
    expect(page).to_have_url(re.compile(f":[0-9]+{prefix}({every})$"))


def test_the_page_for_unknown_addresses_speaks_both_languages(visit: Visit) -> None:
    page = visit("/404.html")
    expect(page.get_by_role("link", name="All questions")).to_be_visible()
    page.get_by_role("link", name="全部题目").click()
    expect(page).to_have_url("/zh/questions/")
