"""A formula's TeX is one click away, by mouse and by keyboard."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visit import Visit

QUESTION = "normalization-and-activations/rmsnorm/"
COPIED = {"/": ("Copy TeX", "TeX copied"), "/zh/": ("复制 TeX", "已复制 TeX")}


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


@pytest.mark.parametrize("prefix", ["/", "/zh/"])
def test_a_displayed_formula_has_a_button_that_copies_its_tex(visit: Visit, prefix: str) -> None:
    page = visit(f"{prefix}{QUESTION}")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    label, message = COPIED[prefix]
    button = page.get_by_role("button", name=label).first
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text=message)).to_be_visible()
    assert clipboard(page).startswith(r"\operatorname{RMSNorm}")


def test_a_click_on_a_formula_in_the_text_copies_it_and_marking_text_does_not(
    visit: Visit,
) -> None:
    page = visit(f"/{QUESTION}")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("navigator.clipboard.writeText('before')")
    formula = page.locator("p .katex").nth(1)
    tex = formula.locator("annotation").text_content()
    formula.evaluate("element => getSelection().selectAllChildren(element)")
    formula.dispatch_event("click")
    assert clipboard(page) == "before"
    page.evaluate("getSelection().removeAllRanges()")
    formula.locator(".mord").first.click()
    expect(page.get_by_role("status").filter(has_text="TeX copied")).to_be_visible()
    assert clipboard(page) == tex


def test_a_page_without_formulas_has_no_script_for_them(visit: Visit) -> None:
    page = visit("/questions/")
    assert page.locator('script[src*="/copy."]').count() == 0
