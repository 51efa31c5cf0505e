"""When the site is finished: its copy to unpack, and what keeps it on a reader's device."""

from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority

from handbook.addresses import PREFIX
from handbook.app import APP, WORKER, WORKER_OF_PREVIEW, add_worker, app
from handbook.cores import beside
from handbook.export.edition import edition_of
from handbook.model import LOCALES
from handbook.offline import make_zip, say_size
from languages import is_first_build


@event_priority(-290)  # beside the search index (-260 to -350), which the copy has not
def _begin_zip(config: MkDocsConfig) -> None:
    if is_first_build(config) and "preview" not in config.extra:
        site, timestamp = Path(config.site_dir), edition_of(config.extra["library"]).timestamp
        config.extra["zip"] = beside(partial(make_zip, site, config.site_url or "/", timestamp))


@event_priority(-400)  # after everything else has been written
def _finish(config: MkDocsConfig) -> None:
    """Write the manifests, the list of files and the worker; a preview has no worker."""
    if not is_first_build(config):
        return
    site = Path(config.site_dir)
    if "preview" in config.extra:
        (site / WORKER).write_text(WORKER_OF_PREVIEW, encoding="utf-8")
        return
    say_size(site, config.extra["zip"]())
    edition = edition_of(config.extra["library"])
    for locale in LOCALES:
        manifest = app(config.extra["words"], locale)
        (site / PREFIX[locale] / APP).write_text(manifest, encoding="utf-8", newline="\n")
    add_worker(site, f"{edition.version} ({edition.date})")


on_post_build = CombinedEvent(_begin_zip, _finish)
