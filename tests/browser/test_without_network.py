"""The site without a network, and from one edition to the next, without ever a mixture of two.

The tests have a tiny site, a server that can be changed, refused and stopped, and a browser profile
each, since a worker stays in the profile that has it.
"""

import json
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from handbook.app import LEFT_OUT, add_worker
from handbook.fingerprints import plain
from tests.browser.visit import PHONE, SUBFOLDER, VIOLATIONS, Handler
from tests.sample import furnish, make_project
from tests.test_site import build

RMSNORM, LAYERNORM = "normalization/rmsnorm/", "normalization/layernorm/"
CACHE = f"handbook {SUBFOLDER}/"
WAIT = 20_000
"""For how many milliseconds a test waits: a page keeps itself after eight seconds."""

MARK = re.compile(r'<meta name="edition"[^>]*>|:root { --edition.*\n|window\.edition.*\n')

KEPT = "async (name) => (await (await caches.open(name)).keys()).length"
LOADED = """() =>
  new Set([location.href, ...performance.getEntriesByType("resource").map(({ name }) => name)]).size
"""
WIDTH = """async (src) => {
  const icon = new Image();
  icon.src = src;
  await icon.decode();
  return icon.width;
}"""
MARKS = """() => ({
  html: document.querySelector("meta[name=edition]").content,
  style: getComputedStyle(document.documentElement).getPropertyValue("--edition"),
  script: window.edition,
})"""


@dataclass
class Host:
    """A server in the reader's hands: what it has, and what it does not answer."""

    folder: Path
    down: bool = False
    refuses_after: int | None = None
    asked: list[str] = field(default_factory=list)
    address: str = ""

    def answers(self, path: str) -> bool:
        if self.down:
            return False
        self.asked.append(path)
        return self.refuses_after is None or len(self.asked) <= self.refuses_after


@contextmanager
def hosted(host: Host) -> Iterator[Host]:
    """Serve what the host has, below a folder of the address, as GitHub Pages does."""

    class Answering(Handler):
        def do_GET(self) -> None:  # noqa: N802 -- the name that http.server calls
            path = self.path.removeprefix(f"{SUBFOLDER}/").partition("?")[0]
            if not host.answers(path):
                self.close_connection = True
                return
            super().do_GET()

        def translate_path(self, path: str) -> str:
            self.directory = str(host.folder)
            return super().translate_path(path)

    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, daemon=True).start()
        host.address = f"http://127.0.0.1:{server.server_port}{SUBFOLDER}/"
        yield host
        server.shutdown()


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first edition of a tiny site: pages, style and script say so."""
    project = furnish(make_project(tmp_path_factory.mktemp("first")))
    result = build(project)
    assert result.returncode == 0, result.stderr
    return edition(project.root / "site", project.root / "edition-1", "1")


@pytest.fixture(scope="module")
def second(first: Path) -> Path:
    """The next edition: every page, the style and the script have changed."""
    return edition(first, first.with_name("edition-2"), "2")


def edition(
    site: Path, folder: Path, number: str, pages: str = "**/*.html", *, renamed: bool = False
) -> Path:
    """Return a copy of the site in which pages, style and script name an edition.

    Style and script keep their names, which a reader's browser may then mix up; or they get others,
    as from a build.
    """
    shutil.copytree(site, folder)
    changes = dict.fromkeys(folder.glob(pages), f'<meta name="edition" content="{number}">')
    style, script = parts(folder)
    changes[folder / style] = f":root {{ --edition: {number} }}\n"
    changes[folder / script] = f'window.edition = "{number}";\n'
    for path, mark in changes.items():
        text = MARK.sub("", path.read_text(encoding="utf-8"))
        is_page = path.suffix == ".html"
        text = text.replace("<title>", f"{mark}<title>", 1) if is_page else mark + text
        if renamed:
            for name in (style, script):
                text = text.replace(name, other_name(name))
        path.write_text(text, encoding="utf-8")
    if renamed:
        for name in (style, script):
            (folder / name).rename(folder / other_name(name))
    add_worker(folder, number)
    return folder


def parts(site: Path) -> list[str]:
    """Return the paths of the style and the script that name an edition."""
    found = [next(site.glob(f"assets/handbook.*.{suffix}")) for suffix in ("css", "js")]
    return [path.relative_to(site).as_posix() for path in found]


def other_name(name: str) -> str:
    return re.sub(r"[0-9a-f]{8}", "00000000", name)


@pytest.fixture
def host(first: Path) -> Iterator[Host]:
    """A server of the first edition."""
    with hosted(Host(first)) as host:
        yield host


@pytest.fixture
def reader(browser: Browser, host: Host) -> Iterator[BrowserContext]:
    """A browser profile of its own; at the end no page may have breached its policy."""
    with browser.new_context(base_url=host.address, color_scheme="light") as context:
        context.add_init_script(VIOLATIONS)
        complaints: list[str] = []
        context.on("console", lambda m: complaints.append(m.text) if "policy" in m.text else None)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        yield context
        assert complaints == []


def opened(reader: BrowserContext, address: str) -> Page:
    page = reader.new_page()
    page.goto(address)
    return page


def with_worker(reader: BrowserContext, address: str) -> Page:
    """Open a page as a reader who has been here before."""
    page = opened(reader, address)
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    # It has the list of files, as after some seconds on a page.
    page.evaluate("() => handbook.ask({ task: 'book', language: 'en' })")
    page.reload(wait_until="networkidle")
    assert page.evaluate("navigator.serviceWorker.controller !== null")
    return page


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + WAIT / 1000
    while not true():
        assert time.monotonic() < end
        time.sleep(0.1)


def stop(host: Host, page: Page) -> None:
    """Take the network away, and what the browser has kept by itself."""
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")
    host.down = True


def marks(page: Page) -> set[str]:
    """The editions that a page's HTML, style and script are of."""
    found: dict[str, str] = page.evaluate(MARKS)
    assert len(found) == 3
    return set(found.values())


