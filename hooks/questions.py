"""Give a question's page its template, its question and its language."""

from pathlib import PurePosixPath
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from handbook.model import Library, Question
from languages import current_locale


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Choose the template, and tell the Markdown extension which language it renders."""
    config.mdx_configs["handbook.markdown"] = {"locale": current_locale(config)}
    if question_of(page, config.extra["library"]):
        page.meta["template"] = "question.html"
    return markdown


def on_page_context(
    context: dict[str, Any],
    page: Page,
    config: MkDocsConfig,
    nav: Navigation,  # noqa: ARG001
) -> dict[str, Any]:
    """Add the question and its page to what the template sees."""
    question = question_of(page, config.extra["library"])
    if question:
        context["question"] = question
        context["source_page"] = question.pages[current_locale(config)]
    return context


def question_of(page: Page, library: Library) -> Question | None:
    """Return the question whose page it is, if it is one's."""
    path = PurePosixPath(page.file.src_uri)
    if len(path.parts) != 3 or path.stem == "index":
        return None
    question = library.question(path.stem)
    return question if question and question.topic == path.parent.name else None
