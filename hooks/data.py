"""When the last language is built: the texts for programs beside the pages of both."""

import logging
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority

from handbook.export.edition import edition_of
from handbook.export.published import texts
from handbook.problems import ContentError
from languages import is_first_build

log = logging.getLogger("mkdocs.hooks.data")


@event_priority(-200)  # after the i18n plugin (-100) has built the other languages
def on_post_build(config: MkDocsConfig) -> None:
    """Write them into the site; a preview does without."""
    if not is_first_build(config) or "preview" in config.extra:
        return
    library, words = config.extra["library"], config.extra["words"]
    try:
        for address, text in texts(library, words, edition_of(library)):
            file = Path(config.site_dir) / address
            file.write_text(text, encoding="utf-8", newline="\n")
    except ContentError as error:
        for problem in error.problems:
            log.error(str(problem))
        raise Abort(f"{len(error.problems)} in the content to mend; nothing was built") from error
