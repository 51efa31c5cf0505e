"""A question's sections: beside the other language's, folded to think first, and what changed."""

import json
import re
import shutil
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, ViewportSize, expect

from handbook.addresses import PREFIX
from handbook.model import LOCALES, SECTION_TITLES, Library, Locale, SectionKind
from handbook.offline import make_offline
from tests.browser.visit import DESKTOP, PHONE, Visit

QUESTION = "normalization-and-activations/rmsnorm/"
BESIDE = {"en": "Side by side with Chinese", "zh": "中英对照"}
THINK = {"en": "Think first", "zh": "先想再看"}
ALL = {"en": "Show the answer", "zh": "显示答案"}
OTHER: dict[Locale, Locale] = {"en": "zh", "zh": "en"}
LANGUAGE = {"en": "en", "zh": "zh-Hans"}

TOPS = """() => [...document.querySelectorAll(".hb-other")].map((other) => {
  const [here, there] = [other.previousElementSibling, other].map((each) =>
    each.matches("h1") ? each : each.querySelector("h1, h2"));
  return here.getBoundingClientRect().top - there.getBoundingClientRect().top;
})"""
"""How much lower each of this page's headings begins than the other language's beside it."""

OVERFLOW = """() => [...document.querySelectorAll(".hb-answer *")]
  .filter((each) => each.checkVisibility() && !each.closest(".hb-unseen, .katex"))
  .filter((each) => each.scrollWidth > each.clientWidth + 1 && each.clientWidth)
  .filter((each) => ["auto", "scroll"].includes(getComputedStyle(each).overflowX))
  .filter((each) => each.tabIndex < 0)
  .map((each) => each.outerHTML.slice(0, 99))"""
"""What scrolls to the side, and not by keyboard."""


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def side_by_side(page: Page, locale: Locale = "en") -> None:
    """Switch the other language on, and wait until it is there."""
    button(page, BESIDE[locale]).click()
    expect(page.locator(".hb-other")).not_to_have_count(0)


def think_first(page: Page, locale: Locale = "en") -> None:
    button(page, THINK[locale]).click()
    expect(button(page, ALL[locale])).to_be_visible()


def text_of(page: Page, section: str) -> Locator:
    """What stands below a section's heading in the page's own language."""
    return page.locator(f"#{section} ~ .hb-fold, #{section} ~ p").first


# ---- Laid out when near ----

TOPS_AT_THE_FOOT = """async () => {
  const foot = document.getElementById("marking");
  foot.scrollIntoView({ block: "center" });
  const tops = [];
  for (let frame = 0; frame < 20; frame++) {
    tops.push(Math.round(foot.getBoundingClientRect().top));
    await new Promise(requestAnimationFrame);
  }
  return [...new Set(tops)];
}"""
"""Where the buttons at the foot are, in the frames after a jump to them."""


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_what_one_jumps_to_stays_under_the_pointer(visit: Visit, size: ViewportSize) -> None:
    page = visit(f"/{QUESTION}", viewport=size)
    assert len(page.evaluate(TOPS_AT_THE_FOOT)) == 1


# ---- Side by side ----


@pytest.mark.parametrize("locale", LOCALES)
def test_the_other_language_stands_beside_title_and_sections(
    visit: Visit, library: Library, locale: Locale
) -> None:
    page = visit(f"/{PREFIX[locale]}{QUESTION}")
    side_by_side(page, locale)
    expect(button(page, BESIDE[locale])).to_have_attribute("aria-pressed", "true")
    question = library.question("rmsnorm")
    assert question
    source = question.pages[OTHER[locale]]
    titles = [section.title for section in source.sections]
    expect(page.locator(".hb-other :is(h1, h2)")).to_have_text([source.title, *titles])
    for other in page.locator(".hb-other").all():
        expect(other).to_have_attribute("lang", LANGUAGE[OTHER[locale]])
    assert page.evaluate(TOPS) == [0] * (1 + len(titles))
    left = page.locator(".hb-section").first.bounding_box()
    right = page.locator(".hb-other").nth(1).bounding_box()
    assert left
    assert right
    assert left["x"] + left["width"] < right["x"]