# ---- Reading without a network ----


def test_a_first_visit_loads_nothing_more_than_the_worker(
    reader: BrowserContext, host: Host
) -> None:
    page = opened(reader, RMSNORM)
    until(lambda: "sw.js" in host.asked)
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_timeout(1000)
    after = host.asked[host.asked.index("sw.js") :]
    # The icon is fetched when the browser likes.
    loaded = sorted(set(after) - {"assets/favicon.svg"})
    assert [*map(plain, loaded)] == [
        "assets/404.css",
        "assets/apology.js",
        "offline.html",
        "sw.js",
    ]
    assert sum((host.folder / part).stat().st_size for part in loaded) < 25_000
    assert max(map(host.asked.count, host.asked)) == 1


def test_who_goes_from_page_to_page_does_not_wait_for_the_list(
    reader: BrowserContext, host: Host
) -> None:
    page = opened(reader, RMSNORM)
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    page.goto(LAYERNORM, wait_until="networkidle")
    assert page.evaluate("navigator.serviceWorker.controller !== null")
    assert "files.json" not in host.asked
    stop(host, page)
    page.goto(RMSNORM)
    expect(page.locator("h1:visible")).to_have_text("This page is not on this device")


def test_the_first_page_is_there_without_a_network_once_it_has_been_read(
    reader: BrowserContext, host: Host
) -> None:
    page = opened(reader, RMSNORM)
    until(lambda: "files.json" in host.asked)
    # Everything that the page has loaded, the list, and the page for what is not there.
    until(lambda: int(page.evaluate(KEPT, CACHE)) >= page.evaluate(LOADED) + 3)
    stop(host, page)
    page.reload()
    expect(page.locator("h1:visible")).to_contain_text(re.compile("RMSNorm"))
    assert marks(page) == {"1"}
    loaded = page.evaluate(
        "async () => { await document.fonts.ready; return [...document.fonts]"
        '.filter(({ status }) => status === "loaded").map(({ family }) => family) }'
    )
    assert "KaTeX_Main" in loaded


NOT_THERE = {
    "": ("en", "This page is not on this device", "Home"),
    "zh/": ("zh-Hans", "这一页没有保存在本机", "首页"),
}


