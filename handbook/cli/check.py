"""`handbook check`: name every problem of the pages and the data."""

import typer

from handbook.check import check as find_problems
from handbook.check.coverage import coverage
from handbook.cli.app import app
from handbook.cli.common import count, find_root, katex_needed, print_problems
from handbook.load import load
from handbook.problems import errors


@app.command()
def check() -> None:
    """Name every problem of the pages and the data; fail if one is an error."""
    loaded = load(find_root())
    with katex_needed():
        problems = find_problems(loaded)
    found = errors(problems)
    warnings = [problem for problem in problems if problem.severity == "warning"]
    print_problems(found)
    print_problems(warnings)
    counts = f"{count(len(found), 'error')}, {count(len(warnings), 'warning')}"
    typer.echo(f"{coverage(loaded.library)}; {counts}")
    if found:
        raise typer.Exit(1)
