"""Hold the pages' HTML in little memory: MkDocs makes all pages before it writes the first."""

import zlib
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page


@event_priority(-1000)  # when no hook changes it any more
def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Put a page's HTML aside until it is written."""
    # Formulas repeat themselves so much that the fastest leaves a tenth.
    page.meta["pressed"] = zlib.compress(html.encode(), zlib.Z_BEST_SPEED)
    return ""


@event_priority(1000)  # before any hook looks at it
def on_page_context(
    context: dict[str, Any],
    page: Page,
    config: MkDocsConfig,  # noqa: ARG001
    nav: Navigation,  # noqa: ARG001
) -> dict[str, Any]:
    """Take it out again."""
    page.content = zlib.decompress(page.meta.pop("pressed")).decode()
    return context


@event_priority(-1000)  # when no hook asks for it any more
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG001
    """Forget what is written; other pages may still ask for the page's title, which is kept."""
    page.content = ""
    return output
