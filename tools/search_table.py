"""What the search finds for tests/queries.yml: `python -m tools.search_table`, of a built `site/`.

Prints a row for each query, with the best rank of a wanted page, and for each language and kind how
many find one among the first three. With `--times`, types every query letter by letter instead, and
prints how long it takes from a letter to the first result on the screen; `--slower 4` with a
processor four times slower.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml
from playwright.sync_api import Page, sync_playwright

from tests.browser.visit import served
from tools.browser import find_browser

ROOT = Path(__file__).resolve().parent.parent
FIRST = 3
DEEPEST = 20
"""A wanted page that comes later counts as not found."""

FOUND = """async ([queries, deepest]) => {
  const { createInstance } = await import("/assets/search/pagefind.js");
  const index = createInstance({ bundlePath: new URL("/assets/search/", location.href).href });
  const found = [];
  for (const query of queries) {
    const { results } = await index.search(query, {});
    const pages = await Promise.all(results.slice(0, deepest).map((result) => result.data()));
    found.push(pages.map(({ url }) => url.split("/").at(-2)));
  }
  return found;
}"""

TYPED = """async (queries) => {
  const search = PagefindComponents.getInstanceManager().getInstance("default");
  const input = document.querySelector("dialog[open] input");
  let answered;
  search.on("results", () => (answered = search.searchTerm));
  const frame = () => new Promise(requestAnimationFrame);
  const pending = () =>
    answered !== input.value || document.querySelector(".pf-results > li")?.ariaHidden;
  const times = [];
  for (const query of queries) {
    for (let length = 1; length <= query.length; length++) {
      answered = undefined;
      input.value = query.slice(0, length);
      const start = performance.now();
      input.dispatchEvent(new Event("input", { bubbles: true }));
      do await frame(); while (pending());
      times.push(performance.now() - start);
    }
  }
  return times;
}"""


class Query(NamedTuple):
    """What a reader types, and the ids of the pages of which one should come first."""

    language: str
    kind: str
    query: str
    wanted: tuple[str, ...]

    @property
    def home(self) -> str:
        """The page that it is typed on."""
        return "/" if self.language == "en" else "/zh/"


def queries() -> Sequence[Query]:
    """Return the queries of the table, in its order."""
    path = ROOT / "tests" / "queries.yml"
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [Query(**{**entry, "wanted": tuple(entry["wanted"])}) for entry in entries]


def found(page: Page, asked: Sequence[Query], deepest: int = DEEPEST) -> Sequence[Sequence[str]]:
    """Return the ids of the pages that each query finds, best first."""
    answer: Sequence[Sequence[str]] = page.evaluate(FOUND, [[q.query for q in asked], deepest])
    return answer


def rank(query: Query, ids: Sequence[str]) -> int | None:
    """Return the place of the first wanted page, from 1 on."""
    return next((place for place, id_ in enumerate(ids, start=1) if id_ in query.wanted), None)


def table(ranks: Mapping[Query, int | None]) -> Iterable[str]:
    """Yield a row for each query, and one for each language and kind."""
    kinds: defaultdict[tuple[str, str], list[bool]] = defaultdict(list)
    yield "| language | kind | query | wanted | rank |\n|---|---|---|---|---|"
    for query, place in ranks.items():
        kinds[query.language, query.kind].append(place is not None and place <= FIRST)
        text = query.query.replace("|", "\\|")
        wanted = ", ".join(query.wanted)
        yield f"| {query.language} | {query.kind} | {text} | {wanted} | {place or '-'} |"
    yield f"\n| language | kind | queries | among the first {FIRST} |\n|---|---|---|---|"
    for (language, kind), hits in kinds.items():
        yield f"| {language} | {kind} | {len(hits)} | {sum(hits)} ({sum(hits) / len(hits):.0%}) |"
    every = [hit for hits in kinds.values() for hit in hits]
    yield f"| all | all | {len(every)} | {sum(every)} ({sum(every) / len(every):.0%}) |"


def times(page: Page, asked: Sequence[Query], slower: int) -> Sequence[float]:
    """Return the milliseconds from each letter to its first result, after a query to begin with."""
    page.keyboard.press("/")
    page.locator("dialog[open] input").fill("transformer")
    page.locator(".hb-result__link").first.wait_for()
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    measured: Sequence[float] = page.evaluate(TYPED, [query.query for query in asked])
    return measured


def summary(milliseconds: Sequence[float]) -> str:
    """Return the middle, the 95th of a hundred, and the worst."""
    ordered = sorted(milliseconds)
    middle, late = (ordered[int(len(ordered) * part)] for part in (0.5, 0.95))
    worst = f"95th percentile {late:.0f} ms, at most {ordered[-1]:.0f} ms"
    return f"{len(ordered)} letters: median {middle:.0f} ms, {worst}"


def main() -> None:
    """Print the table, or the times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, default=ROOT / "site", help="the built site")
    parser.add_argument("--times", action="store_true", help="how long letters take instead")
    parser.add_argument("--slower", type=int, default=1, help="how many times, for --times")
    parser.add_argument("--every", type=int, default=1, help="only every n-th query, for --times")
    options = parser.parse_args()
    chromium = find_browser()
    with served(options.site) as host, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        ranks: dict[Query, int | None] = {}
        for home in ("/", "/zh/"):
            page = browser.new_page()
            page.goto(f"{host}{home}")
            asked = [query for query in queries() if query.home == home]
            if options.times:
                print(home, summary(times(page, asked[:: options.every], options.slower)))
            else:
                ranks |= {q: rank(q, ids) for q, ids in zip(asked, found(page, asked), strict=True)}
            page.close()
        browser.close()
    if ranks:
        print("\n".join(table(ranks)))


if __name__ == "__main__":
    main()
