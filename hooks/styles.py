"""When the last language is built: leave of Material's styles what the site's pages use."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page

from handbook.styles import classes_in, cut_down, properties_in, words_in
from languages import is_first_build

MATERIALS = "stylesheets"
"""The folder of Material's below the assets; ours lie beside it."""


def on_config(config: MkDocsConfig) -> None:
    """Begin to collect what the pages of all languages use."""
    if is_first_build(config):
        config.extra["classes"] = set[str]()


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG001
    """Note the classes of a page."""
    config.extra["classes"] |= classes_in(output)
    return output


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:  # noqa: ARG001
    """Note the classes of the page for unknown addresses."""
    config.extra["classes"] |= classes_in(output)
    return output


@event_priority(-200)  # after the i18n plugin (-100) has built the other languages
def on_post_build(config: MkDocsConfig) -> None:
    """Cut Material's stylesheets down; a preview may show other pages in a moment."""
    if not is_first_build(config) or "preview" in config.extra:
        return
    assets = Path(config.site_dir) / "assets"
    sheets = {path: path.read_text(encoding="utf-8") for path in sorted(assets.rglob("*.css"))}
    materials = {path: css for path, css in sheets.items() if path.parent.name == MATERIALS}
    others = (css for path, css in sheets.items() if path not in materials)
    scripts = (path.read_text(encoding="utf-8") for path in assets.rglob("*.js"))
    classes = config.extra["classes"].union(*map(words_in, scripts))
    read = set[str]().union(*map(properties_in, others))
    for path, css in cut_down(materials, classes, read).items():
        path.write_text(css, encoding="utf-8")
