"""The book as EPUB 3: pandoc reads the pages, and writes them with what stands around them."""

import json
import os
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from handbook.export.edition import NAME, Edition
from handbook.export.elements import (
    Element,
    bullets,
    code,
    definitions,
    division,
    heading,
    joined,
    link,
    paragraph,
    plain,
    span,
    text,
    values,
)
from handbook.export.formulas import drawings, with_images, write_images
from handbook.export.pandoc import Converted, Places, convert, run, section_label
from handbook.export.pdf import TypstFailedError, fonts_in
from handbook.export.selection import Chapter
from handbook.export.setup import tools_needed
from handbook.interface import load_interface
from handbook.model import (
    LANGUAGE_TAG,
    SECTION_TITLES,
    Bilingual,
    Library,
    Locale,
    Page,
    Question,
    Tag,
    Term,
)

COVER = Path("books/cover.typ")
COVER_IMAGE = "cover.png"
STYLE = Path("books/epub.css")
TEMPLATE = Path("books/epub.html")

RIGHTS = "CC BY 4.0"

FEATURES = ("alternativeText", "readingOrder", "structuralNavigation", "tableOfContents")
FEATURE_OF = {"mathml": "MathML", "images": "latex"}
"""What schema.org calls that which makes an EPUB accessible, and its formulas."""


