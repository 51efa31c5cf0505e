"""What is wrong with the pages, all of it at once.

One module a concern; each check goes from a page or a question to problems with their lines.
"""

from collections.abc import Iterator
from datetime import date

from handbook.addresses import check_addresses
from handbook.check.formulas import check_formulas
from handbook.check.front_matter import check_review, check_sources, check_tags
from handbook.check.guard import check_guard
from handbook.check.indexes import check_indexes
from handbook.check.links import check_links
from handbook.check.parity import check_parity
from handbook.check.reading import Reading, read
from handbook.check.references import check_references
from handbook.check.structure import check_structure
from handbook.check.synced import check_synced
from handbook.check.syntax import check_open_ends, check_syntax, has_html_block
from handbook.interface import load_interface
from handbook.load import Loaded
from handbook.load.data import TAGS
from handbook.model import Question
from handbook.problems import ContentError, Problem, errors

__all__ = ["check", "check_question"]


def check(loaded: Loaded) -> list[Problem]:
    """Return everything wrong with the project, by path and line: what the loader found and more.

    What could not be read was reported by the loader and is not missed here again.
    """
    problems = set(loaded.problems)
    # A page that could not be read is not gone: it was reported.
    if not problems:
        problems.update(check_addresses(loaded))
    problems.update(check_indexes(loaded))
    try:
        load_interface(loaded.root)
    except ContentError as error:
        problems.update(error.problems)
    for question in loaded.library.answered:
        found = check_question(loaded, question)
        problems |= found
        # Whoever has errors to mend compares the pages afterwards.
        if not errors(found):
            problems.update(check_synced(question))
    return sorted(problems)


def check_question(loaded: Loaded, question: Question) -> set[Problem]:
    """Return everything wrong with the question's pages, but whether they were compared."""
    readings = [read(question.registration, page) for page in question.pages.values()]
    open_ends = {problem for reading in readings for problem in check_open_ends(reading)}
    found = set(open_ends)
    for reading in readings:
        found.update(_check_front_matter(loaded, reading))
        if not any(problem.path == reading.page.path for problem in open_ends):
            found.update(_check_body(loaded, reading))
    if not open_ends and not any(map(has_html_block, readings)):
        found.update(check_parity(loaded.root, loaded.library, question))
    return found


def _check_front_matter(loaded: Loaded, reading: Reading) -> Iterator[Problem]:
    if not any(problem.path == TAGS for problem in loaded.problems):
        yield from check_tags(loaded.library, reading.page)
    yield from check_sources(reading.registration, reading.page)
    yield from check_review(reading.page, date.today())


def _check_body(loaded: Loaded, reading: Reading) -> Iterator[Problem]:
    page = reading.page
    yield from check_references(page)
    yield from check_links(loaded.root, loaded.library, page)
    yield from check_formulas(page.path, page.formulas)
    visible = [*check_structure(reading), *check_syntax(reading)]
    yield from visible
    yield from check_guard(reading, {problem.line for problem in visible})
