"""Everybody: WCAG 2.2 AA on every kind of page, in the states that a reader brings it into."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from handbook.addresses import PREFIX
from handbook.model import LOCALES, Locale
from tests.browser.visit import DESKTOP, PHONE, ROOT, Visit

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
QUESTION = "normalization-and-activations/rmsnorm/"
WIDE = "alignment-and-rlhf/shortening-rlhf-pipeline/"
"""A question whose code, table and formula are wider than a phone."""

INTERVIEW = "interview/?questions=5&minutes=2&seed=42"
NARROW: ViewportSize = {"width": 320, "height": 640}
"""A window 1280 px wide at 400 %."""

# ---- The pages, in the states that a reader brings them into ----

KEPT = {
    "handbook.marks": {
        "rmsnorm": {"mark": "solid", "at": 1},
        "rope": {"mark": "again", "at": 1},
        "layernorm-formula": {"mark": "read", "at": 1},
    },
    "handbook.path": "two-hours",
    "handbook.study": {
        "format": "llm-interview-handbook.study",
        "version": 1,
        "cards": {"rope": {"state": 2, "due": 1, "last_review": 1}},
        "reviews": [],
    },
    "handbook.read": {
        language: {"rmsnorm": {"date": "2026-11-03", "sections": {"explanation": "0ld0ld"}}}
        for language in ("en", "zh-Hans")
    },
}
"""What a reader has done who marked, follows a path, has a card due, and read an older page."""

KEEP = """(kept) => {
  for (const [name, value] of Object.entries(kept)) {
    localStorage.setItem(name, typeof value === "string" ? value : JSON.stringify(value));
  }
}"""

Look = Callable[[str], None]
"""Looks at the page as it is now; the text says what state that is."""


def read(page: Page, home: str, look: Look) -> None:
    """Walk through what is there to be read."""
    page.evaluate(KEEP, KEPT)
    page.goto(home)
    expect(page.locator("#marked")).to_be_visible()
    look("home")
    page.goto(f"{home}questions/?tag=memory")
    expect(page.locator(".hb-mark").first).to_be_attached()
    look("index")
    page.goto(home + QUESTION)
    expect(page.locator("#next-due, #changed")).to_have_count(2)
    expect(page.locator("#next-due")).to_be_visible()
    expect(page.locator("#changed")).to_be_visible()
    look("question")
    page.locator("#think-first").click()
    page.locator(".hb-show[aria-expanded]").nth(1).click()
    look("question, to think first")
    page.locator("#think-first").click()
    page.locator("#side-by-side").click()
    expect(page.locator(".hb-other")).not_to_have_count(0)
    look("question in two languages")
    for address in (
        "normalization-and-activations/",
        "tags/",
        "tags/memory/",
        "lists/",
        "lists/collection-104/",
        "paths/",
        "paths/two-hours/",
        "glossary/",
        "downloads/",
        "status/",
        "404.html",
    ):
        page.goto(address if address == "404.html" else home + address)
        look(address)
    page.route("**/apology.*", lambda route: route.fulfill(body=""))  # it asks the service worker
    page.goto("/offline.html")
    page.evaluate(
        """([home, language]) => {
          document.documentElement.lang = language;
          for (const list of document.querySelectorAll("[data-part=here]")) {
            list.hidden = false;
            list.querySelector("ul").innerHTML = `<li><a href="${home}">RMSNorm</a></li>`;
          }
        }""",
        [home, "zh-Hans" if "zh" in home else "en"],
    )
    look("offline")


def practise(page: Page, home: str, look: Look) -> None:
    """Walk through study mode and the mock interview."""
    page.goto(f"{home}study/?path=two-hours&tag=attention")
    expect(page.locator("#start")).to_be_visible()
    look("study: the choice")
    page.locator("#start").click()
    look("study: a question")
    page.locator("#reveal").click()
    expect(page.locator("#answer p").first).to_be_visible()
    look("study: an answer")
    page.keyboard.press("?")
    look("study: the keys")
    page.keyboard.press("Escape")
    page.locator("#grades button").first.click()
    page.locator("#end").click()
    expect(page.locator("[data-figure=today]")).to_have_text("1")
    look("study: statistics")
    page.evaluate("localStorage.setItem('handbook.study', '{}')")
    page.reload()
    expect(page.locator("[data-notice=corrupt]").first).to_be_visible()
    look("study: a notice")

    page.goto(home + INTERVIEW)
    expect(page.locator("#setup")).to_be_visible()
    look("interview: setup")
    page.locator("#setup [type=submit]").click()
    expect(page.locator("#run h2")).to_be_visible()
    look("interview: a question")
    page.keyboard.press("Space")
    expect(page.locator("#answer li").first).to_be_visible()
    page.locator("#run summary").first.click()
    page.locator("[data-score='2']").click()
    page.locator("#note").fill("what\nI said")
    look("interview: an answer")
    page.locator("#run [data-do=keys]").click()
    look("interview: the keys")
    page.keyboard.press("Escape")
    page.locator("[data-do=finish]").click()
    expect(page.locator("#by-question tbody tr")).to_have_count(5)
    look("interview: the result")
    page.locator("#result [data-do=sheet]").click()
    expect(page.locator(".hb-sheet__question")).to_have_count(5)
    look("interview: the sheet")


def search(page: Page, home: str, look: Look) -> None:
    """Walk through the search."""
    page.goto(home)
    page.keyboard.press("/")
    field = page.locator("dialog[open] input")
    field.fill("softmax")
    expect(page.locator(".hb-result__link").first).to_be_visible()
    look("search: results")
    page.keyboard.press("Escape")  # now the words are kept
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.keyboard.press("/")
    field.fill("")
    expect(page.locator(".hb-searches li button").first).to_be_visible()
    look("search: what was searched")
    field.fill("蒸溜蒸溜蒸溜")
    expect(page.locator(".pf-summary")).to_contain_text("蒸溜蒸溜蒸溜")
    expect(page.locator(".hb-result__link")).to_have_count(0)
    look("search: nothing found")


WALKS = (read, practise, search)

# ---- axe ----

BESIDES = (
    "css-orientation-lock",
    "label-content-name-mismatch",
    "p-as-heading",
    "table-fake-caption",
    "target-size",
    "td-has-header",
)
"""Rules that axe applies to WCAG 2.2 AA only when asked to."""

ALL = {"rules": {rule: {"enabled": True} for rule in BESIDES}}
CONTRAST = {"runOnly": ["color-contrast"]}

READERS: tuple[tuple[Locale, ViewportSize, dict[str, object]], ...] = (
    ("en", DESKTOP, {"light": ALL, "dark": CONTRAST}),
    ("zh", PHONE, {"dark": ALL}),
)
"""Of each reader the language, the window, and what axe looks for in which colour scheme."""

OBJECTIONS = """async (options) => {
  const { violations } = await axe.run(
    { exclude: ".katex-html" },
    { resultTypes: ["violations"], ...options },
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => [id, html]));
}"""
"""What axe objects to, apart from a formula's glyphs: a screen reader gets its MathML."""

