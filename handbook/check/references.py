"""The entries of 'References': each has a link, and a year unless it has none."""

import re
from collections.abc import Iterator

from handbook.model import Page, SectionKind
from handbook.problems import Problem

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
TARGET = re.compile(r"\]\([^)]*\)")
UNDATED = re.compile(r"documentation|source code|repository", re.IGNORECASE)
"""What an entry calls itself that changes from day to day and so has no year."""

FORMAT = "write '- Authors. [Title](https://…). Venue, year.'"


def check_references(page: Page) -> Iterator[Problem]:
    """Say which entries lack a link or a year."""
    section = page.section(SectionKind.REFERENCES)
    if section and section.markdown and not page.references:
        yield Problem(page.path, section.text_line, "the references are not a list", FORMAT)
    for reference in page.references:
        text = TARGET.sub("]", reference.markdown)  # an arXiv number may look like a year
        if not reference.links:
            yield Problem(page.path, reference.line, "the reference has no link", FORMAT)
        if not YEAR.search(text) and not UNDATED.search(text):
            advice = f"{FORMAT}, or end with 'Documentation.' or 'Source code.'"
            yield Problem(page.path, reference.line, "the reference has no year", advice)
