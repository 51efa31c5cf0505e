"""A reader's progress: marks, the path that is followed, what is due, and ways into practice."""

import json
import re
from pathlib import Path
from time import time

import pytest
from playwright.sync_api import Locator, Page, expect

from handbook.addresses import PREFIX
from handbook.interface import load_interface
from handbook.model import LOCALES, Library, Locale
from tests.browser.test_reading import QUESTION
from tests.browser.visit import PHONE, ROOT, Visit

WORDS = load_interface(ROOT)
DAY = 24 * 60 * 60_000

REFUSED = """for (const method of ["getItem", "setItem", "removeItem"]) {
  const real = Storage.prototype[method];
  Storage.prototype[method] = function (key, ...rest) {
    if (key.startsWith("handbook.")) throw new DOMException("refused", "SecurityError");
    return real.call(this, key, ...rest);
  };
}"""
"""Forbids the site to keep anything, as a reader may."""


def keep(page: Page, name: str, value: object) -> None:
    """Put what a reader has done into the browser, and open the page anew."""
    text = value if isinstance(value, str) else json.dumps(value)
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [f"handbook.{name}", text])
    page.reload()


def marks(**of: str | None) -> dict[str, object]:
    """Return marks as they are stored; an id is written with underscores."""
    return {id_.replace("_", "-"): {"mark": mark, "at": 1} for id_, mark in of.items()}


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name="My mark").get_by_role("button", name=name)


def item(page: Page, id_: str) -> Locator:
    """Return the place of a question in a list."""
    link = page.locator(f"a[href='{id_}/'], a[href$='/{id_}/']")
    return page.locator(".hb-question, .hb-list > li").filter(has=link)


# ---- Marks ----


def test_a_mark_is_put_on_kept_changed_and_taken_off(visit: Visit) -> None:
    page = visit(f"/{QUESTION}")
    for name in ("Read", "Solid", "Again"):
        expect(button(page, name)).to_have_attribute("aria-pressed", "false")
    button(page, "Solid").focus()
    page.keyboard.press("Space")
    expect(button(page, "Solid")).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(button(page, "Solid")).to_have_attribute("aria-pressed", "true")
    button(page, "Again").click()
    expect(button(page, "Solid")).to_have_attribute("aria-pressed", "false")
    expect(button(page, "Again")).to_have_attribute("aria-pressed", "true")
    page.goto(f"/zh/{QUESTION}")
    again = page.get_by_role("group", name="我的标记").get_by_role("button", name="再看")
    expect(again).to_have_attribute("aria-pressed", "true")
    again.click()
    expect(again).to_have_attribute("aria-pressed", "false")
    page.reload()
    expect(page.locator("#marking [aria-pressed=true]")).to_have_count(0)
    page.goto("/questions/")
    expect(item(page, "rmsnorm")).to_be_visible()
    expect(page.locator(".hb-mark")).to_have_count(0)
    expect(page.locator("#marked")).to_be_hidden()


def test_the_marks_come_first_after_the_answer(visit: Visit) -> None:
    page = visit(f"/{QUESTION}")
    first = page.locator(".hb-onward > :not(template)").first
    expect(first).to_have_attribute("id", "marking")


@pytest.mark.parametrize(
    ("address", "id_"),
    [
        ("questions/", "rmsnorm"),
        ("normalization-and-activations/", "rmsnorm"),
        ("tags/normalization/", "rmsnorm"),
        ("lists/collection-104/", "rmsnorm"),
        ("paths/two-hours/", "rmsnorm"),
        ("normalization-and-activations/layernorm-formula/", "rmsnorm"),  # a related question
    ],
)
@pytest.mark.parametrize("locale", LOCALES)
def test_a_mark_shows_beside_its_question_in_every_list(
    visit: Visit, locale: Locale, address: str, id_: str
) -> None:
    page = visit(f"/{PREFIX[locale]}{address}")
    expect(item(page, id_)).not_to_have_count(0)
    expect(page.locator(".hb-mark")).to_have_count(0)
    keep(page, "marks", marks(rmsnorm="solid"))
    expect(item(page, id_).locator(".hb-mark").first).to_contain_text(WORDS["mark_solid"][locale])
    elsewhere = page.locator(".hb-mark").count() - item(page, id_).locator(".hb-mark").count()
    assert elsewhere == 0


