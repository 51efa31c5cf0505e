"""Take a question's page from the cache where nothing that it shows has changed."""

import json
import logging
import os
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler
from questions import question_of

from handbook.cache import Cache, key
from handbook.math import shared_katex
from handbook.model import Library, Locale, Question
from handbook.surroundings import own_text, surroundings
from languages import current_locale, is_first_build


def on_config(config: MkDocsConfig) -> None:
    """Look what there is, and render the formulas of what there is not, all at once.

    A preview takes nothing from the cache: it shows other things on its pages.
    """
    if not is_first_build(config) or "preview" in config.extra:
        return
    root, library = Path(config.config_file_path).parent, config.extra["library"]
    cache: Cache = config.extra["cache"]
    config.extra["page_names"] = names = _names(config, root, library)
    missing = [place for place, name in names.items() if not cache.has(name)]
    pages = (library.question(question_id).pages[locale] for question_id, locale in missing)
    shared_katex().prepare((each.tex, each.display) for page in pages for each in page.formulas)
    cache.sweep()


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Leave nothing to convert of a page that is kept."""
    name = _name(page, config)
    kept = config.extra["cache"].get(name) if name else None
    if kept is None:
        return markdown
    page.meta["template"] = "kept.html"
    page.meta["kept"] = json.loads(kept)
    return ""


@event_priority(-500)  # after other hooks have looked at the content of pages
def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Put the whole page in place of its content, and say which anchors links may lead to."""
    if "kept" not in page.meta:
        return html
    kept: dict[str, Any] = page.meta.pop("kept")
    page.present_anchor_ids = set(kept["anchors"])
    return str(kept["html"])


@event_priority(100)  # as the template makes it, before other hooks change it
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Keep a page that was made, if there is nothing to warn of, which the next run would miss."""
    name = _name(page, config)
    if name and page.markdown and _links_lead_somewhere(page) and not _has_warned():
        anchors = sorted(page.present_anchor_ids or ())
        config.extra["cache"].offer(name, json.dumps({"html": output, "anchors": anchors}))
    return output


def on_post_build(config: MkDocsConfig) -> None:
    """Keep the pages of the language, unless somebody has edited something meanwhile."""
    if "cache" in config.extra:
        config.extra["cache"].accept()


def _names(config: MkDocsConfig, root: Path, library: Library) -> dict[tuple[str, Locale], str]:
    """Return the name in the cache of each question's page in each language."""
    file = Path(config.config_file_path).read_text(encoding="utf-8")
    settings = [file, config.site_url, config.repo_url, os.environ.get("SOURCE_DATE_EPOCH")]
    shared = surroundings(root, library, repr(settings), repr(sorted(config.extra["site_cards"])))
    return {
        (question.id, locale): key("page", shared, locale, own_text(question))
        for question in library.answered
        for locale in question.pages
    }


def _name(page: Page, config: MkDocsConfig) -> str | None:
    """Return a page's name in the cache; None if it is no question's, or for a preview."""
    question: Question | None = question_of(page, config.extra["library"])
    names: dict[tuple[str, Locale], str] = config.extra.get("page_names", {})
    return names.get((question.id, current_locale(config))) if question else None


def _links_lead_somewhere(page: Page) -> bool:
    """Say whether MkDocs, which looks when all pages are made, will find the anchors."""
    return all(
        anchors.keys() <= (file.page.present_anchor_ids or set())
        for file, anchors in (page.links_to_anchors or {}).items()
        if file.page
    )


def _has_warned() -> bool:
    """Say whether the build will end in vain for a warning, as far as is known."""
    handlers = logging.getLogger("mkdocs").handlers
    return any(isinstance(each, CountHandler) and each.get_counts() for each in handlers)
