"""Study mode: what a reader sees, and the logic behind it, in a real browser.

The tests that move the clock do it in a browser profile of their own, of the locale en-GB.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from handbook.model import Library
from tests.browser.visit import PHONE, Visit, asset

STORED = "localStorage.getItem('handbook.study')"
MINUTE = 60_000
DAY = 24 * 60 * MINUTE
NOON = 1_800_000_000_000 // DAY * DAY + DAY // 2
"""Some day in 2027 at noon in Greenwich; the time at which most tests begin."""

LOGIC = """async ([module, given]) => {
  const logic = await import(module);
  %s
}"""
"""Runs statements with the module `logic`, which knows no page, and with `given`."""

REFUSED = """([name, method]) => {
  const real = Storage.prototype[method];
  Storage.prototype[method] = function (key, ...rest) {
    if (key === "handbook.study") throw new DOMException("refused", name);
    return real.call(this, key, ...rest);
  };
}"""


def study(visit: Visit, query: str = "", prefix: str = "/") -> Page:
    """Open study mode at noon; `at` moves the clock."""
    page = visit(f"{prefix}study/{query}", locale="en-GB")
    at(page, NOON)
    page.reload()
    return page


def at(page: Page, time: float) -> None:
    """Make it another time in the page."""
    page.clock.set_fixed_time(time / 1000)


def run(page: Page, body: str, given: object = None) -> Any:  # noqa: ANN401
    return page.evaluate(LOGIC % body, [asset(page, "study/schedule.js"), given])


def stored(page: Page) -> dict[str, Any]:
    progress: dict[str, Any] = json.loads(page.evaluate(STORED))
    return progress


def keep(page: Page, text: str) -> None:
    """Put a text where progress is stored, and open the page anew."""
    page.evaluate("text => localStorage.setItem('handbook.study', text)", text)
    page.reload()


def progress_of(page: Page, *reviews: tuple[str, float, int]) -> str:
    """Return the progress that these reviews make, as it is stored."""
    body = """return JSON.stringify(given.reduce(
      (progress, [id, time, grade]) => logic.graded(progress, id, grade, time), logic.empty()))"""
    text: str = run(page, body, [list(review) for review in reviews])
    return text


def grade(page: Page, *names: str) -> None:
    for name in names:
        page.get_by_role("button", name="Show the short answer").click()
        page.get_by_role("button", name=re.compile(f"^{name}")).click()


def titles(library: Library, *ids: str, locale: str = "en") -> list[str]:
    questions = [library.question(id_) for id_ in ids]
    return [question.title(locale) for question in questions if question]  # type: ignore[arg-type]


# ---- Choosing ----


def test_without_javascript_the_page_says_what_it_needs(visit: Visit) -> None:
    page = visit("/study/", javascript=False)
    expect(page.get_by_text("This page needs JavaScript")).to_be_visible()
    expect(page.locator("#study-mode")).to_be_hidden()


@pytest.mark.parametrize("prefix", ["/", "/zh/", "/book/", "/book/zh/"])
def test_a_path_in_the_address_is_studied_in_its_order(
    visit: Visit, library: Library, prefix: str
) -> None:
    page = visit(f"{prefix}study/?path=one-week")
    path = library.path("one-week")
    assert path
    expect(page.locator("#needs-script")).to_be_hidden()
    answered = library.answered_of(path.questions)
    expect(page.locator("[data-count=chosen]")).to_have_text(str(len(answered)))
    page.locator("#start").click()
    for question in answered[:3]:
        expect(page.locator("#card-title")).to_have_text(
            question.title("zh" if "zh" in prefix else "en")
        )
        page.locator("#reveal").click()
        expect(page.locator("#answer p").first).to_be_visible()
        page.locator("#grades button").last.click()


def test_topic_level_tag_and_list_combine_and_are_remembered(
    visit: Visit, library: Library
) -> None:
    page = visit("/study/?topic=math-for-llms&topic=alignment-and-rlhf")
    topics = [*library.answered_in("math-for-llms"), *library.answered_in("alignment-and-rlhf")]
    count = page.locator("[data-count=chosen]")
    expect(count).to_have_text(str(len(topics)))
    page.get_by_label("Intermediate").check()
    fit = [question for question in topics if question.level.value == "intermediate"]
    assert 0 < len(fit) < len(topics)
    expect(count).to_have_text(str(len(fit)))
    page.get_by_label("From").select_option("list collection-104")
    fit = [q for q in fit if any("collection-104#" in item for item in q.registration.sources)]
    expect(count).to_have_text(str(len(fit)))
    page.get_by_label("New cards at most").fill("3")
    page.goto("/study/")
    expect(count).to_have_text(str(len(fit)))
    expect(page.get_by_label("New cards at most")).to_have_value("3")
    page.goto("/study/?tag=memory")
    expect(count).to_have_text(str(len(library.answered_with("memory"))))


def test_an_address_with_unknown_names_chooses_what_it_can(visit: Visit, library: Library) -> None:
    page = visit("/study/?path=nonsense&level=none")
    expect(page.locator("[data-count=chosen]")).to_have_text(str(len(library.answered)))


def test_cards_that_cannot_be_loaded_are_said(visit: Visit) -> None:
    page = visit("/404.html")
    page.route("**/study/cards.json", lambda route: route.fulfill(body="gone"))
    page.goto("/study/")
    expect(page.get_by_role("alert").filter(visible=True)).to_have_text(
        "The list of questions could not be loaded. Reload this page to try again."
    )
    expect(page.locator("#study-mode")).to_be_hidden()
    expect(page.locator("#needs-script")).to_be_hidden()
    page.unroute_all()
    page.reload()
    expect(page.locator("#study-mode")).to_be_visible()


def test_a_choice_without_cards_cannot_be_started(visit: Visit, library: Library) -> None:
    topic = library.answered_in("math-for-llms")
    used = {tag for question in topic for tag in question.tags}
    other = next(tag.id for tag in library.tags if tag.id not in used)
    page = visit(f"/study/?topic=math-for-llms&tag={other}")
    expect(page.get_by_text("No card fits this choice.")).to_be_visible()
    expect(page.get_by_role("button", name="Start", exact=True)).to_be_disabled()


# ---- A session ----


@pytest.mark.parametrize("prefix", ["/", "/zh/"])
def test_the_short_answer_is_that_of_the_questions_page(visit: Visit, prefix: str) -> None:
    page = visit(f"{prefix}study/?topic=normalization-and-activations")
    page.locator("#start").click()
    page.locator("#reveal").click()
    expect(page.locator("#reveal")).to_be_hidden()
    expect(page.locator("#answer")).to_be_focused()
    expect(page.locator("#answer .katex").first).to_be_visible()
    family = "element => getComputedStyle(element).fontFamily"
    assert "KaTeX_Main" in page.locator("#answer .katex").first.evaluate(family)
    words = page.locator("#answer > p").first.inner_text()
    page.locator("#card-page").click()
    title = page.locator("h1").inner_text()
    assert title
    assert page.locator("#short-answer + p").inner_text().split() == words.split()


def test_links_and_pictures_of_an_answer_lead_where_they_do_on_its_page(visit: Visit) -> None:
    page = visit("/study/?path=two-hours")
    body = (
        """<h2 id="short-answer">S</h2><p><a href="../kv-cache/">link</a></p><h2>E</h2><p>no</p>"""
    )
    page.route("**/transformer-architecture/", lambda route: route.fulfill(body=body))
    page.locator("#start").click()
    page.locator("#reveal").click()
    expect(page.locator("#answer")).to_have_text("link")
    link = page.locator("#answer a").evaluate("link => link.pathname")
    assert link == "/transformer-and-attention/kv-cache/"


def test_an_answer_that_does_not_load_is_said_and_can_still_be_graded(visit: Visit) -> None:
    page = visit("/study/?path=two-hours")
    page.route("**/transformer-architecture/", lambda route: route.fulfill(body="<p>Nothing</p>"))
    page.locator("#start").click()
    page.locator("#reveal").click()
    expect(page.get_by_text("The answer could not be loaded.")).to_be_visible()
    expect(page.locator("#loading")).to_be_hidden()
    page.locator("#grades button").first.click()
    assert len(stored(page)["reviews"]) == 1


def test_a_session_goes_by_keys(visit: Visit, library: Library) -> None:
    page = study(visit, "?path=two-hours")
    first, second, third = titles(
        library, "transformer-architecture", "scaled-dot-product-attention", "multi-head-attention"
    )
    page.get_by_role("button", name="Start", exact=True).press("Enter")
    title = page.locator("#card-title")
    expect(title).to_be_focused()
    page.keyboard.press("4")  # not before the answer is shown
    page.keyboard.press("u")  # there is nothing to undo
    expect(title).to_have_text(first)
    page.keyboard.press("Space")
    expect(page.locator("#grades .hb-study__interval")).to_have_text(
        ["1 min", "6 min", "10 min", "8 days"]
    )
    page.keyboard.press("4")
    expect(title).to_have_text(second)
    page.keyboard.press("Space")
    page.keyboard.press("3")
    expect(title).to_have_text(third)
    before = stored(page)
    assert [(each["id"], each["grade"]) for each in before["reviews"]] == [
        ("transformer-architecture", 4),
        ("scaled-dot-product-attention", 3),
    ]
    page.keyboard.press("u")
    expect(title).to_have_text(second)
    expect(page.locator("#grades")).to_be_visible()
    assert len(stored(page)["reviews"]) == 1
    assert list(stored(page)["cards"]) == ["transformer-architecture"]
    page.keyboard.press("3")
    assert stored(page) == before
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.get_by_label("Use these keys").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("Space")
    expect(page.locator("#back")).to_be_hidden()


def test_space_on_a_button_does_what_the_button_says(visit: Visit) -> None:
    page = visit("/study/?path=two-hours")
    page.locator("#start").click()
    page.locator("#end").press("Space")
    expect(page.locator("#session")).to_be_hidden()
    expect(page.locator("#start")).to_be_focused()


def test_due_cards_come_first_and_the_most_overdue_before_all(
    visit: Visit, library: Library
) -> None:
    page = study(visit)
    ids = ("rope", "kv-cache", "temperature", "lora-vs-qlora")
    days = (30, 50, 40, 1)  # since they were graded 'easy', after which they come in 8 days
    reviews = [(id_, NOON - ago * DAY, 4) for id_, ago in zip(ids, days, strict=True)]
    keep(page, progress_of(page, *reviews))
    expect(page.locator("[data-count=due]")).to_have_text("3")
    page.get_by_role("button", name="Start", exact=True).click()
    expected = titles(library, "kv-cache", "temperature", "rope", library.answered[0].id)
    for title in expected:
        expect(page.locator("#card-title")).to_have_text(title)
        grade(page, "Good")


def test_limits_hold_for_the_day_and_the_next_day_brings_more(visit: Visit) -> None:
    page = study(visit, "?path=two-hours")
    page.get_by_label("New cards at most").fill("2")
    page.get_by_label("New cards at most").blur()
    page.get_by_role("button", name="Start", exact=True).click()
    grade(page, "Easy", "Easy")
    expect(page.get_by_text("Done: nothing is left for now.")).to_be_visible()
    expect(page.locator("#next-due strong")).to_have_text(
        re.compile("16 January 2027|January 16, 2027")
    )
    page.get_by_role("button", name="End the session").click()
    expect(page.get_by_text("Nothing is left of this choice today.")).to_be_visible()
    expect(page.get_by_role("button", name="Start", exact=True)).to_be_disabled()
    at(page, NOON + DAY)
    page.reload()
    expect(page.locator("[data-count=fresh]")).to_have_text("2")
    at(page, NOON + 8 * DAY - 3 * 60 * MINUTE)  # a day is due from its beginning
    page.reload()
    expect(page.locator("[data-count=due]")).to_have_text("2")
    page.get_by_label("Reviews at most").fill("1")
    page.get_by_label("Reviews at most").blur()
    expect(page.locator("[data-count=due]")).to_have_text("1")


def test_a_forgotten_card_comes_again_before_the_session_ends(
    visit: Visit, library: Library
) -> None:
    page = study(visit, "?path=two-hours")
    page.get_by_label("New cards at most").fill("2")
    page.get_by_role("button", name="Start", exact=True).click()
    grade(page, "Again", "Easy")
    (forgotten,) = titles(library, "transformer-architecture")
    expect(page.locator("#card-title")).to_have_text(forgotten)
    grade(page, "Good", "Good")
    expect(page.locator("#finished")).to_be_focused()
    expect(page.locator("#graded")).to_have_text("4")


def test_two_tabs_keep_the_grades_of_both(visit: Visit) -> None:
    one, two = (visit(f"/study/?topic={topic}") for topic in ("evaluation", "math-for-llms"))
    for page in (one, two, one, two):
        if page.locator("#session").is_hidden():
            page.locator("#start").click()
        grade(page, "Easy")
    assert len(stored(one)["reviews"]) == 4
    assert len(stored(one)["cards"]) == 4


def test_both_languages_share_the_progress(visit: Visit) -> None:
    page = visit("/study/?path=two-hours")
    page.locator("#start").click()
    grade(page, "Easy", "Easy")
    page.goto("/zh/study/?path=two-hours")
    expect(page.locator("[data-figure=reviews]")).to_have_text("2")
    expect(page.locator("[data-count=fresh]")).to_have_text("8")


def test_a_card_whose_question_is_gone_is_kept_and_not_shown(visit: Visit) -> None:
    page = study(visit)
    keep(page, progress_of(page, ("a-question-that-is-gone", NOON - 90 * DAY, 4)))
    expect(page.locator("[data-count=due]")).to_have_text("0")
    expect(page.locator("[data-figure=due]")).to_have_text("0")
    page.get_by_role("button", name="Start", exact=True).click()
    grade(page, "Easy")
    after = stored(page)
    assert "a-question-that-is-gone" in after["cards"]
    assert after["reviews"][0]["id"] == "a-question-that-is-gone"


# ---- Statistics ----


def test_statistics_say_what_is_due_known_and_remembered(visit: Visit) -> None:
    page = study(visit)
    reviews = [
        ("rmsnorm", NOON - 20 * DAY, 4),  # known from the first
        ("rmsnorm", NOON - 10 * DAY, 3),  # remembered
        ("layernorm-formula", NOON - 30 * DAY, 4),
        ("layernorm-formula", NOON - 20 * DAY, 3),  # remembered
        ("layernorm-formula", NOON - 2 * MINUTE, 1),  # forgotten: learned anew
        ("rope", NOON - 6 * DAY, 4),  # due in two days
    ]
    keep(page, progress_of(page, *reviews))
    expect(page.locator("[data-figure=reviews]")).to_have_text("6")
    expect(page.locator("[data-figure=today]")).to_have_text("1")
    expect(page.locator("[data-figure=retention]")).to_have_text("67%")
    expect(page.locator("[data-figure=kept]")).to_have_text("2/3")
    expect(page.locator("[data-figure=due]")).to_have_text("1")
    rows = page.locator("#forecast tr")
    expect(rows).to_have_count(14)
    expect(rows.nth(0)).to_have_text(re.compile(r"1$"))
    expect(rows.nth(2).locator("td")).to_have_text("1")
    normalization = page.get_by_role("row", name=re.compile("^Normalization"))
    expect(normalization.locator("td")).to_have_text(["8", "1", "1"])


# ---- Progress in and out ----


def exported(page: Page, tmp_path: Path, button: str = "Export") -> Path:
    with page.expect_download() as download:
        page.get_by_role("button", name=button, exact=True).click()
    assert re.fullmatch(r"study-\d{4}-\d\d-\d\d\.json", download.value.suggested_filename)
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    return file


def test_an_import_adds_to_what_is_there_and_loses_no_review(visit: Visit, tmp_path: Path) -> None:
    page = study(visit)
    shared = ("rope", NOON - 40 * DAY, 4)
    here = ("rope", NOON - 20 * DAY, 3)
    there = (("rope", NOON - 10 * DAY, 2), ("kv-cache", NOON - 9 * DAY, 3))
    keep(page, progress_of(page, shared, *there))
    file = exported(page, tmp_path)
    keep(page, progress_of(page, shared, here))
    page.set_input_files("#import", file)
    expect(page.locator("#import-result")).to_have_text(re.compile("Imported. Reviews added: 2"))
    everything = json.loads(progress_of(page, shared, here, *there))
    assert stored(page) == everything
    page.set_input_files("#import", file)
    expect(page.locator("#import-result")).to_have_text(re.compile("Imported. Reviews added: 0"))
    assert stored(page) == everything


def test_a_review_that_was_undone_stays_away_when_an_earlier_export_comes_in(
    visit: Visit, tmp_path: Path
) -> None:
    page = study(visit, "?path=two-hours")
    page.get_by_role("button", name="Start", exact=True).click()
    grade(page, "Easy", "Easy")
    page.get_by_role("button", name="End the session").click()
    before = exported(page, tmp_path)
    page.reload()
    text = page.evaluate(STORED)
    at(page, NOON + MINUTE)
    undone = run(
        page,
        """const { progress } = logic.parsed(given);
        return JSON.stringify(logic.undone(progress, "scaled-dot-product-attention"))""",
        text,
    )
    keep(page, undone)
    page.set_input_files("#import", before)
    expect(page.locator("#import-result")).to_have_text(re.compile("Reviews added: 0"))
    assert stored(page) == json.loads(undone)
    assert list(stored(page)["cards"]) == ["transformer-architecture"]
    # Nor does it stay elsewhere, once the newer export is there.
    newer = exported(page, tmp_path)
    keep(page, text)
    page.set_input_files("#import", newer)
    expect(page.locator("#import-result")).to_have_text(re.compile("Reviews added: 0"))
    assert stored(page) == json.loads(undone)


def test_progress_from_before_undone_reviews_were_kept_is_read(visit: Visit) -> None:
    page = study(visit)
    old = json.loads(progress_of(page, ("rope", NOON - 20 * DAY, 4)))
    del old["undone"]
    keep(page, json.dumps(old))
    expect(page.locator("[data-count=due]")).to_have_text("1")
    page.get_by_role("button", name="Start", exact=True).click()
    grade(page, "Easy")
    assert len(stored(page)["reviews"]) == 2


MARKS = "localStorage.getItem('handbook.marks')"
MARKED = {
    "rope": {"mark": "solid", "at": NOON},
    "kv-cache": {"mark": None, "at": NOON},  # taken off
    "temperature": {"mark": "read", "at": NOON},
}


def test_an_export_has_the_marks_and_of_each_question_the_later_one_stays(
    visit: Visit, tmp_path: Path
) -> None:
    page = study(visit)
    keep_marks = "marks => localStorage.setItem('handbook.marks', JSON.stringify(marks))"
    page.evaluate(keep_marks, MARKED)
    file = exported(page, tmp_path)
    assert json.loads(file.read_text(encoding="utf-8"))["marks"] == MARKED
    here = {
        "rope": {"mark": "again", "at": NOON + 1},
        "kv-cache": {"mark": "solid", "at": NOON - 1},
        "rmsnorm": {"mark": "read", "at": NOON},
    }
    page.evaluate(keep_marks, here)
    page.set_input_files("#import", file)
    expect(page.locator("#import-result")).to_have_text(re.compile("Marks changed: 2"))
    assert json.loads(page.evaluate(MARKS)) == {**MARKED, **here, "kv-cache": MARKED["kv-cache"]}
    page.set_input_files("#import", file)
    expect(page.locator("#import-result")).to_have_text(re.compile("Marks changed: 0"))


def test_an_export_without_marks_still_comes_in_and_leaves_them(
    visit: Visit, tmp_path: Path
) -> None:
    page = study(visit)
    page.evaluate(f"localStorage.setItem('handbook.marks', '{json.dumps(MARKED)}')")
    (tmp_path / "old.json").write_text(progress_of(page, ("rope", NOON, 4)), encoding="utf-8")
    page.set_input_files("#import", tmp_path / "old.json")
    expect(page.locator("#import-result")).to_have_text(re.compile("Reviews added: 1"))
    assert json.loads(page.evaluate(MARKS)) == MARKED


BAD_FILES = {
    "no JSON": ("not JSON", "damaged"),
    "another format": ("[]", "damaged"),
    "a newer version": (
        '{"format": "llm-interview-handbook.study", "version": 2}',
        "newer version",
    ),
}


@pytest.mark.parametrize(("text", "message"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_file_that_is_no_progress_changes_nothing(
    visit: Visit, tmp_path: Path, text: str, message: str
) -> None:
    page = study(visit)
    keep(page, progress_of(page, ("rope", NOON, 4)))
    before = page.evaluate(STORED)
    (tmp_path / "bad.json").write_text(text, encoding="utf-8")
    page.set_input_files("#import", tmp_path / "bad.json")
    expect(page.locator("#import-result p:visible")).to_have_text(re.compile(message))
    assert page.evaluate(STORED) == before


@pytest.mark.parametrize(("text", "message"), BAD_FILES.values(), ids=BAD_FILES)
def test_what_cannot_be_read_is_kept_until_it_is_exported_and_deleted(
    visit: Visit, tmp_path: Path, text: str, message: str
) -> None:
    page = study(visit)
    keep(page, text)
    notice = page.get_by_role("alert").locator("p:visible")
    expect(notice).to_contain_text("newer" if message == "newer version" else "cannot be read")
    expect(page.get_by_role("button", name="Start", exact=True)).to_be_disabled()
    expect(page.locator("#import")).to_be_disabled()
    delete = page.get_by_role("button", name="Delete it and start afresh")
    expect(delete).to_be_disabled()
    file = exported(page, tmp_path, "Export what is stored")
    assert file.read_text(encoding="utf-8") == page.evaluate(STORED) == text
    delete.click()
    assert page.evaluate(STORED) is None
    expect(notice).to_have_count(0)
    page.get_by_role("button", name="Start", exact=True).click()
    grade(page, "Easy")
    assert len(stored(page)["reviews"]) == 1


def test_what_another_tab_makes_unreadable_is_not_written_over(visit: Visit) -> None:
    page = study(visit)
    page.get_by_role("button", name="Start", exact=True).click()
    page.evaluate("localStorage.setItem('handbook.study', '{}')")
    grade(page, "Easy")
    assert page.evaluate(STORED) == "{}"
    expect(page.get_by_role("alert").locator("p:visible")).to_contain_text("cannot be read")


@pytest.mark.parametrize(
    ("error", "methods", "message"),
    [
        ("QuotaExceededError", ["setItem"], "storage is full"),
        ("SecurityError", ["getItem", "setItem"], "does not let the site store"),
    ],
)
def test_a_browser_that_keeps_nothing_is_said_and_nothing_is_lost_before_leaving(
    visit: Visit, tmp_path: Path, error: str, methods: list[str], message: str
) -> None:
    page = study(visit, "?path=two-hours")
    for method in methods:
        page.evaluate(REFUSED, [error, method])
    page.get_by_role("button", name="Start", exact=True).click()
    grade(page, "Easy", "Easy")
    expect(page.get_by_role("alert").locator("p:visible")).to_contain_text(message)
    page.get_by_role("button", name="End the session").click()
    expect(page.locator("[data-figure=reviews]")).to_have_text("2")
    progress = json.loads(exported(page, tmp_path).read_text(encoding="utf-8"))
    assert len(progress["reviews"]) == 2


# ---- The logic without a page ----

MERGES = """
  let seed = 7;
  const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
  const make = (own) => {
    let progress = own;
    for (let i = 0; i < 40; i++) {
      const time = progress.reviews.reduce((last, each) => Math.max(last, each.time), given);
      const id = "card-" + random(6);
      progress = logic.graded(progress, id, 1 + random(4), time + 1000 * random(9e5));
    }
    return progress;
  };
  const keys = ({ reviews }) => reviews.map(({ id, time }) => id + " " + time).sort();
  for (let round = 0; round < 20; round++) {
    const shared = make(logic.empty());
    const a = make(shared), b = make(shared);
    const ab = logic.merged(a, b);
    const sorted = (p) => JSON.stringify([Object.entries(p.cards).sort(), p.reviews]);
    if (sorted(ab) !== sorted(logic.merged(b, a))) return "the order matters";
    if (sorted(ab) !== sorted(logic.merged(ab, a))) return "merging twice matters";
    if (sorted(logic.merged(a, a)) !== sorted(logic.merged(a, logic.empty()))) return "not itself";
    if (JSON.stringify(logic.merged(a, a).cards["card-1"]) !== JSON.stringify(a.cards["card-1"]))
      return "a state is not that of its reviews";
    const union = [...new Set([...keys(a), ...keys(b)])].sort();
    if (JSON.stringify(keys(ab)) !== JSON.stringify(union)) return "a review is lost or double";
    const last = a.reviews.at(-1);
    const less = logic.undone(a, last.id);
    const without = union.filter((key) => key !== logic.keyOf(last));
    for (const other of [a, b, ab]) {
      const both = logic.merged(less, other);
      if (sorted(both) !== sorted(logic.merged(other, less))) return "the order matters now";
      if (keys(both).includes(logic.keyOf(last))) return "an undone review is back";
      if (sorted(both) !== sorted(logic.merged(both, a))) return "and back later";
    }
    const left = keys(logic.merged(less, ab));
    if (JSON.stringify(left) !== JSON.stringify(without)) return "too much is gone";
    if (logic.parsed(JSON.stringify(ab)).problem) return "what is merged cannot be read";
  }
  return "fine";
