"""`python -m handbook`: the same command where there is no `make` and no `handbook` on the path."""

from handbook.cli import app

app(prog_name="handbook")
