"""The files that the site is made of, and whether they have changed."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

WATCHED = ("docs", "data", "overrides", "mkdocs.yml")
"""Where they are; a change of the program takes effect at the next start."""

Stamps = Mapping[Path, tuple[int, int]]
"""When each file was written, in nanoseconds, and how long it is."""


def stamps(root: Path) -> Stamps:
    """Return the stamps of all watched files below a project's folder, but for hidden ones."""
    found = {}
    for file in (file for name in WATCHED for file in [root / name, *(root / name).rglob("*")]):
        with suppress(FileNotFoundError):  # an editor's temporary file
            stat = file.stat()
            if file.is_file() and not file.name.startswith("."):
                found[file.relative_to(root)] = stat.st_mtime_ns, stat.st_size
    return found
