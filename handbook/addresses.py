"""The site's addresses: those it has, those it has moved, and those it once published."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from handbook.load import Loaded
from handbook.model import LOCALES, Library, Locale
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
    for path in ("", "questions/", "tags/", "lists/"):
        yield Address(path)
    for source in library.sources:
        yield Address(f"lists/{source.id}/")
    for tag in library.tags:
        yield Address(f"tags/{tag.id}/")
    for topic in library.topics:
        yield Address(f"{topic.id}/")
        for question in library.answered_in(topic.id):
            yield Address(question.address, tuple(question.pages))


def redirects(library: Library) -> Mapping[str, str]:
    """Return where each moved page went: old URL to new, below the site's root."""
    return {
        f"{PREFIX[locale]}{topic}/{question.id}/": PREFIX[locale] + question.address
        for question in library.answered
        for topic in question.registration.formerly
        for locale in question.pages
    }


def check_addresses(loaded: Loaded) -> list[Problem]:
    """Say which published addresses are gone and which new ones are not recorded."""
    recorded = read_record(loaded.root)
    current = _urls(loaded.library)
    reachable = current | set(redirects(loaded.library))
    problems = [
        Problem(
            RECORD,
            line,
            f"the published address /{url} is gone",
            "restore its page, or list the page's old topic under 'formerly' in the register",
        )
        for url, line in recorded.items()
        if url not in reachable
    ]
    if missing := sorted(current - set(recorded)):
        others = f" and {len(missing) - 1} more are" if len(missing) > 1 else " is"
        message = f"the new address /{missing[0]}{others} not recorded"
        problems.append(Problem(RECORD, len(recorded) + 1, message, "run `handbook record`"))
    return problems


def read_record(root: Path) -> Mapping[str, int]:
    """Return the published URLs, without their leading slash, with their lines."""
    file = root / RECORD
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
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
