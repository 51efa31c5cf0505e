"""Front matter against the data files: tags, list items, the day of the next review."""

from collections.abc import Iterator
from datetime import date

from handbook.load.records import closest
from handbook.model import Library, Page, Registration
from handbook.problems import Problem


def check_tags(library: Library, page: Page) -> Iterator[Problem]:
    """Say which of the page's tags the vocabulary does not have, and which stand twice."""
    line = page.key_lines["tags"]
    tags = page.front_matter.tags
    for place, tag in enumerate(tags):
        if not library.has_tag(tag):
            known = (tag.id for tag in library.tags)
            advice = closest(tag, known, otherwise="choose one of data/tags.yml")
            yield Problem(page.path, line, f"unknown tag '{tag}'", advice)
        if tag in tags[:place]:
            yield Problem(page.path, line, f"the tag '{tag}' stands twice", "remove one of them")


def check_sources(registration: Registration, page: Page) -> Iterator[Problem]:
    """Compare the list items that the page says it answers with the register."""
    if page.front_matter.sources != registration.sources:
        message = "'sources' is not what the register says"
        items = ", ".join(registration.sources)
        advice = f"write `sources: [{items}]`" if items else "drop the line"
        yield Problem(page.path, page.key_lines.get("sources", 1), message, advice)


def check_review(page: Page, today: date) -> Iterator[Problem]:
    """Warn of a page whose facts should have been checked again by now."""
    due = page.front_matter.review_by
    if due and due < today:
        message = f"a review was due on {due}"
        advice = "check the facts, then move 'checked' and 'review_by'"
        yield Problem(page.path, page.key_lines["review_by"], message, advice, "warning")
