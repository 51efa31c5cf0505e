"""The pages that answer no question: every index is there, and the site can show it."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from handbook.check.files import check_files
from handbook.check.formulas import check_formulas
from handbook.check.links import address_complaint, image_complaint
from handbook.check.syntax import check_html, hidden_entities
from handbook.load import Loaded
from handbook.load.body import read_body, tokens_of
from handbook.load.data import TOPICS
from handbook.load.files import read_text
from handbook.load.pages import FRONT_MATTER
from handbook.load.records import YamlReader, closest
from handbook.model import LOCALES, Locale, Strict, Text
from handbook.problems import ContentError, Problem

TEMPLATES: Mapping[str, str] = {
    "index.md": "home.html",
    "questions.md": "questions.html",
    "tags/index.md": "tags.html",
    "lists/index.md": "lists.html",
    "paths/index.md": "paths.html",
    "glossary.md": "glossary.html",
    "downloads.md": "downloads.html",
    "status.md": "status.html",
    "study.md": "study.html",
    "interview.md": "interview.html",
}
"""The indexes of a language besides its topics', and what fills each."""

SHARED = "assets"
"""The folder of `docs/` that belongs to no language."""


class IndexFrontMatter(Strict):
    """The front matter of an index."""

    template: Text


def check_indexes(loaded: Loaded) -> Iterator[Problem]:
    """Say which indexes are missing or cannot be shown, and which are of nothing."""
    topics = [topic.id for topic in loaded.library.topics]
    templates = {**TEMPLATES, **{f"{topic}/index.md": "topic.html" for topic in topics}}
    for locale in LOCALES:
        for name, template in templates.items():
            yield from _index(loaded.root, Path("docs", locale, name), template)
    yield from check_files(loaded.root, templates)
    if not any(problem.path == TOPICS for problem in loaded.problems):
        yield from _misplaced(loaded.root, templates, topics)


def _index(root: Path, path: Path, template: str) -> Iterator[Problem]:
    line = f"`template: {template}`"
    if not (root / path).exists():
        yield Problem(path, 1, "the page is missing", f"add it, with {line} in its front matter")
        return
    try:
        text = read_text(root, path)
    except ContentError as error:
        yield from error.problems
        return
    match = FRONT_MATTER.match(text)
    if match is None:
        yield Problem(path, 1, "no front matter", f"start the page with '---', {line}, '---'")
        return
    reader = YamlReader(path, first_line=2)
    record = reader.record(match["yaml"], IndexFrontMatter)
    yield from reader.problems
    if record and record.value.template != template:
        message = f"the template is '{record.value.template}'"
        yield Problem(path, record.key_lines["template"], message, f"write {line}")
    body_line = text.count("\n", 0, match.end()) + 1
    yield from _body(root, path, text[match.end() :], body_line)


def _body(root: Path, path: Path, text: str, body_line: int) -> Iterator[Problem]:
    """Say what the site cannot show of an index, or must not; where links lead MkDocs checks."""
    body = read_body(text, body_line)
    yield from check_formulas(path, body.formulas)
    yield from check_html(path, tokens_of(text), body_line)
    for number, line in enumerate(text.split("\n"), body_line):
        yield from hidden_entities(path, number, line)
    locale: Locale = "en" if path.parts[1] == "en" else "zh"
    for link in body.links:
        if link.is_image:
            complaint = image_complaint(root, path, locale, link)
        else:
            complaint = address_complaint(link.target)
        if complaint:
            yield Problem(path, link.line, *complaint)


def _misplaced(
    root: Path, templates: Collection[str], topics: Collection[str]
) -> Iterator[Problem]:
    for file in sorted((root / "docs").rglob("*.md")):
        path = file.relative_to(root)
        folder, *names = path.parts[1:]
        if folder not in (*LOCALES, SHARED):
            advice = f"move it below {' or '.join(f'docs/{locale}/' for locale in LOCALES)}"
            yield Problem(path, 1, "the page is in no language's folder", advice)
        elif folder in LOCALES and path.name == "index.md" and "/".join(names) not in templates:
            message = f"unknown topic folder '{'/'.join(names[:-1])}'"
            yield Problem(path, 1, message, closest("/".join(names[:-1]), topics))
