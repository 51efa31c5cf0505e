"""`handbook sync`: record that the two pages of a question have been compared."""

from typing import Annotated

import typer

from handbook.check import check_question
from handbook.check.reading import LANGUAGE
from handbook.check.sync import sync as record_comparison
from handbook.cli.app import app
from handbook.cli.common import find_root, katex_needed, print_problems
from handbook.load import Loaded, load
from handbook.load.records import closest
from handbook.model import LOCALES
from handbook.problems import errors


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
    with katex_needed():
        found = errors(check_question(loaded, question))
    if found:
        print_problems(found)
        typer.echo(f"'{name}' is not recorded as compared; mend its pages first")
        return False
    changed = record_comparison(loaded.root, question)
    typer.echo(f"'{name}' is {'now' if changed else 'already'} recorded as compared")
    return True