@dataclass(frozen=True)
class Plan:
    """What an EPUB has.

    Attributes:
        locale: its language.
        chapters: its questions, each with a page in that language.
        formulas: as MathML, or as images for reading apps that do not show MathML.
    """

    locale: Locale
    chapters: Sequence[Chapter]
    formulas: Literal["mathml", "images"] = "mathml"

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions, in the order of the book."""
        return tuple(question for chapter in self.chapters for question in chapter.questions)

    @property
    def pages(self) -> tuple[Page, ...]:
        """Their pages."""
        return tuple(question.pages[self.locale] for question in self.questions)


def write_epub(root: Path, library: Library, edition: Edition, plan: Plan, target: Path) -> None:
    """Write an EPUB.

    Args:
        root: the project's folder, with style, fonts and figures.
        library: where links, tags and terms are looked up.
        edition: what the book says of itself.
        plan: what is in it.
        target: the file to write, in a folder that is there.

    Raises:
        ContentError: the EPUB cannot carry something of a page.
        MissingToolsError: the books' set-up has not run.
        PandocError: pandoc has ended with an error.
        MathJaxDiedError, TypstFailedError: so have the others.
    """
    labels = {page.path: page.id for page in plan.pages}
    places = Places(library, edition.site_url, labels, Path.as_posix)
    converted = convert(plan.pages, places, "epub")
    book = _Book(library, edition, plan, load_interface(root), converted)
    with TemporaryDirectory() as name:
        folder = Path(name)
        _write_cover(root, folder / COVER_IMAGE, book)
        document: object = book.document()
        if plan.formulas == "images":
            document = with_images(document, write_images(drawings(root, plan.pages), folder))
        made = {"SOURCE_DATE_EPOCH": str(edition.timestamp)}
        run(_arguments(root, folder, target), json.dumps(document), made)


def _arguments(root: Path, folder: Path, target: Path) -> list[str | Path]:
    return [
        "--from=json",
        "--to=epub3",
        "--mathml",
        "--toc",
        "--toc-depth=2",
        "--split-level=2",
        "--wrap=none",
        "--fail-if-warnings",
        f"--template={root / TEMPLATE}",
        f"--css={root / STYLE}",
        f"--epub-cover-image={folder / COVER_IMAGE}",
        f"--resource-path={root}{os.pathsep}{folder}",
        f"--output={target}",
    ]


def _write_cover(root: Path, file: Path, book: "_Book") -> None:
    with tools_needed():
        import typst  # noqa: PLC0415 -- only the books' set-up has it
    try:
        typst.compile(
            root / COVER,
            output=file,
            root=root,
            font_paths=fonts_in(root),
            ignore_system_fonts=True,
            sys_inputs={
                "lang": book.locale,
                "title": book.say("site_name"),
                "description": book.description,
                "edition": book.edition_line,
            },
            ppi=72,
        )
    except typst.TypstError as error:
        raise TypstFailedError(f"Typst: {error.diagnostic.strip()}") from error


@dataclass(frozen=True)
class _Book:
    """What the pages say, and what stands around it."""

    library: Library
    edition: Edition
    plan: Plan
    words: Mapping[str, Bilingual]
    converted: Mapping[Path, Converted]

    @property
    def locale(self) -> Locale:
        return self.plan.locale

    @property
    def questions(self) -> Sequence[Question]:
        return self.plan.questions

    @property
    def description(self) -> str:
        return self.words["book_description"][self.locale].format(len(self.questions))

    @property
    def edition_line(self) -> str:
        version, date = self.edition.version, str(self.edition.date)
        return self.words["edition_of"][self.locale].format(version=version, date=date)

    def say(self, key: str) -> str:
        return self.words[key][self.locale]

    def document(self) -> Element:
        """Return the whole as pandoc reads it."""
        blocks = [block for chapter in self.plan.chapters for block in self._chapter(chapter)]
        [any_page, *_] = self.converted.values()
        return {
            "pandoc-api-version": json.loads(any_page.sections[0])["pandoc-api-version"],
            "meta": self._metadata(),
            "blocks": [*blocks, *self._tags(), *self._glossary()],
        }

    def _metadata(self) -> Element:
        name = f"{NAME}-{self.locale}-{self.plan.formulas}"
        return {
            "title": plain(self.say("site_name")),
            "author": plain(self.say("book_author")),
            "description": plain(self.description),
            "lang": plain(LANGUAGE_TAG[self.locale]),
            "date": plain(str(self.edition.date)),
            "identifier": plain(uuid.uuid5(uuid.NAMESPACE_URL, name).urn),
            "rights": plain(RIGHTS),
            "accessModes": values(["textual", "visual"]),
            "accessibilityFeatures": values([*FEATURES, FEATURE_OF[self.plan.formulas]]),
            "toc-title": plain(self.say("contents")),
            "imprint": values(self._imprint()),
        }

    def _imprint(self) -> Iterator[str | Element]:
        """Yield the paragraphs of the title page."""
        yield self.edition_line
        yield self.say("book_licence")
        yield self.say("book_checked")
        yield self.say("book_online")
        yield link(self.edition.site_url, self.edition.site_url)

    def _chapter(self, chapter: Chapter) -> Iterator[Element]:
        label = f"topic--{chapter.topic.id}" if chapter.topic else "list"
        yield heading(1, label, chapter.title)
        if chapter.topic:
            yield paragraph([text(chapter.topic.description[self.locale])])
        yield bullets([self._link(question)] for question in chapter.questions)
        for question in chapter.questions:
            yield from self._question(question)

    def _question(self, question: Question) -> Iterator[Element]:
        page = question.pages[self.locale]
        converted = self.converted[page.path]
        yield heading(2, question.id, converted.title)
        yield division("about", [paragraph(joined(self._about(question), " · "))])
        for section, document in zip(page.sections, converted.sections, strict=True):
            if section.kind:
                title = SECTION_TITLES[self.locale][section.kind]
                yield heading(3, section_label(question.id, section.kind), title)
                yield from json.loads(document)["blocks"]

    def _about(self, question: Question) -> Iterator[Element]:
        """Yield the level of a question, its tags, its id, and the day it was checked."""
        checked = question.any_page.front_matter.checked
        yield text(self.say(question.level.value))
        for tag in question.tags:
            yield link(self.library.tag(tag).label[self.locale], f"#tag--{tag}")
        yield code(question.id)
        yield text(f"{self.say('checked')} {checked}")

    def _tags(self) -> Iterator[Element]:
        """Yield the index of tags."""
        yield heading(1, "index--tags", self.say("tag_index"))
        used = [tag for tag in self.library.tags if any(tag.id in q.tags for q in self.questions)]
        yield definitions((self._tag(tag), self._questions_with(tag)) for tag in used)

    def _tag(self, tag: Tag) -> list[Element]:
        return [span(tag.label[self.locale], f"tag--{tag.id}")]

    def _questions_with(self, tag: Tag) -> list[Element]:
        tagged = (question for question in self.questions if tag.id in question.tags)
        return [bullets([self._link(question)] for question in tagged)]

    def _glossary(self) -> Iterator[Element]:
        yield heading(1, "index--glossary", self.say("glossary"), "glossary")
        yield definitions(
            (self._term(term), self._explanation(term)) for term in self.library.terms
        )

    def _term(self, term: Term) -> list[Element]:
        other: Locale = "zh" if self.locale == "en" else "en"
        word = span(term.term[self.locale], f"term--{term.id}")
        if term.term[other] == term.term[self.locale]:
            return [word]
        return [word, text(" "), span(term.term[other], language=LANGUAGE_TAG[other])]

    def _explanation(self, term: Term) -> list[Element]:
        definition = term.definition[self.locale]
        question = self.library.question(term.question)
        if question is None or question not in self.questions:
            return [paragraph([text(definition)])]
        before = text(f"{definition} {self.say('explained_in')} ")
        return [paragraph([before, self._link(question)])]

    def _link(self, question: Question) -> Element:
        return link(self.converted[question.pages[self.locale].path].title, f"#{question.id}")
