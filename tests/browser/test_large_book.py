"""The question index of a book that is too large for a page, in a real browser."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.visit import served
from tests.sample import furnish, make_project

BUILD = """
import sys
import handbook.model
from mkdocs.__main__ import cli
handbook.model.MOST_LISTED = 3
cli(["build", "--strict", "--site-dir", sys.argv[1]])
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site of four questions, of which a page lists three."""
    folder = tmp_path_factory.mktemp("large")
    project, site = furnish(make_project(folder / "book")), folder / "site"
    command = [sys.executable, "-c", BUILD, str(site)]
    root = str(Path(__file__).parents[2])
    environment = os.environ | {"PYTHONPATH": root, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=project.root, env=environment, check=True)
    with served(site) as host:
        yield host


@pytest.mark.parametrize("language", ["", "zh/"])
def test_topics_are_listed_and_questions_when_they_are_asked_for(
    browser: Browser, address: str, language: str
) -> None:
    page = browser.new_page()
    page.goto(f"{address}/{language}questions/")
    topics, questions = page.locator("main .hb-topic"), page.locator("main .hb-question")
    expect(topics).to_have_count(2)
    expect(questions).to_have_count(0)

    page.select_option("[name=topic]", "normalization")
    expect(topics.first).to_be_hidden()
    shown = page.locator("#shown").text_content()
    expect(questions).to_have_count(int(shown or 0))
    expect(page).to_have_url(re.compile(r"\?topic=normalization$"))

    link = questions.first.locator("a")
    title = link.text_content() or ""
    link.click()
    expect(page.locator("h1")).to_contain_text(title)
    page.go_back()
    expect(questions).to_have_count(int(shown or 0))
    page.locator("#filters [type=reset]").click()
    expect(topics.first).to_be_visible()
    expect(page.locator("#found")).to_be_hidden()


def test_a_random_question_is_led_to(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/questions/?random")
    expect(page).to_have_url(re.compile(r"/(normalization|attention)/[a-z-]+/$"))
