"""The mock interview: a set drawn from its address, asked with a timer, scored, and on paper."""

import re
from collections import Counter

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from handbook.addresses import PREFIX
from handbook.model import LOCALES, Library, Locale, SectionKind
from handbook.relate import Relations
from tests.browser.test_printing import printed, squeezed, texts
from tests.browser.visit import PHONE, Visit, asset

SET = "?questions=5&minutes=2&seed=42"
SHORTENED = "?questions=5&minutes=2&topic=transformer-and-attention&seed=7"

DRAWN = """async ([queries, drawing, page]) => {
  const { draw, readSettings } = await import(drawing);
  const { cards } = await import(page);
  return queries.map((query) => draw(cards, readSettings(query, cards)).map(
    ({ card, followUps }) => [card.id, followUps.map((each) => each.id)],
  ));
}"""
"""The sets that the page draws from queries: each question's id, and those of its follow-ups."""


REFUSED = """for (const method of ["getItem", "setItem", "removeItem"]) {
  const real = Storage.prototype[method];
  Storage.prototype[method] = function (key, ...rest) {
    if (key.startsWith("interview")) throw new DOMException("refused", "SecurityError");
    return real.call(this, key, ...rest);
  };
}"""
"""Forbids the interview to keep anything, as a reader may forbid a site."""


def drawn(page: Page, *queries: str) -> list[list[tuple[str, list[str]]]]:
    modules = [asset(page, f"interview/{name}") for name in ("draw.js", "page.js")]
    sets: list[list[tuple[str, list[str]]]] = page.evaluate(DRAWN, [queries, *modules])
    return sets


def value(page: Page, module: str, call: str) -> object:
    """Return the value of an expression, in which `it` is one of the page's modules."""
    address = asset(page, f"interview/{module}")
    return page.evaluate(f"async () => {{ const it = await import('{address}'); return {call}; }}")


def start(page: Page) -> None:
    page.locator("#setup [type=submit]").click()


def title(page: Page) -> Locator:
    return page.locator("#run h2")


def asked(page: Page) -> list[str]:
    """Finish an interview just begun; return the addresses of its questions, in their order."""
    start(page)
    page.locator("[data-do=finish]").click()
    links = page.locator("#by-question a")
    expect(links).not_to_have_count(0)
    paths: list[str] = links.evaluate_all("links => links.map((link) => link.pathname)")
    return paths


def test_a_browser_that_keeps_nothing_still_asks(visit: Visit) -> None:
    page = visit("/404.html")
    page.add_init_script(REFUSED)
    page.goto(f"/interview/{SET}")
    start(page)
    expect(title(page)).to_be_visible()
    page.locator("[data-score='2']").click()
    page.locator("[data-do=finish]").click()
    expect(page.locator("#by-question tbody tr")).to_have_count(5)
    expect(page.locator("#by-question td").first).to_have_text("2")


# ---- The set ----


def mulberry32(seed: int, count: int) -> list[float]:
    """Return the generator's first numbers, from its definition on 32-bit integers."""
    numbers = []
    for step in range(1, count + 1):
        state = (seed + step * 0x6D2B79F5) % 2**32
        mixed = (state ^ state >> 15) * (state | 1) % 2**32
        mixed ^= (mixed + (mixed ^ mixed >> 7) * (mixed | 61)) % 2**32
        numbers.append((mixed ^ mixed >> 14) / 2**32)
    return numbers


@pytest.mark.parametrize("seed", [1, 42, 999999])
def test_the_generator_is_mulberry32(visit: Visit, seed: int) -> None:
    page = visit("/interview/")
    first = f"Array.from({{ length: 20 }}, it.mulberry32({seed}))"
    numbers = value(page, "draw.js", first)
    assert numbers == mulberry32(seed, 20)


