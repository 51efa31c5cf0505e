"""A page's HTML, section by section, for what folds sections or puts two languages side by side."""

import re
from collections.abc import Iterator
from typing import NamedTuple

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
