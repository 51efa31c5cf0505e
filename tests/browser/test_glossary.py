"""The glossary: every term in both languages, found by either, with a link to its question."""

import pytest
from playwright.sync_api import expect

from handbook.model import Library
from tests.browser.visit import Visit


@pytest.mark.parametrize("typed", ["kv cache", "KV-Cache"])
def test_a_term_is_found_however_it_is_typed_and_leads_to_its_question(
    visit: Visit, host: str, typed: str
) -> None:
    page = visit("/glossary/")

    page.get_by_label("Find a term").fill(typed)

    expect(page.locator("#kv-cache dt")).to_be_visible()
    expect(page.locator("#rope dt")).to_be_hidden()
    page.locator("#kv-cache").get_by_role("link").click()
    expect(page).to_have_url(f"{host}/inference-and-compression/kv-cache/")


def test_a_chinese_word_finds_the_english_term_and_nonsense_finds_none(visit: Visit) -> None:
    page = visit("/glossary/")

    page.get_by_label("Find a term").fill("旋转位置")
    expect(page.locator(".hb-term:visible dt")).to_contain_text(["RoPE"])
    page.get_by_label("Find a term").fill("zzz")
    expect(page.locator(".hb-term:visible")).to_have_count(0)
    said = page.get_by_role("status").filter(has_text="No term of the glossary contains this.")
    expect(said).to_be_visible()


def test_without_javascript_every_term_is_there(visit: Visit, library: Library) -> None:
    page = visit("/zh/glossary/", javascript=False)

    expect(page.locator(".hb-term")).to_have_count(len(library.terms))
    expect(page.locator("#find")).to_be_hidden()
