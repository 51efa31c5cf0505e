"""What is wrong with the pages, all of it at once.

One module a concern; each check goes from a page or a question to problems with their lines.
"""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

from handbook.addresses import check_addresses, check_new_addresses
from handbook.cache import Cache
from handbook.check.code import check_code
from handbook.check.destinations import check_destinations
from handbook.check.figures import check_figure
from handbook.check.files import figures
from handbook.check.formulas import check_formulas
from handbook.check.front_matter import check_review, check_sources, check_tags
from handbook.check.guard import check_guard
from handbook.check.indexes import check_indexes
from handbook.check.links import check_links
from handbook.check.parity import check_parity
from handbook.check.reading import Reading, read
from handbook.check.references import check_references
from handbook.check.release import check_languages, strictly
from handbook.check.scope import Scope
from handbook.check.structure import check_structure
from handbook.check.style import check_line_breaks, check_style
from handbook.check.synced import check_synced
from handbook.check.syntax import (
    check_entities,
    check_open_ends,
    check_syntax,
    has_html,
    has_html_block,
)
from handbook.check.verdicts import Subject, Verdicts
from handbook.check.wording import load_wordings
from handbook.cores import on_all_cores
from handbook.export.markdown import unreadable
from handbook.interface import load_interface
from handbook.load import Loaded
from handbook.load.data import TAGS
from handbook.math import load_portable, shared_katex
from handbook.model import Question
from handbook.problems import ContentError, Problem, errors

__all__ = ["check", "check_question"]


def check(
    loaded: Loaded,
    scope: Scope | None = None,
    *,
    release: bool = False,
    cache: Cache | None = None,
) -> list[Problem]:
    """Return everything wrong with the project, by path and line: what the loader found and more.

    What could not be read was reported by the loader and is not missed here again.

    Args:
        loaded: the project.
        scope: the part to look at, all of it by default. What is wrong with the data files counts
            everywhere, since every page is judged by them.
        release: demand both languages, and that nothing is left to warn of.
        cache: where the verdicts on what was checked before may be.
    """
    questions = [q for q in (scope or loaded.library).questions if q.is_answered]
    pictures = [path for path in figures(loaded.root) if not scope or scope.includes(path)]
    verdicts = Verdicts(cache, loaded, release=release)
    known, unknown = verdicts.sort_out([*pictures, *questions])
    with ThreadPoolExecutor(1) as beside:  # KaTeX is another process: it renders meanwhile
        rendering = beside.submit(_prepare_formulas, unknown)
        found = set(_check_whole(loaded))
        rendering.result()
    if scope:
        data = {problem for problem in loaded.problems if problem.path.parts[0] == "data"}
        found = data | {problem for problem in found if scope.includes(problem.path)}
    found.update(known, check_new_addresses(loaded, questions))
    for subject, problems in zip(unknown, _check_each(loaded, unknown, release), strict=True):
        verdicts.offer(subject, problems)
        found.update(problems)
    verdicts.accept()
    return sorted(strictly(found) if release else found)


def _prepare_formulas(subjects: Sequence[Subject]) -> None:
    questions = [subject for subject in subjects if isinstance(subject, Question)]
    pages = [page for question in questions for page in question.pages.values()]
    shared_katex().prepare((f.tex, f.display) for page in pages for f in page.formulas)


def _check_whole(loaded: Loaded) -> Iterator[Problem]:
    """Yield what is wrong apart from the contents of single questions."""
    yield from loaded.problems
    # A page that could not be read is not gone: it was reported.
    if not loaded.problems:
        yield from check_addresses(loaded)
    yield from check_indexes(loaded)
    try:
        load_interface(loaded.root)
    except ContentError as error:
        yield from error.problems
    yield from load_wordings(loaded.root)[1]
    yield from load_portable()[1]


def _check_each(
    loaded: Loaded, subjects: Sequence[Subject], release: bool
) -> Iterable[list[Problem]]:
    """Return what is wrong with each question and figure."""

    def check_one(number: int) -> list[Problem]:
        subject = subjects[number]
        if isinstance(subject, Path):
            return list(check_figure(loaded.root, subject))
        return list(_check_pair(loaded, subject, release=release))

    return on_all_cores(check_one, len(subjects))


def _check_pair(loaded: Loaded, question: Question, *, release: bool) -> Iterator[Problem]:
    found = check_question(loaded, question)
    yield from found
    # Whoever has errors to mend compares the pages afterwards.
    if not errors(found):
        yield from check_synced(question)
    if release:
        yield from check_languages(question)


def check_question(loaded: Loaded, question: Question) -> set[Problem]:
    """Return everything wrong with the question's pages, but whether they were compared."""
    readings = [read(question.registration, page) for page in question.pages.values()]
    open_ends = {problem for reading in readings for problem in check_open_ends(reading)}
    found = set(open_ends)
    for reading in readings:
        found.update(_check_front_matter(loaded, reading))
        if not any(problem.path == reading.page.path for problem in open_ends):
            problems = list(_check_body(loaded, reading))
            found.update(problems or unreadable(reading.page))
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
    yield from check_code(page)
    links = list(check_links(loaded.root, loaded.library, page))
    yield from links
    yield from check_formulas(page.path, page.formulas)
    visible = [*check_structure(reading), *check_syntax(reading)]
    visible += check_line_breaks(reading, {problem.line for problem in visible})
    explained = {problem.line for problem in visible}
    linked = explained | {problem.line for problem in links}
    visible += check_entities(reading, linked)
    differences = list(check_guard(reading, linked))
    if not differences and not has_html(reading.tokens):
        differences = list(check_destinations(page, linked))
    visible += differences
    yield from visible
    explained |= {problem.line for problem in differences}
    yield from check_style(reading, load_wordings(loaded.root)[0], explained)
