"""The book as PDF: pandoc turns the pages into Typst, `books/book.typ` makes a book of them."""

import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from handbook.export.edition import Edition
from handbook.export.pandoc import ADVICE, Places, convert
from handbook.export.selection import Chapter
from handbook.export.setup import MissingToolsError, ToolError, tools_needed
from handbook.interface import load_interface
from handbook.markdown import ALERTS
from handbook.model import LOCALES, SECTION_TITLES, Bilingual, Library, Link, Locale, Page, Question
from handbook.problems import ContentError, Problem

TEMPLATES = (Path("books/book.typ"), Path("books/motif.typ"), Path("books/page.typ"))

FONTS = (
    "fonts/node_modules/@expo-google-fonts/noto-sans-sc/400Regular",
    "fonts/node_modules/@expo-google-fonts/noto-sans-sc/700Bold",
    "books/node_modules/@expo-google-fonts/noto-serif-sc/400Regular",
    "books/node_modules/@expo-google-fonts/noto-serif-sc/700Bold",
)
"""The folders of the Chinese fonts; the Latin ones come with Typst."""

Layout = Literal["single", "following", "facing"]
"""One language; each question in one and then in the other; the two side by side."""

WORDS = ("contents", "tag_index", "glossary", "on_page", "checked")
"""What `books/` says in the language of the text around, besides the titles of alerts."""

REFUSAL = re.compile(
    r"^error: (?P<reason>.*)\n\s*┌─ \S*?(?P<file>(?:pages|docs)/\S+):(?P<line>\d+):(?P<column>\d+)",
    re.MULTILINE,
)
"""What Typst says of a page or a figure, and of which place in it."""

FORMULA = re.compile(r'#(?:formula|displayed)\((?P<tex>"(?:[^"\\]|\\.)*")')
"""A formula in the Typst of a page."""


class TypstFailedError(ToolError):
    """Typst has ended with an error that is no fault of the pages; the message is its own."""


@dataclass(frozen=True)
class Plan:
    """What a PDF has.

    Attributes:
        locales: its languages; the first one is that of cover, contents and index.
        layout: how two languages stand together.
        chapters: its questions, each with a page in every language.
        choice: what the reader chose, for the cover; None for the whole book.
    """

    locales: tuple[Locale, ...]
    layout: Layout
    chapters: Sequence[Chapter]
    choice: str | None = None

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages, in the order of the book."""
        questions = (question for chapter in self.chapters for question in chapter.questions)
        return tuple(question.pages[locale] for question in questions for locale in self.locales)

    def label(self, page: Page) -> str:
        """Return the name of a page's place in the book."""
        return page.id if page.locale == self.locales[0] else f"{page.id}--{page.locale}"


def write_pdf(root: Path, library: Library, edition: Edition, plan: Plan, target: Path) -> int:
    """Write a PDF; return how many pages it has.

    Args:
        root: the project's folder, with templates, fonts and figures.
        library: where links are looked up.
        edition: what the book says of itself.
        plan: what is in it.
        target: the file to write, in a folder that is there.

    Raises:
        ContentError: the PDF cannot carry something of a page.
        MissingToolsError: the books' set-up has not run.
        TypstFailedError: Typst has ended with an error of another kind.
    """
    labels = {page.path: plan.label(page) for page in plan.pages}
    places = Places(library, edition.site_url, labels, lambda path: f"/{path.as_posix()}")
    converted = convert(plan.pages, places, "typst")
    titles = {path: page.title for path, page in converted.items()}
    with TemporaryDirectory() as name:
        folder = Path(name)
        for template in TEMPLATES:
            shutil.copy(root / template, folder)
        for page in plan.pages:
            _write_page(folder / _file_of(page), converted[page.path].sections)
            _copy_figures(root, folder, page)
        book = _Book(library, edition, plan, load_interface(root), titles)
        (folder / "book.json").write_text(json.dumps(book.description()), encoding="utf-8")
        _compile(root, folder, plan.pages)
        with tools_needed():
            import pypdf  # noqa: PLC0415 -- only the books' set-up has it
        pages = len(pypdf.PdfReader(folder / "book.pdf").pages)
        shutil.move(folder / "book.pdf", target)
    return pages


def _file_of(page: Page) -> str:
    """Return where the Typst of a page stands, below the book's folder."""
    return f"pages/{page.locale}-{page.id}.typ"


def _write_page(file: Path, sections: Iterable[str]) -> None:
    file.parent.mkdir(exist_ok=True)
    contents = ",\n".join(f"[\n{section}\n]" for section in sections)
    file.write_text(
        f'#import "/page.typ": *\n#let sections = (\n{contents},\n)\n', encoding="utf-8"
    )


def _copy_figures(root: Path, folder: Path, page: Page) -> None:
    for link in page.links:
        if link.is_image:
            figure = _figure_of(page, link)
            (folder / figure).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / figure, folder / figure)


def _figure_of(page: Page, link: Link) -> Path:
    """Return the file of an image, below the project's folder."""
    return Path(os.path.normpath(page.path.parent / link.target))


def fonts_in(root: Path) -> list[Path]:
    """Return the folders of the Chinese fonts; MissingToolsError if they are not installed."""
    fonts = [root / font for font in FONTS]
    if not all(map(Path.is_dir, fonts)):
        raise MissingToolsError("the books need their fonts; run `python3 tools/setup.py books`")
    return fonts


