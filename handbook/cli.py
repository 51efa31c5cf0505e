"""The `handbook` command."""

import io
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from handbook.addresses import record as record_addresses
from handbook.build import BuildError, build_site
from handbook.check import check as find_problems
from handbook.check import check_question
from handbook.check.coverage import coverage
from handbook.check.reading import LANGUAGE
from handbook.check.sync import sync as record_comparison
from handbook.examples import updated
from handbook.load import Loaded, load
from handbook.load.records import closest
from handbook.math import KatexDiedError
from handbook.model import LOCALES
from handbook.problems import ContentError, Problem, errors

app = typer.Typer(no_args_is_help=True, add_completion=False)


@app.callback()
def handbook() -> None:
    """Check, compare, build and export the LLM Interview Handbook."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a page may hold what it cannot print


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


@app.command()
def check() -> None:
    """Name every problem of the pages and the data; fail if one is an error."""
    loaded = load(find_root())
    with _katex():
        problems = find_problems(loaded)
    found = errors(problems)
    warnings = [problem for problem in problems if problem.severity == "warning"]
    _print(found, typer.colors.RED)
    _print(warnings, typer.colors.YELLOW)
    counts = f"{_count(len(found), 'error')}, {_count(len(warnings), 'warning')}"
    typer.echo(f"{coverage(loaded.library)}; {counts}")
    if found:
        raise typer.Exit(1)


@app.command()
def sync(
    ids: Annotated[
        list[str] | None, typer.Argument(help="The questions you have compared.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="All that have two pages.")] = False,
) -> None:
    """Record that you have compared the two pages of a question."""
    if not ids and not everything:
        raise typer.BadParameter("name the questions that you have compared, or say --all")
    loaded = load(find_root())
    names = [q.id for q in loaded.library.answered if len(q.pages) == len(LOCALES)]
    # A list, so that every question is tried.
    outcomes = [_sync(loaded, name) for name in (names if everything else ids or [])]
    if not all(outcomes):
        raise typer.Exit(1)


@app.command()
def record() -> None:
    """Add the addresses of new pages to the record of what has been published."""
    loaded = load(find_root())
    found = errors(loaded.problems)
    _print(found, typer.colors.RED)
    if found:
        raise typer.Exit(1)
    typer.echo(f"{_count(record_addresses(loaded), 'new address')} recorded")


@app.command()
def site() -> None:
    """Build both languages into `site/`; a failed build leaves the old one as it was."""
    try:
        build_site(find_root())
    except BuildError as error:
        raise typer.Exit(1) from error


@app.command()
def update_examples() -> None:
    """Rewrite the output that the pages' Python blocks show."""
    root = find_root()
    found: list[Problem] = []
    for page in load(root).library.pages:
        try:
            text = updated(root, page)
        except ContentError as error:
            found += error.problems
            continue
        if text != (root / page.path).read_text(encoding="utf-8"):
            (root / page.path).write_text(text, encoding="utf-8")
            typer.echo(f"{page.path.as_posix()} updated")
    _print(found, typer.colors.RED)
    if found:
        raise typer.Exit(1)


def _sync(loaded: Loaded, name: str) -> bool:
    """Record that a question's pages were compared; False, with the reason printed, if refused."""
    library = loaded.library
    question = library.question(name)
    if question is None:
        typer.echo(
            f"'{name}' is not a question; {closest(name, (q.id for q in library.questions))}"
        )
        return False
    for locale in LOCALES:
        if locale not in question.pages:
            typer.echo(
                f"'{name}' has no {LANGUAGE[locale]} page that can be read; run `handbook check`"
            )
            return False
    with _katex():
        found = errors(check_question(loaded, question))
    if found:
        _print(found, typer.colors.RED)
        typer.echo(f"'{name}' is not recorded as compared; mend its pages first")
        return False
    changed = record_comparison(loaded.root, question)
    typer.echo(f"'{name}' is {'now' if changed else 'already'} recorded as compared")
    return True


@contextmanager
def _katex() -> Iterator[None]:
    """Say in one line that KaTeX cannot run, which is no fault of the pages."""
    try:
        yield
    except KatexDiedError as error:
        reason = str(error).splitlines()[0]
        typer.echo(f"{reason}; run `make setup`", err=True)
        raise typer.Exit(2) from error


def _print(problems: Iterable[Problem], colour: str) -> None:
    """Print a problem a line, its place in colour on a terminal."""
    for problem in problems:
        place = f"{problem.path.as_posix()}:{problem.line}:"
        typer.echo(typer.style(place, fg=colour) + str(problem).removeprefix(place))


def _count(number: int, noun: str) -> str:
    plural = noun + ("es" if noun.endswith("s") else "s")
    return f"{number} {noun if number == 1 else plural}"