@pytest.mark.parametrize("settings", ["", "&level=basic&level=advanced", "&path=two-hours"])
def test_a_set_is_balanced_and_asks_nothing_twice(
    visit: Visit, library: Library, settings: str
) -> None:
    page = visit("/interview/")
    relations = Relations(library)
    levels = ["basic", "intermediate", "advanced"]
    chosen = re.findall("level=([a-z]+)", settings) or levels
    path = library.path("two-hours")
    assert path
    queries = [f"?questions={n}&seed={s}{settings}" for n in (3, 8, 20) for s in range(1, 40)]
    for query, drawing in zip(queries, drawn(page, *queries), strict=True):
        wanted = int(query.split("=")[1].split("&")[0])
        questions = [library.question(name) for name, _ in drawing]
        assert len(questions) == min(wanted, 20), query
        order = [levels.index(each.level.value) for each in questions if each]
        assert order == sorted(order), query
        assert {levels[each] for each in order} <= set(chosen), query
        if "path" in settings:
            assert {name for name, _ in drawing} <= set(path.questions), query
        else:
            assert {levels[each] for each in order} == set(chosen), query
            topics = Counter(each.topic for each in questions if each)
            assert max(topics.values()) <= (1 if wanted < 16 else 2), query
        every = [name for name, _ in drawing] + [each for _, after in drawing for each in after]
        assert len(every) == len(set(every)), query
        for name, after in drawing:
            question = library.question(name)
            assert question
            follow_ups = relations.follow_ups(question)
            fit = {each.id for each in follow_ups if each.level.value in chosen}
            assert set(after) <= fit, query
            assert len(after) <= 2, query
            assert len(after) == min(2, len(fit - (set(every) - set(after)))), query


def test_levels_come_in_the_proportion_of_what_there_is(visit: Visit) -> None:
    page = visit("/interview/")
    assert value(page, "draw.js", "it.shares([50, 30, 20], 10)") == [5, 3, 2]
    assert value(page, "draw.js", "it.shares([96, 2, 2], 6)") == [4, 1, 1]
    assert value(page, "draw.js", "it.shares([0, 4, 1], 20)") == [0, 4, 1]


def test_another_set_number_gives_other_questions(visit: Visit) -> None:
    sets = drawn(visit("/interview/"), *(f"?seed={seed}" for seed in range(1, 21)))
    assert len({str(each) for each in sets}) == len(sets)


def test_the_same_link_asks_the_same_in_both_languages_and_elsewhere(visit: Visit) -> None:
    page = visit(f"/interview/{SET}")
    here = asked(page)
    assert len(here) == 5
    assert [f"/zh{each}" for each in here] == asked(visit(f"/zh/interview/{SET}"))
    assert here == asked(visit(f"/interview/{SET}", viewport=PHONE))


# ---- The form ----


def test_choosing_writes_the_address_and_the_language_switch_keeps_it(visit: Visit) -> None:
    page = visit("/interview/?seed=7")
    expect(page).to_have_url("/interview/?questions=6&minutes=3&seed=7")
    page.get_by_label("Number of questions").fill("4")
    page.get_by_label("Basic").check()
    page.get_by_label("Math for LLMs").check()
    query = "?questions=4&minutes=3&level=basic&topic=math-for-llms&seed=7"
    expect(page).to_have_url(f"/interview/{query}")
    page.locator("#language-switch").click()
    expect(page).to_have_url(f"/zh/interview/{query}")
    expect(page.get_by_label("题数")).to_have_value("4")
    expect(page.get_by_label("基础", exact=True)).to_be_checked()
    expect(page.get_by_label("大模型数学基础")).to_be_checked()
    expect(page.get_by_label("进阶", exact=True)).not_to_be_checked()


def test_a_learning_path_takes_the_place_of_topics(visit: Visit, library: Library) -> None:
    page = visit("/interview/?seed=7&topic=math-for-llms")
    page.get_by_label("Learning path").select_option("two-hours")
    expect(page).to_have_url("/interview/?questions=6&minutes=3&path=two-hours&seed=7")
    expect(page.get_by_label("Evaluation")).to_be_disabled()
    path = library.path("two-hours")
    assert path
    expect(page.locator("#fit")).to_have_text(str(len(path.questions)))
    page.get_by_label("Learning path").select_option("")
    expect(page.get_by_label("Evaluation")).to_be_enabled()
    expect(page.locator("#fit")).to_have_text(str(len(library.answered)))


def test_an_address_with_nonsense_is_as_usual(visit: Visit) -> None:
    page = visit("/interview/?questions=99&minutes=x&level=hard&topic=cooking&path=home&seed=5")
    expect(page).to_have_url("/interview/?questions=20&minutes=3&seed=5")
    page.goto("/interview/")
    expect(page).to_have_url(re.compile(r"/interview/\?questions=6&minutes=3&seed=[1-9]\d{0,5}$"))


def test_the_form_says_when_too_few_questions_fit(visit: Visit, library: Library) -> None:
    few = [q for q in library.answered_in("math-for-llms") if q.level == "advanced"]
    page = visit("/interview/?questions=20&level=advanced&topic=math-for-llms&seed=5")
    expect(page.locator("#setup [role=status]")).to_contain_text(f"{len(few)}")
    expect(page.get_by_text("fewer than you ask for")).to_be_visible()
    page.get_by_label("Advanced").uncheck()
    page.get_by_label("Number of questions").fill("3")
    expect(page.get_by_text("fewer than you ask for")).to_be_hidden()