def test_it_is_remembered_and_the_way_back_restores_the_page(visit: Visit) -> None:
    page = visit(f"/{QUESTION}")
    before = page.locator("article").evaluate("article => article.outerHTML")
    side_by_side(page)
    page.goto(f"/zh/{QUESTION}")
    expect(page.locator(".hb-other h1")).to_contain_text("RMSNorm: what")
    page.goto(f"/{QUESTION}")
    expect(page.locator(".hb-other")).not_to_have_count(0)
    button(page, BESIDE["en"]).click()
    expect(page.locator(".hb-other")).to_have_count(0)
    assert page.locator("article").evaluate("article => article.outerHTML") == before
    page.reload(wait_until="networkidle")
    expect(page.locator(".hb-other")).to_have_count(0)


@pytest.mark.parametrize("width", [390, 768, 1024, 1280, 1920])
def test_no_width_is_too_narrow_for_two_languages(
    visit: Visit, library: Library, width: int
) -> None:
    page = visit(f"/{QUESTION}", viewport={"width": width, "height": 900})
    page.evaluate("localStorage.setItem('handbook.side-by-side', '1')")
    columns = set()
    widest = sorted(library.answered, key=lambda q: len(q.pages["en"].body))[-3:]
    for address in [QUESTION, *(question.address for question in widest)]:
        page.goto(f"/{address}")
        expect(page.locator(".hb-other")).not_to_have_count(0)
        expect(page.locator(".hb-section .md-typeset__scrollwrap:not([tabindex])")).to_have_count(0)
        assert page.evaluate("document.documentElement.scrollWidth") == width, address
        assert page.evaluate(OVERFLOW) == [], address
        columns.add(round(page.locator(".hb-other").nth(1).evaluate("e => e.offsetLeft")))
    below = page.locator(".hb-section").first.evaluate("e => e.offsetLeft")
    assert (columns == {below}) == (width == 390)


def test_no_id_is_there_twice_and_links_of_the_other_page_lead_there(
    visit: Visit, library: Library
) -> None:
    page = visit(f"/{QUESTION}")
    side_by_side(page)
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((each) => each.id)")
    assert sorted(ids) == sorted(set(ids))
    links = page.locator(".hb-other a").evaluate_all("links => links.map((link) => link.href)")
    host = page.url.removesuffix(QUESTION)
    inside = [link.removeprefix(host) for link in links if link.startswith(host)]
    known = {f"zh/{question.address}" for question in library.answered}
    assert inside
    assert {link.partition("#")[0] for link in inside} <= known


def test_what_is_being_read_stays_where_it_is(visit: Visit) -> None:
    page = visit(f"/{QUESTION}#common-mistakes")
    heading = page.locator("#common-mistakes")
    expect(heading).to_be_in_viewport()
    place = "heading => heading.getBoundingClientRect().top"
    before = heading.evaluate(place)
    for pressed in ("true", "false"):
        # At the button the reader would be at the top of the page.
        button(page, BESIDE["en"]).evaluate("button => button.click()")
        expect(button(page, BESIDE["en"])).to_have_attribute("aria-pressed", pressed)
        expect(page.locator(".hb-other")).to_have_count(7 if pressed == "true" else 0)
        page.evaluate("new Promise((done) => setTimeout(done, 200))")
        assert heading.evaluate(place) == pytest.approx(before, abs=2)


