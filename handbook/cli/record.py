"""`handbook record`: keep the addresses of new pages."""

import typer

from handbook.addresses import record as record_addresses
from handbook.cli.app import app
from handbook.cli.common import count, fail_on_errors, find_root
from handbook.load import load


@app.command()
def record() -> None:
    """Add the addresses of new pages to the record of what has been published."""
    loaded = load(find_root())
    fail_on_errors(loaded.problems)
    typer.echo(f"{count(record_addresses(loaded), 'new address')} recorded")
