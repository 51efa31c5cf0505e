"""A part of the handbook that somebody wants to look at: questions, topics, files or folders."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from handbook.load import Loaded
from handbook.load.records import closest
from handbook.model import LOCALES, Library, Question


class UnknownPartError(Exception):
    """What was named is no part of the handbook; the message says what was probably meant."""


@dataclass(frozen=True)
class Scope:
    """Some questions, with all that is wrong with their pages, and some other files.

    Attributes:
        questions: the registered questions, in learning order.
        paths: files and folders, relative to the project's folder: the questions' pages, whether
            they can be read or not, and what else was named.
    """

    questions: tuple[Question, ...]
    paths: frozenset[Path]

    def includes(self, path: Path) -> bool:
        """Say whether a path is one of the files, or below one of the folders."""
        return not self.paths.isdisjoint((path, *path.parents))


def scope_of(loaded: Loaded, words: Sequence[str]) -> Scope:
    """Find what the words name.

    Args:
        loaded: the handbook.
        words: ids of questions or topics, or paths relative to the working folder. A page stands
            for its question, with both languages.

    Raises:
        UnknownPartError: a word names nothing; the message has a line for each such word.
    """
    library = loaded.library
    found: list[Scope] = []
    unknown: list[str] = []
    for word in words:
        part = _by_id(loaded, word) or _by_path(loaded, word)
        if part:
            found.append(part)
        else:
            unknown.append(_unknown(library, word))
    if unknown:
        raise UnknownPartError("\n".join(unknown))
    chosen = {question.id for part in found for question in part.questions}
    questions = tuple(q for q in library.questions if q.id in chosen)
    return Scope(questions, frozenset().union(*(part.paths for part in found)))


def _unknown(library: Library, word: str) -> str:
    if Path(word).name != word or Path(word).suffix:
        return f"there is no file or folder '{word}' in the handbook; correct the path"
    names = [q.id for q in library.questions] + [t.id for t in library.topics]
    return f"'{word}' is no question, topic or file; {closest(word, names)}"


def _by_id(loaded: Loaded, word: str) -> Scope | None:
    library = loaded.library
    if question := library.question(word):
        return Scope((question,), _pages(question) | _files_named(loaded.root, word))
    if word in (topic.id for topic in library.topics):
        folders = frozenset(Path("docs", locale, word) for locale in LOCALES)
        return Scope(tuple(q for q in library.questions if q.topic == word), folders)
    files = _files_named(loaded.root, word)  # pages that are not in the register
    return Scope((), files) if files else None


def _by_path(loaded: Loaded, word: str) -> Scope | None:
    file = Path(os.path.abspath(word))  # noqa: PTH100 -- not `resolve`, which follows links
    root = Path(os.path.abspath(loaded.root))  # noqa: PTH100
    if not (file.exists() and file.is_relative_to(root)):
        return None
    path = file.relative_to(root)
    questions = tuple(_below(path, loaded.library))
    pages: frozenset[Path] = frozenset().union(*map(_pages, questions))
    return Scope(questions, pages | {path})


def _below(path: Path, library: Library) -> Iterable[Question]:
    """Yield the questions that have a page at the path or below it."""
    for question in library.questions:
        if any(path in (page, *page.parents) for page in _pages(question)):
            yield question


def _pages(question: Question) -> frozenset[Path]:
    """Return where the question's pages are, or would be."""
    return frozenset(
        Path("docs", locale, question.topic, f"{question.id}.md") for locale in LOCALES
    )


def _files_named(root: Path, name: str) -> frozenset[Path]:
    """Return the pages that call themselves by that id, wherever they stand."""
    if not name.replace("-", "").isalnum():
        return frozenset()
    return frozenset(file.relative_to(root) for file in (root / "docs").glob(f"*/*/{name}.md"))