@pytest.mark.parametrize("locale", LOCALES)
def test_the_link_is_copied(visit: Visit, locale: Locale) -> None:
    page = visit(f"/{PREFIX[locale]}interview/{SET}")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("#setup [data-do=link]").click()
    said = "Link copied." if locale == "en" else "链接已复制。"
    expect(page.locator("#said")).to_have_text(said)
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_without_javascript_the_page_says_that_it_needs_it(visit: Visit) -> None:
    page = visit("/interview/", javascript=False)
    expect(page.get_by_text("This page needs JavaScript")).to_be_visible()
    expect(page.locator("#interview")).to_be_hidden()
    expect(visit("/interview/").get_by_text("This page needs JavaScript")).to_be_hidden()


def test_cards_that_cannot_be_loaded_are_said(visit: Visit) -> None:
    page = visit("/404.html", viewport=PHONE)
    page.route("**/study/cards.json", lambda route: route.fulfill(body="gone"))
    page.goto(f"/zh/interview/{SET}")
    expect(page.get_by_role("alert")).to_have_text("题目清单加载失败，请刷新本页重试。")
    expect(page.locator("#interview")).to_be_hidden()
    expect(page.locator("#needs-script")).to_be_hidden()
    expect(page).to_have_url(f"/zh/interview/{SET}")
    page.unroute_all()
    page.reload()
    expect(page.locator("#setup")).to_be_visible()


# ---- Questions and answers ----


@pytest.mark.parametrize("locale", LOCALES)
def test_the_answer_is_that_of_the_page_and_hidden_until_asked_for(
    visit: Visit, library: Library, locale: Locale
) -> None:
    query = "?questions=3&topic=normalization-and-activations&seed=1"
    page = visit(f"/{PREFIX[locale]}interview/{query}")
    ((name, after), *_) = drawn(page, query)[0]
    question = library.question(name)
    assert question
    start(page)
    expect(title(page)).to_have_text(question.title(locale))
    expect(page.locator("#answer")).to_be_hidden()
    expect(page.locator("#run details").first).to_be_hidden()
    page.locator("[data-do=show]").click()
    for part, kind in (("short", "SHORT_ANSWER"), ("mistakes", "COMMON_MISTAKES")):
        shown = page.locator(f"#answer [data-part={part}]")
        expect(shown).to_be_visible()
        expect(shown.locator("p, ul").first).not_to_contain_text("…")
        anchor = SectionKind[kind].value
        address = f"/{PREFIX[locale]}{question.address}"
        own = page.evaluate(
            """async ([address, anchor]) => {
              const html = await (await fetch(address)).text();
              const page = new DOMParser().parseFromString(html, "text/html");
              return page.getElementById(anchor).nextElementSibling.textContent;
            }""",
            [address, anchor],
        )
        expect(shown.locator("> *").first).to_have_text(own)
    families = page.locator("#answer .katex").first.evaluate("e => getComputedStyle(e).fontFamily")
    assert "KaTeX" in families
    expect(page.locator("#answer [id]:not(#follow-ups, #whole)")).to_have_count(0)
    expect(page.locator("#whole")).to_have_attribute("href", re.compile(f"/{question.address}$"))
    assert len(after) == page.locator("#run details").count() > 0
    page.locator("#run summary").first.click()
    expect(page.locator("#run details[open] > div")).to_have_text(re.compile(".{80}", re.DOTALL))


def test_links_of_an_answer_lead_where_they_lead_on_its_page(visit: Visit) -> None:
    page = visit(f"/interview/{SHORTENED}")
    start(page)
    page.locator("[data-do=show]").click()
    expect(page.locator("#answer li").first).to_be_visible()
    found = page.evaluate(
        """async (script) => {
          const { answer, cards } = await import(script);
          const links = [];
          for (const card of cards.slice(0, 40)) {
            const { short, mistakes } = await answer(card);
            for (const part of [short, mistakes]) {
              links.push(...[...part.querySelectorAll("a")].map((a) => a.getAttribute("href")));
            }
          }
          const inside = [...new Set(links.filter((link) => link.startsWith(location.origin)))];
          const states = await Promise.all(inside.map(async (link) => (await fetch(link)).status));
          return { inside: inside.length, bad: inside.filter((_, i) => states[i] !== 200) };
        }""",
        asset(page, "interview/page.js"),
    )
    assert found["inside"] > 0
    assert found["bad"] == []


