"""A live preview of the book, or of a part: what a change makes anew, and what is wrong."""

import html
import json
from collections.abc import Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from handbook.addresses import PREFIX, RECORD, addresses
from handbook.cache import Cache
from handbook.check import check
from handbook.check.scope import Scope, UnknownPartError, scope_of
from handbook.interface import load_interface
from handbook.load import Loaded, load
from handbook.math import FormulaError, KatexDiedError, shared_katex
from handbook.model import LOCALES, Bilingual, Library, Locale, Page
from handbook.problems import ContentError, Problem, errors
from handbook.relate import Relations
from handbook.watched import Stamps, stamps

SCRIPT = Path(__file__).with_suffix(".js")
"""Says on a page of the preview what is wrong."""

INDEXES = (
    *("", "questions/", "tags/", "lists/", "paths/", "glossary/", "downloads/"),
    *("study/", "interview/"),
)
"""The indexes that the preview of a part has, besides its topics'."""


@dataclass(frozen=True)
class Change:
    """What is to be made anew.

    Attributes:
        urls: the pages' addresses below the site's root.
        gone: the addresses of pages that are no more.
        is_whole: whether the preview has no pages but these.
        has_assets: whether the other files of the site may have changed too.
    """

    urls: Set[str]
    gone: Set[str] = frozenset()
    is_whole: bool = False
    has_assets: bool = False


class Preview:
    """What somebody sees who is writing.

    Mistakes do not stop it: what can be read is shown, and `problems` has what is wrong. Of a page
    whose title or tags change, the page comes first, then the indexes, then everything: `is_behind`
    says that something has to follow. Of a page whose text changes, only the page: the status page
    counts its words later.

    Args:
        root: the project's folder.
        parts: the questions, topics or paths to show; everything, if there are none.

    Raises:
        UnknownPartError: one of the parts is none.
    """

    def __init__(self, root: Path, parts: Sequence[str] = ()) -> None:
        self._root = root
        self._parts = parts
        self._cache = Cache(root)
        self._loaded = load(root, self._cache)
        self._scope = self._find_scope()
        self._stamps: Stamps = {}
        self._outline: object = None
        self._indexes_are_behind = False
        self.is_behind = False
        self.problems: list[Problem] = []
        self.words: Mapping[str, Bilingual] = {}

    @property
    def library(self) -> Library:
        """The library as it can be shown: without tags that the vocabulary lacks."""
        library = self._loaded.library
        questions = (
            replace(
                question,
                pages={locale: _shown(page, library) for locale, page in question.pages.items()},
            )
            for question in library.questions
        )
        return replace(library, questions=tuple(questions))

    @property
    def data_is_sound(self) -> bool:
        """Whether nothing is wrong with the data files."""
        return not any(problem.path.parts[0] == "data" for problem in self.problems)

    def read(self) -> Change:
        """Read and check what has changed since the last time; return what that changes."""
        before, self._stamps = self._stamps, stamps(self._root)
        touched = {path for path, _ in before.items() ^ self._stamps.items()}
        self._loaded = load(self._root, self._cache)
        with suppress(UnknownPartError):  # while the register is broken
            self._scope = self._find_scope()
        with suppress(ContentError):  # which the checks report
            self.words = load_interface(self._root)
        outline, self._outline = self._outline, _outline(self._loaded.library, self._stamps)
        if not touched and self._indexes_are_behind:
            self._indexes_are_behind = False
            return Change(self._urls() - self._answers(), has_assets=True)
        if (not touched and self.is_behind) or not all(map(_stands_alone, touched)):
            self._indexes_are_behind = self.is_behind = False
            self.problems = _mistakes(self._loaded, self._scope, self._cache)
            return Change(self._urls(), is_whole=True, has_assets=True)
        if outline != self._outline:
            self._indexes_are_behind = self.is_behind = True
        mine = [str(self._root / path) for path in touched if self._covers(path)]
        part = scope_of(self._loaded, mine)
        others = (problem for problem in self.problems if not part.includes(problem.path))
        self.problems = sorted({*others, *_mistakes(self._loaded, part)})
        places = [place for path in touched if (place := _place(path))]
        urls = {PREFIX[locale] + address for locale, address in places}
        has_assets = len(places) < len(touched)
        return Change(urls & self._urls(), gone=urls - self._urls(), has_assets=has_assets)

    def forget(self) -> None:
        """Take everything as changed the next time, since what was read could not be shown."""
        self._stamps = {}

    def report(self) -> str:
        """Return the problems as JSON: each one's line, and the address of its page, if any."""
        places = ((problem, _place(problem.path)) for problem in self.problems)
        problems = [{"line": str(each), "page": place and place[1]} for each, place in places]
        return json.dumps(problems, ensure_ascii=False)

    def _find_scope(self) -> Scope | None:
        return scope_of(self._loaded, self._parts) if self._parts else None

    def _covers(self, path: Path) -> bool:
        """Say whether a file is there and part of what is shown."""
        scope = self._scope
        is_mine = not scope or not scope.paths.isdisjoint((path, *path.parents))
        return is_mine and path in self._stamps

    def _urls(self) -> Set[str]:
        """Return the addresses of all pages that the preview shows."""
        pages = list(addresses(self._loaded.library))
        if self._scope:
            topics = {question.topic for question in self._scope.questions}
            wanted = {question.address for question in self._scope.questions}
            wanted.update(INDEXES, (f"{topic}/" for topic in topics))
            pages = [page for page in pages if page.path in wanted]
        return {page.url(locale) for page in pages for locale in page.locales}

    def _answers(self) -> Set[str]:
        """Return the addresses of the questions' pages."""
        questions = self._loaded.library.answered
        return {PREFIX[locale] + each.address for each in questions for locale in each.pages}


