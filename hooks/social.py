"""Say in each page's head how a link to it is shown elsewhere, with the cards of `dist/`."""

from functools import partial
from pathlib import Path
from zipfile import ZipFile

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

from handbook.export.offer import card_archives
from handbook.export.social import card_name
from handbook.structured import OPEN_GRAPH_LOCALE, structured_data
from handbook.summary import beginning
from languages import current_locale, is_first_build

CARDS = "assets/cards"
"""Where they are below the site's root, each in the folder of its language."""


def on_config(config: MkDocsConfig) -> None:
    """Put the archives of cards into `config.extra`, after the library; none in a preview."""
    if is_first_build(config):
        root = Path(config.config_file_path).parent
        is_preview = "preview" in config.extra
        archives = [] if is_preview else card_archives(root, config.extra["library"])
        config.extra["card_archives"] = archives
        config.extra["site_cards"] = {name for each in archives for name in _names(each)}


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG001
    """Tell the templates which cards there are, and what else to say."""
    library, words = config.extra["library"], config.extra["words"]
    locale, site_url = current_locale(config), config.site_url or "/"
    env.globals.update(
        site_cards=config.extra["site_cards"],
        card_name=card_name,
        beginning=beginning,
        structured_data=partial(structured_data, library, words, locale=locale, site_url=site_url),
        open_graph_locale=OPEN_GRAPH_LOCALE,
    )


@event_priority(-200)  # after the i18n plugin (-100) has built the other languages
def on_post_build(config: MkDocsConfig) -> None:
    """Unpack the cards into the site."""
    if is_first_build(config):
        for each in config.extra["card_archives"]:
            with ZipFile(each) as archive:
                archive.extractall(Path(config.site_dir) / CARDS)


def _names(file: Path) -> list[str]:
    with ZipFile(file) as archive:
        return archive.namelist()
