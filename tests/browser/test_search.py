"""The search dialog: by keyboard, in each language, narrowed by filters."""

import re
from collections import Counter

import pytest
from playwright.sync_api import Page, Route, expect

from handbook.model import Library
from tests.browser.visit import SUBFOLDER, Visit
from tools.search_table import FIRST, found, queries, rank

MEMORY = {"/": "Memory", "/zh/": "显存"}
CONTENT = """async (word) => {
  const pagefind = await import("/pagefind/pagefind.js");
  const found = await pagefind.search(word);
  return (await found.results[0].data()).content;
}"""
FOUND = {
    "en": {
        "keyword": 12,
        "abbreviation": 10,
        "synonym": 11,
        "symptom": 11,
        "formula": 10,
        "typo": 9,
    },
    "zh": {
        "keyword": 12,
        "abbreviation": 8,
        "synonym": 10,
        "symptom": 12,
        "formula": 7,
        "typo": 6,
    },
    "zh-Hant": {
        "keyword": 8,
        "abbreviation": 4,
        "synonym": 7,
        "symptom": 7,
        "formula": 4,
        "typo": 3,
    },
}
"""How many of the queries of each language and kind find a wanted page among the first three."""


def search(page: Page, words: str) -> None:
    """Open the search and type the words."""
    page.keyboard.press("/")
    page.locator("dialog[open] input").fill(words)
    expect(page.locator(".pf-summary")).to_contain_text(words)
    expect(page.locator(".hb-result__link").first).to_be_visible()


def results(page: Page) -> list[str]:
    """Return the addresses of all results, which load as they are scrolled into view."""
    pending = page.locator(".hb-result[aria-hidden]")
    while pending.count():
        page.evaluate("document.querySelector('.hb-result[aria-hidden]')?.scrollIntoView()")
        page.wait_for_timeout(20)
    links = page.locator(".hb-result__link").all()
    return [link.get_attribute("href") or "" for link in links]


def test_an_english_search_finds_the_english_page_first(visit: Visit) -> None:
    page = visit("/")
    search(page, "rotary")
    addresses = results(page)
    assert addresses[0] == "/positional-encoding-and-long-context/rope/"
    assert not any(address.startswith("/zh/") for address in addresses)
    expect(page.locator(".hb-result mark").first).to_contain_text("rotary", ignore_case=True)


def test_a_chinese_search_finds_chinese_pages_only(visit: Visit) -> None:
    page = visit("/zh/")
    search(page, "注意力")
    addresses = results(page)
    assert len(addresses) > 5
    assert all(address.startswith("/zh/") for address in addresses)
    assert "/zh/transformer-and-attention/self-attention/" in addresses[:5]


def test_a_chinese_phrase_is_found_as_it_was_typed(visit: Visit) -> None:
    page = visit("/zh/")
    search(page, "均方根")
    assert results(page)[0] == "/zh/normalization-and-activations/rmsnorm/"
    first = page.locator(".hb-result").first
    expect(first.locator("mark").first).to_have_text("均方根")
    expect(page.locator("pagefind-modal")).not_to_contain_text("均 方")


@pytest.mark.parametrize(
    ("home", "words", "address"),
    [
        ("/", "why do Llama models use RMSNorm", "/normalization-and-activations/rmsnorm/"),
        ("/", "kv-cache", "/inference-and-compression/kv-cache/"),
        ("/zh/", "kv-cache", "/zh/inference-and-compression/kv-cache/"),
        ("/zh/", "键值缓存", "/zh/inference-and-compression/kv-cache/"),
    ],
)
def test_another_wording_or_a_tags_key_leads_to_the_page(
    visit: Visit, home: str, words: str, address: str
) -> None:
    page = visit(home)
    search(page, words)
    assert results(page)[0] == address


def test_what_is_typed_while_the_index_loads_is_not_lost(visit: Visit) -> None:
    page = visit("/")

    def late(route: Route) -> None:
        page.wait_for_timeout(600)
        route.continue_()

    page.route("**/assets/search/pagefind.js", late)
    page.keyboard.press("/")
    page.locator("dialog[open] input").fill("rotary")
    expect(page.locator(".hb-result__link").first).to_have_text(re.compile("RoPE"))


@pytest.mark.parametrize(("home", "label"), MEMORY.items())
def test_a_tag_narrows_to_the_pages_that_carry_it(
    visit: Visit, library: Library, home: str, label: str
) -> None:
    page = visit(home)
    page.keyboard.press("/")
    page.get_by_label("Tag" if home == "/" else "标签").and_(
        page.locator("dialog select")
    ).select_option(label)
    expect(page.locator(".hb-result")).to_have_count(len(library.answered_with("memory")))
    expected = {home + question.address for question in library.answered_with("memory")}
    assert set(results(page)) == expected


