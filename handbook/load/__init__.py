"""Read `docs/` and `data/` into a `Library`, once, with every mistake on the way."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from handbook.cache import Cache
from handbook.load.data import SOURCES, Data, load_data
from handbook.load.files import read_text
from handbook.load.pages import load_pages
from handbook.load.tree import scan
from handbook.model import Library, Locale, Page, Question
from handbook.problems import ContentError, Problem

__all__ = ["Loaded", "load"]

PORTABLE = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*")
"""A name that every system can write, and that differs from others in more than case."""


@dataclass(frozen=True)
class Loaded:
    """A library and what went wrong while it was read.

    Pages and records with problems are left out of the library, so that what is in it can be
    trusted and the other checks can still run.
    """

    root: Path
    library: Library
    problems: tuple[Problem, ...]


def load(root: Path, cache: Cache | None = None) -> Loaded:
    """Read the project in the folder `root`.

    Args:
        root: the project's folder.
        cache: where the parts of pages that were read before may be.
    """
    docs, data_files = scan(root, Path("docs")), scan(root, Path("data"))
    data, data_problems = load_data(root)
    pages, page_problems = load_pages(root, docs.files, data, cache)
    library = _library(data, pages)
    problems = [
        *docs.problems,
        *data_files.problems,
        *_unreadable(root, data_files.files),
        *data_problems,
        *page_problems,
    ]
    if not problems:  # a page that cannot be read is not missing
        problems += _unanswered(library, data.complete)
    return Loaded(root, library, tuple(dict.fromkeys(problems)))


def _unreadable(root: Path, files: Iterable[Path]) -> Iterator[Problem]:
    """Say which files of data, whatever they are for, cannot be read, here or on other systems."""
    for path in files:
        if not PORTABLE.fullmatch(path.name):
            advice = "use small letters and digits, joined by '.', '-' or '_'"
            yield Problem(path, 1, f"not every system can have a file '{path.name}'", advice)
        try:
            read_text(root, path)
        except ContentError as error:
            yield from error.problems


def _unanswered(library: Library, complete: Mapping[str, int]) -> Iterator[Problem]:
    """Say which items of the lists that are complete have no answer any more."""
    for item, question in library.answers_by_item.items():
        line = complete.get(item.partition("#")[0])
        if line and not question.is_answered:
            advice = f"write '{question.id}', or restore it"
            yield Problem(SOURCES, line, f"no page answers '{item}'", advice)


def _library(data: Data, pages: Iterable[Page]) -> Library:
    by_place: dict[tuple[str, str], dict[Locale, Page]] = {}
    for page in pages:
        by_place.setdefault((page.topic, page.id), {})[page.locale] = page
    questions = (
        Question(entry, by_place.get((entry.topic, entry.id), {})) for entry in data.register
    )
    return Library(data.topics, data.tags, data.sources, tuple(questions), data.terms, data.paths)
