"""The command `handbook`, to which the modules beside this one add its parts."""

import io
import sys

import typer

app = typer.Typer(no_args_is_help=True, add_completion=False)


@app.callback()
def handbook() -> None:
    """Check, compare, build and export the LLM Interview Handbook."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a page may hold what it cannot print
