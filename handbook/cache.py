"""Results kept from one run to the next, each under a digest of all that it was made from.

An entry is never changed: when what it was made from has changed, its key is another one. It is
whole or it is not there; and whoever deletes the folder loses nothing but time.
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
from handbook.watched import stamps

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
    work is done again. It is to be made before anything of the project is read.

    Args:
        root: the project's folder.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folder = root / FOLDER
        self._stamps = stamps(root)
        self._offered: list[tuple[Path, str]] = []

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
        """Keep a text that was made from nothing but what `key` got."""
        with suppress(OSError):
            self._write(text).replace(self._folder / name)

    def offer(self, name: str, text: str) -> None:
        """Have a text ready that was made from the project's files too, until `accept`."""
        with suppress(OSError):
            self._offered.append((self._write(text), name))

    def accept(self) -> None:
        """Keep what was offered, unless files have changed that it may have been made from.

        Who has read one of them before the change and one after it would keep a mixture.
        """
        are_same = stamps(self._root) == self._stamps
        for path, name in self._offered:
            with suppress(OSError):
                if are_same:
                    path.replace(self._folder / name)
                else:
                    path.unlink()
        self._offered.clear()

    def _write(self, text: str) -> Path:
        """Return the file of an entry that has no name yet."""
        self._folder.mkdir(exist_ok=True)
        descriptor, path = tempfile.mkstemp(dir=self._folder, prefix=".new-")
        with os.fdopen(descriptor, "wb") as file:
            file.write(zlib.compress(text.encode(), zlib.Z_BEST_SPEED))
        return Path(path)

    def sweep(self) -> None:
        """Drop what nobody has asked for in a while, and what killed runs left half-written."""
        with suppress(OSError):
            for path in self._old(time() - KEPT_FOR):
                path.unlink(missing_ok=True)

    def _old(self, limit: float) -> Iterable[Path]:
        with os.scandir(self._folder) as entries:
            return [Path(entry) for entry in entries if entry.stat().st_mtime < limit]
