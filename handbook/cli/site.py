"""`handbook site`: build both languages."""

from typing import Annotated

import typer

from handbook.build import BuildError, build_site
from handbook.cli.app import app
from handbook.cli.common import find_root


@app.command()
def site(
    offline: Annotated[
        bool, typer.Option("--offline", help="Make a copy that opens from disk, without search.")
    ] = False,
) -> None:
    """Build both languages into `site/`; a failed build leaves the old one as it was."""
    try:
        build_site(find_root(), offline=offline)
    except BuildError as error:
        raise typer.Exit(1) from error
