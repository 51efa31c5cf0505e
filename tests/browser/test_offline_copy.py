"""The offline copy, opened from disk as a reader of an artifact opens it."""

import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from handbook.offline import ZIP, make_offline
from tests.browser.visit import VIOLATIONS

FONTS = """async () => {
  await document.fonts.ready;
  return [...document.fonts].filter((font) => font.status === "loaded").map((font) => font.family);
}"""


@pytest.fixture(scope="module", params=["made by the command", "unpacked from the zip"])
def copy(
    request: pytest.FixtureRequest, site: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The folder of the offline copy, of either kind."""
    copy = tmp_path_factory.mktemp("offline") / "the site"
    if request.param == "made by the command":
        shutil.copytree(site, copy)
        make_offline(copy)
        return copy
    with zipfile.ZipFile(site / ZIP) as archive:
        archive.extractall(copy.parent)
    return (copy.parent / "llm-interview-handbook").rename(copy)


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


@pytest.mark.parametrize("mode", ["study", "interview"])
@pytest.mark.parametrize(("prefix", "words"), [("", "opened from disk"), ("zh/", "从磁盘打开")])
def test_what_needs_a_server_says_so_and_shows_no_controls(
    browser: Browser, copy: Path, mode: str, prefix: str, words: str
) -> None:
    # Not in `opened`: the browser's console says that no module is loaded from disk.
    with browser.new_page() as page:
        page.goto((copy / prefix / mode / "index.html").as_uri())
        expect(page.locator("#needs-script")).to_contain_text(words)
        expect(page.locator("#needs-script")).to_be_visible()
        expect(page.locator("article").locator("button:visible, input:visible")).to_have_count(0)


def test_the_downloads_offer_nothing_that_a_copy_has_not(opened: Page, copy: Path) -> None:
    opened.goto((copy / "downloads" / "index.html").as_uri())
    expect(opened.locator("#read-offline")).to_have_count(0)
    for link in opened.locator("article a[href]").all():
        target = link.evaluate("(link) => link.href")
        assert not target.startswith("file:") or Path(unquote(urlsplit(target).path)).exists()


def test_every_link_of_the_copy_leads_to_a_file(copy: Path) -> None:
    pages = sorted(copy.rglob("*.html"))
    assert len(pages) > 500
    for page in pages[::7]:
        for target in re.findall(r'<a [^>]*?href="([^"]*)"', page.read_text(encoding="utf-8")):
            path = unquote(urlsplit(target).path)
            if path and not urlsplit(target).scheme and "{" not in path:
                assert (page.parent / path).is_file(), f"{page}: {target}"


def test_the_downloads_page_says_how_large_the_zip_is(site: Path) -> None:
    size = f"{(site / ZIP).stat().st_size / 1_000_000:.1f} MB"
    for prefix in ("", "zh/"):
        html = (site / prefix / "downloads/index.html").read_text(encoding="utf-8")
        assert re.search(r'id="zip-size">([^<]*)<', html)[1] == size  # type: ignore[index]