STILL = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { transition: none !important }");
  document.adoptedStyleSheets.push(sheet);
}"""
"""Contrast is measured at once, not halfway from one colour to another."""


@pytest.mark.parametrize("walk", WALKS)
@pytest.mark.parametrize("reader", READERS, ids=("en", "zh"))
def test_axe_finds_nothing_to_object_to(
    visit: Visit, walk: Callable[..., None], reader: tuple[Locale, ViewportSize, dict[str, object]]
) -> None:
    locale, viewport, schemes = reader
    page = visit("/404.html", viewport=viewport)
    objections: list[tuple[str, ...]] = []

    def look(place: str) -> None:
        if not page.evaluate("'axe' in window"):
            page.evaluate(STILL)
            page.evaluate(AXE)
        page.evaluate("scrollTo(0, 0)")  # or the header would cover a part of something
        for scheme, options in schemes.items():
            in_scheme(page, scheme)
            found = page.evaluate(OBJECTIONS, options)
            objections.extend((place, scheme, *each) for each in found)

    walk(page, f"/{PREFIX[locale]}", look)
    assert objections == []


def in_scheme(page: Page, scheme: str) -> None:
    """Let the system be light or dark, and wait until the page is."""
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    name = "slate" if scheme == "dark" else "default"
    page.wait_for_function(
        "name => (document.body.dataset.mdColorScheme ?? name) === name", arg=name
    )


# ---- By keyboard ----

FOCUSABLE = """const kinds = "a, button, input, select, textarea, summary, [tabindex]";
const focusable = [...document.querySelectorAll(kinds)]
  .filter((each) => each.tabIndex >= 0 && !each.disabled)
  .filter((each) => each.checkVisibility({ visibilityProperty: true }));"""

UNSEEN = f"""() => {{
  {FOCUSABLE}
  const look = (each) => {{
    const {{ outlineStyle, outlineWidth, outlineColor, boxShadow }} = getComputedStyle(each);
    const outline = outlineStyle !== "none" && outlineWidth !== "0px" && outlineColor;
    return `${{outline}} ${{boxShadow}}`;
  }};
  const found = focusable.filter((each) => {{
    const before = look(each);
    each.focus({{ focusVisible: true, preventScroll: true }});
    const after = look(each);
    each.blur();
    return before === after;
  }});
  return [focusable.length, found.map((each) => each.outerHTML)];
}}"""
"""How many elements take the focus, and those that look the same with it."""

COVERED = f"""() => {{
  {FOCUSABLE}
  const over = ".md-header, .md-top";
  const found = [];
  for (const each of focusable.reverse()) {{
    if (each.closest(over)) continue;
    each.focus();
    const [{{ left, width, top, bottom }}] = each.getClientRects();
    for (const y of [top + 1, bottom - 1]) {{
      for (const x of [left + 1, left + width / 2, left + width - 1]) {{
        const seen = document.elementFromPoint(x, y)?.closest(over);
        if (seen) found.push([each.outerHTML, seen.className, top]);
      }}
    }}
  }}
  return found;
}}"""
"""What takes the focus while it is, in part, below what stays at the top of the window: on the way
back from the page's end, on which it comes up to there."""


