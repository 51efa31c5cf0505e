"""Which books of `dist/` the site can offer, and which cards its pages can name."""

from collections.abc import Sequence
from pathlib import Path
from zipfile import is_zipfile

from handbook.export.manifest import DIST, Book, Manifest, content_of, read_manifest
from handbook.model import Library

NO_BOOKS = ("data", "text", "cards")
"""The kinds that no reader is offered: the site has them at addresses of their own."""


def offered(root: Path, library: Library) -> Manifest | None:
    """Return what of `dist/`, below the project's folder, a reader can take home; None if nothing.

    Books of another state of the pages, and books of which a file is not what the manifest says,
    count as none, so that the site never offers a mixture.
    """
    manifest = _current(root, library)
    if manifest is None:
        return None
    books = (book for book in manifest.books if book.kind not in NO_BOOKS)
    return manifest.model_copy(update={"books": tuple(books)})


def card_archives(root: Path, library: Library) -> Sequence[Path]:
    """Return the archives of cards in `dist/` below the project's folder, under the same terms."""
    manifest = _current(root, library)
    books = manifest.books if manifest else ()
    files = (root / DIST / book.name for book in books if book.kind == "cards")
    return [file for file in files if is_zipfile(file)]


def _current(root: Path, library: Library) -> Manifest | None:
    manifest = read_manifest(root)
    if manifest is None or manifest.content != content_of(library):
        return None
    if not all(_is_whole(root / DIST / book.name, book) for book in manifest.books):
        return None
    return manifest


def _is_whole(file: Path, book: Book) -> bool:
    return file.is_file() and file.stat().st_size == book.bytes
