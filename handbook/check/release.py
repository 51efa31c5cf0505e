"""What a release demands on top: both languages, and nothing left to warn of."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from handbook.check.reading import LANGUAGE
from handbook.model import LOCALES, Question
from handbook.problems import Problem


def check_languages(question: Question) -> Iterator[Problem]:
    """Say which language's page an answered question lacks, on the page that it has."""
    page = question.any_page
    for locale in LOCALES:
        if locale not in question.pages:
            advice = f"begin it with `handbook new {question.id} --only {locale}`"
            yield Problem(page.path, 1, f"the {LANGUAGE[locale]} page is missing", advice)


def strictly(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems with every warning made an error."""
    return [replace(problem, severity="error") for problem in problems]
