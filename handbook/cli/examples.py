"""`handbook update-examples`: rewrite what the pages' Python blocks show."""

import typer

from handbook.cli.app import app
from handbook.cli.common import fail_on_errors, find_root
from handbook.examples import updated
from handbook.load import load
from handbook.problems import ContentError, Problem


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
    fail_on_errors(found)
