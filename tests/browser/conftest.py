"""The real site in a real browser: one build, one server and one browser for all of the tests."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    ViewportSize,
    sync_playwright,
)

from handbook.load import load
from handbook.model import Library
from tests.browser.visit import DESKTOP, ROOT, VIOLATIONS, Visit, served
from tools.browser import ADVICE, find_browser

SOURCES = ("mkdocs.yml", "data", "docs", "handbook", "hooks", "overrides")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="session")
def library() -> Library:
    """What the site is made from."""
    return load(ROOT).library


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site: `site/` if nothing has changed since, or else a new one."""
    built = ROOT / "site"
    if _is_current(built):
        return built
    built = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(built)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        pytest.fail(f"the site does not build:\n{result.stderr}", pytrace=False)
    return built


def _is_current(site: Path) -> bool:
    written_last = site / "pagefind" / "pagefind-entry.json"
    if not written_last.is_file():
        return False
    files = (path for name in SOURCES for path in [ROOT / name, *(ROOT / name).rglob("*")])
    changes = (path.stat().st_mtime for path in files if "__pycache__" not in path.parts)
    built = written_last.stat().st_mtime
    return all(change < built for change in changes)


@pytest.fixture(scope="session")
def host(site: Path) -> Iterator[str]:
    """The address of the served site, without a slash at its end."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chrome or Chromium."""
    path = find_browser()
    if path is None:
        pytest.exit(ADVICE, returncode=1)
    return str(path)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """A Chrome or Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def contexts() -> dict[str, BrowserContext]:
    """The browser profiles in use: each keeps its cache, and forgets what a test did."""
    return {}


@pytest.fixture
def visit(browser: Browser, host: str, contexts: dict[str, BrowserContext]) -> Iterator[Visit]:
    """Open pages; when the test ends, none may have logged an error or asked another host."""
    pages: list[Page] = []
    complaints: list[str] = []

    def logged(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(message.text)

    def asked(request: Request) -> None:
        if not request.url.startswith((host, "data:", "blob:")):
            complaints.append(f"asks {request.url}")

    def open_page(
        address: str,
        viewport: ViewportSize = DESKTOP,
        locale: str = "en-US",
        javascript: bool = True,
    ) -> Page:
        profile = f"{viewport} {locale} {javascript}"
        if profile not in contexts:
            contexts[profile] = browser.new_context(
                base_url=host,
                viewport=viewport,
                locale=locale,
                java_script_enabled=javascript,
                color_scheme="light",
                service_workers="block",  # test_without_network.py has its own
            )
            contexts[profile].add_init_script(VIOLATIONS)
        page = contexts[profile].new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", logged)
        page.on("request", asked)
        page.goto(address)
        pages.append(page)
        return page

    yield open_page
    for page in pages:
        page.evaluate("localStorage.clear()")
        page.close()
    assert complaints == []
