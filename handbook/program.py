"""What the handbook's program is at the moment, as a digest: its own files and its packages."""

import hashlib
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

OURS = Path(__file__).parent

PACKAGES = "node_modules/.package-lock.json"
"""What npm has installed, beside the program's folder."""


@cache
def program() -> str:
    """Return a digest of the program and of what it runs on, as they were when it started."""
    site_packages = Path(sysconfig.get_path("purelib"))
    packages = sorted(path.name for path in site_packages.glob("*.dist-info"))
    files = contents(OURS.parent, [OURS, OURS.parent / PACKAGES])
    return hashlib.sha256(repr((sys.version, packages, files)).encode()).hexdigest()


def contents(root: Path, places: Iterable[Path]) -> str:
    """Return a digest of the names and contents of files; what Python has compiled is left out.

    Args:
        root: the folder that the names count from.
        places: files, or folders with all that is below them; they need not exist.
    """
    digest = hashlib.sha256()
    for path in _files(places):
        try:
            content = path.read_bytes()
        except OSError as error:  # which the loader reports, if it needs the file
            content = repr(error).encode()
        digest.update(repr((path.relative_to(root).as_posix(), len(content))).encode())
        digest.update(content)
    return digest.hexdigest()


def _files(places: Iterable[Path]) -> Iterator[Path]:
    for place in places:
        found = [place] if place.is_file() else sorted(place.rglob("*"))
        yield from (path for path in found if path.is_file() and path.suffix != ".pyc")
