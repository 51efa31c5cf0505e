"""The question pages under `docs/`."""

import hashlib
import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from handbook.cache import Cache
from handbook.load.body import body_of
from handbook.load.data import REGISTER, Data
from handbook.load.files import read_text
from handbook.load.records import YamlReader, closest
from handbook.model import LOCALES, SLUG, FrontMatter, Locale, Page, Registration
from handbook.problems import ContentError, Problem

GENERATED_FOLDERS = ("lists", "tags")
"""Folders of a language that hold pages made from data, not questions."""

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.M)


def load_pages(
    root: Path, files: Iterable[Path], data: Data, cache: Cache | None = None
) -> tuple[list[Page], list[Problem]]:
    """Read every question page; return the sound ones and the problems.

    Args:
        root: the project's folder.
        files: what there is below `docs/`, relative to `root`.
        data: the records that say where a page belongs.
        cache: where the parts of bodies that were read before may be.
    """
    pages: list[Page] = []
    problems: list[Problem] = []
    topics = [entry.id for entry in data.topics]
    register = {entry.id: entry for entry in data.register}
    for locale in LOCALES:
        paths = [path for path in files if _is_question(path, locale)]
        for path in paths:
            page, page_problems = _read_page(root, path, locale, cache)
            misplaced = list(_misplaced(path, topics, register, paths))
            problems += page_problems
            if data.is_whole:
                problems += misplaced
            if page and not misplaced:
                pages.append(page)
    return pages, problems


def digest(body: str) -> str:
    """Return the eight hexadecimal digits that identify a page's body."""
    return hashlib.sha256(body.encode()).hexdigest()[:8]


def _is_question(path: Path, locale: Locale) -> bool:
    """Say whether a file is the page of a question, by its place."""
    return (
        len(path.parts) == 4
        and path.parts[1] == locale
        and path.parts[2] not in GENERATED_FOLDERS
        and path.suffix == ".md"
        and path.name != "index.md"
    )


def _misplaced(
    path: Path,
    topics: Sequence[str],
    register: Mapping[str, Registration],
    paths: Container[Path],
) -> Iterator[Problem]:
    """Say what is wrong with a page's place: its id, its folder, its entry in the register."""
    topic, name = path.parent.name, path.stem
    if not re.fullmatch(SLUG, name):
        advice = "use lower-case words joined by hyphens"
        yield Problem(path, 1, f"'{name}' cannot be an id", advice)
    elif topic not in topics:
        yield Problem(path, 1, f"unknown topic folder '{topic}'", closest(topic, topics))
    elif name not in register:
        message = f"'{name}' is not in the register of questions"
        yield Problem(path, 1, message, f"add it to {REGISTER}, or {closest(name, register)}")
    elif (home := register[name].topic) != topic:
        twin = path.parent.parent / home / path.name
        if twin in paths:
            advice = "ids are unique and permanent: rename or remove this page"
            yield Problem(path, 1, f"the id '{name}' is taken by {twin.as_posix()}", advice)
            return
        message = f"the register puts '{name}' in the topic '{home}'"
        advice = f"move the page, or change its topic in {REGISTER} and list the old one there"
        yield Problem(path, 1, message, f"{advice} under 'formerly'")


def _read_page(
    root: Path, path: Path, locale: Locale, cache: Cache | None
) -> tuple[Page | None, list[Problem]]:
    try:
        page, problems = _parse_page(path, locale, read_text(root, path), cache)
    except ContentError as error:
        return None, error.problems
    return page, list(problems)


@lru_cache(maxsize=4096)
def _parse_page(
    path: Path, locale: Locale, text: str, cache: Cache | None
) -> tuple[Page | None, tuple[Problem, ...]]:
    """Parse a page; remembered, since a live preview reads every page again and again.

    In this process, since the checks are forked from it: what it has parsed, they have.
    """
    match = FRONT_MATTER.match(text)
    if match is None:
        advice = "start the page with a line '---', the keys, and a line '---'"
        return None, (Problem(path, 1, "no front matter", advice),)
    reader = YamlReader(path, first_line=2)
    record = reader.record(match["yaml"], FrontMatter)
    if record is None:
        return None, tuple(reader.problems)
    body, body_line = text[match.end() :], text.count("\n", 0, match.end()) + 1
    page = Page(
        path=path,
        locale=locale,
        topic=path.parent.name,
        id=path.stem,
        front_matter=record.value,
        key_lines=record.key_lines,
        body=body,
        body_line=body_line,
        digest=digest(body),
        **vars(body_of(body, body_line, cache)),
    )
    return page, ()
