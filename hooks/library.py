"""Read the library before the build, refuse what is wrong, hand it to the templates."""

import logging
import os
from datetime import UTC, datetime, time
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import Files

from handbook.addresses import PREFIX, Address, addresses
from handbook.cache import Cache
from handbook.check import check
from handbook.interface import load_interface
from handbook.load import load
from handbook.math import KatexDiedError
from handbook.model import LANGUAGE_TAG, LOCALES, SECTION_TITLES, Library
from handbook.preview import Preview
from handbook.problems import errors
from handbook.relate import Relations, related_tags
from handbook.sections import digests, sections
from handbook.status import statuses
from languages import current_locale, is_first_build

log = logging.getLogger("mkdocs.hooks.library")


def on_config(config: MkDocsConfig) -> None:
    """Put the library into `config.extra`; end the build with one line per mistake.

    A preview has read what it can, and goes on.
    """
    if not is_first_build(config):
        return
    root = Path(config.config_file_path).parent
    preview: Preview | None = config.extra.get("preview")
    if preview:
        library = preview.library
    else:
        config.extra["cache"] = Cache(root)
        library = _sound_library(root, config.extra["cache"])
    config.extra["library"] = library
    config.extra["relations"] = Relations(library)
    config.extra["statuses"] = {s.question.id: s for s in statuses(root, library.questions)}
    config.extra["words"] = preview.words if preview else load_interface(root)
    # Two builds of one commit are the same: every date in them is the edition's.
    edition = datetime.combine(library.edition, time(), UTC)
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(int(edition.timestamp())))


def _sound_library(root: Path, cache: Cache) -> Library:
    loaded = load(root, cache)
    try:
        problems = errors(check(loaded, cache=cache))
    except KatexDiedError as error:
        reason = str(error).splitlines()[0]
        raise Abort(f"{reason}; run `make setup`") from error
    for problem in problems:
        log.error(str(problem))
    if problems:
        raise Abort(f"{len(problems)} in the content to mend; nothing was built")
    return loaded.library


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG001
    """Give every template the library and the language it speaks, and let ours escape both."""
    overrides = Path(config.config_file_path).parent / "overrides"
    ours = {path.relative_to(overrides).as_posix() for path in overrides.rglob("*.html")}
    env.autoescape = lambda name: name in ours
    library = config.extra["library"]
    locale = current_locale(config)
    words = config.extra["words"]
    env.globals.update(
        library=library,
        relations=config.extra["relations"],
        related_tags=related_tags,
        sections=sections,
        digests=digests,
        section_titles=SECTION_TITLES,
        statuses=config.extra["statuses"],
        locale=locale,
        locales=LOCALES,
        language_tag=LANGUAGE_TAG,
        prefix=PREFIX,
        addresses={address.path: address for address in addresses(library)},
        Address=Address,
        say=lambda key: words[key][locale],
        words=words,
    )