def _compile(root: Path, folder: Path, pages: Sequence[Page]) -> None:
    """Let Typst write `book.pdf` in the folder."""
    with tools_needed():
        import typst  # noqa: PLC0415 -- only the books' set-up has it
    compiler = typst.Compiler(
        folder / "book.typ", root=folder, font_paths=fonts_in(root), ignore_system_fonts=True
    )
    try:
        _, warnings = compiler.compile_with_warnings(
            output=folder / "book.pdf", format="pdf", pdf_standards=["ua-1"]
        )
    except typst.TypstError as error:
        problems = list(_problems(folder, pages, error.diagnostic))
        if problems:
            raise ContentError(problems) from error
        raise TypstFailedError(f"Typst: {error.diagnostic.strip()}") from error
    # Pandoc writes names of symbols that this Typst draws and the next one will not know.
    serious = [warning for warning in warnings if "is deprecated" not in warning.message]
    if serious:
        raise TypstFailedError(f"Typst: {serious[0].diagnostic.strip()}")


def _problems(folder: Path, pages: Sequence[Page], diagnostic: str) -> Iterator[Problem]:
    """Yield what Typst says of the pages, each at the formula or image that it is about."""
    for reason, file, line, column in REFUSAL.findall(diagnostic):
        for page in pages:
            if file == _file_of(page):
                text = _formula_at(folder / file, int(line), int(column))
                lines = {formula.tex: formula.line for formula in page.formulas}
                yield _problem(page, lines.get(text, page.body_line), text, reason)
            for link in page.links:
                if link.is_image and file == _figure_of(page, link).as_posix():
                    yield _problem(page, link.line, link.text, reason)


def _formula_at(file: Path, line: int, column: int) -> str:
    """Return the TeX of the formula at a place in the Typst of a page, '' if there is none."""
    text = file.read_text(encoding="utf-8").split("\n")[line - 1]
    before = FORMULA.findall(text[: column + 1])
    return str(json.loads(before[-1])).strip() if before else ""


def _problem(page: Page, line: int, what: str, reason: str) -> Problem:
    message = f"the PDF cannot carry '{what}': {reason}"
    return Problem(page.path, line, message, ADVICE)


@dataclass(frozen=True)
class _Book:
    """What `books/book.typ` is told."""

    library: Library
    edition: Edition
    plan: Plan
    words: Mapping[str, Bilingual]
    titles: Mapping[Path, str]

    @property
    def locale(self) -> Locale:
        return self.plan.locales[0]

    @property
    def questions(self) -> list[Question]:
        return [question for chapter in self.plan.chapters for question in chapter.questions]

    def say(self, key: str, **values: str) -> str:
        return self.words[key][self.locale].format(**values)

    def description(self) -> Mapping[str, Any]:
        """Return all of it, for JSON."""
        made = self.edition.date
        return {
            "lang": self.locale,
            "layout": self.plan.layout,
            "is_list": not any(chapter.topic for chapter in self.plan.chapters),
            "title": self.say("site_name"),
            "second_title": self.words["site_name"][self.plan.locales[-1]]
            if len(self.plan.locales) > 1
            else None,
            "description": self.words["book_description"][self.locale].format(len(self.questions)),
            "author": self.say("book_author"),
            "choice": self.plan.choice,
            "edition": {
                "year": made.year,
                "month": made.month,
                "day": made.day,
                "text": self.say("edition_of", version=self.edition.version, date=str(made)),
            },
            "imprint": [
                self.say("edition_of", version=self.edition.version, date=str(made)),
                self.say("book_licence"),
                self.say("book_checked"),
                self.say("book_online"),
            ],
            "site": self.edition.site_url,
            "words": {locale: self._words(locale) for locale in LOCALES},
            "chapters": [self._chapter(chapter) for chapter in self.plan.chapters],
            "tags": list(self._tags()),
            "glossary": list(self._glossary()),
        }

    def _words(self, locale: Locale) -> Mapping[str, str]:
        alerts = {f"alert_{kind}": alert.title[locale] for kind, alert in ALERTS.items()}
        return {key: self.words[key][locale] for key in WORDS} | alerts

    def _chapter(self, chapter: Chapter) -> Mapping[str, Any]:
        introduction = [chapter.topic.description[self.locale]] if chapter.topic else []
        return {
            "label": f"topic--{chapter.topic.id}" if chapter.topic else "list",
            "title": chapter.title,
            "introduction": introduction,
            "questions": [
                [self._version(question.pages[locale], question) for locale in self.plan.locales]
                for question in chapter.questions
            ],
        }

    def _version(self, page: Page, question: Question) -> Mapping[str, Any]:
        locale = page.locale
        return {
            "lang": locale,
            "id": page.id,
            "label": self.plan.label(page),
            "title": self.titles[page.path],
            "level": self.words[question.level.value][locale],
            "tags": [self.library.tag(tag).label[locale] for tag in question.tags],
            "checked": str(page.front_matter.checked),
            "file": f"/{_file_of(page)}",
            "sections": [
                (section.kind, SECTION_TITLES[locale][section.kind])
                for section in page.sections
                if section.kind
            ],
        }

    def _tags(self) -> Iterator[Mapping[str, Any]]:
        """Yield the tags in use with their questions, as the vocabulary orders them."""
        for tag in self.library.tags:
            questions = [question for question in self.questions if tag.id in question.tags]
            if questions:
                yield {
                    "label": tag.label[self.locale],
                    "questions": [
                        {
                            "label": question.id,
                            "title": self.titles[question.pages[self.locale].path],
                        }
                        for question in questions
                    ],
                }

    def _glossary(self) -> Iterator[Mapping[str, Any]]:
        """Yield the terms that the book's questions explain, with both words."""
        ids = {question.id for question in self.questions}
        other: Locale = "zh" if self.locale == "en" else "en"
        for term in self.library.terms:
            if term.question in ids:
                yield {
                    "term": term.term[self.locale],
                    "other": term.term[other],
                    "definition": term.definition[self.locale],
                    "label": term.question,
                }