def test_if_the_other_page_does_not_come_this_one_stays_and_says_so(visit: Visit) -> None:
    page = visit(f"/{QUESTION}")
    before = page.locator(".hb-answer").inner_text()

    def nothing(route: Route) -> None:
        # An answer without the page; a missing one would be an error of the console.
        route.fulfill(body="<p>Sign in to this network.</p>", content_type="text/html")

    page.route(f"**/zh/{QUESTION}", nothing)
    button(page, BESIDE["en"]).click()
    message = page.get_by_role("status").filter(has_text="The Chinese page could not be loaded")
    expect(message).to_be_visible()
    expect(button(page, BESIDE["en"])).to_have_attribute("aria-pressed", "false")
    assert page.evaluate("localStorage.getItem('handbook.side-by-side')") is None
    page.unroute(f"**/zh/{QUESTION}")
    assert page.locator(".hb-answer").inner_text().replace(message.inner_text(), "").split() == (
        before.split()
    )
    side_by_side(page)
    expect(message).to_have_count(0)


def test_a_formula_of_the_other_language_is_copied_too(visit: Visit) -> None:
    page = visit(f"/{QUESTION}")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    side_by_side(page)
    page.locator(".hb-other p .katex .mord").first.click()
    expect(page.get_by_role("status").filter(has_text="TeX copied")).to_be_visible()
    formula = page.locator(".hb-other p .katex annotation").first
    assert page.evaluate("navigator.clipboard.readText()") == formula.text_content()
    page.locator(".hb-other .hb-formula button").first.focus()
    page.keyboard.press("Enter")
    tex = page.locator(".hb-other .hb-formula annotation").first.text_content()
    page.wait_for_function(
        "async (tex) => tex.trim() === await navigator.clipboard.readText()", arg=tex
    )


def test_a_copy_opened_from_disk_offers_to_think_first_alone(
    browser: Browser, site: Path, tmp_path: Path
) -> None:
    shutil.copytree(site / "assets", tmp_path / "assets")
    for name in (QUESTION, f"zh/{QUESTION}"):
        shutil.copytree(site / name, tmp_path / name)
    (tmp_path / "pagefind").mkdir()  # which a copy leaves out, as the page for unknown addresses
    (tmp_path / "404.html").touch()
    make_offline(tmp_path)
    with browser.new_page() as page:
        page.goto((tmp_path / QUESTION / "index.html").as_uri())
        page.evaluate("localStorage.setItem('handbook.side-by-side', '1')")
        page.reload()
        think_first(page)
        button(page, "Show: Explanation").click()
        assert shown(page, "explanation") > 20
        expect(button(page, BESIDE["en"])).to_have_count(0)
        expect(page.locator("html")).not_to_have_class(re.compile("side-by-side"))


# ---- Think first ----


@pytest.mark.parametrize("locale", LOCALES)
def test_a_page_opens_folded_and_each_section_can_be_opened(visit: Visit, locale: Locale) -> None:
    page = visit(f"/{PREFIX[locale]}{QUESTION}")
    assert text_of(page, "short-answer").is_visible()
    think_first(page, locale)
    page.reload()
    for section in SectionKind:
        expect(page.locator(f"#{section}")).to_be_visible()
        assert shown(page, section) == 0
    show, hide = ("Show", "Hide") if locale == "en" else ("展开", "收起")
    title = SECTION_TITLES[locale][SectionKind.SHORT_ANSWER]
    button(page, f"{show}: {title}").press("Enter")
    assert shown(page, SectionKind.SHORT_ANSWER) > 20
    assert shown(page, SectionKind.EXPLANATION) == 0
    expect(button(page, f"{hide}: {title}")).to_have_attribute("aria-expanded", "true")
    expect(button(page, f"{hide}: {title}")).to_be_focused()
    button(page, ALL[locale]).click()
    assert all(shown(page, section) > 20 for section in SectionKind)
    button(page, THINK[locale]).click()
    expect(button(page, ALL[locale])).to_have_count(0)
    expect(page.locator(".hb-fold")).to_have_count(0)
    page.reload()
    expect(page.locator("#explanation + p")).to_be_visible()
    expect(page.locator(".hb-fold")).to_have_count(0)


def shown(page: Page, section: str) -> float:
    """How high what stands below a section's heading is."""
    heights = "each => each.filter((e) => e.checkVisibility()).map((e) => e.offsetHeight)"
    below = page.locator(f"#{section} ~ :not(.hb-show)").evaluate_all(heights)
    return float(max(below, default=0))


