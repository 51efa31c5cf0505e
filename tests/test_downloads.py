"""The page that offers the books: those of `dist/` that are of the same state as the site."""

from datetime import date
from pathlib import Path
from urllib.parse import urljoin

import pytest

from handbook.export.edition import Edition
from handbook.export.manifest import DIST, MANIFEST, Book, manifest_of
from handbook.export.offer import offered
from handbook.load import load
from tests.sample import RMSNORM_EN, RMSNORM_ZH, Project, furnish, make_project
from tests.test_site import build, html, links, part

NAME = "llm-interview-handbook"
BOOKS = (
    Book(name=f"{NAME}-en.pdf", kind="pdf", locale="en", bytes=4_150_000, pages=812),
    Book(name=f"{NAME}-en.epub", kind="epub", locale="en", bytes=812_345),
    Book(name=f"{NAME}-en-images.epub", kind="epub-images", locale="en", bytes=9_000),
    Book(name=f"{NAME}-en.apkg", kind="anki", locale="en", bytes=70_049),
    Book(name=f"{NAME}-zh.pdf", kind="pdf", locale="zh", bytes=5_250_000, pages=790),
    Book(name=f"{NAME}-en-zh.pdf", kind="pdf", bytes=9_990_000, pages=1602),
    Book(name="cards.en.zip", kind="cards", locale="en", bytes=1_000),
    Book(name="questions.json", kind="data", bytes=1_000),
    Book(name="llms.txt", kind="text", locale="en", bytes=1_000),
)
PUBLISHED = sorted(book.name for book in BOOKS if book.kind not in ("data", "text", "cards"))


def make_books(project: Project) -> None:
    """Write into `dist/` what `make books` would, of the project as it is."""
    edition = Edition("0.1.0", 1_795_305_600, "https://example.org/")
    dist = project.root / DIST
    dist.mkdir()
    for book in BOOKS:
        (dist / book.name).write_bytes(book.name.encode().ljust(book.bytes))
    manifest = manifest_of(load(project.root).library, edition, BOOKS)
    (dist / MANIFEST).write_text(manifest.model_dump_json(), encoding="utf-8")


def change_a_page(project: Project) -> None:
    """Say something else in both languages."""
    project.edit(RMSNORM_EN, "It is cheap.", "It costs little.")
    project.edit(RMSNORM_ZH, "它的计算量小。", "它很省计算。")


