"""Say in every page of the finished site what a browser may load and run there."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from handbook.policy import add_policies
from languages import is_first_build


@event_priority(-250)  # after the redirects are in place, before the search index (-260)
def on_post_build(config: MkDocsConfig) -> None:
    """Add the policies to the pages of both languages."""
    # The server of a preview puts a script into every page, which reloads it.
    if is_first_build(config) and "preview" not in config.extra:
        add_policies(Path(config.site_dir))