@pytest.mark.parametrize("prefix", NOT_THERE)
def test_a_page_that_is_not_there_says_so_and_what_can_be_done(
    reader: BrowserContext, host: Host, prefix: str
) -> None:
    language, title, home = NOT_THERE[prefix]
    page = with_worker(reader, prefix + RMSNORM)
    page.set_viewport_size(PHONE)
    read = page.locator("h1").inner_text()
    stop(host, page)
    page.goto(prefix + LAYERNORM)
    expect(page.locator("h1:visible")).to_have_text(title)
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.get_by_role("link", name=home)).to_be_visible()
    expect(page.locator("section:visible")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_role("list").get_by_role("link").click()
    expect(page.locator("h1:visible")).to_contain_text(read)
    page.goto(prefix + LAYERNORM)
    host.down = False
    page.locator("[data-do=again]:visible").click()
    expect(page.locator("h1:visible")).to_contain_text("layernorm")


def test_search_works_without_a_network_where_it_was_used(
    reader: BrowserContext, host: Host
) -> None:
    page = with_worker(reader, RMSNORM)
    for _ in range(2):
        page.keyboard.press("/")
        page.locator("dialog[open] input").fill("RMSNorm")
        expect(page.locator(".hb-result__link").first).to_be_visible(timeout=WAIT)
        page.wait_for_load_state("networkidle")
        stop(host, page)
        page.reload()


def test_addresses_may_lack_their_slash_and_have_a_query(
    reader: BrowserContext, host: Host
) -> None:
    page = with_worker(reader, "questions/?level=basic")
    stop(host, page)
    for address in ("questions/?level=advanced", "questions", "questions/index.html"):
        page.goto(address)
        expect(page.locator("h1:visible")).to_contain_text("An index")


# ---- From one edition to the next ----


def test_two_open_pages_are_both_of_the_old_edition_and_then_both_of_the_new(
    reader: BrowserContext, host: Host, second: Path
) -> None:
    one, two = with_worker(reader, RMSNORM), with_worker(reader, LAYERNORM)
    host.folder = second
    one.reload()
    notice = one.get_by_role("status").filter(has_text="A new edition is there.")
    expect(notice).to_be_visible(timeout=WAIT)
    expect(two.get_by_text("A new edition is there.")).to_be_visible(timeout=WAIT)
    assert (marks(one), marks(two)) == ({"1"}, {"1"})
    two.goto(RMSNORM)  # which is kept
    assert marks(two) == {"1"}
    two.goto("questions/")  # which is not, and the server has it no longer
    expect(two.locator("h1:visible")).to_have_text("A new edition is there.")
    expect(two.locator("[data-do=load]:visible")).to_have_text("Load it")
    assert marks(one) == {"1"}
    one.get_by_role("button", name="Load it").click()
    for page, title in ((one, "What is RMSNorm?"), (two, "An index")):
        expect(page.locator("h1:visible")).to_contain_text(title, timeout=WAIT)
        page.wait_for_function(f"() => Object.values(({MARKS})()).every((each) => each === '2')")
        expect(page.get_by_text("A new edition is there.")).to_have_count(0)
    stop(host, one)
    one.reload()
    assert marks(one) == {"2"}


def test_a_reader_with_one_page_goes_on_to_the_new_edition_by_itself(
    reader: BrowserContext, host: Host, second: Path
) -> None:
    page = with_worker(reader, RMSNORM)
    host.folder = second
    page.goto(LAYERNORM)
    expect(page.locator("h1:visible")).to_contain_text("layernorm", timeout=WAIT)
    assert marks(page) == {"2"}


@pytest.mark.parametrize("renamed", [False, True])
def test_the_new_edition_takes_over_when_no_page_is_open_with_all_that_was_read(
    reader: BrowserContext, host: Host, first: Path, tmp_path: Path, renamed: bool
) -> None:
    page = with_worker(reader, RMSNORM)
    host.folder = edition(first, tmp_path / "next", "2", renamed=renamed)
    page.reload()
    expect(page.get_by_role("button", name="Load it")).to_be_visible(timeout=WAIT)
    page.goto("about:blank")
    stop(host, page)
    page.wait_for_timeout(500)
    page.goto(RMSNORM)
    expect(page.locator("h1:visible")).to_contain_text("What is RMSNorm?")
    assert marks(page) == {"2"}


def test_what_the_browser_still_has_of_the_old_edition_is_not_taken(
    reader: BrowserContext, host: Host, second: Path
) -> None:
    early = reader.new_page()
    early.add_init_script("delete Navigator.prototype.serviceWorker")  # whose worker would stay
    early.goto(LAYERNORM)  # into the browser's own cache, for ten minutes
    early.goto("about:blank")
    host.folder = second
    page = with_worker(reader, RMSNORM)
    page.goto(LAYERNORM)
    assert marks(page) == {"2"}
    assert host.asked.count(parts(second)[0]) == 2


def test_what_has_not_changed_is_not_fetched_again(
    reader: BrowserContext, host: Host, first: Path, tmp_path: Path
) -> None:
    page = with_worker(reader, LAYERNORM)
    page.goto(RMSNORM, wait_until="networkidle")
    host.folder = edition(first, tmp_path / "next", "1", pages="none")
    changed = host.folder / RMSNORM / "index.html"
    changed.write_text(changed.read_text("utf-8").replace("What is", "Just what is"), "utf-8")
    add_worker(host.folder, "next")
    stop(host, page)
    host.asked.clear()  # before the browser looks by itself for a newer worker
    host.down = False
    page.reload()
    page.get_by_role("button", name="Load it").click(timeout=WAIT)
    expect(page.locator("h1:visible")).to_contain_text("Just what is RMSNorm?", timeout=WAIT)
    page.goto(LAYERNORM, wait_until="networkidle")
    assert set(host.asked) == {"sw.js", "files.json", RMSNORM}


def test_a_list_of_another_edition_than_the_worker_s_is_refused(
    reader: BrowserContext, host: Host, first: Path, second: Path, tmp_path: Path
) -> None:
    """As on a server that has half of what is published."""
    host.folder = tmp_path / "half"
    shutil.copytree(first, host.folder)
    shutil.copy(second / "files.json", host.folder)
    page = with_worker(reader, RMSNORM)
    assert marks(page) == {"1"}
    page.goto(LAYERNORM)
    assert marks(page) == {"1"}
    stop(host, page)
    page.reload()
    expect(page.locator("h1:visible")).to_have_text("This page is not on this device")


# ---- The whole book ----


def book(page: Page) -> str:
    """What the downloads page says of the book on this device."""
    return page.locator("[data-part=state]").inner_text()


def size(host: Host, language: str) -> str:
    files = json.loads((host.folder / "files.json").read_text("utf-8"))["files"].values()
    bytes_ = sum(size for _, size, *only in files if not only or only == [language])
    return f"{-(-bytes_ // 100_000) / 10:.1f} MB"


TAKEN = {
    "en": ("", "Save the whole book", "The whole book is on this device", f"zh/{RMSNORM}"),
    "zh": ("zh/", "保存整本手册", "整本手册已保存在本机", RMSNORM),
}


@pytest.mark.parametrize("language", TAKEN)
def test_the_whole_book_in_a_language_is_read_without_a_network_and_removed_again(
    reader: BrowserContext, host: Host, language: str
) -> None:
    prefix, take, done, other = TAKEN[language]
    page = opened(reader, f"{prefix}downloads/")
    section = page.locator("#read-offline")
    expect(section.locator("[data-part=size]")).to_have_text(size(host, language), timeout=WAIT)
    section.get_by_role("button", name=take).click()
    expect(section.locator("[data-part=state]")).to_contain_text(done, timeout=WAIT)
    assert re.search(r"\b1 [0-9a-f]{6}\b", book(page))
    stop(host, page)
    files = json.loads((host.folder / "files.json").read_text("utf-8"))["files"]
    pages = [
        path for path, (_, _, *only) in files.items() if only == [language] and path.endswith("/")
    ]
    assert len(pages) > 20
    for path in pages[::5]:
        page.goto(path)
        assert marks(page) == {"1"}
    page.keyboard.press("/")
    page.locator("dialog[open] input").fill("RMSNorm")
    expect(page.locator(".hb-result__link").first).to_be_visible(timeout=WAIT)
    page.goto(other)
    expect(page.locator("[data-because=offline]")).to_have_count(1)
    page.goto(f"{prefix}downloads/")
    section.locator("[data-do=remove]").click()
    expect(section.get_by_role("button", name=take)).to_be_visible()
    page.goto(pages[1])
    expect(page.locator("[data-because=offline]")).to_have_count(1)


def test_a_download_that_fails_half_way_keeps_what_is_there_and_goes_on(
    reader: BrowserContext, host: Host
) -> None:
    page = with_worker(reader, "downloads/")
    take = page.locator("[data-do=take]")
    host.asked.clear()
    host.refuses_after = 40
    take.click()
    state = page.locator("[data-part=state]")
    expect(state).to_contain_text("The network or the server did not answer.", timeout=WAIT)
    expect(state).to_contain_text("are on this device and stay there; you can go on at any time.")
    expect(take).to_have_text("Go on")
    had = set(host.asked[:40])
    host.asked.clear()
    host.refuses_after = None
    take.click()
    expect(state).to_contain_text("The whole book is on this device", timeout=WAIT)
    assert not had & set(host.asked)


def test_a_browser_that_takes_no_worker_says_so(browser: Browser, host: Host) -> None:
    with browser.new_page(service_workers="block") as page:
        page.goto(f"{host.address}downloads/")
        state = page.locator("[data-part=state]")
        expect(state).to_contain_text("This browser keeps no pages here", timeout=WAIT)
        expect(page.locator("[data-do=take]")).to_be_hidden()


def test_a_download_can_be_cancelled(reader: BrowserContext, host: Host) -> None:
    page = with_worker(reader, "downloads/")
    # Told before the first files are asked for, and heeded after them.
    page.evaluate(
        "() => { for (const name of ['take', 'cancel'])"
        " document.querySelector(`[data-do=${name}]`).click() }"
    )
    state = page.locator("[data-part=state]")
    expect(state).to_contain_text("you can go on at any time", timeout=WAIT)
    expect(page.locator("[data-do=take]")).to_have_text("Go on")
    expect(page.locator("progress")).to_be_hidden()


def test_full_storage_is_said_with_how_much_was_needed(reader: BrowserContext, host: Host) -> None:
    page = with_worker(reader, "downloads/")
    origin = host.address.removesuffix(f"{SUBFOLDER}/")
    devtools = reader.new_cdp_session(page)
    devtools.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 1_000_000})
    page.locator("[data-do=take]").click()
    state = page.locator("[data-part=state]")
    expect(state).to_contain_text(
        re.compile(r"no more space for this site: \d+\.\d MB more were needed"), timeout=WAIT
    )
    page.goto("glossary/")  # reading goes on
    assert marks(page) == {"1"}
    page.goto("downloads/")
    devtools.send("Storage.overrideQuotaForOrigin", {"origin": origin})
    page.locator("[data-do=take]").click()
    expect(state).to_contain_text("The whole book is on this device", timeout=WAIT)


