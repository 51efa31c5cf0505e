"""`handbook serve`: a live preview."""

import os
import sys
from typing import Annotated

import typer

from handbook.cli.app import app
from handbook.cli.common import PARTS, find_root

PROGRAM = "hooks/serve.py"
"""What runs the preview, in a process of its own since only the hooks know MkDocs."""


@app.command()
def serve(
    parts: Annotated[list[str] | None, PARTS] = None,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Where to listen.")] = 8000,
) -> None:
    """Show both languages as you write, at http://127.0.0.1:8000/ (Ctrl-C ends it)."""
    program = str(find_root() / PROGRAM)
    os.execv(sys.executable, [sys.executable, program, str(port), *(parts or [])])  # noqa: S606
