"""The `handbook` command: a module a part."""

from handbook.cli import check, examples, export, new, record, schema, serve, site, status, sync
from handbook.cli.app import app

__all__ = [
    "app",
    "check",
    "examples",
    "export",
    "new",
    "record",
    "schema",
    "serve",
    "site",
    "status",
    "sync",
]
