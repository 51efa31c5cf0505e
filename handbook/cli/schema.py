"""`handbook schema`: what editors know about the front matter and the data files."""

import typer

from handbook.cli.app import app
from handbook.cli.common import fail_on_errors, find_root
from handbook.load.data import load_data
from handbook.schema import write_schemas


@app.command()
def schema() -> None:
    """Write the JSON Schemas that editors check and complete YAML by."""
    root = find_root()
    data, problems = load_data(root)
    fail_on_errors(problems)
    for path in write_schemas(root, data):
        typer.echo(f"{path.as_posix()} updated")
