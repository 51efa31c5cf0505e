"""`handbook serve`, as a writer sees it: in the terminal and in the browser."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep

import pytest
from playwright.sync_api import Browser, Error, Locator, Page, expect

from tests.sample import RMSNORM_EN, Project, furnish, make_project

RMSNORM = "normalization/rmsnorm/"
SECONDS = 20
"""How long a busy machine may take."""


class Terminal:
    """A running `handbook serve`.

    Attributes:
        url: where it serves, with a slash at the end.
    """

    def __init__(self, project: Project, *arguments: str) -> None:
        port = free_port()
        self.url = f"http://127.0.0.1:{port}/"
        self._log = project.root / "serve.log"
        self.process = serve(project, "--port", str(port), *arguments, log=self._log)

    def output(self) -> str:
        """Return what it has printed so far."""
        return self._log.read_text(encoding="utf-8")

    def wait_for(self, text: str) -> None:
        """Wait until it has printed a text."""
        end = monotonic() + SECONDS
        while text not in self.output():
            assert monotonic() < end, f"no {text!r} in:\n{self.output()}"
            sleep(0.05)

    def interrupt(self) -> int:
        """Press Ctrl-C; return the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(SECONDS)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def serve(project: Project, *arguments: str, log: Path) -> subprocess.Popen[bytes]:
    with log.open("wb") as file:
        return subprocess.Popen(
            [sys.executable, "-m", "handbook", "serve", *arguments],
            cwd=project.root,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
            stdout=file,
            stderr=subprocess.STDOUT,
        )


@contextmanager
def running(project: Project, *arguments: str) -> Iterator[Terminal]:
    terminal = Terminal(project, *arguments)
    try:
        terminal.wait_for("shows what you write")
        yield terminal
    finally:
        terminal.process.terminate()
        terminal.process.wait(SECONDS)


