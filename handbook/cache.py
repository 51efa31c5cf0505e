"""Results kept from one run to the next, each under a digest of all that it was made from.

An entry is never changed and never wrong: what it was made from has changed, and its key is another
one. It is whole or it is not there; and whoever deletes the folder loses nothing but time.
"""

import hashlib
import json
import os
import tempfile
import zlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from time import time

from handbook.program import program

FOLDER = ".handbook_cache"
"""Where the entries lie, below the project's folder."""

KEPT_FOR = 7 * 24 * 3600
"""Seconds after which an entry that nobody has asked for is dropped."""


def key(kind: str, *parts: str) -> str:
    """Return the name of an entry: a digest of what kind of result it is and what it is made from.

    Args:
        kind: what makes it; the program is part of every name.
        parts: everything else that the result depends on.
    """
    return hashlib.sha256(json.dumps([program(), kind, *parts]).encode()).hexdigest()


class Cache:
    """The entries of a project.

    Processes may share a folder. One that cannot be read or written is one without entries: the
    work is done again.

    Args:
        root: the project's folder.
    """

    def __init__(self, root: Path) -> None:
        self._folder = root / FOLDER

    def has(self, name: str) -> bool:
        """Say whether there is an entry, whole or not."""
        return (self._folder / name).is_file()

    def get(self, name: str) -> str | None:
        """Return the text of an entry; None if there is none, or if it is damaged."""
        path = self._folder / name
        try:
            text = zlib.decompress(path.read_bytes()).decode()
            os.utime(path)  # it was asked for
        except (OSError, zlib.error, UnicodeDecodeError):
            return None
        return text

    def put(self, name: str, text: str) -> None:
        """Keep a text under a name that `key` made."""
        with suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            descriptor, beside = tempfile.mkstemp(dir=self._folder, prefix=".new-")
            try:
                with os.fdopen(descriptor, "wb") as file:
                    file.write(zlib.compress(text.encode(), 1))
                Path(beside).replace(self._folder / name)
            except OSError:
                Path(beside).unlink()
                raise

    def sweep(self) -> None:
        """Drop what nobody has asked for in a while, and what killed runs left half-written."""
        with suppress(OSError):
            for path in self._old(time() - KEPT_FOR):
                path.unlink(missing_ok=True)

    def _old(self, limit: float) -> Iterable[Path]:
        with os.scandir(self._folder) as entries:
            return [Path(entry) for entry in entries if entry.stat().st_mtime < limit]