def test_a_page_says_how_far_the_reader_is_with_its_questions(
    visit: Visit, library: Library
) -> None:
    marked = marks(rmsnorm="solid", rope="again", kv_cache="read", temperature=None, awq="read")
    page = visit("/paths/two-hours/")
    expect(page.locator("#marked")).to_be_hidden()
    keep(page, "marks", marked)
    path = library.path("two-hours")
    total = len(path.questions)
    line = page.locator("#marked")
    expect(line).to_have_text(f"3 of {total} marked: 1 read, 1 solid, 1 again")
    page.goto("/normalization-and-activations/")
    here = len(library.answered_in("normalization-and-activations"))
    expect(line).to_have_text(f"1 of {here} marked: 1 solid")
    page.goto("/tags/memory/")
    expect(line).to_contain_text(f" of {len(library.answered_with('memory'))} marked: ")
    page.goto("/lists/collection-104/")  # in which an answer may stand more than once
    list_ = library.source("collection-104")
    numbers = range(1, list_.items + 1)
    answers = {library.answers_by_item[f"{list_.id}#{number}"].id for number in numbers}
    expect(line).to_contain_text(f" of {len(answers)} marked: ")
    page.goto("/")
    expect(line).to_have_text(f"4 of {len(library.answered)} marked: 2 read, 1 solid, 1 again")
    page.goto("/zh/questions/")
    total = len(library.answered)
    expect(line).to_have_text(f"4/{total} 题已标记：已读 2 题、熟练 1 题、再看 1 题")


def test_another_tab_shows_a_mark_at_once(visit: Visit) -> None:
    index, page = visit("/questions/?mark=solid"), visit(f"/{QUESTION}")
    expect(index.get_by_text("No question fits all of these filters.")).to_be_visible()
    button(page, "Solid").click()
    expect(item(index, "rmsnorm").locator(".hb-mark")).to_have_text("★ Solid")
    expect(index.locator("#shown")).to_have_text("1")


@pytest.mark.parametrize("stored", ["no JSON", "null", "[]", '{"rmsnorm": {"mark": "best"}}', "7"])
def test_marks_that_cannot_be_read_are_none(visit: Visit, stored: str) -> None:
    page = visit(f"/{QUESTION}")
    keep(page, "marks", stored)
    expect(page.locator("#marking [aria-pressed=true]")).to_have_count(0)
    button(page, "Read").click()
    page.goto("/questions/")
    expect(page.locator("#marked")).to_contain_text("1 of ")


def test_a_browser_that_keeps_nothing_says_so_and_nothing_breaks(visit: Visit) -> None:
    page = visit("/404.html", viewport=PHONE)
    page.add_init_script(REFUSED)
    page.goto(f"/{QUESTION}")
    button(page, "Read").click()
    expect(button(page, "Read")).to_have_attribute("aria-pressed", "true")
    said = page.get_by_text("This browser does not let the site store anything")
    expect(said).to_be_visible()
    button(page, "Read").click()
    expect(button(page, "Read")).to_have_attribute("aria-pressed", "false")
    for address in ("/", "/questions/", "/paths/two-hours/"):
        page.goto(address)
        expect(page.locator("#marked")).to_be_hidden()
    follow = page.get_by_role("button", name="Follow this path")
    follow.click()
    expect(said).to_be_visible()
    expect(follow).to_have_attribute("aria-pressed", "false")


def test_without_javascript_there_is_nothing_to_press(visit: Visit) -> None:
    page = visit(f"/{QUESTION}", javascript=False)
    expect(page.locator("#marking, #next-due")).to_have_count(2)
    for hidden in page.locator("#marking, #next-due").all():
        expect(hidden).to_be_hidden()
    page.goto("/paths/two-hours/")
    expect(page.locator("#follow")).to_be_hidden()


# ---- The index's filter ----


