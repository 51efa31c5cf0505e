"""`handbook update-examples`: rewrite what the pages' Python blocks show."""

import typer

from handbook.cli.app import app
from handbook.cli.common import fail_on_errors, find_root
from handbook.examples import run_pages, updated
from handbook.load import load
from handbook.problems import ContentError, Problem


@app.command()
def update_examples() -> None:
    """Rewrite the output that the pages' Python blocks show."""
    root = find_root()
    found: list[Problem] = []
    for page, printed in run_pages(load(root).library.pages):
        if isinstance(printed, ContentError):
            found += printed.problems
            continue
        text = updated(root, page, printed)
        if text != (root / page.path).read_bytes():
            (root / page.path).write_bytes(text)
            typer.echo(f"{page.path.as_posix()} updated")
    fail_on_errors(found)
