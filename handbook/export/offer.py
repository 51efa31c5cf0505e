"""Which books of `dist/` the site can offer."""

from pathlib import Path

from handbook.export.manifest import DIST, Book, Manifest, content_of, read_manifest
from handbook.model import Library

AT_ADDRESSES_OF_THEIR_OWN = ("data", "text")
"""The kinds that the site has with or without the books."""


def offered(root: Path, library: Library) -> Manifest | None:
    """Return what of `dist/`, below the project's folder, a reader can take home; None if nothing.

    Books of another state of the pages, and books of which a file is not what the manifest says,
    count as none, so that the site never offers a mixture.
    """
    manifest = read_manifest(root)
    if manifest is None or manifest.content != content_of(library):
        return None
    if not all(_is_whole(root / DIST / book.name, book) for book in manifest.books):
        return None
    books = (book for book in manifest.books if book.kind not in AT_ADDRESSES_OF_THEIR_OWN)
    return manifest.model_copy(update={"books": tuple(books)})


def _is_whole(file: Path, book: Book) -> bool:
    return file.is_file() and file.stat().st_size == book.bytes
