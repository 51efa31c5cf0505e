"""What the flashcards say: the short answers as HTML, with all that they show."""

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from handbook.addresses import address_of
from handbook.check.formulas import check_formulas
from handbook.check.links import FIGURES, link_complaint
from handbook.export.edition import NAME, Edition
from handbook.export.markdown import relinked, sections_of
from handbook.interface import load_interface
from handbook.load.body import tokens_of, with_lines
from handbook.markdown import site_markdown
from handbook.model import (
    SECTION_TITLES,
    Library,
    Link,
    Locale,
    Page,
    Question,
    SectionKind,
)
from handbook.problems import ContentError, Problem

FIELDS = ("Id", "Question", "Answer", "Figure", "Topic", "Level", "Link", "Extra")
"""The fields of a note, frozen since the first edition: their names, their order, their number.

With one more or one less, Anki would take the note type for another one, and the cards that readers
have would never be updated again.

- Id: the question's permanent id. Anki takes notes for duplicates by their first field, and two
  questions may share a title.
- Question: the title, which is the front of the card.
- Answer: the short answer.
- Figure: the first figure of the page, apart, so that the template says where it stands.
- Topic, Level: the line below the question.
- Link: the address of the page.
- Extra: empty, and shown below the answer: for what a later edition may want to add.
"""

UNKNOWN_TEX = re.compile(
    r"(?<!\\)(?:\\\\)*(\\(?:"
    "Alpha|Beta|Chi|Epsilon|Eta|Iota|Kappa|Mu|Nu|Omicron|Rho|Tau|Zeta|bm|dag|ddag|lBrace|lang|"
    "llbracket|mapsfrom|mathsterling|medspace|notni|oiiint|oiint|pounds|rBrace|rang|rrbracket|"
    "underbar|utilde"
    ")(?![A-Za-z]))"
)
"""Commands of `data/tex.yml` that the MathJax of Anki, 3.2, does not know."""

TEXT_IN_TEX = re.compile(
    r"\\(?:mbox|text(?:bf|it|rm|sf|tt)?)(?![A-Za-z])\s*\{(?P<text>(?:[^{}]|\{[^{}]*\})*)\}"
)
TEX_IN_TEXT = re.compile(r"\$[^$]*\$")
PRINTED_BACKSLASH = re.compile(r"\\(?![{}$\\])")
"""What the MathJax of Anki, which goes without 'textmacros', prints in the text of a formula."""

FORMULA_MARK = re.compile(r"\\[(\[]")
"""What starts a formula on a card, wherever a text has it."""

ANKI_MARK = re.compile(r"\[(?=sound:|anki:|latex\]|\$\$?\])")
"""The bracket of what Anki replaces in a field: sounds, and pictures of formulas."""


