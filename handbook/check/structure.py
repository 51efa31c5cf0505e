"""A page's headings: one title, the six sections in their order, nothing deeper than H3."""

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from itertools import pairwise

from handbook.check.reading import Reading
from handbook.load.records import closest
from handbook.model import SECTION_TITLES, Page, Registration, Section, SectionKind
from handbook.problems import Problem

ORDER = tuple(SectionKind)
"""The sections in their order."""

HINT = re.compile(r"^[ >*-]*TODO\b")
"""How each hint of a new page's template begins."""


def owed_sections(registration: Registration) -> list[SectionKind]:
    """Return the sections that the question's pages must have, in their order."""
    return [
        kind
        for kind in ORDER
        if kind is not SectionKind.WORKED_EXAMPLE or registration.worked_example
    ]


def check_structure(reading: Reading) -> Iterator[Problem]:
    """Say what is wrong with the page's title, sections and other headings."""
    yield from _title(reading)
    yield from _known_sections(reading.page)
    yield from _section_order(reading.page)
    yield from _missing_sections(reading)
    yield from _hints(reading)
    yield from _headings(reading)


def _title(reading: Reading) -> Iterator[Problem]:
    page = reading.page
    titles = [heading for heading in page.headings if heading.level == 1]
    first_line = reading.line_of(reading.tokens[0]) if reading.tokens else page.body_line
    if not titles:
        advice = f"begin with '# {reading.registration.title[page.locale]}'"
        yield Problem(page.path, first_line, "no title", advice)
        return
    if not titles[0].text:
        yield Problem(page.path, titles[0].line, "the title is empty", "write the question")
    if titles[0].line != first_line:
        advice = "begin the page with its title"
        yield Problem(page.path, first_line, "something stands before the title", advice)
    for title in titles[1:]:
        message = f"a second title, '{title.text}'"
        yield Problem(page.path, title.line, message, "make it a section, '## …', or '### …'")


def _known_sections(page: Page) -> Iterator[Problem]:
    titles = SECTION_TITLES[page.locale]
    seen: set[SectionKind] = set()
    for section in page.sections:
        if section.kind is None:
            message = f"unknown section '{section.title}'"
            yield Problem(page.path, section.line, message, closest(section.title, titles.values()))
            continue
        title = titles[section.kind]
        if section.title != title:
            message = f"the heading '{section.title}' is not in the page's language"
            yield Problem(page.path, section.line, message, f"write '{title}'")
        if section.kind in seen:
            message = f"the section '{section.title}' stands twice"
            yield Problem(page.path, section.line, message, "join the two")
        elif not section.markdown:
            message = f"the section '{section.title}' is empty"
            yield Problem(page.path, section.line, message, "write it")
        seen.add(section.kind)


def _section_order(page: Page) -> Iterator[Problem]:
    """Report the first section that stands too late."""
    latest: Section | None = None
    for section in page.sections:
        if section.kind is None:
            continue
        if latest and latest.kind and ORDER.index(section.kind) < ORDER.index(latest.kind):
            message = f"the section '{section.title}' stands after '{latest.title}'"
            order = ", ".join(SECTION_TITLES[page.locale].values())
            yield Problem(page.path, section.line, message, f"keep the order {order}")
            return
        latest = section


def _missing_sections(reading: Reading) -> Iterator[Problem]:
    page = reading.page
    titles = SECTION_TITLES[page.locale]
    unknown = [section.title for section in page.sections if section.kind is None]
    for kind in owed_sections(reading.registration):
        title = titles[kind]
        # A heading that is nearly this one has been reported as unknown.
        if page.section(kind) is None and not get_close_matches(title, unknown, n=1):
            following = _first_after(page.sections, kind)
            line = following.line if following else page.body_line + len(reading.lines) - 1
            place = f"before '{following.title}'" if following else "at the end"
            message = f"the section '{title}' is missing"
            yield Problem(page.path, line, message, f"add '## {title}' {place}")


def _first_after(sections: Sequence[Section], kind: SectionKind) -> Section | None:
    later = ORDER[ORDER.index(kind) + 1 :]
    return next((section for section in sections if section.kind in later), None)


def _hints(reading: Reading) -> Iterator[Problem]:
    """Find what the template of a new page says is still to be written."""
    page = reading.page
    for number, text in reading.prose:
        if HINT.match(text):
            section = page.section_at(number)
            name = f"the section '{section.title}'" if section else "the page"
            advice = "replace the line that begins with TODO"
            yield Problem(page.path, number, f"{name} is still to be written", advice)


def _headings(reading: Reading) -> Iterator[Problem]:
    path = reading.page.path
    for token, inline in pairwise(reading.tokens):
        if token.type != "heading_open":
            continue
        line = reading.line_of(token)
        if token.tag > "h3":
            yield Problem(path, line, f"a heading of level {token.tag[1]}", "use '##' or '###'")
        if token.level:
            yield Problem(path, line, "a heading inside a list or a quote", "move it out")
        if any(child.type == "math_inline" for child in inline.children or ()):
            yield Problem(path, line, "a formula in a heading", "put it in the text below")
