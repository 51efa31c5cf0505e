"""All the books of an edition, in `dist/`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from handbook.export.anki import write_deck
from handbook.export.data import questions_json, schema_json
from handbook.export.edition import NAME, Edition
from handbook.export.epub import Plan as EpubPlan
from handbook.export.epub import write_epub
from handbook.export.llms import llms_full_txt, llms_txt
from handbook.export.manifest import DIST, MANIFEST, Book, Kind, manifest_of
from handbook.export.pdf import Plan as PdfPlan
from handbook.export.pdf import write_pdf
from handbook.export.selection import Wanted, chapters
from handbook.export.social import write_cards
from handbook.folders import replaced
from handbook.interface import load_interface
from handbook.model import LOCALES, Library, Locale


@dataclass(frozen=True)
class Task:
    """A file of `dist/` that is to be made.

    Attributes:
        name: the file's name.
        kind: what it is.
        locale: its language, None for both.
        write: writes the file; returns how many pages it has, for a PDF.
    """

    name: str
    kind: Kind
    locale: Locale | None
    write: Callable[[Path], int | None]

    def make(self, folder: Path) -> Book:
        """Write the file into the folder; return what there is to say of it."""
        file = folder / self.name
        pages = self.write(file)
        size = file.stat().st_size
        return Book(name=self.name, kind=self.kind, locale=self.locale, bytes=size, pages=pages)


def make_books(
    root: Path,
    library: Library,
    edition: Edition,
    during: Callable[[Task, Callable[[], Book]], Book],
) -> None:
    """Make all the books; `dist/` below the project's folder stays as it was until all are there.

    Args:
        root: the project's folder.
        library: the book.
        edition: what the books say of themselves.
        during: makes a task's book by calling what it is given, and shows that meanwhile.

    Raises:
        ContentError: a book cannot carry something of a page.
        MissingToolsError: the books' set-up has not run.
    """
    with replaced(root / DIST) as folder:
        tasks = [
            task for locale in LOCALES for task in _of_language(root, library, edition, locale)
        ]
        tasks += _of_both(library, edition)
        books = [during(task, partial(task.make, folder)) for task in tasks]
        manifest = manifest_of(library, edition, books)
        (folder / MANIFEST).write_text(manifest.model_dump_json(indent=2) + "\n", encoding="utf-8")


def _of_language(root: Path, library: Library, edition: Edition, locale: Locale) -> Iterator[Task]:
    name = f"{NAME}-{locale}"
    words = load_interface(root)
    whole = chapters(library, locale, Wanted())
    pdf = PdfPlan((locale,), "single", whole)

    def epub(formulas: Literal["mathml", "images"]) -> Callable[[Path], None]:
        return partial(write_epub, root, library, edition, EpubPlan(locale, whole, formulas))

    def deck(file: Path) -> None:
        write_deck(root, library, locale, edition, file)

    yield Task(f"{name}.pdf", "pdf", locale, partial(write_pdf, root, library, edition, pdf))
    yield Task(f"{name}.epub", "epub", locale, epub("mathml"))
    yield Task(f"{name}-images.epub", "epub-images", locale, epub("images"))
    yield Task(f"{name}.apkg", "anki", locale, deck)
    cards = partial(write_cards, root, library, locale)
    yield Task(f"cards.{locale}.zip", "cards", locale, cards)
    short, full = (
        partial(text, library, words, locale, edition) for text in (llms_txt, llms_full_txt)
    )
    yield Task(f"llms.{locale}.txt", "text", locale, _text(short))
    yield Task(f"llms-full.{locale}.txt", "text", locale, _text(full))


def _of_both(library: Library, edition: Edition) -> Iterator[Task]:
    yield Task("questions.json", "data", None, _text(partial(questions_json, library, edition)))
    yield Task("questions.schema.json", "data", None, _text(schema_json))


def _text(text: Callable[[], str]) -> Callable[[Path], None]:
    """Return what writes a text into a file."""

    def write(file: Path) -> None:
        file.write_text(text(), encoding="utf-8", newline="\n")

    return write
