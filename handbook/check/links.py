"""Links that lead somewhere, and images that exist and are described."""

import posixpath
import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from handbook.check.complaint import Complaint
from handbook.check.reading import LANGUAGE
from handbook.check.structure import owed_sections
from handbook.links import Target, target_of
from handbook.load.records import closest
from handbook.model import LOCALES, Library, Link, Locale, Page, Question, SectionKind
from handbook.problems import Problem

HOST = re.compile(r"(?!(.*\.)?xn--)[a-z0-9-]+(\.[a-z0-9-]+)+", re.IGNORECASE)
"""A host's name in letters that cannot be taken for others."""

FIGURES = PurePosixPath("docs/assets/figures")


def check_links(root: Path, library: Library, page: Page) -> Iterator[Problem]:
    """Say which links and images of the page are broken."""
    for link in page.links:
        if complaint := link_complaint(root, library, page, link):
            yield Problem(page.path, link.line, *complaint)


def link_complaint(root: Path, library: Library, page: Page, link: Link) -> Complaint | None:
    """Return what is wrong with a link or an image of the page, None if it is sound.

    Files are looked up below `root`: a page that cannot be read is a problem of its own, not one
    of every link to it.
    """
    if link.is_image:
        return image_complaint(root, page.path, page.locale, link)
    if complaint := address_complaint(link.target):
        return complaint
    target = target_of(page, link)
    return _page_complaint(root, library, page, target) if target else None


def address_complaint(address: str) -> Complaint | None:
    """Return what is wrong with an address as such, whatever it leads to, None if nothing is."""
    malformed = Complaint(f"'{address}' is not an address", "correct it")
    if not address:
        return Complaint("a link without a target", "write where it leads, or drop it")
    if address.startswith("/"):
        message = f"the link to '{address}' depends on where the site is"
        return Complaint(message, "write the relative path of the page's .md file")
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return malformed
    if parts.scheme not in ("", "http", "https"):
        return Complaint(f"a link of the kind '{parts.scheme}:'", "link to a page or with https://")
    if parts.username is not None:
        return Complaint(f"'{address}' names a user", "drop what stands before the '@'")
    return malformed if parts.scheme and not HOST.fullmatch(host) else None


def _page_complaint(root: Path, library: Library, page: Page, target: Target) -> Complaint | None:
    tree = PurePosixPath("docs", page.locale)
    if target.path.suffix != ".md":
        message = f"the link to '{target.path}' is not to a page"
        return Complaint(message, "link to a page's .md file, or elsewhere with https://")
    if not target.path.is_relative_to(tree):
        message = f"the link leads out of {tree}/"
        return Complaint(message, f"link to the {LANGUAGE[page.locale]} page")
    if not is_file(root, target.path):
        return _missing_page(root, library, page, target)
    if not target.anchor:
        return None
    return _anchor_complaint(library, page, target)


def _missing_page(root: Path, library: Library, page: Page, target: Target) -> Complaint:
    tree = PurePosixPath("docs", page.locale)
    question = library.question(target.path.stem)
    if question:
        home = tree / question.topic / f"{question.id}.md"
        if is_file(root, home):
            meant = f"did you mean '{_relative(page, question)}'?"
            return Complaint(f"there is no page '{target.path}'", meant)
        message = f"the question '{question.id}' has no {LANGUAGE[page.locale]} page yet"
        return Complaint(message, "write it, or name the question without a link")
    others = {q.id: q for q in library.questions if page.locale in q.pages}
    near = get_close_matches(target.path.stem, others, n=1)
    advice = f"did you mean '{_relative(page, others[near[0]])}'?" if near else "correct the path"
    return Complaint(f"there is no page '{target.path}'", advice)


def _relative(page: Page, question: Question) -> str:
    """Return the link from the page to the question's page in the same language."""
    return posixpath.relpath(f"{question.topic}/{question.id}.md", page.topic)


def _anchor_complaint(library: Library, page: Page, target: Target) -> Complaint | None:
    if target.anchor not in list(SectionKind):
        message = f"'#{target.anchor}' is not one of the six sections"
        return Complaint(message, closest(target.anchor, SectionKind))
    question = library.question(target.path.stem)
    other = question.pages.get(page.locale) if question else None
    kind = SectionKind(target.anchor)
    if not (question and other) or other.section(kind):
        return None
    if kind in owed_sections(question.registration):
        return None  # it is missed there
    message = f"'{target.path}' has no section '#{target.anchor}'"
    return Complaint(message, "link to a section it has, or to the page")


def image_complaint(root: Path, path: Path, locale: Locale, image: Link) -> Complaint | None:
    """Return what is wrong with an image, None if it is sound.

    Args:
        root: the project's folder.
        path: the page that shows it.
        locale: the page's language.
        image: the image.
    """
    if not image.text.strip():
        return Complaint("the image has no description", "say what it shows in its brackets")
    source = image.target
    if source.startswith("/") or ":" in source:
        message = f"the image '{source}' is not a file of the handbook"
        return Complaint(message, "put it below docs/assets/figures/ and write its relative path")
    file = PurePosixPath(posixpath.normpath(posixpath.join(path.parent.as_posix(), source)))
    if not file.is_relative_to("docs") or not is_file(root, file):
        advice = "correct the path, or add the file below docs/assets/figures/"
        return Complaint(f"there is no image '{file}'", advice)
    if file.parent != FIGURES or file.suffix != ".svg":
        return Complaint(f"'{file}' is no figure", "show an .svg file of docs/assets/figures/")
    language = PurePosixPath(file.stem).suffix.removeprefix(".")
    if language in LOCALES and language != locale:
        message = f"the image '{file.name}' is not in the page's language"
        return Complaint(message, f"use '{figure(image)}.{locale}{file.suffix}'")
    return None


def is_file(root: Path, path: PurePosixPath) -> bool:
    """Say whether there is such a file below `root`, which no path is too long or odd to ask."""
    try:
        return (root / path).is_file()
    except OSError:
        return False


def figure(image: Link) -> str:
    """Return a figure's name, the same in both languages: without folder, language and format."""
    name = PurePosixPath(image.target).stem
    base, _, language = name.rpartition(".")
    return base if language in LOCALES else name
