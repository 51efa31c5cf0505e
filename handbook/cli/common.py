"""What several commands share: where the project is, and how they print."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import typer

from handbook.check.scope import Scope, UnknownPartError, scope_of
from handbook.load import Loaded
from handbook.math import KatexDiedError
from handbook.problems import Problem, errors

PARTS = typer.Argument(
    metavar="[PART]...", help="Questions, topics, files or folders; everything by default."
)
"""What commands that look at the handbook, or at a part of it, take."""


def find_root() -> Path:
    """Return the project's folder, which the working folder is or lies in.

    Raises:
        typer.Exit: there is none; the reason has been printed.
    """
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "pyproject.toml").is_file() and (folder / "data/questions.yml").is_file():
            return folder
    typer.echo(f"{here} is not inside the handbook; change to its folder", err=True)
    raise typer.Exit(2)


def find_scope(loaded: Loaded, parts: Sequence[str] | None) -> Scope | None:
    """Return what was named on the command line, None if nothing was.

    Raises:
        typer.Exit: some of it is no part of the handbook; that has been printed.
    """
    try:
        return scope_of(loaded, parts) if parts else None
    except UnknownPartError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error


@contextmanager
def katex_needed() -> Iterator[None]:
    """Say in one line that KaTeX cannot run, which is no fault of the pages."""
    try:
        yield
    except KatexDiedError as error:
        reason = str(error).splitlines()[0]
        typer.echo(f"{reason}; run `make setup`", err=True)
        raise typer.Exit(2) from error


def print_problems(problems: Iterable[Problem]) -> None:
    """Print a problem a line, its place in colour on a terminal."""
    for problem in problems:
        place = f"{problem.path.as_posix()}:{problem.line}:"
        colour = typer.colors.RED if problem.severity == "error" else typer.colors.YELLOW
        typer.echo(typer.style(place, fg=colour) + str(problem).removeprefix(place))


def fail_on_errors(problems: Iterable[Problem]) -> None:
    """Print the problems that are errors and end the command, if there are any."""
    found = errors(problems)
    print_problems(found)
    if found:
        raise typer.Exit(1)


def count(number: int, noun: str) -> str:
    """Return a number with its noun, `1 error`, `2 addresses`."""
    plural = noun + ("es" if noun.endswith("s") else "s")
    return f"{number} {noun if number == 1 else plural}"
