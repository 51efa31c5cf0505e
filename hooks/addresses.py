"""When the last language is built: the sitemap of both, and a redirect at each old address."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from handbook.addresses import redirects
from handbook.publish import redirect_page, robots_txt, sitemap
from languages import is_first_build


@event_priority(-200)  # after the i18n plugin (-100) has built the other languages
def on_post_build(config: MkDocsConfig) -> None:
    """Write `sitemap.xml`, `robots.txt` and the redirects into the site."""
    if not is_first_build(config):
        return
    site, library = Path(config.site_dir), config.extra["library"]
    (site / "sitemap.xml").write_text(sitemap(library, config.site_url or "/"), encoding="utf-8")
    (site / "robots.txt").write_text(robots_txt(config.site_url or "/"), encoding="utf-8")
    (site / "sitemap.xml.gz").unlink(missing_ok=True)
    for old, new in redirects(library).items():
        target = site / old / "index.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(redirect_page(old, new, config.site_url or "/"), encoding="utf-8")
