"""`handbook update-examples`: rewrite what the pages' Python blocks show."""

from typing import Annotated

import typer

from handbook.cli.app import app
from handbook.cli.common import PARTS, fail_on_errors, find_root, find_scope
from handbook.examples import run_pages, updated
from handbook.load import load
from handbook.problems import ContentError, Problem


@app.command()
def update_examples(parts: Annotated[list[str] | None, PARTS] = None) -> None:
    """Rewrite the output that the pages' Python blocks show."""
    root = find_root()
    loaded = load(root)
    scope = find_scope(loaded, parts)
    questions = scope.questions if scope else loaded.library.questions
    found: list[Problem] = []
    for page, printed in run_pages(page for q in questions for page in q.pages.values()):
        if isinstance(printed, ContentError):
            found += printed.problems
            continue
        text = updated(root, page, printed)
        if text != (root / page.path).read_bytes():
            (root / page.path).write_bytes(text)
            typer.echo(f"{page.path.as_posix()} updated")
    fail_on_errors(found)