def article(project: Project, address: str) -> str:
    """Return what a page says, without what stands around it on every page."""
    return part(html(project, address), "<article", "</article>")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The tiny site with its books."""
    project = furnish(make_project(tmp_path_factory.mktemp("offered")))
    make_books(project)
    result = build(project)
    assert result.returncode == 0, result.stderr
    return project


def test_the_page_lists_every_book_with_its_size_and_its_own_language_first(built: Project) -> None:
    page = article(built, "downloads")
    found = [link for link in links(page) if NAME in link[0]]
    assert found == [
        (f"{NAME}-en.pdf", "PDF"),
        (f"{NAME}-en.epub", "EPUB"),
        (f"{NAME}-en-images.epub", "EPUB, formulas as images"),
        (f"{NAME}-en.apkg", "Anki deck"),
        (f"{NAME}-zh.pdf", "PDF"),
        (f"{NAME}-en-zh.pdf", "PDF"),
    ]
    assert sizes(page) == [
        "4.2 MB · 812 pages",
        "812.3 KB",
        "9.0 KB",
        "70.0 KB",
        "5.2 MB · 790 pages",
        "10.0 MB · 1602 pages",
    ]
    assert headings(page) == [
        "Read it offline",
        "In English",
        "In Chinese",
        "In both languages",
        "New and changed answers",
        "Data for programs",
    ]
    assert "Edition 0.1.0, 2026-11-22" in page
    assert "your review history stays" in page


def test_the_chinese_page_says_it_in_chinese_with_the_chinese_books_first(built: Project) -> None:
    page = article(built, "zh/downloads")
    found = [link for link in links(page) if NAME in link[0]]
    there = "../../downloads/"
    assert found[:2] == [(f"{there}{NAME}-zh.pdf", "PDF"), (f"{there}{NAME}-en.pdf", "PDF")]
    assert sizes(page)[0] == "5.2 MB · 790 页"
    assert headings(page) == [
        "离线阅读",
        "中文版",
        "英文版",
        "双语版",
        "订阅更新",
        "供程序使用的数据",
    ]
    assert "0.1.0 版，2026-11-22" in page
    assert "复习记录保持不变" in page


def test_the_books_are_published_as_they_are_where_the_page_says(built: Project) -> None:
    published = {path.name: path for path in (built.root / "site/downloads").iterdir()}
    assert sorted(set(published) - {"index.html", "site-en-zh.zip"}) == PUBLISHED
    for name in PUBLISHED:
        assert published[name].read_bytes() == (built.root / DIST / name).read_bytes()


def test_the_page_leads_to_the_data_at_its_permanent_addresses(built: Project) -> None:
    json, english, chinese = (
        ["/questions.json", "/questions.schema.json"],
        ["/llms.txt", "/llms-full.txt"],
        ["/zh/llms.txt", "/zh/llms-full.txt"],
    )
    for address, data in (
        ("downloads", json + english + chinese),
        ("zh/downloads", json + chinese + english),
    ):
        section = article(built, address).split('id="data"')[1]
        assert [urljoin(f"/{address}/", target) for target, _ in links(section)] == data


def test_the_page_leads_to_the_feed_of_its_language(built: Project) -> None:
    for address, feed in (("downloads", "/feed.xml"), ("zh/downloads", "/zh/feed.xml")):
        section = part(article(built, address), 'id="feed"', "<h2")
        assert [urljoin(f"/{address}/", target) for target, _ in links(section)] == [feed]
        assert (built.root / "site" / feed.removeprefix("/")).is_file()


def test_every_page_leads_to_it_from_its_header_and_its_navigation(built: Project) -> None:
    for address, label in (
        ("normalization/rmsnorm", "Downloads"),
        ("zh/normalization/rmsnorm", "下载"),
    ):
        page = html(built, address)
        header = part(page, "<header", "</header>")
        assert f'href="../../downloads/" title="{label}" aria-label="{label}"' in header
        navigation = part(page, '<nav class="md-nav md-nav--primary"', "</nav>")
        assert ("../../downloads/", label) in links(navigation)


def test_books_of_another_state_of_the_pages_are_not_offered(tmp_path: Path) -> None:
    project = furnish(make_project(tmp_path))
    make_books(project)
    change_a_page(project)
    result = build(project)
    assert result.returncode == 0, result.stderr
    for address, words in (
        ("downloads", "This copy of the site comes without the books."),
        ("zh/downloads", "这份网站没有附带电子书。"),
    ):
        page = article(project, address)
        assert words in page
        assert "make books" in page
        assert NAME not in page
    published = sorted(path.name for path in (project.root / "site/downloads").iterdir())
    assert published == ["index.html", "site-en-zh.zip"]


def test_what_the_site_offers_is_what_lies_in_dist(project: Project) -> None:
    assert offered(project.root, load(project.root).library) is None
    make_books(project)
    manifest = offered(project.root, load(project.root).library)
    assert manifest is not None
    assert sorted(book.name for book in manifest.books) == PUBLISHED
    assert manifest.date == date(2026, 11, 22)


def test_a_changed_page_a_missing_file_and_a_cut_file_count_as_no_books(project: Project) -> None:
    make_books(project)
    file = project.root / DIST / BOOKS[0].name
    whole = file.read_bytes()
    file.write_bytes(whole[:-1])
    assert offered(project.root, load(project.root).library) is None
    file.unlink()
    assert offered(project.root, load(project.root).library) is None
    file.write_bytes(whole)
    assert offered(project.root, load(project.root).library) is not None
    change_a_page(project)
    assert offered(project.root, load(project.root).library) is None


def test_a_manifest_of_another_version_counts_as_no_books(project: Project) -> None:
    make_books(project)
    (project.root / DIST / MANIFEST).write_text('{"edition": 2}', encoding="utf-8")
    assert offered(project.root, load(project.root).library) is None


def sizes(page: str) -> list[str]:
    """Return what stands beside each book."""
    return [each.split("</span>")[0].strip() for each in page.split('<span class="hb-count">')[1:]]


def headings(page: str) -> list[str]:
    """Return the sections' titles."""
    return [each.split("</h2>")[0].partition(">")[2] for each in page.split("<h2")[1:]]
