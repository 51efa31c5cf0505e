"""Pages in the markup of a book, as pandoc reads them: a process for each core, not each page."""

import json
import os
import subprocess
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from handbook.addresses import address_of
from handbook.export.setup import ToolError, tools_needed
from handbook.links import target_of
from handbook.load.body import span, tokens_of
from handbook.markdown import ALERTS
from handbook.model import Library, Link, Page
from handbook.problems import ContentError, Problem

PROGRAM = Path(__file__).with_name("convert.lua")

Markup = Literal["typst", "epub"]

Seen = Mapping[str, Any]
"""What pandoc has found on a page, by kind."""

ADVICE = "write it in a simpler way"


class PandocError(ToolError):
    """Pandoc has ended with an error, which is no fault of the pages; the message is its own."""


@dataclass(frozen=True)
class Places:
    """Where the links and images of a book's pages lead.

    Attributes:
        library: where the questions are looked up.
        site_url: the root of the site, for what is not in the book, with a trailing slash.
        labels: the name of each page's place in the book, by the page's path.
        picture: returns how the book names the image in a file of the project.
    """

    library: Library
    site_url: str
    labels: Mapping[Path, str]
    picture: Callable[[Path], str]

    def of_link(self, page: Page, link: Link) -> Mapping[str, str]:
        """Return the label in the book that a page's link leads to, or its URL."""
        target = target_of(page, link)
        if target is None:
            return {"url": link.target}
        label = self.labels.get(Path(target.path))
        if label is None:
            anchor = f"#{target.anchor}" if target.anchor else ""
            return {"url": self.site_url + address_of(target.path) + anchor}
        return {"label": section_label(label, target.anchor) if target.anchor else label}

    def of_image(self, page: Page, image: Link) -> str:
        """Return how the book names an image of the page."""
        target = target_of(page, image)
        if target is None:
            raise ValueError(f"{page.path}:{image.line}: the image is no file of the project")
        return self.picture(Path(target.path))


@dataclass(frozen=True)
class Converted:
    """A page in a book's markup.

    Attributes:
        title: its title as text, with the quotation marks of its language.
        sections: the text of its sections, without their headings, in their order.
    """

    title: str
    sections: Sequence[str]


def section_label(label: str, anchor: str) -> str:
    """Return the name of a section's place in the book, unlike that of any other page's."""
    return f"{label}--{anchor}"


def convert(pages: Sequence[Page], places: Places, to: Markup) -> Mapping[Path, Converted]:
    """Return each page in a book's markup, by its path.

    Args:
        pages: the pages of the book.
        places: where their links and images lead.
        to: 'typst' gives Typst's markup, 'epub' documents of pandoc's in JSON.

    Raises:
        ContentError: a formula, a link, an image, a table or a code block cannot be carried.
        MissingToolsError: pandoc is not installed.
        PandocError: pandoc has ended with an error.
    """
    answers = _answers([_job(page, places) for page in pages], to)
    problems: list[Problem] = []
    for page, answer in zip(pages, answers, strict=True):
        problems += _lost(page, answer["seen"])
        problems += _refused(page, answer["refused"])
        problems += _sections_lost(page, answer["sections"])
    if problems:
        raise ContentError(problems)
    return {
        page.path: Converted(answer["title"], answer["sections"])
        for page, answer in zip(pages, answers, strict=True)
    }


def _answers(jobs: Sequence[Mapping[str, Any]], to: Markup) -> list[Mapping[str, Any]]:
    """Return pandoc's answers, which it works out on all cores."""
    cores = os.cpu_count() or 1
    share = max(1, -(-len(jobs) // cores))
    shares = [{"to": to, "pages": jobs[n : n + share]} for n in range(0, len(jobs), share)]
    with ThreadPoolExecutor(cores) as pool:
        texts = pool.map(lambda part: run(["lua", PROGRAM], json.dumps(part)), shares)
        return [answer for text in texts for answer in json.loads(text)]


def _job(page: Page, places: Places) -> Mapping[str, Any]:
    return {
        "text": page.body,
        "smart": page.locale == "en",  # Chinese pages have their quotation marks
        "alerts": {kind: alert.title[page.locale] for kind, alert in ALERTS.items()},
        "links": {
            link.target: places.of_link(page, link) for link in page.links if not link.is_image
        },
        "images": {
            link.target: places.of_image(page, link) for link in page.links if link.is_image
        },
    }


def run(
    arguments: Iterable[str | Path], text: str, environment: Mapping[str, str] | None = None
) -> str:
    """Return what pandoc writes to standard output.

    Args:
        arguments: those of its command line.
        text: its standard input.
        environment: what it is to find there besides ours.

    Raises:
        MissingToolsError: pandoc is not installed.
        PandocError: pandoc has ended with an error.
    """
    with tools_needed():
        import pypandoc  # noqa: PLC0415 -- only the books' set-up has it
    result = subprocess.run(
        [pypandoc.get_pandoc_path(), *arguments],
        input=text,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **(environment or {})},
        check=False,
    )
    if result.returncode != 0:
        raise PandocError(f"pandoc: {result.stderr.strip()}")
    return result.stdout


def _lost(page: Page, seen: Seen) -> Iterator[Problem]:
    """Report what the page has and pandoc has not found on it."""
    formulas = [("formula", f.tex, f.line) for f in page.formulas]
    has = {
        "formulas": formulas,
        "links": [("link to", link.target, link.line) for link in page.links if not link.is_image],
        "images": [("image", link.target, link.line) for link in page.links if link.is_image],
        "code": [("code block", b.code.rstrip("\n"), b.line) for b in page.code_blocks],
    }
    for kind, items in has.items():
        found = Counter[str](seen[kind])
        for what, text, line in items:
            found[text] -= 1
            if found[text] < 0:
                yield _problem(page, line, f"the {what} '{_first_line(text)}' is lost in the books")
    tables = [t for t in tokens_of(page.body) if t.type == "table_open"]
    for table in tables[seen["tables"] :]:
        line = page.body_line + span(table)[0]
        yield _problem(page, line, "a table of this page is lost in the books")


def _refused(page: Page, refused: Sequence[str]) -> Iterator[Problem]:
    """Report the formulas that pandoc cannot carry, each on its first line."""
    lines = {formula.tex: formula.line for formula in reversed(page.formulas)}
    for tex in refused:
        yield _problem(
            page, lines.get(tex, page.body_line), f"pandoc cannot carry the formula '{tex}'"
        )


def _sections_lost(page: Page, sections: Sequence[str]) -> Iterator[Problem]:
    if len(sections) != len(page.sections):
        yield _problem(page, page.body_line, "a section of this page is lost in the books")


def _problem(page: Page, line: int, message: str) -> Problem:
    return Problem(page.path, line, message, ADVICE)


def _first_line(text: str) -> str:
    return text.partition("\n")[0]
