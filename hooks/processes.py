"""Build the other languages in processes of their own, while this one builds the first."""

import logging
from collections.abc import Set
from functools import partial

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

from handbook.cores import beside
from handbook.model import LOCALES, Locale
from languages import build_also, build_now, current_locale, is_first_build


@event_priority(100)  # the site's folder is empty, and nothing has been put there yet
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Begin; a preview builds one after the other, since it remembers what it has made."""
    if is_first_build(config) and "preview" not in config.extra:
        config.extra["other_languages"] = [
            beside(partial(_build, config, locale))
            for locale in LOCALES
            if locale != current_locale(config)
        ]
    return files


@event_priority(-50)  # before the i18n plugin (-100) would build them
def on_post_build(config: MkDocsConfig) -> None:
    """Wait for them, and take over what they have noted."""
    if is_first_build(config) and "preview" not in config.extra:
        for wait in config.extra["other_languages"]:
            config.extra["classes"] |= wait()
        build_also(config, ())


def _build(config: MkDocsConfig, locale: Locale) -> Set[str]:
    """Build a language; return the classes of its pages (hooks/styles.py)."""
    logging.getLogger("mkdocs.commands.build").setLevel(logging.WARNING)
    build_now(config, locale)
    classes: Set[str] = config.extra["classes"]
    return classes
