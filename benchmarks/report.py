"""The results as Markdown: `benchmarks/RESULTS.md`."""

import os
import platform
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.measure import Cost

KEPT = "## What each change gained"
"""The heading of what is written by hand: it stands last, and stays as it is."""

READING = """\
Every row is a real command, run as somebody would type it, and timed on the clock; nothing is \
scaled or estimated. A page is a question in one language. Of several runs the quickest counts, \
since what else the machine does only ever adds to a time. Memory is the most that any one \
process of the command had resident at a time: a command of several processes has more in all. \
What is cold, and 'check of everything', starts without what earlier runs have remembered; 'after \
an edit' is after a paragraph more in one page. 'From saving' is the time from writing the file \
until the served page has the new text, asked for fifty times a second, in a preview that has \
nothing else to do. The exports check the book first, which has been checked before; a PDF is \
made of a small book only, since it takes 25 MB of memory for each question. The search index is \
made of a site and a library that are there, and its time is part of the build's. The site is \
built without the books of `make books`. A ratio is the handbook's time to that of the generator \
named; both of those build the same Markdown without checks, cross-links, question index, feeds \
or copies, and leave all formulas to the reader's browser, bare MkDocs without a search too. A \
book of more questions is this one copied under new ids and titles, with links that stay in the \
copy and formulas that no other has; topics, tags, glossary and learning paths are shared, and \
limits on the length of data files are lifted. Its growth is its time to that of the first book \
here."""


@dataclass(frozen=True)
class Row:
    """What was measured of something.

    Attributes:
        what: its name.
        cost: what the handbook takes.
        pages: how many pages it is about, if more than one.
        others: what the generators take that can do it too, by their name.
    """

    what: str
    cost: Cost
    pages: int | None = None
    others: Mapping[str, Cost] = field(default_factory=dict)


@dataclass(frozen=True)
class Result:
    """What was measured of a book.

    Attributes:
        questions: how many it has.
        runs: of how many runs the quickest counts.
        rows: what was measured.
        failure: the command that has failed, so that nothing was measured after it.
    """

    questions: int
    runs: int
    rows: Sequence[Row]
    failure: str = ""


def machine() -> str:
    """Return what the measuring was done on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = ", ".join(f"{each:.2f}" for each in os.getloadavg())
    return (
        f"{os.cpu_count()} cores of {_processor()}, {memory:.0f} GiB, {platform.system()} "
        f"{platform.machine()}, Python {platform.python_version()}; load before: {load}"
    )


def _processor() -> str:
    """Return the name of the processor, as Linux has it in a file."""
    file = Path("/proc/cpuinfo")
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or "an unnamed processor")


def results(
    head: Sequence[str], measured: Sequence[Result], extra: Sequence[str], before: str = ""
) -> str:
    """Return the text of the results.

    Args:
        head: lines on the run: when it was, on what machine, what it compares with.
        measured: the books, the first of which the others are compared with.
        extra: lines on what is no matter of a book's size.
        before: the text that it replaces, from which what is written by hand is kept.
    """
    blocks = [
        "# What the handbook takes",
        f"Written by `make bench`; only what follows '{KEPT[3:]}' is by hand.",
        "\n".join(f"- {line}" for line in head),
    ]
    for result in measured:
        times = f"best of {result.runs} runs" if result.runs > 1 else "one run"
        blocks.append(f"## {result.questions:,} questions")
        blocks.append(f"{2 * result.questions:,} pages in two languages, {times}.")
        blocks.append("\n".join(table(result, measured[0])))
        if result.failure:
            blocks.append(f"Then this failed, and nothing more was measured: `{result.failure}`.")
    blocks += [*extra, "## How to read this", READING]
    _, heading, kept = before.partition(f"\n{KEPT}\n")
    return "\n\n".join(blocks) + f"\n\n{KEPT}\n{kept if heading else ''}"


def table(result: Result, first: Result) -> Iterator[str]:
    """Yield the lines of a book's table."""
    others = list(dict.fromkeys(name for row in result.rows for name in row.others))
    head = ["", "seconds", "ms a page", "peak MB"]
    for name in others:
        head += [name, "MB", "ratio"]
    is_larger = result.questions != first.questions
    if is_larger:
        head.append(f"growth, {result.questions / first.questions:g} times the book")
    yield _line(head)
    yield _line(["---", *["---:"] * (len(head) - 1)])
    before = {row.what: row.cost for row in first.rows}
    for row in result.rows:
        cells = [row.what, _seconds(row.cost), _each(row), _megabytes(row.cost)]
        for name in others:
            other = row.others.get(name)
            cells += (
                [_seconds(other), _megabytes(other), ratio(row.cost.seconds, other.seconds)]
                if other
                else ["", "", ""]
            )
        if is_larger:
            old = before.get(row.what)
            cells.append(ratio(row.cost.seconds, old.seconds) if old else "")
        yield _line(cells)


def ratio(time: float, other: float) -> str:
    """Return how many times as long one time is, to two figures that count."""
    times = time / other
    return (
        f"{times:.0f} ×" if times >= 9.95 else f"{times:.1f} ×" if times >= 1 else f"{times:.2f} ×"
    )


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _seconds(cost: Cost) -> str:
    return f"{cost.seconds:.1f}" if cost.seconds >= 10 else f"{cost.seconds:.2f}"


def _each(row: Row) -> str:
    return f"{1000 * row.cost.seconds / row.pages:.1f}" if row.pages else ""


def _megabytes(cost: Cost) -> str:
    return f"{cost.bytes / 1e6:,.0f}"


def write(file: Path, text: str) -> None:
    """Write the results; a run that is interrupted leaves the old ones or the new."""
    beside = file.with_suffix(".new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(file)


def say(text: str) -> None:
    """Tell whoever waits how far it is."""
    print(text, file=sys.stderr, flush=True)
