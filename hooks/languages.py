"""What the other hooks ask the i18n plugin: the language being built, and whether it is the last.

The plugin builds the first language, and from that build's end the others, one after the other.
"""

from collections.abc import Collection
from typing import cast

from mkdocs import utils
from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs_static_i18n.plugin import I18n

from handbook.model import Locale


def current_locale(config: MkDocsConfig) -> Locale:
    """Return the language that is being built."""
    return cast("Locale", _i18n(config).current_language)


def is_first_build(config: MkDocsConfig) -> bool:
    """Say whether this is the first language's build, whose end is the end of all."""
    return not _i18n(config).building


def build_now(config: MkDocsConfig, locale: Locale) -> None:
    """Build a language as the plugin does when it has built the first one."""
    i18n = _i18n(config)
    before = i18n.building, i18n.current_language
    i18n.building, i18n.current_language = True, locale
    clean = utils.clean_directory
    utils.clean_directory = _keep  # the first language is there too
    build(config)
    utils.clean_directory = clean
    i18n.building, i18n.current_language = before


def _keep(directory: str) -> None:
    """Leave a folder as it is."""


def build_also(config: MkDocsConfig, locales: Collection[Locale]) -> None:
    """Let only these languages be built after the first."""
    for language in _i18n(config).config.languages:
        language.build = language.default or language.locale in locales


def _i18n(config: MkDocsConfig) -> I18n:
    return cast("I18n", config.plugins["i18n"])