"""


def test_merging_loses_nothing_in_any_order(visit: Visit) -> None:
    assert run(study(visit), MERGES, NOON) == "fine"


def test_a_merge_of_two_grades_at_one_time_takes_the_worse(visit: Visit) -> None:
    page = study(visit)
    body = """const made = (grade) => logic.graded(logic.empty(), "rope", grade, given);
      const [a, b] = [made(4), made(2)];
      return [logic.merged(a, b), logic.merged(b, a)].map(({ reviews }) => reviews)"""
    worse = [{"id": "rope", "time": NOON, "grade": 2}]
    assert run(page, body, NOON) == [worse, worse]


def test_a_clock_that_is_set_back_keeps_the_order_of_the_reviews(visit: Visit) -> None:
    text = progress_of(study(visit), ("rope", NOON, 4), ("rope", NOON - DAY, 3))
    assert [review["time"] for review in json.loads(text)["reviews"]] == [NOON, NOON + 1]


def test_undoing_gives_back_the_state_from_before(visit: Visit) -> None:
    body = """const one = logic.graded(logic.empty(), "rope", 3, given);
      const two = logic.graded(one, "rope", 1, given + 6e5);
      return [one, logic.undone(two, "rope"), logic.undone(one, "rope")]"""
    one, again, none = run(study(visit), body, NOON)
    assert (again["cards"], again["reviews"]) == (one["cards"], one["reviews"])
    assert again["undone"] == [{"id": "rope", "time": NOON + 600_000}]
    assert none["cards"] == {}
    assert none["reviews"] == []
    assert none["undone"] == [{"id": "rope", "time": NOON}]


def test_of_the_undone_reviews_the_newest_are_kept(visit: Visit) -> None:
    body = """let progress = logic.empty();
      for (let i = 0; i < logic.UNDONE_KEPT + 5; i++) {
        progress = logic.undone(logic.graded(progress, "rope", 3, given + i), "rope");
      }
      return [progress.undone.length, progress.undone.at(0), progress.undone.at(-1)]"""
    first, last = ({"id": "rope", "time": NOON + i} for i in (5, 204))
    assert run(study(visit), body, NOON) == [200, first, last]


DAMAGE = {
    "a grade of 5": ("reviews", [{"id": "rope", "time": NOON, "grade": 5}]),
    "a time that is text": ("reviews", [{"id": "rope", "time": "now", "grade": 1}]),
    "an id that is none": ("reviews", [{"id": "__proto__", "time": NOON, "grade": 1}]),
    "no reviews": ("reviews", None),
    "a state without numbers": ("cards", {"rope": {"due": NOON}}),
    "cards that are none": ("cards", 1),
    "a version that is none": ("version", "one"),
    "undone reviews that are none": ("undone", [{"id": "rope"}]),
    "a mark that is none": ("marks", {"rope": {"mark": "best", "at": NOON}}),
    "a mark without a time": ("marks", {"rope": {"mark": "read"}}),
    "marks that are a list": ("marks", []),
}


@pytest.mark.parametrize(("name", "value"), DAMAGE.values(), ids=DAMAGE)
def test_damaged_progress_is_recognized(visit: Visit, name: str, value: object) -> None:
    page = study(visit)
    sound = json.loads(progress_of(page, ("rope", NOON, 4)))
    body = "return logic.parsed(given)"
    assert run(page, body, json.dumps(sound)) == {"progress": sound, "marks": {}}
    assert run(page, body, json.dumps({**sound, name: value})) == {"problem": "corrupt"}


# ---- For everybody ----


@pytest.mark.parametrize("prefix", ["/", "/zh/"])
def test_study_mode_is_no_wider_than_a_phone(visit: Visit, prefix: str) -> None:
    page = visit(f"{prefix}study/?topic=math-for-llms&tag=formula", viewport=PHONE)
    width = "document.documentElement.scrollWidth"
    assert page.evaluate(width) == PHONE["width"]
    page.locator("#start").click()
    page.locator("#reveal").click()
    expect(page.locator("#answer p").first).to_be_visible()
    assert page.evaluate(width) == PHONE["width"]
    page.locator("#grades button").first.scroll_into_view_if_needed()
    expect(page.locator("#grades button").first).to_be_in_viewport()
