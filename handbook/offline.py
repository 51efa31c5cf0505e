"""A copy of the site that opens from disk, where no server finds a folder's `index.html`."""

import re
import shutil
from pathlib import Path

TAG = r'<{name}\s(?:[^>"]|"[^"]*")*?\b'
LINK = re.compile(
    rf'({TAG.format(name="a")}href="|{TAG.format(name="meta")}content="0; url=)([^"]*)'
)
"""What leads from page to page: links and redirects, up to their address, and the address."""


def make_offline(site: Path) -> None:
    """Change the built site so that every page of it works when it is opened from disk.

    The search index goes, since a browser fetches nothing from disk; so does the page for unknown
    addresses, which only a server shows.
    """
    shutil.rmtree(site / "pagefind")
    (site / "404.html").unlink()
    for page in sorted(site.rglob("*.html")):
        page.write_text(with_links_to_files(page.read_text(encoding="utf-8")), encoding="utf-8")


def with_links_to_files(html: str) -> str:
    """Return a page's HTML with `index.html` in each link to a folder of the site."""
    return LINK.sub(lambda match: match[1] + _file(match[2]), html)


def _file(address: str) -> str:
    """Return an address with the name of the file that a server would find there."""
    path = address.partition("#")[0].partition("?")[0]
    is_elsewhere = path.startswith("//") or ":" in path
    if not path or is_elsewhere or path.rpartition("/")[2] not in ("", ".", ".."):
        return address
    return f"{path.rstrip('/')}/index.html{address.removeprefix(path)}"
