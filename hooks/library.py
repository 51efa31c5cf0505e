"""Read the library before each language's build, refuse what is wrong, hand it to templates."""

import logging
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import Files

from handbook.addresses import PREFIX, Address, addresses
from handbook.check import check
from handbook.interface import load_interface
from handbook.load import load
from handbook.model import LANGUAGE_TAG, LOCALES
from handbook.problems import errors
from handbook.relate import Relations, related_tags

log = logging.getLogger("mkdocs.hooks.library")


def on_config(config: MkDocsConfig) -> None:
    """Put the library into `config.extra`; end the build with one line per mistake."""
    root = Path(config.config_file_path).parent
    if "library" in config.extra and config.plugins["i18n"].building:
        return  # the second language of one build
    loaded = load(root)
    problems = errors(check(loaded))
    for problem in problems:
        log.error(str(problem))
    if problems:
        raise Abort(f"{len(problems)} problems in the content; nothing was built")
    config.extra["loaded"] = loaded
    config.extra["library"] = loaded.library
    config.extra["relations"] = Relations(loaded.library)
    config.extra["words"] = load_interface(root)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG001
    """Give every template the library and the language it speaks."""
    library = config.extra["library"]
    locale = config.plugins["i18n"].current_language
    words = config.extra["words"]
    env.globals.update(
        library=library,
        relations=config.extra["relations"],
        related_tags=related_tags,
        locale=locale,
        locales=LOCALES,
        language_tag=LANGUAGE_TAG,
        prefix=PREFIX,
        addresses={address.path: address for address in addresses(library)},
        Address=Address,
        say=lambda key: words[key][locale],
        words=words,
    )
