"""The site's addresses: those it has, those it has moved, and those it once published."""

from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

from handbook.load import Loaded
from handbook.load.files import read_text
from handbook.model import LOCALES, Library, Locale, Question
from handbook.problems import Problem

RECORD = Path("data/addresses.txt")
"""Every address the site has ever published, one a line, sorted."""

PREFIX: Mapping[Locale, str] = {"en": "", "zh": "zh/"}
"""Where each language's pages start below the site's root."""


@dataclass(frozen=True)
class Address:
    """A page of the site: its path below a language's root, and the languages that have it."""

    path: str
    locales: tuple[Locale, ...] = LOCALES

    def url(self, locale: Locale) -> str:
        """Return the page's URL below the site's root, without a leading slash."""
        return PREFIX[locale] + self.path


def addresses(library: Library) -> Iterator[Address]:
    """Yield every address of the site, in the order of the book."""
    indexes = ("questions/", "tags/", "lists/", "paths/", "glossary/", "downloads/", "status/")
    practice = ("study/", "interview/")
    for path in ("", *indexes, *practice):
        yield Address(path)
    for source in library.sources:
        yield Address(f"lists/{source.id}/")
    for learning_path in library.paths:
        yield Address(f"paths/{learning_path.id}/")
    for tag in library.tags:
        yield Address(f"tags/{tag.id}/")
    for topic in library.topics:
        yield Address(f"{topic.id}/")
        for question in library.answered_in(topic.id):
            yield Address(question.address, tuple(question.pages))


def address_of(path: PurePath) -> str:
    """Return the URL, below the site's root, of the page whose file is `docs/<locale>/…`."""
    _, locale, *folders = path.parent.parts
    names = folders if path.stem == "index" else [*folders, path.stem]
    return PREFIX["zh" if locale == "zh" else "en"] + "".join(f"{name}/" for name in names)


def redirects(library: Library) -> Mapping[str, str]:
    """Return where each moved page went: old URL to new, below the site's root."""
    return {
        f"{PREFIX[locale]}{topic}/{question.id}/": PREFIX[locale] + question.address
        for question in library.answered
        for topic in question.registration.formerly
        for locale in question.pages
    }


def check_addresses(loaded: Loaded) -> Iterator[Problem]:
    """Say which published addresses are gone, and which indexes have one that is not recorded."""
    advice = "restore its page, or list the page's old topic under 'formerly' in the register"
    recorded = read_record(loaded.root)
    reachable = _urls(loaded.library) | set(redirects(loaded.library))
    for url, line in recorded.items():
        if url not in reachable:
            advice = (
                "restore its page, or list the page's old topic under 'formerly' in the register"
            )
            yield Problem(RECORD, line, f"the published address /{url} is gone", advice)
    of_questions = {url for q in loaded.library.answered for url in _urls_of(q)}
    yield from _not_recorded(recorded, _urls(loaded.library) - of_questions)


def check_new_addresses(loaded: Loaded, questions: Iterable[Question]) -> Iterator[Problem]:
    """Say which of the questions' pages have an address that is not recorded yet."""
    if any(problem.path == RECORD for problem in loaded.problems):
        return  # the record cannot be read
    recorded = read_record(loaded.root)
    yield from _not_recorded(recorded, {url for q in questions for url in _urls_of(q)})


def _not_recorded(recorded: Mapping[str, int], urls: Iterable[str]) -> Iterator[Problem]:
    """Report each URL that the record lacks on the line where it belongs."""
    known = sorted(recorded)
    for url in sorted(set(urls) - set(recorded)):
        advice = "run `handbook record`, or add it as a line here"
        line = bisect(known, url) + 1
        yield Problem(RECORD, line, f"the new address /{url} is not recorded", advice)


def read_record(root: Path) -> Mapping[str, int]:
    """Return the published URLs, without their leading slash, with their lines.

    Raises:
        ContentError: the record cannot be read.
    """
    lines = read_text(root, RECORD).split("\n") if (root / RECORD).exists() else []
    return {text.strip().removeprefix("/"): n for n, text in enumerate(lines, 1) if text.strip()}


def record(loaded: Loaded) -> int:
    """Add the site's new addresses to the record; return how many there were."""
    recorded = read_record(loaded.root)
    new = _urls(loaded.library) - set(recorded)
    lines = sorted(f"/{url}\n" for url in new | set(recorded))
    (loaded.root / RECORD).write_text("".join(lines), encoding="utf-8")
    return len(new)


def _urls(library: Library) -> set[str]:
    return {address.url(locale) for address in addresses(library) for locale in address.locales}


def _urls_of(question: Question) -> set[str]:
    return {PREFIX[locale] + question.address for locale in question.pages}
