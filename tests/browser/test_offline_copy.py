"""The offline copy, opened from disk as a reader of an artifact opens it."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from handbook.offline import make_offline
from tests.browser.visit import VIOLATIONS

FONTS = """async () => {
  await document.fonts.ready;
  return [...document.fonts].filter((font) => font.status === "loaded").map((font) => font.family);
}"""


@pytest.fixture(scope="module")
def copy(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the offline copy."""
    copy = tmp_path_factory.mktemp("offline") / "the site"
    shutil.copytree(site, copy)
    make_offline(copy)
    return copy


@pytest.fixture
def opened(browser: Browser, copy: Path) -> Iterator[Page]:
    """The home page, opened from disk; when the test ends, no page may have logged an error."""
    complaints: list[str] = []
    with browser.new_page(color_scheme="light") as page:
        page.add_init_script(VIOLATIONS)
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto((copy / "index.html").as_uri())
        yield page
    assert complaints == []


def test_a_reader_gets_from_home_to_everywhere(opened: Page) -> None:
    article = opened.locator("article")
    article.get_by_role("link", name="Math for LLMs").click()
    expect(opened).to_have_url(re.compile("/math-for-llms/index.html$"))
    article.locator(".hb-question > a").first.click()
    title = opened.locator("h1").inner_text()
    assert "KaTeX_Main" in opened.evaluate(FONTS)
    expect(opened.locator(".md-header")).to_have_css("position", "sticky")
    opened.locator("#language-switch").click()
    expect(opened).to_have_url(re.compile("/zh/math-for-llms/[^/]+/index.html"))
    expect(opened.locator("h1")).not_to_have_text(title)
    article.locator(".hb-about .hb-tag").first.click()
    expect(opened).to_have_url(re.compile("/zh/tags/[^/]+/index.html"))
    opened.get_by_role("link", name="首页", exact=True).click()
    article.get_by_role("link", name="基础", exact=True).click()
    expect(opened).to_have_url(re.compile(r"/zh/questions/index.html\?level=basic"))
    expect(opened.get_by_label("难度")).to_have_value("basic")
    opened.get_by_label("标签").select_option("formula")
    expect(opened).to_have_url(re.compile(r"\?level=basic&tag=formula$"))
    opened.locator("#language-switch").click()
    expect(opened.get_by_label("Tag")).to_have_value("formula")


def test_a_random_question_is_one(opened: Page) -> None:
    opened.locator("#random").click()
    expect(opened).to_have_url(re.compile("/the%20site/[^/]+/[^/]+/index.html$"))
    expect(opened.locator("#short-answer")).to_be_attached()


@pytest.mark.parametrize(("language", "words"), [("en", "cannot be searched"), ("zh", "无法搜索")])
def test_the_search_box_says_why_it_cannot_search(opened: Page, language: str, words: str) -> None:
    if language == "zh":
        opened.goto(opened.url.replace("/index.html", "/zh/index.html"))
    opened.keyboard.press("/")
    box = opened.locator("dialog[open]")
    expect(box).to_contain_text(words)
    box.get_by_role("button").click()
    expect(box).to_have_count(0)
    opened.locator("#search-button").click()
    box.get_by_role("link").click()
    expect(opened).to_have_url(re.compile("/questions/index.html$"))


def test_marks_and_the_path_are_kept_and_what_cannot_load_is_not_tried(opened: Page) -> None:
    opened.get_by_role("link", name="Two hours before the interview").click()
    opened.get_by_role("button", name="Follow this path").click()
    opened.evaluate(
        """localStorage.setItem("handbook.study", JSON.stringify(
          { cards: { "rope": { state: 2, due: 1 } } }))"""
    )
    opened.get_by_role("link", name="RMSNorm").click()
    expect(opened.locator("[data-path]:visible")).to_have_count(1)
    expect(opened.locator("[data-path]:visible")).to_have_attribute("data-path", "two-hours")
    opened.get_by_role("button", name="Solid").click()
    expect(opened.locator("#next-due")).to_be_hidden()
    opened.goto(re.sub("/the%20site/.*", "/the%20site/questions/index.html?mark=solid", opened.url))
    expect(opened.locator(".hb-question:visible")).to_have_count(1)
    expect(opened.locator(".hb-question:visible .hb-mark")).to_have_text("★ Solid")
