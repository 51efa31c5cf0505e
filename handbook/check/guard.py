"""The guard: a page says the same on the site (Python-Markdown) and on GitHub (CommonMark)."""

import logging
from collections.abc import Iterator, Mapping, Sequence, Set
from difflib import SequenceMatcher
from functools import cache, lru_cache
from itertools import zip_longest

from markdown import Markdown
from pymdownx.highlight import HighlightExtension

from handbook.check.blocks import Block, commonmark_blocks, site_blocks, tex_element
from handbook.check.reading import Reading, excerpts
from handbook.check.syntax import has_html
from handbook.markdown import site_markdown
from handbook.model import Locale
from handbook.problems import Problem

NAMES: Mapping[str, str] = {
    "alert": "an alert",
    "blockquote": "a quote",
    "formula": "the formula",
    "hr": "a rule",
    "li": "a list item",
    "ol": "a numbered list",
    "p": "the paragraph",
    "pre": "the code",
    "table": "a table",
    "td": "the cell",
    "th": "the cell",
    "tr": "a row",
    "ul": "a list",
}


MANY = 2_000
"""More blocks than any page needs."""


@cache
def plain_parser(locale: Locale) -> Markdown:
    """Return the site's parser without KaTeX and without colours in code, which cost most time."""
    # It would warn of formulas in headings, which we report ourselves.
    logging.getLogger("markdown_katex.extension").setLevel(logging.ERROR)
    parser = site_markdown(locale, tex_element)
    for extension in parser.registeredExtensions:
        if isinstance(extension, HighlightExtension):
            extension.setConfig("use_pygments", False)
    return parser


@lru_cache(maxsize=4096)
def site_html(locale: Locale, body: str) -> str:
    """Return what the site makes of a page's body, formulas and colours aside."""
    return plain_parser(locale).reset().convert(body)


def check_guard(reading: Reading, explained: Set[int]) -> Iterator[Problem]:
    """Report the first difference between the two readings of the page.

    Args:
        reading: the page.
        explained: lines of the file that have been reported; a difference there is no news.
    """
    page = reading.page
    if has_html(reading.tokens):
        return  # it may take up the rest of the page, and was reported
    github = list(commonmark_blocks(reading.tokens))
    site = site_blocks(site_html(page.locale, page.body))
    for ours, theirs, lines in _differences(github, site):
        first, end = page.body_line + lines.start, page.body_line + lines.stop
        if explained.isdisjoint(range(first, end)):
            advice = "say it more simply; see 'Page format' in CONTRIBUTING.md"
            yield Problem(page.path, first, _message(ours, theirs), advice)
            return


def _differences(
    github: Sequence[Block], site: Sequence[Block]
) -> Iterator[tuple[Block | None, Block | None, range]]:
    """Yield the first blocks of each difference, and the lines of the body that it takes."""
    if github == site:
        return
    # To compare many equal cells, each with each, takes minutes.
    matcher = SequenceMatcher(None, github, site, autojunk=len(github) > MANY)
    for operation, start, end, other_start, other_end in matcher.get_opcodes():
        if operation != "equal":
            ours, theirs = github[start:end], site[other_start:other_end]
            taken = ours or github[max(start - 1, 0) : max(start, 1)]
            first = min((block.lines.start for block in taken), default=0)
            last = max((block.lines.stop for block in taken), default=1)
            yield *next(zip_longest(ours, theirs)), range(first, last)


def _message(ours: Block | None, theirs: Block | None) -> str:
    texts = excerpts(ours.text if ours else "", theirs.text if theirs else "")
    names = [_name(block, text) for block, text in zip((ours, theirs), texts, strict=True)]
    if ours and theirs and names[0] == names[1]:
        return f"GitHub nests {names[0]} {ours.depth} deep, the site {theirs.depth} deep"
    return f"GitHub reads {names[0]} where the site reads {names[1]}"


def _name(block: Block | None, text: str) -> str:
    if block is None:
        return "nothing"
    name = NAMES.get(block.kind, "the heading")
    return f"{name} '{text}'" if text else name
