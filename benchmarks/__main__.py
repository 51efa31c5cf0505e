"""Measure books of the sizes asked for, and write `benchmarks/RESULTS.md`."""

import json
import shutil
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import ROOT
from benchmarks.baselines import BASELINES, Baseline, versions
from benchmarks.books import make_book, places
from benchmarks.live import Edited, edit_text, preview, seconds_to_index, seconds_to_page
from benchmarks.measure import Cost, FailedError, Process, cheapest, cost_of
from benchmarks.report import Result, Row, machine, results, say, write
from handbook.build import SITE
from handbook.cache import FOLDER
from handbook.model import LOCALES

RESULTS = ROOT / "benchmarks" / "RESULTS.md"
HERE = Path(__file__).parent
HANDBOOK = (sys.executable, "-m", "handbook")

SMALL = 500
"""Up to how many questions a command is run several times, if nothing else is said."""

MOST_FOR_PDF = 500
"""Up to how many questions a PDF is made: it takes 25 MB of memory for each."""

MOST_FOR_BASELINES = 5_000
"""Up to how many questions the other generators get the book too."""


@dataclass(frozen=True)
class Bench:
    """A book to measure.

    Attributes:
        scratch: a folder for all of it.
        questions: how many the book has.
        runs: how often each command is run.
        baselines: the generators that get the book too.
    """

    scratch: Path
    questions: int
    runs: int
    baselines: Sequence[Baseline]

    @property
    def book(self) -> Path:
        """The project."""
        return self.scratch / "book"

    @property
    def pages(self) -> int:
        """How many pages answer a question."""
        return len(LOCALES) * self.questions

    def project_of(self, baseline: Baseline) -> Path:
        """Return the folder of a generator's project."""
        return self.scratch / baseline.config.partition(".")[0]

    def rows(self) -> Iterator[Row]:
        """Measure; yield what comes out."""
        for baseline in self.baselines:
            baseline.lay_out(self.book, self.project_of(baseline))
        middle = places(self.book)[self.questions // 2]
        edit = partial(edit_text, self.book / middle.file("en"))
        yield Row("cold build", self._cost("site", before=self._forget), self.pages, self._builds())
        yield Row("build after an edit", self._cost("site", before=edit), self.pages)
        yield Row("search index alone", self._index(), self.pages)
        yield Row("check of everything", self._cost("check", before=self._forget), self.pages)
        yield Row("check of everything after an edit", self._cost("check", before=edit), self.pages)
        yield Row("check of one question", self._cost("check", middle.id, before=edit))
        yield from self._live(f"{middle.topic}/{middle.id}/", middle.file("en"))
        if self.questions <= MOST_FOR_PDF:
            for locale in LOCALES:
                export = self._cost("export", "pdf", "--lang", locale, "--output", "book.pdf")
                yield Row(f"PDF, '{locale}'", export, self.questions)

    def _cost(self, *arguments: str, before: Callable[[], object] = lambda: None) -> Cost:
        """Return what a command of the handbook costs, after what is to be done before each run."""
        costs = []
        for _ in range(self.runs):
            before()
            costs.append(cost_of([*HANDBOOK, *arguments], self.book, self.scratch))
        return cheapest(costs)

    def _forget(self) -> None:
        """Remove what earlier runs have made or remembered."""
        for name in (SITE, FOLDER):
            shutil.rmtree(self.book / name, ignore_errors=True)

    def _builds(self) -> Mapping[str, Cost]:
        return {
            baseline.name: cheapest(
                [
                    cost_of(
                        [*baseline.command, *baseline.build],
                        self.project_of(baseline),
                        self.scratch,
                    )
                    for _ in range(self.runs)
                ]
            )
            for baseline in self.baselines
        }

    def _index(self) -> Cost:
        costs = []
        for _ in range(self.runs):
            process = Process([sys.executable, HERE / "indexing.py"], self.book, self.scratch)
            cost, output = process.finish()
            costs.append(replace(cost, seconds=last_line(output)))
        return cheapest(costs)

    def _live(self, address: str, file: Path) -> Iterator[Row]:
        """Yield what is measured in live previews, of which the page is edited."""
        edited = Edited(self.book / file, address, ready="pagefind/words.zh.json")
        command = [*HANDBOOK, "serve", "--port"]
        with preview(command, self.book, self.scratch, edited) as server:
            page = seconds_to_page(server, edited, self.runs)
            index = seconds_to_index(server, edited, self.runs)
        memory = server.memory
        others = {each.name: self._live_baseline(each, address, file) for each in self.baselines}
        yield Row("from saving text to its page", Cost(min(page), memory), others=others)
        yield Row("from saving a level to the index", Cost(min(index), memory))

    def _live_baseline(self, baseline: Baseline, address: str, file: Path) -> Cost:
        project = self.project_of(baseline)
        edited = Edited(project / file, f"en/{address}", ready=f"en/{address}")
        command = [*baseline.command, *baseline.serve]
        with preview(command, project, self.scratch, edited) as server:
            seconds = seconds_to_page(server, edited, self.runs)
        return Cost(min(seconds), server.memory)


def measure(size: int, runs: int | None) -> Result:
    """Measure a book of about so many questions: whole copies of the real one."""
    count = len(places(ROOT))
    copies = max(1, round(size / count))
    questions = copies * count
    times = runs or (3 if questions <= SMALL else 1)
    say(f"{questions} questions, {times} run{'s' * (times > 1)}")
    rows = []
    with TemporaryDirectory(prefix="handbook-bench-", ignore_cleanup_errors=True) as folder:
        baselines = BASELINES if questions <= MOST_FOR_BASELINES else ()
        bench = Bench(Path(folder), questions, times, baselines)
        make_book(ROOT, bench.book, copies)
        try:
            for row in bench.rows():
                rows.append(row)
                costs = {"handbook": row.cost, **row.others}
                shown = (f"{name} {cost.seconds:.2f} s" for name, cost in costs.items())
                say(f"  {row.what}: {', '.join(shown)}")
        except FailedError as error:
            say(f"  failed: {error}")
            return Result(questions, times, rows, error.command)
    return Result(questions, times, rows)


def last_line(output: str) -> Any:  # noqa: ANN401 -- JSON of any shape
    """Return what the last line of a program's output says in JSON."""
    return json.loads(output.splitlines()[-1])


def formulas() -> str:
    """Return what one process for all formulas gains."""
    with TemporaryDirectory() as folder:
        command: list[str | Path] = [sys.executable, HERE / "formulas.py"]
        _, output = Process(command, ROOT, Path(folder)).finish()
    count, one, many = last_line(output)
    return (
        f"{count} distinct formulas: {one:.2f} s with one process of KaTeX for all, as here; "
        f"{many:.1f} s with a process for each, as markdown-katex does it."
    )


def main() -> None:
    """Read the command line, measure, and write the results after each book."""
    parser = ArgumentParser(prog="python -m benchmarks", description=__doc__)
    size_help = "about how many questions a book has; by default as many as the real one"
    parser.add_argument("sizes", nargs="*", type=int, default=[0], help=size_help)
    parser.add_argument("--runs", type=int, help="how often each command is run")
    options = parser.parse_args()
    before = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else ""
    command = " ".join(["python -m benchmarks", *sys.argv[1:]])
    head = [f"{date.today()}, `{command}`", machine(), versions()]
    measured: list[Result] = []
    try:
        extra = ["## Formulas", formulas()]
    except FailedError as error:
        sys.exit(f"bench: a command has failed: {error}")
    for size in options.sizes:
        measured.append(measure(size, options.runs))
        write(RESULTS, results(head, measured, extra, before))
    if any(result.failure for result in measured):
        sys.exit(1)


if __name__ == "__main__":
    main()
