"""Every question's page as plain Markdown, at its address with `.md` for the last slash."""

import posixpath
from pathlib import PurePosixPath

import yaml

from handbook.export.edition import Edition
from handbook.export.markdown import on_site, relinked
from handbook.model import LANGUAGE_TAG, Locale, Page, Question

LONGEST_LINE = 100_000
"""So many characters that no value of the front matter is broken."""


def plain_url(question: Question, locale: Locale, edition: Edition) -> str:
    """Return the address of a question's plain Markdown."""
    return edition.url(question, locale).removesuffix("/") + ".md"


def plain_page(question: Question, locale: Locale, edition: Edition) -> str:
    """Return a question's page as plain Markdown.

    Its links are relative: to other questions' plain Markdown, to the site's other pages and to its
    figures.

    Args:
        question: the question.
        locale: a language in which it has a page.
        edition: where the pages are.

    Raises:
        ContentError: a link is written in a way that leaves open where its address stands.
    """
    page = question.pages[locale]
    folder = posixpath.dirname(_address(PurePosixPath(page.path)))

    def relative(path: PurePosixPath) -> str:
        address = _address(path) or "./"
        return posixpath.relpath(address, folder) + ("/" if address.endswith("/") else "")

    body = relinked(page, relative).strip("\n")
    return f"---\n{_front_matter(question, page, edition)}---\n\n{body}\n"


def _address(path: PurePosixPath) -> str:
    """Return the address below the site's root: of the plain Markdown, if it is a question's."""
    is_question = len(path.parts) == 4 and path.name != "index.md" and path.suffix == ".md"
    return on_site(path).removesuffix("/") + ".md" if is_question else on_site(path)


def _front_matter(question: Question, page: Page, edition: Edition) -> str:
    """Return what a page says of itself, without what only its authors need."""
    written = page.front_matter
    keys = {
        "id": question.id,
        "url": edition.url(question, page.locale),
        "language": LANGUAGE_TAG[page.locale],
        "translations": {
            LANGUAGE_TAG[other]: plain_url(question, other, edition)
            for other in question.pages
            if other != page.locale
        },
        "level": written.level.value,
        "tags": list(written.tags),
        "sources": list(written.sources),
        "aliases": list(written.aliases),
        "checked": written.checked,
        "review_by": written.review_by,
    }
    said = {key: value for key, value in keys.items() if value}
    # Of libyaml, which the loader uses too: several times as fast.
    return yaml.dump(
        said,
        Dumper=yaml.CSafeDumper,
        allow_unicode=True,
        default_flow_style=None,
        sort_keys=False,
        width=LONGEST_LINE,
    )
