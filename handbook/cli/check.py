"""`handbook check`: name every problem of the pages and the data."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from enum import StrEnum
from typing import Annotated

import typer

from handbook.cache import Cache
from handbook.check import check as find_problems
from handbook.check.coverage import coverage
from handbook.check.scope import Scope
from handbook.cli.app import app
from handbook.cli.common import PARTS, count, find_root, find_scope, katex_needed, print_problems
from handbook.load import Loaded, load
from handbook.problems import Problem, errors


class Format(StrEnum):
    """Who reads the problems: a person, GitHub's annotations, or a program."""

    TEXT = "text"
    GITHUB = "github"
    JSON = "json"


@app.command()
def check(
    parts: Annotated[list[str] | None, PARTS] = None,
    form: Annotated[
        Format, typer.Option("--format", help="Plain lines, GitHub's annotations, or JSON.")
    ] = Format.TEXT,
    release: Annotated[
        bool,
        typer.Option(help="Also demand both languages, and let every warning count as an error."),
    ] = False,
) -> None:
    """Name every problem of the pages and the data; fail if one is an error."""
    root = find_root()
    cache = Cache(root)
    loaded = load(root, cache)
    scope = find_scope(loaded, parts)
    with katex_needed():
        problems = find_problems(loaded, scope, release=release, cache=cache)
    cache.sweep()
    # Errors first, each kind in the order of path and line.
    problems.sort(key=lambda problem: problem.severity == "warning")
    REPORTS[form](problems, _summary(loaded, scope, problems))
    if errors(problems):
        raise typer.Exit(1)


def _summary(loaded: Loaded, scope: Scope | None, problems: Sequence[Problem]) -> str:
    """Return the last line: how much was looked at, and how much is wrong."""
    if scope:
        answered = sum(question.is_answered for question in scope.questions)
        what = f"{count(answered, 'answered question')} looked at"
    else:
        what = str(coverage(loaded.library))
    wrong = len(errors(problems))
    return f"{what}; {count(wrong, 'error')}, {count(len(problems) - wrong, 'warning')}"


def _as_text(problems: Sequence[Problem], summary: str) -> None:
    print_problems(problems)
    typer.echo(summary)


def _as_annotations(problems: Sequence[Problem], summary: str) -> None:
    """Print GitHub's workflow commands, which show beside the lines of a pull request."""
    for problem in problems:
        place = f"file={_escaped(problem.path.as_posix(), ':,')},line={problem.line}"
        text = _escaped(f"{problem.message}; {problem.advice}")
        typer.echo(f"::{problem.severity} {place}::{text}")
    typer.echo(summary)


def _escaped(text: str, separators: str = "") -> str:
    """Return text as a workflow command takes it."""
    for mark in f"%\r\n{separators}":
        text = text.replace(mark, f"%{ord(mark):02X}")
    return text


def _as_json(problems: Sequence[Problem], summary: str) -> None:
    """Print one object: `problems`, each with path, line, message, advice, severity; `summary`."""
    listed = [asdict(problem) | {"path": problem.path.as_posix()} for problem in problems]
    typer.echo(json.dumps({"problems": listed, "summary": summary}, ensure_ascii=False, indent=2))


REPORTS: Mapping[Format, Callable[[Sequence[Problem], str], None]] = {
    Format.TEXT: _as_text,
    Format.GITHUB: _as_annotations,
    Format.JSON: _as_json,
}