def test_the_marks_filter_the_index_together_with_the_others(
    visit: Visit, library: Library
) -> None:
    page = visit("/questions/")
    keep(page, "marks", marks(rmsnorm="solid", deepnorm="again", rope="again", kv_cache="read"))
    mark = page.get_by_label("My mark")
    total = len(library.answered)
    expect(mark.locator("option")).to_have_text(
        ["Any", f"None yet ({total - 4})", "Read (1)", "Solid (1)", "Again (2)"]
    )
    mark.select_option("again")
    expect(page).to_have_url("/questions/?mark=again")
    shown = page.locator(".hb-question:visible")
    expect(shown).to_have_count(2)
    page.get_by_label("Topic").select_option("normalization-and-activations")
    expect(page).to_have_url("/questions/?mark=again&topic=normalization-and-activations")
    expect(shown).to_have_count(1)
    expect(item(page, "deepnorm")).to_be_visible()
    expect(mark.locator("option[value=read]")).to_be_disabled()
    page.locator("#language-switch").click()
    expect(page.get_by_label("我的标记")).to_have_value("again")
    expect(shown).to_have_count(1)
    page.get_by_role("button", name="清除筛选").click()
    expect(page).to_have_url("/zh/questions/")
    expect(shown).to_have_count(total)
    page.goto("/questions/?mark=none")
    expect(shown).to_have_count(total - 4)


# ---- Learning paths ----


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("id_", ["rmsnorm", "evaluation-metrics"])
def test_a_question_leads_on_along_every_path_that_has_it(
    visit: Visit, library: Library, locale: Locale, id_: str
) -> None:
    question = library.question(id_)
    assert question
    page = visit(f"/{PREFIX[locale]}{question.address}", javascript=False)
    nav = page.get_by_role("navigation", name=WORDS["next_on_paths"][locale])
    ways = {path.id: path for path in library.paths if id_ in path.questions}
    expect(nav.locator("li")).to_have_count(len(ways))
    assert len(ways) > 1
    for name, path in ways.items():
        line = nav.locator(f"[data-path={name}]")
        link = line.get_by_role("link", name=path.title[locale], exact=True)
        expect(link).to_have_attribute("href", re.compile(f"/paths/{name}/$"))
        later = path.questions[path.questions.index(id_) + 1 :]
        if not later:
            expect(line).to_contain_text(WORDS["last_of_path"][locale])
            continue
        coming = library.question(later[0])
        assert coming
        onward = line.get_by_role("link").last
        expect(onward).to_have_text(coming.title(locale))
        address = onward.evaluate("link => link.pathname")
        assert address == f"/{PREFIX[locale]}{coming.address}"
    ends = [name for name, path in ways.items() if path.questions[-1] == id_]
    assert ends == (["two-hours"] if id_ == "evaluation-metrics" else [])


def test_who_follows_a_path_is_led_along_it_alone_until_it_is_left(visit: Visit) -> None:
    page = visit("/paths/two-hours/")
    follow = page.get_by_role("button", name="Follow this path")
    expect(follow).to_have_attribute("aria-pressed", "false")
    follow.press("Enter")
    expect(follow).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(follow).to_have_attribute("aria-pressed", "true")
    lines = page.locator("[data-path]:visible")
    for prefix in ("/", "/zh/"):
        page.goto(prefix + QUESTION)
        expect(lines).to_have_count(1)
        expect(lines).to_have_attribute("data-path", "two-hours")
    page.goto("/normalization-and-activations/deepnorm/")  # which is not on that path
    expect(lines.first).to_be_visible()
    expect(page.locator("[data-path][hidden]")).to_have_count(0)
    page.goto("/paths/one-week/")
    expect(follow).to_have_attribute("aria-pressed", "false")
    follow.click()
    page.goto("/paths/two-hours/")
    expect(follow).to_have_attribute("aria-pressed", "false")
    page.goto(f"/{QUESTION}")
    expect(lines).to_have_attribute("data-path", "one-week")
    page.goto("/paths/one-week/")
    follow.click()
    expect(follow).to_have_attribute("aria-pressed", "false")
    page.goto(f"/{QUESTION}")
    expect(page.locator("[data-path][hidden]")).to_have_count(0)


# ---- What is due ----


def progress(**days: float) -> dict[str, object]:
    """Return progress with cards that have been due for so many days."""
    now = time() * 1000
    cards = {
        id_.replace("_", "-"): {"state": 2, "due": now - ago * DAY, "last_review": 1}
        for id_, ago in days.items()
    }
    return {"format": "llm-interview-handbook.study", "version": 1, "cards": cards, "reviews": []}