@contextmanager
def opened(browser: Browser, terminal: Terminal) -> Iterator[Page]:
    """Open a page at the preview's address."""
    page = browser.new_page(base_url=terminal.url)
    page.set_default_timeout(SECONDS * 1000)
    try:
        yield page
    finally:
        with suppress(Error):  # that a reload comes between
            page.goto("about:blank")  # a page that is just being reloaded may never close
        page.close()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The tiny project, which each test leaves as it found it."""
    return furnish(make_project(tmp_path_factory.mktemp("served")))


FOLLOWS = 15_000
"""How long an index may take to follow, in milliseconds: what was asked for before comes first."""


@pytest.fixture(scope="module")
def terminal(project: Project) -> Iterator[Terminal]:
    """A preview of all of it."""
    with running(project) as terminal:
        yield terminal


@pytest.fixture
def reader(browser: Browser, terminal: Terminal) -> Iterator[Page]:
    """A browser on the RMSNorm page, which nobody touches from then on."""
    with opened(browser, terminal) as page:
        page.goto(RMSNORM)
        expect(page.locator("h1")).to_contain_text("RMSNorm")
        yield page


@contextmanager
def edited(project: Project, path: str, old: str, new: str) -> Iterator[None]:
    """Make a change and undo it."""
    before = project.read(path)
    project.edit(path, old, new)
    yield
    project.write(path, before)


def box(page: Page) -> Locator:
    """Return the box that says what is wrong."""
    return page.locator("#preview")


def test_an_edit_is_shown_without_a_click(project: Project, reader: Page) -> None:
    article = reader.locator("article")
    with edited(project, RMSNORM_EN, "The formula has no mean:", "See, no mean:"):
        expect(article).to_contain_text("See, no mean:")
    expect(article).to_contain_text("The formula has no mean:")
    expect(box(reader)).to_have_count(0)


def test_a_new_title_is_shown_on_the_page_and_then_on_the_others(
    project: Project, reader: Page
) -> None:
    with edited(project, RMSNORM_EN, "# What is RMSNorm?", "# Why RMSNorm?"):
        expect(reader.locator("h1")).to_contain_text("Why RMSNorm?")
        reader.goto("questions/")
        expect(reader.get_by_role("link", name="Why RMSNorm?")).to_be_visible(timeout=FOLLOWS)
    expect(reader.get_by_role("link", name="What is RMSNorm?")).to_be_visible(timeout=FOLLOWS)


def test_a_mistake_is_named_on_top_of_the_page_and_in_the_terminal(
    project: Project, terminal: Terminal, reader: Page
) -> None:
    with edited(project, RMSNORM_EN, r"$`\sqrt{d}`$", r"$`\sqrt{d`$"):
        line = project.line(RMSNORM_EN, r"\sqrt{d`")
        expect(box(reader)).to_contain_text(f"{RMSNORM_EN}:{line}: ")
        expect(reader.locator("article code", has_text=r"\sqrt{d")).to_be_visible()
        terminal.wait_for(f"{RMSNORM_EN}:{line}: ")
        reader.goto("attention/kv-cache/")
        expect(box(reader).locator("summary")).to_contain_text("In other pages: ")
        reader.goto(f"zh/{RMSNORM}")
        expect(box(reader)).to_contain_text("需要修正")
    expect(box(reader)).to_have_count(0)


def test_an_unreadable_page_says_why_and_comes_back_by_itself(
    project: Project, reader: Page
) -> None:
    with edited(project, RMSNORM_EN, "level: basic", "level: bsic"):
        expect(box(reader)).to_contain_text(f"{RMSNORM_EN}:3: 'level' is 'bsic'")
        expect(reader.locator("h1")).to_have_text("404")
    expect(reader.locator("h1")).to_contain_text("RMSNorm")
    expect(box(reader)).to_have_count(0)


def test_broken_data_leaves_the_pages_as_they_were(project: Project, reader: Page) -> None:
    with edited(project, "data/tags.yml", "- id: formula", "- id: the formula"):
        expect(box(reader)).to_contain_text("data/tags.yml:4: 'id' is 'the formula'")
        expect(reader.locator("h1")).to_contain_text("RMSNorm")
    expect(box(reader)).to_have_count(0)


def test_a_broken_template_is_named_with_its_line(project: Project, reader: Page) -> None:
    template = (project.root / "overrides/tag.html").read_text(encoding="utf-8")
    line = template[: template.index("{% block content %}")].count("\n") + 1
    with edited(project, "overrides/tag.html", "{% block content %}", "{% blck content %}"):
        expect(box(reader)).to_contain_text(f"overrides/tag.html:{line}: TemplateSyntaxError: ")
        expect(reader.locator("h1")).to_contain_text("RMSNorm")
    expect(box(reader)).to_have_count(0)


def test_the_preview_can_be_searched(reader: Page) -> None:
    expect(reader.locator("#search-button")).to_be_visible()
    reader.keyboard.press("/")
    reader.locator("dialog[open] input").fill("self-attention")
    expect(reader.locator(".hb-result__link").first).to_contain_text("self-attention")


def test_a_preview_begins_with_broken_data_and_mends_itself(
    tmp_path: Path, browser: Browser
) -> None:
    project = furnish(make_project(tmp_path))
    with (
        edited(project, "data/interface.yml", "home: {", "home: ["),
        running(project) as terminal,
        opened(browser, terminal) as page,
    ):
        page.goto(RMSNORM)
        expect(box(page)).to_contain_text("data/interface.yml:")
        project.edit("data/interface.yml", "home: [", "home: {")
        expect(page.locator("h1")).to_contain_text("RMSNorm")


def test_a_part_is_shown_alone_and_ends_quietly(project: Project, browser: Browser) -> None:
    with running(project, "rmsnorm") as terminal:
        assert "22 pages made in " in terminal.output()
        with opened(browser, terminal) as page:
            page.goto(f"zh/{RMSNORM}")
            expect(page.locator("h1")).to_contain_text("RMSNorm")
            page.goto("attention/kv-cache/")
            expect(box(page)).to_contain_text("left out")
        assert terminal.interrupt() == 0
        assert re.fullmatch(
            rf"22 pages made in [\d.]+ s\n{terminal.url} shows what you write; .*\n\n",
            terminal.output(),
        )


def refusal(project: Project, *arguments: str) -> str:
    """Return what `handbook serve` says when it is used wrongly."""
    log = project.root / "refused.log"
    assert serve(project, *arguments, log=log).wait(SECONDS) == 2
    return log.read_text(encoding="utf-8")


def test_an_unknown_part_is_refused_in_a_line(project: Project) -> None:
    message = "'rmsnrm' is no question, topic or file; did you mean 'rmsnorm'?\n"
    assert refusal(project, "rmsnrm", "--port", str(free_port())) == message


def test_a_port_in_use_is_refused_in_a_line(project: Project) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        advice = "Address already in use; choose another with --port"
        assert refusal(project, "--port", str(port)) == f"port {port} cannot be used: {advice}\n"
