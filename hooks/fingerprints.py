"""When nothing changes an asset any more: name each by what is in it, and say how to serve it."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority

from handbook.fingerprints import FingerprintError, add_fingerprints
from handbook.headers import HEADERS, headers
from languages import is_first_build


@event_priority(-225)  # after styles and fonts are cut down (-200), before the policies (-250)
def on_post_build(config: MkDocsConfig) -> None:
    """Rename the assets and write `_headers`; in a preview they change at any time."""
    if not is_first_build(config) or "preview" in config.extra:
        return
    site = Path(config.site_dir)
    try:
        names = add_fingerprints(site, config.site_url or "/")
        rules = headers(names)
    except FingerprintError as error:
        raise Abort(f"an asset has no name: {error}") from error
    except ValueError as error:
        raise Abort(f"assets cannot be kept by hosts: {error}") from error
    (site / HEADERS).write_text(rules, encoding="utf-8", newline="\n")
