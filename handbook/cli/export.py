"""`handbook export`: the books, all of them or one with what a reader wants in it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Annotated, Literal

import typer
from rich.console import Console

from handbook.cache import Cache
from handbook.check import check
from handbook.cli.app import app
from handbook.cli.common import (
    PARTS,
    fail_on_errors,
    find_root,
    find_scope,
    katex_needed,
    print_problems,
)
from handbook.export.anki import write_deck
from handbook.export.dist import Task, make_books
from handbook.export.edition import NAME, Edition, edition_of
from handbook.export.epub import Plan as EpubPlan
from handbook.export.epub import write_epub
from handbook.export.manifest import DIST, Book
from handbook.export.pdf import Plan as PdfPlan
from handbook.export.pdf import write_pdf
from handbook.export.selection import Wanted, chapters, choice_of
from handbook.export.setup import ToolError
from handbook.interface import load_interface
from handbook.load import Loaded, load
from handbook.load.records import closest
from handbook.model import LOCALES, Level, Library, Locale
from handbook.problems import ContentError

export = typer.Typer(no_args_is_help=True, help="Make PDF, EPUB, Anki decks and data.")
app.add_typer(export, name="export")

LANG = typer.Option("--lang", help="The book's language.")
OUTPUT = typer.Option("--output", "-o", help="The file to write.", dir_okay=False)


class Lang(StrEnum):
    """The languages of a PDF."""

    EN = "en"
    ZH = "zh"
    BOTH = "both"

    @property
    def locales(self) -> tuple[Locale, ...]:
        """The locales, the first one first."""
        return tuple(locale for locale in LOCALES if self in (locale, Lang.BOTH))


@export.command(name="all")
def export_all() -> None:
    """Make every book into `dist/`; a run that fails leaves the old ones as they were."""
    root, library, edition = _open()
    console = Console(highlight=False)

    def during(task: Task, make: Callable[[], Book]) -> Book:
        start = perf_counter()
        with console.status(task.name):
            book = make()
        pages = f"{book.pages} pages, " if book.pages else ""
        seconds = perf_counter() - start
        console.print(f"{DIST}/{book.name}: {pages}{book.bytes / 1e6:.2f} MB in {seconds:.1f} s")
        return book

    with _failures():
        make_books(root, library, edition, during)


@export.command()
def pdf(  # noqa: PLR0913, PLR0917 -- its parameters are the command's options
    parts: Annotated[list[str] | None, PARTS] = None,
    lang: Annotated[Lang, LANG] = Lang.EN,
    layout: Annotated[
        Literal["following", "facing"],
        typer.Option(help="How both languages stand together: after each other, or side by side."),
    ] = "following",
    tags: Annotated[
        list[str] | None, typer.Option("--tag", help="Only what has this tag; again for more.")
    ] = None,
    levels: Annotated[
        list[Level] | None, typer.Option("--level", help="Only this level; again for another.")
    ] = None,
    source: Annotated[
        str | None, typer.Option("--list", help="A question list, in its own order.")
    ] = None,
    output: Annotated[Path | None, OUTPUT] = None,
) -> None:
    """Make a PDF of the whole book, or of the questions that you choose."""
    root, library, edition = _open()
    locales = lang.locales
    _refuse_unknown(library, tags or (), [source] if source else ())
    scope = find_scope(Loaded(root, library, ()), parts)
    wanted = Wanted(
        ids=frozenset(question.id for question in scope.questions) if scope else None,
        tags=tuple(tags or ()),
        levels=tuple(levels or ()),
        locales=locales,
        source=library.source(source) if source else None,
    )
    found = chapters(library, locales[0], wanted)
    if not found:
        typer.echo("no answered question fits all of this", err=True)
        raise typer.Exit(1)
    choice = choice_of(library, load_interface(root), locales[0], wanted)
    plan = PdfPlan(locales, layout if len(locales) > 1 else "single", found, choice)
    name = "-".join((NAME, *locales, *(["selection"] if choice else [])))
    with _written(output or root / DIST / f"{name}.pdf") as file:
        count = write_pdf(root, library, edition, plan, file)
    typer.echo(f"{count} pages")
    if wanted.source:
        answered = library.answered_items(wanted.source)
        typer.echo(f"{answered} of the list's {wanted.source.items} questions are answered so far")


@export.command()
def epub(
    lang: Annotated[Locale, LANG] = "en",
    math: Annotated[
        Literal["mathml", "images"],
        typer.Option(help="Images are for reading apps that do not show MathML."),
    ] = "mathml",
    output: Annotated[Path | None, OUTPUT] = None,
) -> None:
    """Make an EPUB."""
    root, library, edition = _open()
    variant = "-images" if math == "images" else ""
    plan = EpubPlan(lang, chapters(library, lang, Wanted()), math)
    with _written(output or root / DIST / f"{NAME}-{lang}{variant}.epub") as file:
        write_epub(root, library, edition, plan, file)


@export.command()
def anki(
    lang: Annotated[Locale, LANG] = "en", output: Annotated[Path | None, OUTPUT] = None
) -> None:
    """Make an Anki deck."""
    root, library, edition = _open()
    with _written(output or root / DIST / f"{NAME}-{lang}.apkg") as file:
        write_deck(root, library, lang, edition, file)


def _open() -> tuple[Path, Library, Edition]:
    """Read the project; end the command if what the books are made from is not sound."""
    root = find_root()
    cache = Cache(root)
    loaded = load(root, cache)
    with katex_needed():
        fail_on_errors(check(loaded, cache=cache))
    return loaded.root, loaded.library, edition_of(loaded.library)


def _refuse_unknown(library: Library, tags: Sequence[str], sources: Sequence[str]) -> None:
    """End the command if an option names a tag or a question list that is not there."""
    known_tags = [tag.id for tag in library.tags]
    known_lists = [source.id for source in library.sources]
    unknown = [
        f"'{name}' is no {what}; {closest(name, known)}"
        for what, names, known in (
            ("tag", tags, known_tags),
            ("question list", sources, known_lists),
        )
        for name in names
        if name not in known
    ]
    for line in unknown:
        typer.echo(line, err=True)
    if unknown:
        raise typer.Exit(2)


@contextmanager
def _written(target: Path) -> Iterator[Path]:
    """Give a file to write, which takes the target's place when it is whole."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=target.parent, prefix=".") as folder, _failures():
        file = Path(folder) / target.name
        yield file
        file.replace(target)
    typer.echo(f"{target} written")


@contextmanager
def _failures() -> Iterator[None]:
    """End the command in a few lines if a book cannot be made."""
    try:
        yield
    except ContentError as error:
        print_problems(error.problems)
        raise typer.Exit(1) from error
    except ToolError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