@pytest.mark.parametrize("address", ["", "questions/", QUESTION])
def test_the_focus_is_seen_wherever_it_is(visit: Visit, address: str) -> None:
    page = visit("/404.html")
    page.evaluate(KEEP, KEPT)
    page.goto(f"/{address}")
    page.evaluate(STILL)
    number, unseen = page.evaluate(UNSEEN)
    assert number > 20
    assert unseen == []
    assert page.evaluate(COVERED) == []


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is on something."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"the Tab key does not lead to {selector}")


def test_a_question_can_be_worked_by_keyboard(visit: Visit) -> None:
    page = visit(f"/{QUESTION}")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null")

    page.goto(f"/{QUESTION}")
    tab_to(page, "#search-button")
    page.keyboard.press("Enter")
    expect(page.locator("dialog[open] input")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#search-button")).to_be_focused()
    tab_to(page, "#scheme")
    page.keyboard.press("Space")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    tab_to(page, "#side-by-side")
    page.keyboard.press("Enter")
    expect(page.locator(".hb-other")).not_to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.locator(".hb-other")).to_have_count(0)
    tab_to(page, "#think-first")
    page.keyboard.press("Space")
    expect(page.locator(".hb-fold[hidden]")).not_to_have_count(0)
    tab_to(page, "#think button")
    page.keyboard.press("Enter")
    expect(page.locator(".hb-fold[hidden]")).to_have_count(0)
    tab_to(page, "#marking button[value=solid]")
    page.keyboard.press("Enter")
    expect(page.locator("#marking [value=solid]")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Shift+Tab")
    expect(page.locator("#marking [value=read]")).to_be_focused()
    page.locator("#think-first").focus()
    page.goto(f"/{QUESTION}")
    tab_to(page, "#language-switch")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"/zh/{QUESTION}")


FIRST_WIDE = """(kind) => [...document.querySelectorAll(kind)]
  .find((box) => box.scrollWidth > box.clientWidth)
  .dataset.wide = "";"""


@pytest.mark.parametrize("box", ["pre > code", ".md-typeset__scrollwrap", ".formula"])
def test_what_is_wide_scrolls_by_the_arrow_keys(visit: Visit, box: str) -> None:
    page = visit(f"/{WIDE}", viewport=PHONE)
    page.evaluate(FIRST_WIDE, box)
    tab_to(page, "[data-wide]")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.activeElement.scrollLeft > 0")


# ---- By finger ----

SMALL = """() => [
  ...document.querySelectorAll("button, input, select, summary, .md-header a, .hb-tag"),
]
  .filter((each) => each.checkVisibility({ visibilityProperty: true }))
  .map((each) => [each.outerHTML.slice(0, 200), each.getBoundingClientRect()])
  .filter(([, { width, height }]) => width && (width < 24 || height < 24))
  .map(([html, { width, height }]) => [html, width, height])"""


@pytest.mark.parametrize("prefix", ["/", "/zh/"])
def test_no_control_is_too_small_for_a_finger(visit: Visit, prefix: str) -> None:
    page = visit("/404.html", viewport=PHONE)
    page.evaluate(KEEP, KEPT)
    for address in ("", "questions/?tag=memory", QUESTION, WIDE):
        page.goto(prefix + address)
        assert page.evaluate(SMALL) == [], address
    page.locator("#think-first").click()
    assert page.evaluate(SMALL) == []


# ---- With less motion ----

