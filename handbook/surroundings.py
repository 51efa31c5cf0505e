"""What a question's page, or the verdict on it, depends on besides its own text."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from handbook.model import Library, Page, Question
from handbook.program import contents
from handbook.relate import Relations

SHARED = ("data", "docs/assets", "hooks", "mkdocs.yml", "overrides")
"""What all pages are made with, below the project's folder."""


def surroundings(root: Path, library: Library, *settings: str) -> str:
    """Return a digest of all that a question's page shows or is checked against but its own text.

    It is coarse: whatever changes of it, every page is made anew. Of the other pages it has what
    pages show of each other and what links between them need, so that a change of a page's text
    alone leaves it as it is.

    Args:
        root: the project's folder.
        library: the project, as it was read.
        settings: what else counts, such as the site's address.
    """
    files = contents(root, [root / name for name in SHARED])
    names = sorted(path.relative_to(root).as_posix() for path in (root / "docs").rglob("*"))
    everything = [files, names, str(library.edition), list(_outline(library)), settings]
    return sha256(repr(everything).encode()).hexdigest()


def own_text(question: Question) -> str:
    """Return all that was read of a question's pages, in a form that differs if any of it does."""
    pages = question.pages.values()
    return repr([(p.path, p.front_matter, p.key_lines, p.body_line, p.body) for p in pages])


def _outline(library: Library) -> Iterator[object]:
    relations = Relations(library)
    for question in library.answered:
        follow_ups = [other.id for other in relations.follow_ups(question)]
        yield question.id, follow_ups, [_seen_elsewhere(page) for page in question.pages.values()]


def _seen_elsewhere(page: Page) -> object:
    """Return what other pages show of a page, or are checked against."""
    kinds = [section.kind for section in page.sections]
    front_matter = page.front_matter
    return page.path, page.title, front_matter.tags, front_matter.level, page.minutes, kinds
