"""What lies in `dist/`: the file that tells the site which books it can offer."""

import hashlib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from handbook.export.edition import Edition
from handbook.model import Library, Locale, Strict

DIST = "dist"
MANIFEST = "books.json"

Kind = Literal["pdf", "epub", "epub-images", "anki", "data", "text", "cards"]


class Book(Strict):
    """A file of `dist/`: a book that a reader can take home, or what the site has of it."""

    name: str
    """The file's name in `dist/`."""

    kind: Kind
    """What it is; 'epub-images' is the EPUB whose formulas are images, 'cards' the images that
    links to the site are shown with."""

    locale: Locale | None = None
    """Its language; None for a file with both."""

    bytes: int
    """Its size."""

    pages: int | None = None
    """How many pages a PDF has."""


class Manifest(Strict):
    """All of `dist/`, and the state of the pages it was made from."""

    version: str
    """The edition's version."""

    date: date
    """The edition's day."""

    content: str
    """The digest of the pages' text, by which the site knows books that are of another state."""

    books: tuple[Book, ...]
    """The files, in the order in which they are offered."""


def manifest_of(library: Library, edition: Edition, books: Iterable[Book]) -> Manifest:
    """Return what to write beside the books of an edition of the library."""
    return Manifest(
        version=edition.version,
        date=edition.date,
        content=content_of(library),
        books=tuple(books),
    )


def content_of(library: Library) -> str:
    """Return the digest of all that the pages say."""
    digest = hashlib.sha256()
    for page in library.pages:
        front_matter = page.front_matter.model_dump_json()
        digest.update(f"{page.path.as_posix()}\0{front_matter}\0{page.body}\0".encode())
    return digest.hexdigest()


def read_manifest(root: Path) -> Manifest | None:
    """Return what lies in `dist/` below the project's folder; None if no books were made."""
    file = root / DIST / MANIFEST
    if not file.is_file():
        return None
    try:
        return Manifest.model_validate_json(file.read_bytes())
    except ValidationError:
        return None  # of another version of this program