def test_the_answer_is_never_seen_before_it_is_folded(visit: Visit) -> None:
    page = visit(f"/{QUESTION}")
    think_first(page)
    page.route("**/sections/modes.*", lambda route: route.fulfill(body=""))
    page.goto(f"/{QUESTION}")
    assert all(shown(page, section) == 0 for section in SectionKind)


def test_links_to_a_section_open_it(visit: Visit) -> None:
    page = visit(f"/{QUESTION}")
    think_first(page)
    page.goto("about:blank")
    page.goto(f"/{QUESTION}#explanation")
    assert shown(page, "explanation") > 20
    assert shown(page, "short-answer") == 0
    expect(page.locator("#explanation")).to_be_in_viewport()
    contents = page.get_by_role("navigation", name="Table of contents")
    contents.get_by_role("link", name="References").click()
    assert shown(page, "references") > 20
    button(page, "Hide: References").click()
    assert shown(page, "references") == 0
    contents.get_by_role("link", name="References").click()
    assert shown(page, "references") > 20
    assert shown(page, "short-answer") == 0


def test_the_browsers_own_search_finds_what_is_folded(visit: Visit) -> None:
    page = visit(f"/{QUESTION}")
    think_first(page)
    page.goto("about:blank")
    page.goto(f"/{QUESTION}#:~:text=rescaling%20the%20input")
    expect(button(page, "Hide: Short answer")).to_be_visible()
    assert shown(page, "short-answer") > 20
    assert shown(page, "explanation") == 0


def test_without_javascript_everything_shows_and_nothing_is_offered(visit: Visit) -> None:
    page = visit(f"/{QUESTION}", javascript=False)
    expect(page.locator("#references + ul")).to_be_visible()
    expect(page.locator(".hb-mode:visible, .hb-think:visible, .hb-changed:visible")).to_have_count(
        0
    )


def test_both_together_fold_and_open_two_languages(visit: Visit) -> None:
    page = visit(f"/{QUESTION}")
    think_first(page)
    side_by_side(page)
    there = page.locator(".hb-other .hb-fold")
    expect(there).to_have_count(6)
    expect(page.locator(".hb-other .hb-fold[hidden]")).to_have_count(6)
    button(page, "Show: Explanation").click()
    expect(page.locator(".hb-other .hb-fold[hidden]")).to_have_count(5)
    expect(page.locator(".hb-other").filter(has_text="详细解释").locator("p").first).to_be_visible()
    assert page.evaluate(TOPS) == [0] * 7
    button(page, THINK["en"]).click()
    expect(page.locator(".hb-fold")).to_have_count(0)
    expect(page.locator(".hb-other p").first).to_be_visible()


def test_paper_has_everything_and_one_language(visit: Visit) -> None:
    page = visit(f"/{QUESTION}")
    page.emulate_media(media="print")
    plain = page.locator("article").inner_text()
    heights = [shown(page, section) for section in SectionKind]
    page.emulate_media(media="screen")
    think_first(page)
    side_by_side(page)
    page.emulate_media(media="print")
    assert page.locator("article").inner_text().split() == plain.split()
    assert min(heights) > 20
    assert all(shown(page, section) >= min(heights) for section in SectionKind)
    assert "Think first" not in plain


# ---- What changed ----

DAY = datetime(2026, 11, 3, 12)

CLOCK = "en-AU"
"""The locale of a browser profile of their own: a profile keeps the clock that a test gives it."""


def read(page: Page, seconds: int) -> None:
    """Open the question and stay there for some time, on a clock of our own."""
    page.clock.install(time=DAY)
    page.reload()
    page.clock.run_for(seconds * 1000 + 100)


def stored(page: Page) -> str | None:
    text: str | None = page.evaluate("localStorage.getItem('handbook.read')")
    return text


