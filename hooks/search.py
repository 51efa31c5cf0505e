"""Index the finished site for search, once, when the last language is built."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority

from handbook.search import SearchError, build_index
from languages import is_first_build


@event_priority(-300)  # after redirects and sitemap are in place
def on_post_build(config: MkDocsConfig) -> None:
    """Write the search index below `pagefind/` in the site."""
    if not is_first_build(config) or "preview" in config.extra:
        return
    try:
        build_index(Path(config.site_dir), config.extra["library"])
    except SearchError as error:
        raise Abort(f"the site cannot be searched: {error}") from error