def test_a_level_narrows_what_a_word_finds(visit: Visit, library: Library) -> None:
    page = visit("/")
    search(page, "attention")
    every = set(results(page))
    page.locator("dialog select[data-filter=level]").select_option("Basic")
    expect(page.locator(".pf-summary")).not_to_contain_text(f"{len(every)} results")
    basic = {f"/{q.address}" for q in library.answered if q.level == "basic"}
    assert set(results(page)) == every & basic


def test_the_dialog_speaks_chinese_on_a_chinese_page(visit: Visit) -> None:
    page = visit("/zh/")
    search(page, "归一化")
    expect(page.locator(".pf-summary")).to_contain_text("相关结果")
    expect(page.locator("dialog[open] input")).to_have_attribute(
        "placeholder", "搜索题目、术语、公式"
    )


def test_the_keyboard_opens_walks_and_closes(visit: Visit) -> None:
    page = visit("/")
    page.get_by_role("button", name="Search").focus()
    page.keyboard.press("Control+k")
    expect(page.locator("dialog[open] input")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page.get_by_role("button", name="Search")).to_be_focused()
    search(page, "rotary")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".hb-result__link").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url("/positional-encoding-and-long-context/rope/")


def test_a_section_that_fits_is_linked_by_its_anchor(visit: Visit) -> None:
    page = visit("/")
    search(page, "rotary")
    section = page.locator(".hb-result").first.locator(".hb-result__section").first
    section.click()
    expect(page).to_have_url(re.compile("/positional-encoding-and-long-context/rope/#.+"))


def test_search_works_in_a_subfolder_of_a_host(visit: Visit) -> None:
    page = visit(f"{SUBFOLDER}/zh/")
    search(page, "旋转位置编码")
    assert results(page)[0] == f"{SUBFOLDER}/zh/positional-encoding-and-long-context/rope/"


def test_the_index_has_a_formula_once_and_no_furniture(visit: Visit) -> None:
    content: str = visit("/").evaluate(CONTENT, "RMSNorm")
    assert content.count(r"\operatorname{RMSNorm}(x)_i") == 1
    for furniture in ("¶", "Related questions", "Table of contents", "Copy to clipboard"):
        assert furniture not in content


@pytest.mark.parametrize("language", FOUND)
def test_what_readers_type_finds_what_they_want(visit: Visit, language: str) -> None:
    asked = [query for query in queries() if query.language == language]
    pairs = list(zip(asked, found(visit(asked[0].home), asked, FIRST), strict=True))
    hits = Counter(query.kind for query, ids in pairs if rank(query, ids))
    missed = [
        f"{query.kind} {query.query!r}: wanted {query.wanted}, came {ids}"
        for query, ids in pairs
        if not rank(query, ids)
    ]
    assert hits == FOUND[language], "\n".join(["not among the first three:", *missed])


def test_the_queries_are_of_every_kind_and_want_pages_of_every_topic(library: Library) -> None:
    questions = [library.question(wanted) for query in queries() for wanted in query.wanted]
    assert {q.topic for q in questions if q} == {topic.id for topic in library.topics}
    assert None not in questions
    assert {(query.language, query.kind) for query in queries()} == {
        (language, kind) for language, kinds in FOUND.items() for kind in kinds
    }


@pytest.mark.parametrize(
    ("home", "typed", "meant", "address"),
    [
        ("/", "halucination", "hallucination", "/rag-and-agents/reducing-hallucination/"),
        ("/zh/", "投机揭码", "投机解码", "/zh/inference-and-compression/speculative-decoding/"),
    ],
)
def test_a_misspelt_word_is_searched_for_as_the_book_spells_it(
    visit: Visit, home: str, typed: str, meant: str, address: str
) -> None:
    page = visit(home)
    search(page, typed)
    assert results(page)[0] == address
    help_ = page.locator(".hb-search-help")
    expect(help_.locator("b")).to_have_text(meant)
    page.locator("dialog[open] input").fill(meant)
    expect(page.locator(".pf-summary")).to_contain_text(meant)
    expect(help_.locator("b")).to_be_hidden()


def test_where_nothing_is_found_the_nearest_terms_are_offered(visit: Visit) -> None:
    page = visit("/zh/")
    page.keyboard.press("/")
    page.locator("dialog[open] input").fill("蒸溜")
    page.get_by_role("button", name="蒸馏", exact=True).click()
    expect(page.locator("dialog[open] input")).to_have_value("蒸馏")
    expect(page.locator(".hb-result__link").first).to_contain_text("蒸馏")
    expect(page.locator(".hb-search-help button:visible")).to_have_count(0)


def test_a_traditional_query_is_read_as_simplified(visit: Visit) -> None:
    page = visit("/zh/")
    search(page, "知識蒸餾")
    assert results(page)[0] == "/zh/inference-and-compression/knowledge-distillation/"
    expect(page.locator(".hb-result").first.locator("mark", has_text="蒸馏")).not_to_have_count(0)
