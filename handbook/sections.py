"""A page's HTML, section by section, for what folds sections or puts two languages side by side."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from handbook.load.pages import digest
from handbook.model import Page

HEADING = re.compile(r'(?=<h2 id="([^"]*)")')
"""What a section begins with; a page has no other headings of this level (check/structure.py)."""


class Section(NamedTuple):
    """A section as the site shows it.

    Attributes:
        anchor: the id of its heading, the same in both languages.
        html: its heading and what follows, up to the next section.
    """

    anchor: str
    html: str


def sections(html: str) -> Iterator[Section]:
    """Yield the sections of a page's HTML, which together are all of it from the first heading."""
    _, *parts = HEADING.split(html)
    yield from map(Section, parts[::2], parts[1::2])


def digests(page: Page) -> Mapping[str, str]:
    """Return the six hexadecimal digits that identify the text of each section, by its anchor.

    They are of the text as written, not of how the site at some address renders it.
    """
    return {section.kind: digest(section.markdown)[:6] for section in page.sections if section.kind}