@pytest.mark.parametrize("prefix", ["/", "/zh/", "/book/zh/"])
def test_the_card_due_longest_is_next_but_not_the_page_itself(
    visit: Visit, library: Library, prefix: str
) -> None:
    page = visit(prefix + QUESTION)
    due = progress(rmsnorm=30, rope=3, kv_cache=9, a_question_that_is_gone=50, temperature=-4)
    keep(page, "study", due)
    line = page.locator("#next-due")
    question = library.question("kv-cache")
    assert question
    next_ = line.get_by_role("link").first
    expect(next_).to_have_text(question.title("zh" if "zh" in prefix else "en"))
    expect(line.locator("strong")).to_have_text("3")
    line.get_by_role("link").last.click()
    expect(page).to_have_url(f"{prefix}study/")
    page.go_back()
    next_.click()
    expect(page).to_have_url(prefix + question.address)
    expect(line.get_by_role("link").first).to_have_attribute("href", re.compile(f"/{QUESTION}$"))


def test_this_page_alone_due_leads_to_study_mode_only(visit: Visit) -> None:
    page = visit(f"/{QUESTION}")
    keep(page, "study", progress(rmsnorm=2))
    expect(page.locator("#next-due")).to_have_text(
        re.compile(r"^\s*Due: 1 · Study\s*$"), use_inner_text=True
    )
    expect(page.locator("#next-due").get_by_role("link")).to_have_count(1)


def test_who_has_nothing_due_fetches_nothing(visit: Visit) -> None:
    page = visit("/404.html")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"/{QUESTION}", wait_until="networkidle")
    assert not [url for url in asked if re.search(r"cards|/due\.", url)]
    keep(page, "study", progress(rope=-1))
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "/due." in url]
    assert not [url for url in asked if "cards" in url]
    expect(page.locator("#next-due")).to_be_hidden()


def test_cards_that_cannot_be_loaded_leave_the_number_due(visit: Visit) -> None:
    page = visit("/404.html")
    page.route("**/study/cards.json", lambda route: route.fulfill(body="gone"))
    page.goto(f"/{QUESTION}")
    keep(page, "study", progress(rope=2, kv_cache=1))
    expect(page.locator("#next-due strong")).to_have_text("2")
    expect(page.locator("#next-due").get_by_role("link")).to_have_count(1)


# ---- Into study mode and the mock interview ----


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    "query", ["topic=math-for-llms", "path=two-hours", "tag=memory", "list=top-50"]
)
def test_a_page_leads_to_study_mode_with_its_questions(
    visit: Visit, library: Library, locale: Locale, query: str
) -> None:
    kind, _, id_ = query.partition("=")
    page = visit(f"/{PREFIX[locale]}{'' if kind == 'topic' else f'{kind}s/'}{id_}/")
    links = page.locator(".hb-question > a, .hb-list > li > a")
    addresses = links.evaluate_all("links => links.map((link) => link.pathname)")
    page.get_by_role("link", name=WORDS["study_these"][locale]).click()
    expect(page).to_have_url(f"/{PREFIX[locale]}study/?{query}")
    expect(page.locator("[data-count=chosen]")).to_have_text(str(len(set(addresses))))
    page.go_back()
    interview = page.get_by_role("link", name=WORDS["interview_these"][locale])
    if kind not in ("topic", "path"):
        expect(interview).to_have_count(0)
        return
    interview.click()
    expect(page).to_have_url(re.compile(f"/{PREFIX[locale]}interview/.*[?&]{query}&"))
    expect(page.locator("#fit")).to_have_text(str(len(set(addresses))))


@pytest.mark.parametrize("address", ["", "questions/"])
@pytest.mark.parametrize("locale", LOCALES)
def test_home_and_index_lead_to_practice(visit: Visit, locale: Locale, address: str) -> None:
    for name in ("study", "interview"):
        page = visit(f"/{PREFIX[locale]}{address}")
        page.locator("article").get_by_role("link", name=WORDS[name][locale], exact=True).click()
        expect(page).to_have_url(re.compile(rf"/{PREFIX[locale]}{name}/(\?.*)?$"))


def test_the_cards_are_a_file_for_each_language(site: Path, library: Library) -> None:
    for locale in LOCALES:
        text = (site / PREFIX[locale] / "study" / "cards.json").read_text(encoding="utf-8")
        titles = [card["title"] for card in json.loads(text)]
        assert titles == [question.title(locale) for question in library.answered]
