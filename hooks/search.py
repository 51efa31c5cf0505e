"""Index the pages of both languages for search, beside what else is made of them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import Files

from handbook.cores import beside
from handbook.search import SearchError, all_words, build_index
from languages import is_first_build

T = TypeVar("T")


@event_priority(100)  # before the pages
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Begin to collect the words, which takes no page."""
    if is_first_build(config) and "preview" not in config.extra:
        config.extra["search_words"] = beside(partial(all_words, config.extra["library"]))
    return files


@event_priority(-260)  # when nothing writes the pages any more (-250)
def _begin(config: MkDocsConfig) -> None:
    """Begin to write the search index below `pagefind/` in the site."""
    if is_first_build(config) and "preview" not in config.extra:
        words = _result(config.extra["search_words"])
        config.extra["index"] = beside(partial(build_index, Path(config.site_dir), words))


@event_priority(-350)  # before the list of all files (-400)
def _finish(config: MkDocsConfig) -> None:
    if is_first_build(config) and "preview" not in config.extra:
        _result(config.extra["index"])


def _result(wait: Callable[[], T]) -> T:
    try:
        return wait()
    except SearchError as error:
        raise Abort(f"the site cannot be searched: {error}") from error


on_post_build = CombinedEvent(_begin, _finish)
