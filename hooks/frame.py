"""What the site takes of Material: its templates and styles, not its scripts."""

from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from handbook.images import figure_sizes, with_sizes
from handbook.scrolling import with_scrolling_boxes
from languages import is_first_build

UNUSED = ("assets/javascripts/", "assets/images/")
"""Material's scripts: overrides/assets/frame.js does what this site needs, in a tenth of the bytes
and a fraction of the time. And its icon in place of a site's own."""


def on_config(config: MkDocsConfig) -> None:
    """Look how large the figures are, once for all languages."""
    if is_first_build(config):
        config.extra["figure_sizes"] = figure_sizes(Path(config.config_file_path).parent)


def on_files(files: Files, config: MkDocsConfig) -> Files:  # noqa: ARG001
    """Leave out of the site what no page of it asks for."""
    for file in list(files):
        if file.src_uri.startswith(UNUSED) or file.src_uri.endswith(".map"):
            files.remove(file)
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG001
    """Let templates render once what is the same on all pages of a language."""
    env.globals["once"] = _once()


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Let tables and code scroll by themselves, and say how large each figure is."""
    return with_sizes(with_scrolling_boxes(html), config.extra["figure_sizes"])


def _once() -> Callable[[str, Callable[[], str]], str]:
    """Return what `{% call once("its name") %}…{% endcall %}` calls."""
    rendered: dict[str, str] = {}

    def once(name: str, caller: Callable[[], str]) -> str:
        if name not in rendered:
            rendered[name] = caller()
        return rendered[name]

    return once
