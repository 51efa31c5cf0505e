"""Measure what math and books cost: `make bench`. Every figure is of this run, none is scaled."""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from time import perf_counter

from handbook.export.edition import edition_of
from handbook.export.pdf import Plan, write_pdf
from handbook.export.selection import Wanted, chapters
from handbook.load import load
from handbook.math import Katex
from handbook.model import LOCALES, Formula, Locale
from handbook.node import NODE

ROOT = Path(__file__).resolve().parent.parent
KATEX_COMMAND = ROOT / "node_modules" / "katex" / "cli.js"
FORMULAS = 300
BUILDS = 3

# The same build, with every formula left as TeX.
WITHOUT_MATH = """
from html import escape
from handbook.math import Katex
Katex.render = lambda katex, tex, display: escape(tex)
from mkdocs.__main__ import cli
cli()
"""


def seconds(work: Callable[[], object]) -> float:
    """Return how long a piece of work takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def distinct_formulas() -> list[Formula]:
    """Return the first distinct formulas of the book."""
    pages = load(ROOT).library.pages
    distinct = {(f.tex, f.display): f for page in pages for f in page.formulas}
    return list(islice(distinct.values(), FORMULAS))


def with_one_process(formulas: Sequence[Formula]) -> None:
    """Render as the site does, the start of the process included."""
    katex = Katex()
    for formula in formulas:
        katex.render(formula.tex, formula.display)


def with_a_process_each(formulas: Sequence[Formula]) -> None:
    """Render with KaTeX's own command, started for each formula."""
    command: list[str | Path] = [NODE, KATEX_COMMAND, "--strict"]
    for formula in formulas:
        mode = ["--display-mode"] if formula.display else []
        tex = formula.tex.encode()
        subprocess.run([*command, *mode], input=tex, stdout=subprocess.DEVNULL, check=True)


def build(*python: str) -> None:
    """Build the site into a temporary folder with the given arguments to Python."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, *python, "build", "--strict", "--site-dir", folder]
        run = subprocess.run(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, check=False)
    if run.returncode:
        sys.exit(f"bench: the site does not build\n{run.stderr}")


def report(what: str, names: tuple[str, str], times: tuple[float, float]) -> None:
    """Print two times and their ratio."""
    print(what)
    width = max(map(len, names))
    for name, time in zip(names, times, strict=True):
        print(f"  {name:<{width}}  {time:7.2f} s")
    print(f"  {'ratio':<{width}}  {times[0] / times[1]:7.2f}\n", flush=True)


def report_pdf(locale: Locale) -> None:
    """Print how long the PDF of a language takes, per hundred pages too."""
    library = load(ROOT).library
    plan = Plan((locale,), "single", chapters(library, locale, Wanted()))
    with tempfile.TemporaryDirectory() as folder:
        start = perf_counter()
        pages = write_pdf(ROOT, library, edition_of(library), plan, Path(folder) / "book.pdf")
        time = perf_counter() - start
    print(f"the PDF in '{locale}', {pages} pages of {len(plan.pages)} questions")
    print(f"  whole         {time:7.2f} s")
    print(f"  per 100 pages {100 * time / pages:7.2f} s\n", flush=True)


def main() -> None:
    """Print the figures."""
    formulas = distinct_formulas()
    report(
        f"{len(formulas)} distinct formulas",
        ("one process for each", "one process for all"),
        (
            seconds(lambda: with_a_process_each(formulas)),
            seconds(lambda: with_one_process(formulas)),
        ),
    )
    # In turns, and the quickest of each: what else the machine does only ever adds to a time.
    builds = [
        (seconds(lambda: build("-m", "mkdocs")), seconds(lambda: build("-c", WITHOUT_MATH)))
        for _ in range(BUILDS)
    ]
    with_math, without_math = (min(times) for times in zip(*builds, strict=True))
    report(
        f"the site, both languages, best of {BUILDS}",
        ("with math", "formulas left as TeX"),
        (with_math, without_math),
    )
    for locale in LOCALES:
        report_pdf(locale)


if __name__ == "__main__":
    main()
