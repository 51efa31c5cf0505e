"""Offer the books of `dist/` on the site."""

import shutil
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

from handbook.export.manifest import DIST
from handbook.export.offer import offered
from languages import is_first_build

DOWNLOADS = "downloads"
"""Where they are below the site's root: beside the page that lists them."""


def on_config(config: MkDocsConfig) -> None:
    """Put what can be offered into `config.extra`, after the library; nothing in a preview."""
    if is_first_build(config):
        root = Path(config.config_file_path).parent
        is_preview = "preview" in config.extra
        config.extra["books"] = None if is_preview else offered(root, config.extra["library"])


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG001
    """Tell the templates of them."""
    env.globals["books"] = config.extra["books"]


@event_priority(-200)  # after the i18n plugin (-100) has built the other languages
def on_post_build(config: MkDocsConfig) -> None:
    """Copy them into the site."""
    books = config.extra["books"]
    if not is_first_build(config) or books is None:
        return
    dist = Path(config.config_file_path).parent / DIST
    for book in books.books:
        shutil.copyfile(dist / book.name, Path(config.site_dir) / DOWNLOADS / book.name)