MOVING = """() => [...document.querySelectorAll("*")].flatMap((each) =>
  ["", "::before", "::after"].flatMap((part) => {
    const style = getComputedStyle(each, part);
    const times = [style.transitionDuration, style.transitionDelay];
    if (style.animationName !== "none") times.push(style.animationDuration);
    const seconds = times.flatMap((time) => time.split(", ")).map(parseFloat);
    if (Math.max(...seconds) <= 0.01 && style.scrollBehavior === "auto") return [];
    return [`${each.outerHTML.slice(0, 99)} ${part} ${times}`];
  }))"""


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=("desktop", "phone"))
def test_who_wants_less_motion_sees_none(visit: Visit, viewport: ViewportSize) -> None:
    page = visit("/404.html", viewport=viewport)
    page.emulate_media(reduced_motion="reduce")
    page.evaluate(KEEP, KEPT)
    for address in ("", "questions/", QUESTION, "study/"):
        page.goto(f"/{address}")
        assert page.evaluate(MOVING) == [], address
    page.goto("/questions/")
    page.evaluate("scrollTo(0, 5000)")
    page.mouse.wheel(0, -200)
    expect(page.locator(".md-top")).to_be_visible()
    assert page.evaluate("document.querySelector('.md-top').click(), scrollY") == 0


# ---- For who listens ----


@pytest.mark.parametrize(("prefix", "lang"), [("/", "en"), ("/zh/", "zh-Hans")])
def test_a_screen_reader_gets_each_formula_once(
    browser: Browser, chromium: str, host: str, prefix: str, lang: str
) -> None:
    # A browser that knows of no screen reader leaves out what is far from the window.
    flags = ["--no-sandbox", "--disable-gpu", "--force-renderer-accessibility"]
    listening = browser.browser_type.launch(executable_path=chromium, args=flags)
    page = listening.new_page()
    page.goto(f"{host}{prefix}{QUESTION}")
    expect(page.locator("html")).to_have_attribute("lang", lang)
    formulas = page.locator(".katex").count()
    assert formulas > 20
    expect(page.locator(".katex > .katex-html[aria-hidden=true]")).to_have_count(formulas)
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    roles = [node["role"]["value"] for node in nodes if not node["ignored"]]
    listening.close()
    assert roles.count("MathMLMath") == formulas


FOREIGN = """() => {
  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { parentElement, data } = texts.currentNode;
    if (parentElement.closest("script, style, template, code, annotation, [lang^=zh]")) continue;
    if (/\\p{Script=Han}/u.test(data) && parentElement.checkVisibility()) found.push(data.trim());
  }
  return found;
}"""
"""Chinese words that are not said to be."""


def test_chinese_words_of_an_english_page_are_said_to_be(visit: Visit) -> None:
    page = visit("/404.html")
    found: list[tuple[str, list[str]]] = []

    def look(place: str) -> None:
        if foreign := page.evaluate(FOREIGN):
            found.append((place, foreign))

    read(page, "/", look)
    assert found == []


# ---- Zoomed in, and with room between the letters ----

SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* {
    letter-spacing: 0.12em !important;
    line-height: 1.5 !important;
    word-spacing: 0.16em !important;
  }
  p { margin-bottom: 2em !important; }
  .hb-section { content-visibility: visible !important; }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
"""What WCAG 1.4.12 lets a reader do; and what is far from the window is laid out to be measured."""

UNSPACED = "document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1)"

CUT = """() => [
  ...document.querySelectorAll("button, summary, label, .md-button, .md-header a, .hb-tag"),
]
  .filter((each) => each.checkVisibility({ visibilityProperty: true }))
  .filter((each) => {
    const apart = "select, textarea, .hb-unseen, [data-pf-sr-hidden]";
    const box = each.getBoundingClientRect();
    const texts = document.createTreeWalker(each, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (texts.nextNode()) {
      if (!texts.currentNode.data.trim()) continue;
      if (texts.currentNode.parentElement.closest(apart)) continue;
      range.selectNodeContents(texts.currentNode);
      for (const { left, right, top, bottom, width } of range.getClientRects()) {
        if (width && (left < box.left - 1 || right > box.right + 1)) return true;
        if (width && (top < box.top - 1 || bottom > box.bottom + 1)) return true;
      }
    }
    return false;
  })
  .map((each) => each.outerHTML.slice(0, 200))"""
"""Buttons whose words leave them."""

WIDTH = "document.documentElement.scrollWidth"


@pytest.mark.parametrize("walk", WALKS)
@pytest.mark.parametrize("locale", LOCALES)
def test_at_400_percent_nothing_scrolls_sideways_or_is_cut(
    visit: Visit, walk: Callable[..., None], locale: Locale
) -> None:
    page = visit("/404.html", viewport=NARROW)
    found: list[tuple[object, ...]] = []

    def look(place: str) -> None:
        plain = page.evaluate(WIDTH)
        page.evaluate(SPACED)
        spaced = page.evaluate(WIDTH)
        cut = page.evaluate(CUT)
        page.evaluate(UNSPACED)
        if cut or max(plain, spaced) > NARROW["width"]:
            found.append((place, plain, spaced, cut))

    walk(page, f"/{PREFIX[locale]}", look)
    assert found == []
