"""A process for all formulas, as the site has it, against a process for each, as KaTeX's command.

Run by `make bench` as a program, since it renders in its own process; prints both times as JSON.
"""

import json
import subprocess
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from time import perf_counter

from handbook.load import load
from handbook.math import Katex
from handbook.model import Formula
from handbook.node import NODE

FORMULAS = 100


def distinct_formulas(root: Path) -> list[Formula]:
    """Return the first distinct formulas of the book."""
    pages = load(root).library.pages
    distinct = {(f.tex, f.display): f for page in pages for f in page.formulas}
    return list(islice(distinct.values(), FORMULAS))


def with_one_process(formulas: Sequence[Formula]) -> None:
    """Render as the site does, the start of the process included."""
    katex = Katex()
    for formula in formulas:
        katex.render(formula.tex, formula.display)


def with_a_process_each(formulas: Sequence[Formula], command: Path) -> None:
    """Render with KaTeX's own command, started for each formula."""
    for formula in formulas:
        mode = ["--display-mode"] if formula.display else []
        whole: list[str | Path] = [NODE, command, "--strict", *mode]
        tex = formula.tex.encode()
        subprocess.run(whole, input=tex, stdout=subprocess.DEVNULL, check=True)


def main() -> None:
    """Print how many formulas there were, and the seconds with one process and with many."""
    root = Path.cwd()
    formulas = distinct_formulas(root)
    times = [perf_counter()]
    with_one_process(formulas)
    times.append(perf_counter())
    with_a_process_each(formulas, root / "node_modules" / "katex" / "cli.js")
    times.append(perf_counter())
    print(json.dumps([len(formulas), times[1] - times[0], times[2] - times[1]]))


if __name__ == "__main__":
    main()
