"""When the last language is built: the texts for programs beside the pages of both."""

import logging
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import CombinedEvent, event_priority

from handbook.cores import beside
from handbook.export.edition import edition_of
from handbook.export.published import texts
from handbook.problems import ContentError
from languages import is_first_build

log = logging.getLogger("mkdocs.hooks.data")


@event_priority(-190)  # after the i18n plugin (-100) has built the other languages, before others
def _begin(config: MkDocsConfig) -> None:
    """Begin to write them into the site; a preview does without."""
    if is_first_build(config) and "preview" not in config.extra:
        config.extra["texts"] = beside(partial(_write, config))


@event_priority(-350)  # before the list of all files (-400)
def _finish(config: MkDocsConfig) -> None:
    if not is_first_build(config) or "preview" in config.extra:
        return
    try:
        config.extra["texts"]()
    except ContentError as error:
        for problem in error.problems:
            log.error(str(problem))
        raise Abort(f"{len(error.problems)} in the content to mend; nothing was built") from error


def _write(config: MkDocsConfig) -> None:
    library, words = config.extra["library"], config.extra["words"]
    for address, text in texts(library, words, edition_of(library)):
        file = Path(config.site_dir) / address
        file.write_text(text, encoding="utf-8", newline="\n")


on_post_build = CombinedEvent(_begin, _finish)
