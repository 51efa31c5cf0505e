"""How far the book is, question by question: languages, comparisons, ages, words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from handbook.history import earlier_bodies
from handbook.load.body import read_body
from handbook.model import LOCALES, Locale, Page, Question, SectionKind


@dataclass(frozen=True)
class Stale:
    """A page whose twin has changed since the two were compared.

    Attributes:
        locale: the language of the page that may have to follow.
        changed: the sections of the twin that differ, in their order; empty if only its title or
            nothing below a known heading does; None if Git does not have the version compared.
    """

    locale: Locale
    changed: tuple[SectionKind, ...] | None

    @property
    def since(self) -> Locale:
        """The language of the page that has changed."""
        return next(locale for locale in LOCALES if locale != self.locale)


@dataclass(frozen=True)
class Status:
    """How it stands with an answered question.

    Attributes:
        question: the question.
        words: how many words each page has; characters, in Chinese.
        is_compared: whether somebody has ever compared its two pages.
        stale: the pages that may have to follow a change of the other, or both.
    """

    question: Question
    words: Mapping[Locale, int]
    is_compared: bool
    stale: tuple[Stale, ...]

    @property
    def checked(self) -> date:
        """The day the facts were last checked: the earlier one, should the pages differ."""
        return min(page.front_matter.checked for page in self.question.pages.values())

    @property
    def review_by(self) -> date | None:
        """The day a review is due, if one is: the earlier one, should the pages differ."""
        days = [page.front_matter.review_by for page in self.question.pages.values()]
        return min((day for day in days if day), default=None)


def statuses(root: Path, questions: Iterable[Question]) -> list[Status]:
    """Return how it stands with each of the questions that are answered.

    Args:
        root: the project's folder, whose Git history tells what has changed.
        questions: the questions, in the order wanted.
    """
    answered = [question for question in questions if question.is_answered]
    pairs = [pair for question in answered for pair in _stale_pairs(question)]
    earlier = earlier_bodies(root, {_synced(page): twin.path for page, twin in pairs})
    return [_status(question, earlier) for question in answered]


def _status(question: Question, earlier: Mapping[str, str]) -> Status:
    pages = question.pages
    return Status(
        question=question,
        words={locale: page.words for locale, page in pages.items()},
        is_compared=all(page.front_matter.synced for page in pages.values()) and len(pages) > 1,
        stale=tuple(
            Stale(page.locale, _changed(earlier.get(_synced(page)), twin))
            for page, twin in _stale_pairs(question)
        ),
    )


def _stale_pairs(question: Question) -> Iterator[tuple[Page, Page]]:
    """Yield each page that was compared with another version of its twin, and the twin."""
    if len(question.pages) == len(LOCALES):
        english, chinese = (question.pages[locale] for locale in LOCALES)
        for page, twin in (english, chinese), (chinese, english):
            if page.front_matter.synced not in (None, twin.digest):
                yield page, twin


def _synced(page: Page) -> str:
    return page.front_matter.synced or ""


def _changed(earlier: str | None, page: Page) -> tuple[SectionKind, ...] | None:
    """Return the sections in which a page differs from an earlier version of its body."""
    if earlier is None:
        return None
    before = {section.kind: section.markdown for section in read_body(earlier, 1).sections}
    now = {section.kind: section.markdown for section in page.sections}
    return tuple(kind for kind in SectionKind if before.get(kind) != now.get(kind))
