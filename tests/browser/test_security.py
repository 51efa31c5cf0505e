"""The pages' Content-Security-Policy: it lets the site work, and what is slipped in fail.

Every test that visits a page fails on a violation; here are the kinds of pages and what they do.
"""

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from handbook.policy import with_policy
from handbook.publish import redirect_page
from tests.browser.visit import Visit, served

QUESTION = "normalization-and-activations/rmsnorm/"
SLIPPED_IN = """
<script>document.title = "an inline script ran";</script>
<script src="data:text/javascript,document.title = 'a script of data ran'"></script>
<img src="missing.png" onerror="document.title = 'an event handler ran'">
"""
WORDS = {
    "/": ("Switch to dark mode", "Copy the code", "Tag", "RMSNorm"),
    "/zh/": ("切换到深色模式", "复制代码", "标签", "均方根"),
}
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')


@pytest.mark.parametrize("home", WORDS)
def test_the_site_works_under_its_policy(visit: Visit, home: str) -> None:
    dark, copy, tag, found = WORDS[home]
    page = visit(f"{home}{QUESTION}")
    assert page.locator(".katex-html").first.is_visible()
    page.get_by_title(dark).click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.get_by_title(copy, exact=True).first.click()
    expect(page.locator(".hb-copied")).not_to_be_empty()
    page.keyboard.press("/")
    page.locator("dialog[open] input").fill(found)
    expect(page.locator(".hb-result mark").first).to_be_visible()
    page.goto(f"{home}questions/")
    page.get_by_label(tag).first.select_option("formula")
    expect(page).to_have_url(f"{home}questions/?tag=formula")
    page.locator("#language-switch").click()
    expect(page).to_have_url(f"{'/zh/' if home == '/' else '/'}questions/?tag=formula")


@pytest.mark.parametrize("prefix", ["/", "/zh/"])
def test_no_kind_of_page_asks_for_what_its_policy_forbids(visit: Visit, prefix: str) -> None:
    page = visit(prefix)
    topic, _, _ = QUESTION.partition("/")
    others = (
        "lists/",
        "lists/collection-104/",
        "paths/",
        "paths/one-week/",
        "study/",
        "interview/",
        "downloads/",
        "status/",
    )
    for address in (f"{topic}/", "tags/", "tags/memory/", *others):
        page.goto(prefix + address, wait_until="networkidle")
    page.goto("/404.html", wait_until="networkidle")


def test_a_redirect_leads_on_under_its_policy(browser: Browser, site: Path, tmp_path: Path) -> None:
    shutil.copytree(site / "assets", tmp_path / "assets")
    shutil.copytree(site / QUESTION, tmp_path / QUESTION)
    old = tmp_path / "old" / "rmsnorm" / "index.html"
    old.parent.mkdir(parents=True)
    old.write_text(with_policy(redirect_page("old/rmsnorm/", QUESTION, "/")), encoding="utf-8")
    with served(tmp_path) as host, browser.new_page(base_url=host) as page:
        page.goto("/old/rmsnorm/")
        expect(page).to_have_url(f"/{QUESTION}")


@pytest.mark.parametrize(("policy", "runs"), [(True, False), (False, True)])
def test_what_is_slipped_into_a_page_does_not_run(
    browser: Browser, site: Path, tmp_path: Path, policy: bool, runs: bool
) -> None:
    html = (site / QUESTION / "index.html").read_text(encoding="utf-8")
    assert POLICY.search(html)
    if not policy:
        html = POLICY.sub("", html)
    (tmp_path / "index.html").write_text(html.replace("</main>", f"{SLIPPED_IN}</main>"), "utf-8")
    with served(tmp_path) as host, browser.new_page() as page:
        page.goto(host, wait_until="load")
        assert page.title().endswith(" ran") == runs