def test_an_answer_that_cannot_be_read_is_said_with_a_link(visit: Visit) -> None:
    page = visit(f"/interview/{SET}")
    start(page)
    address = page.locator("#whole").get_attribute("href")

    def emptied(route: Route) -> None:
        route.fulfill(body="<!doctype html><title>gone</title>", content_type="text/html")

    assert address
    page.route(address, emptied)
    page.keyboard.press("Space")
    answer = page.locator("#answer [data-part=short]")
    expect(answer).to_contain_text("could not be loaded")
    expect(answer.get_by_role("link")).to_have_attribute("href", address)


# ---- Time ----


def test_the_timer_counts_down_then_up_and_says_so_once(visit: Visit) -> None:
    page = visit("/")
    page.clock.install()
    page.goto(f"/interview/{SET}")
    start(page)
    timer, said = page.get_by_role("timer"), page.locator("#time-up")
    expect(timer).to_have_text("2:00")
    colour = timer.evaluate("e => getComputedStyle(e).color")
    page.clock.run_for(5_000)
    expect(timer).to_have_text("1:55")
    expect(said).to_be_empty()
    page.clock.run_for(115_000)
    expect(timer).to_have_text("+0:00")
    expect(said).to_have_text("Time is up.")
    said.evaluate(
        "e => new MutationObserver(() => e.dataset.again = 1).observe(e, {childList: true})"
    )
    page.clock.run_for(15_000)
    expect(timer).to_have_text("+0:15")
    assert timer.evaluate("e => getComputedStyle(e).color") != colour
    assert said.get_attribute("data-again") is None


def test_a_pause_and_the_answer_stop_the_clock_and_each_question_has_its_own(visit: Visit) -> None:
    page = visit("/")
    page.clock.install()
    page.goto(f"/interview/{SET}")
    start(page)
    timer = page.get_by_role("timer")
    page.clock.run_for(10_000)
    page.keyboard.press("p")
    expect(page.get_by_text("Paused")).to_be_visible()
    page.clock.run_for(60_000)
    expect(timer).to_have_text("1:50")
    page.get_by_role("button", name="Resume").click()
    page.clock.run_for(5_000)
    expect(timer).to_have_text("1:45")
    page.locator("[data-do=show]").click()
    page.clock.run_for(60_000)
    expect(timer).to_have_text("1:45")
    page.keyboard.press("ArrowRight")
    expect(timer).to_have_text("2:00")
    page.clock.run_for(125_000)
    expect(timer).to_have_text("+0:05")
    page.keyboard.press("ArrowLeft")
    page.clock.run_for(3_000)
    expect(timer).to_have_text("1:45")
    page.locator("[data-do=finish]").click()
    times = page.locator("#by-question tbody td:nth-of-type(2)")
    expect(times).to_have_text(["0:15", "2:05", "0:00", "0:00", "0:00"])


# ---- Keys ----


def test_everything_has_a_key_and_typing_has_not(visit: Visit) -> None:
    page = visit(f"/interview/{SET}")
    start(page)
    expect(title(page)).to_be_focused()
    first = title(page).inner_text()
    page.keyboard.press("Space")
    expect(page.locator("#answer")).to_be_visible()
    page.keyboard.press("2")
    expect(page.locator("[data-score][aria-pressed=true]")).to_have_text(re.compile("^2"))
    page.keyboard.press("ArrowRight")
    expect(title(page)).not_to_have_text(first)
    expect(page.locator("#answer")).to_be_hidden()
    expect(page.locator("[data-score][aria-pressed=true]")).to_have_count(0)
    page.get_by_label("Notes").press_sequentially("3 p ?")
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_label("Notes")).to_have_value("3 p ?")
    expect(page.locator("[data-score][aria-pressed=true]")).to_have_count(0)
    expect(page.get_by_text("Paused")).to_be_hidden()
    page.get_by_role("button", name="Previous", exact=True).click()
    expect(title(page)).to_have_text(first)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()


def test_the_keys_can_be_turned_off(visit: Visit) -> None:
    page = visit(f"/interview/{SET}")
    start(page)
    page.get_by_role("button", name="Keys").click()
    page.get_by_label("Use these keys").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("3")
    page.keyboard.press("p")
    expect(page.get_by_text("Paused")).to_be_hidden()
    expect(page.locator("[data-score][aria-pressed=true]")).to_have_count(0)
    page.get_by_role("button", name="Keys").click()
    page.get_by_label("Use these keys").check()
    page.keyboard.press("Escape")
    page.keyboard.press("3")
    expect(page.locator("[data-score][aria-pressed=true]")).to_have_text(re.compile("^3"))


