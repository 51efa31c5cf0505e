"""What is wrong with the pages, all of it at once.

One module a concern; each check goes from a page or a question to problems with their lines.
"""

from collections.abc import Iterator
from datetime import date

from markdown import Markdown

from handbook.addresses import check_addresses
from handbook.check.formulas import check_formulas
from handbook.check.front_matter import check_review, check_sources, check_tags
from handbook.check.guard import check_guard, plain_parser
from handbook.check.links import check_links
from handbook.check.parity import check_parity
from handbook.check.reading import Reading, read
from handbook.check.references import check_references
from handbook.check.structure import check_structure
from handbook.check.synced import check_synced
from handbook.check.syntax import check_syntax
from handbook.load import Loaded
from handbook.load.data import TAGS
from handbook.model import LOCALES
from handbook.problems import Problem, errors

__all__ = ["check"]


def check(loaded: Loaded) -> list[Problem]:
    """Return everything wrong with the project, by path and line: what the loader found and more.

    What could not be read was reported by the loader and is not missed here again.
    """
    parsers = {locale: plain_parser(locale) for locale in LOCALES}
    problems = set(loaded.problems)
    # A page that could not be read is not gone: it was reported.
    if not problems:
        problems.update(check_addresses(loaded))
    for question in loaded.library.answered:
        found = {
            problem
            for locale, page in question.pages.items()
            for problem in _check_page(loaded, read(question.registration, page), parsers[locale])
        }
        found.update(check_parity(loaded.root, loaded.library, question))
        problems |= found
        # Whoever has errors to mend compares the pages afterwards.
        if not errors(found):
            problems.update(check_synced(question))
    return sorted(problems)


def _check_page(loaded: Loaded, reading: Reading, parser: Markdown) -> Iterator[Problem]:
    page, library = reading.page, loaded.library
    if not any(problem.path == TAGS for problem in loaded.problems):
        yield from check_tags(library, page)
    yield from check_sources(reading.registration, page)
    yield from check_review(page, date.today())
    yield from check_references(page)
    yield from check_links(loaded.root, library, page)
    yield from check_formulas(page)
    visible = [*check_structure(reading), *check_syntax(reading)]
    yield from visible
    yield from check_guard(reading, parser, {problem.line for problem in visible})