def as_far_as_possible(tex: str, display: bool) -> str:
    """Return a formula's HTML, or its TeX where KaTeX rejects it, which the checks report."""
    try:
        return shared_katex().render(tex, display)
    except (FormulaError, KatexDiedError):
        return f"<code>{html.escape(tex)}</code>"


def _mistakes(loaded: Loaded, scope: Scope | None, cache: Cache | None = None) -> list[Problem]:
    """Return what a writer has to mend; new addresses are recorded when a page is published."""
    problems = errors(check(loaded, scope, cache=cache))
    return [problem for problem in problems if problem.path != RECORD]


def _outline(library: Library, files: Stamps) -> object:
    """Return what pages show of each other, or are checked against."""
    relations = Relations(library)
    return set(files), [
        (
            question.id,
            [
                (page.locale, page.title, page.front_matter, [each.kind for each in page.sections])
                for page in question.pages.values()
            ],
            [follow_up.id for follow_up in relations.follow_ups(question)],
        )
        for question in library.answered
    ]


def _shown(page: Page, library: Library) -> Page:
    tags = tuple(tag for tag in page.front_matter.tags if library.has_tag(tag))
    if tags == page.front_matter.tags:
        return page
    return replace(page, front_matter=page.front_matter.model_copy(update={"tags": tags}))


def _stands_alone(path: Path) -> bool:
    """Say whether a file's text is shown on no page, or on one of its own only."""
    is_asset = path.parts[:2] in (("docs", "assets"), ("overrides", "assets"))
    return is_asset or _place(path) is not None


def _place(path: Path) -> tuple[Locale, str] | None:
    """Return the language of a Markdown file's page, and its address below the language's root."""
    for locale in LOCALES:
        root = Path("docs", locale)
        if path.suffix == ".md" and path.is_relative_to(root):
            page = path.relative_to(root).with_suffix("")
            folder = page.parent if page.name == "index" else page
            return locale, "" if folder == Path() else f"{folder.as_posix()}/"
    return None
