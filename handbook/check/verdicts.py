"""What was found wrong with questions and figures in an earlier run, where nothing has changed."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter

from handbook.cache import Cache, key
from handbook.load import Loaded
from handbook.model import Question
from handbook.problems import Problem
from handbook.surroundings import own_text, surroundings

PROBLEMS = TypeAdapter(list[Problem])
"""A verdict as JSON."""

Subject = Question | Path
"""What is checked by itself: a question's pages, or a figure."""


class Verdicts:
    """The verdicts that a cache has.

    Args:
        cache: where they are; None if nothing is to be remembered.
        loaded: the project.
        release: whether the pages are checked for a release.
    """

    def __init__(self, cache: Cache | None, loaded: Loaded, *, release: bool) -> None:
        self._cache = cache
        if cache:
            unread = repr(loaded.problems)  # some checks leave out what the loader has reported
            settings = (unread, str(release), str(date.today()))
            self._shared = surroundings(loaded.root, loaded.library, *settings)

    def sort_out(self, subjects: Iterable[Subject]) -> tuple[list[Problem], list[Subject]]:
        """Return what is known to be wrong with some subjects, and those not known yet."""
        known: list[Problem] = []
        unknown: list[Subject] = []
        for subject in subjects:
            verdict = self._cache.get(self._key(subject)) if self._cache else None
            if verdict is None:
                unknown.append(subject)
            else:
                known += PROBLEMS.validate_json(verdict)
        return known, unknown

    def offer(self, subject: Subject, problems: list[Problem]) -> None:
        """Have a verdict ready to be remembered, until `accept`."""
        if self._cache:
            self._cache.offer(self._key(subject), PROBLEMS.dump_json(problems).decode())

    def accept(self) -> None:
        """Remember the verdicts, unless something has changed meanwhile."""
        if self._cache:
            self._cache.accept()

    def _key(self, subject: Subject) -> str:
        text = own_text(subject) if isinstance(subject, Question) else subject.as_posix()
        return key("verdict", self._shared, text)