# ---- Going on, and the result ----


def test_a_reload_and_the_other_language_go_on_where_one_was(visit: Visit) -> None:
    page = visit(f"/interview/{SET}")
    start(page)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    page.keyboard.press("1")
    page.get_by_label("Notes").fill("gradients")
    second = title(page).inner_text()
    page.reload()
    expect(title(page)).to_have_text(second)
    expect(page.locator("#answer")).to_be_visible()
    expect(page.locator("[data-score][aria-pressed=true]")).to_have_text(re.compile("^1"))
    page.locator("#language-switch").click()
    expect(page.locator("#progress")).to_have_text("第 2 题，共 5 题")
    expect(page.get_by_label("笔记")).to_have_value("gradients")
    page.goto(f"/interview/{SET.replace('42', '43')}")
    expect(page.locator("#setup")).to_be_visible()


def test_the_result_has_scores_by_question_and_topic_and_what_to_read(
    visit: Visit, library: Library
) -> None:
    page = visit(f"/interview/{SHORTENED}")
    names = [name for name, _ in drawn(page, SHORTENED)[0]]
    questions = [question for name in names if (question := library.question(name))]
    start(page)
    for score in ("3", "1", "2", "0"):
        page.keyboard.press(score)
        page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Next", exact=True)).to_be_disabled()
    page.get_by_label("Notes").fill("<b>bold</b>")
    page.locator("[data-do=finish]").click()
    expect(page.locator("#total")).to_have_text("6 of 12 points; 4 of 5 questions scored.")
    points = page.locator("#by-question td:nth-of-type(1)")
    expect(points).to_have_text(["3", "1", "2", "0", "not scored"])
    expect(page.locator("#by-question td").last).to_have_text("<b>bold</b>")
    expect(page.locator("#by-topic td")).to_have_text(["5", "1.5"])
    weak = [questions[index].title("en") for index in (1, 3, 4)]
    expect(page.locator("#again a")).to_have_text(weak)
    page.reload()
    expect(page.locator("#total")).to_have_text("6 of 12 points; 4 of 5 questions scored.")
    page.get_by_role("button", name="Back to the questions").click()
    expect(page.get_by_label("Notes")).to_have_value("<b>bold</b>")
    page.locator("[data-do=finish]").click()
    page.get_by_role("button", name="New interview").click()
    expect(page.locator("#setup")).to_be_visible()
    assert "seed=7" not in page.url.split("&")
    expect(page.get_by_label("Transformer and Attention")).to_be_checked()


# ---- On paper ----


@pytest.mark.parametrize("locale", LOCALES)
def test_the_sheet_has_what_an_interviewer_needs_and_nothing_around_it(
    visit: Visit, library: Library, locale: Locale
) -> None:
    page = visit(f"/{PREFIX[locale]}interview/{SET}")
    drawing = drawn(page, SET)[0]
    page.locator("#setup [data-do=sheet]").click()
    expect(page.locator(".hb-sheet__question")).to_have_count(5)
    expect(page.locator("#making")).to_be_hidden()
    text = "".join(texts(printed(page)))

    assert squeezed(page.url) in text
    for name, after in drawing:
        question = library.question(name)
        assert question
        assert squeezed(question.title(locale)) in text
        for each in after:
            follow_up = library.question(each)
            assert follow_up
            assert squeezed(follow_up.title(locale)) in text
        source = question.pages[locale].path.read_text(encoding="utf-8")
        mistakes = source.split("\n## ")[-3]
        leads = re.findall(r"^- \*\*([^*`$]+)\*\*", mistakes, re.MULTILINE)
        assert leads
        assert [lead for lead in leads if squeezed(lead) not in text] == []
    boxes = page.locator(".hb-sheet__box")
    expect(boxes).to_have_count(20)
    expect(page.locator(".hb-sheet__note")).to_have_count(5)
    around = page.locator("#sheet button, article > h1, #link-note, .md-sidebar .md-nav__link")
    said = squeezed(page.locator("#sheet-questions").inner_text())
    unwanted = {
        each for words in around.all_text_contents() if (each := squeezed(words)) not in said
    }
    assert len(unwanted) > 10
    assert [each for each in unwanted if each in text] == []