def changed_afterwards(page: Page, *sections: str) -> None:
    """Make it so that what was read of some sections is not what is there now."""
    text = stored(page)
    assert text
    kept = json.loads(text)
    for language in kept.values():
        for section in sections:
            language["rmsnorm"]["sections"][section] = "0ld0ld"
    page.evaluate("text => localStorage.setItem('handbook.read', text)", json.dumps(kept))


@pytest.mark.parametrize(
    ("locale", "said", "mark"),
    [
        ("en", "Changed since you read it on November 3, 2026: Explanation, References", "changed"),
        ("zh", "你在2026年11月3日读过之后，以下部分有改动：详细解释、参考资料", "有改动"),
    ],
)
def test_a_reader_is_told_what_changed_until_it_is_read_again(
    visit: Visit, locale: Locale, said: str, mark: str
) -> None:
    page = visit(f"/{PREFIX[locale]}{QUESTION}", locale=CLOCK)
    notice = page.locator("#changed")
    read(page, 20)
    page.reload()
    expect(notice).to_be_hidden()
    changed_afterwards(page, "explanation", "references")
    for _ in range(2):
        page.reload()
        expect(notice).to_have_text(said)
    expect(page.locator("h2", has_text=mark)).to_have_count(2)
    notice.get_by_role("link").last.click()
    expect(page).to_have_url(re.compile("#references$"))
    expect(page.locator("#references")).to_be_in_viewport()
    page.clock.run_for(21_000)
    page.reload()
    expect(notice).to_be_hidden()
    expect(page.locator("h2", has_text=mark)).to_have_count(0)


def test_a_page_is_read_after_20_seconds_or_after_5_past_its_half(visit: Visit) -> None:
    page = visit(f"/{QUESTION}", locale=CLOCK)
    read(page, 18)
    assert stored(page) is None
    page.clock.run_for(3000)
    assert stored(page)
    page.evaluate("localStorage.clear()")
    read(page, 3)
    page.locator("#references").scroll_into_view_if_needed()
    assert stored(page) is None
    page.clock.run_for(3000)
    assert stored(page)


def test_what_stayed_folded_was_not_read(visit: Visit) -> None:
    page = visit(f"/{QUESTION}", locale=CLOCK)
    think_first(page)
    read(page, 30)
    assert stored(page) is None
    button(page, "Show: Short answer").click()
    page.clock.run_for(2000)
    changed_afterwards(page, "short-answer")
    page.reload()
    expect(page.locator("#changed")).to_have_text(re.compile(": Short answer$"))


@pytest.mark.parametrize("kept", ["nonsense", "7", "[]", '{"en": {"rmsnorm": 3}}', '{"en": null}'])
def test_what_cannot_be_understood_harms_nothing(visit: Visit, kept: str) -> None:
    page = visit(f"/{QUESTION}", locale=CLOCK)
    page.evaluate("text => localStorage.setItem('handbook.read', text)", kept)
    read(page, 21)
    expect(page.locator("#changed")).to_be_hidden()
    assert "rmsnorm" in (stored(page) or "")


def test_all_questions_in_two_languages_are_little_to_keep(visit: Visit, library: Library) -> None:
    page = visit(f"/{QUESTION}", locale=CLOCK)
    read(page, 21)
    one = json.loads(stored(page) or "")["en"]["rmsnorm"]
    pages = {question.id: one for question in library.answered}
    everything = json.dumps({"en": pages, "zh-Hans": pages}, separators=(",", ":"))
    assert 20_000 < len(everything) < 100_000


def test_a_browser_that_keeps_nothing_still_has_both_modes(visit: Visit) -> None:
    page = visit(f"/{QUESTION}")
    page.add_init_script(
        "for (const name of ['getItem', 'setItem', 'removeItem'])"
        " Storage.prototype[name] = () => { throw new Error('refused'); };"
    )
    page.goto(f"/{QUESTION}#explanation")
    think_first(page)
    side_by_side(page)
    button(page, "Show: Explanation").click()
    assert shown(page, "explanation") > 20
