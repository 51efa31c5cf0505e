"""While the pages are built: the texts for programs beside those of both languages."""

import logging
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

from handbook.cores import beside
from handbook.export.edition import edition_of
from handbook.export.published import texts
from handbook.problems import ContentError
from languages import is_first_build

log = logging.getLogger("mkdocs.hooks.data")


@event_priority(100)  # the site's folder is empty, and its pages are still to be made
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Begin to write them into the site; a preview does without."""
    if is_first_build(config) and "preview" not in config.extra:
        config.extra["texts"] = beside(partial(_write, config))
    return files


@event_priority(-350)  # before the list of all files (-400)
def on_post_build(config: MkDocsConfig) -> None:
    """Wait for them, and end the build with one line per mistake."""
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
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