class Cards:
    """Makes what the notes of a deck say.

    Args:
        root: the project's folder.
        library: the book.
        locale: the language of the cards.
        edition: where the pages are.

    Attributes:
        figures: the figures that the cards made so far show, by their names in Anki.
    """

    def __init__(self, root: Path, library: Library, locale: Locale, edition: Edition) -> None:
        self._root = root
        self._library = library
        self._locale = locale
        self._edition = edition
        self._words = load_interface(root)
        self._parser = site_markdown(locale, mathjax)
        self._parser.treeprocessors.deregister("toc")  # the links of headings to themselves
        self.figures: dict[str, Path] = {}

    def fields(self, questions: Iterable[Question]) -> Mapping[str, Sequence[str]]:
        """Return the fields of each question's note, in the order of `FIELDS`, by its id.

        Raises:
            ContentError: cards cannot carry something of the pages.
        """
        fields: dict[str, Sequence[str]] = {}
        problems: list[Problem] = []
        for question in questions:
            try:
                fields[question.id] = self._fields(question)
            except ContentError as error:
                problems += error.problems
        if problems:
            raise ContentError(problems)
        return fields

    def _fields(self, question: Question) -> Sequence[str]:
        page = question.pages[self._locale]
        if problems := list(_problems(self._root, self._library, page)):
            raise ContentError(problems)
        sections = sections_of(page, relinked(page, self._address))
        images = [link for link in page.links if link.is_image]
        in_answer = [image for image in images if _is_in_answer(page, image.line)]
        apart = [image for image in images[:1] if image not in in_answer]
        for image in in_answer + apart:
            file = FIGURES / PurePosixPath(image.target).name
            self.figures[figure_name(file)] = self._root / file
        fields = (
            question.id,
            html.escape(page.title),
            self._parser.reset().convert(sections[SectionKind.SHORT_ANSWER]),
            "".join(map(_picture, apart)),
            html.escape(self._library.topic(question.topic).title[self._locale]),
            html.escape(self._words[question.level][self._locale]),
            html.escape(self._edition.url(question, self._locale)),
            "",
        )
        return [ANKI_MARK.sub("&#91;", field) for field in fields]

    def _address(self, path: PurePosixPath) -> str:
        """Return where a card finds a file of the project: pages on the site, figures in Anki."""
        if path.suffix == ".md":
            return self._edition.site_url + address_of(path)
        return figure_name(path)


def mathjax(tex: str, display: bool) -> str:
    """Return a formula's HTML on a card, where Anki's MathJax finds and renders it."""
    start, end = (r"\[", r"\]") if display else (r"\(", r"\)")
    return f"{start}{html.escape(tex, quote=False)}{end}"


def figure_name(path: PurePosixPath) -> str:
    """Return what a figure is called in Anki, which has the files of all decks in one folder."""
    return f"{NAME}-{path.name}"


def unknown_to_anki(tex: str) -> Sequence[str]:
    """Return what of a formula Anki's MathJax does not show as KaTeX does, each once."""
    texts = [
        match[0]
        for match in TEXT_IN_TEX.finditer(tex)
        if PRINTED_BACKSLASH.search(TEX_IN_TEXT.sub("", match["text"]))
    ]
    return list(dict.fromkeys(UNKNOWN_TEX.findall(tex) + texts))


def _picture(image: Link) -> str:
    name = figure_name(PurePosixPath(image.target))
    return f'<img src="{name}" alt="{html.escape(image.text)}">'


def _is_in_answer(page: Page, line: int) -> bool:
    section = page.section_at(line)
    return section is not None and section.kind is SectionKind.SHORT_ANSWER


def _problems(root: Path, library: Library, page: Page) -> Iterator[Problem]:
    """Say what of a page a card cannot carry."""
    if page.section(SectionKind.SHORT_ANSWER) is None:
        title = SECTION_TITLES[page.locale][SectionKind.SHORT_ANSWER]
        advice = "write it: it is the back of the card"
        yield Problem(page.path, page.body_line, f"the section '{title}' is missing", advice)
    for link in page.links:  # those of other sections too, which `relinked` looks up
        if complaint := link_complaint(root, library, page, link):
            yield Problem(page.path, link.line, *complaint)
    yield from _formulas_lost(page)


def _formulas_lost(page: Page) -> Iterator[Problem]:
    """Say which formulas of the short answer Anki does not show, and what it takes for one."""
    formulas = [formula for formula in page.formulas if _is_in_answer(page, formula.line)]
    yield from check_formulas(page.path, formulas)
    for formula in formulas:
        if names := unknown_to_anki(formula.tex):
            message = f"Anki cannot show {', '.join(names)}"
            yield Problem(page.path, formula.line, message, "write the formula with other TeX")
    for token, place in with_lines(tokens_of(page.body)):
        line = page.body_line + place
        mark = FORMULA_MARK.search(token.content) if token.type == "text" else None
        if mark and _is_in_answer(page, line):
            message = f"Anki takes what follows '{mark[0]}' for a formula"
            yield Problem(page.path, line, message, "drop the backslash, or put it in backticks")
