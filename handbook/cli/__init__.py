"""The `handbook` command: a module a part."""

from handbook.cli import check, examples, record, site, sync
from handbook.cli.app import app

__all__ = ["app", "check", "examples", "record", "site", "sync"]