def test_after_a_new_edition_the_book_is_of_the_earlier_one_until_it_is_updated(
    reader: BrowserContext, host: Host, first: Path, tmp_path: Path
) -> None:
    page = with_worker(reader, "downloads/")
    page.locator("[data-do=take]").click()
    state = page.locator("[data-part=state]")
    expect(state).to_contain_text("The whole book is on this device", timeout=WAIT)
    host.folder = edition(first, tmp_path / "next", "1", pages="none")
    new = host.folder / "normalization" / "new" / "index.html"
    new.parent.mkdir()
    shutil.copy(host.folder / RMSNORM / "index.html", new)
    new.write_text(new.read_text("utf-8").replace("What is", "What was"), "utf-8")
    add_worker(host.folder, "next")
    page.reload()
    page.get_by_role("button", name="Load it").click(timeout=WAIT)
    expect(state).to_contain_text(
        re.compile(r"of an earlier edition, 1 [0-9a-f]{6}. 0\.1 MB have changed"), timeout=WAIT
    )
    host.asked.clear()
    page.get_by_role("button", name="Update").click()
    expect(state).to_contain_text(re.compile("on this device: edition next [0-9a-f]{6}"))
    assert set(host.asked) == {"normalization/new/"}


# ---- What is installed ----


@pytest.mark.parametrize(
    ("address", "name", "start"),
    [(RMSNORM, "LLM Interview Handbook", ""), (f"zh/{RMSNORM}", "大模型面试手册", "zh/")],
)
def test_a_browser_can_install_the_site_in_either_language(
    reader: BrowserContext, host: Host, address: str, name: str, start: str
) -> None:
    page = with_worker(reader, address)
    found = reader.new_cdp_session(page).send("Page.getAppManifest")
    assert found["errors"] == []
    manifest = json.loads(found["data"])
    assert manifest["name"] == name
    assert urljoin(found["url"], manifest["start_url"]) == host.address + start
    for icon in manifest["icons"]:
        width = page.evaluate(WIDTH, urljoin(found["url"], icon["src"]))
        assert icon["sizes"] in ("any", f"{width}x{width}")


def test_two_builds_have_the_same_list_of_files_but_for_the_search_index(
    tmp_path: Path,
) -> None:
    lists = []
    for name in ("one", "two"):
        project = furnish(make_project(tmp_path / name))
        result = build(project)
        assert result.returncode == 0, result.stderr
        site = project.root / "site"
        files = json.loads((site / "files.json").read_text("utf-8"))["files"]
        lists.append(
            (
                {path: about for path, about in files.items() if not path.startswith("pagefind/")},
                (site / "downloads/site-en-zh.zip").read_bytes(),
            )
        )
        everything = {p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()}
        listed = {f"{path}index.html" if path.endswith("/") or not path else path for path in files}
        assert everything - listed == {
            each for each in everything if LEFT_OUT.fullmatch(each) or each == "files.json"
        }
    assert lists[0] == lists[1]
